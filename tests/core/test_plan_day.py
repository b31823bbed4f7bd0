"""The day of one debtor: at most one letter, what goes along in it, what waits; and what holds for every debtor there can be."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.core.ladder.facts import DebtorFacts, HoldFact, InvoiceFacts
from tests.core.walk import DAY, STEPS, carried_out, claim, creditor_of, debtor_of, left, plan

D = date.fromisoformat
DUE = D("2026-10-01")
ON = D("2026-11-20")
NOTICE = (left("reminder", D("2026-10-02")), left("call", D("2026-10-09")))
WARNING = (*NOTICE, left("notice-of-default", D("2026-10-16")))


def numbers(decisions: tuple[object, ...]) -> list[int]:
    """The invoices these decisions are about."""
    return [one.invoice.id for one in decisions]  # type: ignore[attr-defined]  # decisions, in a tuple of any length


def test_plan_reminder_goes_along_in_a_formal_letter() -> None:
    today = plan(debtor_of(claim(1, due=D("2026-11-19")), claim(2, due=DUE, steps=NOTICE)), ON)
    assert (today.letter, numbers(today.main), numbers(today.folded)) == ("notice-of-default", [2], [1])
    assert today.steps == ("notice-of-default", "reminder")


def test_plan_second_formal_letter_waits() -> None:
    today = plan(debtor_of(claim(1, due=DUE, steps=NOTICE), claim(2, due=DUE, steps=WARNING)), ON)
    assert (today.letter, numbers(today.main), numbers(today.folded)) == ("collection-warning", [2], [])


def test_plan_made_again_the_same_day_writes_no_second_letter() -> None:
    debtor = debtor_of(claim(1, due=DUE, steps=NOTICE), claim(2, due=DUE, steps=WARNING))
    again = plan(carried_out(debtor, plan(debtor, ON), ON), ON)
    assert (again.letter, again.steps) == ("", ())
    tomorrow = plan(carried_out(debtor, plan(debtor, ON), ON), ON + DAY)
    assert (tomorrow.letter, numbers(tomorrow.main)) == ("notice-of-default", [1])


def test_plan_calls_stand_beside_a_letter() -> None:
    reminded = (left("reminder", D("2026-11-01")),)
    today = plan(debtor_of(claim(1, due=D("2026-10-31"), steps=reminded), claim(2, due=D("2026-11-19"))), ON)
    assert (today.letter, numbers(today.main), numbers(today.tasks)) == ("reminder", [2], [1])


def test_plan_letters_of_one_kind_are_one_letter() -> None:
    today = plan(debtor_of(*(claim(n, due=D("2026-11-19")) for n in (1, 2, 3))), ON)
    assert (today.letter, numbers(today.main)) == ("reminder", [1, 2, 3])


days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))
hold = st.builds(HoldFact, st.sampled_from(("promise", "dispute", "hold", "insolvency", "vulnerable")), st.none() | days)


@st.composite
def invoices(draw: st.DrawFn, number: int) -> InvoiceFacts:
    """An invoice anywhere on its path."""
    due = draw(days)
    steps = list(STEPS)[: draw(st.integers(min_value=0, max_value=3))]
    done = tuple(left(step, due + timedelta(days=7 * place + 1)) for place, step in enumerate(steps))
    opened = draw(st.sampled_from((0, 1, 500, 501, 10_000)))
    return claim(number, due=due, open=opened, steps=done, holds=tuple(draw(st.lists(hold, max_size=1))))


@st.composite
def debtors(draw: st.DrawFn) -> DebtorFacts:
    """A debtor with some invoices."""
    count = draw(st.integers(min_value=0, max_value=4))
    return debtor_of(
        *(draw(invoices(number)) for number in range(count)),
        kind=draw(st.sampled_from(("business", "consumer", "government"))),
        has_phone=draw(st.booleans()),
        holds=tuple(draw(st.lists(hold, max_size=1))),
        payment_under_way=draw(st.booleans()),
        reply_unread=draw(st.booleans()),
    )


@given(debtor=debtors(), on=days)
@settings(max_examples=300, deadline=None)
def test_plan_never_asks_who_owes_nothing_or_may_not_be_asked(debtor: DebtorFacts, on: date) -> None:
    today = plan(debtor, on)
    taken = (*today.main, *today.folded, *today.tasks)
    for one in taken:
        holds = (*debtor.holds, *one.invoice.holds)
        assert one.invoice.open > 0
        assert on > one.invoice.due_on
        assert not any(hold.stands(on, bank_until=on) for hold in holds)
    assert len({one.invoice.id for one in taken}) == len(taken)
    assert {one.step for one in today.main} == ({today.letter} if today.letter else set())
    assert not (taken and (debtor.payment_under_way or debtor.reply_unread))


@given(debtor=debtors(), on=days)
@settings(max_examples=200, deadline=None)
def test_plan_same_facts_give_the_same_plan_and_doing_it_leaves_nothing(debtor: DebtorFacts, on: date) -> None:
    today = plan(debtor, on)
    assert plan(debtor, on) == today
    again = plan(carried_out(debtor, today, on), on)
    assert (again.letter if today.letter else "") == ""
    assert again.tasks == ()


@given(debtor=debtors(), start=days)
@settings(max_examples=60, deadline=None)
def test_plan_walked_for_months_takes_each_step_once_and_one_letter_a_day(debtor: DebtorFacts, start: date) -> None:
    taken = []
    for day in (start + n * DAY for n in range(120)):
        today = plan(debtor, day, creditor=creditor_of(day))
        assert not today.letter or not debtor.payment_under_way
        taken += [(one.invoice.id, one.step) for one in (*today.main, *today.folded, *today.tasks)]
        debtor = carried_out(debtor, today, day)
    assert len(set(taken)) == len(taken)
