"""Turns the sending of letters on and off: on is a deliberate act that is refused while something is missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Sum

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Outbox
from akkoord.store.models.letter import LetterState, OutboxState
from akkoord.work.keep_debtor import checked_email
from akkoord.work.record import record

_NEEDED: dict[str, Text] = {
    "iban": Text(
        "Uw rekeningnummer (IBAN) ontbreekt. Zonder dat nummer kan niemand u betalen.",
        "Your account number (IBAN) is missing. Without it nobody can pay you.",
    ),
    "street": Text("Uw straat en huisnummer ontbreken. Ze staan op elke brief.", "Your street is missing. It stands on every letter."),
    "postcode": Text("Uw postcode ontbreekt.", "Your postcode is missing."),
    "city": Text("Uw plaats ontbreekt.", "Your town is missing."),
    "email": Text(
        "Uw e-mailadres ontbreekt. Antwoorden van debiteuren komen daar binnen.",
        "Your e-mail address is missing. Answers of debtors arrive there.",
    ),
    "smtp_host": Text(
        "De mailserver ontbreekt. Zonder mailserver kan geen e-mail weg.",
        "The mail server is missing. Without it no e-mail can leave.",
    ),
}
_NOT_YOURS = Refusal(why=Text("Alleen een eigenaar zet versturen aan of uit.", "Only an owner turns sending on or off."))


@dataclass(frozen=True, slots=True)
class Ready:
    """The approved letters that wait for sending: how many go by e-mail at once, the sum those ask (cents), how many by post."""

    by_email: int
    asked: int
    by_post: int


def missing_for_sending(creditor: Creditor) -> dict[str, Refusal]:
    """What has to be filled in before a letter may leave, by field."""
    return {field: Refusal(why=why) for field, why in _NEEDED.items() if not getattr(creditor, field)}


def would_leave(*, desk: Desk) -> Ready:
    """What turning sending on sets in motion."""
    waiting = desk.messages().filter(state=OutboxState.QUEUED, letter__state=LetterState.APPROVED)
    found = waiting.filter(channel="email").aggregate(letters=Count("letter_id", distinct=True), asked=Sum("letter__asked"))
    return Ready(by_email=found["letters"], asked=found["asked"] or 0, by_post=waiting.filter(channel="post").count())


def turn_sending(*, desk: Desk, sending: bool, on: date, at: datetime, trial_to: str = "") -> tuple[Refusal, ...]:
    """Sending on or off from now; off always works for an owner. With `trial_to` it is on trial: every letter goes to that
    address and none to a debtor, until sending is turned on without it."""
    if not desk.may_manage:
        return (_NOT_YOURS,)
    trial = checked_email(trial_to) if sending else ""
    if isinstance(trial, Refusal):
        return (trial,)
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(pk=desk.creditor.pk)
        missing = missing_for_sending(creditor) if sending else {}
        if missing:
            return tuple(missing.values())
        if (creditor.sending_on, creditor.test_address) != (sending, trial):
            _turn(creditor, sending, trial)
            said: dict[str, Any] = {"sending_on": sending} | ({"test_address": trial} if trial != desk.creditor.test_address else {})
            record("settings-changed", creditor_id=creditor.pk, on=on, at=at, by=desk.user.email, **said)
    desk.creditor.refresh_from_db()
    return ()


def _turn(creditor: Creditor, sending: bool, trial: str) -> None:
    """A trial at another address shows everything that waits once more; for real nothing is left of a trial."""
    if trial != creditor.test_address:
        Outbox.objects.filter(creditor=creditor, state=OutboxState.QUEUED).exclude(tested_at=None).update(tested_at=None)
    creditor.sending_on, creditor.test_address = sending, trial
    creditor.save(update_fields=["sending_on", "test_address"])
