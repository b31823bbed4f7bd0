"""Mends an address from which mail came back: another one, or from now on by post."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.work.keep_contact import keep_contact, said_of
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.mail.bounced import came_back, without_email
from akkoord.work.order.leave_alone import leave_alone

BY_POST = "Voortaan per post."


def another_address(*, desk: Desk, debtor_id: int, email: str, on: date, at: datetime) -> dict[str, Refusal]:
    """Put this address in place of each one that came back: his own, and those of the people at his place."""
    with transaction.atomic():
        debtor = desk.debtors().get(id=debtor_id)
        refusals: dict[str, Refusal] = {}
        if came_back(debtor):
            refusals = keep_debtor(desk=desk, debtor_id=debtor.id, fields={"email": email}, on=on, at=at)
        for contact in desk.contacts().filter(debtor_id=debtor.id).order_by("id"):
            if not refusals and came_back(contact):
                said = {**said_of(contact), "email": email}
                refusals = keep_contact(desk=desk, debtor_id=debtor.id, contact_id=contact.id, fields=said, on=on, at=at)
    return refusals


def send_by_post(*, desk: Desk, debtor_id: int, on: date, at: datetime) -> Refusal | None:
    """Nobody knows another address: what can go by post does, and nobody is asked again."""
    with transaction.atomic():
        desk.debtors().get(id=debtor_id)
        return without_email(desk=desk, debtor_id=debtor_id, on=on, at=at) or leave_alone(
            desk=desk, kind="bounced", about=debtor_id, why=BY_POST, on=on, at=at
        )
