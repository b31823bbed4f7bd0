"""The plans a creditor could offer: a grid inside his bounds, in shares of the debt, and one of them made out in cents."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from akkoord.core.negotiation.bounds import Bounds, within
from akkoord.core.negotiation.offer import Offer

Floats = NDArray[np.float64]
MONTH = 30
HORIZON = 730  # days: what would be paid after that is no plan
DOWNS = (0.0, 0.05, 0.1, 0.2, 0.35, 0.5)
COUNTS = (1, 2, 3, 4, 6, 9, 12, 18, 24)
PERIODS = (30, 14, 7)
DAYS = (7, 28, 42)
LATE_COUNT = 12  # instalments from which the first payment may come on the last of these days: who needs so many has to save for it
DISCOUNTS = (0.0, 0.5, 1.0)  # of what may be let go
SOON = 3  # instalments up to which a part of the discount is worth thinking about; else it is all or nothing
NEAT = 0.005  # of the debt that may be added to the down payment so that the instalments are round


@dataclass(frozen=True, slots=True)
class Plans:
    """Many plans as columns: shares of the debt, numbers of instalments and days; `monthly` is what they ask a month."""

    down: Floats
    count: Floats
    every: Floats
    day: Floats
    discount: Floats

    @property
    def instalment(self) -> Floats:
        """One instalment as a share of the debt."""
        return (1 - self.down - self.discount) * (self.count > 0) / np.maximum(self.count, 1)

    @property
    def monthly(self) -> Floats:
        """What the instalments ask a month, as a share of the debt."""
        return self.instalment * MONTH / self.every

    def __len__(self) -> int:
        return len(self.down)

    def __getitem__(self, places: NDArray[np.intp] | NDArray[np.bool_]) -> Plans:
        return Plans(self.down[places], self.count[places], self.every[places], self.day[places], self.discount[places])


def plans_of(rows: list[tuple[float, float, float, float, float]]) -> Plans:
    """Rows of down, count, every, day and discount as columns."""
    return Plans(*np.array(rows, dtype=np.float64).reshape(-1, 5).T.copy())


@lru_cache(maxsize=256)
def candidates(bounds: Bounds) -> Plans:
    """The plans worth thinking about inside the bounds, each once: in full, and the grid. In months where the time allows it."""
    least, most = float(bounds.min_down_share), float(bounds.max_discount_share)
    end = min(bounds.max_days, HORIZON)
    rows: dict[tuple[float, float, float, float, float], None] = {}
    for day in {min(day, end) for day in DAYS}:
        for part in DISCOUNTS:
            if day <= DAYS[1] and 1 - part * most >= max(least, 1e-6):
                rows[1 - part * most, 0, MONTH, day, part * most] = None
            for every in _periods(end - day, bounds.max_instalments):
                rows |= dict.fromkeys(_parts(least, part * most, every, day, _room(bounds, end - day, every, part)))
    return plans_of(sorted(rows))


def _periods(days: int, instalments: int) -> tuple[int, ...]:
    """Months; shorter periods only where there is no room for two months."""
    if not instalments:
        return ()
    return (MONTH,) if days >= 2 * MONTH else tuple(one for one in PERIODS if one <= days)


def _room(bounds: Bounds, days: int, every: int, part: float) -> int:
    """How many instalments there is room for."""
    return min(bounds.max_instalments, days // every, SOON if 0 < part < 1 else bounds.max_instalments)


def _parts(least: float, discount: float, every: int, day: int, most: int) -> list[tuple[float, float, float, float, float]]:
    """Plans in parts: each number of instalments with each down payment, and with one that is as large as an instalment."""
    fewest = LATE_COUNT if day == DAYS[-1] else 1
    counts = sorted(count for count in {*(count for count in COUNTS if count < most), most} if count >= fewest)
    found = []
    for count in counts:
        downs = {max(one, least) for one in (*DOWNS, (1 - discount) / (count + 1))}
        found += [(down, count, every, day, discount) for down in downs if down + discount < 1 - 1e-9]
    return [(float(down), float(count), float(every), float(day), discount) for down, count, every, day, discount in found]


def made_out(plans: Plans, place: int, *, debt: int, bounds: Bounds, day: int | None = None) -> Offer | None:
    """One plan in cents, inside the bounds, or None where so small a debt cannot be parted so.

    The down payment takes what makes the instalments equal and, where that asks little, round; without a down payment the last
    instalment takes it. `day` stands in for the day of the first payment.
    """
    discount = min(int(plans.discount[place] * debt), bounds.max_discount(debt))
    count, first = int(plans.count[place]), int(plans.day[place]) if day is None else day
    share = float(plans.down[place])
    down = max(-int(-share * debt // 1), bounds.min_down(debt)) if share else bounds.min_down(debt)
    offer = parted(debt - discount, discount=discount, down=down, count=count, every=int(plans.every[place]), day=first)
    return offer if offer is not None and within(offer, debt=debt, bounds=bounds) else None


def parted(total: int, *, discount: int, down: int, count: int, every: int, day: int) -> Offer | None:
    """What is to be paid (cents, discount taken off) in so many equal instalments after a down payment of at least `down`."""
    if not count or down >= total:
        return Offer(total, 0, 0, every, day, discount) if total > 0 else None
    instalment = (total - down) // count
    if down:
        unit = next(one for one in (1000, 500, 100, 1) if one == 1 or one * count <= NEAT * total and instalment >= 2 * one)
        instalment -= instalment % unit
    if instalment < 1:
        return None
    offer = Offer(total - count * instalment if down else 0, count, instalment, every, day, discount)
    return offer if offer.fits(total + discount) else None


def undiscounted(offer: Offer, *, debt: int, bounds: Bounds) -> Offer | None:
    """The same offer without a discount, its instalments that much higher; None where that does not fit the bounds."""
    if not offer.discount:
        return offer
    made = parted(debt, discount=0, down=offer.down, count=offer.instalments, every=offer.every_days, day=offer.first_on_day)
    return made if made is not None and within(made, debt=debt, bounds=bounds) else None


def nearest(offer: Offer, *, debt: int, bounds: Bounds) -> Offer | None:
    """The offer inside the bounds that comes nearest to one of the debtor's: as slow and as little down as is allowed."""
    discount = min(offer.discount, bounds.max_discount(debt))
    slow = max(offer.first_on_day, DAYS[-1]) if offer.down < bounds.min_down(debt) else offer.first_on_day
    day = min(slow, bounds.max_days, HORIZON)  # who must pay more at the start than he offered gets more time for it
    every = offer.every_days
    room = min(bounds.max_days, HORIZON) - day
    if every > room:
        every = max(1, min(MONTH, room))
    most = min(bounds.max_instalments, room // every)
    for down in (max(offer.down, bounds.min_down(debt)), bounds.min_down(debt)):
        count = min(_wished(offer, debt - discount - down), most)
        for parts in (count, min(count, 2), min(count, 1), 0):
            found = parted(debt - discount, discount=discount, down=down, count=parts, every=every, day=day)
            if found is not None and within(found, debt=debt, bounds=bounds):
                return found
    return None


def _wished(offer: Offer, rest: int) -> int:
    """In how many instalments he means to pay so much: as large as the ones he named."""
    return max(1, -(-rest // offer.instalment)) if offer.instalments and offer.instalment else 0


def as_plan(offer: Offer, *, debt: int) -> Plans:
    """One offer as a row of shares."""
    return plans_of([(offer.down / debt, offer.instalments, offer.every_days, offer.first_on_day, offer.discount / debt)])
