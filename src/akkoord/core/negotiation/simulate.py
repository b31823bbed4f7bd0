"""Plays a strategy against simulated debtors and measures it: against handing over, and against knowing everything.

Efficiency is (value - hand-over) / (full information - hand-over), over all euros; regret is what it misses of 1; skill is
(value - best single plan) / (full information - best single plan). Value is expected present value less what offers cost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.debtor import Floats, Voice, agrees, brings, most_down, opened, pays
from akkoord.core.negotiation.event import Answer, Event, Open
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import HORIZON, MONTH, Plans, as_plan, plans_of
from akkoord.core.negotiation.population import Debtor

Reply = Callable[[Event], Answer]
MOST_ROUNDS = 40
ANSWER_DAYS = 2  # a debtor's answer takes


@dataclass(frozen=True, slots=True)
class Outcome:
    """One talk: value and money paid in cents, the offer that was agreed, how many different ones were made, days it took."""

    value: float
    paid: int
    offer: Offer | None
    kept: bool
    offers: int
    days: int


@dataclass(frozen=True)
class Crowd:
    """Debtors with what is known only from above: every plan worth trying, who would agree to it, and what it would bring."""

    debtors: Sequence[Debtor]
    bounds: Bounds
    seed: int

    @cached_property
    def plans(self) -> Plans:
        """A grid inside the bounds, finer than any strategy uses."""
        return fine_grid(self.bounds)

    @cached_property
    def handover(self) -> Floats:
        """What handing each over now brings, in cents."""
        return np.array([one.debt for one in self.debtors]) * float(self.bounds.handover_value_share)

    @cached_property
    def optimum(self) -> Floats:
        """What somebody who knows everything gets of each: the best plan he agrees to, or the hand-over; in cents."""
        return np.array([self._best(one) for one in self.debtors])

    @cached_property
    def parts(self) -> Plans:
        """Numbers of instalments, days and discounts inside the bounds; the down payment is filled in for each debtor."""
        return fine_grid(self.bounds, downs=1)

    def _best(self, one: Debtor) -> float:
        share, least = float(self.bounds.handover_value_share), float(self.bounds.min_down_share)
        mine = replace(self.parts, down=np.clip(most_down(one, self.parts), least, None))
        found = [share]
        for plans in (self.plans, mine[mine.down + mine.discount < 1]):
            good = plans[agrees(one, plans)]
            found.append(float(brings(one, good, bounds=self.bounds).max()) if len(good) else share)
        return one.debt * max(found)


def fine_grid(bounds: Bounds, *, downs: int = 20) -> Plans:
    """Down payments in so many steps, every number of instalments, a few days and discounts."""
    least, most, end = float(bounds.min_down_share), float(bounds.max_discount_share), min(bounds.max_days, HORIZON)
    rows = {(1 - part * most, 0.0, MONTH, min(7, end), part * most) for part in (0.0, 0.25, 0.5, 0.75, 1.0) if 1 - part * most >= least}
    for day in {min(day, end) for day in (7, 14, 28, 34, 42, 48)}:
        for part in (0.0, 0.5, 1.0):
            for count in range(1, min(bounds.max_instalments, (end - day) // MONTH) + 1):
                some = {max(least, place / downs) for place in range(downs)} | {max(least, 1 / (count + 1))}
                rows |= {(down, count, MONTH, day, part * most) for down in some if down + part * most < 0.999}
    return plans_of(sorted(rows))


def talk(debtor: Debtor, *, start: Callable[[Open], tuple[Answer, Reply]], bounds: Bounds, seed: int) -> Outcome:
    """One talk from the first offer to its end."""
    voice = Voice(debtor, np.random.default_rng((seed, debtor.number, 1)))
    answer, reply = start(opened(debtor))
    made: list[Offer] = []
    days = 0
    for _ in range(MOST_ROUNDS):
        if answer.kind in ("offer", "final") and answer.offer is not None and answer.offer not in made:
            made.append(answer.offer)
        if answer.kind in ("accept", "handover", "person"):
            break
        event = voice.react(answer)
        if event is None:
            break
        days += getattr(event, "days", ANSWER_DAYS)
        answer = reply(event)
    agreed = answer.offer if answer.kind == "accept" else None
    return outcome(debtor, agreed, offers=len(made), days=days, bounds=bounds, seed=seed)


def outcome(debtor: Debtor, offer: Offer | None, *, offers: int, days: int, bounds: Bounds, seed: int) -> Outcome:
    """What a talk that ended so brings; without an offer the debt is handed over."""
    cost = offers * bounds.cost_per_offer
    if offer is None:
        return Outcome(float(bounds.handover_value_share) * debtor.debt - cost, 0, None, False, offers, days)
    value = float(brings(debtor, as_plan(offer, debt=debtor.debt), bounds=bounds)[0]) * debtor.debt - cost
    paid, kept = pays(debtor, offer, chance=np.random.default_rng((seed, debtor.number, 2)))
    return Outcome(value, paid, offer, kept, offers, days)


@dataclass(frozen=True, slots=True)
class Measure:
    """What a strategy brought; intervals are 95 % by bootstrap over debtors."""

    strategy: str
    debtors: int
    efficiency: float
    regret: float
    skill: float
    recovered_share: float
    agreements: float
    kept_share: float
    mean_offers: float
    mean_days: float
    efficiency_95: tuple[float, float]
    skill_95: tuple[float, float]


def measure(name: str, outcomes: Sequence[Outcome], single: Sequence[Outcome], crowd: Crowd, *, draws: int = 500) -> Measure:
    """The measures of a strategy; `single` are the outcomes of the best single plan with the same debtors."""
    value, base = (np.array([one.value for one in many]) for many in (outcomes, single))
    agreed = [one for one in outcomes if one.offer is not None]
    efficiency, efficiency_95 = _with_interval(value, crowd.handover, crowd, draws)
    skill, skill_95 = _with_interval(value, base, crowd, draws)
    return Measure(
        strategy=name,
        debtors=len(value),
        efficiency=efficiency,
        regret=1 - efficiency,
        skill=skill,
        recovered_share=sum(one.paid for one in outcomes) / sum(one.debt for one in crowd.debtors),
        agreements=len(agreed) / len(outcomes),
        kept_share=sum(one.kept for one in agreed) / max(1, len(agreed)),
        mean_offers=float(np.mean([one.offers for one in outcomes])),
        mean_days=float(np.mean([one.days for one in outcomes])),
        efficiency_95=efficiency_95,
        skill_95=skill_95,
    )


def _with_interval(value: Floats, floor: Floats, crowd: Crowd, draws: int) -> tuple[float, tuple[float, float]]:
    """The part of the way over all debtors, and between what it lies in 95 % of draws of as many debtors."""
    many = len(value)
    places = np.random.default_rng((crowd.seed, 3)).integers(0, many, (draws, many))
    drawn = part(value, floor, crowd.optimum, places)
    whole = part(value, floor, crowd.optimum, np.arange(many)[None])
    return float(whole[0]), (float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975)))


def part(value: Floats, floor: Floats, optimum: Floats, places: NDArray[np.int64]) -> Floats:
    """Which part of the way from floor to optimum the value goes, for each row of places."""
    way = (optimum - floor)[places].sum(axis=1)
    return np.asarray(np.divide((value - floor)[places].sum(axis=1), way, out=np.zeros(len(way)), where=np.abs(way) > 1e-9))
