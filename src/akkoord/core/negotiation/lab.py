"""Plays ways to negotiate against debtors that are like those of a company: their debts, kinds, days and histories are given, and what
nobody can see of them is drawn from a population, made to fit the history.

Of each debtor some are drawn, and one of them is taken with the chance that such a one would have paid his earlier invoices as he
did. So who always paid late is more often one who does not want to. Everything follows from a seed.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.population import BREAKS, OWN, Debtor, Population
from akkoord.core.negotiation.simulate import Crowd, Outcome, measure
from akkoord.core.negotiation.strategies import OURS, Learned, players

DRAWN = 12  # of each debtor, from which one is taken
DRAWS = 500  # of the bootstrap
OTHERS = 1_000_003  # added to the seed for those that strategies learn from
_LATE = (0.35, 0.3, 0.35)  # chance to pay late: at least, more of who does not want to, and more again of who refuses all
_BREAKS, _KEEPS = 0.6, 0.1  # chance of a broken promise, of two


@dataclass(frozen=True, slots=True)
class Seen:
    """What a company knows of one of its debtors: cents, his kind, days late, and his invoices and broken promises so far."""

    debt: int
    kind: str
    overdue_days: int
    invoices: int
    late: int
    broken: int


@dataclass(frozen=True, slots=True)
class Way:
    """One way to play: a strategy under some bounds, by a name."""

    name: str
    strategy: str
    bounds: Bounds


@dataclass(frozen=True, slots=True)
class Found:
    """What a way brought. Shares of the debt; with each pair between what it lies in 95 % of draws of as many debtors."""

    name: str
    worth: float
    worth_95: tuple[float, float]
    recovered: float
    recovered_95: tuple[float, float]
    efficiency: float
    efficiency_95: tuple[float, float]
    agreed: float
    kept: float
    days: float
    offers: float


def like(seen: Sequence[Seen], *, many: int, seed: int, population: Population = OWN) -> list[Debtor]:
    """So many debtors like these, each in turn, and again from the first where there are fewer."""
    chance = np.random.default_rng((seed, 7))
    order = chance.permutation(len(seen))
    return [_one(seen[int(order[place % len(seen)])], place, seed, population) for place in range(many)]


def _one(seen: Seen, number: int, seed: int, population: Population) -> Debtor:
    drawn = replace(population, debt=(float(seen.debt), 0.0)).debtors(DRAWN, seed=seed * 7_919 + number)
    weights = np.array([_fits(one, seen) for one in drawn])
    place = int(np.random.default_rng((seed, number, 5)).choice(DRAWN, p=weights / weights.sum()))
    own: dict[str, Any] = {"number": number, "debt": seen.debt, "kind": seen.kind, "overdue_days": seen.overdue_days}
    return replace(drawn[place], invoices=seen.invoices, late=seen.late, broken=min(seen.broken, 2), **own)


def _fits(one: Debtor, seen: Seen) -> float:
    """How likely one like this has the history that was seen."""
    unwilling, refuses = one.limit < 1.5, one.limit <= 0
    late = min(0.98, _LATE[0] + _LATE[1] * unwilling + _LATE[2] * refuses)
    many, part = min(seen.invoices, 20), seen.late / seen.invoices if seen.invoices else 0.0
    broke = _BREAKS if one.style == BREAKS else _KEEPS
    times = min(seen.broken, 2)
    return float((late**part * (1 - late) ** (1 - part)) ** many * broke**times * (1 - broke) ** (2 - times)) + 1e-12


def play_ways(
    seen: Sequence[Seen], ways: Sequence[Way], *, many: int, seed: int, tell: Callable[[int, int], None] = lambda done, of: None
) -> list[Found]:
    """What each way brings with the same debtors. `tell` hears how far it is."""
    debtors, others = like(seen, many=many, seed=seed), like(seen, many=many, seed=seed + OTHERS)
    done, of = 0, (len(ways) + 1) * many
    crowds: dict[Bounds, tuple[Crowd, Any, list[Outcome]]] = {}
    found = []
    for way in ways:
        if way.bounds not in crowds:
            crowd = Crowd(debtors, way.bounds, seed)
            plays = players(Learned(Crowd(others, way.bounds, seed)), seed=seed)
            crowds[way.bounds] = crowd, plays, [plays["single-plan"](one) for one in debtors]
        crowd, plays, single = crowds[way.bounds]
        outcomes = []
        for one in debtors:
            outcomes.append(plays[way.strategy](one))
            done += 1
            tell(done, of)
        found.append(_found(way.name, outcomes, single, crowd))
    return found


def _found(name: str, outcomes: Sequence[Outcome], single: Sequence[Outcome], crowd: Crowd) -> Found:
    said = measure(name, outcomes, single, crowd, draws=DRAWS)
    debts = np.array([one.debt for one in crowd.debtors], dtype=np.float64)
    worth, paid = (np.array(values, dtype=np.float64) for values in ([one.value for one in outcomes], [one.paid for one in outcomes]))
    places = np.random.default_rng((crowd.seed, 9)).integers(0, len(debts), (DRAWS, len(debts)))
    return Found(
        name=name,
        worth=float(worth.sum() / debts.sum()),
        worth_95=_between(worth, debts, places),
        recovered=said.recovered_share,
        recovered_95=_between(paid, debts, places),
        efficiency=said.efficiency,
        efficiency_95=said.efficiency_95,
        agreed=said.agreements,
        kept=said.kept_share,
        days=said.mean_days,
        offers=said.mean_offers,
    )


def _between(values: Any, debts: Any, places: Any) -> tuple[float, float]:
    """Between what the share lies in 95 % of draws."""
    drawn = values[places].sum(axis=1) / debts[places].sum(axis=1)
    return float(np.quantile(drawn, 0.025)), float(np.quantile(drawn, 0.975))


STRATEGIES = (OURS, "descending-3", "single-plan", "conceder", "boulware", "pay-in-full")
"""The ways that a company's own bounds are played with: ours, and others to compare it with."""
