"""People at the desk decide about a case: take it on, not take it on, and end it; each is told to the client in the same transaction."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.handover.course import CLOSED_BECAUSE, ENDED
from akkoord.core.handover.message import LONGEST_TEXT
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import DeskCase, Letter
from akkoord.work.desk.case import ANSWERED, NEW, NO_DESK, TASKS, TOO_LONG, done, locked, log_of, say_in, text_of
from akkoord.work.desk.debtors import is_natural
from akkoord.work.letters.recheck import withdraw
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

NO_NUMBER = Refusal(
    Text(
        "Bij een natuurlijk persoon mag u alleen incasseren met een registratienummer. Vul het in bij Instellingen.",
        "Of a natural person you may collect only with a registration number. Enter it in Settings.",
    ),
    "4 Wki",
)
NOBODY = Refusal(Text("Kies iemand die hier werkt.", "Choose somebody who works here."))
NO_REASON = Refusal(Text("Kies waarom de zaak eindigt.", "Choose why the case ends."))
WITHDRAWN = Refusal(Text("Dat de opdrachtgever de zaak terugneemt, moet hij zelf zeggen.", "That the client takes it back is his to say."))
ENDED_HERE = Text("De zaak bij het incassobureau is geëindigd", "The case at the collection desk has ended")


def accept_case(*, desk: Desk, case_id: int, handler: str, note: str = "", on: date, at: datetime | None = None) -> Refusal | None:
    """Take the case on; `handler` is the address of who handles it. A natural person in the Netherlands may only be asked to pay by
    who stands in the register (art. 4 Wki)."""
    if not desk.may_work:
        return MAY_NOT
    if len(note) > LONGEST_TEXT:
        return TOO_LONG
    with transaction.atomic():
        case = locked(desk, case_id)
        if not desk.creditor.desk_on:
            return NO_DESK
        if is_natural(case.manifest) and not desk.creditor.desk_registration.strip():
            return NO_NUMBER
        if not desk.members().filter(user__email=handler).exists():
            return NOBODY
        log = log_of(desk, on, at)
        case.handler, case.accepted_on = handler, on
        refused = say_in(case, "accepted", {"handler": handler, "note": note.strip()}, log, text=note.strip(), what=handler)
        if refused:
            return refused
        done(case, (NEW, ANSWERED), on=on, outcome="accepted")
        log.write()
    return None


def refuse_case(*, desk: Desk, case_id: int, because: str, on: date, at: datetime | None = None) -> Refusal | None:
    """Do not take the case on, and say why."""
    if not desk.may_work:
        return MAY_NOT
    why = text_of(because)
    if isinstance(why, Refusal):
        return why
    with transaction.atomic():
        case = locked(desk, case_id)
        log = log_of(desk, on, at)
        case.closed_on, case.because, case.note = on, "refused", why
        refused = say_in(case, "refused", {"because": why}, log, text=why)
        if refused:
            return refused
        _end(case, log)
    return None


def close_case(*, desk: Desk, case_id: int, because: str, note: str = "", on: date, at: datetime | None = None) -> Refusal | None:
    """End the case: paid, settled, an arrangement, not to be collected, insolvent, withdrawn by the client, or something else."""
    if not desk.may_work:
        return MAY_NOT
    if because not in CLOSED_BECAUSE:
        return NO_REASON
    if len(note) > LONGEST_TEXT:
        return TOO_LONG
    with transaction.atomic():
        case = locked(desk, case_id)
        if because == "withdrawn" and case.state not in ("withdrawing", *ENDED):
            return WITHDRAWN
        log = log_of(desk, on, at)
        case.closed_on, case.because, case.note = on, because, note.strip()
        body = {"because": because, "note": note.strip(), "on": on.isoformat()}
        refused = say_in(case, "closed", body, log, what=because, text=note.strip())
        if refused:
            return refused
        _end(case, log)
    return None


def _end(case: DeskCase, log: Log) -> None:
    """Nothing more is to do in it but what the law asks, and no letter of it leaves any more."""
    done(case, (one for one in TASKS if one != "desk-complaint"), on=log.on, outcome="closed")
    mine = case.entries.filter(kind="letter").exclude(letter_id=None).values_list("letter_id", flat=True)
    letters = Letter.objects.filter(creditor_id=case.creditor_id, id__in=list(mine), state__in=("draft", "approved"))
    for letter in letters.select_for_update():
        withdraw(letter, because=ENDED_HERE, on=log.on, log=log)
    log.write()
