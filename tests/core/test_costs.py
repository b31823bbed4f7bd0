"""Collection costs: the published and worked-out amounts of the scale, with and without VAT."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.law.costs import Costs, collection_costs
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction

SCALE = jurisdiction().costs
TABLE = [  # principal, costs, VAT, together
    (100, 4_000, 840, 4_840),
    (26_666, 4_000, 840, 4_840),
    (26_667, 4_000, 840, 4_840),
    (30_000, 4_500, 945, 5_445),
    (100_000, 15_000, 3_150, 18_150),
    (152_347, 22_852, 4_799, 27_651),
    (250_000, 37_500, 7_875, 45_375),
    (500_000, 62_500, 13_125, 75_625),
    (1_000_000, 87_500, 18_375, 105_875),
    (2_500_000, 102_500, 21_525, 124_025),
    (10_000_000, 177_500, 37_275, 214_775),
    (20_000_000, 277_500, 58_275, 335_775),
    (100_000_000, 677_500, 142_275, 819_775),
    (200_000_000, 677_500, 142_275, 819_775),
]
PUBLISHED = [(350_000, 47_500), (180_918, 27_138), (3_272_140, 110_221), (37_000, 5_550)]


def worked_out(principal: int, *, vat: bool = False) -> Costs:
    """The costs; over a sum that is not negative they are never refused."""
    answer = collection_costs(scale=SCALE, principal=principal, vat_surcharge=vat)
    assert isinstance(answer, Costs)
    return answer


@pytest.mark.parametrize(("principal", "costs", "vat", "total"), TABLE)
def test_costs_of_the_scale(principal: int, costs: int, vat: int, total: int) -> None:
    with_vat, without = worked_out(principal, vat=True), worked_out(principal)
    assert (with_vat.costs, with_vat.vat, with_vat.total) == (costs, vat, total)
    assert (without.costs, without.vat, without.total) == (costs, 0, costs)


@pytest.mark.parametrize(("principal", "expected"), PUBLISHED)
def test_costs_published_elsewhere(principal: int, expected: int) -> None:
    assert worked_out(principal).costs == expected


def test_costs_with_vat_published_elsewhere() -> None:
    assert worked_out(350_000, vat=True).total == 57_475


def test_costs_over_nothing_are_nothing() -> None:
    assert worked_out(0, vat=True) == Costs(0, 0, ())


def test_costs_refuse_a_negative_principal() -> None:
    assert isinstance(collection_costs(scale=SCALE, principal=-1), Refusal)


@pytest.mark.parametrize(("principal", "bound"), [(10_000, "minimum"), (200_000_000, "maximum")])
def test_costs_bound_is_a_line_of_its_own(principal: int, bound: str) -> None:
    assert worked_out(principal).lines[-1].source == f"{SCALE.source}: {bound}"


@given(principal=st.integers(min_value=1, max_value=10**12), more=st.integers(min_value=0, max_value=10**9), vat=st.booleans())
def test_costs_rise_within_bounds_and_their_lines_add_up(principal: int, more: int, vat: bool) -> None:
    answer = worked_out(principal, vat=vat)
    assert SCALE.minimum <= answer.costs <= SCALE.maximum
    assert sum(line.amount for line in answer.lines) == answer.costs
    assert worked_out(principal + more, vat=vat).total >= answer.total
