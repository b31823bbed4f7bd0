"""A person withdraws what a letter announced, with the reason: the debtor gets nothing, and the ladder goes on from there."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Announcement, Hold, OngoingWork, Task
from akkoord.work.announcements import end
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

PAUSE = timedelta(days=7)  # after a hand-over was withdrawn nothing happens for so long, and then it is announced anew
_OVER = Refusal(Text("Deze aankondiging loopt niet meer.", "This announcement is over already."))
_WHY = Refusal(Text("Schrijf op waarom.", "Write down why."))


def withdraw_announcement(*, desk: Desk, announcement_id: int, because: str, on: date, at: datetime | None = None) -> Refusal | None:
    """What was announced does not happen. A hand-over rests for a week and is then announced anew; work that was to stop goes
    on, and is not threatened again by itself for these invoices."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        one = desk.announcements().select_for_update().get(id=announcement_id)
        why = " ".join(because.split())
        if one.state != "running":
            return _OVER
        if not why:
            return _WHY
        log = Log(desk.creditor.id, on, at, desk.user.email)
        end(one, state="withdrawn", on=on, log=log, because=why)
        if one.step == "handover":
            tasks = desk.tasks().filter(debtor_id=one.debtor_id, kind="handover", done_on=None)
            tasks.update(done_on=on, outcome="withdrawn", note=why)
            rest(desk, one.debtor_id, why, log)
        log.write()
    return None


def rest(desk: Desk, debtor_id: int, why: str, log: Log) -> None:
    """A week in which nothing is asked. Call it in a transaction."""
    until = log.on + PAUSE
    Hold.objects.create(creditor=desk.creditor, debtor_id=debtor_id, kind="hold", since=log.on, until=until, note=why)
    log.add("handover-withdrawn", debtor_id=debtor_id, note=why, until=str(until))


def withdraw_for_task(task: Task, *, on: date, log: Log) -> None:
    """Whoever decides that nothing is handed over withdraws what was announced of it and whose day has come."""
    rows = Announcement.objects.filter(creditor_id=task.creditor_id, debtor_id=task.debtor_id, step="handover", state="running")
    for one in rows.filter(due_on__lte=on):
        end(one, state="withdrawn", on=on, log=log, because=task.note)


def withdraw_for_work(work: OngoingWork, *, because: str, on: date, log: Log) -> None:
    """The work ended: what was announced of it cannot happen any more."""
    rows = Announcement.objects.filter(creditor_id=work.creditor_id, step="suspension", state="running", letter__work_id=work.id)
    for one in rows:
        end(one, state="withdrawn", on=on, log=log, because=because)
