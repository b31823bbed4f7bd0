"""What a desk charges and settles: the sums always fit, however the money came, went back, and fell over the months."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.handover.fees import CaseMonth, Kind, Move, Terms, commission_of, statement, terms_from, terms_kept
from akkoord.core.handover.owing import Owing
from akkoord.core.problem import Refusal

CENTS = st.integers(-300_000, 500_000)
SUMS = st.integers(0, 500_000)
RATES = st.integers(0, 10_000)
MOVES = st.lists(
    st.one_of(
        st.builds(Move, st.sampled_from(["payment", "paid"]), CENTS), st.builds(Move, st.sampled_from(["cost-debtor", "cost-client"]), SUMS)
    ),
    max_size=12,
)
_STEPS = st.tuples(st.integers(1, 400_000), RATES)
BRACKETS = st.lists(_STEPS, max_size=3, unique_by=lambda one: one[0]).map(lambda some: tuple(sorted(some)))
TERMS = st.builds(
    Terms,
    commission=RATES,
    brackets=BRACKETS,
    per_case=st.integers(0, 10_000),
    minimum=st.integers(0, 10_000),
    vat=st.sampled_from([0, 9, 21]),
    claim_costs_to=st.sampled_from(["client", "desk"]),
    on_paid_there=st.booleans(),
)


def case(moves: list[Move], *, costs: int = 0, opened: bool = False) -> CaseMonth:
    """A case in which this moved."""
    return CaseMonth("2026-0001", "A1", "Vermeer", costs, tuple(moves), opened)


@given(moves=MOVES, others=MOVES, terms=TERMS, costs=SUMS)
def test_statement_adds_up(moves: list[Move], others: list[Move], terms: Terms, costs: int) -> None:
    made = statement([case(moves, costs=costs, opened=True), case(others)], terms=terms)
    assert made.received == made.pay_out + made.costs + made.fee + made.vat
    assert made.received == sum(move.amount for move in (*moves, *others) if move.kind == "payment")
    assert made.fee == sum(line.commission + line.per_case for line in made.lines)


@given(moves=MOVES, terms=TERMS, costs=SUMS, cut=st.integers(0, 12))
def test_two_months_come_to_what_one_would(moves: list[Move], terms: Terms, costs: int, cut: int) -> None:
    """A correction in a later month settles exactly what it puts right."""
    whole = statement([case(moves, costs=costs)], terms=terms)
    first = statement([case(moves[:cut], costs=costs)], terms=terms)
    second = statement([case([*(replace(one, settled=True) for one in moves[:cut]), *moves[cut:]], costs=costs)], terms=terms)
    for name in ("received", "costs", "fee"):
        assert getattr(first, name) + getattr(second, name) == getattr(whole, name)


@given(moves=MOVES, terms=TERMS, costs=SUMS, amount=st.integers(1, 500_000), kind=st.sampled_from(["payment", "paid"]))
def test_a_reversal_takes_back_what_the_payment_brought(moves: list[Move], terms: Terms, costs: int, amount: int, kind: Kind) -> None:
    came = [move for move in moves if move.amount >= 0]
    before = statement([case(came, costs=costs, opened=True)], terms=terms)
    after = statement([case([*came, Move(kind, amount), Move(kind, -amount)], costs=costs, opened=True)], terms=terms)
    assert (after.received, after.costs, after.fee, after.pay_out) == (before.received, before.costs, before.fee, before.pay_out)


@given(total=st.integers(0, 1_000_000), more=st.integers(0, 1_000_000), terms=TERMS)
def test_more_money_never_brings_less_commission(total: int, more: int, terms: Terms) -> None:
    assert commission_of(total, terms=terms) <= commission_of(total + more, terms=terms)


def test_costs_go_to_who_is_entitled() -> None:
    """The desk made 100 of costs for the debtor; the claim has 150 of its own. He pays 400 here and 50 at the client."""
    moves = [Move("cost-debtor", 100_00), Move("payment", 400_00), Move("paid", 50_00), Move("cost-client", 20_00)]
    terms = Terms(commission=1_000, vat=21)
    mine = statement([case(moves, costs=150_00)], terms=terms)
    assert (mine.received, mine.costs, mine.fee, mine.vat, mine.pay_out) == (400_00, 120_00, 35_00, 7_35, 237_65)
    desks = statement([case(moves, costs=150_00)], terms=replace(terms, claim_costs_to="desk"))
    assert (desks.costs, desks.fee) == (270_00, 20_00)
    here = statement([case(moves, costs=150_00)], terms=replace(terms, on_paid_there=False))
    assert here.fee == 30_00


@given(terms=TERMS)
def test_terms_are_read_as_they_were_kept(terms: Terms) -> None:
    assert terms_from(terms_kept(terms)) == terms


def test_terms_that_are_not_right_are_refused() -> None:
    for wrong in ({"commission": -1}, {"commission": True}, {"brackets": [[200, 1], [100, 1]]}, {"brackets": [1]}, {"fee": 1}):
        assert isinstance(terms_from(wrong), Refusal)


@given(sums=st.lists(SUMS, min_size=5, max_size=5), here=CENTS, there=CENTS)
def test_sums_of_a_case_fit(sums: list[int], here: int, there: int) -> None:
    one = Owing(sums[0], sums[1], sums[2], costs_here=sums[3], costs_client=sums[4], paid_here=here, paid_there=there)
    assert one.owed - one.paid == one.open - one.over
    assert sum(one.parts) == one.open
    assert one.open == 0 or one.over == 0
