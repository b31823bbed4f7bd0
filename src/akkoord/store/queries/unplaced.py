"""Payments by where they stand: on no invoice yet, placed, or set aside; and what they were booked on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from django.db.models import Exists, OuterRef, Q, QuerySet

from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Payment, Refund

Which = Literal["free", "placed", "aside"]


def payments(desk: Desk, *, which: Which) -> QuerySet[Payment]:
    """What the bank said, newest first: still (partly) free, placed, or set aside."""
    booked = Refund.objects.filter(creditor=desk.creditor, out_id=OuterRef("id"), undone_on=None)
    chosen = {
        "free": Q(free__gt=0, amount__gt=0) | Q(free__lt=0, amount__lt=0),
        "placed": Q(amount__gt=0, free=0) | Q(Exists(booked), amount__lt=0),
        "aside": Q(set_aside=True),
    }[which]
    return desk.payments().filter(chosen, set_aside=which == "aside").order_by("-on", "-id")


def bookings(desk: Desk, found: Sequence[Payment]) -> dict[int, list[Allocation]]:
    """Where each payment was booked, with the invoice and its debtor, in one query."""
    booked: dict[int, list[Allocation]] = defaultdict(list)
    standing = desk.allocations().filter(payment_id__in=[one.id for one in found], undone_on=None)
    for one in standing.select_related("invoice__debtor").order_by("on", "id"):
        booked[one.payment_id or 0].append(one)
    return booked


def refunds(desk: Desk, found: Sequence[Payment]) -> dict[int, list[Refund]]:
    """What went back of these payments, and what those that went out gave back; with both entries and the credit note."""
    given: dict[int, list[Refund]] = defaultdict(list)
    ids = [one.id for one in found]
    standing = desk.refunds().filter(Q(out_id__in=ids) | Q(payment_id__in=ids), undone_on=None)
    for one in standing.select_related("out", "payment", "credit_note__debtor").order_by("on", "id"):
        for number in (one.out_id, one.payment_id):
            if number in ids:
                given[number].append(one)
    return given
