"""How it goes with an arrangement: what came in against what was to come in, as far as the bank was read.

Money counts in the order of the days, in whatever portions it comes: early, two parts at once, or a part in two halves. What was sent
on the last day and is booked within the bank's days is in time.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from akkoord.core.arrangement.terms import Part


@dataclass(frozen=True, slots=True)
class Standing:
    """`paid` cents of `total`. `missed` is the first part that is not there while its day and the bank's days have passed, and
    `due` what of it and of all such parts is missing. `next` is the first part still to come, and `next_left` what of it is open."""

    paid: int
    total: int
    missed: Part | None = None
    due: int = 0
    next: Part | None = None
    next_left: int = 0
    over: bool = False  # every day has passed, and the bank was read beyond them

    @property
    def left(self) -> int:
        """What is still to be paid."""
        return max(0, self.total - self.paid)


def standing(
    parts: Sequence[Part], came: Sequence[tuple[date, int]], *, on: date, bank_until: date | None, in_time: Callable[[date], date]
) -> Standing:
    """How it stands on a day. `in_time` gives the last day on which the bank books what was sent on the last day of a part.

    >>> parts = [Part(date(2026, 3, 2), 500), Part(date(2026, 4, 2), 500)]
    >>> found = standing(parts, [(date(2026, 2, 27), 700)], on=date(2026, 4, 3), bank_until=date(2026, 4, 3), in_time=lambda day: day)
    >>> found.paid, found.missed.day, found.due, found.left
    (700, datetime.date(2026, 4, 2), 300, 300)
    """
    ordered = sorted(parts, key=lambda part: part.day)
    paid, total = sum(cents for day, cents in came if day <= on), sum(part.cents for part in ordered)
    asked, due, missed, coming, coming_left = 0, 0, None, None, 0
    for part in ordered:
        asked += part.cents
        passed = bank_until is not None and in_time(part.day) <= bank_until and in_time(part.day) < on
        if asked > paid and passed:
            missed, due = missed or part, asked - paid
        elif asked > paid and coming is None:
            coming, coming_left = part, min(part.cents, asked - paid)
    last = ordered[-1].day if ordered else on
    over = bank_until is not None and in_time(last) <= bank_until and in_time(last) < on
    return Standing(paid, total, missed, due, coming, coming_left, over)


def progress(parts: Sequence[Part], *, paid: int) -> list[int]:
    """Of each part how many cents are there, the first day first.

    >>> progress([Part(date(2026, 3, 2), 500), Part(date(2026, 4, 2), 500)], paid=700)
    [500, 200]
    """
    found = []
    for part in sorted(parts, key=lambda part: part.day):
        took = min(part.cents, max(0, paid))
        found.append(took)
        paid -= took
    return found
