"""Interest on one claim once more, slowly: one day at a time in exact fractions, to hold the fast one against."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

Rates = Sequence[tuple[date, Fraction]]
DAY = timedelta(days=1)


def half_up(value: Fraction) -> int:
    """Whole cents, half a cent up; sums here are never negative."""
    return int(value + Fraction(1, 2))


def same_day(start: date, months: int) -> date:
    """The same day of the month so many months on, or the last day of a month that is too short."""
    year, month = start.year, start.month
    for _ in range(months):
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
    return date(year, month, min(start.day, calendar.monthrange(year, month)[1]))


def rate_on(day: date, rates: Rates) -> Fraction:
    """The rate of that day."""
    return [rate for first, rate in rates if first <= day][-1]


@dataclass
class Running:
    """One claim while its interest runs. `per`: the rate is one of so many months; `joins`: after so many months interest joins
    the sum that bears it, 0 never. A line ends where the rate, the sum, the year or the month ends it, and is rounded then,
    unless `exact`."""

    first: date
    left: Fraction
    rates: Rates
    day_count: str = "compounding-year"
    per: int = 12
    joins: int = 12
    exact: bool = False
    due: Fraction = Fraction(0)
    joined: Fraction = Fraction(0)
    reckoned: Fraction = Fraction(0)
    line: Fraction = Fraction(0)
    key: tuple[Fraction, int] | None = None
    turns: int = 0

    @property
    def step(self) -> int:
        """The months after which a line ends."""
        return min(self.per, self.joins) if self.joins else self.per

    @property
    def interest(self) -> Fraction:
        """Everything that was reckoned and not paid, with the line that is not done yet."""
        return self.due + self.joined + self.rounded(self.line)

    def rounded(self, value: Fraction) -> Fraction:
        """A line in whole cents."""
        return value if self.exact else Fraction(half_up(value))

    def begins(self, day: date) -> None:
        """The day begins: a month or year may be full, and its interest may join."""
        if day < self.first or not self.left + self.joined or day != same_day(self.first, (self.turns + 1) * self.step):
            return
        self.ends_line()
        self.turns += 1
        if self.joins and self.turns * self.step % self.joins == 0:
            self.joined, self.due = self.joined + self.due, Fraction(0)

    def runs(self, day: date) -> None:
        """One day's interest."""
        if day < self.first or not self.left + self.joined:
            return
        rate, length = rate_on(day, self.rates), self.length(day)
        key = (rate, day.year if self.per == 12 and self.day_count == "calendar-year" else 0)
        if key != self.key:
            self.ends_line()
        self.key = key
        self.line += (self.left + self.joined) * rate / 100 / length

    def length(self, day: date) -> int:
        """How many days the year, or for a monthly rate the month, of this day has."""
        if self.per == 12 and self.day_count == "365":
            return 365
        if self.per == 12 and self.day_count == "calendar-year":
            return 366 if calendar.isleap(day.year) else 365
        begin, end = same_day(self.first, self.turns * self.step), same_day(self.first, (self.turns + 1) * self.step)
        return (end - begin).days * (self.per // self.step)

    def ends_line(self) -> None:
        """What was reckoned so far is due."""
        self.due, self.reckoned = self.due + self.rounded(self.line), self.reckoned + self.rounded(self.line)
        self.line, self.key = Fraction(0), None

    def paid(self, amount: Fraction) -> tuple[Fraction, Fraction, Fraction]:
        """(to interest, to principal, too much) of a payment."""
        self.ends_line()
        lately, earlier = min(amount, self.due), min(max(amount - self.due, Fraction(0)), self.joined)
        rest = amount - lately - earlier
        principal = min(rest, self.left)
        self.due, self.joined, self.left = self.due - lately, self.joined - earlier, self.left - principal
        return lately + earlier, principal, rest - principal

    def credited(self, amount: Fraction) -> Fraction:
        """What of a credit note is too much; it takes off principal alone."""
        self.ends_line()
        taken = min(amount, self.left)
        self.left -= taken
        return amount - taken


def slow_interest(
    *,
    principal: int,
    first: date,
    last: date,
    rates: Rates,
    day_count: str = "compounding-year",
    payments: Mapping[date, int] | None = None,
    per: int = 12,
    joins: int = 12,
    exact: bool = False,
) -> tuple[Fraction, Fraction]:
    """(interest reckoned, principal left) in cents, from the first day up to and including the last."""
    running = Running(first, Fraction(principal), rates, day_count, per, joins, exact)
    day = first
    while day <= last:
        running.begins(day)
        running.runs(day)
        if payments and day in payments:
            running.paid(Fraction(payments[day]))
        day += DAY
    running.ends_line()
    return running.reckoned, running.left
