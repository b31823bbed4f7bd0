"""One answer before it is weighed: invoices that a payment may be for, and the credit notes that were taken off them."""

from __future__ import annotations

from typing import NamedTuple

from akkoord.core.matching.points import Reason
from akkoord.core.matching.said import Hit


class Group(NamedTuple):
    """Invoices a payment may be for, those it names first; the sign that is in the amount, if any."""

    ids: tuple[int, ...]
    named: tuple[int, ...] = ()
    amount: Reason | None = None
    hits: tuple[Hit, ...] = ()
    older: bool = False  # an older invoice of the same sum is open
    discount: int = 0
    notes: tuple[int, ...] = ()  # credit notes that were taken off
    notes_named: bool = False
