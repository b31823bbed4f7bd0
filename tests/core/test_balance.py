"""What is owed on a day over several claims, payment by payment and with every line behind it; no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.core.balance import Balance, balance
from akkoord.core.claim import Booked, Claim
from akkoord.core.imputation import OpenClaim, impute
from akkoord.core.law.charges import CostRules
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction

LAW = jurisdiction()
D = date.fromisoformat


def claim(number: str = "F1", *, total: int = 10_000, due: str = "2026-01-19", costs: str = "", booked: tuple[Booked, ...] = ()) -> Claim:
    """A consumer's claim with an agreed term."""
    due_on = D(due)
    costs_from = D(costs) if costs else None
    return Claim(number, due_on - timedelta(days=14), due_on, total, due_on + timedelta(days=1), costs_from, booked)


def owed(*claims: Claim, on: str, kind: str = "consumer", vat: bool = False) -> Balance:
    """The balance; on these days it is never refused."""
    answer = balance(claims, series=LAW.interest[kind], costs=CostRules(LAW.costs, vat_surcharge=vat), on=D(on))
    assert isinstance(answer, Balance)
    return answer


def paid(on: str, amount: int, *, credit: bool = False) -> Booked:
    """Money or a credit note."""
    return Booked(D(on), amount, credit)


EXAMPLE = claim(costs="2026-02-20", booked=(paid("2026-01-30", 4_000),))


@pytest.mark.parametrize(
    ("on", "principal", "interest", "costs"),
    [("2026-01-30", 6_012, 0, 0), ("2026-02-19", 6_012, 13, 0), ("2026-02-20", 6_012, 14, 4_000)],
)
def test_balance_of_the_worked_example(on: str, principal: int, interest: int, costs: int) -> None:
    found = owed(EXAMPLE, on=on)
    assert (found.principal, found.interest, found.costs, found.total) == (principal, interest, costs, principal + interest + costs)


def test_balance_part_payment_before_costs_fall_due_lowers_them() -> None:
    unpaid = claim(total=100_000, costs="2026-02-20")
    part = claim(total=100_000, costs="2026-02-20", booked=(paid("2026-02-19", 50_000),))
    assert (owed(unpaid, on="2026-02-20").costs, owed(part, on="2026-02-20").costs) == (
        15_000,
        7_551,
    )  # 15% of 503.40: 3.40 of the payment was interest


def test_balance_payment_on_the_day_costs_fall_due_comes_too_late() -> None:
    late = claim(total=100_000, costs="2026-02-20", booked=(paid("2026-02-20", 50_000),))
    found = owed(late, on="2026-02-20")
    assert (found.costs, found.interest, found.principal) == (0, 0, 100_000 - (50_000 - 15_000 - 351))


def test_balance_costs_over_several_claims_are_of_their_sum() -> None:
    claims = [claim(f"F{cents}", total=cents, costs="2026-02-20") for cents in (10_000, 12_000, 15_000)]
    found = owed(*claims, on="2026-02-20")
    assert (found.costs, owed(*claims, on="2026-02-20", vat=True).vat) == (5_550, 1_166)


def test_balance_costs_that_fall_due_later_top_up_the_first() -> None:
    claims = [claim("F1", costs="2026-02-20"), claim("F2", total=40_000, costs="2026-03-20")]
    assert [owed(*claims, on=on).costs for on in ("2026-02-19", "2026-02-20", "2026-03-20")] == [0, 4_000, 7_500]


def test_balance_credit_note_takes_off_principal_and_leaves_costs_and_interest() -> None:
    found = owed(claim(costs="2026-02-20", booked=(paid("2026-02-20", 4_000, credit=True),)), on="2026-02-20")
    assert (found.principal, found.interest, found.costs) == (6_000, 35, 4_000)


def test_balance_overpayment_is_said_and_nothing_goes_below_nothing() -> None:
    found = owed(claim(booked=(paid("2026-01-30", 20_000),)), on="2026-06-30")
    assert (found.principal, found.interest, found.costs, found.over) == (0, 0, 0, 20_000 - 10_012)


def test_balance_payment_on_another_claim_does_not_change_the_interest_of_this_one() -> None:
    other = [claim("F2", booked=tuple(paid(f"2026-02-{day:02}", 10) for day in range(1, 25)))]
    alone, beside = owed(claim(total=333), on="2026-06-30"), owed(claim(total=333), *other, on="2026-06-30")
    assert beside.claims[0].interest == alone.claims[0].interest


