"""The steps in which the interest of many claims is reckoned side by side: every cut that rates and years make in it.

Claims of one series that begin on one day have the same cuts, whatever their sums and payments: a row here is such a day.
The steps go year of default by year of default, so that at the end of a year all rows capitalise together.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from akkoord.core.dates import ONE_DAY
from akkoord.core.law.account import DayCount
from akkoord.core.law.series import Series

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEVER = 2**40  # a day after all days
EPOCH = date(1970, 1, 1).toordinal()  # day 0 of numpy


def number_of(day: date) -> int:
    """The day as numpy counts it.

    >>> number_of(date(1970, 1, 2))
    1
    """
    return day.toordinal() - EPOCH


@dataclass(frozen=True, slots=True)
class Step:
    """One stretch of days for every row, up to but not including `stop`: a cent bears `rate` / `by` a day.

    `unknown` names the rows whose rate is not known there, None where all are. `fills_year`: at `stop` a year is full.
    """

    stop: Ints
    rate: Ints
    by: Ints
    unknown: Flags | None = None
    fills_year: bool = False


@dataclass(frozen=True, slots=True)
class Spans:
    """Stretches of one rate, those of each series in a row: the day after the last one, and the rate a year as a fraction.

    `start[n]` is where series n begins, `begins[n]` the first days of all its stretches but the first. The first and the
    last stretch of a series are the days before its table and those that were not checked: `known` is false there.
    `own_years`: `by` is still to be multiplied by the days of the claim's own year of default.
    """

    end: Ints
    rate: Ints
    by: Ints
    known: Flags
    start: tuple[int, ...]
    begins: tuple[Ints, ...]
    own_years: bool

    def at(self, day: Ints, *, which: Ints) -> Ints:
        """The stretch in which a day of a row lies."""
        found = np.zeros_like(day)
        for number, (start, begins) in enumerate(zip(self.start, self.begins, strict=True)):
            mine = which == number
            found[mine] = start + np.searchsorted(begins, day[mine], side="right")
        return found


def spans_of(series: Sequence[Series], *, day_count: DayCount, on: date) -> Spans:
    """The stretches of every series up to and including `on`; `by` holds the days of a year where the calendar sets them."""
    rows: list[tuple[int, int, int, bool]] = []
    start, begins = [], []
    for one in series:
        mine = list(_stretches(one, day_count=day_count, on=on))
        start.append(len(rows))
        begins.append(np.array([begin for begin, _, _ in mine], dtype=np.int64))
        ends = [*(begin for begin, _, _ in mine), NEVER]
        known = [(0, 1, False), *((rate.numerator, rate.denominator, sure) for _, rate, sure in mine)]
        rows += [(end, *one) for end, one in zip(ends, known, strict=True)]
    end, rate, by, sure = (np.array(column, dtype=np.int64) for column in zip(*rows, strict=True))
    return Spans(end, rate, by, sure == 1, tuple(start), tuple(begins), day_count == "compounding-year")


def _stretches(series: Series, *, day_count: DayCount, on: date) -> Iterator[tuple[int, Fraction, bool]]:
    """First day, the part of a sum that a day gives (a year, where the day count has years of its own), whether it is known."""
    for first, last, row in series.spans(series.rows[0].first, series.checked_until):
        share = Fraction(row.value) / 100
        yield number_of(first), share / _length(first, day_count), True
        if day_count == "calendar-year":
            for year in range(first.year + 1, min(last, on).year + 1):
                yield number_of(date(year, 1, 1)), share / _length(date(year, 1, 1), day_count), True
    yield number_of(max(series.checked_until + ONE_DAY, series.rows[0].first)), Fraction(0), False


def _length(day: date, day_count: DayCount) -> int:
    """Days of the year by which a rate is divided; 1 where that is the claim's own year."""
    if day_count == "compounding-year":
        return 1
    return 365 if day_count == "365" else (date(day.year, 12, 31) - date(day.year - 1, 12, 31)).days


def steps_of(spans: Spans, *, first: Ints, which: Ints, past: int) -> Iterator[Step]:
    """The steps of rows that begin on `first` in series `which`, until all have reached `past`, the day after the last.

    The first step is the time before interest runs. A row whose rate is not known goes to the end in one step.
    """
    stop = np.minimum(first, past)
    yield Step(stop, np.zeros_like(stop), np.ones_like(stop))
    turn, years = first, 0
    while (stop < past).any():
        years += 1
        following = anniversaries(first, years=years)
        place, end = spans.at(turn, which=which), np.minimum(following, past)
        length = following - turn if spans.own_years else np.ones_like(turn)
        full = False
        while not full:
            stop = np.maximum(stop, np.where(spans.known[place], np.minimum(spans.end[place], end), past))
            full = bool((stop >= end).all())
            unknown = None if spans.known[place].all() else ~spans.known[place]
            yield Step(stop, spans.rate[place], spans.by[place] * length, unknown, full)
            place = place + (spans.end[place] <= stop)
        turn = following


def anniversaries(first: Ints, *, years: int) -> Ints:
    """The same days `years` later, as `core.dates.anniversary` has it: 29 February falls on 28 February in common years.

    >>> anniversaries(np.array([number_of(date(2024, 2, 29))]), years=1) == number_of(date(2025, 2, 28))
    array([ True])
    """
    day = first.view("datetime64[D]")
    month = day.astype("datetime64[M]")
    there = month + np.timedelta64(12 * years, "M")
    last_of_month = (there + np.timedelta64(1, "M")).astype("datetime64[D]") - np.timedelta64(1, "D")
    same: NDArray[np.datetime64] = there.astype("datetime64[D]") + (day - month.astype("datetime64[D]"))
    return np.minimum(same, last_of_month).view(np.int64)
