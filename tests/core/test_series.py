"""Dated values: what holds on which day, and the days nobody checked."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text

D = date.fromisoformat
NAME = Text("proefrente", "test rate")


def rows(*days: str) -> tuple[Value, ...]:
    """A row for each day, one per cent more each time."""
    return tuple(Value(D(day), Decimal(place), day) for place, day in enumerate(days, start=1))


SERIES = Series(NAME, "6:119 BW", rows("2020-01-01", "2020-07-01", "2021-01-01"), D("2021-06-30"))


@pytest.mark.parametrize(
    ("day", "percent"), [("2020-01-01", 1), ("2020-06-30", 1), ("2020-07-01", 2), ("2021-01-01", 3), ("2021-06-30", 3)]
)
def test_series_gives_the_row_of_the_day(day: str, percent: int) -> None:
    found = SERIES.at(D(day))
    assert isinstance(found, Value)
    assert found.value == percent


@pytest.mark.parametrize(
    ("day", "says"),
    [
        ("2019-12-31", "The table of test rate begins on 2020-01-01; earlier days cannot be computed."),
        (
            "2021-07-01",
            "The table of test rate was checked up to and including 2021-06-30; the rate may have changed by 2021-07-01. "
            "Update Akkoord, or enter the rate under Settings, Rates of interest.",
        ),
    ],
)
def test_series_refuses_days_it_does_not_know(day: str, says: str) -> None:
    found = SERIES.at(D(day))
    assert isinstance(found, Refusal)
    assert (found.why.en, found.source) == (says, "6:119 BW")


@pytest.mark.parametrize("days", [(), ("2020-07-01", "2020-01-01"), ("2020-01-01", "2020-01-01")])
def test_series_rows_must_rise(days: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="rows must rise"):
        Series(NAME, "6:119 BW", rows(*days), D("2021-06-30"))


def test_series_spans_cut_at_each_change() -> None:
    found = [(first, last, row.value) for first, last, row in SERIES.spans(D("2020-06-30"), D("2021-01-01"))]
    assert found == [
        (D("2020-06-30"), D("2020-06-30"), Decimal(1)),
        (D("2020-07-01"), D("2020-12-31"), Decimal(2)),
        (D("2021-01-01"), D("2021-01-01"), Decimal(3)),
    ]


def test_series_spans_keep_together_what_does_not_change() -> None:
    same = tuple(Value(D(day), Decimal(8), day) for day in ("2020-01-01", "2020-07-01", "2021-01-01", "2021-03-01"))
    different = Value(D("2021-05-01"), Decimal(9), "later")
    series = Series(NAME, "6:119a BW", (*same, different), D("2021-06-30"))
    found = [(first, last, row.value) for first, last, row in series.spans(D("2020-02-01"), D("2021-06-01"))]
    assert found == [(D("2020-02-01"), D("2021-04-30"), Decimal(8)), (D("2021-05-01"), D("2021-06-01"), Decimal(9))]
