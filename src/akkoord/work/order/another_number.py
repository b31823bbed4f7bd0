"""Puts another telephone number in place of one that turned out not to be the debtor's."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.work.keep_contact import keep_contact, said_of
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.numbers import is_wrong


def another_number(*, desk: Desk, debtor_id: int, phone: str, on: date, at: datetime) -> dict[str, Refusal]:
    """Put this number in place of each one that was wrong: his own, and those of the people at his place."""
    with transaction.atomic():
        debtor = desk.debtors().get(id=debtor_id)
        refusals: dict[str, Refusal] = {}
        if is_wrong(debtor):
            refusals = keep_debtor(desk=desk, debtor_id=debtor.id, fields={"phone": phone}, on=on, at=at)
        for contact in desk.contacts().filter(debtor_id=debtor.id).order_by("id"):
            if not refusals and is_wrong(contact):
                said = {**said_of(contact), "phone": phone}
                refusals = keep_contact(desk=desk, debtor_id=debtor.id, contact_id=contact.id, fields=said, on=on, at=at)
    return refusals
