"""A promise whose day has passed was kept or broken: the bank says which."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import Sum

from akkoord.store.models import Allocation, Creditor, Hold
from akkoord.work.record import Log


def judge_promises(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """End promises whose last day is behind us, as far as the bank was read; gives how many were broken."""
    if creditor.bank_until is None:
        return 0
    due = Hold.objects.filter(creditor=creditor, kind="promise", ended_on=None, until__lt=on, until__lte=creditor.bank_until)
    broken = 0
    with transaction.atomic():
        log = Log(creditor.id, on, at)
        for hold in due:
            paid = Allocation.objects.filter(creditor=creditor, undone_on=None, on__gte=hold.since, on__lte=hold.until)
            mine = paid.filter(invoice_id=hold.invoice_id) if hold.invoice_id else paid.filter(invoice__debtor_id=hold.debtor_id)
            got = mine.aggregate(total=Sum("amount"))["total"] or 0
            kept = got >= (hold.amount or 1)
            hold.ended_on, hold.ended_because = on, "kept" if kept else "broken"
            hold.save(update_fields=["ended_on", "ended_because"])
            broken += not kept
            log.add(f"promise-{hold.ended_because}", debtor_id=hold.debtor_id, amount=hold.amount, paid=got, until=str(hold.until))
        log.write()
    return broken
