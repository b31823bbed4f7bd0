"""The schedule always adds up, interest that runs is paid to the cent, and what the bank shows decides how a plan stands."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.core.arrangement.effect import Arranged, as_arranged
from akkoord.core.arrangement.fits import fits
from akkoord.core.arrangement.plan import Due, Plan, Rate, plan_of
from akkoord.core.arrangement.rules import not_allowed
from akkoord.core.arrangement.terms import Interest, Part, Terms, against, packed_terms, schedule, unpacked_terms
from akkoord.core.arrangement.watch import progress, standing
from akkoord.core.claim import Booked, Claim
from akkoord.core.law.account import Account
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction

ON = date(2026, 11, 16)
DAY = timedelta(days=1)
CALENDAR = jurisdiction().calendar


@st.composite
def plans(draw: st.DrawFn) -> tuple[Due, Terms]:
    """A debt with interest and costs, and terms that fit it."""
    principal = draw(st.integers(100, 10_000_000))
    due = Due(principal, draw(st.integers(0, principal // 10)), draw(st.integers(0, 50_000)))
    rule = draw(st.sampled_from(Interest))
    asked = due.total - (due.interest if rule == Interest.WAIVED else 0)
    discount = draw(st.integers(0, asked // 5))
    count = draw(st.integers(1, min(60, max(1, (asked - discount) // 4))))
    down = draw(st.integers(0, asked - discount - count))
    every = draw(st.sampled_from(("month", "week", "fortnight", "4-weeks", "1", "45")))
    payday = draw(st.none() | st.integers(1, 31)) if every == "month" else None
    return due, Terms(down, count, every, ON + draw(st.integers(0, 60)) * DAY, ON, rule, discount, payday)


@settings(deadline=None)  # the first time a year is asked for its holidays takes long
@given(plans())
def test_schedule_adds_up_whatever_the_terms(made: tuple[Due, Terms]) -> None:
    due, terms = made
    rate = Rate(Decimal("10.15"), "6:119a BW")
    plan = plan_of(due, terms, on=ON, calendar=CALENDAR, rate=rate)
    assert isinstance(plan, Plan)
    assert sum(part.cents for part in plan.parts) == plan.total == due.total + plan.added - plan.waived - terms.discount
    assert min(part.cents for part in plan.parts) > 0
    days = [part.day for part in plan.parts if part.cents]
    assert days == sorted(days)
    assert plan.added == 0 or terms.interest == Interest.RUNNING
    assert unpacked_terms(packed_terms(terms)) == terms


@settings(deadline=None)  # the first time a year is asked for its holidays takes long
@given(plans())
def test_interest_that_runs_leaves_nothing_when_each_part_is_paid_on_its_day(made: tuple[Due, Terms]) -> None:
    due, terms = made
    running = Terms(terms.down, terms.instalments, terms.every, terms.first_on, terms.down_on, Interest.RUNNING, 0, terms.payday)
    plan = plan_of(due, running, on=ON, calendar=CALENDAR, rate=Rate(Decimal("8.15"), "contract"))
    assert isinstance(plan, Plan)
    fixed = Series(Text("", ""), "contract", (Value(ON, Decimal("8.15"), ""),), date(2200, 1, 1))
    account, costs = Account(fixed, ON + DAY, due.principal, "365", interest=due.interest), due.costs
    for part in plan.parts:
        account.advance(part.day)
        taken = min(costs, part.cents)
        costs -= taken
        assert account.pay(part.cents - taken) == 0
    assert (costs, account.principal, account.interest_due) == (0, 0, 0)


def test_payday_is_the_last_working_day_up_to_it() -> None:
    terms = Terms(0, 4, "month", date(2026, 11, 26), ON, payday=25)
    days = [str(part.day) for part in schedule(40_000, terms, calendar=CALENDAR)]
    assert days == ["2026-12-24", "2027-01-25", "2027-02-25", "2027-03-25"]  # the 25th of December is a holiday


@pytest.mark.parametrize(
    ("terms", "word"),
    [
        (Terms(0, 0, "month", ON, ON), "together"),
        (Terms(5, 61, "month", ON, ON), "60"),
        (Terms(0, 2, "never", ON, ON), "60"),
        (Terms(0, 2, "month", ON - DAY, ON), "today"),
        (Terms(10, 2, "month", ON, ON + DAY), "before"),
        (Terms(0, 2, "month", ON, ON, discount=1_000), "discount"),
        (Terms(0, 2, "week", ON, ON, payday=3), "payday"),
        (Terms(998, 3, "month", ON, ON), "cent"),
    ],
)
def test_terms_that_do_not_fit_are_refused(terms: Terms, word: str) -> None:
    refused = against(1_000, terms, on=ON)
    assert refused is not None
    assert word in refused.why.en or word == "together"


def test_interest_because_of_the_plan_is_refused_to_who_is_or_may_be_a_consumer() -> None:
    terms = Terms(0, 2, "month", ON, ON, Interest.RUNNING)
    sure, doubtful = not_allowed(terms, consumer=True), not_allowed(terms, consumer=True, doubtful=True)
    assert sure is not None
    assert doubtful is not None
    assert ("7:58" in sure.source, sure.why != doubtful.why) == (True, True)
    assert not_allowed(terms, consumer=False) is None
    assert isinstance(plan_of(Due(1_000), terms, on=ON), Refusal)  # and no rate is made up where none is known


@settings(deadline=None)
@given(plans(), st.lists(st.tuples(st.integers(0, 400), st.integers(1, 500_000)), max_size=8), st.integers(0, 500))
def test_what_is_missing_is_what_was_asked_less_what_came(made: tuple[Due, Terms], came: list[tuple[int, int]], later: int) -> None:
    plan = plan_of(*made, on=ON, calendar=CALENDAR, rate=Rate(Decimal(8), ""))
    assert isinstance(plan, Plan)
    on, money = ON + later * DAY, [(ON + days * DAY, cents) for days, cents in came]
    now = standing(plan.parts, money, on=on, bank_until=on - DAY, in_time=lambda day: day)
    paid = sum(cents for day, cents in money if day <= on)
    asked = sum(part.cents for part in plan.parts if part.day < on)
    assert (now.paid, now.due, now.left) == (paid, max(0, asked - paid), max(0, plan.total - paid))
    assert (now.missed is None) == (now.due == 0)
    there = progress(plan.parts, paid=paid)
    assert sum(there) == min(paid, plan.total)


def test_a_bank_that_was_not_read_says_nothing() -> None:
    parts = [Part(ON, 500)]
    unread = standing(parts, [], on=ON + 9 * DAY, bank_until=ON - DAY, in_time=lambda day: day)
    assert (unread.missed, unread.next, unread.over) == (None, parts[0], False)
    in_time = standing(parts, [(ON + DAY, 500)], on=ON + DAY, bank_until=ON + DAY, in_time=lambda day: day + DAY)
    assert (in_time.missed, in_time.left) == (None, 0)


def test_a_sum_that_no_schedule_knows_is_no_part() -> None:
    assert not fits(299, [Part(ON, 300), Part(ON + DAY, 300)], paid=0)


def claim(**more: object) -> Claim:
    """A claim in default."""
    return Claim("A", ON, ON, 100_000, ON, **more)  # type: ignore[arg-type]  # a test names what it wants


def test_claim_in_an_arrangement_stands_still_and_costs_wait_for_its_end() -> None:
    running = as_arranged(claim(costs_from=ON + 9 * DAY), [Arranged(ON, "frozen", "running")])
    assert (running.still, running.costs_from) == (((ON + DAY, None),), None)
    broken = as_arranged(claim(costs_from=ON + 9 * DAY), [Arranged(ON, "frozen", "broken", ON + 20 * DAY)])
    assert (broken.still, broken.costs_from) == (((ON + DAY, ON + 20 * DAY),), ON + 21 * DAY)
    revived = as_arranged(claim(booked=(Booked(ON + DAY, 5),)), [Arranged(ON, "waived", "broken", ON + 20 * DAY)])
    assert (revived.still, revived.booked[0].principal_first) == ((), False)
    waived = as_arranged(claim(booked=(Booked(ON + DAY, 5),)), [Arranged(ON, "waived", "running")])
    assert waived.booked[0].principal_first
