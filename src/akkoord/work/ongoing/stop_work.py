"""Work stops: when the letter that says so left, or because a person says it; and whoever does it hears it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Max, Sum

from akkoord.core.letter_json import unpacked
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Announcement, Case, Invoice, Letter, OngoingWork, StepTaken
from akkoord.work.announcements import settle_announcements
from akkoord.work.may_not import MAY_NOT
from akkoord.work.ongoing.notices import STOPPED, WARNED, tell
from akkoord.work.ongoing.ongoing_work import answers_of
from akkoord.work.ongoing.suspension_answers import judge_at
from akkoord.work.ongoing.suspension_stage import STOPPED as STOPPED_STEP
from akkoord.work.ongoing.suspension_stage import SUSPENSION, stage_of
from akkoord.work.record import Log

LONGEST = 300  # characters of a reason
NO_REASON = Refusal(Text("Schrijf op waarom.", "Write down why."))
_NOT_ONGOING = Refusal(Text("Dit werk ligt al stil, of is geëindigd.", "This work has stopped already, or ended."))
_NOT_WARNED = Refusal(
    Text(
        "Er is niet aangekondigd dat dit werk stopt, of de aangekondigde dag is nog niet gekomen. Kondig het eerst aan.",
        "It was not announced that this work stops, or the day that was announced has not come. Announce it first.",
    ),
    "6:2 en 6:248 lid 2 BW",
)


def after_letter(letter: Letter, *, on: date, log: Log) -> None:
    """A letter about stopping work left: whoever does it is warned, or the work stops. Call it in the transaction that marks
    the letter as left."""
    if letter.kind not in SUSPENSION or letter.work_id is None:
        return
    work = _work(letter.creditor_id, letter.work_id)
    if work is None:
        return
    day = unpacked(letter.content).stops_on or on
    if letter.kind == SUSPENSION[0]:
        if tell(work, WARNED, number=letter.id, day=day, why="unpaid", on=on):
            log.add("work-warned", debtor_id=work.debtor_id, work=work.id, name=work.name, until=str(day))
        return
    invoices = StepTaken.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id, step=letter.kind)
    stop(work, invoices=set(invoices.values_list("invoice_id", flat=True)), day=day, on=on, log=log)
    settle_announcements(creditor=work.creditor, on=on, at=log.at, by=log.by, debtor_id=work.debtor_id)


def stop(work: OngoingWork, *, invoices: Collection[int], day: date, on: date, log: Log, because: str = "") -> bool:
    """The work stops from `day` for these invoices; False where it did not go on. Call it in a transaction."""
    rows = Invoice.objects.filter(creditor_id=work.creditor_id, id__in=list(invoices))
    left = rows.aggregate(left=Sum("open"))["left"] or 0
    mine = OngoingWork.objects.filter(creditor_id=work.creditor_id, id=work.id, state="ongoing")
    said = {"state": "stopped", "stopped_on": day, "resumed_on": None, "look": "", "because": because[:LONGEST]}
    if mine.update(stops=F("stops") + 1, stopped_for=sorted(invoices), stopped_open=left, **said) != 1:
        return False
    work.refresh_from_db()
    tell(work, STOPPED, number=work.stops, day=day, why="unpaid", on=on)
    log.add("work-stopped", debtor_id=work.debtor_id, work=work.id, name=work.name, day=str(day), open=left, note=because)
    return True


def stop_by_hand(*, desk: Desk, work_id: int, because: str, on: date, at: datetime | None = None) -> Refusal | None:
    """A person stops work of which the warning ran out, without a second letter, and says why."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        work = desk.work().select_for_update().get(id=work_id)
        if not because.strip():
            return NO_REASON
        if work.state != "ongoing":
            return _NOT_ONGOING
        warned = warned_for(work, on=on)
        if not warned:
            return _NOT_WARNED
        refused = _against(work, warned, on)
        if refused:
            return refused
        _stop_now(work, warned, because.strip(), Log(desk.creditor.id, on, at, desk.user.email))
    return None


def _stop_now(work: OngoingWork, warned: Collection[int], because: str, log: Log) -> None:
    stop(work, invoices=warned, day=log.on, on=log.on, log=log, because=because)
    _take_step(work, warned, log.on)
    log.write()
    settle_announcements(creditor=work.creditor, on=log.on, at=log.at, by=log.by, debtor_id=work.debtor_id)


def _against(work: OngoingWork, warned: Collection[int], on: date) -> Refusal | None:
    answers = answers_of(work, invoices=sorted(warned), stopped_on=on)
    found = judge_at(stage_of(work.debtor, on=on), debtor=work.debtor, answers=answers, on=on)
    return None if found.allowed else found.against[0]


def _take_step(work: OngoingWork, invoices: Collection[int], on: date) -> None:
    """The step was taken without its letter: the ladder does not take it once more."""
    own = {"creditor_id": work.creditor_id, "debtor_id": work.debtor_id}
    case, _ = Case.objects.get_or_create(closed_on=None, **own, defaults={"opened_on": on})
    taken = StepTaken.objects.filter(creditor_id=work.creditor_id, invoice_id__in=list(invoices), step=STOPPED_STEP)
    rounds = dict(taken.values_list("invoice_id").annotate(Max("round")))
    StepTaken.objects.bulk_create(
        StepTaken(
            creditor_id=work.creditor_id,
            case_id=case.id,
            invoice_id=number,
            step=STOPPED_STEP,
            round=rounds.get(number, 0) + 1,
            decided_on=on,
            left_on=on,
        )
        for number in invoices
    )


def warned_for(work: OngoingWork, *, on: date) -> list[int]:
    """The invoices that are still open of which the warning about this work ran out by this day."""
    due = Announcement.objects.filter(creditor_id=work.creditor_id, step=STOPPED_STEP, state="running", due_on__lte=on)
    letters = due.filter(letter__work_id=work.id).values("letter_id")
    steps = StepTaken.objects.filter(creditor_id=work.creditor_id, letter_id__in=letters, withdrawn_on=None, invoice__open__gt=0)
    return sorted(set(steps.values_list("invoice_id", flat=True)))


def _work(creditor_id: int, number: int) -> OngoingWork | None:
    return OngoingWork.objects.filter(creditor_id=creditor_id, id=number).select_related("debtor__creditor").first()
