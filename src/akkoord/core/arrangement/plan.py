"""A whole plan: what is owed, what of it is asked, what runs on, and the schedule that comes of it.

>>> due = Due(principal=90_000, interest=1_000, costs=4_000)
>>> terms = Terms(0, 3, "30", date(2026, 3, 1), date(2026, 2, 20), Interest.WAIVED)
>>> plan = plan_of(due, terms, on=date(2026, 2, 20))
>>> plan.total, plan.waived, [part.cents for part in plan.parts]
(94000, 1000, [31333, 31333, 31334])
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from akkoord.core.arrangement.terms import Interest, Part, Terms, against, schedule
from akkoord.core.dates import ONE_DAY, Calendar
from akkoord.core.law.account import YEAR, Account
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text

_NO_HOLIDAYS = Calendar(lambda day: False)
FAR = date(9998, 12, 31)


@dataclass(frozen=True, slots=True)
class Due:
    """What is owed on the day of the proposal, in cents, by law; interest runs on the part of the principal that is in default."""

    principal: int
    interest: int = 0
    costs: int = 0

    @property
    def total(self) -> int:
        """Everything together."""
        return self.principal + self.interest + self.costs


@dataclass(frozen=True, slots=True)
class Rate:
    """Interest during the plan: percent, a year's or a month's (`per` in months), fixed for the whole of it, with its source."""

    percent: Decimal
    source: str
    per: int = YEAR


@dataclass(frozen=True, slots=True)
class Plan:
    """Sums in cents. `total` is what is paid when it is kept: `due.total + added - waived - terms.discount`."""

    due: Due
    terms: Terms
    added: int
    waived: int
    parts: tuple[Part, ...]

    @property
    def total(self) -> int:
        """What the parts come to."""
        return self.due.total + self.added - self.waived - self.terms.discount

    @property
    def revives(self) -> int:
        """What is due on top again when it is broken."""
        return self.waived + self.terms.discount


def plan_of(due: Due, terms: Terms, *, on: date, calendar: Calendar = _NO_HOLIDAYS, rate: Rate | None = None) -> Plan | Refusal:
    """The plan that these terms give. `rate` is needed where interest runs on."""
    waived = due.interest if terms.interest == Interest.WAIVED else 0
    asked = due.total - waived
    refused = against(asked, terms, on=on)
    if refused:
        return refused
    if terms.interest == Interest.RUNNING and terms.instalments:
        if rate is None:
            return Refusal(Text("Voor deze dag is geen rente bekend.", "No rate of interest is known for this day."))
        parts, added = _running(due, terms, on=on, calendar=calendar, rate=rate)
        return Plan(due, terms, added, waived, parts)
    return Plan(due, terms, 0, waived, schedule(asked, terms, calendar=calendar))


def _running(due: Due, terms: Terms, *, on: date, calendar: Calendar, rate: Rate) -> tuple[tuple[Part, ...], int]:
    """Equal parts that hold the interest of the time between them: each part paid on its day leaves nothing in the end.

    How much interest runs depends on the parts, and they on it: a few rounds settle it to the cent, and the last part takes
    what is left, so that the sum is exact whatever the rounds leave.
    """
    added = 0
    for _ in range(6):
        parts = schedule(due.total + added, terms, calendar=calendar)
        left = _left_at_the_end(due, terms, parts, on=on, rate=rate)
        if left == parts[-1].cents:
            break
        added += left - parts[-1].cents
    parts = schedule(due.total + added, terms, calendar=calendar)
    last = _left_at_the_end(due, terms, parts, on=on, rate=rate)
    exact = (*parts[:-1], replace(parts[-1], cents=last))
    return exact, sum(part.cents for part in exact) + terms.discount - due.total


def _left_at_the_end(due: Due, terms: Terms, parts: tuple[Part, ...], *, on: date, rate: Rate) -> int:
    """What is left for the last part when those before it came on their days: costs first, then interest, then principal."""
    source = Series(Text("rente", "interest"), rate.source, (Value(on, rate.percent, ""),), FAR)
    account = Account(source, on + ONE_DAY, due.principal, "365", rate.per, interest=due.interest)
    costs = due.costs
    for part in parts[:-1]:
        account.advance(part.day)
        taken = min(costs, part.cents)
        costs -= taken
        account.pay(part.cents - taken)
    account.advance(parts[-1].day)
    return costs + account.interest_due + account.principal - terms.discount
