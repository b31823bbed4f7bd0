"""Dated values: a number that holds from a day on, with the source it was read in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from akkoord.core.dates import ONE_DAY
from akkoord.core.problem import Refusal, Text


@dataclass(frozen=True, slots=True)
class Value:
    """`value` holds from `first` on, until the next row."""

    first: date
    value: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class Series:
    """Rows in rising order, known to be complete up to and including `checked_until`. `article` is the law behind them;
    `fixed_by` says how the number is fixed, and `half_yearly` whether it can change on 1 January and 1 July only.

    Raises ValueError for rows out of order or double: a mistake in a jurisdiction file, found when it is loaded.
    """

    name: Text
    article: str
    rows: tuple[Value, ...]
    checked_until: date
    fixed_by: str = ""
    half_yearly: bool = False

    def __post_init__(self) -> None:
        days = [row.first for row in self.rows]
        if not days or days != sorted(set(days)):
            raise ValueError(f"{self.name.en}: rows must rise and may not be double")

    def at(self, day: date) -> Value | Refusal:
        """The row that holds on a day, or why none can be given."""
        outside = self.refuses(day, day)
        return outside or self.rows[bisect_right(self._days(), day) - 1]

    def refuses(self, first: date, last: date) -> Refusal | None:
        """Why this span cannot be answered from these rows; None where it can."""
        if first < self.rows[0].first:
            return Refusal(
                Text(
                    f"De tabel voor {self.name.nl} begint op {self.rows[0].first}; eerder dan die dag is niet te berekenen.",
                    f"The table of {self.name.en} begins on {self.rows[0].first}; earlier days cannot be computed.",
                ),
                self.article,
            )
        return self._ended(last) if last > self.checked_until else None

    def _ended(self, day: date) -> Refusal:
        return Refusal(
            Text(
                f"De tabel voor {self.name.nl} is gecontroleerd tot en met {self.checked_until}; "
                f"voor {day} kan het percentage veranderd zijn. "
                "Werk Akkoord bij, of voer het percentage in bij Instellingen, Rentepercentages.",
                f"The table of {self.name.en} was checked up to and including {self.checked_until}; "
                f"the rate may have changed by {day}. "
                "Update Akkoord, or enter the rate under Settings, Rates of interest.",
            ),
            self.article,
        )

    def spans(self, first: date, last: date) -> Iterator[tuple[date, date, Value]]:
        """The span cut where the value really changes; both days of each part are included. Ask `refuses` first."""
        index = bisect_right(self._days(), first) - 1
        while first <= last:
            row = self.rows[index]
            end = last
            while index + 1 < len(self.rows) and self.rows[index + 1].first <= last:
                following = self.rows[index + 1]
                if following.value != row.value:
                    end = following.first - ONE_DAY
                    break
                index += 1
            yield first, end, row
            first, index = end + ONE_DAY, index + 1

    def _days(self) -> Sequence[date]:
        return [row.first for row in self.rows]


def share(rate: Decimal, *, days: int, year: int) -> Fraction:
    """The exact part of a sum that `rate` percent a year gives over `days` of a year of `year` days."""
    return Fraction(rate) * days / (100 * year)
