"""Costs as they fall due: claims added up, the least amount between businesses, VAT, and the cap on small instalments."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.claim import Claim
from akkoord.core.law.charges import LEAST, Charges, CostRules
from akkoord.core.law.costs import SURCHARGE, missing_for_surcharge
from akkoord.jurisdictions import jurisdiction
from tests.core.claims import owed
from tests.core.oracle_costs import scale

LAW = jurisdiction()
D = date.fromisoformat
SAFE, PUBLISHED = (CostRules(LAW.costs, cap=LAW.instalments[name]) for name in ("safe", "published"))
MONTHLY = [f"2026-{month:02}-10" for month in range(1, 13)]


def monthly(rules: CostRules, *, cents: int = 10_000, contract: str = "K1", days: list[str] = MONTHLY) -> list[int]:
    """What each month's instalment brings."""
    charges = Charges(rules)
    return [charges.fall_due(D(day), contracts={contract: cents}) for day in days]


def test_charges_cap_on_instalments_holds_for_six_months() -> None:
    """Safe: 40 in six months. The costs of 10 January leave the six months on 10 July, and those of July on 10 January."""
    assert monthly(SAFE) == [4_000, 0, 0, 0, 0, 0, 4_000, 0, 0, 0, 0, 0]


def test_charges_cap_that_was_published_is_140_in_six_months() -> None:
    """40 each until 140 is reached in April with 20; from July on each month sets one free again."""
    assert monthly(PUBLISHED) == [4_000, 4_000, 4_000, 2_000, 0, 0, 4_000, 4_000, 4_000, 2_000, 0, 0]


def test_charges_cap_the_day_before_six_months_still_counts() -> None:
    assert monthly(SAFE, days=["2026-01-10", "2026-07-09"]) == [4_000, 0]
    assert monthly(SAFE, days=["2025-08-31", "2026-02-27"]) == [4_000, 0]
    assert monthly(SAFE, days=["2025-08-31", "2026-02-28"]) == [4_000, 4_000]  # 31 August and six months: the last of February


def test_charges_cap_is_of_each_contract_and_leaves_other_claims_alone() -> None:
    charges = Charges(SAFE)
    day = D("2026-03-10")
    assert charges.fall_due(day, contracts={"K1": 10_000, "K2": 10_000}) == 8_000
    assert charges.fall_due(day, plain=10_000) == 4_000
    assert charges.fall_due(D("2026-04-10"), plain=90_000, contracts={"K1": 10_000}) == 11_000  # 15 % of 1,000 less 40; K1 is full


def test_charges_instalments_that_fall_due_together_are_added_up_first() -> None:
    charges = Charges(PUBLISHED)
    assert charges.fall_due(D("2026-03-10"), contracts={"K1": 60_000}) == 9_000  # three of 200: 15 % of 600
    assert charges.fall_due(D("2026-03-11"), contracts={"K1": 60_000}) == 5_000  # 140 together


def test_charges_without_a_cap_add_instalments_to_the_rest() -> None:
    charges = Charges(CostRules(LAW.costs))
    assert [charges.fall_due(D(day), contracts={"K1": 20_000}) for day in MONTHLY[:3]] == [4_000, 2_000, 3_000]


@pytest.mark.parametrize(
    ("total", "contract", "costs_from", "capped"),
    [
        (26_666, "K1", "2026-03-10", True),
        (26_667, "K1", "2026-03-10", False),  # not lower than 266.67
        (26_666, "", "2026-03-10", False),  # of no contract: each on its own
        (26_666, "K1", "2024-09-30", False),  # the cap came on 1 October 2024
        (26_666, "K1", "2024-10-01", True),
    ],
)
def test_charges_cap_holds_for_small_instalments_of_a_contract(total: int, contract: str, costs_from: str, capped: bool) -> None:
    """Two of a kind, due together: capped they bring 40, else the scale over their sum, which is more."""
    day = D(costs_from)
    two = [Claim(f"F{number}", D("2024-01-01"), D("2024-02-01"), total, None, day, contract=contract) for number in (1, 2)]
    assert owed(two, day, SAFE).costs == (4_000 if capped else scale(2 * total))


