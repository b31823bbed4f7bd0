"""Keeps the people one can reach at a debtor's: adds, changes, removes, and writes it down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Contact
from akkoord.work.keep_debtor import READER, checked_email, checked_phone
from akkoord.work.mail.bounced import other_address
from akkoord.work.numbers import other_number
from akkoord.work.record import record

FIELDS = ("name", "role", "email", "phone", "decides")
NAMELESS = Refusal(Text("Met wie spreekt u? Een naam of een functie is genoeg.", "Whom do you speak to? A name or a function is enough."))
UNREACHABLE = Refusal(Text("Vul een telefoonnummer of een e-mailadres in.", "Give a telephone number or an e-mail address."))


def keep_contact(
    *, desk: Desk, debtor_id: int, contact_id: int | None, fields: Mapping[str, str], on: date, at: datetime
) -> dict[str, Refusal]:
    """Adds a contact, or changes the one named; an empty answer means it is done.

    Raises DoesNotExist where the debtor or the contact is not this company's.
    """
    if not desk.may_work:
        return {"": READER}
    values, refusals = _read(fields)
    if refusals:
        return refusals
    with transaction.atomic():
        debtor = desk.debtors().get(id=debtor_id)
        contact = Contact(creditor=desk.creditor, debtor_id=debtor.id)
        if contact_id is not None:
            contact = desk.contacts().get(id=contact_id, debtor_id=debtor.id)
        for name, value in values.items():
            setattr(contact, name, bool(value) if name == "decides" else value)
        contact.save()
        record("contact-kept", creditor_id=desk.creditor.pk, debtor_id=debtor.id, on=on, at=at, by=desk.user.email, name=contact.name)
        other_address(desk.creditor, debtor.id, on=on)
        other_number(desk.creditor, debtor.id, on=on)
    return {}


def remove_contact(*, desk: Desk, debtor_id: int, contact_id: int, on: date, at: datetime) -> dict[str, str] | Refusal:
    """Takes a contact away and says what was known of him, so that it can be put back."""
    if not desk.may_work:
        return READER
    with transaction.atomic():
        contact = desk.contacts().get(id=contact_id, debtor_id=debtor_id)
        known = said_of(contact)
        contact.delete()
        name = known["name"]
        record("contact-removed", creditor_id=desk.creditor.pk, debtor_id=debtor_id, on=on, at=at, by=desk.user.email, name=name)
    return known


def said_of(contact: Contact) -> dict[str, str]:
    """What is known of somebody as a form says it."""
    return {name: str(getattr(contact, name)) for name in FIELDS if name != "decides"} | {"decides": "on" if contact.decides else ""}


def _read(fields: Mapping[str, str]) -> tuple[dict[str, str], dict[str, Refusal]]:
    raw = {name: " ".join(fields.get(name, "").split()) for name in FIELDS}
    checked: dict[str, str | Refusal] = {**raw, "email": checked_email(raw["email"]), "phone": checked_phone(raw["phone"])}
    for name, most in (("name", 200), ("role", 100)):
        if len(raw[name]) > most:
            checked[name] = Refusal(Text(f"Hoogstens {most} tekens.", f"At most {most} characters."))
    if not raw["name"]:
        checked["name"] = NAMELESS
    if not raw["email"] and not raw["phone"]:
        checked["phone"] = UNREACHABLE
    refusals = {name: value for name, value in checked.items() if isinstance(value, Refusal)}
    return {name: value for name, value in checked.items() if isinstance(value, str)}, refusals
