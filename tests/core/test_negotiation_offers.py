"""Offers add up, stay inside the bounds, and what comes from outside never raises."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.core.negotiation.bounds import EXAMPLE, Bounds, bounds_of, bounds_of_toml, within
from akkoord.core.negotiation.offer import Offer, as_json, offer_of
from akkoord.core.negotiation.plan import as_plan, candidates, made_out, nearest
from akkoord.core.negotiation.value import present_value, values, worth
from akkoord.core.problem import Refusal

SHARES = st.decimals(0, 1, places=3)
DEBTS = st.integers(1, 1_000_000_000)  # to ten million euro
POLICIES = st.builds(
    Bounds,
    min_down_share=SHARES,
    max_instalments=st.integers(0, 120),
    max_days=st.integers(0, 2000),
    max_discount_share=SHARES,
    max_offers=st.integers(1, 8),
    offer_valid_days=st.integers(1, 30),
    handover_value_share=SHARES,
    yearly_discount_rate=st.decimals(0, 2, places=2),
    cost_per_offer=st.integers(0, 5000),
)
OFFERS = st.builds(
    Offer,
    down=st.integers(0, 10**9),
    instalments=st.integers(0, 1000),
    instalment=st.integers(0, 10**9),
    every_days=st.integers(1, 400),
    first_on_day=st.integers(0, 400),
    discount=st.integers(0, 10**9),
)


def policy(**changed: object) -> Bounds:
    """The example, with some bounds changed."""
    base = bounds_of_toml(EXAMPLE)
    assert isinstance(base, Bounds)
    said = {name: getattr(base, name) for name in Bounds.__slots__} | {"cost_per_offer": "1.50"} | changed
    found = bounds_of(said)
    assert isinstance(found, Bounds), found
    return found


@given(POLICIES, DEBTS, st.integers(0, 10_000))
def test_a_plan_made_out_adds_up_and_lies_inside(bounds: Bounds, debt: int, place: int) -> None:
    plans = candidates(bounds)
    if not len(plans):
        return
    offer = made_out(plans, place % len(plans), debt=debt, bounds=bounds)
    assert offer is None or within(offer, debt=debt, bounds=bounds)
    assert offer is None or sum(cents for _, cents in offer.payments(debt)) + offer.discount == debt


@given(POLICIES, DEBTS, OFFERS)
def test_the_nearest_offer_lies_inside(bounds: Bounds, debt: int, offer: Offer) -> None:
    found = nearest(offer, debt=debt, bounds=bounds)
    assert found is None or within(found, debt=debt, bounds=bounds)


def test_the_nearest_offer_keeps_the_instalment_he_named() -> None:
    wish = Offer(down=0, instalments=20, instalment=6000, every_days=30, first_on_day=7, discount=0)
    assert nearest(wish, debt=120000, bounds=policy()) == Offer(12000, 18, 6000, 30, 42, 0)


@pytest.mark.parametrize(
    ("change", "inside"),
    [
        ({}, True),
        ({"down": 11900, "instalment": 27025}, False),  # too little down
        ({"discount": 6000, "down": 14000}, True),
        ({"discount": 6001, "down": 13999}, False),
        ({"every_days": 200}, False),
        ({"down": 20001}, True),  # a cent less in the last instalment is rounding
        ({"down": 20005}, False),
    ],
)
def test_within_looks_at_every_bound(change: dict[str, int], inside: bool) -> None:
    base = {"down": 20000, "instalments": 4, "instalment": 25000, "every_days": 30, "first_on_day": 7, "discount": 0}
    assert within(Offer(**{**base, **change}), debt=120000, bounds=policy()) is inside


@settings(max_examples=30, deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_what_comes_from_outside_never_raises(said: Any) -> None:
    assert isinstance(offer_of(said), Offer | Refusal)
    assert isinstance(offer_of(dict.fromkeys(Offer.__slots__, said)), Offer | Refusal)


@given(OFFERS)
def test_an_offer_survives_the_way_out_and_back(offer: Offer) -> None:
    assert offer_of(as_json(offer)) == offer


@pytest.mark.parametrize(
    ("changed", "name"),
    [
        ("min_down_share = 1.1", "min_down_share"),
        ('max_instalments = "4"', "max_instalments"),
        ("max_instalments = -1", "max_instalments"),
        ("max_offers = 0", "max_offers"),
        ("max_days = true", "max_days"),
        ("yearly_discount_rate = nan", "yearly_discount_rate"),
        ("cost_per_offer = -1.0", "cost_per_offer"),
        ("consumer_charges = true", "consumer_charges"),
    ],
)
def test_a_wrong_policy_names_what_is_wrong(changed: str, name: str) -> None:
    lines = [line for line in EXAMPLE.splitlines() if not line.startswith(changed.split(" =")[0])]
    found = bounds_of_toml("\n".join([*lines, changed]))
    assert isinstance(found, Refusal)
    assert found.why.en.split()[0] == name


@pytest.mark.parametrize("text", ["x = ", EXAMPLE + "maximum = 3\n", EXAMPLE.replace("max_days = 720", "")])
def test_a_policy_that_is_no_toml_or_has_other_names_is_refused(text: str) -> None:
    assert isinstance(bounds_of_toml(text), Refusal)


RATES = st.floats(0, 1)


@given(st.floats(0, 0.5), st.integers(0, 24), st.sampled_from([7, 14, 30]), st.integers(0, 60), st.floats(0, 0.3), RATES, RATES)
def test_the_value_of_many_plans_is_that_of_each(
    down: float, count: int, every: int, day: int, hazard: float, rate: float, handover: float
) -> None:
    debt = 10**9
    first = int(down * debt) if count else debt
    offer = Offer(first, count, (debt - first) // count if count else 0, every, day, 0)
    many = values(as_plan(offer, debt=debt), hazard=np.array([[hazard]]), rate=rate, handover=handover)[0, 0]
    one = present_value(offer, debt=debt, rate=rate, hazard=hazard, handover=handover * debt) / debt
    assert many == pytest.approx(one, abs=1e-6)


def test_sooner_and_more_is_worth_more() -> None:
    bounds = policy()
    offers = [
        Offer(120000, 0, 0, 30, 7, 0),
        Offer(60000, 4, 15000, 30, 7, 0),
        Offer(12000, 18, 6000, 30, 7, 0),
        Offer(12000, 18, 6000, 30, 42, 0),
    ]
    worths = [worth(one, debt=120000, bounds=bounds) for one in offers]
    assert worths == sorted(worths, reverse=True)
    assert policy(handover_value_share=Decimal("0.3")).handover(120001) == 36000
