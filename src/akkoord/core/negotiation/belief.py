"""What the creditor believes of a debtor: a weight on each type of debtor, and what each plan would bring with each.

A type has means a month and at hand (shares of the debt), the part of them he is willing to give up, how much of the debt it is
worth to him to end it, and whether he ends it at all. The grid is wide and its weights are rough on purpose: they were not
fitted to any population. What he does moves the weights (`after_refusal`, `after_counter`, `after_words`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

import numpy as np

from akkoord.core.negotiation.ahead import Field, Floats, field_of
from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.plan import MONTH, Plans, candidates
from akkoord.core.negotiation.value import values

MEANS = np.geomspace(0.012, 2.5, 14)  # a month, shares of the debt
AT_HAND = (0.0, 0.03, 0.1, 0.25, 0.6, 1.2)  # shares of the debt
ATTITUDES = (  # part of his means he gives up, share of the debt (his present value) up to which he agrees, weight
    (1.0, 9.0, 0.14),
    (0.75, 9.0, 0.22),
    (0.5, 9.0, 0.16),
    (0.8, 0.93, 0.11),
    (0.5, 0.85, 0.11),
    (0.8, 0.75, 0.08),
    (0.6, 0.6, 0.05),
    (0.0, 0.0, 0.13),  # refuses whatever it is
)
IMPATIENCE = 0.25  # a year: what waiting is worth to a debtor
SOFT, FIRM = 0.16, 0.1  # of the scale of a limit (natural logarithm) over which a yes becomes a no: to learn from, to plan with
HAZARDS = (0.01, 0.02, 0.04)  # a month: good history, nothing known, broken promises
FAINT = 0.002  # types less likely than this part of the likeliest are left out
WIDE = 0.65  # weight on means that have nothing to do with the size of the debt
INCOME = {"consumer": (30_000, 1.1), "business": (120_000, 1.4)}  # cents a month that can be missed: middle and spread (logarithm)


@dataclass(frozen=True, slots=True)
class Types:
    """The types as columns."""

    means: Floats
    at_hand: Floats
    gives: Floats
    limit: Floats
    weight: Floats  # of attitude and of what is at hand, given the means


def _types() -> Types:
    rows = [
        (means, hand, gives, limit, weight * _hand(hand, means))
        for means, hand, (gives, limit, weight) in product(MEANS, AT_HAND, ATTITUDES)
    ]
    found = np.array(rows)
    likely = found[:, 4] > FAINT * found[:, 4].max()
    return Types(*found[likely].T.copy())


def _hand(hand: float, means: float) -> float:
    """How likely so much is at hand with such means: about a month and a half of them, and seldom very much more or less."""
    apart = np.log((hand + 0.02) / (1.5 * means + 0.02))
    return float(np.exp(-0.5 * (apart / 0.8) ** 2))


TYPES = _types()


@dataclass(frozen=True, slots=True)
class World:
    """The plans inside some bounds against the types: chance of a yes and what it gains."""

    plans: Plans
    field: Field  # firm: a type either agrees or does not, so that asking the same again brings nothing


@lru_cache(maxsize=64)
def world(bounds: Bounds, hazard: float) -> World:
    """The candidates inside the bounds, without those that a middling debtor would make worth less than handing over."""
    plans, v0 = candidates(bounds), float(bounds.handover_value_share)
    rate = float(bounds.yearly_discount_rate)
    middling = values(plans, hazard=np.full((len(plans), 1), hazard), rate=rate, handover=v0)[:, 0]
    plans = plans[middling >= v0]
    value = value_of(plans, hazard=hazard, rate=rate, handover=v0)
    return World(plans, field_of(yes_of(plans, soft=FIRM), value, handover=v0))


def yes_of(plans: Plans, *, soft: float = SOFT) -> Floats:
    """The chance that each type agrees to each plan: it must be within what he gives up a month and at the start, and cost him no
    more than ending it is worth to him."""
    t = TYPES
    room = np.log(np.maximum(t.gives * t.means, 1e-6) / np.maximum(plans.monthly[:, None], 1e-6))
    first = np.where(plans.down > 0, plans.down, plans.instalment)[:, None]
    hand = np.log((t.gives * (t.at_hand + t.means * plans.day[:, None] / MONTH) + 0.01) / (first + 0.008))
    burden = _burden(plans)
    agrees = (t.limit - burden[:, None]) / (soft / 4)
    worst = np.minimum(np.where(plans.count[:, None] > 0, room, 9.0), hand) / soft
    return np.where(t.gives > 0, _chance(worst) * _chance(agrees), 0.0)


def value_of(plans: Plans, *, hazard: float, rate: float, handover: float) -> Floats:
    """What a yes of each type is worth: the nearer a plan is to all of his means, the likelier it breaks."""
    strain = plans.monthly[:, None] / TYPES.means
    breaks = np.clip(hazard * (0.5 + strain) + 0.4 * np.maximum(strain - 1.05, 0), 0, 0.9)
    return values(plans, hazard=breaks, rate=rate, handover=handover)


def _burden(plans: Plans) -> Floats:
    """What a plan costs the debtor, in his own present value, as a share of the debt."""
    return values(plans, hazard=np.zeros((len(plans), 1)), rate=IMPATIENCE, handover=0)[:, 0]


def _chance(logit: Floats) -> Floats:
    return np.asarray(1 / (1 + np.exp(-np.clip(logit, -30, 30))), dtype=np.float64)


def at_first(*, debt: int, debtor: str, late: float, broken: int, overdue_days: int) -> Floats:
    """The weights before he said anything; `late` is the share of his invoices he paid late, `debt` is in cents."""
    middle, spread = INCOME.get(debtor, INCOME["business"])
    near = np.exp(-0.5 * (np.log(TYPES.means * debt / middle) / spread) ** 2)
    usual = np.exp(-0.5 * (np.log(MEANS * debt / middle) / spread) ** 2)
    weight = TYPES.weight * (WIDE / len(MEANS) + (1 - WIDE) * near / max(float(usual.sum()), 1e-9))
    grudge = 0.8 + 0.4 * late + 0.25 * min(broken, 3) + 0.25 * min(overdue_days, 360) / 360
    weight = weight * np.where(TYPES.gives > 0, 1, grudge)
    return np.asarray(weight / weight.sum(), dtype=np.float64)


def hazard_of(*, late: float, broken: int) -> float:
    """The monthly chance that his plan breaks, by his history."""
    return HAZARDS[2] if broken else HAZARDS[0] if late < 0.25 else HAZARDS[1]


def after_refusal(belief: Floats, yes: Floats, *, sure: float = 1.0) -> Floats:
    """The weights after he did not take an offer; below 1 `sure` says that he may only be waiting."""
    return _even(belief * (1 - sure * yes))


def after_counter(belief: Floats, counter: Plans) -> Floats:
    """The weights after he offered something himself: he can carry it, likely asks less of himself than he could, and seldom
    far less. But he may also act as if he has less: what he says counts for half."""
    able = yes_of(counter)[0]
    asks = counter.monthly[0] if counter.count[0] else counter.down[0]
    has = TYPES.gives * (TYPES.means if counter.count[0] else TYPES.at_hand + TYPES.means)
    short = np.log(np.maximum(has, 1e-6) / max(asks, 1e-6))
    usual = np.exp(-0.5 * (np.maximum(short - 0.25, 0) / 0.6) ** 2)
    likely = 0.03 + able * usual
    return _even(belief * (1 + likely / likely.max()))


def after_words(belief: Floats) -> Floats:
    """The weights after he says that he cannot: a little towards fewer means, as some who can say so too."""
    return _even(belief * TYPES.means**-0.25)


def _even(weight: Floats) -> Floats:
    """Weights that add up to one; what nobody could have done leaves everybody possible."""
    weight = weight + 1e-9
    return np.asarray(weight / weight.sum(), dtype=np.float64)
