"""Payments by where they stand: on no invoice yet, placed, or set aside; and what they were booked on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Literal

from django.db.models import Q, QuerySet

from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Payment

Which = Literal["free", "placed", "aside"]


def payments(desk: Desk, *, which: Which) -> QuerySet[Payment]:
    """What the bank said, newest first: still (partly) free, placed, or set aside."""
    chosen = {
        "free": Q(free__gt=0, set_aside=False, amount__gt=0),
        "placed": Q(amount__gt=0, free=0, set_aside=False),
        "aside": Q(set_aside=True),
    }[which]
    return desk.payments().filter(chosen).order_by("-on", "-id")


def bookings(desk: Desk, found: Sequence[Payment]) -> dict[int, list[Allocation]]:
    """Where each payment was booked, with the invoice and its debtor, in one query."""
    booked: dict[int, list[Allocation]] = defaultdict(list)
    standing = desk.allocations().filter(payment_id__in=[one.id for one in found], undone_on=None)
    for one in standing.select_related("invoice__debtor").order_by("on", "id"):
        booked[one.payment_id or 0].append(one)
    return booked
