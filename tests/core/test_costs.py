"""Collection costs: what holds for every principal; the amounts that others published stand in vectors/costs.toml."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.law.costs import Costs, collection_costs
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction

SCALE = jurisdiction().costs


def worked_out(principal: int, *, vat: bool = False) -> Costs:
    """The costs; over a sum that is not negative they are never refused."""
    answer = collection_costs(scale=SCALE, principal=principal, vat_surcharge=vat)
    assert isinstance(answer, Costs)
    return answer


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
