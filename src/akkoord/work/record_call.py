"""What came of a phone call: written down, and a promise put in the calendar."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.dates import ONE_DAY
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Task
from akkoord.work.hold import add_hold
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

OUTCOMES = ("reached", "no-answer", "call-back")


def record_call(
    *,
    desk: Desk,
    task_id: int,
    outcome: str,
    note: str,
    on: date,
    promised: int | None = None,
    promised_by: date | None = None,
    call_back_on: date | None = None,
    cannot_pay: bool = False,
    at: datetime | None = None,
) -> Refusal | None:
    """Write down a call. Nobody reached: the task comes back on the next day of contact. `promised` in cents."""
    refused = _refused(desk, outcome, on, promised, promised_by, call_back_on)
    if refused:
        return refused
    with transaction.atomic():
        task = desk.tasks().select_for_update().get(id=task_id, kind="call")
        if task.done_on is not None:
            return Refusal(Text("Dit gesprek is al vastgelegd.", "This call was written down already."))
        if promised is not None:
            refused = add_hold(
                desk=desk, debtor_id=task.debtor_id, kind="promise", note=note, until=promised_by, amount=promised, on=on, at=at
            )
            if refused:
                return refused
        _attempted(task, outcome, note.strip(), cannot_pay)
        task.done_on = on if outcome == "reached" else None
        if task.done_on is None:
            task.due_on = jurisdiction().calendar.contact_day_from(call_back_on or on + ONE_DAY)
        task.save(update_fields=["attempts", "failed", "cannot_pay", "note", "outcome", "done_on", "due_on"])
        log = Log(desk.creditor.id, on, at, desk.user.email)
        log.add("call", debtor_id=task.debtor_id, outcome=outcome, note=task.note, attempt=task.attempts, next=str(task.due_on))
        log.write()
    return None


def _attempted(task: Task, outcome: str, note: str, cannot_pay: bool) -> None:
    """One more attempt, and what came of it; who was reached starts counting anew."""
    task.attempts += 1
    task.failed = task.failed + 1 if outcome == "no-answer" else 0
    task.cannot_pay = task.cannot_pay or (cannot_pay and outcome != "no-answer")
    task.note, task.outcome = note, outcome


def _refused(
    desk: Desk, outcome: str, on: date, promised: int | None, promised_by: date | None, call_back_on: date | None
) -> Refusal | None:
    if not desk.may_work:
        return MAY_NOT
    if outcome not in OUTCOMES:
        return Refusal(Text("Kies wat het gesprek opleverde.", "Choose what came of the call."))
    if (promised is None) != (promised_by is None):
        return Refusal(Text("Een toezegging heeft een bedrag en een dag.", "A promise has an amount and a day."))
    if call_back_on is not None and call_back_on < on:
        return Refusal(Text("Kies een dag vanaf vandaag.", "Choose a day from today on."))
    return None
