"""Interest that runs on after a file: the same as if it had been reckoned in one go, but for the rounding of one more cut."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.handover.onward import Since, kept, run_on, runs_from, runs_of
from akkoord.core.law.account import DAY_COUNTS, Account, DayCount
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text

FIRST = date(2025, 3, 1)
RATES = Series(
    Text("rente", "interest"),
    "6:119a BW",
    (Value(date(2020, 1, 1), Decimal(10), "a"), Value(date(2026, 1, 1), Decimal("11.5"), "b"), Value(date(2026, 7, 1), Decimal(9), "c")),
    date(2030, 12, 31),
)
CENTS = st.integers(1, 5_000_000)


def manifest(account: Account, *, total: int, on: date, paid: list[tuple[date, int]]) -> dict[str, Any]:
    """What a file would say of one invoice; the account is played up to that day."""
    moves = []
    for day, cents in paid:
        account.advance(day)
        interest, principal = account.interest_due, account.principal
        over = account.pay(cents)
        split = {"costs": 0, "interest": min(cents, interest), "principal": principal - account.principal, "over": over}
        moves.append({"invoice": "A", "on": day.isoformat(), "what": "payment", "amount": cents, **split})
    account.advance(on)
    moves += [{"invoice": "A", "on": f"{one.on}", "what": "joined", "interest": one.amount, "principal": 0} for one in account.joined]
    lines = [
        {"invoice": "A", "from_day": f"{one.first}", "to_day": f"{one.last}", "rate": f"{one.rate}"}
        | {name: getattr(one, name) for name in ("days", "base", "interest", "of", "per")}
        for one in account.lines
    ]
    sums = {"principal": account.principal, "interest": account.interest_due}
    invoice = {"number": "A", "kind": "invoice", "due_on": "2025-02-28", "interest_from": FIRST.isoformat(), "total": total}
    own = {"open": account.principal, "interest": account.interest_due}
    return {"claim": {"on": on.isoformat(), **sums, "interest_lines": lines, "movements": moves}, "invoices": [invoice | own]}


@given(
    total=CENTS,
    before=st.lists(st.tuples(st.integers(0, 500), CENTS), max_size=3),
    cut=st.integers(0, 900),
    after=st.lists(st.tuples(st.integers(0, 900), CENTS), max_size=3),
    more=st.integers(1, 900),
    count=st.sampled_from(DAY_COUNTS),
)
def test_it_goes_on_as_if_it_was_never_cut(
    total: int, before: list[tuple[int, int]], cut: int, after: list[tuple[int, int]], more: int, count: DayCount
) -> None:
    reached, until = FIRST + timedelta(days=cut), FIRST + timedelta(days=cut + more)
    early = sorted((FIRST + timedelta(days=min(days, cut)), cents) for days, cents in before)
    late = sorted((reached + timedelta(days=min(1 + days, more)), cents) for days, cents in after)
    said = manifest(Account(RATES, FIRST, total, count), total=total, on=reached, paid=early)
    runs = runs_of(said, series=RATES)
    assert tuple(runs_from(kept(runs))) == runs
    assert len(runs) == 1
    found = run_on(runs, reached=reached, on=until, series=RATES, costs=[], paid=late)
    whole = Account(RATES, FIRST, total, runs[0].day_count)
    for day, cents in [*early, *late]:
        whole.advance(day)
        whole.pay(cents)
    whole.advance(until)
    assert isinstance(found, Since)
    assert abs(sum(found.left) - whole.principal - whole.interest_due) <= 2 + len(late)
    assert all(line.first > reached for _, line in found.lines)


def test_costs_go_first_and_what_was_paid_too_much_goes_to_costs_that_come_later() -> None:
    said = manifest(Account(RATES, FIRST, 100_000), total=100_000, on=FIRST, paid=[])
    day = FIRST + timedelta(days=10)
    runs, span = runs_of(said, series=RATES), {"reached": FIRST, "on": FIRST + timedelta(days=30), "series": RATES}
    first = run_on(runs, costs=[(FIRST, 15_000)], paid=[(day, 14_000)], **span)  # type: ignore[arg-type]  # each by its name
    assert isinstance(first, Since)
    assert (first.left[0], first.left[2]) == (1_000, 100_000)
    rich = run_on(runs, costs=[(day + timedelta(days=5), 5_000)], paid=[(day, 200_000)], **span)  # type: ignore[arg-type]  # the same
    assert isinstance(rich, Since)
    assert rich.left == (0, 0, 0)


def test_nothing_is_said_of_days_without_a_rate_or_of_more_money_back_than_came() -> None:
    runs = runs_of(manifest(Account(RATES, FIRST, 100_000), total=100_000, on=FIRST, paid=[]), series=RATES)
    beyond = run_on(runs, reached=FIRST, on=date(2031, 1, 1), series=RATES, costs=[], paid=[])
    assert isinstance(beyond, Refusal)
    back = run_on(runs, reached=FIRST, on=date(2026, 1, 1), series=RATES, costs=[], paid=[(FIRST, 100), (FIRST, -101)])
    assert back is None
    assert run_on(runs, reached=FIRST, on=FIRST, series=RATES, costs=[], paid=[]) is None
