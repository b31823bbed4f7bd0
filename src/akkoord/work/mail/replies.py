"""Answers of debtors that nobody read yet: until a person did, nothing more leaves to them, however long ago it was approved."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, InboundMail, Task
from akkoord.store.models.mail import MailKind
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

TASK, OBJECTION = "read-reply", "desk-objection"
WAITS = Refusal(
    Text(
        "Er ligt een antwoord of bezwaar van deze debiteur dat nog niemand las. Lees dat eerst.",
        "An answer or objection of this debtor has not been read yet. Read it first.",
    )
)


def unread(creditor: Creditor) -> QuerySet[InboundMail]:
    """The answers that nobody read."""
    return InboundMail.objects.filter(creditor=creditor, kind=MailKind.REPLY, read_on=None)


def objections(creditor: Creditor) -> QuerySet[Task]:
    """Objections that a client of our desk passed on and nobody looked at: they hold letters as an answer does."""
    rows = Task.objects.filter(creditor=creditor, kind=OBJECTION, done_on=None)
    return rows if creditor.desk_on else rows.none()


def debtors_with_unread(creditor: Creditor) -> set[int]:
    """Who wrote something that nobody read, or objected."""
    wrote = set(unread(creditor).values_list("debtor_id", flat=True))
    return wrote | set(objections(creditor).values_list("debtor_id", flat=True))


def is_unread(creditor: Creditor, debtor_id: int) -> bool:
    """Whether this debtor did."""
    return unread(creditor).filter(debtor_id=debtor_id).exists() or objections(creditor).filter(debtor_id=debtor_id).exists()


def ask_to_read(debtor_id: int, *, log: Log) -> None:
    """One line on the work list, however much there is to read; in the transaction that takes it in."""
    own = {"creditor_id": log.creditor_id, "debtor_id": debtor_id, "kind": TASK}
    if not Task.objects.filter(done_on=None, **own).exists():
        Task.objects.create(made_on=log.on, due_on=log.on, **own)
        log.add("task-made", debtor_id=debtor_id, task=TASK)


def mark_read(*, desk: Desk, debtor_id: int, on: date, at: datetime, upto: int | None = None) -> Refusal | None:
    """Somebody read what this debtor wrote, so that the ladder goes on. `upto`: the last mail that was shown; one that came
    in since is not read by that."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=desk.creditor.id)
        shown = unread(desk.creditor).filter(debtor_id=debtor_id)
        if upto is not None:
            shown = shown.filter(id__lte=upto)
        if shown.update(read_on=on, read_by=desk.user.email):
            log = Log(desk.creditor.id, on, at, desk.user.email)
            log.add("mail-read", debtor_id=debtor_id)
            log.write()
        if not unread(desk.creditor).filter(debtor_id=debtor_id).exists():
            tasks = Task.objects.filter(creditor=desk.creditor, debtor_id=debtor_id, kind=TASK, done_on=None)
            tasks.update(done_on=on, outcome="read")
    return None
