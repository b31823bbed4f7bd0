"""Every ladder that is shipped can be read and walked; one with a mistake in it says which."""

from __future__ import annotations

from typing import Any

import pytest

from akkoord.core.ladder.toml import ladder_of, ladder_of_toml, read_ladder, read_toml, toml_of
from akkoord.ladders import ladder, names
from akkoord.steps import all_steps

STEPS = all_steps()


@pytest.mark.parametrize("name", names())
def test_ladder_that_is_shipped_takes_every_step_in_its_order(name: str) -> None:
    demand = "fourteen-day-letter" if name == "nl_consumer" else "notice-of-default"
    assert [rung.step for rung in ladder(name, steps=STEPS).rungs] == [
        "pre-due-notice",
        "reminder",
        "call",
        "arrangement-offer",
        "suspension-warning",
        "suspension",
        demand,
        "collection-warning",
        "handover",
    ]


@pytest.mark.parametrize("name", names())
def test_ladder_that_is_shipped_writes_before_the_due_day_only_where_somebody_turned_it_on(name: str) -> None:
    assert [rung.step for rung in ladder(name, steps=STEPS).rungs if not rung.on] == ["pre-due-notice"]


@pytest.mark.parametrize("name", names())
def test_ladder_is_the_same_after_it_was_written_and_read(name: str) -> None:
    shipped = ladder(name, steps=STEPS)
    assert ladder_of_toml(toml_of(shipped), name=name, steps=STEPS) == shipped


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
        ([rung("reminder", days=-1)], "counts -1 days from due-day; allowed is 1 to 365"),
        ([rung("pre-due-notice", days=3)], "counts 3 days from due-day; allowed is -365 to -1"),
        ([rung("reminder", days="7")], "counts '7' days"),
        ([rung("reminder", since="whenever")], "since is 'whenever'; allowed are left, receipt, last-day"),
        ([rung("reminder", payers=["nobody"])], "payers is .*; allowed are at-once, on-time, late, refuser"),
        ([{**rung("reminder"), "colour": "red"}], "colour is not known"),
        ([{**rung("reminder"), "tone": "rude"}], "tone is 'rude'"),
        ([{**rung("reminder"), "at_least": "10.001"}], "no amount"),
        ([{**rung("reminder"), "on": 1}], "on is 1"),
        ([{**rung("call"), "channels": ["post"]}], "is no letter"),
        ([{**rung("notice-of-default"), "channels": ["email"]}], "goes by post"),
        ([rung("handover")], "comes after collection-warning"),
        ([rung("collection-warning"), rung("handover")], "counts from collection-warning only"),
        ([{"step": "reminder", "after": []}], "counts from nothing"),
    ],
)
def test_ladder_with_a_mistake_says_which(rows: list[dict[str, Any]], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        ladder_of({"for": ["business"], "step": rows}, name="proef", steps=STEPS)


def test_ladder_with_mistakes_says_all_of_them_each_at_its_step() -> None:
    rows = [rung("reminder", days="x"), rung("call"), {**rung("handover"), "at_least": "5", "at_most": "4"}]
    read = read_ladder({"for": ["business"], "step": rows}, name="proef", steps=STEPS)
    assert isinstance(read, tuple)
    assert [(one.row, one.why.nl) for one in read] == [
        (0, "Het aantal dagen is een heel getal van 1 tot en met 365"),
        (2, "Het laagste bedrag is hoger dan het hoogste"),
    ]


def test_ladder_that_is_no_toml_says_where() -> None:
    read = read_toml('for = ["business"]\n[[step]\n', name="proef", steps=STEPS)
    assert isinstance(read, tuple)
    assert [one.why.nl for one in read] == ["Dit is geen TOML: regel 2, teken 7 is niet te lezen"]
