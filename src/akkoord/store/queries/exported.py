"""The rows that leave in a list: streamed, in a few queries for every thousand, so that memory does not grow with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice
from typing import TypeVar

from django.db.models import Exists, Model, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from akkoord.store.models import Allocation, Announcement, Creditor, Debtor, Hold, Invoice, Letter, Outbox, Payment, Refund
from akkoord.store.queries import announcement_list
from akkoord.store.queries.open_on import still_open, with_open

CHUNK = 1000
Row = TypeVar("Row", bound=Model)


def open_invoices(creditor: Creditor, *, on: date, past: bool) -> Iterator[Invoice]:
    """Invoices with something open, each with its debtor and `left`; the oldest due day first. `past` works back to `on`."""
    chosen = still_open(Invoice.objects.filter(creditor=creditor), on=on if past else None)
    return _streamed(chosen.select_related("debtor").order_by("due_on", "id"))


def all_invoices(creditor: Creditor, *, on: date, past: bool) -> Iterator[Invoice]:
    """Every invoice and credit note, the oldest first, each with its debtor and `left`."""
    chosen = with_open(Invoice.objects.filter(creditor=creditor), on=on if past else None)
    return _streamed(chosen.select_related("debtor").order_by("issued_on", "id"))


def debtors(creditor: Creditor, *, on: date, past: bool) -> Iterator[tuple[Debtor, Mapping[str, int]]]:
    """Every debtor by name, with what he owes (`open`) and what of that is late (`overdue`)."""
    for some in _chunks(_streamed(Debtor.objects.filter(creditor=creditor).order_by("name", "id"))):
        mine = Invoice.objects.filter(creditor=creditor, debtor_id__in=[one.id for one in some])
        grouped = still_open(mine, on=on if past else None).order_by().values("debtor_id")
        sums = grouped.annotate(sum_open=Sum("left"), sum_late=Coalesce(Sum("left", filter=Q(due_on__lt=on)), 0))
        owed = {one["debtor_id"]: {"open": one["sum_open"], "overdue": one["sum_late"]} for one in sums}
        for one in some:
            yield one, owed.get(one.id, {"open": 0, "overdue": 0})


def payments(creditor: Creditor, *, on: date) -> Iterator[tuple[Payment, list[Allocation]]]:
    """Every entry of the bank up to a day, the oldest first, with its bookings and their invoices, and `is_refund`: whether it gave
    something back."""
    returned = Refund.objects.filter(creditor=creditor, undone_on=None, out_id=OuterRef("id"))
    entries = Payment.objects.filter(creditor=creditor, on__lte=on).annotate(is_refund=Exists(returned))
    for some in _chunks(_streamed(entries.order_by("on", "id"))):
        booked: dict[int | None, list[Allocation]] = defaultdict(list)
        standing = Allocation.objects.filter(creditor=creditor, undone_on=None, payment_id__in=[one.id for one in some])
        for part in standing.select_related("invoice__debtor").order_by("id"):
            booked[part.payment_id].append(part)
        for one in some:
            yield one, booked.get(one.id, [])


def letters(creditor: Creditor, *, on: date) -> Iterator[tuple[Letter, list[Outbox]]]:
    """Every letter up to a day, the oldest first, with how it left; without its PDF."""
    made = Letter.objects.filter(creditor=creditor, made_on__lte=on).prefetch_related("debtor").order_by("made_on", "id")
    for some in _chunks(_streamed(made.defer("pdf", "content", "blocks", "basis"))):
        sent: dict[int, list[Outbox]] = defaultdict(list)
        for message in Outbox.objects.filter(creditor=creditor, letter_id__in=[one.id for one in some]).order_by("id"):
            sent[message.letter_id].append(message)
        for one in some:
            yield one, sent.get(one.id, [])


def announcements(creditor: Creditor, *, on: date) -> Iterator[list[Announcement]]:
    """Everything that letters announced up to a day, in lists: what is late first."""
    yield from _chunks(_streamed(announcement_list.listed(creditor, on=on)))


def promises(creditor: Creditor, *, on: date) -> Iterator[Hold]:
    """Every promise made up to a day, the last one first, with its debtor."""
    rows = Hold.objects.filter(creditor=creditor, kind="promise", since__lte=on).select_related("debtor", "invoice")
    return _streamed(rows.order_by("-since", "-id"))


def _streamed(rows: QuerySet[Row]) -> Iterator[Row]:
    return rows.iterator(chunk_size=CHUNK)


def _chunks(rows: Iterable[Row]) -> Iterator[list[Row]]:
    rest = iter(rows)
    while some := list(islice(rest, CHUNK)):
        yield some
