"""What an offer is worth to the creditor: present value with the chance that it breaks, against handing over now.

With monthly break hazard h and yearly rate r, q = (1 - h) / (1 + r)^(1/12) and a payment on day t counts q^(t/30); what breaks
is handed over late, for a part of what that would bring now: `V = sum(q^(t/30) x payment) + P(break) x LATE x V0`. With a down
payment and n instalments a month apart this is the formula of docs/algorithms/negotiation.md. A plan that breaks is never worth
more than one that is sure to be kept: where V0 is high, that is where it ends.

>>> plan = Offer(down=20000, instalments=4, instalment=25000, every_days=30, first_on_day=0, discount=0)
>>> round(present_value(plan, debt=120000, rate=0, hazard=0, handover=24000))
120000
>>> q = 0.98 / 1.08 ** (1 / 12)
>>> by_hand = 20000 + 25000 * (q + q**2 + q**3 + q**4) + (1 - 0.98**4) * 0.5 * 24000
>>> abs(present_value(plan, debt=120000, rate=0.08, hazard=0.02, handover=24000) - by_hand) < 1e-6
True
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import MONTH, Plans

Floats = NDArray[np.float64]
HAZARD = 0.02  # a month, where nothing is known of the debtor
LATE = 0.5  # what handing over after a broken plan brings, of what it brings now


def present_value(offer: Offer, *, debt: int, rate: float, hazard: float, handover: float) -> float:
    """Cents that the offer is worth, not rounded; `hazard` a month, `rate` a year, `handover` in cents."""
    return value_of(offer.payments(debt), rate=rate, hazard=hazard, handover=handover)


def value_of(paid: list[tuple[int, int]], *, rate: float, hazard: float, handover: float) -> float:
    """The same for payments by their day from now and their cents, the first day first."""
    month = math.pow(1 + rate, -1 / 12)
    lasts = (paid[-1][0] if paid else 0) / MONTH
    broken = (1 - math.pow(1 - hazard, lasts)) * LATE * handover
    return min(_sum(paid, (1 - hazard) * month) + broken, _sum(paid, month))


def _sum(paid: list[tuple[int, int]], q: float) -> float:
    """The payments, each with q for every month until it."""
    return math.fsum(math.pow(q, day / MONTH) * cents for day, cents in paid)


def worth(offer: Offer, *, debt: int, bounds: Bounds, hazard: float = HAZARD) -> float:
    """Cents that an offer is worth under the creditor's own rate and hand-over value."""
    rate = float(bounds.yearly_discount_rate)
    return present_value(offer, debt=debt, rate=rate, hazard=hazard, handover=float(bounds.handover_value_share) * debt)


def values(plans: Plans, *, hazard: Floats, rate: float, handover: float) -> Floats:
    """The same for many plans at once, as shares of the debt: `hazard` has a row a plan and a column a type of debtor."""
    month = np.full((len(plans), 1), (1 + rate) ** (-1 / 12))
    bare = (plans.down <= 0)[:, None]  # without a down payment the first instalment is the first payment
    later = np.where(bare, np.maximum(plans.count[:, None] - 1, 0), plans.count[:, None])
    lasts = (plans.day[:, None] + later * plans.every[:, None]) / MONTH
    broken = (1 - (1 - hazard) ** lasts) * LATE * handover
    return np.asarray(np.minimum(_paid(plans, (1 - hazard) * month) + broken, _paid(plans, month)), dtype=np.float64)


def _paid(plans: Plans, q: Floats) -> Floats:
    """The payments, each with q for every month until it; a row a plan."""
    day, every, count, down, each = (one[:, None] for one in (plans.day, plans.every, plans.count, plans.down, plans.instalment))
    step = q ** (every / MONTH)
    with np.errstate(divide="ignore", invalid="ignore"):
        series = np.where(np.abs(1 - step) < 1e-12, count, step * (1 - step**count) / (1 - step))
    return np.asarray(q ** (day / MONTH) * (down + each * series * np.where(down > 0, 1.0, 1 / step)), dtype=np.float64)
