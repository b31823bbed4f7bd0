"""The terms of an arrangement, and the schedule that they give: what is paid on which day. The parts always add up.

>>> plan = Terms(down=1_000, instalments=4, every="30", first_on=date(2026, 3, 1), down_on=date(2026, 2, 20))
>>> [part.cents for part in schedule(10_000, plan)], schedule(10_000, plan)[-1].day
([1000, 2250, 2250, 2250, 2250], datetime.date(2026, 5, 30))
>>> payday = Terms(0, 3, "month", date(2026, 3, 1), date(2026, 2, 20), payday=31)
>>> [f"{part.day:%a %d %b}" for part in schedule(10_000, payday, calendar=Calendar(lambda day: False))]
['Tue 31 Mar', 'Thu 30 Apr', 'Fri 29 May']
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from akkoord.core.dates import Calendar, months_later
from akkoord.core.problem import Refusal, Text

LONGEST = 60  # instalments
PERIODS: Mapping[str, int] = {"week": 7, "fortnight": 14, "4-weeks": 28}  # days
_ANY_DAY = Calendar(lambda day: False)


class Interest(StrEnum):
    """What becomes of interest while the arrangement runs."""

    FROZEN = "frozen"  # it stands still; what was due stays due
    RUNNING = "running"  # it runs on, at the rate of the day, and stands in the schedule
    WAIVED = "waived"  # it is let go when the arrangement is kept, and revives when it is broken


@dataclass(frozen=True, slots=True)
class Terms:
    """Cents at once (`down`, on `down_on` at the latest) and in equal parts, the last of which takes the rounding. `every` is month,
    week, fortnight, 4-weeks, or a number of days. With `payday` (of the month) each part falls on the last working day up to it."""

    down: int
    instalments: int
    every: str
    first_on: date
    down_on: date
    interest: Interest = Interest.FROZEN
    discount: int = 0
    payday: int | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One payment: the last day for it, and its cents."""

    day: date
    cents: int


def schedule(total: int, terms: Terms, *, calendar: Calendar = _ANY_DAY) -> tuple[Part, ...]:
    """What is paid on which day: together `total` cents less the discount. Ask `against` first: terms that do not fit raise ValueError."""
    left = total - terms.discount - terms.down
    refused = against(total, terms, on=None)
    if refused:
        raise ValueError(refused.why.en)
    down = (Part(terms.down_on, terms.down),) if terms.down else ()
    if not terms.instalments:
        return down
    each, days = left // terms.instalments, days_of(terms, calendar=calendar)
    return (*down, *(Part(day, each) for day in days[:-1]), Part(days[-1], left - each * (terms.instalments - 1)))


def days_of(terms: Terms, *, calendar: Calendar = _ANY_DAY) -> tuple[date, ...]:
    """The last day for each instalment."""
    if terms.payday:
        first = _payday(terms.first_on, 0, terms.payday, calendar)
        later = first < terms.first_on
        return tuple(_payday(terms.first_on, number + later, terms.payday, calendar) for number in range(terms.instalments))
    if terms.every == "month":
        return tuple(months_later(terms.first_on, months=number) for number in range(terms.instalments))
    step = timedelta(days=period(terms.every) or 0)
    return tuple(terms.first_on + step * number for number in range(terms.instalments))


def _payday(start: date, months: int, payday: int, calendar: Calendar) -> date:
    month = months_later(start.replace(day=1), months=months)
    return calendar.working_day_until(month.replace(day=min(payday, monthrange(month.year, month.month)[1])))


def period(every: str) -> int | None:
    """Days between two parts; None for a month, and for what is no period.

    >>> period("fortnight"), period("30"), period("month"), period("0")
    (14, 30, None, None)
    """
    days = PERIODS.get(every) or (int(every) if every.isdecimal() and len(every) < 4 else 0)
    return days if 1 <= days <= 366 else None


def count_for(left: int, *, each: int) -> int:
    """In how many equal parts of at most `each` cents `left` is paid.

    >>> count_for(110_000, each=25_000), count_for(100_000, each=25_000)
    (5, 4)
    """
    return -(-left // each) if each > 0 and left > 0 else 0


def against(total: int, terms: Terms, *, on: date | None) -> Refusal | None:
    """Why these are no terms for so many cents; None where they are. `on` is the day they are agreed on, where that is asked."""
    due = total - terms.discount
    if total <= 0 or due <= 0:
        return _OPEN if total <= 0 else _DISCOUNT
    if terms.discount < 0:
        return _DISCOUNT
    if not 0 <= terms.down <= due or (terms.down == due) != (terms.instalments == 0):
        return _TOGETHER
    if not 0 <= terms.instalments <= LONGEST or (terms.every != "month" and period(terms.every) is None):
        return _COUNT
    if terms.payday is not None and not (1 <= terms.payday <= 31 and terms.every == "month"):
        return _PAYDAY
    if terms.instalments and (due - terms.down) // terms.instalments < 1:
        return _CENT
    return _days_against(terms, on)


def _days_against(terms: Terms, on: date | None) -> Refusal | None:
    early = on is not None and ((terms.instalments and terms.first_on < on) or (terms.down and terms.down_on < on))
    if early:
        return Refusal(Text("Kies een eerste dag vanaf vandaag.", "Choose a first day from today on."))
    if terms.down and terms.instalments and terms.first_on < terms.down_on:
        return Refusal(Text("De aanbetaling komt voor de eerste termijn.", "The down payment comes before the first instalment."))
    return None


_OPEN = Refusal(Text("Er staat niets open.", "Nothing is open."))
_DISCOUNT = Refusal(Text("De korting is minder dan de schuld.", "The discount is less than the debt."))
_TOGETHER = Refusal(Text("De aanbetaling en de termijnen zijn samen de schuld.", "The down payment and the instalments are the debt."))
_COUNT = Refusal(Text("Kies 1 tot 60 termijnen, elk op een eigen dag.", "Choose 1 to 60 instalments, each on a day of its own."))
_PAYDAY = Refusal(Text("Een betaaldag is een dag van de maand, van 1 tot en met 31.", "A payday is a day of the month, 1 to 31."))
_CENT = Refusal(Text("Een termijn is ten minste een cent.", "An instalment is at least a cent."))


def packed_terms(terms: Terms) -> dict[str, Any]:
    """The terms as JSON."""
    return {**asdict(terms), "first_on": str(terms.first_on), "down_on": str(terms.down_on), "interest": str(terms.interest)}


def unpacked_terms(raw: Mapping[str, Any]) -> Terms:
    """The terms that `packed_terms` made."""
    days = {name: date.fromisoformat(raw[name]) for name in ("first_on", "down_on")}
    return Terms(**{**raw, **days, "interest": Interest(raw["interest"])})
