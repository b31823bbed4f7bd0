"""What must hold for the claims of every debtor: parts add up, nothing is charged twice, and a letter foretells what is charged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from akkoord.core.balance import costs_if_unpaid
from akkoord.core.claim import Booked, Claim
from akkoord.core.law.charges import CostRules
from akkoord.core.law.costs import Costs
from tests.core.claims import LAST, LAW, PLAIN, SERIES, asked_ways, claims_of_a_debtor, owed, rules_of
from tests.core.oracle_costs import Asked, scale

DAY = timedelta(days=1)
D = date.fromisoformat
days = st.dates(date(2025, 1, 1), LAST - 90 * DAY)


def charged(claims: Sequence[Claim], on: date, rules: CostRules = PLAIN) -> int:
    """All costs that fell due by then, paid or not."""
    return sum(line.amount for line in owed(claims, on, rules).cost_lines)


def announced(claims: Sequence[Claim], numbers: Sequence[str], on: date, rules: CostRules = PLAIN) -> Costs:
    """What a letter about these claims says that comes on top."""
    answer = costs_if_unpaid(claims, numbers=numbers, series=SERIES, costs=rules, on=on)
    assert isinstance(answer, Costs)
    assert sum(line.amount for line in answer.lines) == answer.total >= answer.vat >= 0
    return answer


def demanded(claims: Sequence[Claim], numbers: Sequence[str], day: date) -> list[Claim]:
    """The same claims, after a demand about these of which the costs fall due on a day; earlier ones stay."""
    late = {claim.number for claim in claims if claim.costs_from is None or claim.costs_from >= day}
    return [replace(claim, costs_from=day) if claim.number in late.intersection(numbers) else claim for claim in claims]


@given(claims=claims_of_a_debtor(), asked=asked_ways, on=days)
@settings(max_examples=80, deadline=None)
def test_movements_each_fall_apart_without_rest(claims: list[Claim], asked: Asked, on: date) -> None:
    found = owed(claims, on, rules_of(asked))
    moves = [move for one in found.claims for move in one.movements]
    assert all(move.costs + move.interest + move.principal + move.over == move.amount for move in moves)
    assert all(min(move.costs, move.interest, move.principal, move.over) >= 0 for move in moves)
    assert [move.amount for move in moves if move.what == "credit"] == [
        move.principal + move.over for move in moves if move.what == "credit"
    ]
    assert all(one.costs == one.charged - sum(move.costs for move in one.movements) for one in found.claims)
    assert all(0 <= one.vat <= one.charged for one in found.claims)
    assert sum(one.charged for one in found.claims) == sum(line.amount for line in found.cost_lines)


@given(
    claims=claims_of_a_debtor(), asked=asked_ways, on=days, later=st.integers(1, 60), amount=st.integers(1, 5_000_000), credit=st.booleans()
)
@settings(max_examples=60, deadline=None)
def test_booking_of_a_later_day_or_taken_back_leaves_the_balance_as_it_was(
    claims: list[Claim], asked: Asked, on: date, later: int, amount: int, credit: bool
) -> None:
    before = owed(claims, on, rules_of(asked))
    booked = Booked(on + later * DAY, amount, credit)
    more = [replace(claims[0], booked=(*claims[0].booked, booked)), *claims[1:]]
    then = owed(more, on, rules_of(asked))
    assert [(one.principal, one.interest, one.costs, one.lines) for one in then.claims] == [
        (one.principal, one.interest, one.costs, one.lines) for one in before.claims
    ]
    taken_back = [replace(more[0], booked=tuple(one for one in more[0].booked if one is not booked)), *more[1:]]
    assert owed(taken_back, booked.on, rules_of(asked)) == owed(claims, booked.on, rules_of(asked))


@given(claims=claims_of_a_debtor(booked=False), on=days)
@settings(max_examples=60, deadline=None)
def test_costs_of_all_claims_together_are_the_scale_over_their_sum(claims: list[Claim], on: date) -> None:
    """Whatever the days on which they fell due (art. 6:96 lid 7 BW)."""
    fallen = [claim for claim in claims if claim.costs_from and claim.costs_from <= on and claim.issued_on <= on]
    least = any(claim.least_from and claim.least_from <= on and claim.issued_on <= on for claim in claims)
    assert charged(claims, on) == max(scale(sum(claim.total for claim in fallen)), 4_000 * least)


@given(claims=claims_of_a_debtor(), asked=asked_ways, on=days)
@settings(max_examples=60, deadline=None)
def test_costs_without_a_demand_are_none(claims: list[Claim], asked: Asked, on: date) -> None:
    """A consumer who got no fourteen-day letter owes no costs, by whatever setting of his creditor (art. 6:96 lid 6 BW)."""
    consumer = [replace(claim, costs_from=None, least_from=None) for claim in claims]
    found = owed(consumer, on, rules_of(asked))
    assert (found.costs, found.vat, found.cost_lines) == (0, 0, ())


@given(claims=claims_of_a_debtor(), asked=asked_ways, on=days)
@settings(max_examples=80, deadline=None)
def test_costs_announced_to_a_whole_debtor_are_those_charged_the_day_after(claims: list[Claim], asked: Asked, on: date) -> None:
    known = [replace(claim, least_from=None) for claim in claims if claim.issued_on <= on]
    known = [replace(claim, booked=tuple(one for one in claim.booked if one.on <= on)) for claim in known]
    numbers, rules = [claim.number for claim in known], rules_of(asked)
    passed = demanded(known, numbers, on + DAY)
    said = announced(known, numbers, on, rules)
    assert said.total == charged(passed, on + DAY, rules) - charged(passed, on, rules)
    assert said.vat == owed(passed, on + DAY, rules).vat - owed(passed, on, rules).vat


FIRST_RUNS_OUT_TODAY = [
    Claim("F1", D("2026-01-05"), D("2026-01-19"), 10_000, None, D("2026-02-20")),
    Claim("F2", D("2026-01-05"), D("2026-01-26"), 40_000, None),
]


@given(claims=claims_of_a_debtor(), vat=st.booleans(), on=days, which=st.integers(0, 6), wait=st.integers(1, 30))
@example(claims=FIRST_RUNS_OUT_TODAY, vat=False, on=D("2026-02-10"), which=2, wait=17)
@example(claims=FIRST_RUNS_OUT_TODAY, vat=False, on=D("2026-02-19"), which=2, wait=1)
@settings(max_examples=80, deadline=None)
def test_costs_announced_about_some_claims_are_those_charged_when_the_letter_runs_out(
    claims: list[Claim], vat: bool, on: date, which: int, wait: int
) -> None:
    """Another demand that still runs when the letter leaves runs out before it; its costs are in its own letter."""
    rules, out = CostRules(LAW.costs, vat), on + wait * DAY
    known = [replace(claim, least_from=None, booked=tuple(one for one in claim.booked if one.on <= on)) for claim in claims]
    known = [
        replace(claim, costs_from=min(claim.costs_from, out) if claim.costs_from else None) for claim in known if claim.issued_on <= on
    ]
    numbers = [claim.number for place, claim in enumerate(known) if which >> place & 1]
    before = [replace(claim, costs_from=None) if claim.number in numbers and not _due(claim, on) else claim for claim in known]
    passed = [replace(claim, costs_from=out) if claim.number in numbers and not _due(claim, on) else claim for claim in known]
    assert announced(known, numbers, on, rules).total == charged(passed, out, rules) - charged(before, out, rules)


def _due(claim: Claim, on: date) -> bool:
    return claim.costs_from is not None and claim.costs_from <= on


def test_costs_announced_in_a_second_letter_do_not_repeat_the_first() -> None:
    """100 was demanded until 19 February, 400 is demanded now: 40 by the first letter, 75 over both, so 35 by the second; on
    the day on which the first runs out as well as before and after it."""
    for on in ("2026-02-10", "2026-02-18", "2026-02-19", "2026-02-20", "2026-03-20"):
        assert announced(FIRST_RUNS_OUT_TODAY, ["F2"], D(on)).total == 3_500
