"""The hand-over itself, when a person says so: what was announced happens, or is withdrawn with a reason."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from akkoord.core.ladder.next_step import Decision, next_step
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import StepTaken, Task
from akkoord.work.announcements import settle_announcements
from akkoord.work.close_cases import close_cases
from akkoord.work.facts import situation
from akkoord.work.handover.begin import begin
from akkoord.work.handover.ready import keeps_here
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log
from akkoord.work.withdraw_announcement import rest, withdraw_for_task

_NOTHING = Refusal(Text("Er is niets meer om over te dragen.", "There is nothing left to hand over."))
_DONE = Refusal(Text("Hierover is al beslist.", "This was decided already."))


def confirm_handover(*, desk: Desk, task_id: int, on: date, at: datetime | None = None) -> tuple[Refusal, ...]:
    """Hand over every invoice of this debtor whose announcement ran out and that is still open."""
    if not desk.may_work:
        return (MAY_NOT,)
    creditor = desk.creditor
    with transaction.atomic():
        task = desk.tasks().select_for_update().get(id=task_id, kind="handover")
        if task.done_on is not None or task.case_id is None:
            return (_DONE,)
        decisions = _announced(desk, task.debtor_id, on)
        ready = [one.invoice.id for one in decisions if one.step == "handover" and not one.wait]
        refused = _not_today(task, decisions, ready, on)
        if refused:
            return (refused,)
        Task.objects.filter(creditor=creditor, id=task.id).update(done_on=on, outcome="confirmed" if ready else "withdrawn")
        if not ready:
            return (_NOTHING,)
        _hand_over(task, ready, Log(creditor.id, on, at, desk.user.email))
        _end(desk, task.debtor_id, on, at)
    return ()


def _not_today(task: Task, decisions: list[Decision], ready: list[int], on: date) -> Refusal | None:
    """Why the question stays: a Sunday, an old bank statement, a promise; or something that must be there and is not."""
    if not ready:
        return Refusal(decisions[0].because) if decisions else None
    return keeps_here(debtor=task.debtor, invoices=frozenset(ready), on=on)


def _hand_over(task: Task, ready: list[int], log: Log) -> None:
    """The step for each invoice, and the hand-over of all of them."""
    creditor = task.debtor.creditor
    own = {"creditor": creditor, "case_id": task.case_id, "step": "handover", "decided_on": log.on, "left_on": log.on}
    for invoice in ready:
        last = StepTaken.objects.filter(creditor=creditor, invoice_id=invoice, step="handover").count()
        StepTaken.objects.create(invoice_id=invoice, round=last + 1, **own)
        log.add("handed-over", debtor_id=task.debtor_id, invoice_id=invoice, partner=creditor.partner)
    begin(creditor, debtor_id=task.debtor_id, case_id=task.case_id, invoices=ready, log=log)
    log.write()


def _end(desk: Desk, debtor_id: int, on: date, at: datetime | None) -> None:
    close_cases(creditor=desk.creditor, on=on, at=at)
    settle_announcements(creditor=desk.creditor, on=on, at=at, by=desk.user.email, debtor_id=debtor_id)


def withdraw_handover(*, desk: Desk, task_id: int, because: str, on: date, at: datetime | None = None) -> Refusal | None:
    """Not now: the announcement is withdrawn with its reason, for a week nothing happens, and then it is announced anew."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        task = desk.tasks().select_for_update().get(id=task_id, kind="handover")
        if task.done_on is not None:
            return _DONE
        task.done_on, task.outcome, task.note = on, "withdrawn", because.strip()
        task.save(update_fields=["done_on", "outcome", "note"])
        log = Log(desk.creditor.id, on, at, desk.user.email)
        withdraw_for_task(task, on=on, log=log)
        rest(desk, task.debtor_id, task.note, log)
        log.write()
    return None


def ready_invoices(desk: Desk, debtor_id: int, on: date) -> list[int]:
    """The invoices that would be handed over if somebody confirmed it now."""
    return [one.invoice.id for one in _announced(desk, debtor_id, on) if one.step == "handover" and not one.wait]


def _announced(desk: Desk, debtor_id: int, on: date) -> list[Decision]:
    """What is decided today for the open invoices of which the hand-over was announced, as if nobody had been asked yet."""
    today = situation(desk.creditor, on=on, debtors=[debtor_id])
    found: list[Decision] = []
    for debtor in today.debtors:
        rules = today.rules(debtor)
        free = replace(debtor, handover_asked=False)
        taken = {one.id: {done.step for done in one.steps} for one in free.invoices}
        still = [one for one in free.invoices if "collection-warning" in taken[one.id] and "handover" not in taken[one.id]]
        found += [next_step(one, debtor=free, creditor=today.creditor, rules=rules, on=on) for one in still]
    return found
