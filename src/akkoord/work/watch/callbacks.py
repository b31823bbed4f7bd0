"""Calling back when it was agreed: the day and the minute stand in the task, and it is done once somebody called."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time

from akkoord.core.conversation.agreement import Agree
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call, Case, Creditor, Task
from akkoord.work.record import Log


def promise_to_call(desk: Desk, call: Call, *, day: date, minute: time | None, log: Log) -> None:
    """We said that we would call back, in this call; what the call holds of it already is not written twice."""
    there = desk.agreed().filter(call_id=call.id, kind=Agree.CALLBACK)
    if there.exists():
        there.filter(state="draft").update(state="open", day=day, minute=minute)
        return
    said = {"kind": Agree.CALLBACK, "ours": True, "made_on": log.on, "day": day, "minute": minute, "state": "open", "by": log.by}
    Agreed.objects.create(creditor=desk.creditor, debtor_id=call.debtor_id, call_id=call.id, **said)


def called_back(desk: Desk, debtor_id: int, *, but: int, log: Log) -> None:
    """Somebody called: what was agreed before about calling back is done. `but` is this call, in which it may be agreed anew."""
    standing = desk.agreed().filter(debtor_id=debtor_id, kind=Agree.CALLBACK, state="open", day__lte=log.on).exclude(call_id=but)
    standing.update(state="done", ended_on=log.on)


def plan_callbacks(creditor: Creditor, debtors: Sequence[int] | None, *, log: Log) -> None:
    """Each callback that stands has a task for its day and minute: the one that is open, or one of its own. Call it in a
    transaction; in two queries, and one for each that was not planned yet."""
    first = _promised(creditor, debtors)
    if not first:
        return
    tasks = {row.debtor_id: row for row in Task.objects.filter(creditor=creditor, kind="call", done_on=None, debtor_id__in=list(first))}
    for debtor, (day, minute) in first.items():
        task = tasks.get(debtor)
        if task is None:
            case = Case.objects.filter(creditor=creditor, debtor_id=debtor, closed_on=None).values_list("id", flat=True).first()
            said = {"kind": "call", "made_on": log.on, "due_on": day, "minute": minute, "case_id": case}
            Task.objects.create(creditor=creditor, debtor_id=debtor, **said)
            log.add("task-made", debtor_id=debtor, task="call")
        elif (task.due_on, task.minute) != (day, minute):
            task.due_on, task.minute = day, minute
            task.save(update_fields=["due_on", "minute"])


def _promised(creditor: Creditor, debtors: Sequence[int] | None) -> dict[int, tuple[date, time | None]]:
    """By debtor the first day of contact and the minute for which a call was promised."""
    one = {} if debtors is None else {"debtor_id__in": debtors}
    first: dict[int, tuple[date, time | None]] = {}
    calendar = jurisdiction().calendar
    agreed = Agreed.objects.filter(creditor=creditor, kind=Agree.CALLBACK, state="open", **one).exclude(day=None)
    for debtor, day, minute in agreed.order_by("-day", "-minute").values_list("debtor_id", "day", "minute"):
        if day is not None:
            first[debtor] = calendar.contact_day_from(day), minute
    return first