def test_charges_least_amount_is_due_at_once_and_is_part_of_the_scale_later() -> None:
    charges = Charges(CostRules(LAW.costs))
    assert charges.fall_due(D("2026-03-02"), least=True) == 4_000
    assert [line.source for line in charges.lines] == [LEAST]
    assert charges.fall_due(D("2026-03-09"), least=True) == 0  # once, whatever falls due beside it
    assert charges.fall_due(D("2026-04-01"), plain=100_000) == 11_000
    assert LEAST not in [line.source for line in charges.lines]


def test_charges_vat_is_over_everything_and_a_line_of_its_own() -> None:
    charges = Charges(CostRules(LAW.costs, vat_surcharge=True))
    assert charges.fall_due(D("2026-03-02"), plain=10_000) == 4_840
    assert charges.fall_due(D("2026-04-02"), plain=40_000) == 7_500 + 1_575 - 4_840
    assert (charges.total, charges.vat, charges.lines[-1].source) == (9_075, 1_575, SURCHARGE)


@pytest.mark.parametrize("taxed", [True, False])
@pytest.mark.parametrize("deductible", [True, False])
@pytest.mark.parametrize("declared", [True, False])
def test_surcharge_needs_all_three_conditions(taxed: bool, deductible: bool, declared: bool) -> None:
    """A taxed service, VAT that cannot be deducted, and the declaration that says so (Besluit BIK art. 2 lid 3)."""
    missing = missing_for_surcharge(taxed_service=taxed, deductible=deductible, declared=declared)
    assert len(missing) == (not taxed) + deductible + (not declared)
    assert all(one.source == SURCHARGE and one.why.nl and one.why.en for one in missing)


falls = st.tuples(st.dates(date(2025, 1, 1), date(2026, 12, 31)), st.integers(0, 300_000), st.sampled_from(("", "K1", "K2")), st.booleans())


@given(steps=st.lists(falls, max_size=12).map(sorted), vat=st.booleans(), cap=st.sampled_from((None, *LAW.instalments.values())))
def test_charges_never_fall_and_their_lines_are_the_total(steps: list[tuple[date, int, str, bool]], vat: bool, cap: object) -> None:
    charges = Charges(CostRules(LAW.costs, vat_surcharge=vat, cap=cap))  # type: ignore[arg-type]  # None or a cap
    more = [
        charges.fall_due(day, plain=0 if contract else cents, contracts={contract: cents} if contract else None, least=least)
        for day, cents, contract, least in steps
    ]
    assert min(more, default=0) >= 0
    assert sum(more) == charges.total == sum(line.amount for line in charges.lines)


@given(days=st.lists(st.dates(date(2025, 1, 1), date(2027, 12, 31)), max_size=20).map(sorted), cents=st.integers(1, 26_666))
def test_charges_of_one_contract_never_exceed_the_cap_in_any_six_months(days: list[date], cents: int) -> None:
    for name, most in (("safe", 4_000), ("published", 14_000)):
        charges = Charges(CostRules(LAW.costs, cap=LAW.instalments[name]))
        brought = [(day, charges.fall_due(day, contracts={"K1": cents})) for day in days]
        for day, _ in brought:
            window = [more for on, more in brought if 0 <= (on - day).days <= 180]  # six months are 181 days or more
            assert sum(window) <= most


def test_charges_that_fall_due_together_are_of_each_claim_by_its_principal() -> None:
    """15 % of 600.11 is 90.02: 15.00, then 30.00 of what is left, and the rest of the last, to the cent."""
    day = D("2026-02-20")
    three = [Claim(f"F{cents}", D("2026-01-05"), D("2026-01-19"), cents, None, day) for cents in (10_001, 20_003, 30_007)]
    assert [one.costs for one in owed(three, day).claims] == [1_500, 3_000, 4_502]
