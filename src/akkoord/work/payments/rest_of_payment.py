"""What is left of a payment when its invoice is paid: for the interest and costs on it where those are owed, else over."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Refusal
from akkoord.store.bulk import save_fields
from akkoord.store.models import Allocation, Creditor, Invoice, Payment
from akkoord.work.books import Books, books_of
from akkoord.work.law import law_of
from akkoord.work.owed import owed
from akkoord.work.record import Log


def settle_rests(creditor: Creditor, payments: Iterable[Payment], log: Log) -> None:
    """Who paid what a letter asked paid interest and costs too: that rest waits for nobody. Call it in the transaction that
    placed these payments, after they are stored. The books are read once a day on which some of them came in."""
    resting = [one for one in payments if one.free > 0 and not one.set_aside]
    paid = _last_paid(creditor, resting)
    days = defaultdict(list)
    for payment in resting:
        if payment.id in paid:
            days[payment.on].append(payment)
    law = law_of(creditor.id) if days else None
    for on, some in days.items():
        books = books_of({one.id: one for one in (paid[payment.id].debtor for payment in some)}.values(), on=on)
        owes = [payment for payment in some if _all_owed(paid[payment.id], payment, books, law)]
        for payment in owes:
            payment.set_aside, invoice = True, paid[payment.id]
            log.add("rest-for-claims", debtor_id=invoice.debtor_id, invoice_id=invoice.id, amount=payment.free, invoice=invoice.number)
        save_fields(owes, ["set_aside"])


def _last_paid(creditor: Creditor, payments: Sequence[Payment]) -> dict[int, Invoice]:
    """The invoice that the last part of each went to."""
    mine = Allocation.objects.filter(creditor=creditor, payment_id__in=[one.id for one in payments], undone_on=None).order_by("id")
    return {part.payment_id or 0: part.invoice for part in mine.select_related("invoice__debtor__creditor")} if payments else {}


def _all_owed(invoice: Invoice, payment: Payment, books: Books, law: Jurisdiction | None) -> bool:
    """Whether nothing of this payment is too much by the law."""
    sums = owed(debtor=invoice.debtor, on=payment.on, only=frozenset({invoice.id}), books=books, law=law)
    if isinstance(sums, Refusal):
        return False
    moves = [move for move in sums.movements if move.what == "payment" and move.on == payment.on]
    return bool(moves) and not any(move.over for move in moves)
