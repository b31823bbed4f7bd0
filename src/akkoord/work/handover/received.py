"""Money that the partner received for a case: booked on its invoices here, so that nobody is asked for it twice."""

from __future__ import annotations

import hashlib
from datetime import date

from akkoord.core.matching.proposals import Match
from akkoord.store.models import Allocation, Creditor, HandOver, Invoice, Payment
from akkoord.work.handover.end import ask
from akkoord.work.payments.allocate import bookings_of
from akkoord.work.payments.bookings import save_bookings, undo
from akkoord.work.payments.rest_of_payment import settle_rests
from akkoord.work.record import Log

FORMAT = "partner"  # of a payment that no bank told of: it is at the partner
BECAUSE = "partner"


def book_payment(one: HandOver, *, amount: int, day: date, uid: str, log: Log) -> None:
    """Book it on the invoices of the case, the oldest first; less than nothing takes an earlier payment back. What is left is
    for interest and costs. Call it in the transaction that hears of it, once for each message."""
    creditor = Creditor.objects.select_for_update().get(id=one.creditor_id)
    one.there += amount
    one.save(update_fields=["there"])
    if amount <= 0:
        _taken_back(one, -amount, log)
        return
    payment = Payment.objects.create(
        creditor_id=one.creditor_id, on=day, amount=amount, free=amount, format=FORMAT, counterparty_name=one.partner,
        remittance=f"Dossier {one.ref}", fingerprint=_mark(uid),
    )  # fmt: skip
    rows = {row.id: row for row in Invoice.objects.select_for_update().filter(creditor_id=one.creditor_id, id__in=one.invoices)}
    parts = _over(rows, amount)
    if parts:
        placed = list(bookings_of(creditor, payment, Match(one.debtor_id, parts, 0, ()), rows, log, because=BECAUSE))
        save_bookings(creditor, placed, [payment])
        settle_rests(creditor, [payment], log)
    if payment.free:  # for interest and costs, or too much: in neither case does it wait to be placed
        Payment.objects.filter(creditor_id=one.creditor_id, id=payment.id).update(set_aside=True)


def _over(rows: dict[int, Invoice], amount: int) -> tuple[tuple[int, int], ...]:
    """The cents that go to each invoice, by due day."""
    left, parts = amount, list[tuple[int, int]]()
    for row in sorted(rows.values(), key=lambda one: (one.due_on, one.id)):
        cents = min(left, row.open)
        parts += [(row.id, cents)] if cents > 0 else []
        left -= cents
    return tuple(parts)


def _taken_back(one: HandOver, amount: int, log: Log) -> None:
    """Money that went back: its booking is undone where it is one payment of that sum; else somebody looks at it."""
    mine = Payment.objects.filter(creditor_id=one.creditor_id, format=FORMAT, remittance=f"Dossier {one.ref}", amount=amount, given_back=0)
    payment = mine.order_by("-on", "-id").first()
    if payment is None:
        ask(one, log)
        return
    creditor = Creditor.objects.get(id=one.creditor_id)
    for part in Allocation.objects.filter(creditor_id=one.creditor_id, payment_id=payment.id, undone_on=None).select_related("invoice"):
        undo(creditor, part, log, why="partner")
    Payment.objects.filter(creditor_id=one.creditor_id, id=payment.id).update(given_back=amount, free=0, set_aside=True)
    ask(one, log)


def _mark(uid: str) -> str:
    return hashlib.sha256(f"partner {uid}".encode()).hexdigest()
