"""Keeps a group of debtors that are treated alike: makes it, changes its name or its ladder, and takes it away."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, DebtorGroup
from akkoord.work.ladders.pin_cases import pin_cases
from akkoord.work.ladders.put_in_group import move_debtors
from akkoord.work.ladders.which import Rulebook
from akkoord.work.record import Log, record
from akkoord.work.settings import NOT_YOURS

LONGEST = 100


def keep_group(
    *, desk: Desk, group_id: int | None, name: str, ladder: str, on: date, at: datetime | None = None
) -> DebtorGroup | dict[str, Refusal]:
    """The group that is kept, or by field what is wrong. Without `group_id` a new one; `ladder` may be empty.

    Raises DebtorGroup.DoesNotExist for another company's.
    """
    if not desk.may_manage:
        return {"": NOT_YOURS}
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(id=desk.creditor.id)
        row = DebtorGroup(creditor=creditor) if group_id is None else desk.groups().get(id=group_id)
        said = " ".join(name.split())
        refusals = _wrong(desk, row, said, ladder, Rulebook.of(creditor))
        if refusals:
            return refusals
        if group_id is None or (row.name, row.ladder) != (said, ladder):
            before = row.ladder
            row.name, row.ladder = said, ladder
            row.save(force_insert=group_id is None)
            _told(row, desk, moves=before != ladder, on=on, at=at)
    return row


def _wrong(desk: Desk, row: DebtorGroup, name: str, ladder: str, book: Rulebook) -> dict[str, Refusal]:
    found = {}
    if not 1 <= len(name) <= LONGEST:
        found["name"] = Refusal(
            Text(f"Een groep heeft een naam van hoogstens {LONGEST} tekens.", f"A group has a name of at most {LONGEST} characters.")
        )
    elif desk.groups().filter(name__iexact=name).exclude(id=row.id).exists():
        found["name"] = Refusal(Text("Er is al een groep die zo heet.", "There is a group of that name already."))
    if ladder and not book.known(ladder):
        found["ladder"] = Refusal(Text("Deze ladder is er niet.", "There is no such ladder."))
    return found


def _told(row: DebtorGroup, desk: Desk, *, moves: bool, on: date, at: datetime | None) -> None:
    """In the record; where its ladder is another one, everybody is looked at and cases that run go along."""
    moved = pin_cases(row.creditor, on=on) if moves else 0
    kind = "ladder-changed" if moves else "group-changed"
    said: dict[str, Any] = {"group": row.name, "ladder": row.ladder, "moved": moved}
    record(kind, creditor_id=row.creditor_id, on=on, at=at, by=desk.user.email, **said)


def remove_group(*, desk: Desk, group_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """Takes a group away; its debtors are free of it. Raises DebtorGroup.DoesNotExist for another company's."""
    if not desk.may_manage:
        return NOT_YOURS
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(id=desk.creditor.id)
        row = desk.groups().get(id=group_id)
        log = Log(creditor.id, on, at, desk.user.email)
        move_debtors(creditor, list(desk.debtors().filter(group_id=row.id)), group=None, log=log)
        log.add("group-changed", group=row.name, removed=True)
        log.write()
        row.delete()
    return None
