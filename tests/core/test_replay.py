"""A ladder walked over the past: no step before its day, nothing asked of who paid, and days skipped only where nothing is new."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.core.behaviour.clock import AsItMightCome
from akkoord.core.behaviour.pace import CELLS, KINDS, Exposure, kinds_of, spans
from akkoord.core.ladder.candidates import Rules
from akkoord.core.ladder.ladder import Ladder
from akkoord.core.replay.measure import Purse, Tally, months_between
from akkoord.core.replay.past import Bill, Office, Part, Past, RealStep, Stand, Walked
from akkoord.core.replay.walk import walk
from tests.core.walk import DAY, LAW, STEPS, left, rules_of

FIRST, LAST = date(2026, 1, 5), date(2026, 6, 30)
OFFICE = Office(tolerance=500, partner=True)
RULES = rules_of("business")


def days(least: int, most: int) -> st.SearchStrategy[timedelta]:
    """So many days."""
    return st.integers(least, most).map(lambda number: number * DAY)


@st.composite
def pasts(draw: st.DrawFn) -> Past:
    """A debtor with some invoices, paid early, late, in parts or not at all, and perhaps a reason to wait."""
    numbers = count(1)
    bills = []
    for number in range(draw(st.integers(1, 4))):
        issued = FIRST + draw(days(-40, 100))
        due = issued + draw(days(7, 40))
        wait, part = draw(st.none() | days(1, 120)), draw(st.booleans())
        parts = () if wait is None else _parts(issued + wait, part=part)
        bills.append(Bill(number + 1, f"F{next(numbers)}", issued, issued, due, 10_000, parts))
    stands = draw(st.lists(st.builds(_stand, st.sampled_from(("hold", "dispute", "promise")), days(0, 120), days(0, 40)), max_size=2))
    return Past(1, "business", tuple(bills), tuple(stands), has_phone=draw(st.booleans()))


def _parts(paid: date, *, part: bool) -> tuple[Part, ...]:
    """All of it on a day, or some of it the day before."""
    if part:
        return Part(paid - DAY, paid, 4_000), Part(paid, paid + DAY, 6_000)
    return (Part(paid, paid + DAY, 10_000),)


def _stand(kind: str, since: timedelta, until: timedelta) -> Stand:
    return Stand(kind, FIRST + since, FIRST + since + until)


def walked(past: Past, rules: Rules = RULES, **more: Any) -> Walked:
    """What these rules do in half a year."""
    return walk(past, rules=rules, **{"office": OFFICE, "first": FIRST, "last": LAST, **more})


def bill(*, due: date, paid: date | None = None, **more: Any) -> Bill:
    """An invoice of a hundred euro."""
    parts = (Part(paid, paid + DAY, 10_000),) if paid else ()
    return Bill(1, "F1", due - 30 * DAY, due - 30 * DAY, due, 10_000, parts, **more)


@settings(deadline=None)
@given(pasts())
def test_replay_skips_only_days_on_which_nothing_is_new(past: Past) -> None:
    assert walked(past) == walked(past, daily=True)


@settings(deadline=None)
@given(pasts(), st.integers(0, 4), st.integers(0, 4))
def test_replay_of_a_slow_office_skips_only_days_on_which_nothing_is_new(past: Past, letters: int, calls: int) -> None:
    office = replace(OFFICE, letter_days=letters, call_days=calls)
    assert walked(past, office=office) == walked(past, office=office, daily=True)


@settings(deadline=None)
@given(pasts(), st.integers(1, 30_000), st.booleans())
def test_replay_by_sums_skips_only_days_on_which_nothing_is_new(past: Past, cents: int, least: bool) -> None:
    bound: dict[str, Any] = {"at_least": cents} if least else {"at_most": cents}
    rungs = tuple(replace(rung, **bound) if rung.step in ("reminder", "call") else rung for rung in RULES.ladder.rungs)
    rules = replace(RULES, ladder=replace(RULES.ladder, rungs=rungs))
    assert walked(past, rules) == walked(past, rules, daily=True)


@settings(deadline=None)
@given(pasts())
def test_replay_of_a_ladder_without_steps_bothers_nobody(past: Past) -> None:
    quiet = replace(RULES, ladder=Ladder("stil", ("business",), tuple(replace(rung, on=False) for rung in RULES.ladder.rungs)))
    assert walked(past, quiet) == Walked()


@settings(deadline=None)
@given(pasts())
def test_replay_takes_no_step_before_its_day_and_none_twice(past: Past) -> None:
    found = walked(past).steps
    due = {one.id: one.due_on for one in past.bills}
    assert all(on > due[number] and LAW.calendar.is_contact_day(on) for number, step, on in found if step != "handover")
    assert len({(number, step) for number, step, _ in found}) == len(found)
    reminded = {number: on for number, step, on in found if step == "reminder"}
    assert all(on >= reminded[number] + 7 * DAY for number, step, on in found if step == "call")


@settings(deadline=None)
@given(pasts())
def test_replay_asks_nothing_of_what_was_paid(past: Past) -> None:
    known = {one.id: one.parts[-1].known for one in past.bills if one.parts}
    assert [step for step in walked(past).steps if step[0] in known and step[2] >= known[step[0]]] == []


def test_replay_lets_a_real_letter_leave_when_it_left_and_counts_on_from_there() -> None:
    due = date(2026, 2, 2)
    real = replace(left("reminder", due + 4 * DAY), decided_on=due + DAY)
    step = RealStep(real.step, real.decided_on, real.left_on, real.received_on)
    found = walked(Past(1, "business", (bill(due=due, steps=(step,)),), has_phone=True))
    assert found.steps[:2] == ((1, "reminder", due + DAY), (1, "call", due + 11 * DAY))
    assert [one.really for one in found.acts[:2]] == [True, False]


def test_replay_begins_with_the_steps_that_were_taken_before_its_days() -> None:
    due = FIRST - 10 * DAY
    step = left("reminder", due + DAY)
    past = Past(1, "business", (bill(due=due, steps=(RealStep(step.step, step.decided_on, step.left_on),)),), has_phone=True)
    assert walked(past).steps[0][1] == "call"


def test_replay_knows_who_would_have_paid_anyway() -> None:
    due = date(2026, 2, 2)
    past = Past(1, "business", (bill(due=due, paid=due + 5 * DAY),), has_phone=True)
    tally = Tally(months_between(FIRST, LAST))
    assert tally.count(past, walked(past), kinds_of(past))
    assert (tally.reached, tally.anyway, tally.anyway_acts, tally.anyway_by_month) == (1, 1, 1, [0, 1, 0, 0, 0, 0])


def test_replay_says_nothing_of_who_paid_after_a_step_that_was_really_taken() -> None:
    due = date(2026, 2, 2)
    step = RealStep("reminder", due + DAY, due + DAY, due + 3 * DAY)
    past = Past(1, "business", (bill(due=due, paid=due + 5 * DAY, steps=(step,)),), has_phone=True)
    tally = Tally(months_between(FIRST, LAST))
    assert not tally.count(past, walked(past), kinds_of(past))
    assert (tally.reached, tally.anyway, tally.really) == (1, 0, 1)


@settings(deadline=None)
@given(pasts())
def test_replay_purse_has_every_cent_of_every_day(past: Past) -> None:
    purse = Purse(FIRST, LAST)
    purse.see(past, lambda one: one.parts)
    for place, cents in enumerate(purse.open_by_day):
        on = FIRST + place * DAY
        sent = [one for one in past.bills if one.issued_on <= on]
        assert cents == sum(one.total - sum(part.amount for part in one.parts if part.on <= on) for one in sent)
    assert purse.came.sum() == sum(part.amount for one in past.bills for part in one.parts if FIRST <= part.on <= LAST)
    purse.see(past, lambda one: one.parts, sign=-1)
    assert not (purse.came.any())
    assert not (purse.opened.any())
    assert not (purse.late.any())
    assert not (purse.asked)


@given(st.lists(st.tuples(st.integers(0, 200), st.integers(0, 5)), max_size=4).map(sorted), st.integers(0, 150), st.integers(0, 150))
def test_pace_puts_every_day_in_one_cell(path: list[tuple[int, int]], after: int, more: int) -> None:
    found = list(spans(path, due=40, after=after, upto=after + more))
    assert sum(many for _, _, many in found) == more
    assert [first for _, first, _ in found] == [after + 1 + sum(many for _, _, many in found[:place]) for place in range(len(found))]
    assert all(0 <= cell < CELLS for cell, _, _ in found)


def _real(step: str, on: date) -> RealStep:
    """That step, taken and gone on a day."""
    done = left(step, on)
    return RealStep(step, on, on, done.received_on, done.last_day)


def learnt(past: Past) -> Exposure:
    """What is learnt of one debtor."""
    exposure = Exposure(2)
    exposure.see(past, kinds=kinds_of(past), steps=STEPS, first=FIRST, last=LAST, weights=np.ones(3))
    return exposure


@settings(deadline=None)
@given(pasts())
def test_estimate_along_what_really_happened_changes_no_cent_and_no_day(past: Past) -> None:
    found = walked(past)
    steps = {one.id: tuple(_real(step, on) for number, step, on in found.steps if number == one.id) for one in past.bills}
    real = replace(past, bills=tuple(replace(one, steps=steps[one.id]) for one in past.bills))
    money = AsItMightCome(real, learnt(real).rates(0), kinds_of(real), STEPS, FIRST, LAST)
    again = walked(real, money=money)
    assert sorted(again.steps) == sorted(found.steps)
    assert [[part for part in money.parts(one) if part.on <= LAST] for one in real.bills] == [
        [part for part in one.parts if part.on <= LAST] for one in real.bills
    ]


@settings(deadline=None)
@given(pasts())
def test_estimate_books_no_more_than_an_invoice_asks(past: Past) -> None:
    later = tuple(replace(rung, after=tuple(replace(one, days=one.days + 5) for one in rung.after)) for rung in RULES.ladder.rungs)
    rules = replace(RULES, ladder=replace(RULES.ladder, rungs=later))
    money = AsItMightCome(past, learnt(past).rates(0), kinds_of(past), STEPS, FIRST, LAST)
    walked(past, rules, money=money)
    assert all(sum(part.amount for part in money.parts(one)) <= one.total for one in past.bills)


def test_pace_learns_the_rate_of_a_cell() -> None:
    exposure = Exposure(0)
    exposure.days[0, 0, 4], exposure.paid[0, 0, 4] = 1_000, 100
    rates = exposure.rates(0)
    assert rates.seen[4]
    assert not rates.seen[5]
    assert [round(1 - float(np.exp(-rates.speed[kind][4])), 3) for kind in range(len(KINDS))] == [0.1] * len(KINDS)
