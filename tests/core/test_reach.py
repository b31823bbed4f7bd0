"""When to call: within the law, at another time than what failed, and honest about how little is known."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.conversation.outcome import FAILED, Outcome
from akkoord.core.conversation.reach import (
    NOTHING_KNOWN,
    OFFICE,
    SHIPPED,
    WEEKDAY,
    Attempt,
    Window,
    best_time,
    chances,
    counted,
    window_of,
)

ZONE = ZoneInfo("Europe/Amsterdam")
WEDNESDAY, HOURS = date(2026, 3, 4), (7, 20)


def tried(*calls: tuple[int, str]) -> list[Attempt]:
    """Calls at these hours, each two weeks after the one before, on Mondays."""
    first = datetime(2025, 6, 2, tzinfo=ZONE)
    return [Attempt(first + timedelta(days=14 * place, hours=hour, minutes=15), outcome) for place, (hour, outcome) in enumerate(calls)]


def best(*calls: tuple[int, str], kind: str = "business", on: date = WEDNESDAY) -> Window:
    found = best_time(kind, own=tried(*calls), others={}, on=on, hours=HOURS)
    assert found is not None
    return found.window


def test_business_is_called_in_office_hours_first_and_a_consumer_when_he_is_home() -> None:
    assert (best(), best(kind="consumer")) == (Window.MORNING, Window.EVENING)


def test_next_attempt_comes_at_another_time_of_the_day() -> None:
    assert best((9, "no-answer")) == Window.LATE_MORNING
    assert best((18, "voicemail"), kind="consumer") == Window.LATE_AFTERNOON


def test_office_hours_that_failed_twice_give_way_to_the_evening() -> None:
    assert best((9, "no-answer"), (11, "third-person")) == Window.EVENING


def test_who_was_reached_since_may_be_called_at_any_time_again() -> None:
    assert best((9, "no-answer"), (11, "no-answer"), (14, "reached")) in OFFICE


def test_when_every_time_failed_the_one_that_failed_least_comes_again() -> None:
    calls = [(9, "no-answer"), (11, "no-answer"), (14, "no-answer"), (16, "no-answer"), (18, "no-answer"), (9, "no-answer")]
    assert best(*calls) != Window.MORNING


@pytest.mark.parametrize(("on", "window"), [(date(2026, 3, 7), Window.SATURDAY), (date(2026, 3, 8), None)])
def test_saturday_has_its_own_time_and_nobody_is_called_on_a_sunday(on: date, window: Window | None) -> None:
    found = best_time("consumer", own=[], others={}, on=on, hours=HOURS)
    assert (found and found.window) == window


def test_nothing_is_known_until_somebody_called() -> None:
    found = best_time("business", own=[], others={}, on=WEDNESDAY, hours=HOURS)
    assert found is not None
    assert found.why == NOTHING_KNOWN


def test_three_attempts_never_become_a_share() -> None:
    own = tried((9, "reached"), (9, "reached"), (9, "no-answer"), (9, "reached"))
    few = best_time("business", own=own[:3], others={}, on=WEDNESDAY, hours=HOURS)
    assert few is not None
    assert few.why.nl == "Rust op 3 pogingen: nog weinig over bekend"
    more = best_time("business", own=own, others={}, on=WEDNESDAY, hours=HOURS)
    assert more is not None
    assert (more.window, more.why.nl) == (Window.MORNING, "Vroeg op de ochtend 3 van de 4 keer bereikt")


def test_what_others_do_counts_until_he_shows_otherwise() -> None:
    others = {Window.AFTERNOON: (45, 50), Window.MORNING: (5, 50)}
    found = best_time("business", own=[], others=others, on=WEDNESDAY, hours=HOURS)
    assert found is not None
    assert found.window == Window.AFTERNOON
    own = [Attempt(datetime(2026, 1, 5, 14, tzinfo=ZONE) + timedelta(days=7 * n), "no-answer") for n in range(12)]
    own += tried((9, "reached"), (9, "reached"), (9, "reached"))
    mine = best_time("business", own=own, others=others, on=WEDNESDAY, hours=HOURS)
    assert mine is not None
    assert mine.window != Window.AFTERNOON


CALLED = st.tuples(st.integers(0, 364), st.integers(5, 22), st.sampled_from(sorted(Outcome)))


def made(calls: list[tuple[int, int, Outcome]]) -> list[Attempt]:
    """Calls of a year: on which day of it, at which hour, and how they ended."""
    first = datetime(2026, 1, 1, tzinfo=ZONE)
    return [Attempt(first + timedelta(days=day, hours=hour), outcome) for day, hour, outcome in sorted(calls)]


CALLS = st.lists(CALLED, max_size=12).map(made)


@given(CALLS, st.sampled_from(list(SHIPPED)), st.dates(date(2026, 1, 1), date(2026, 12, 31)))
def test_a_suggested_time_lies_within_the_hours_of_the_law_and_in_its_window(own: list[Attempt], kind: str, on: date) -> None:
    found = best_time(kind, own=own, others=counted(own), on=on, hours=HOURS)
    if on.weekday() == 6:
        assert found is None
        return
    assert found is not None
    assert HOURS[0] <= found.at.hour < HOURS[1]
    assert window_of(datetime.combine(on, found.at, ZONE)) is found.window


@given(CALLS, st.sampled_from(list(SHIPPED)))
def test_a_chance_is_a_chance_and_a_failure_never_raises_it(own: list[Attempt], kind: str) -> None:
    before = chances(kind, own=counted(own), others={})
    assert all(alpha > 0 and beta > 0 for alpha, beta in before.values())
    again = Attempt(datetime(2026, 3, 4, 14, tzinfo=ZONE), "no-answer")
    after = chances(kind, own=counted([*own, again]), others={})
    assert after[Window.AFTERNOON][0] / sum(after[Window.AFTERNOON]) < before[Window.AFTERNOON][0] / sum(before[Window.AFTERNOON])


FAILURES = st.tuples(st.sampled_from([9, 11, 14, 16, 18]), st.sampled_from(sorted(FAILED)))


@given(st.lists(FAILURES, min_size=1, max_size=4, unique_by=lambda one: one[0]))
def test_no_time_is_tried_again_while_another_was_not(calls: list[tuple[int, str]]) -> None:
    failed = {window_of(one.at) for one in tried(*calls)}
    if failed < set(WEEKDAY):
        assert best(*calls) not in failed
