"""The scale of collection costs once more, in the words of art. 2 Besluit BIK and in exact fractions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from tests.core.oracle import half_up

LEAST, MOST, VAT = 4_000, 677_500, Fraction(21, 100)
STEPS: list[tuple[int, int | Fraction]] = [
    (0, 15),
    (250_000, 10),
    (500_000, 5),
    (1_000_000, 1),
    (20_000_000, Fraction(1, 2)),
]  # cents from, percent above it
SMALL, MONTHS = 26_667, 6  # instalments of less than this, looked back on over so many months
SMALL_FROM = date(2024, 10, 1)


@dataclass(frozen=True)
class Asked:
    """How costs are asked: VAT on top, full years' interest in the base, and the most over instalments (0: no cap)."""

    vat: bool = False
    over_capitalised: bool = False
    cap: int = 0


def scale(cents: int) -> int:
    """The costs over a principal."""
    if not cents:
        return 0
    uppers = [step for step, _ in STEPS[1:]] + [cents]
    exact = Fraction(0)
    for (lower, percent), upper in zip(STEPS, uppers, strict=True):
        exact += percent * Fraction(max(0, min(cents, upper) - lower), 100)
    return min(max(half_up(exact), LEAST), MOST)


def spread(cents: int, weights: Sequence[int]) -> list[int]:
    """Whole cents by weight; of what is left each takes its part rounded down, so that the last one takes all."""
    parts: list[int] = []
    for place, weight in enumerate(weights):
        left = sum(weights[place:])
        parts.append(int(Fraction((cents - sum(parts)) * weight, left)) if left else 0)
    return parts
