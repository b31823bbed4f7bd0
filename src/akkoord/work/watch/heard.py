"""What somebody said that stops the ladder until a person has decided: that he is bankrupt, or that he is in trouble of another kind.

Other reasons leave the ladder as it is. A complaint stops it once a person wrote it down, money once the bank shows it, a
promise until its day.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Call, Hold, Task
from akkoord.work.hold import DECIDED, add_hold, end_hold
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

TASK = "decide"
REGISTER = "Noemde in een gesprek een faillissement, surseance of schuldsanering. Kijk in het insolventieregister."
CARE = "Tijdens een gesprek"  # nothing more: what he told is nobody's business
STOPS: Mapping[str, tuple[str, str]] = {
    "insolvency": ("hold", REGISTER),
    "personal-circumstances": ("vulnerable", CARE),
}


def follow_heard(desk: Desk, call: Call, *, log: Log) -> None:
    """Nothing leaves to him until somebody decided, where he said such a thing; and somebody is asked. Call it in the
    transaction that ends the call, with what he said in it."""
    for reason in desk.said().filter(call_id=call.id, reason__in=list(STOPS)).values_list("reason", flat=True).distinct():
        kind, note = STOPS[reason]
        if not desk.holds().filter(debtor_id=call.debtor_id, kind__in=DECIDED, ended_on=None).exists():
            add_hold(desk=desk, debtor_id=call.debtor_id, kind=kind, note=note, on=log.on, at=log.at)
    if _standing(desk, call.debtor_id, since=log.on) and not _asked(desk, call.debtor_id):
        Task.objects.create(creditor=desk.creditor, debtor_id=call.debtor_id, kind=TASK, made_on=log.on, due_on=log.on)
        log.add("task-made", debtor_id=call.debtor_id, task=TASK)


def _standing(desk: Desk, debtor_id: int, *, since: date) -> bool:
    """Whether something that came up in this call holds everything."""
    mine = desk.holds().filter(debtor_id=debtor_id, invoice_id=None, ended_on=None, until=None, since=since)
    return mine.filter(kind="vulnerable").exists() or mine.filter(kind="hold", note=REGISTER).exists()


def _asked(desk: Desk, debtor_id: int) -> bool:
    return desk.tasks().filter(debtor_id=debtor_id, kind=TASK, done_on=None).exists()


def held_by(desk: Desk, debtor_id: int) -> list[Hold]:
    """What holds everything at this debtor until somebody decides."""
    return list(desk.holds().filter(debtor_id=debtor_id, kind__in=DECIDED, invoice_id=None, ended_on=None).order_by("since", "id"))


def decide(*, desk: Desk, task_id: int, go_on: bool, on: date, at: datetime) -> Refusal | None:
    """A person decided: the ladder goes on from today, or everything stays as it is until he ends it himself."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        task = desk.tasks().select_for_update().get(id=task_id, kind=TASK)
        if task.done_on is not None:
            return Refusal(Text("Hierover is al beslist.", "This was decided already."))
        if go_on:
            for hold in held_by(desk, task.debtor_id):
                end_hold(desk=desk, hold_id=hold.id, because="released", on=on, at=at)
        task.done_on, task.outcome = on, "released" if go_on else "left"
        task.save(update_fields=["done_on", "outcome"])
        log = Log(desk.creditor.id, on, at, desk.user.email)
        log.add("decided", debtor_id=task.debtor_id, go_on=go_on)
        log.write()
    return None
