"""Payments that the bank took back: what they paid is open again, as if they had never come.

A reversal names the end-to-end reference of the payment it reverses, and has its amount with the other sign. Only then it is
certain; any other money that goes out is a refund, or somebody else's business, and changes nothing by itself.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import F

from akkoord.store.models import Allocation, Creditor, Invoice, Payment
from akkoord.work.record import Log

LONGEST = timedelta(days=396)  # thirteen months: after that a direct debit cannot be taken back (SEPA)


def take_back_reversed(*, creditor: Creditor, on: date, at: datetime | None = None, by: str = "") -> int:
    """Undo what reversed payments paid; gives how many were reversed. Call it in a transaction, before payments are placed."""
    out = Payment.objects.filter(creditor=creditor, amount__lt=0, set_aside=False).exclude(end_to_end_id="").order_by("on", "id")
    log, found = Log(creditor.id, on, at, by), 0
    for back in list(out):
        same = Payment.objects.filter(creditor=creditor, end_to_end_id=back.end_to_end_id, amount=-back.amount, set_aside=False)
        first = same.filter(on__lte=back.on, on__gte=back.on - LONGEST).order_by("-on", "-id").first()
        if first is not None:
            _reverse(creditor, first, back, log)
            found += 1
    log.write()
    return found


def _reverse(creditor: Creditor, first: Payment, back: Payment, log: Log) -> None:
    """Neither of the two pays anything any more; both stay in the list with what happened."""
    for part in list(Allocation.objects.filter(creditor=creditor, payment_id=first.id, undone_on=None).select_related("invoice")):
        undo(creditor, part, log, why="reversed")
    Payment.objects.filter(creditor=creditor, id__in=(first.id, back.id)).update(set_aside=True)
    log.add("payment-reversed", amount=first.amount, name=first.counterparty_name, payment=first.id, reversal=back.id)


def undo(creditor: Creditor, part: Allocation, log: Log, *, why: str) -> None:
    """Take one booking back: the invoice is open again and the money free, as before it. Call it in a transaction."""
    Allocation.objects.filter(creditor=creditor, id=part.id).update(undone_on=log.on)
    Invoice.objects.filter(creditor=creditor, id=part.invoice_id).update(open=F("open") + part.amount, settled_on=None)
    if part.payment_id is not None:
        Payment.objects.filter(creditor=creditor, id=part.payment_id).update(free=F("free") + part.amount)
    if part.credit_note_id is not None:
        Invoice.objects.filter(creditor=creditor, id=part.credit_note_id).update(open=F("open") + part.amount)
    row = part.invoice
    log.add("payment-undone", debtor_id=row.debtor_id, invoice_id=row.id, amount=part.amount, invoice=row.number, why=why)
