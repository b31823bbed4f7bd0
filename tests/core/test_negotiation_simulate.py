"""Simulated debtors and the measure: the same seed gives the same, nobody beats who knows everything, and waiting does not pay."""

from __future__ import annotations

import numpy as np
import pytest

from akkoord.core.negotiation.bounds import within
from akkoord.core.negotiation.debtor import agrees, brings, pays
from akkoord.core.negotiation.offer import Offer
from akkoord.core.negotiation.plan import as_plan, candidates
from akkoord.core.negotiation.population import OWN, PLAIN, POPULATIONS, WAITS, Population
from akkoord.core.negotiation.simulate import Crowd, fine_grid
from akkoord.core.negotiation.strategies import NAMES, OURS, Learned, compare, players
from tests.core.test_negotiation_offers import policy


def test_a_population_is_known_by_its_seed() -> None:
    assert OWN.debtors(20, seed=4) == OWN.debtors(40, seed=4)[:20]
    assert OWN.debtors(20, seed=4) != OWN.debtors(20, seed=5)


@pytest.mark.parametrize("name", POPULATIONS)
def test_every_population_can_be_drawn(name: str) -> None:
    debtors = POPULATIONS[name].debtors(50, seed=1)
    assert all(one.debt > 0 and one.means > 0 and one.at_hand >= 0 and 0 <= one.gives <= 1 for one in debtors)


def test_what_an_agreement_brings_is_between_nothing_and_the_debt() -> None:
    bounds, plans = policy(handover_value_share=0, yearly_discount_rate=0), candidates(policy())
    for debtor in OWN.debtors(8, seed=2):
        value = brings(debtor, plans, bounds=bounds)
        assert np.all(value <= 1 + 1e-9)
        assert np.all(value >= 0)


def test_paid_on_average_is_what_was_expected() -> None:
    bounds = policy(handover_value_share=0, yearly_discount_rate=0)
    debtor = next(one for one in OWN.debtors(50, seed=2) if one.style == PLAIN and one.means > one.debt / 10)
    offer = Offer(debtor.debt - 12 * (debtor.debt // 14), 12, debtor.debt // 14, 30, 7, 0)
    expected = brings(debtor, as_plan(offer, debt=debtor.debt), bounds=bounds)[0] * debtor.debt
    paid = np.mean([pays(debtor, offer, chance=np.random.default_rng(seed))[0] for seed in range(3000)])
    assert paid == pytest.approx(expected, rel=0.03)


def test_every_strategy_plays_inside_the_bounds_and_below_full_information() -> None:
    bounds = policy()
    crowd = Crowd(OWN.debtors(25, seed=6), bounds, 6)
    plays = players(Learned(Crowd(OWN.debtors(40, seed=7), bounds, 7)), seed=6)
    assert tuple(plays) == NAMES
    for name in NAMES:
        for debtor, best in zip(crowd.debtors, crowd.optimum, strict=True):
            outcome = plays[name](debtor)
            assert outcome.offer is None or within(outcome.offer, debt=debtor.debt, bounds=bounds)
            assert outcome.value <= best * 1.01 + 100, name  # between the plans of the grid a little more may lie


def test_ours_is_better_than_the_best_single_plan_and_the_same_each_time() -> None:
    first, again = (next(compare([OURS], OWN, bounds=policy(), debtors=60, seed=8)) for _ in range(2))
    assert first == again
    assert first.efficiency > 0.6
    assert first.skill > 0
    assert first.efficiency_95[0] <= first.efficiency <= first.efficiency_95[1]


def test_who_refuses_until_the_last_offer_does_not_take_it_all() -> None:
    later = Population(styles={WAITS: 1.0}, leaves=0.02)
    assert next(compare([OURS], later, bounds=policy(), debtors=40, seed=9)).efficiency > 0.6


def test_the_fine_grid_lies_inside_the_bounds_and_debtors_agree_to_easier_plans() -> None:
    bounds = policy()
    plans = fine_grid(bounds)
    assert np.all(plans.day + plans.count * plans.every <= bounds.max_days)
    debtor = next(one for one in OWN.debtors(50, seed=2) if one.limit > 1 and one.style == PLAIN)
    asked = agrees(debtor, plans)
    assert asked.any() or debtor.means * debtor.gives * 24 < debtor.debt
