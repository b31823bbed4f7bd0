"""Claims for Hypothesis: several of one debtor, with payments, credit notes, demands, instalments and agreed rates."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import get_args

from hypothesis import strategies as st

from akkoord.core.balance import Balance, balance
from akkoord.core.claim import Booked, Claim
from akkoord.core.law.agreed import Agreed, Joins, Per, basis
from akkoord.core.law.charges import CostRules
from akkoord.core.law.costs import InstalmentCap
from akkoord.jurisdictions import jurisdiction
from tests.core.oracle import Rates
from tests.core.oracle_costs import Asked

LAW = jurisdiction()
SERIES = LAW.interest["commercial"]
RATES: Rates = [(row.first, Fraction(row.value)) for row in SERIES.rows]
LAST = date(2026, 12, 31)  # the rates are known up to here
CAPS: dict[int, InstalmentCap | None] = {0: None, 4_000: LAW.instalments["safe"], 14_000: LAW.instalments["published"]}

PLAIN = CostRules(LAW.costs)

sums = st.integers(min_value=1, max_value=30_000) | st.integers(min_value=30_000, max_value=3_000_000)
agreed_rates = st.builds(
    Agreed,
    st.integers(min_value=1, max_value=2_000).map(lambda hundredths: Decimal(hundredths) / 100),
    st.sampled_from(get_args(Per)),
    st.sampled_from(get_args(Joins)),
)
asked_ways = st.builds(Asked, st.booleans(), st.booleans(), st.sampled_from(sorted(CAPS)))


def owed(claims: Sequence[Claim], on: date, rules: CostRules = PLAIN) -> Balance:
    """The balance; within these days it is never refused."""
    answer = balance(claims, series=SERIES, costs=rules, on=on)
    assert isinstance(answer, Balance)
    return answer


def rules_of(asked: Asked) -> CostRules:
    """The same for the core."""
    return CostRules(LAW.costs, asked.vat, asked.over_capitalised, CAPS[asked.cap])


@st.composite
def bookings(draw: st.DrawFn, *, first: date, total: int, shared: Sequence[date]) -> tuple[Booked, ...]:
    """Up to three payments or credit notes from a day on, often on a day on which more happens."""
    amounts = st.integers(min_value=1, max_value=max(1, total // 2)) | st.just(total)
    later = [day for day in shared if day >= first] or [first]
    one = st.builds(Booked, st.dates(first, LAST) | st.sampled_from(later), amounts, st.sampled_from((False, False, True)))
    return tuple(draw(st.lists(one, max_size=3)))


@st.composite
def claim_of_any_kind(draw: st.DrawFn, *, number: int, booked: bool, shared: Sequence[date]) -> Claim:
    """One claim; whether interest and costs run on it, and from when, is drawn apart."""
    issued = draw(st.dates(date(2024, 2, 25), date(2026, 6, 30)))
    due, total = issued + timedelta(days=draw(st.integers(0, 60))), draw(sums)
    starts = draw(st.none() | st.just(due + timedelta(days=1)) | st.integers(2, 90).map(lambda days: due + timedelta(days=days)))
    own_days = st.sampled_from((1, 15, 30, 31, 180, 366)).map(lambda days: due + timedelta(days=days))
    costs = draw(st.none() | own_days | st.sampled_from([day for day in shared if day > due] or [due + timedelta(days=1)]))
    agreed = draw(st.none() | agreed_rates)
    own = basis(agreed, kind=draw(st.sampled_from(("consumer", "business"))), law=SERIES, first_day=starts) if agreed and starts else None
    return Claim(
        f"F{number}",
        issued,
        due,
        total,
        starts,
        costs,
        draw(bookings(first=issued, total=total, shared=shared)) if booked else (),
        least_from=draw(st.none() | st.just(starts)),
        contract=draw(st.sampled_from(("", "", "K1", "K2"))),
        basis=own,
    )


@st.composite
def claims_of_a_debtor(draw: st.DrawFn, *, most: int = 3, booked: bool = True) -> list[Claim]:
    """One to three claims, each with its own number; some days they share, so that much happens on one day."""
    shared = draw(st.lists(st.dates(date(2024, 6, 1), LAST), min_size=1, max_size=2))
    count = draw(st.integers(1, most))
    return [draw(claim_of_any_kind(number=number, booked=booked, shared=shared)) for number in range(1, count + 1)]
