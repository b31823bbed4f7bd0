"""Simulated debtors: what they can, what they want and how they behave, drawn from a seed. Nobody negotiating sees any of it.

A population says how its debtors are spread; `POPULATIONS` has the one that strategies are compared on and others that differ in
means, patience, willingness or honesty. The spreads are guesses of the right size, not measured on real debtors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import numpy as np

PLAIN, COUNTERS, TALKS, SILENT, WAITS, FEIGNS, BREAKS = "plain", "counters", "talks", "silent", "waits", "feigns", "breaks"
"""How a debtor behaves: says only no; offers something himself; names an amount; does not answer; takes nothing before the
last offer or until he waited long enough; acts as if he had half of what he has; agrees to anything and breaks it."""


@dataclass(frozen=True, slots=True)
class Debtor:
    """One debtor. Cents; `means` a month, `at_hand` now; the rest is what `debtor.py` says."""

    number: int
    debt: int
    kind: str
    overdue_days: int
    invoices: int
    late: int
    broken: int
    means: int
    at_hand: int
    gives: float  # part of his means that he is willing to give up
    limit: float  # share of the debt, in his present value, above which he would rather be handed over
    impatience: float  # a year
    patience: int  # refusals after which he leaves
    style: str
    shock: float  # monthly chance that something happens and he pays no more
    waits: int  # offers he lets pass, where he waits


@dataclass(frozen=True, slots=True)
class Population:
    """How debtors are spread. Means are a share of the debt (`relative` of them) or of a usual income, with a log-normal spread."""

    means: tuple[float, float] = (0.12, 0.9)  # a month, share of the debt: middle and spread (logarithm)
    income: tuple[float, float] = (40_000, 0.9)  # a month, cents: middle and spread
    relative: float = 0.5
    at_hand: tuple[float, float] = (1.2, 1.0)  # months of means: middle and spread
    gives: tuple[float, float] = (5.0, 2.0)  # beta distribution
    willing: float = 0.55  # agree to whatever they can carry
    refusing: float = 0.13  # agree to nothing
    limit: tuple[float, float] = (0.7, 1.0)  # of the others: from and to
    leaves: float = 0.08  # chance a refusal
    shock: tuple[float, float] = (0.003, 0.03)
    debt: tuple[float, float] = (150_000, 1.0)
    styles: Mapping[str, float] = field(
        default_factory=lambda: {PLAIN: 0.3, COUNTERS: 0.27, TALKS: 0.13, SILENT: 0.08, WAITS: 0.08, FEIGNS: 0.08, BREAKS: 0.06}
    )

    def debtors(self, many: int, *, seed: int) -> list[Debtor]:
        """The same debtors for the same seed; the first of many are those of fewer."""
        return [self._one(number, np.random.default_rng((seed, number))) for number in range(many)]

    def _one(self, number: int, chance: np.random.Generator) -> Debtor:
        debt = max(2_000, int(_around(self.debt, chance)))
        means = _around(self.means, chance) * debt if chance.random() < self.relative else _around(self.income, chance)
        kind = "business" if chance.random() < 0.6 else "consumer"
        refuses, wills = (chance.random() < share for share in (self.refusing, self.willing / max(1e-9, 1 - self.refusing)))
        limit = 0.0 if refuses else 9.0 if wills else float(chance.uniform(*self.limit))
        invoices = int(chance.integers(0, 20))
        late = min(1.0, 0.35 + 0.3 * (not wills) + 0.35 * refuses)
        style = str(chance.choice(list(self.styles), p=np.array(list(self.styles.values())) / sum(self.styles.values())))
        return Debtor(
            number=number, debt=debt, kind=kind, overdue_days=int(chance.integers(10, 200)),
            invoices=invoices, late=int(chance.binomial(invoices, late)), broken=int(chance.binomial(2, 0.6 if style == BREAKS else 0.1)),
            means=max(1, int(means)), at_hand=int(_around(self.at_hand, chance) * means * (chance.random() < 0.85)),
            gives=float(chance.beta(*self.gives)), limit=limit, impatience=float(chance.uniform(0.05, 0.6)),
            patience=int(chance.geometric(self.leaves)), style=style, shock=float(chance.uniform(*self.shock)),
            waits=int(chance.integers(1, 4)),
        )  # fmt: skip


def _around(spread: tuple[float, float], chance: np.random.Generator) -> float:
    return float(spread[0] * np.exp(spread[1] * chance.standard_normal()))


OWN = Population()
POPULATIONS: dict[str, Population] = {
    "own": OWN,
    "poor": replace(OWN, means=(0.05, 0.6), income=(15_000, 0.7), at_hand=(0.5, 0.8)),
    "rich": replace(OWN, means=(0.6, 0.8), income=(150_000, 0.8), at_hand=(2.0, 1.0), gives=(3.0, 3.0)),
    "wide": replace(OWN, means=(0.12, 1.6), income=(40_000, 1.6), at_hand=(1.0, 1.6)),
    "unwilling": replace(OWN, willing=0.3, refusing=0.25, gives=(2.5, 3.0), limit=(0.5, 1.0)),
    "impatient": replace(OWN, leaves=0.25),
    "patient": replace(OWN, leaves=0.02, styles={PLAIN: 0.35, COUNTERS: 0.25, WAITS: 0.4}),
    "silent-no": replace(OWN, styles={PLAIN: 1.0}),
    "talkers": replace(OWN, styles={COUNTERS: 0.6, TALKS: 0.4}),
    "dishonest": replace(OWN, styles={PLAIN: 0.2, COUNTERS: 0.2, WAITS: 0.2, FEIGNS: 0.25, BREAKS: 0.15}, shock=(0.01, 0.05)),
    "shaky": replace(OWN, shock=(0.02, 0.08)),
    "equal": replace(OWN, willing=0.5, refusing=0.15, relative=1.0, means=(0.1, 1.0), styles={PLAIN: 1.0}, leaves=0.05),
}
"""Who is who: poorer, richer, wider spread, less willing, leaving sooner, waiting longer, without a word, talking, less honest,
breaking more often; `equal` is near the world of docs/algorithms/negotiation.md in which half are willing and 15 % refuse."""
