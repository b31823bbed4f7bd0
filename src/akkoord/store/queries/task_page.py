"""Reads beside a call or a hand-over: what was promised, and what was announced."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import QuerySet

from akkoord.store.access import Desk
from akkoord.store.models import Hold, Invoice, StepTaken

MOST = 6


def promises(desk: Desk, debtor_id: int) -> QuerySet[Hold]:
    """His promises, newest first; so many as matter in a talk."""
    return desk.holds().filter(debtor_id=debtor_id, kind="promise").order_by("-since", "-id")[:MOST]


def announced(desk: Desk, debtor_id: int) -> QuerySet[StepTaken]:
    """When hand-over was announced, for which invoice, and until when he could still pay."""
    left = desk.steps().filter(step="collection-warning", invoice__debtor_id=debtor_id, withdrawn_on=None, invoice__open__gt=0)
    return left.exclude(left_on=None).select_related("invoice").order_by("-left_on", "-id")


def open_numbers(desk: Desk, debtor_id: int, *, but: Collection[int]) -> QuerySet[Invoice, str]:
    """The numbers of his open invoices, but for some."""
    standing = desk.invoices().filter(debtor_id=debtor_id, kind="invoice", open__gt=0).exclude(id__in=list(but))
    return standing.order_by("due_on", "id").values_list("number", flat=True)
