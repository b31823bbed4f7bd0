"""A promise to pay: until when money that was sent in time can still be booked, and whether it was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from akkoord.core.dates import ONE_DAY, Calendar


@dataclass(frozen=True, slots=True)
class Broken:
    """A promise that was not kept: made on a day, to pay `amount` cents (None: no sum was named) by `until`; `paid` is what came
    of it. `since` is the day it was found to be broken; `invoice` is set where it was about one invoice."""

    made_on: date
    until: date
    amount: int | None
    paid: int
    since: date
    invoice: int | None = None

    def about(self, invoice: int) -> bool:
        """Whether it was about this invoice too."""
        return self.invoice is None or self.invoice == invoice


def booked_until(until: date, *, bank_days: int, calendar: Calendar) -> date:
    """The last day on which a bank books what was sent on the last day of a promise: so many working days later.

    >>> from akkoord.core.dates import Calendar
    >>> booked_until(date(2026, 3, 20), bank_days=1, calendar=Calendar(lambda day: False))  # a Friday
    datetime.date(2026, 3, 23)
    """
    for _ in range(bank_days):
        until = calendar.working_day_from(until + ONE_DAY)
    return until


def is_kept(amount: int | None, *, paid: int, open_left: bool) -> bool:
    """Whether a promise of `amount` cents was kept by `paid` cents that came in time, or because nothing is open any more.
    Without a sum any payment keeps it.

    >>> is_kept(5_000, paid=4_999, open_left=True), is_kept(None, paid=1, open_left=True), is_kept(5_000, paid=0, open_left=False)
    (False, True, True)
    """
    return not open_left or paid >= (amount or 1)
