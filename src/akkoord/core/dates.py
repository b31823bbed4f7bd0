"""Days: which are days of contact, and how a term moves past the others."""

from __future__ import annotations

import datetime
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta

ONE_DAY = timedelta(days=1)
MONDAY, SATURDAY, SUNDAY = 0, 5, 6


@dataclass(frozen=True, slots=True)
class Calendar:
    """The public holidays of a jurisdiction, asked one day at a time."""

    is_holiday: Callable[[date], bool]
    _contact: dict[date, date] = field(default_factory=dict, compare=False, repr=False)  # what was asked before

    def is_contact_day(self, day: date) -> bool:
        """Whether a debtor may be approached: no Sunday and no recognised holiday (Bki art. 4.2)."""
        return day.weekday() != SUNDAY and not self.is_holiday(day)

    def contact_day_from(self, day: date) -> date:
        """`day` itself, or the first day of contact after it."""
        found = self._contact.get(day)
        if found is None:
            found = day
            while not self.is_contact_day(found):
                found += ONE_DAY
            self._contact[day] = found
        return found

    def contact_days_between(self, earlier: date, later: date) -> int:
        """How many days of contact come after `earlier`, up to and including `later`."""
        span = (later - earlier).days
        return sum(self.is_contact_day(earlier + timedelta(days=n)) for n in range(1, span + 1))

    def working_day_from(self, day: date) -> date:
        """`day` itself, or the first day after it that is no Saturday, Sunday or holiday (Algemene termijnenwet art. 1)."""
        while day.weekday() in (SATURDAY, SUNDAY) or self.is_holiday(day):
            day += ONE_DAY
        return day

    def working_day_until(self, day: date) -> date:
        """`day` itself, or the last day before it that is no Saturday, Sunday or holiday."""
        while day.weekday() in (SATURDAY, SUNDAY) or self.is_holiday(day):
            day -= ONE_DAY
        return day


def anniversary(start: date, *, years: int) -> date:
    """The same day `years` later; 29 February falls on 28 February in common years.

    >>> anniversary(date(2024, 2, 29), years=1), anniversary(date(2024, 2, 29), years=4)
    (datetime.date(2025, 2, 28), datetime.date(2028, 2, 29))
    """
    return months_later(start, months=12 * years)


def months_later(start: date, *, months: int) -> date:
    """The same day of the month `months` later, or the last day of a month that is too short for it.

    >>> months_later(date(2026, 1, 31), months=1), months_later(date(2026, 1, 31), months=2)
    (datetime.date(2026, 2, 28), datetime.date(2026, 3, 31))
    """
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def date_of(text: str) -> date | None:
    """A day as people and machines write it, day first where it is ambiguous; None where there is no such day.

    >>> date_of("2026-02-19") == date_of("19-02-2026") == date_of("19/2/2026") == date_of("20260219")
    True
    >>> date_of("31-02-2026"), date_of("gisteren")
    (None, None)
    """
    raw = text.strip()
    for shape in ("%Y-%m-%d", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y/%m/%d", "%Y%m%d", "%d-%m-%y", "%d/%m/%y"):
        try:
            parsed = datetime.datetime.strptime(raw, shape).date()
        except ValueError:
            continue
        if date(1970, 1, 1) <= parsed <= date(2199, 12, 31):
            return parsed
    return None
