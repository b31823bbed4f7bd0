"""What is left of a payment when its invoice is paid: for the interest and costs on it where those are owed, else over."""

from __future__ import annotations

from collections.abc import Iterable

from akkoord.core.problem import Refusal
from akkoord.store.models import Allocation, Creditor, Invoice, Payment
from akkoord.work.owed import owed
from akkoord.work.record import Log


def settle_rests(creditor: Creditor, payments: Iterable[Payment], log: Log) -> None:
    """Who paid what a letter asked paid interest and costs too: that rest waits for nobody. Call it in the transaction that
    placed these payments, after they are stored."""
    for payment in payments:
        if payment.free > 0 and not payment.set_aside and (invoice := _last_paid(creditor, payment)) and _all_owed(invoice, payment):
            Payment.objects.filter(creditor=creditor, id=payment.id).update(set_aside=True)
            log.add("rest-for-claims", debtor_id=invoice.debtor_id, invoice_id=invoice.id, amount=payment.free, invoice=invoice.number)


def _last_paid(creditor: Creditor, payment: Payment) -> Invoice | None:
    mine = Allocation.objects.filter(creditor=creditor, payment_id=payment.id, undone_on=None).order_by("-id")
    part = mine.select_related("invoice__debtor__creditor").first()
    return part.invoice if part else None


def _all_owed(invoice: Invoice, payment: Payment) -> bool:
    """Whether nothing of this payment is too much by the law."""
    sums = owed(debtor=invoice.debtor, on=payment.on, only=frozenset({invoice.id}))
    if isinstance(sums, Refusal):
        return False
    moves = [move for move in sums.movements if move.what == "payment" and move.on == payment.on]
    return bool(moves) and not any(move.over for move in moves)
