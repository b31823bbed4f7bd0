"""Payments that the bank took back: what they paid is open again, as if they had never come.

A reversal names the end-to-end reference of the payment it reverses, and has its amount with the other sign. Only then it is
certain; any other money that goes out is a refund, or somebody else's business, and changes nothing by itself.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef

from akkoord.store.models import Allocation, Creditor, Payment
from akkoord.work.payments.bookings import undo
from akkoord.work.record import Log

LONGEST = timedelta(days=396)  # thirteen months: after that a direct debit cannot be taken back (SEPA)


def take_back_reversed(*, creditor: Creditor, on: date, at: datetime | None = None, by: str = "") -> int:
    """Undo what reversed payments paid; gives how many were reversed. Call it in a transaction, before payments are placed."""
    mine = Payment.objects.filter(creditor=creditor, set_aside=False)
    same = mine.filter(end_to_end_id=OuterRef("end_to_end_id"), amount=-OuterRef("amount"), on__lte=OuterRef("on"))
    out = mine.filter(Exists(same), amount__lt=0).exclude(end_to_end_id="").order_by("on", "id")
    log, found = Log(creditor.id, on, at, by), 0
    for back in list(out):
        same = mine.filter(end_to_end_id=back.end_to_end_id, amount=-back.amount, on__lte=back.on, on__gte=back.on - LONGEST)
        first = same.order_by("-on", "-id").first()
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
