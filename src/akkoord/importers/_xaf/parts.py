"""What was paid on an invoice and on which day, out of the lines that settled it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from akkoord.core.reading import PartRead
from akkoord.importers._xaf.lines import Line


def parts_of(settled: Iterable[Line], *, paid: int, issued_on: date) -> tuple[PartRead, ...]:
    """The payments in the order of their days, together `paid` cents. One that came back is none; of what was paid too much the
    last part is left out. A line without a day is taken as paid when the invoice was made: that never asks too much interest."""
    lines = sorted(((line.on or issued_on, line.amount) for line in settled), key=lambda one: (one[0], one[1] > 0))
    parts: list[PartRead] = []
    for on, amount in lines:
        if amount < 0:
            parts.append(PartRead(on, -amount))
        else:
            _take_back(parts, amount)
    _shorten(parts, sum(part.amount for part in parts) - paid)
    return tuple(parts)


def _take_back(parts: list[PartRead], cents: int) -> None:
    """What came back: the last payment of just this sum, else so much of the last ones."""
    same = next((part for part in reversed(parts) if part.amount == cents), None)
    if same is not None:
        parts.remove(same)
    else:
        _shorten(parts, cents)


def _shorten(parts: list[PartRead], cents: int) -> None:
    while parts and cents > 0:
        last = parts.pop()
        if last.amount > cents:
            parts.append(PartRead(last.on, last.amount - cents))
        cents -= last.amount
