"""What an offer is worth to the creditor: present value with the chance that it breaks, against handing over now.

With monthly break hazard h and yearly rate r, q = (1 - h) / (1 + r)^(1/12) and a payment on day t counts q^(t/30); what breaks
is handed over late, for a part of what that would bring now: `V = sum(q^(t/30) x payment) + P(break) x LATE x V0`. With a down
payment and n instalments a month apart this is the formula of docs/algorithms/negotiation.md.

>>> plan = Offer(down=20000, instalments=4, instalment=25000, every_days=30, first_on_day=0, discount=0)
>>> round(present_value(plan, debt=120000, rate=0, hazard=0, handover=24000))
120000
>>> q = 0.98 / 1.08 ** (1 / 12)
>>> by_hand = 20000 + 25000 * (q + q**2 + q**3 + q**4) + (1 - 0.98**4) * 0.5 * 24000
>>> abs(present_value(plan, debt=120000, rate=0.08, hazard=0.02, handover=24000) - by_hand) < 1e-6
True
"""

from __future__ import annotations

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
    q = (1 - hazard) / (1 + rate) ** (1 / 12)
    paid = offer.payments(debt)
    lasts = (paid[-1][0] if paid else 0) / MONTH
    return sum(q ** (day / MONTH) * cents for day, cents in paid) + (1 - (1 - hazard) ** lasts) * LATE * handover


def worth(offer: Offer, *, debt: int, bounds: Bounds, hazard: float = HAZARD) -> float:
    """Cents that an offer is worth under the creditor's own rate and hand-over value."""
    rate = float(bounds.yearly_discount_rate)
    return present_value(offer, debt=debt, rate=rate, hazard=hazard, handover=float(bounds.handover_value_share) * debt)


def values(plans: Plans, *, hazard: Floats, rate: float, handover: float) -> Floats:
    """The same for many plans at once, as shares of the debt: `hazard` has a row a plan and a column a type of debtor."""
    month, stays = (1 + rate) ** (-1 / 12), 1 - hazard
    q = stays * month
    day, every, count = (one[:, None] for one in (plans.day, plans.every, plans.count))
    step = q ** (every / MONTH)
    with np.errstate(divide="ignore", invalid="ignore"):
        series = np.where(np.abs(1 - step) < 1e-12, count, step * (1 - step**count) / (1 - step))
    lead = np.where(plans.down[:, None] > 0, 1.0, 1 / step)  # without a down payment the first instalment is the first payment
    paid = q ** (day / MONTH) * (plans.down[:, None] + plans.instalment[:, None] * series * lead)
    late = np.where(plans.down[:, None] > 0, count, np.maximum(count - 1, 0))
    broken = 1 - stays ** ((day + late * every) / MONTH)
    return np.asarray(paid + broken * LATE * handover, dtype=np.float64)
