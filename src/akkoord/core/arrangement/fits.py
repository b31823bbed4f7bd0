"""Whether a payment looks like a part of an arrangement: by its reference, or by a sum that the schedule knows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from akkoord.core.arrangement.terms import Part
from akkoord.core.matching.spelling import normal

_REFERENCE = re.compile(r"(?=(BR\d{7}))")


def reference_of(first_id: int) -> str:
    """What the debtor names when he pays a part: short, and the same for every version. Seldom, two arrangements have the same.

    >>> reference_of(4096 * 123456)
    'BR0123456'
    """
    return f"BR{first_id // 4096 % 10_000_000:07}"


def named_in(texts: Iterable[str]) -> frozenset[str]:
    """The references of arrangements that could stand in these texts, however they are spaced.

    >>> named_in(["termijn 2, kenmerk br 0123456"]), named_in(["factuur 0123456"])
    (frozenset({'BR0123456'}), frozenset())
    """
    return frozenset(found for text in texts if text for found in _REFERENCE.findall(normal(text)))


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
