"""When a letter is presumed received, and the days that follow from it.

Ordinary post is presumed delivered on the second day after posting; Sunday, Monday and public holidays do not count
(HR 25 November 2016, ECLI:NL:HR:2016:2704). E-mail is presumed received the same day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from akkoord.core.dates import MONDAY, ONE_DAY, SUNDAY, Calendar

Channel = Literal["post", "email"]


@dataclass(frozen=True, slots=True)
class PostRule:
    """Delivery on the `days`-th day that counts."""

    days: int
    source: str


@dataclass(frozen=True, slots=True)
class FourteenDays:
    """The days of a fourteen-day letter (art. 6:96 lid 6 BW), counted from the day after receipt."""

    received_on: date
    first_day: date
    last_free_day: date
    safe_last_day: date  # moved past Saturday, Sunday and holidays as the Algemene termijnenwet would
    costs_due_from: date


def received_on(posted: date, *, channel: Channel, rule: PostRule, calendar: Calendar) -> date:
    """The presumed day of receipt of what left on `posted`."""
    if channel == "email":
        return posted
    day, counted = posted, 0
    while counted < rule.days:
        day += ONE_DAY
        if day.weekday() not in (SUNDAY, MONDAY) and not calendar.is_holiday(day):
            counted += 1
    return day


def fourteen_days(posted: date, *, channel: Channel, rule: PostRule, calendar: Calendar, term: int = 14) -> FourteenDays:
    """The days that a fourteen-day letter which left on `posted` gives; costs are due from the day after the safe last day."""
    receipt = received_on(posted, channel=channel, rule=rule, calendar=calendar)
    last_free = receipt + timedelta(days=term)
    safe = calendar.working_day_from(last_free)
    return FourteenDays(receipt, receipt + ONE_DAY, last_free, safe, safe + ONE_DAY)
