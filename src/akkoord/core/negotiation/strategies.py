"""The ways to negotiate that are compared: ours, those of the literature, and what somebody who knows everything would do.

A strategy is prepared with a crowd of other debtors of the same population (it may learn its plans there: the best single plan,
the menu and the descending sequences do, so they are as good as hindsight makes them) and then plays each debtor.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache, partial

import numpy as np

from akkoord.core.negotiation.ahead import best_course, field_of
from akkoord.core.negotiation.bounds import Bounds, within
from akkoord.core.negotiation.debtor import Floats, agrees, brings, burden
from akkoord.core.negotiation.engine import begin, step
from akkoord.core.negotiation.event import Accept, Answer, Counter, Event, Open
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import Plans, candidates, made_out
from akkoord.core.negotiation.population import Debtor, Population
from akkoord.core.negotiation.simulate import Crowd, Measure, Outcome, Reply, measure, outcome, talk
from akkoord.core.negotiation.speech import NONE
from akkoord.core.negotiation.value import values, worth

OURS = "akkoord"
IMPATIENT = 0.25  # a year: what strategies of the literature suppose of a debtor
Play = Callable[[Debtor], Outcome]
NAMES = (
    "pay-in-full", "single-plan", "menu-of-3", "linear", "boulware", "conceder", "tit-for-tat", "micro", "nash",
    "descending-2", "descending-3", "descending-5", OURS,
)  # fmt: skip
CURVES = {"linear": 1.0, "boulware": 4.0, "conceder": 0.25}
LEARNING = 400  # other debtors to learn from
OTHERS = 1_000_003  # added to the seed for them


def compare(names: Sequence[str], population: Population, *, bounds: Bounds, debtors: int, seed: int) -> Iterator[Measure]:
    """The measure of each strategy named, with the same debtors; the same seed gives the same numbers."""
    learned = Learned(Crowd(population.debtors(LEARNING, seed=seed + OTHERS), bounds, seed))
    crowd = Crowd(population.debtors(debtors, seed=seed), bounds, seed)
    plays = players(learned, seed=seed)
    single = [plays["single-plan"](one) for one in crowd.debtors]
    for name in names:
        yield measure(name, single if name == "single-plan" else [plays[name](one) for one in crowd.debtors], single, crowd)


@dataclass(frozen=True)
class Learned:
    """What a crowd taught: the plans, who agrees to which (a column a debtor), and what each brings (share of the debt)."""

    crowd: Crowd
    plans: Plans = field(init=False)
    yes: Floats = field(init=False)
    value: Floats = field(init=False)
    weight: Floats = field(init=False)

    def __post_init__(self) -> None:
        plans, crowd = candidates(self.crowd.bounds), self.crowd
        debts = np.array([one.debt for one in crowd.debtors], dtype=np.float64)
        for name, columns in (
            ("yes", [agrees(one, plans).astype(np.float64) for one in crowd.debtors]),
            ("value", [brings(one, plans, bounds=crowd.bounds) for one in crowd.debtors]),
        ):
            object.__setattr__(self, name, np.array(columns).T)
        object.__setattr__(self, "plans", plans)
        object.__setattr__(self, "weight", debts / debts.sum())

    def course(self, offers: int) -> tuple[int, ...]:
        """The rows of the best descending sequence of so many offers."""
        share = float(self.crowd.bounds.handover_value_share)
        return best_course(self.weight, field_of(self.yes, self.value, handover=share), offers=offers, cost=0).rows

    def menu(self, many: int) -> list[int]:
        """Rows of a menu, each added where it brings most when the debtor takes what costs him least."""
        chosen: list[int] = []
        for _ in range(many):
            scores = [self._menu_value([*chosen, row]) for row in range(len(self.plans))]
            chosen.append(int(np.argmax(scores)))
        return chosen

    def _menu_value(self, rows: list[int]) -> float:
        cost = np.where(self.yes[rows] > 0, self._burdens[rows][:, None], np.inf)
        taken = np.take_along_axis(self.value[rows], np.argmin(cost, axis=0)[None], axis=0)[0]
        share = float(self.crowd.bounds.handover_value_share)
        return float(np.where(np.isfinite(cost.min(axis=0)), taken, share) @ self.weight)

    @property
    def _burdens(self) -> Floats:
        return values(self.plans, hazard=np.zeros((len(self.plans), 1)), rate=IMPATIENT, handover=0)[:, 0]


def players(learned: Learned, *, seed: int) -> dict[str, Play]:
    """Every strategy by its name."""
    bounds, plans = learned.crowd.bounds, learned.plans
    full = [int(np.argmax(np.where(plans.count == 0, 1 - plans.discount, -1)))]
    found: dict[str, Play] = {
        "pay-in-full": _fixed(full, plans, bounds, seed),
        "single-plan": _fixed(learned.course(1), plans, bounds, seed),
        "menu-of-3": _menu(learned.menu(3), plans, bounds, seed),
    }
    for name, curve in CURVES.items():
        found[name] = _talks(partial(_curve, bounds=bounds, curve=curve), bounds, seed)
    found["tit-for-tat"] = _talks(lambda opened: TitForTat(opened, bounds).start(), bounds, seed)
    found["micro"] = _talks(lambda opened: Micro(opened, bounds).start(), bounds, seed)
    found["nash"] = _nash(learned.crowd.plans, bounds, seed)
    for many in (2, 3, 5):
        found[f"descending-{many}"] = _fixed(learned.course(many), plans, bounds, seed)
    found[OURS] = _talks(lambda opened: _ours(opened, bounds, seed), bounds, seed)
    return found


def _curve(opened: Open, *, bounds: Bounds, curve: float) -> tuple[Answer, Reply]:
    return Curve(opened, bounds, curve).start()


def _talks(start: Callable[[Open], tuple[Answer, Reply]], bounds: Bounds, seed: int) -> Play:
    return lambda debtor: talk(debtor, start=start, bounds=bounds, seed=seed)


def _ours(opened: Open, bounds: Bounds, seed: int) -> tuple[Answer, Reply]:
    state, answer = begin(opened, bounds=bounds, seed=seed)

    def reply(event: Event) -> Answer:
        nonlocal state
        state, answer = step(state, event, bounds=bounds)
        return answer

    return answer, reply


def _fixed(rows: Sequence[int], plans: Plans, bounds: Bounds, seed: int) -> Play:
    """The same offers to everybody, one after another."""

    def start(opened: Open) -> tuple[Answer, Reply]:
        offers = [one for row in rows if (one := made_out(plans, row, debt=opened.debt, bounds=bounds)) is not None]
        return InOrder(opened, bounds, offers).start()

    return _talks(start, bounds, seed)


def _menu(rows: Sequence[int], plans: Plans, bounds: Bounds, seed: int) -> Play:
    """All at once: he takes what costs him least of what he agrees to."""
    shown = plans[np.array(rows)]

    def play(debtor: Debtor) -> Outcome:
        cost = np.where(agrees(debtor, shown), burden(debtor, shown), np.inf)
        row = int(np.argmin(cost))
        offer = made_out(shown, row, debt=debtor.debt, bounds=bounds) if np.isfinite(cost[row]) else None
        return outcome(debtor, offer, offers=1, days=2, bounds=bounds, seed=seed)

    return play


def _nash(plans: Plans, bounds: Bounds, seed: int) -> Play:
    """The fair point of somebody who knows everything: the largest product of what both gain."""

    def play(debtor: Debtor) -> Outcome:
        value = brings(debtor, plans, bounds=bounds) - float(bounds.handover_value_share)
        gain = np.maximum(min(debtor.limit, 1.5) - burden(debtor, plans), 0)
        product = np.where(agrees(debtor, plans) & (value > 0), value * gain, -1)
        row = int(np.argmax(product))
        offer = made_out(plans, row, debt=debtor.debt, bounds=bounds) if product[row] >= 0 else None
        return outcome(debtor, offer, offers=1, days=2, bounds=bounds, seed=seed)

    return play


class Bidder(ABC):
    """What the strategies of the literature share: plans by their worth, one offer a round, the end after the last round."""

    def __init__(self, opened: Open, bounds: Bounds) -> None:
        self.opened, self.bounds, self.rounds, self.received = opened, bounds, 0, 0
        self.his: list[float] = []  # worth of what he offered

    def start(self) -> tuple[Answer, Reply]:
        return self.answer(), self.reply

    def reply(self, event: Event) -> Answer:
        case = self.opened.case
        if isinstance(event, Accept):
            return Answer(case, "accept", self.now, NONE, NONE)
        self.rounds += 1
        if isinstance(event, Counter):
            self.his.append(worth(event.offer, debt=self.opened.debt, bounds=self.bounds))
            if within(event.offer, debt=self.opened.debt, bounds=self.bounds) and self.his[-1] >= self.target():
                return Answer(case, "accept", event.offer, NONE, NONE)
        if self.rounds >= self.bounds.max_offers:
            return Answer(case, "handover", None, NONE, NONE)
        return self.answer()

    def answer(self) -> Answer:
        self.now = self.choose()
        last = self.rounds >= self.bounds.max_offers - 1
        return Answer(self.opened.case, "handover" if self.now is None else "final" if last else "offer", self.now, NONE, NONE)

    def target(self) -> float:
        """Cents that an offer of his must be worth."""
        return float("inf") if self.now is None else worth(self.now, debt=self.opened.debt, bounds=self.bounds)

    @abstractmethod
    def choose(self) -> Offer | None:
        """What he offers in this round; nothing ends the talk."""

    now: Offer | None = None


class InOrder(Bidder):
    """Offers in a fixed order; takes what he offers where it is worth as much as the one that lies there."""

    def __init__(self, opened: Open, bounds: Bounds, offers: Sequence[Offer]) -> None:
        super().__init__(opened, bounds)
        self.offers = offers

    def choose(self) -> Offer | None:
        return self.offers[self.rounds] if self.rounds < len(self.offers) else None


@lru_cache(maxsize=4096)
def ranked(debt: int, bounds: Bounds) -> tuple[tuple[float, Offer], ...]:
    """The plans in cents with what they are worth, the best first."""
    plans = candidates(bounds)
    offers = [one for row in range(len(plans)) if (one := made_out(plans, row, debt=debt, bounds=bounds)) is not None]
    return tuple(sorted(((worth(one, debt=debt, bounds=bounds), one) for one in offers), key=lambda pair: -pair[0]))


class Ranked(Bidder):
    """Goes along the plans by what they are worth, the best first."""

    def __init__(self, opened: Open, bounds: Bounds) -> None:
        super().__init__(opened, bounds)
        pairs = ranked(opened.debt, bounds)
        self.worths, self.offers = [value for value, _ in pairs], [offer for _, offer in pairs]

    def at_least(self, cents: float) -> Offer | None:
        """The cheapest offer for the debtor that is worth at least so much."""
        fitting = [offer for value, offer in zip(self.worths, self.offers, strict=True) if value >= cents - 1e-9]
        return fitting[-1] if fitting else next(iter(self.offers), None)

    def range(self) -> tuple[float, float]:
        """The least and the most an offer is worth."""
        return (self.worths[-1], self.worths[0]) if self.worths else (0.0, 0.0)


class Curve(Ranked):
    """Aspiration falls with time: u = most - (most - least) x t^e; e 4 is Boulware, 1 linear, 0.25 a conceder."""

    def __init__(self, opened: Open, bounds: Bounds, curve: float) -> None:
        super().__init__(opened, bounds)
        self.curve = curve

    def choose(self) -> Offer | None:
        least, most = self.range()
        time = self.rounds / max(1, self.bounds.max_offers - 1)
        return self.at_least(most - (most - least) * time**self.curve)


class TitForTat(Ranked):
    """Gives in as much as he did since his first offer."""

    def choose(self) -> Offer | None:
        _, most = self.range()
        return self.at_least(most - (self.his[-1] - self.his[0] if len(self.his) > 1 else 0))


class Micro(Ranked):
    """MiCRO: the next best plan only where it sent no more different offers than it received."""

    sent = 0

    def choose(self) -> Offer | None:
        if self.sent <= len(set(self.his)) and self.sent < len(self.offers):
            self.sent += 1
        return self.offers[max(0, self.sent - 1)] if self.offers else None
