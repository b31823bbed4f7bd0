"""Agreed interest: any rate between businesses, only a higher one toward consumers and authorities, compounded as agreed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.core.law.account import MONTH, NEVER, YEAR
from akkoord.core.law.agreed import Agreed, Basis, Joins, basis, wrong_rate
from akkoord.core.law.series import Value
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction
from tests.core.claims import agreed_rates

LAW = jurisdiction()
D = date.fromisoformat


def based(agreed: Agreed | None, kind: str, first: str = "2025-01-01") -> Basis:
    """The basis of a claim on this kind of debtor."""
    return basis(agreed, kind=kind, law=LAW.series_for(kind), first_day=D(first))


def rate_on(found: Basis, day: date) -> Decimal:
    """The percentage of that day."""
    row = found.series.at(day)
    assert isinstance(row, Value)
    return row.value


@pytest.mark.parametrize("kind", ["business", "consumer", "government"])
def test_basis_without_an_agreed_rate_is_the_law(kind: str) -> None:
    assert based(None, kind) == Basis(LAW.series_for(kind), YEAR, YEAR)


@pytest.mark.parametrize("rate", ["0.5", "6", "24"])
def test_basis_of_a_business_is_what_was_agreed_higher_or_lower(rate: str) -> None:
    found = based(Agreed(Decimal(rate)), "business")
    assert (rate_on(found, D("2025-06-01")), found.series.article, found.per, found.joins) == (Decimal(rate), "6:119a BW", YEAR, NEVER)
    assert rate_on(found, D("2049-06-01")) == Decimal(rate)  # a contract's rate does not run out as the law's table does


@pytest.mark.parametrize(("joins", "months"), [("never", NEVER), ("month", MONTH), ("year", YEAR)])
@pytest.mark.parametrize(("per", "quoted"), [("year", YEAR), ("month", MONTH)])
def test_basis_of_a_business_keeps_period_and_compounding(per: str, quoted: int, joins: Joins, months: int) -> None:
    found = based(Agreed(Decimal(1), per, joins), "business")  # type: ignore[arg-type]  # year or month
    assert (found.per, found.joins, rate_on(found, D("2025-06-01"))) == (quoted, months, Decimal(1))


@pytest.mark.parametrize(
    ("kind", "agreed", "article"),
    [
        ("consumer", Agreed(Decimal(5)), "6:119 BW"),  # lower than the 6 of 2025
        ("consumer", Agreed(Decimal(6)), "6:119 BW"),  # not higher
        ("consumer", Agreed(Decimal("6.01")), "6:119 lid 3 BW"),
        ("consumer", Agreed(Decimal("0.5"), "month"), "6:119 BW"),  # 6 a year
        ("consumer", Agreed(Decimal("0.51"), "month"), "6:119 lid 3 BW"),
        ("government", Agreed(Decimal(11)), "6:119b BW"),
        ("government", Agreed(Decimal(12)), "6:119b BW, hogere overeengekomen rente"),
    ],
)
def test_basis_of_a_consumer_or_an_authority_is_agreed_only_where_it_is_higher(kind: str, agreed: Agreed, article: str) -> None:
    assert based(agreed, kind).series.article == article


def test_basis_of_a_consumer_has_the_statutory_rate_on_days_on_which_that_is_higher() -> None:
    found = based(Agreed(Decimal("5.5"), joins="year"), "consumer", "2023-01-01")  # 4 then; 6 and 7 later; 4 again in 2026
    assert [str(rate_on(found, D(day))) for day in ("2023-01-01", "2023-07-01", "2024-01-01", "2026-01-01")] == ["5.5", "6", "7", "5.5"]


def test_basis_of_a_consumer_on_days_nobody_checked_is_the_law() -> None:
    assert based(Agreed(Decimal(50)), "consumer", "2027-01-01") == Basis(LAW.series_for("consumer"))


@pytest.mark.parametrize(("rate", "wrong"), [("0", True), ("-1", True), ("100.01", True), ("100", False), ("0.01", False)])
def test_rate_that_cannot_have_been_agreed(rate: str, wrong: bool) -> None:
    assert isinstance(wrong_rate(Decimal(rate)), Refusal) == wrong


firsts = st.dates(date(2015, 1, 1), date(2026, 6, 30))


@given(agreed=agreed_rates, kind=st.sampled_from(("consumer", "government")), first=firsts, span=st.integers(0, 180))
@settings(max_examples=100, deadline=None)
def test_basis_gives_a_consumer_no_less_protection_than_the_text(agreed: Agreed, kind: str, first: date, span: int) -> None:
    """Each day has the statutory rate or the higher one that was agreed; a rate that is not higher changes nothing at all; what
    joins is no more than the contract says."""
    law, day = LAW.series_for(kind), first + timedelta(days=span)
    found = basis(agreed, kind=kind, law=law, first_day=first)
    statutory, begun = law.at(day), law.at(first)
    assert isinstance(statutory, Value)
    assert isinstance(begun, Value)
    if agreed.yearly <= begun.value:
        assert found == Basis(law)
    else:
        assert rate_on(found, day) == max(statutory.value, agreed.yearly)
        assert (found.per, found.joins) == (YEAR, {"never": NEVER, "month": MONTH, "year": YEAR}[agreed.joins])
