"""Letters of the desk: drafted for a case, looked at again before they leave, and told to the client when they left."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.letter import LetterContent
from akkoord.core.problem import Refusal, Text
from akkoord.steps import letter_step
from akkoord.store.access import Desk
from akkoord.store.models import Case, DeskCase, Hold, Letter
from akkoord.work.desk.case import keep, locked, log_of, say_in
from akkoord.work.desk.content import KINDS, case_of, desk_content
from akkoord.work.letters.approve import approve_if_automatic
from akkoord.work.letters.make_letter import Wanted, new_letter
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

NOT_IN_HAND = Refusal(Text("Neem de zaak eerst aan.", "Take the case on first."))
NOTHING_OPEN = Refusal(Text("In deze zaak staat niets meer open.", "Nothing is open in this case."))
NO_SUCH = Refusal(Text("Kies een brief.", "Choose a letter."))
LIES_THERE = Refusal(Text("Er ligt al zo’n brief klaar.", "There is such a letter already, ready to be read."))
_ENDED = Text("De zaak bij het incassobureau is geëindigd", "The case at the collection desk has ended")
_PAID = Text("Er is intussen betaald", "It was paid in the meantime")
_OTHER = Text("Er staat intussen een ander bedrag open", "Another sum is open by now")
_WAITS = Text("Er is een reden om te wachten bijgekomen", "A reason to wait came up")


def draft_desk_letter(*, desk: Desk, case_id: int, kind: str, on: date, at: datetime | None = None) -> Letter | Refusal:
    """A draft for this case, that leaves as any letter does: read, approved, within the hours of contact."""
    if not desk.may_work:
        return MAY_NOT
    if kind not in KINDS:
        return NO_SUCH
    with transaction.atomic():
        case, log = locked(desk, case_id), log_of(desk, on, at)
        content = desk_content(desk.creditor, case, kind, on=on)
        refused = _not_now(case, content, on)
        if refused:
            return refused
        letter = new_letter(desk.creditor, Wanted(case.debtor, letter_step(kind), (), (), {}), content, case_id=_path(case, log))
        letter.save(force_insert=True)
        keep(case, "letter", log, what=kind, letter_id=letter.id, amount=letter.asked)
        log.add("letter-drafted", debtor_id=case.debtor_id, step=kind, subject=letter.subject, asked=letter.asked, letter=letter.id)
        approve_if_automatic(desk.creditor, letter, log)
        log.write()
    return letter


def _not_now(case: DeskCase, content: LetterContent, on: date) -> Refusal | None:
    if case.state != "accepted":
        return NOT_IN_HAND
    if not content.asked:
        return NOTHING_OPEN
    waiting = Letter.objects.filter(creditor_id=case.creditor_id, desk_entries__case_id=case.id, kind=content.kind)
    if waiting.filter(state__in=("draft", "approved")).exists():
        return LIES_THERE
    return Refusal(_WAITS) if _held(case, on) else None


def _held(case: DeskCase, on: date) -> bool:
    """Whether something keeps this debtor from being written to: care, insolvency, a dispute, a promise, an arrangement."""
    holds = Hold.objects.filter(creditor_id=case.creditor_id, debtor_id=case.debtor_id, invoice_id=None, ended_on=None, since__lte=on)
    return holds.exclude(until__lt=on).exists()


def _path(case: DeskCase, log: Log) -> int:
    """The row that every letter stands in: these walk no ladder, so it begins and ends today."""
    own = {"creditor_id": case.creditor_id, "debtor_id": case.debtor_id}
    last = Case.objects.filter(closed_because="desk", **own).order_by("-id").first()
    return (last or Case.objects.create(opened_on=log.on, closed_on=log.on, closed_because="desk", **own)).id


def desk_letter_against(letter: Letter, *, on: date) -> Text | None:
    """Why a letter of the desk may not leave any more; None for any other letter."""
    case = case_of(letter) if letter.kind in KINDS else None
    if case is None:
        return None
    if case.state != "accepted":
        return _ENDED
    asked = desk_content(case.creditor, case, letter.kind, on=on).asked
    if not asked:
        return _PAID
    if letter.changed and asked != letter.asked:
        return _OTHER
    return _WAITS if _held(case, on) else None


def desk_letter_afresh(letter: Letter, *, on: date) -> LetterContent | None:
    """What a letter of the desk holds if it leaves on this day; None for any other letter."""
    case = case_of(letter) if letter.kind in KINDS else None
    return desk_content(case.creditor, case, letter.kind, on=on) if case else None


def desk_letter_left(letter: Letter, *, on: date, log: Log) -> None:
    """The client hears that a letter of his case left. Call it in the transaction that marks it so."""
    case = case_of(letter) if letter.kind in KINDS else None
    if case is None:
        return
    body = {"what": "letter", "on": on.isoformat(), "text": letter.subject}
    say_in(case, "action", body, log, on=on, what="letter", text=letter.subject)  # where the case ended meanwhile it says nothing
