"""Puts debtors in a group, or takes them out of theirs; cases that run go on along the ladder of the group."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, DebtorGroup
from akkoord.work.keep_debtor import READER
from akkoord.work.ladders.pin_cases import pin_cases
from akkoord.work.record import Log

MOST = 5_000  # debtors at once: more than a page can choose


def put_in_group(*, desk: Desk, debtors: Collection[int], group_id: int | None, on: date, at: datetime | None = None) -> int | Refusal:
    """How many were put in the group (None: in no group) that were not in it. Debtors of another company are passed over.

    Raises DebtorGroup.DoesNotExist for another company's group.
    """
    if not desk.may_work:
        return READER
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(id=desk.creditor.id)
        group = None if group_id is None else desk.groups().get(id=group_id)
        rows = list(desk.debtors().filter(id__in=list(debtors)[:MOST]).order_by("id"))
        log = Log(creditor.id, on, at, desk.user.email)
        moved = move_debtors(creditor, rows, group=group, log=log)
        log.write()
    return moved


def move_debtors(creditor: Creditor, rows: Sequence[Debtor], *, group: DebtorGroup | None, log: Log) -> int:
    """Within a transaction of the caller, who writes the log."""
    wanted = group.id if group else None
    named = dict(DebtorGroup.objects.filter(creditor=creditor).values_list("id", "name"))
    moving = [one for one in rows if one.group_id != wanted]
    for one in moving:
        told = [named.get(one.group_id or 0, ""), group.name if group else ""]
        log.add("debtor-changed", debtor_id=one.id, changed={"group": told})
    for first in range(0, len(moving), 500):
        numbers = [one.id for one in moving[first : first + 500]]
        Debtor.objects.filter(creditor=creditor, id__in=numbers).update(group_id=wanted)
        pin_cases(creditor, on=log.on, debtors=numbers)
    return len(moving)
