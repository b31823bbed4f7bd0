"""Whether a payment looks like a part of an arrangement: by its reference, or by a sum that the schedule knows."""

from __future__ import annotations

from collections.abc import Sequence

from akkoord.core.arrangement.terms import Part
from akkoord.core.matching.spelling import normal


def names(reference: str, texts: Sequence[str]) -> bool:
    """Whether the reference of an arrangement stands in one of these texts, however it is spaced.

    >>> names("BR0123456", ["termijn 2, kenmerk br 0123456"]), names("BR0123456", ["factuur 0123456"])
    (True, False)
    """
    return bool(reference) and any(normal(reference) in normal(text) for text in texts)


def fits(amount: int, parts: Sequence[Part], *, paid: int) -> bool:
    """Whether a sum is what is left of the next part, that with the parts after it, or one whole part.

    >>> from datetime import date
    >>> parts = [Part(date(2026, month, 1), 300) for month in (3, 4, 5)]
    >>> [fits(amount, parts, paid=100) for amount in (200, 500, 300, 800, 250)]
    [True, True, True, True, False]
    """
    left, asked = [], 0
    for part in sorted(parts, key=lambda one: one.day):
        asked += part.cents
        if asked > paid:
            left.append((asked - paid, part.cents))
    return any(amount in (whole, alone) for whole, alone in left)
