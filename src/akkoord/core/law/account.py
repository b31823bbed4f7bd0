"""One claim while interest runs on it: art. 6:119, 6:119a and 6:119b BW (https://wetten.overheid.nl/BWBR0005289).

Interest runs up to and including the day of payment. At the end of each year of default that year's interest joins the sum
on which it is reckoned (art. 6:119 lid 2, 6:119a lid 3). A contract may agree another rate, and that its interest joins the
base each month, each year, or never.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from akkoord.core.dates import ONE_DAY, months_later
from akkoord.core.law.series import Series, share
from akkoord.core.money import rounded

DayCount = Literal["compounding-year", "365", "calendar-year"]
DAY_COUNTS: tuple[DayCount, ...] = ("compounding-year", "365", "calendar-year")
YEAR, MONTH, NEVER = 12, 1, 0  # in months


@dataclass(frozen=True, slots=True)
class Line:
    """Interest over days that share one rate and one base: both days included, sums in cents. It is `base` x `rate` % x
    `days` / `of`, rounded once; `of` are the days of the year, or of the month where the rate is one a month (`per` 1)."""

    first: date
    last: date
    days: int
    rate: Decimal
    base: int
    interest: int
    source: str
    of: int
    per: int = YEAR


@dataclass(frozen=True, slots=True)
class Joined:
    """On `on` the interest of a full year (or month) joined the base: `amount` cents."""

    on: date
    amount: int


@dataclass(slots=True)
class Account:
    """What is left of the principal and of the interest, and the lines so far.

    `advance` brings it to a day, `pay` takes a payment: interest first, then principal (art. 6:44 BW; costs, which come
    before both, are the caller's: see core.balance). `per` says whether the rates are a year's or a month's, `joins` after
    how many months interest joins the base. A month's rate is counted by the days of its own month, whatever `day_count`.

    >>> from akkoord.core.law.series import Value
    >>> from akkoord.core.problem import Text
    >>> two = Series(Text("rente", "interest"), "contract", (Value(date(2024, 1, 1), Decimal(2), "contract"),), date(2030, 1, 1))
    >>> monthly = Account(two, date(2024, 9, 25), 180_918, per=MONTH, joins=MONTH)
    >>> monthly.advance(date(2024, 11, 24)); [line.interest for line in monthly.lines]
    [3618, 3691]
    >>> yearly = Account(two, date(2024, 9, 25), 180_918); yearly.advance(date(2025, 9, 24)); yearly.interest
    3618
    """

    series: Series
    first_day: date
    principal: int
    day_count: DayCount = "compounding-year"
    per: int = YEAR
    joins: int = YEAR
    interest: int = 0  # due and not yet part of the base or paid
    capitalised: int = 0  # interest that is part of the base by now
    lines: list[Line] = field(default_factory=list)
    joined: list[Joined] = field(default_factory=list)
    reached: date | None = None  # the last day reckoned
    still: tuple[tuple[date, date | None], ...] = ()  # days, both included, on which no interest runs
    _months: int = 0  # full periods so far, in months

    @classmethod
    def resumed(
        cls, *, series: Series, first_day: date, principal: int, reached: date, interest: int, capitalised: int, day_count: DayCount
    ) -> Account:
        """An account by the law's yearly rates as it stood at the end of `reached`, to go on from there."""
        made = cls(series, first_day, principal, day_count, interest=interest, capitalised=capitalised, reached=reached)
        while months_later(first_day, months=made._months + YEAR) < made.following:
            made._months += YEAR
        return made

    @property
    def base(self) -> int:
        """The sum that bears interest."""
        return self.principal + self.capitalised

    @property
    def interest_due(self) -> int:
        """All interest not paid, part of the base or not."""
        return self.interest + self.capitalised

    @property
    def following(self) -> date:
        """The first day not reckoned yet."""
        return self.first_day if self.reached is None else self.reached + ONE_DAY

    def advance(self, day: date) -> None:
        """Reckon interest up to and including `day`; a day already reckoned changes nothing."""
        start = self.following
        while start <= day:
            turn = months_later(self.first_day, months=self._months + self._period)
            if start == turn:
                self._turn(start)
                continue
            end = min(day, turn - ONE_DAY)
            if self.base > 0:
                self._reckon(start, end)
            self.reached, start = end, end + ONE_DAY

    def pay(self, amount: int) -> int:
        """Book a payment on interest, then on principal; gives back what is left of it."""
        taken = min(amount, self.interest)
        self.interest -= taken
        amount -= taken
        taken = min(amount, self.capitalised)
        self.capitalised -= taken
        amount -= taken
        taken = min(amount, self.principal)
        self.principal -= taken
        return amount - taken

    @property
    def _period(self) -> int:
        """The months after which something turns: the rate's own period, or a shorter one after which interest joins."""
        return min(self.per, self.joins or self.per)

    def _turn(self, day: date) -> None:
        """A period is full; if it is one after which interest joins the base, it does so before anything else happens."""
        self._months += self._period
        if self.joins and self._months % self.joins == 0 and self.interest:
            self.joined.append(Joined(day, self.interest))
            self.capitalised += self.interest
            self.interest = 0

    def _reckon(self, start: date, end: date) -> None:
        for first, last, row in self.series.spans(start, end):
            for year_first, year_last, of in self._years(first, last):
                for part_first, part_last in _without(year_first, year_last, self.still):
                    days = (part_last - part_first).days + 1
                    cents = rounded(self.base * share(row.value, days=days, year=of))
                    self.interest += cents
                    source = f"{self.series.article}; {row.source}" if row.source else self.series.article
                    self.lines.append(Line(part_first, part_last, days, row.value, self.base, cents, source, of, self.per))

    def _years(self, first: date, last: date) -> Iterator[tuple[date, date, int]]:
        if self.per == YEAR and self.day_count == "365":
            yield first, last, 365
        elif self.per == YEAR and self.day_count == "calendar-year":
            while first <= last:
                end = min(last, date(first.year, 12, 31))
                yield first, end, (date(first.year, 12, 31) - date(first.year - 1, 12, 31)).days
                first = end + ONE_DAY
        else:
            begin, turn = (months_later(self.first_day, months=self._months + more) for more in (0, self._period))
            yield first, last, (turn - begin).days * (self.per // self._period)


def _without(first: date, last: date, still: tuple[tuple[date, date | None], ...]) -> Iterator[tuple[date, date]]:
    """The days from `first` to `last` without those on which interest stands still.

    >>> day = lambda n: date(2026, 1, n)
    >>> [(a.day, b.day) for a, b in _without(day(1), day(20), ((day(5), day(9)), (day(8), day(12)), (day(18), None)))]
    [(1, 4), (13, 17)]
    """
    for begin, end in sorted(still, key=lambda one: one[0]):
        if first > last or begin > last or (end is not None and end < first):
            continue
        if begin > first:
            yield first, begin - ONE_DAY
        if end is None:
            return
        first = end + ONE_DAY
    if first <= last:
        yield first, last
