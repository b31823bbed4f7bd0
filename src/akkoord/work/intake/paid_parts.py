"""The parts of an invoice that a file says were paid, and when: which of them are new, and on which day each is booked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date

from akkoord.core.reading import PartRead
from akkoord.store.models import Allocation, Creditor

FILE = "file"  # why a booking was made: a file said so
_CHUNK = 500


def dated(parts: Iterable[PartRead], paid: int, *, otherwise: date) -> list[PartRead]:
    """`paid` cents over these parts, the first ones first; what no part speaks of was paid on the day `otherwise`.

    >>> june, july = date(2026, 6, 1), date(2026, 7, 1)
    >>> [(one.on.month, one.amount) for one in dated([PartRead(june, 300), PartRead(july, 200)], 400, otherwise=july)]
    [(6, 300), (7, 100)]
    >>> [(one.on.month, one.amount) for one in dated([PartRead(july, 200)], 500, otherwise=june)]
    [(6, 300), (7, 200)]
    """
    left, found = paid, list[PartRead]()
    for part in parts:
        taken = min(part.amount, left)
        found += [PartRead(part.on, taken)] if taken else []
        left -= taken
    return [PartRead(otherwise, left), *found] if left else found


def unbooked(parts: Iterable[PartRead], booked: Iterable[PartRead]) -> list[PartRead]:
    """The parts that are not booked yet. A booking stands for the part of its sum whose day is nearest: the bank and the
    bookkeeping may differ in the day.

    >>> june, july = date(2026, 6, 1), date(2026, 7, 1)
    >>> [one.on.month for one in unbooked([PartRead(june, 300), PartRead(july, 300)], [PartRead(date(2026, 6, 3), 300)])]
    [7]
    """
    left = list(parts)
    for one in booked:
        same = [part for part in left if part.amount == one.amount]
        if same:
            left.remove(min(same, key=lambda part, on=one.on: abs(part.on - on)))  # type: ignore[misc]  # mypy infers no type for a default
    return left


def booked_on(creditor: Creditor, invoices: Collection[int]) -> Mapping[int, Sequence[PartRead]]:
    """What is booked on these invoices, by invoice; in one query for each five hundred."""
    numbers, found = sorted(invoices), defaultdict[int, list[PartRead]](list)
    for start in range(0, len(numbers), _CHUNK):
        rows = Allocation.objects.filter(creditor=creditor, invoice_id__in=numbers[start : start + _CHUNK], undone_on=None)
        for invoice, on, amount in rows.order_by("on", "id").values_list("invoice_id", "on", "amount"):
            found[invoice].append(PartRead(on, amount))
    return found
