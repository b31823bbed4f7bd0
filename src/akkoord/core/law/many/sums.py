"""The two roundings of many claims at once, to the cent as core.money has them: a line of interest, and collection costs.

Both are whole numbers throughout: multiply, add half of what divides, divide and cut.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np

from akkoord.core.law.costs import Scale
from akkoord.core.law.many.calendar import Ints, Spans

ROOM = 2**62  # no sum or product in these columns passes this; 64 bits hold twice as much


def interest_over(base: Ints, *, days: Ints, rate: Ints, by: Ints) -> Ints:
    """Interest in cents, rounded half up: `base * rate * days / by`. Exact for a base from nothing up to `safe_sum`."""
    parts = base * rate
    parts *= days
    parts += by >> 1
    parts //= by
    return parts


@dataclass(frozen=True, slots=True)
class Part:
    """A percentage as a fraction."""

    numerator: int
    denominator: int

    @classmethod
    def of(cls, percentage: Decimal) -> Part:
        """The fraction in its lowest terms."""
        part = Fraction(percentage) / 100
        return cls(part.numerator, part.denominator)

    def times(self, cents: Ints) -> Ints:
        """That part of each sum, rounded half up: core.money.percent_of, a column at a time."""
        parts = cents * (2 * self.numerator)
        parts += self.denominator
        parts //= 2 * self.denominator
        return parts


@dataclass(frozen=True, slots=True)
class Charge:
    """A scale of costs made ready for columns: the bands as (where it begins, how wide it is, its part)."""

    bands: tuple[tuple[int, int, Part], ...]
    minimum: int
    maximum: int
    vat: Part | None

    @classmethod
    def by(cls, scale: Scale, *, vat_surcharge: bool) -> Charge:
        """The same scale, with or without VAT over the costs."""
        floors = [0, *(band.up_to or 0 for band in scale.bands)]
        bands = tuple(
            (floor, ROOM if band.up_to is None else band.up_to - floor, Part.of(band.percentage))
            for floor, band in zip(floors, scale.bands, strict=False)  # the last band begins where the one before it ends
        )
        return cls(bands, scale.minimum, scale.maximum, Part.of(scale.vat) if vat_surcharge else None)

    def over(self, principal: Ints) -> Ints:
        """Collection costs over each principal in cents, with the surcharge: core.law.costs, a column at a time."""
        total = np.zeros_like(principal)
        for floor, width, part in self.bands:
            total += part.times(np.minimum(np.maximum(principal - floor, 0), width))
        total = np.minimum(np.maximum(total, self.minimum), self.maximum)
        total *= principal > 0
        return total if self.vat is None else total + self.vat.times(total)


def safe_sum(spans: Spans, *, charge: Charge) -> int:
    """The largest sum in cents that these columns reckon with; -1 where a number of the law is below nothing.

    A step is at most a year of 366 days, so that with its half cent it stays below `ROOM`; so do the costs.
    """
    parts = [part for _, _, part in charge.bands] + ([charge.vat] if charge.vat else [])
    rates: list[tuple[int, int]] = list(zip(spans.rate.tolist(), spans.by.tolist(), strict=True))
    if min([part.numerator for part in parts] + [rate for rate, _ in rates]) < 0:
        return -1
    limits = [(ROOM - part.denominator) // (2 * part.numerator) for part in parts if part.numerator]
    return min(ROOM, *limits, *((ROOM - 366 * by) // (366 * rate) for rate, by in rates if rate))
