"""Whom to call at a debtor's, and on which number: who decides first, and last what turned out not to be right."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Contact, Creditor, Debtor, Task
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

TASK = "bad-number"


@dataclass(frozen=True, slots=True)
class Number:
    """One number to call. `contact_id` is None for the debtor's own; `decides`: he decides about paying; `wrong`: somebody
    called it, and it was not his."""

    phone: str
    name: str = ""
    role: str = ""
    contact_id: int | None = None
    decides: bool = False
    wrong: bool = False


def numbers(debtor: Debtor, contacts: Collection[Contact]) -> list[Number]:
    """Every number there is, the one to call first in front."""
    own = [Number(debtor.phone, wrong=is_wrong(debtor))] if debtor.phone else []
    people = [Number(one.phone, one.name, one.role, one.id, one.decides, is_wrong(one)) for one in contacts if one.phone]
    people.sort(key=lambda one: (one.name.casefold(), one.contact_id or 0))
    found: dict[str, Number] = {}
    for one in sorted([*people, *own], key=_rank):
        found.setdefault(digits(one.phone), one)  # a number that two have is named once
    return list(found.values())


def _rank(one: Number) -> tuple[bool, bool]:
    return one.wrong, not one.decides


def is_wrong(row: Debtor | Contact) -> bool:
    """Whether the number of this debtor or contact turned out not to be his."""
    return bool(row.phone) and row.phone == row.wrong_phone


def digits(phone: str) -> str:
    """A number without what people put between its digits.

    >>> digits("+31 (0)30 123-45.67")
    '310301234567'
    """
    return "".join(char for char in phone if char.isdecimal())


def not_his(creditor: Creditor, debtor_id: int, phone: str, log: Log) -> None:
    """Somebody called this number and it was another's: it is not offered first any more, and a person looks for a better one.
    Call it in a transaction."""
    debtor = Debtor.objects.get(creditor=creditor, id=debtor_id)
    contacts = list(Contact.objects.filter(creditor=creditor, debtor_id=debtor_id))
    known = numbers(debtor, contacts)
    wrong = phone or (known[0].phone if known else "")
    rows: list[Debtor | Contact] = [debtor, *contacts]
    for row in rows:
        if wrong and digits(row.phone) == digits(wrong):
            row.wrong_phone = row.phone
            row.save(update_fields=["wrong_phone"])
    log.add("wrong-number", debtor_id=debtor_id, phone=wrong)
    open_one = Task.objects.filter(creditor=creditor, debtor_id=debtor_id, kind=TASK, done_on=None)
    if not open_one.update(note=wrong):
        Task.objects.create(creditor=creditor, debtor_id=debtor_id, kind=TASK, made_on=log.on, due_on=log.on, note=wrong)
        log.add("task-made", debtor_id=debtor_id, task=TASK)


def number_works(*, desk: Desk, debtor_id: int, on: date, at: datetime) -> Refusal | None:
    """A person says that the number is right all the same."""
    return _answered(desk, debtor_id, on, at, outcome="number-right")


def without_number(*, desk: Desk, debtor_id: int, on: date, at: datetime) -> Refusal | None:
    """A person knows no better number: what can be written is written."""
    return _answered(desk, debtor_id, on, at, outcome="no-number")


def _answered(desk: Desk, debtor_id: int, on: date, at: datetime, *, outcome: str) -> Refusal | None:
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        desk.debtors().get(id=debtor_id)
        asked = desk.tasks().filter(debtor_id=debtor_id, kind=TASK, done_on=None).update(done_on=on, outcome=outcome)
        if outcome == "number-right":
            asked += desk.debtors().filter(id=debtor_id).exclude(wrong_phone="").update(wrong_phone="")
            asked += desk.contacts().filter(debtor_id=debtor_id).exclude(wrong_phone="").update(wrong_phone="")
        if asked:
            log = Log(desk.creditor.id, on, at, desk.user.email)
            log.add("number-judged", debtor_id=debtor_id, outcome=outcome)
            log.write()
    return None


def other_number(creditor: Creditor, debtor_id: int, *, on: date) -> None:
    """Another number was filled in: the question is answered where no number that was wrong is left."""
    debtor = Debtor.objects.get(creditor=creditor, id=debtor_id)
    rows: list[Debtor | Contact] = [debtor, *Contact.objects.filter(creditor=creditor, debtor_id=debtor_id)]
    if not any(is_wrong(one) for one in rows):
        Task.objects.filter(creditor=creditor, debtor_id=debtor_id, kind=TASK, done_on=None).update(done_on=on, outcome="number-changed")
