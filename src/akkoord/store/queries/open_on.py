"""What was open on a day: as it stands now, or worked back for a day that somebody looks at."""

from __future__ import annotations

from datetime import date

from django.db.models import BigIntegerField, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from akkoord.store.models import Allocation, Creditor, Invoice
from akkoord.store.plain import Plain


def with_open(invoices: QuerySet[Invoice], *, on: date | None) -> QuerySet[Invoice]:
    """Each invoice with `left`: the cents still open at the end of `on`; None means now, which is stored.

    Invoices that did not exist yet on that day are left out.
    """
    if on is None:
        return invoices.annotate(left=F("open"))
    booked = (
        Allocation.objects.filter(creditor=OuterRef("creditor"), invoice_id=OuterRef("id"), undone_on=None, on__lte=on)
        .order_by()
        .values("invoice_id")
        .annotate(booked=Sum("amount"))
        .values("booked")
    )
    paid = Coalesce(Subquery(booked, output_field=BigIntegerField()), 0)
    return invoices.filter(issued_on__lte=on).annotate(left=F("total") - paid)


def was_open(creditor: Creditor, *, on: date) -> QuerySet[Invoice]:
    """The invoices of a company that were open at the end of a day, each with `left`. What is stored is believed where
    nothing was booked after that day; else it is worked back."""
    later = Allocation.objects.filter(creditor=creditor, on__gt=on, undone_on=None).exists()
    mine = Invoice.objects.filter(creditor=creditor, issued_on__lte=on)
    return still_open(mine, on=on if later else None)


def still_open(invoices: QuerySet[Invoice], *, on: date | None) -> QuerySet[Invoice]:
    """Only invoices of which something is left; first by what an index can answer."""
    standing = Q(open__gt=Plain(0)) if on is None else Q(open__gt=0) | Q(settled_on__gt=on)
    chosen = with_open(invoices.filter(standing, kind=Plain("invoice")), on=on)
    return chosen if on is None else chosen.filter(Q(("left__gt", 0)))


def all_open(invoices: QuerySet[Invoice]) -> QuerySet[Invoice]:
    """The open invoices, each with `left`, for a question that looks at all of a company: in the order in which they were stored. By
    due day, as the index of open invoices has them, the embedded database goes to and fro through the table, six times as long."""
    return invoices.annotate(left=F("open") + 0).filter(left__gt=0, kind="invoice", id__gt=0)
