"""The judge, the court fee by its table, and what going to court may bring."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.court.european import fits
from akkoord.core.court.fees import TARIFFS, CourtFee, Tariff, court_fee
from akkoord.core.court.judge import Claimed, Judge, venue
from akkoord.core.court.worth import Outlay, worth
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction

LAW = jurisdiction()
IN_2026, IN_2024 = date(2026, 11, 26), date(2024, 2, 29)
CENTS = st.integers(0, 300_000_000)


def _fee(claim: int, judge: Judge, tariff: Tariff, on: date = IN_2026) -> CourtFee | Refusal:
    return court_fee(claim, judge=judge, tariff=tariff, on=on, table=LAW.court_fees)


@pytest.mark.parametrize(
    ("euro", "judge", "fees", "of_2024"),
    [
        (0, "kanton", (139, 93, 93), (130, 87)),
        (500, "kanton", (139, 93, 93), (130, 87)),
        (1_500, "kanton", (350, 233, 93), (328, 218)),
        (2_500, "kanton", (397, 265, 93), (372, 248)),
        (5_000, "kanton", (529, 265, 93), (496, 248)),
        (12_500, "kanton", (559, 265, 93), (524, 248)),
        (25_000, "kanton", (1_504, 753, 93), (1_409, 706)),
        (100_000, "rechtbank", (3_083, 1_414, None), (None, None)),
        (1_000_000, "rechtbank", (7_062, 2_803, None), (None, None)),
        (1_000_001, "rechtbank", (10_487, 2_803, None), (None, None)),
    ],
)
def test_fee_is_that_of_the_table(euro: int, judge: Judge, fees: tuple[int | None, ...], of_2024: tuple[int | None, ...]) -> None:
    for on, wanted in ((IN_2026, fees), (IN_2024, of_2024)):
        found = [_fee(euro * 100, judge, tariff, on) for tariff in TARIFFS[: len(wanted)]]
        assert [one.amount // 100 if isinstance(one, CourtFee) else None for one in found] == list(wanted)


@pytest.mark.parametrize("on", [date(2023, 12, 31), date(2025, 6, 1), date(2027, 1, 1)])
def test_a_year_without_figures_is_a_refusal(on: date) -> None:
    assert isinstance(_fee(1, "kanton", "legal", on), Refusal)


@given(CENTS, CENTS, st.sampled_from(TARIFFS), st.sampled_from(("kanton", "rechtbank")))
def test_a_higher_claim_never_costs_less(one: int, more: int, tariff: Tariff, judge: Judge) -> None:
    low, high = _fee(one, judge, tariff), _fee(one + more, judge, tariff)
    if isinstance(low, CourtFee) and isinstance(high, CourtFee):
        assert 0 < low.amount <= high.amount
        natural = _fee(one, judge, "natural")
        assert tariff != "legal" or (isinstance(natural, CourtFee) and natural.amount <= low.amount)


@given(CENTS, CENTS, CENTS, st.booleans())
def test_limit_divides_the_judges_and_only_costs_make_it_doubtful(principal: int, interest: int, costs: int, counted: bool) -> None:
    claimed = Claimed(principal, interest, costs)
    found = venue(claimed, rule=LAW.judge, with_costs=counted)
    assert (found.judge == "kanton") == (found.weighed <= 2_500_000) == (not found.lawyer)
    assert found.doubtful == (principal + interest <= 2_500_000 < claimed.total)
    assert venue(claimed, rule=LAW.judge, subject="purchase").judge == "kanton"


@given(st.integers(0, 10_000_000), *[st.integers(0, 500_000)] * 4, st.integers(0, 100), st.integers(0, 100))
def test_break_even_is_the_lowest_chance_that_pays(
    claim: int, fee: int, writ: int, help_: int, salary: int, chance: int, share: int
) -> None:
    outlay = Outlay(fee, writ, help_, salary)
    found = worth(claim, outlay=outlay, chance=chance, recovered=share)
    assert found.lost <= found.expected <= max(found.won, found.lost)
    if found.break_even is None:
        assert worth(claim, outlay=outlay, chance=100, recovered=share).expected <= 0
    else:
        assert worth(claim, outlay=outlay, chance=found.break_even, recovered=share).expected >= 0
        assert found.break_even == 0 or worth(claim, outlay=outlay, chance=found.break_even - 1, recovered=share).expected <= 0


@pytest.mark.parametrize(
    ("country", "kind", "may"),
    [("DE", "business", True), ("DE", "consumer", False), ("DK", "business", False), ("NL", "business", False), ("US", "business", False)],
)
def test_european_order_fits_businesses_across_the_border(country: str, kind: str, may: bool) -> None:
    assert (fits(country=country, kind=kind, home="NL", rule=LAW.european) is None) == may
