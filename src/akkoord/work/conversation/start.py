"""A call begins: one row for everybody who listens along, so that two colleagues never call one debtor apart from each other."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call, Debtor
from akkoord.work.conversation.row import ENDED, bump, going_on, locked
from akkoord.work.may_not import MAY_NOT
from akkoord.work.numbers import numbers
from akkoord.work.record import Log

_WRITTEN = Refusal(
    Text("In dit gesprek staat al iets. Kies hoe het liep.", "Something was written in this call already. Choose how it went."),
)


def start_call(*, desk: Desk, debtor_id: int, on: date, at: datetime, task_id: int | None = None) -> Call | Refusal:
    """The call that somebody begins with this debtor; where one is going on already, that one, and he joins it. Without a task
    of its own it is about the call that stands on the list, if there is one."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        debtor = desk.debtors().select_for_update().get(id=debtor_id)
        if task_id is not None:
            desk.tasks().get(id=task_id, debtor_id=debtor.id, kind="call")
        there = going_on(desk, debtor.id)
        return _begun(desk, debtor, task_id, on, at) if there is None else _joined(desk, there)


def join_call(*, desk: Desk, call_id: int) -> Call | Refusal:
    """Somebody listens along: whoever looks at the call sees that he is there."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        return _joined(desk, locked(desk, call_id))


def drop_call(*, desk: Desk, call_id: int, on: date, at: datetime) -> Refusal | None:
    """Nobody was called after all: the call is gone as if it had never begun. Only while nothing was written in it."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        call = locked(desk, call_id)
        if call.ended_at is not None:
            return ENDED
        agreed = desk.agreed().filter(call_id=call.id)
        if (
            call.note
            or call.hearing
            or desk.said().filter(call_id=call.id).exists()
            or agreed.exclude(kind="promise", amount=None).exists()
        ):
            return _WRITTEN
        log = Log(desk.creditor.id, on, at, desk.user.email)
        log.add("call-dropped", debtor_id=call.debtor_id, call=call.id)
        log.write()
        call.delete()
    return None


def _written(desk: Desk, call: Call) -> bool:
    """Whether somebody wrote anything in it."""
    agreed = desk.agreed().filter(call_id=call.id).exclude(kind="promise", amount=None, day=None)
    return bool(call.note or call.hearing) or desk.said().filter(call_id=call.id).exists() or agreed.exists()


def _begun(desk: Desk, debtor: Debtor, task_id: int | None, on: date, at: datetime) -> Call:
    task = task_id or desk.tasks().filter(debtor_id=debtor.id, kind="call", done_on=None).values_list("id", flat=True).first()
    found = numbers(debtor, list(desk.contacts().filter(debtor_id=debtor.id)))
    call = Call(creditor=desk.creditor, debtor_id=debtor.id, task_id=task, on=on, started_at=at, by=desk.user.email)
    call.phone, call.spoke_with = (found[0].phone, found[0].name) if found else ("", "")
    call.save(force_insert=True)
    own = {"creditor": desk.creditor, "debtor_id": debtor.id, "call_id": call.id, "made_on": on, "by": desk.user.email}
    Agreed.objects.create(kind="promise", **own)  # the sum and the day that a call is for: they wait to be filled in
    log = Log(desk.creditor.id, on, at, desk.user.email)
    log.add("call-started", debtor_id=debtor.id, call=call.id)
    log.write()
    return call


def _joined(desk: Desk, call: Call) -> Call:
    if call.ended_at is None and desk.user.email not in (call.by, *call.joined):
        call.joined = [*call.joined, desk.user.email]
        call.save(update_fields=["joined"])
        bump(call)
    return call
