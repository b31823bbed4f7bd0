"""The guide: it proposes and never moves, stops where somebody is in need, and every sentence is filled in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.conversation.agreement import Agree
from akkoord.core.conversation.guide import Advice, Lines, Phase, Script, State, advice, filled, script_of, two_days
from akkoord.jurisdictions import jurisdiction
from akkoord.reasons import guide, reasons

IDS = sorted(reasons())
CALENDAR = jurisdiction().calendar
states = st.builds(
    State,
    phase=st.sampled_from(Phase),
    heard=st.lists(st.sampled_from([*IDS, "gone"]), max_size=4).map(tuple),
    before=st.frozensets(st.sampled_from(IDS), max_size=3),
    heard_before=st.integers(0, 4),
    vulnerable=st.booleans(),
    agreed=st.frozensets(st.sampled_from(Agree)),
    paid=st.booleans(),
)


def script() -> Script:
    return script_of(guide())


def told(state: State) -> Advice:
    return advice(script=script(), reasons=reasons(), state=state)


def test_the_guide_has_three_steps_of_a_few_minutes() -> None:
    assert [(one.id, 1 <= one.minutes <= 5) for one in script().steps.values()] == [(phase, True) for phase in Phase]


@given(states)
def test_there_is_always_something_to_say_and_the_step_is_the_one_a_person_chose(state: State) -> None:
    found = told(state)
    assert found.phase.id is state.phase
    assert found.lines.say
    assert found.next is not state.phase


@given(states)
def test_nobody_in_need_is_pushed(state: State) -> None:
    found = told(State(state.phase, state.heard, state.before, state.heard_before, vulnerable=True, agreed=state.agreed, paid=state.paid))
    assert (found.special, found.next, found.proof, found.likely) == ("stop", None, (), ())
    assert "{bedrag}" not in "".join((*found.lines.say, *found.lines.questions))


@given(states)
def test_every_sentence_is_filled_in(state: State) -> None:
    facts = {"bedrag": "€ 10", "dag": "vrijdag", "dag1": "vrijdag", "dag2": "dinsdag"}
    lines = filled(told(state).lines, facts=facts)
    assert "{" not in "".join((*lines.say, *lines.questions, *lines.avoid))


def test_who_was_heard_is_met_with_understanding_and_then_the_bill() -> None:
    heard = State(Phase.TALK, ("no-money",))
    assert told(heard).next is Phase.UNDERSTAND
    assert told(State(Phase.UNDERSTAND, ("no-money",), heard_before=1)).next is Phase.RETURN
    assert told(State(Phase.RETURN, ("no-money",), heard_before=1)).next is None
    assert told(State(Phase.TALK)).next is None


def test_something_new_at_the_end_asks_for_understanding_unless_all_is_agreed() -> None:
    fresh = State(Phase.RETURN, ("no-money", "quality-dispute"), heard_before=1)
    assert told(fresh).next is Phase.UNDERSTAND
    assert told(State(Phase.RETURN, fresh.heard, heard_before=1, agreed=frozenset({Agree.PROMISE}))).next is None


@pytest.mark.parametrize("reason", IDS)
def test_each_reason_has_its_own_words_in_every_step(reason: str) -> None:
    one = reasons()[reason]
    talk, understand, back = (told(State(phase, (reason,))) for phase in Phase)
    assert talk.lines.say[: len(one.opening)] == one.opening
    assert understand.lines.say == one.empathy
    assert back.lines.say == one.back_to_arrears
    assert (talk.proof, back.proof) == ((), one.proof)


def test_a_reason_a_second_time_is_met_with_what_he_said_the_first() -> None:
    one = reasons()["awaiting-own-customer"]
    again = told(State(Phase.TALK, (one.id,), before=frozenset({one.id})))
    assert again.again
    assert again.lines.say[: len(one.again)] == one.again


def test_who_paid_meanwhile_is_thanked() -> None:
    found = told(State(Phase.RETURN, ("no-money",), paid=True))
    assert (found.special, found.next) == ("paid_meanwhile", None)


def test_a_word_in_braces_that_is_no_fact_stays() -> None:
    assert filled(Lines(("{naam} {dag}",)), facts={"dag": "vrijdag"}).say == ("{naam} vrijdag",)


@given(st.dates(date(2026, 1, 1), date(2030, 12, 31)))
def test_the_two_days_lie_ahead_within_about_a_week_on_days_that_a_bank_books(on: date) -> None:
    first, last = two_days(on, calendar=CALENDAR)
    assert on < first < last <= on + timedelta(days=10)
    assert all(CALENDAR.is_contact_day(day) and CALENDAR.working_day_from(day) == day for day in (first, last))


def test_a_guide_without_a_step_is_refused() -> None:
    said = dict(guide())
    with pytest.raises(ValueError, match="the guide has the steps"):
        script_of({**said, "step": said["step"][:2]})
