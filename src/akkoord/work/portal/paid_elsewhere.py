"""Who paid by a payment service: his money is under way until it was booked, and nobody who paid is bothered meanwhile."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q, Sum

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Creditor, PayLink
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log


def paid_elsewhere(creditor: Creditor, *, on: date, debtors: Collection[int] | None) -> set[int]:
    """The debtors whose payment by a payment service was not booked by that day."""
    rows = PayLink.objects.filter(Q(settled_on=None) | Q(settled_on__gt=on), creditor=creditor, state="paid", paid_at__date__lte=on)
    return set((rows if debtors is None else rows.filter(debtor_id__in=debtors)).values_list("debtor_id", flat=True))


def look_at_paid(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """What was booked on a debtor's invoices since he paid settles his payment by a payment service; gives how many."""
    standing = list(PayLink.objects.filter(creditor=creditor, state="paid", settled_on=None).order_by("id"))
    if not standing:
        return 0
    with transaction.atomic():
        log = Log(creditor.id, on, at)
        found = [one for one in standing if _booked(one, on) >= one.amount]
        for one in found:
            _settle(one, log)
        log.write()
    return len(found)


def say_booked(*, desk: Desk, pay_id: int, on: date, at: datetime) -> Refusal | None:
    """A person saw the money: it is on the bank, or was booked in another way."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        row = desk.pay_links().select_for_update().get(id=pay_id)
        if row.state != "paid" or row.settled_on is not None:
            return Refusal(Text("Hier valt niets meer te boeken.", "There is nothing left to book here."))
        log = Log(desk.creditor.id, on, at, desk.user.email)
        _settle(row, log)
        log.write()
    return None


def _settle(row: PayLink, log: Log) -> None:
    row.settled_on = log.on
    row.save(update_fields=["settled_on"])
    log.add("pay-settled", debtor_id=row.debtor_id, pay=row.id, amount=row.amount)


def _booked(row: PayLink, on: date) -> int:
    """Cents that were booked on his invoices from the day he paid."""
    if row.paid_at is None:
        return 0
    since = Allocation.objects.filter(creditor_id=row.creditor_id, invoice__debtor_id=row.debtor_id, undone_on=None)
    return since.filter(on__gte=row.paid_at.date(), on__lte=on).aggregate(all=Sum("amount"))["all"] or 0
