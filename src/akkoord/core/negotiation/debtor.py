"""How a simulated debtor judges and answers, and what an agreement with him really brings over two years.

He agrees where every payment stays within the part of his means he gives up (`gives` of what is at hand and comes in), and where
the whole costs him, in his own present value, no more than his limit. Means come in evenly, so that a plan of equal instalments
is within them when its first and its last payment are. An agreement breaks where his means are really used up, or by a shock,
likelier the more of his means it takes; the creditor then hands over late.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from akkoord.core.money import plain
from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.event import Accept, Answer, Counter, Event, Open, Reject, Say, Silence
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import HORIZON, MONTH, Plans, as_plan
from akkoord.core.negotiation.population import BREAKS, COUNTERS, FEIGNS, PLAIN, SILENT, TALKS, WAITS, Debtor
from akkoord.core.negotiation.value import LATE

Floats = NDArray[np.float64]
Yes = NDArray[np.bool_]
FEIGNED = 0.5  # of his means, that who feigns distress shows
BREAKING = 0.35  # monthly chance that who breaks what he agrees to does so


def opened(debtor: Debtor) -> Open:
    """What the creditor knows of him."""
    late = debtor.late / debtor.invoices if debtor.invoices else 0.5
    return Open(f"d{debtor.number}", debtor.debt, debtor.kind, debtor.overdue_days, late, debtor.broken)


def agrees(debtor: Debtor, plans: Plans, *, shows: float = 1.0) -> Yes:
    """Which plans he would agree to; `shows` is the part of his means he admits to."""
    first, each, count, day, every = _parts(plans)
    a_day = debtor.means * shows / debtor.debt / MONTH
    hand = debtor.at_hand * shows / debtor.debt
    start = first <= debtor.gives * (hand + a_day * day) + 1e-9
    end = first + count * each <= debtor.gives * (hand + a_day * (day + count * every)) + 1e-9
    carries = start & end if debtor.style != BREAKS else np.ones(len(plans), dtype=np.bool_)
    return np.asarray(carries & (burden(debtor, plans) <= debtor.limit))


def most_down(debtor: Debtor, plans: Plans) -> Floats:
    """The largest first payment he would make on the first day of each plan, as a share of the debt."""
    a_day = debtor.means / debtor.debt / MONTH
    return np.asarray(debtor.gives * (debtor.at_hand / debtor.debt + a_day * plans.day))


def burden(debtor: Debtor, plans: Plans) -> Floats:
    """What plans cost him in his present value, as shares of the debt."""
    first, each, count, day, every = _parts(plans)
    q = (1 + debtor.impatience) ** (-1 / 12 / MONTH)
    return np.asarray(q**day * (first + each * _series(q**every, count)))


def brings(debtor: Debtor, plans: Plans, *, bounds: Bounds) -> Floats:
    """What an agreement on each plan is expected to bring within two years, in present value, as shares of the debt."""
    first, each, count, day, every = _parts(plans)
    paid = _paid(debtor, first, each, count, day, every)
    hazard = _hazard(debtor, each * MONTH / every)
    stays = (1 - hazard) ** (1 / MONTH)
    q = stays * (1 + float(bounds.yearly_discount_rate)) ** (-1 / 12 / MONTH)
    money = np.where(paid >= 0, q**day * (first + each * _series(q**every, np.maximum(paid, 0))), 0.0)
    kept = np.where(paid >= count, stays ** (day + count * every), 0.0)
    return np.asarray(money + (1 - kept) * LATE * float(bounds.handover_value_share))


def pays(debtor: Debtor, offer: Offer, *, chance: np.random.Generator) -> tuple[int, bool]:
    """Cents he pays on it within two years as it happens, and whether he pays all of it."""
    plans = as_plan(offer, debt=debtor.debt)
    first, each, count, day, every = _parts(plans)
    able = int(_paid(debtor, first, each, count, day, every)[0]) + 1
    hazard = float(_hazard(debtor, each * MONTH / every)[0])
    breaks_on = float(chance.exponential(MONTH / -np.log1p(-min(hazard, 0.99)))) if hazard > 0 else np.inf
    payments = offer.payments(debtor.debt)
    done = [cents for place, (on, cents) in enumerate(payments) if place < able and on < breaks_on and on <= HORIZON]
    return sum(done), len(done) == len(payments)


def _parts(plans: Plans) -> tuple[Floats, Floats, Floats, Floats, Floats]:
    """First payment, each next one and how many, first day and days between."""
    instalment = plans.instalment
    bare = (plans.down <= 0) & (plans.count > 0)
    return np.where(bare, instalment, plans.down), instalment, plans.count - bare, plans.day, plans.every


def _paid(debtor: Debtor, first: Floats, each: Floats, count: Floats, day: Floats, every: Floats) -> Floats:
    """How many payments after the first he can make before his means are used up; -1 where not even the first."""
    a_day = debtor.means / debtor.debt / MONTH
    left = debtor.at_hand / debtor.debt + a_day * day - first + 1e-9
    short = each - a_day * every
    lasts = np.where(short > 1e-12, np.floor(left / np.maximum(short, 1e-12)), np.inf)
    room = np.floor((HORIZON - day) / every)
    return np.asarray(np.where(left < 0, -1, np.minimum(np.minimum(lasts, count), room)))


def _hazard(debtor: Debtor, monthly: Floats) -> Floats:
    strain = np.minimum(monthly * debtor.debt / debtor.means, 1.5)
    return np.asarray(np.minimum(debtor.shock * (0.5 + 1.5 * strain) + BREAKING * (debtor.style == BREAKS), 0.95))


def _series(q: Floats | float, count: Floats) -> Floats:
    q = np.minimum(q, 1 - 1e-12)
    return np.asarray(q * (1 - q**count) / (1 - q))


@dataclass(slots=True)
class Voice:
    """A debtor in a talk: what he does about each answer, and how often he said no."""

    debtor: Debtor
    chance: np.random.Generator
    refusals: int = 0

    def react(self, answer: Answer) -> Event | None:
        """What he does, or None where he leaves."""
        one, offer = self.debtor, answer.offer
        assert offer is not None
        shows = FEIGNED if one.style == FEIGNS and answer.kind != "final" else 1.0
        good = bool(agrees(one, as_plan(offer, debt=one.debt), shows=shows)[0])
        if good and not (one.style == WAITS and answer.kind != "final" and self.refusals < one.waits):
            return Accept(answer.case)
        self.refusals += 1
        return None if self.refusals > one.patience else self._no(answer.case, shows)

    def _no(self, case: str, shows: float) -> Event:
        style = self.debtor.style
        if style == SILENT or style == WAITS and self.refusals % 2 == 0:
            return Silence(case, int(self.chance.integers(3, 12)))
        if style in (PLAIN, WAITS, BREAKS) or self.debtor.limit <= 0:
            return Reject(case)
        offer = self._wish(shows)
        if offer is None or style == FEIGNS and self.refusals == 1:
            return Say(case, "Dat kan ik echt niet betalen.")
        if style == TALKS and offer.instalments:
            return Say(case, f"Ik kan {plain(offer.instalment).replace('.', ',')} euro per maand betalen.")
        return Counter(case, offer) if style in (COUNTERS, FEIGNS, TALKS) else Reject(case)

    def _wish(self, shows: float) -> Offer | None:
        """What he offers himself: a part of what he would give up, each time a little more, and never what he would not agree to.
        Where the whole costs him too much he asks for more time, and then for a discount."""
        one = self.debtor
        part = min(1.0, float(self.chance.uniform(0.55, 0.9)) + 0.1 * (self.refusals - 1)) * one.gives * shows
        down = min(one.debt, int(part * one.at_hand) // 100 * 100)
        for discount in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5):
            for slower in (1.0, 0.7, 0.5):
                offer = _cut(one.debt, discount, down, int(part * slower * one.means) // 100 * 100)
                if offer is not None and agrees(one, as_plan(offer, debt=one.debt), shows=shows)[0]:
                    return offer
        return None


def _cut(debt: int, discount: float, down: int, each: int) -> Offer | None:
    """The debt less a discount as a down payment and monthly parts of about `each`."""
    off = int(debt * discount) // 100 * 100
    rest = debt - off - down
    if rest <= 0:
        return Offer(debt - off, 0, 0, MONTH, 7, off)
    if not each or rest // each > 500:
        return None
    count = -(-rest // each)
    return Offer(rest - count * (rest // count) + down, count, rest // count, MONTH, 14, off)
