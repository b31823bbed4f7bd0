"""What people at the desk do in a case: ask, act, take money, add costs, and look at what came in; told to the client as it happens."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction

from akkoord.core.handover.course import ACTIONS
from akkoord.core.handover.message import LONGEST_TEXT
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.work.desk.case import (
    ANSWERED,
    LOOK,
    NO_SUM,
    NOT_YET,
    TOO_LONG,
    UNHEARD,
    done,
    keep,
    locked,
    log_of,
    say_in,
    tasks_of,
    text_of,
)
from akkoord.work.desk.heard import paid_up
from akkoord.work.mail.replies import OBJECTION
from akkoord.work.may_not import MAY_NOT

NO_ACTION = Refusal(Text("Kies wat u deed.", "Choose what you did."))
NO_PAYER = Refusal(Text("Kies wie deze kosten betaalt.", "Choose who pays these costs."))
NO_WHAT = Refusal(Text("Schrijf op waarvoor deze kosten zijn.", "Write down what these costs are for."))
LOOKED_AT = Refusal(Text("Hier is al naar gekeken.", "This was looked at already."))
LATE = Refusal(Text("Op deze dag was de zaak nog niet hier.", "On this day the case was not here yet."))
GRACE = timedelta(days=31)  # money may be named that came in shortly before the case did


@dataclass(frozen=True, slots=True)
class Cost:
    """Costs of a case, in cents: what for, and who pays them (debtor, client)."""

    amount: int
    what: str
    payer: str


def ask_client(*, desk: Desk, case_id: int, text: str, on: date, at: datetime | None = None) -> Refusal | None:
    """Ask the client something; the question stays open until he answers."""
    if not desk.may_work:
        return MAY_NOT
    said = text_of(text)
    if isinstance(said, Refusal):
        return said
    with transaction.atomic():
        case, log = locked(desk, case_id), log_of(desk, on, at)
        refused = say_in(case, "question", {"text": said}, log, text=said)
        if refused is None:
            log.write()
    return refused


def act_in_case(*, desk: Desk, case_id: int, what: str, day: date, text: str = "", on: date, at: datetime | None = None) -> Refusal | None:
    """Write down what the desk did, on `day`, and tell the client."""
    if not desk.may_work:
        return MAY_NOT
    if what not in ACTIONS:
        return NO_ACTION
    if len(text) > LONGEST_TEXT:
        return TOO_LONG
    with transaction.atomic():
        case, log = locked(desk, case_id), log_of(desk, on, at)
        refused = _wrong_day(day, on, case.received_on) or say_in(
            case, "action", {"what": what, "on": day.isoformat(), "text": text.strip()}, log, on=day, what=what, text=text.strip()
        )
        if refused is None:
            log.write()
    return refused


def _wrong_day(day: date, on: date, since: date) -> Refusal | None:
    if day > on:
        return NOT_YET
    return LATE if day < since - GRACE else None


def take_payment(
    *, desk: Desk, case_id: int, amount: int, day: date, note: str = "", on: date, at: datetime | None = None
) -> Refusal | None:
    """Money that came in here for this case, in cents; below nothing where it went back. Nothing open: somebody closes the case."""
    if not desk.may_work:
        return MAY_NOT
    if amount == 0:
        return NO_SUM
    if len(note) > LONGEST_TEXT:
        return TOO_LONG
    with transaction.atomic():
        case, log = locked(desk, case_id), log_of(desk, on, at)
        body = {"amount": amount, "on": day.isoformat(), "note": note.strip()}
        refused = _wrong_day(day, on, case.received_on) or say_in(case, "payment", body, log, amount=amount, on=day, text=note.strip())
        if refused is None:
            paid_up(case, log)
            log.write()
    return refused


def add_cost(*, desk: Desk, case_id: int, cost: Cost, day: date, on: date, at: datetime | None = None) -> Refusal | None:
    """Costs of this case: for the debtor, who owes them on top, or for the client, in whose statement they come."""
    if not desk.may_work:
        return MAY_NOT
    what = " ".join(cost.what.split())[:200]
    refused = NO_SUM if cost.amount <= 0 else NO_WHAT if not what else NO_PAYER if cost.payer not in ("debtor", "client") else None
    if refused:
        return refused
    with transaction.atomic():
        case, log = locked(desk, case_id), log_of(desk, on, at)
        body = {"amount": cost.amount, "on": day.isoformat(), "what": what, "payer": cost.payer}
        refused = _wrong_day(day, on, case.received_on) or say_in(
            case, "cost", body, log, amount=cost.amount, on=day, what=what, payer=cost.payer
        )
        if refused is None:
            log.write()
    return refused


def look_at(*, desk: Desk, case_id: int, task_id: int, note: str = "", on: date, at: datetime | None = None) -> Refusal | None:
    """Somebody looked at what came in, and says what he made of it; after an objection letters may go."""
    if not desk.may_work:
        return MAY_NOT
    if len(note) > LONGEST_TEXT:
        return TOO_LONG
    with transaction.atomic():
        case, log = locked(desk, case_id), log_of(desk, on, at)
        task = tasks_of(case).filter(id=task_id, kind__in=(ANSWERED, OBJECTION, LOOK, UNHEARD)).first()
        if task is None:
            return LOOKED_AT
        done(case, (task.kind,), on=on, outcome="looked-at")
        keep(case, "looked", log, what=task.kind, text=note.strip())
        log.write()
    return None


def note_in_case(*, desk: Desk, case_id: int, text: str, on: date, at: datetime | None = None) -> Refusal | None:
    """Something to remember, for the desk alone; also after the case ended."""
    if not desk.may_work:
        return MAY_NOT
    said = text_of(text)
    if isinstance(said, Refusal):
        return said
    with transaction.atomic():
        case, log = locked(desk, case_id), log_of(desk, on, at)
        keep(case, "note", log, text=said)
        log.write()
    return None
