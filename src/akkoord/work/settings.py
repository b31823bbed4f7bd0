"""Changes the settings of a company: all of what was asked, or nothing and why."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from akkoord.channels.mollie import is_key
from akkoord.core.law.costs import SURCHARGE
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor
from akkoord.work.mail.channel_state import try_now
from akkoord.work.mail.sending import missing_for_sending
from akkoord.work.partner_settings import PARTNER, given_on, handing_over
from akkoord.work.record import record
from akkoord.work.seal import seal
from akkoord.work.setting_fields import READERS, Value

PASSWORDS = {
    "smtp_password": ("smtp_host", "smtp_user"),
    "imap_password": ("imap_host", "imap_user"),
    "model_key": ("model_address", "model_name"),
    "mollie_key": ("", ""),  # it is for one place only
}
SERVERS = {"email": "smtp_", "inbox": "imap_"}  # another setting is tried at once, however long it did not work
NOT_YOURS = Refusal(why=Text("Alleen een eigenaar verandert instellingen.", "Only an owner changes settings."))


_NO_KEY = Refusal(
    Text("Dit is geen API-sleutel. Die begint met live_ of test_.", "This is no API key. One begins with live_ or test_."),
)


def _read(fields: Mapping[str, str]) -> tuple[dict[str, Value], dict[str, Refusal]]:
    """The values that can be stored and the refusals, both by field."""
    values: dict[str, Value] = {}
    refusals: dict[str, Refusal] = {}
    for name, raw in fields.items():
        if name in PASSWORDS:
            refusals |= {name: _NO_KEY} if name == "mollie_key" and raw and not is_key(raw) else {}
            values |= {name: seal(raw)} if raw else {}
        elif name not in READERS:
            raise KeyError(f"{name} is no setting that can be changed here")
        else:
            read = READERS[name](raw)
            if isinstance(read, Refusal):
                refusals[name] = read
            else:
                values[name] = read
    return values, refusals


def _together(creditor: Creditor, touched: Collection[str], changed: Collection[str], on: date) -> dict[str, Refusal]:
    """What cannot stand together: each field by itself is right. What is not on this form stands in nobody's way."""
    refusals: dict[str, Refusal] = {}
    if creditor.sending_on:
        refusals |= missing_for_sending(creditor)
    refusals |= _asking(creditor) | _paying(creditor)
    refusals |= {} if PARTNER.isdisjoint(touched) else handing_over(creditor, changed, on=on)
    if creditor.vat_declared and creditor.vat_deductible:
        refusals["vat_declared"] = Refusal(
            Text(
                "Bij Uw bedrijf staat dat u btw kunt verrekenen. Dan mag er geen btw bij de incassokosten.",
                "Your company says that it can deduct VAT. Then no VAT may be added to collection costs.",
            ),
            SURCHARGE,
        )
    return refusals


def _password_again(creditor: Creditor, changed: Mapping[str, Value]) -> dict[str, Refusal]:
    """A kept password never goes to another server than the one it was given for."""
    why = Text("Dit is een andere server. Vul het wachtwoord opnieuw in.", "This is another server. Fill in the password again.")
    key = Text("Dit is een ander adres. Vul de sleutel opnieuw in.", "This is another address. Fill in the key again.")
    return {
        password: Refusal(why=key if password == "model_key" else why)
        for password, (host, user) in PASSWORDS.items()
        if changed.get(host) and password not in changed and getattr(creditor, password) and getattr(creditor, user)
    }


def _asking(creditor: Creditor) -> dict[str, Refusal]:
    """Who fills in the address of a language model says which one he means."""
    if creditor.model_address and not creditor.model_name:
        return {"model_name": Refusal(Text("Welk model? Vul de naam in.", "Which model? Fill in its name."))}
    return {}


def _paying(creditor: Creditor) -> dict[str, Refusal]:
    """Who lets debtors pay by Mollie has a key there."""
    if creditor.mollie_on and not creditor.mollie_key:
        why = Text("Vul de API-sleutel in die Mollie u gaf.", "Fill in the API key that Mollie gave you.")
        return {"mollie_key": Refusal(why)}
    return {}


def _told(name: str, value: Value) -> Any:
    """What the log says of a change: never a password, and a percentage as text."""
    if name in PASSWORDS:
        return True
    return f"{value}" if isinstance(value, Decimal | date) else value


def _try_again(creditor: Creditor, changed: Mapping[str, Value]) -> None:
    for channel, prefix in SERVERS.items():
        if any(name.startswith(prefix) for name in changed):
            try_now(creditor, channel)


def _put(creditor: Creditor, values: Mapping[str, Value], on: date) -> dict[str, Value]:
    """Put the values on the company, unsaved; gives those that are different now, and what follows from them."""
    changed = {name: value for name, value in values.items() if getattr(creditor, name) != value}
    for name, value in changed.items():
        setattr(creditor, name, value)
    return changed | given_on(creditor, changed, on=on)


def change_settings(*, desk: Desk, fields: Mapping[str, str], on: date, at: datetime) -> dict[str, Refusal]:
    """Stores `fields` (column -> what a person typed); an empty answer means it is done.

    The password is stored where one is given and kept where the field is empty. Raises KeyError for a field that is
    no setting: that is a mistake in the door.
    """
    if not desk.may_manage:
        return {"": NOT_YOURS}
    values, refusals = _read(fields)
    if refusals:
        return refusals
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(pk=desk.creditor.pk)
        changed = _put(creditor, values, on)
        refusals = _together(creditor, values, changed, on) | _password_again(creditor, changed)
        if refusals or not changed:
            return refusals
        creditor.save(update_fields=list(changed))
        _try_again(creditor, changed)
        told = {name: _told(name, value) for name, value in changed.items()}
        record("settings-changed", creditor_id=creditor.pk, on=on, at=at, by=desk.user.email, **told)
    desk.creditor.refresh_from_db()
    return {}
