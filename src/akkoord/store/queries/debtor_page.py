"""Reads for the page of one debtor."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from akkoord.store.access import Desk
from akkoord.store.models import Event, Hold, Invoice, Letter
from akkoord.store.queries.merged import ids_of

SETTLED = 12  # settled invoices shown; the rest stands in the list of invoices
LETTERS = 10  # letters shown; the time line leads to the others


def events(desk: Desk, debtor_id: int, *, on: date) -> QuerySet[Event]:
    """Everything that happened up to that day, newest first; to whom was merged into him as well."""
    return desk.events().filter(debtor_id__in=ids_of(desk.creditor.pk, debtor_id), on__lte=on).order_by("-on", "-seq")


def invoice_numbers(desk: Desk, ids: Collection[int]) -> dict[int, str]:
    """The numbers of these invoices, by id."""
    return dict(desk.invoices().filter(id__in=ids).values_list("id", "number"))


def holds(desk: Desk, debtor_id: int, *, on: date) -> QuerySet[Hold]:
    """Reasons to wait that stand on that day, with their invoice."""
    standing = Q(until=None) | Q(until__gte=on) | Q(kind="promise")  # that one stands until the bank tells
    return (
        desk.holds().filter(standing, debtor_id=debtor_id, ended_on=None, since__lte=on).select_related("invoice").order_by("since", "id")
    )


def settled(desk: Desk, debtor_id: int, *, on: date) -> list[Invoice]:
    """The invoices settled last, and credit notes; so many as fit."""
    done = Q(kind="credit_note") | Q(open=0, settled_on__lte=on) | Q(open=0, settled_on=None)
    return list(desk.invoices().filter(done, debtor_id=debtor_id, issued_on__lte=on).order_by("-issued_on", "-id")[:SETTLED])


def letters(desk: Desk, debtor_id: int) -> QuerySet[Letter]:
    """His last letters, newest first, without their pages."""
    return desk.letters().filter(debtor_id=debtor_id).defer("pdf", "content", "blocks").order_by("-made_on", "-id")[:LETTERS]
