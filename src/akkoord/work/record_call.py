"""What came of an attempt to call: written down, whoever answered, and what follows from it put in the calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from django.db import transaction

from akkoord.core.conversation.outcome import FAILED, Outcome
from akkoord.core.dates import ONE_DAY
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Call, Debtor, Task
from akkoord.work.hold import add_hold
from akkoord.work.may_not import MAY_NOT
from akkoord.work.numbers import not_his, numbers
from akkoord.work.record import Log
from akkoord.work.watch.callbacks import called_back, plan_callbacks, promise_to_call
from akkoord.work.watch.heard import follow_heard

ZONE = ZoneInfo("Europe/Amsterdam")
SILENT = frozenset({Outcome.VOICEMAIL, Outcome.THIRD_PERSON})  # they heard no word of the debt, and nothing of it is noted
DONE = Refusal(Text("Dit gesprek is al vastgelegd.", "This call was written down already."))


@dataclass(frozen=True, slots=True)
class _Ended:
    """How a call ended, as somebody says it. `promised` in cents."""

    outcome: str
    note: str
    promised: int | None
    promised_by: date | None
    call_back_on: date | None
    call_back_at: time | None
    cannot_pay: bool
    phone: str
    spoke_with: str

    @property
    def failed(self) -> bool:
        return self.outcome in FAILED


def record_call(
    *,
    desk: Desk,
    task_id: int | None,
    outcome: str,
    note: str,
    on: date,
    debtor_id: int = 0,
    call_id: int | None = None,
    promised: int | None = None,
    promised_by: date | None = None,
    call_back_on: date | None = None,
    call_back_at: time | None = None,
    cannot_pay: bool = False,
    phone: str = "",
    spoke_with: str = "",
    at: datetime | None = None,
) -> Refusal | None:
    """Write down an attempt. Who was not reached is called again on the next day of contact, or at the time that was agreed.

    `call_id` names the row of a call that was kept while it went on: it is finished; else a row is made. `task_id` is None for
    a call that no task asked for: then `debtor_id` says to whom. `promised` in cents. `at` is when he was called.
    """
    ended = _Ended(outcome, note.strip(), promised, promised_by, call_back_on, call_back_at, cannot_pay, phone, spoke_with.strip())
    refused = _refused(desk, ended, on)
    if refused:
        return refused
    with transaction.atomic():
        task = _task(desk, task_id, debtor_id)
        if task is not None and task.done_on is not None:
            return DONE
        whose = task.debtor_id if task is not None else desk.debtors().get(id=debtor_id).id
        refused = _promised(desk, whose, ended, on, at)
        if refused:
            return refused
        log = Log(desk.creditor.id, on, at, desk.user.email)
        _write_down(desk, whose, task, call_id, ended, log)
        log.write()
    return None


def _promised(desk: Desk, debtor_id: int, ended: _Ended, on: date, at: datetime | None) -> Refusal | None:
    """A promise is a reason to wait until its day."""
    if ended.promised is None:
        return None
    said: dict[str, Any] = {"note": ended.note, "until": ended.promised_by, "amount": ended.promised}
    return add_hold(desk=desk, debtor_id=debtor_id, kind="promise", on=on, at=at, **said)


def _task(desk: Desk, task_id: int | None, debtor_id: int) -> Task | None:
    """The task it was about; of a call that nobody asked for the one that stands open, as it is answered by it as well."""
    calls = desk.tasks().select_for_update().filter(kind="call")
    if task_id is not None:
        return calls.get(id=task_id)
    return calls.filter(debtor_id=debtor_id, done_on=None).order_by("id").first()


def _write_down(desk: Desk, debtor_id: int, task: Task | None, call_id: int | None, ended: _Ended, log: Log) -> None:
    note = "" if ended.outcome in SILENT else ended.note
    if task is not None:
        _attempted(task, ended, note)
        task.save(update_fields=["attempts", "failed", "cannot_pay", "note", "outcome"])
    call = _finished(desk, debtor_id, task, call_id, ended, log)
    called_back(desk, debtor_id, but=call.id, log=log)
    if ended.call_back_on is not None:
        day = jurisdiction().calendar.contact_day_from(ended.call_back_on)
        promise_to_call(desk, call, day=day, minute=ended.call_back_at, log=log)
    if task is not None:
        _planned(task, ended, log.on)
    plan_callbacks(desk.creditor, [debtor_id], log=log)
    log.add("call", debtor_id=debtor_id, outcome=ended.outcome, note=note, call=call.id, **_tried(task))
    if not ended.failed:
        follow_heard(desk, call, log=log)
    if ended.outcome == Outcome.WRONG_NUMBER:
        not_his(desk.creditor, debtor_id, call.phone, log)


def _tried(task: Task | None) -> dict[str, Any]:
    """How often he was called by now, and when he is called next."""
    if task is None:
        return {}
    task.refresh_from_db(fields=["due_on"])
    return {"attempt": task.attempts, "next": str(task.due_on)}


def _attempted(task: Task, ended: _Ended, note: str) -> None:
    """One more attempt, and what came of it; who was reached starts counting anew."""
    task.attempts += 1
    task.failed = task.failed + 1 if ended.failed else 0
    task.cannot_pay = task.cannot_pay or (ended.cannot_pay and not ended.failed)
    task.note, task.outcome = note, ended.outcome


def _planned(task: Task, ended: _Ended, on: date) -> None:
    """When he is called again, and not before which time; not at all once he was spoken to."""
    task.done_on = on if ended.outcome == Outcome.REACHED else None
    task.minute = ended.call_back_at
    if task.done_on is None:
        task.due_on = jurisdiction().calendar.contact_day_from(ended.call_back_on or on + ONE_DAY)
    task.save(update_fields=["done_on", "due_on", "minute"])


def _finished(desk: Desk, debtor_id: int, task: Task | None, call_id: int | None, ended: _Ended, log: Log) -> Call:
    """The row of this call with its end. Of who heard nothing nothing is kept but that he answered, and when."""
    call = desk.calls().select_for_update().get(id=call_id, debtor_id=debtor_id) if call_id is not None else None
    if call is None:
        started = log.at or datetime.combine(log.on, time(), ZONE)  # nobody knows when: at night it counts for no time of the day
        call = Call(creditor=desk.creditor, debtor_id=debtor_id, on=log.on, started_at=started, by=desk.user.email)
    call.task_id = call.task_id or (task.id if task is not None else None)
    call.ended_at = max(log.at or call.started_at, call.started_at)
    call.outcome, call.phone = ended.outcome, ended.phone or call.phone or _first_number(call, desk)
    call.spoke_with = ended.spoke_with or call.spoke_with
    if ended.outcome in SILENT:
        call.note = ""
        desk.said().filter(call_id=call.id).delete()
    else:
        call.note = ended.note or call.note
    call.version += 1
    call.save()
    return call


def _first_number(call: Call, desk: Desk) -> str:
    """The number that is offered first, where nobody says which was called."""
    debtor = Debtor.objects.get(creditor=desk.creditor, id=call.debtor_id)
    found = numbers(debtor, list(desk.contacts().filter(debtor_id=debtor.id)))
    return found[0].phone if found else ""


def _refused(desk: Desk, ended: _Ended, on: date) -> Refusal | None:
    if not desk.may_work:
        return MAY_NOT
    if ended.outcome not in set(Outcome):
        return Refusal(Text("Kies wat het gesprek opleverde.", "Choose what came of the call."))
    if (ended.promised is None) != (ended.promised_by is None):
        return Refusal(Text("Een toezegging heeft een bedrag en een dag.", "A promise has an amount and a day."))
    if ended.promised is not None and ended.failed:
        return Refusal(
            Text("Een toezegging krijgt u alleen van wie u hebt gesproken.", "Only who was spoken to makes a promise."),
        )
    return _cannot_call_back(ended, on)


def _cannot_call_back(ended: _Ended, on: date) -> Refusal | None:
    """Why nobody may be called then: a day gone by, or an hour at which no debtor is called."""
    if ended.call_back_on is not None and ended.call_back_on < on:
        return Refusal(Text("Kies een dag vanaf vandaag.", "Choose a day from today on."))
    if ended.call_back_at is None:
        return None
    if ended.call_back_on is None:
        return Refusal(Text("Op welke dag belt u terug?", "On which day do you call back?"))
    law = jurisdiction()
    if not law.calendar.is_contact_day(ended.call_back_on) or not law.contact_from <= ended.call_back_at.hour < law.contact_until:
        return Refusal(
            Text(
                f"Bellen mag tussen {law.contact_from} en {law.contact_until} uur, niet op zondag of een feestdag.",
                f"Calls are made between {law.contact_from} and {law.contact_until} o'clock, not on Sunday or a public holiday.",
            ),
            "Besluit kwaliteit incassodienstverlening art. 4.2",
        )
    return None
