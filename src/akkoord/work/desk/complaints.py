"""A complaint of a debtor about the desk: written down, its receipt confirmed within two working days (art. 6.1 Bki), and how it ended."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.dates import ONE_DAY
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.work.desk.case import COMPLAINT, NOT_YET, ask_for, done, keep, locked, log_of, tasks_of, text_of
from akkoord.work.may_not import MAY_NOT

WORKING_DAYS = 2
CONFIRMED = Refusal(
    Text("Hier staat geen klacht waarvan de ontvangst nog bevestigd moet worden.", "No complaint waits for its receipt to be confirmed.")
)


def confirm_by(came_on: date) -> date:
    """The last day on which the receipt of a complaint is confirmed: the second working day after it came (art. 6.1 Bki).

    >>> confirm_by(date(2026, 11, 26)), confirm_by(date(2026, 12, 24))
    (datetime.date(2026, 11, 30), datetime.date(2026, 12, 29))
    """
    day = came_on
    for _ in range(WORKING_DAYS):
        day = jurisdiction().calendar.working_day_from(day + ONE_DAY)
    return day


def complain(*, desk: Desk, case_id: int, text: str, came_on: date, on: date, at: datetime | None = None) -> Refusal | None:
    """Write down a complaint; that its receipt is to be confirmed stands on the work list until somebody did."""
    if not desk.may_work:
        return MAY_NOT
    said = text_of(text)
    if isinstance(said, Refusal):
        return said
    if came_on > on:
        return NOT_YET
    with transaction.atomic():
        case, log = locked(desk, case_id), log_of(desk, on, at)
        keep(case, "complaint", log, on=came_on, text=said)
        due = min([confirm_by(came_on), *tasks_of(case).filter(kind=COMPLAINT).values_list("due_on", flat=True)])
        ask_for(case, COMPLAINT, log, due_on=due, note=said)
        log.write()
    return None


def confirm_complaint(*, desk: Desk, case_id: int, how: str, on: date, at: datetime | None = None) -> Refusal | None:
    """The debtor was told that his complaint came in; `how` says by which way."""
    if not desk.may_work:
        return MAY_NOT
    said = text_of(how)
    if isinstance(said, Refusal):
        return said
    with transaction.atomic():
        case, log = locked(desk, case_id), log_of(desk, on, at)
        if not done(case, (COMPLAINT,), on=on, outcome="confirmed"):
            return CONFIRMED
        case.entries.filter(kind="complaint", answered_on=None).update(answered_on=on)
        keep(case, "confirmed", log, text=said)
        log.write()
    return None
