"""Paying by Mollie: a payment is begun, and what became of it is only ever believed from Mollie itself."""

from __future__ import annotations

from datetime import date, datetime

from django.conf import settings
from django.db import transaction

from akkoord.channels import mollie
from akkoord.channels.mollie import Asked
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Guest
from akkoord.store.models import Creditor, PayLink
from akkoord.store.models.portal import PayState
from akkoord.work.portal.public import PATH, public_address
from akkoord.work.record import Log
from akkoord.work.seal import unseal

A_DAY = 20  # payments that one debtor can begin in a day
LEAST, MOST = 100, 5_000_000  # cents: under a euro no bank's app takes it, and over fifty thousand iDEAL does not
OVER = frozenset({PayState.PAID, PayState.CANCELED, PayState.EXPIRED, PayState.FAILED})
_OFF = Refusal(Text("Online betalen kan hier niet. Betaal met uw bank.", "You cannot pay online here. Pay by bank."))
_MANY = Refusal(Text("U begon vandaag al vaak met betalen. Betaal met uw bank.", "You began to pay many times today. Pay by bank."))
_WRONG = Refusal(Text("Mollie antwoordt iets anders dan gevraagd. Betaal met uw bank.", "Mollie answers something else. Pay by bank."))


def can_pay(creditor: Creditor, cents: int) -> bool:
    """Whether a sum can be paid by Mollie."""
    return creditor.mollie_on and bool(creditor.mollie_key) and LEAST <= cents <= MOST


def begin(guest: Guest, *, cents: int, reference: str, back_to: str, on: date, at: datetime) -> PayLink | Refusal:
    """A new payment of so many cents. `back_to` is the page to which he comes back, without the number of the payment."""
    key = unseal(guest.creditor.mollie_key)
    if not can_pay(guest.creditor, cents) or not key:
        return _OFF
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=guest.creditor.id)
        if guest.pay_links().filter(made_on=on).count() >= A_DAY:
            return _MANY
        own = {"creditor": guest.creditor, "debtor_id": guest.debtor.id, "link_id": guest.link.id}
        row = PayLink.objects.create(amount=cents, reference=reference[:140], made_on=on, made_at=at, **own)
    asked = _create(guest, row, key, back_to)
    if isinstance(asked, Refusal):
        PayLink.objects.filter(creditor=guest.creditor, id=row.id).update(state=PayState.FAILED)
        return asked
    return _begun(row, asked, Log(guest.creditor.id, on, at))


def _begun(row: PayLink, asked: Asked, log: Log) -> PayLink:
    with transaction.atomic():
        row.remote_id, row.checkout = asked.number, asked.checkout
        row.save(update_fields=["remote_id", "checkout"])
        log.add("pay-begun", debtor_id=row.debtor_id, pay=row.id, amount=row.amount)
        log.write()
    return row


def _create(guest: Guest, row: PayLink, key: str, back_to: str) -> Asked | Refusal:
    base = public_address()
    asked = mollie.create(
        key=key,
        cents=row.amount,
        description=f"{guest.creditor.name} {row.reference}",
        back_to=f"{back_to}{row.id}/",
        webhook=f"{base}{PATH}mollie/{row.id}" if isinstance(base, str) else "",
        reference=f"{guest.creditor.id}/{row.id}",
        once=f"akkoord-{guest.creditor.id}-{row.id}",
        language=guest.debtor.language,
        endpoint=settings.MOLLIE_ENDPOINT,
    )
    good = isinstance(asked, Refusal) or (asked.cents == row.amount and mollie.is_number(asked.number))
    return asked if good and (isinstance(asked, Refusal) or asked.checkout.startswith("https://")) else _WRONG


def look_again(row: PayLink, *, on: date, at: datetime) -> PayLink:
    """Ask Mollie what became of it, and keep that; where it cannot be asked, or says something of another payment, nothing changes.
    A payment that is over stays as it is."""
    key = unseal(row.creditor.mollie_key)
    if row.state in OVER or not row.remote_id or not key:
        return row
    asked = mollie.ask(row.remote_id, key=key, endpoint=settings.MOLLIE_ENDPOINT)
    if isinstance(asked, Refusal) or not _same(row, asked):
        return row
    with transaction.atomic():
        kept = PayLink.objects.select_for_update().get(creditor_id=row.creditor_id, id=row.id)
        if kept.state not in OVER and asked.state != kept.state:
            _keep(kept, asked, Log(row.creditor_id, on, at))
    return kept


def _same(row: PayLink, asked: Asked) -> bool:
    """Whether it is this payment, of this sum: a number of another one proves nothing."""
    mine = (row.remote_id, row.amount, f"{row.creditor_id}/{row.id}")
    return (asked.number, asked.cents, asked.reference) == mine and asked.state in PayState.values


def _keep(kept: PayLink, asked: Asked, log: Log) -> None:
    kept.state = asked.state
    if kept.state == PayState.PAID:
        kept.paid_at = asked.paid_at or log.at
    kept.save(update_fields=["state", "paid_at"])
    if kept.state in OVER:
        log.add("pay-changed", debtor_id=kept.debtor_id, pay=kept.id, amount=kept.amount, state=kept.state)
    log.write()


def told_of(pay_id: int, remote_id: str, *, on: date, at: datetime) -> None:
    """Mollie says that something changed. What it says is not believed: it is asked. The same is answered whatever came in."""
    if not mollie.is_number(remote_id):
        return
    row = PayLink.objects.filter(id=pay_id, remote_id=remote_id).select_related("creditor").first()
    if row is not None:
        look_again(row, on=on, at=at)
