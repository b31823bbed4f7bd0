"""Statutory interest once more, slowly: one day at a time in exact fractions, to hold the fast one against."""

from __future__ import annotations

import calendar
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction

Rates = Sequence[tuple[date, Fraction]]
DAY = timedelta(days=1)


def half_up(value: Fraction) -> int:
    """Whole cents, half a cent up; sums here are never negative."""
    return int(value + Fraction(1, 2))


def same_day(start: date, years: int) -> date:
    """The anniversary, 28 February for who began on the 29th."""
    year = start.year + years
    day = 28 if (start.month, start.day) == (2, 29) and not calendar.isleap(year) else start.day
    return date(year, start.month, day)


def rate_on(day: date, rates: Rates) -> Fraction:
    """The rate of that day."""
    return [rate for first, rate in rates if first <= day][-1]


def year_length(day: date, *, turn: date, following: date, day_count: str) -> int:
    """How many days the year of the day count has."""
    if day_count == "365":
        return 365
    if day_count == "calendar-year":
        return 366 if calendar.isleap(day.year) else 365
    return (following - turn).days


def slow_interest(
    *, principal: int, first: date, last: date, rates: Rates, day_count: str, payments: Mapping[date, int] | None = None
) -> tuple[int, int]:
    """(interest reckoned, principal left) in cents; a line ends where the rate, the sum, the year or a payment ends it."""
    paid = payments or {}
    left, due, joined, total = principal, 0, 0, 0
    running, key, years = Fraction(0), None, 0
    day = first
    while day <= last:
        if day == same_day(first, years + 1):
            due, total, running = due + half_up(running), total + half_up(running), Fraction(0)
            joined, due, years, key = joined + due, 0, years + 1, None
        turn, following = same_day(first, years), same_day(first, years + 1)
        rate, length = rate_on(day, rates), year_length(day, turn=turn, following=following, day_count=day_count)
        now = (rate, length if day_count != "calendar-year" else day.year)
        if key is not None and now != key:
            due, total, running = due + half_up(running), total + half_up(running), Fraction(0)
        key = now
        running += (left + joined) * rate / 100 / length
        if day in paid:
            due, total, running = due + half_up(running), total + half_up(running), Fraction(0)
            amount = paid[day]
            for pot in ("due", "joined", "left"):
                taken = min(amount, {"due": due, "joined": joined, "left": left}[pot])
                amount -= taken
                due, joined, left = due - taken * (pot == "due"), joined - taken * (pot == "joined"), left - taken * (pot == "left")
        day += DAY
    return total + half_up(running), left
