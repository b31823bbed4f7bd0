"""The balance of a debtor against an oracle that walks every day in exact fractions and knows nothing of how the core reckons."""

from __future__ import annotations

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from akkoord.core.balance import Balance, balance
from akkoord.core.claim import Booked, Claim
from akkoord.core.law.account import DAY_COUNTS, DayCount
from tests.core.claims import LAST, RATES, SERIES, asked_ways, claims_of_a_debtor, rules_of
from tests.core.oracle_balance import slow_balance
from tests.core.oracle_costs import Asked

D = date.fromisoformat
CREDITED_WHOLE = Claim(
    "F1", D("2024-12-01"), D("2025-01-01"), 100_000, D("2025-01-02"), D("2026-03-01"), (Booked(D("2026-02-01"), 100_000, credit=True),)
)
TOGETHER = [Claim(f"F{cents}", D("2026-01-05"), D("2026-01-19"), cents, None, D("2026-02-20")) for cents in (10_001, 20_003, 30_007)]
PAID_AND_CREDITED = Claim(
    "F1",
    D("2026-01-05"),
    D("2026-01-19"),
    10_000,
    D("2026-01-20"),
    booked=(Booked(D("2026-02-20"), 8_000), Booked(D("2026-02-20"), 4_000, credit=True)),
)


@given(
    claims=claims_of_a_debtor(),
    asked=asked_ways,
    on=st.dates(date(2025, 1, 1), LAST),
    day_count=st.sampled_from(DAY_COUNTS),
)
@example(claims=[CREDITED_WHOLE], asked=Asked(over_capitalised=True), on=D("2026-03-01"), day_count="compounding-year")
@example(claims=TOGETHER, asked=Asked(vat=True), on=D("2026-02-20"), day_count="compounding-year")
@example(claims=[PAID_AND_CREDITED], asked=Asked(), on=D("2026-03-20"), day_count="compounding-year")
@settings(max_examples=150, deadline=None)
def test_balance_equals_the_slow_oracle(claims: list[Claim], asked: Asked, on: date, day_count: DayCount) -> None:
    fast = balance(claims, series=SERIES, costs=rules_of(asked), on=on, day_count=day_count)
    slow = slow_balance(claims, rates=RATES, asked=asked, on=on, day_count=day_count)
    assert isinstance(fast, Balance)
    assert [(one.principal, one.interest, one.costs, one.charged, one.vat) for one in fast.claims] == [
        (one.principal, one.interest, one.costs, one.charged, one.vat) for one in slow.ones
    ]
    parts = [
        [(move.costs, move.interest, move.principal, move.over) for move in one.movements if move.what != "joined"] for one in fast.claims
    ]
    assert parts == [one.parts for one in slow.ones]
    assert (sum(line.amount for line in fast.cost_lines), fast.vat) == (slow.total, slow.vat)
    assert fast.over == sum(over for one in slow.ones for *_, over in one.parts)
    assert (fast.principal, fast.interest, fast.costs) == tuple(
        sum(getattr(one, name) for one in slow.ones) for name in ("principal", "interest", "costs")
    )
