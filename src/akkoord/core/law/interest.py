"""Statutory interest with yearly compounding: art. 6:119, 6:119a and 6:119b BW (https://wetten.overheid.nl/BWBR0005289).

Interest runs from the day after the last day to pay up to and including the day of payment. At the end of each year of
default that year's interest is added to the sum on which it is reckoned (art. 6:119 lid 2, 6:119a lid 3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

from akkoord.core.dates import ONE_DAY, anniversary
from akkoord.core.law.series import Series, share
from akkoord.core.money import rounded
from akkoord.core.problem import Refusal, Text

DayCount = Literal["compounding-year", "365", "calendar-year"]
DAY_COUNTS: tuple[DayCount, ...] = ("compounding-year", "365", "calendar-year")


@dataclass(frozen=True, slots=True)
class Line:
    """Interest over days that share one rate and one base: both days included, sums in cents."""

    first: date
    last: date
    days: int
    rate: Decimal
    base: int
    interest: int
    source: str


@dataclass(slots=True)
class Account:
    """One claim while it runs: what is left of the principal, of the interest, and the lines so far.

    `advance` brings it to a day, `pay` takes a payment: interest first, then principal (art. 6:44 BW; costs, which come
    before both, are the caller's: see core.balance).
    """

    series: Series
    first_day: date
    principal: int
    day_count: DayCount = "compounding-year"
    interest: int = 0  # due and not yet capitalised or paid
    capitalised: int = 0  # interest of full years, by now part of the base
    lines: list[Line] = field(default_factory=list)
    reached: date | None = None  # the last day reckoned
    _year: int = 0

    @property
    def base(self) -> int:
        """The sum that bears interest."""
        return self.principal + self.capitalised

    @property
    def interest_due(self) -> int:
        """All interest not paid, capitalised or not."""
        return self.interest + self.capitalised

    def advance(self, day: date) -> None:
        """Reckon interest up to and including `day`; a day already reckoned changes nothing."""
        start = self.first_day if self.reached is None else self.reached + ONE_DAY
        while start <= day:
            turn = anniversary(self.first_day, years=self._year + 1)
            if start == turn:  # the year is full: its interest joins the base
                self._year += 1
                self.capitalised += self.interest
                self.interest = 0
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

    def _reckon(self, start: date, end: date) -> None:
        for first, last, row in self.series.spans(start, end):
            for part_first, part_last, year in self._years(first, last):
                days = (part_last - part_first).days + 1
                cents = rounded(self.base * share(row.value, days=days, year=year))
                self.interest += cents
                self._add(Line(part_first, part_last, days, row.value, self.base, cents, f"{self.series.article}; {row.source}"))

    def _years(self, first: date, last: date) -> Iterator[tuple[date, date, int]]:
        if self.day_count == "365":
            yield first, last, 365
        elif self.day_count == "compounding-year":
            begin = anniversary(self.first_day, years=self._year)
            yield first, last, (anniversary(self.first_day, years=self._year + 1) - begin).days
        else:
            while first <= last:
                end = min(last, date(first.year, 12, 31))
                yield first, end, (date(first.year, 12, 31) - date(first.year - 1, 12, 31)).days
                first = end + ONE_DAY

    def _add(self, line: Line) -> None:
        self.lines.append(line)


@dataclass(frozen=True, slots=True)
class Interest:
    """The answer: interest still due and principal still owed in cents, and how it came about."""

    interest: int
    days: int
    principal_left: int
    lines: tuple[Line, ...]


def statutory_interest(
    *,
    series: Series,
    principal: int,
    first: date,
    last: date,
    day_count: DayCount = "compounding-year",
    payments: Sequence[tuple[date, int]] = (),
) -> Interest | Refusal:
    """Interest on `principal` cents from `first` up to and including `last`, with payments (day, cents) in between.

    A payment counts on its own day: that day still bears interest over the whole. Interest in the answer is all that was
    reckoned; what payments took off it shows in `principal_left`.
    """
    refusal = _wrong(principal=principal, first=first, last=last, payments=payments) or series.refuses(first, last)
    if refusal:
        return refusal
    account = Account(series, first, principal, day_count)
    for day, amount in sorted(payments):
        account.advance(day)
        account.pay(amount)
    account.advance(last)
    lines = tuple(account.lines)
    return Interest(sum(line.interest for line in lines), (last - first).days + 1, account.principal, lines)


def _wrong(*, principal: int, first: date, last: date, payments: Sequence[tuple[date, int]]) -> Refusal | None:
    if principal < 0:
        return Refusal(Text("De hoofdsom kan niet negatief zijn.", "The principal cannot be negative."), "6:119 BW")
    if last < first:
        return Refusal(
            Text(f"De laatste dag ({last}) ligt voor de eerste ({first}).", f"The last day ({last}) comes before the first ({first})."),
            "6:119 BW",
        )
    for day, amount in payments:
        if amount <= 0 or not first <= day <= last:
            return Refusal(
                Text(
                    f"Een betaling moet meer dan nul zijn en tussen {first} en {last} vallen.",
                    f"A payment must be more than nothing and fall between {first} and {last}.",
                ),
                "6:44 BW",
            )
    return None
