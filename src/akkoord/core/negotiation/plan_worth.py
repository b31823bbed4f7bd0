"""What a plan is worth to the creditor against handing over now, line by line: the time it takes, the chance that it breaks, the work.

The value is that of core.negotiation.value, so that a plan somebody builds and one the negotiator offers are weighed alike.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from akkoord.core.arrangement.terms import Part
from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.value import HAZARD, value_of


@dataclass(frozen=True, slots=True)
class Worth:
    """Whole cents. `paid` comes in when it is kept; `waiting` is lost by the time, `breaking` by the chance that it breaks, `work` on
    its letters. `handover` is what handing over now brings. The shares are percentages, rounded."""

    paid: int
    waiting: int
    breaking: int
    work: int
    handover: int
    yearly: int
    monthly: int
    chance: int  # that it breaks before its end

    @property
    def plan(self) -> int:
        """What it is worth now."""
        return self.paid - self.waiting - self.breaking - self.work

    @property
    def better(self) -> bool:
        """Whether it is worth more than handing over now."""
        return self.plan >= self.handover


def worth_of(parts: Sequence[Part], *, debt: int, on: date, bounds: Bounds) -> Worth:
    """What these payments are worth on a day, for a debt of so many cents.

    >>> from akkoord.core.negotiation.bounds import EXAMPLE, bounds_of_toml
    >>> found = worth_of([Part(date(2026, 3, 1), 50_000)], debt=60_000, on=date(2026, 3, 1), bounds=bounds_of_toml(EXAMPLE))
    >>> found.plan, found.handover, found.better
    (49850, 12000, True)
    """
    paid = [(max(0, (part.day - on).days), part.cents) for part in sorted(parts, key=lambda part: part.day)]
    rate, handover = float(bounds.yearly_discount_rate), float(bounds.handover_value_share) * debt
    total = sum(cents for _, cents in paid)
    later = round(value_of(paid, rate=rate, hazard=0, handover=handover))
    unsure = round(value_of(paid, rate=rate, hazard=HAZARD, handover=handover))
    months = (paid[-1][0] if paid else 0) / 30
    chance = round(100 * (1 - (1 - HAZARD) ** months))
    shares = round(100 * rate), round(100 * HAZARD), chance
    return Worth(total, total - later, later - unsure, bounds.cost_per_offer, bounds.handover(debt), *shares)
