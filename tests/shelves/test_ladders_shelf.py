"""Every ladder that is shipped can be read and walked; one with a mistake in it says which."""

from __future__ import annotations

from typing import Any

import pytest

from akkoord.core.ladder.ladder import ladder_of
from akkoord.ladders import ladder, names
from akkoord.steps import all_steps

STEPS = frozenset(all_steps())


@pytest.mark.parametrize("name", names())
def test_ladder_begins_with_the_reminder_and_ends_with_the_hand_over(name: str) -> None:
    rungs = [rung.step for rung in ladder(name, steps=STEPS).rungs]
    assert (rungs[0], rungs[-1]) == ("reminder", "handover")
    assert set(rungs) <= STEPS


@pytest.mark.parametrize("name", names())
def test_ladder_never_hands_over_before_announcing_it(name: str) -> None:
    shipped = ladder(name, steps=STEPS)
    last = shipped.rungs[-1]
    assert [(one.step, one.since) for one in last.after] == [("collection-warning", "receipt")]


def test_ladders_serve_every_kind_of_debtor_once() -> None:
    kinds = [kind for name in names() for kind in ladder(name, steps=STEPS).kinds]
    assert sorted(kinds) == ["business", "consumer", "government"]


def test_ladder_that_does_not_exist_is_not_found() -> None:
    with pytest.raises(FileNotFoundError):
        ladder("nl_nobody", steps=STEPS)


def rung(step: str, /, **after: Any) -> dict[str, Any]:
    """A step as the file has it."""
    return {"step": step, "after": [{"step": "due-day", "days": 1, **after}]}


@pytest.mark.parametrize(
    ("rows", "says"),
    [
        ([rung("dance")], "no step"),
        ([rung("reminder"), rung("reminder")], "stands there twice"),
        ([rung("reminder", step="call")], "does not come before it"),
        ([rung("reminder", days=-1)], "does not exist"),
        ([rung("reminder", since="whenever")], "does not exist"),
        ([{"step": "reminder", "after": []}], "counts from nothing"),
    ],
)
def test_ladder_with_a_mistake_says_which(rows: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        ladder_of({"for": ["business"], "step": rows}, name="proef", steps=STEPS)
