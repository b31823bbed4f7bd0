"""Of invoices what stands in the table of a letter, whatever else is known of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from akkoord.store.models import Creditor, Invoice


class Billed(NamedTuple):
    """An invoice as a letter names it; `total` in cents."""

    number: str
    issued_on: date
    due_on: date
    total: int


def billed(creditor: Creditor, ids: Iterable[int]) -> dict[int, Billed]:
    """The invoices of some letters by their number in the database, in one query."""
    rows = Invoice.objects.filter(creditor=creditor, id__in=set(ids)).order_by()
    return {row[0]: Billed(*row[1:]) for row in rows.values_list("id", *Billed._fields)}