def test_balance_is_refused_past_the_checked_rates_only_while_something_is_open() -> None:
    day, settled = D("2027-01-01"), claim(booked=(paid("2026-01-30", 10_012),))
    answers = [balance([one], series=LAW.interest["consumer"], costs=CostRules(LAW.costs), on=day) for one in (claim(), settled)]
    assert [isinstance(one, Refusal) for one in answers] == [True, False]


def test_balance_before_an_invoice_was_sent_does_not_know_it() -> None:
    assert owed(claim(), on="2026-01-04").claims == ()


cents = st.integers(min_value=1, max_value=1_000_000)
bookings = st.lists(st.builds(Booked, st.dates(date(2026, 1, 6), date(2026, 11, 30)), cents, st.booleans()), max_size=4).map(tuple)
claims = st.lists(
    st.builds(
        lambda total, booked, costs: Claim("F", D("2026-01-05"), D("2026-01-19"), total, D("2026-01-20"), costs, booked),
        cents,
        bookings,
        st.none() | st.dates(date(2026, 2, 1), date(2026, 12, 1)),
    ),
    min_size=1,
    max_size=3,
)


@given(found=claims, on=st.dates(date(2026, 1, 5), date(2026, 12, 31)))
@settings(max_examples=200, deadline=None)
def test_balance_parts_add_up(found: list[Claim], on: date) -> None:
    """Everything that was claimed is still owed or was paid; what was paid too much is over."""
    answer = balance(found, series=LAW.interest["commercial"], costs=CostRules(LAW.costs), on=on)
    assert isinstance(answer, Balance)
    booked = sum(one.amount for claim in found for one in claim.booked if one.on <= on)
    interest = sum(line.interest for one in answer.claims for line in one.lines)
    charged = sum(line.amount for line in answer.cost_lines)
    assert answer.total + booked - answer.over == sum(one.total for one in found) + interest + charged
    assert min(answer.principal, answer.interest, answer.costs, answer.over) >= 0
    assert answer.principal == sum(one.principal for one in answer.claims)


ON = D("2026-03-01")


def open_claim(number: int, due: str, cents: int) -> OpenClaim:
    """A claim a payment could be for."""
    return OpenClaim(number, D(due), D("2026-01-01"), cents)


@pytest.mark.parametrize(
    ("amount", "named", "expected"),
    [
        (600, [], [(1, 500), (2, 100)]),
        (600, [2], [(2, 600)]),
        (900, [3, 2], [(3, 300), (2, 600)]),
        (5_000, [], [(1, 500), (2, 700), (3, 300)]),
        (100, [9], [(1, 100)]),
        (0, [], []),
    ],
)
def test_impute_named_first_then_due_then_oldest(amount: int, named: list[int], expected: list[tuple[int, int]]) -> None:
    claims = [open_claim(1, "2026-01-10", 500), open_claim(2, "2026-02-10", 700), open_claim(3, "2026-03-10", 300)]
    assert impute(amount, claims=claims, named=named, on=ON) == expected


def test_impute_claims_of_one_age_share() -> None:
    claims = [open_claim(1, "2026-01-10", 100), open_claim(2, "2026-01-10", 200), open_claim(3, "2026-01-10", 0)]
    assert impute(100, claims=claims, named=[], on=ON) == [(1, 33), (2, 67)]


def test_impute_most_burdensome_before_oldest_and_due_before_both() -> None:
    old, dear = open_claim(1, "2026-01-10", 500), replace(open_claim(2, "2026-02-10", 700), burden=Decimal(12))
    not_due = replace(open_claim(3, "2026-03-10", 300), burden=Decimal(18))
    assert impute(1_300, claims=[old, dear, not_due], named=[], on=ON) == [(2, 700), (1, 500), (3, 100)]


@given(
    amount=st.integers(min_value=0, max_value=5_000),
    sums=st.lists(st.integers(min_value=0, max_value=900), max_size=6),
    named=st.lists(st.integers(min_value=0, max_value=6), max_size=3),
)
def test_impute_gives_no_more_than_was_paid_or_is_open(amount: int, sums: list[int], named: list[int]) -> None:
    claims = [open_claim(number, f"2026-0{1 + number % 3}-10", cents) for number, cents in enumerate(sums)]
    parts = impute(amount, claims=claims, named=named, on=ON)
    assert sum(cents for _, cents in parts) == min(amount, sum(sums))
    assert all(0 < cents <= sums[number] for number, cents in parts)
    assert len({number for number, _ in parts}) == len(parts)
