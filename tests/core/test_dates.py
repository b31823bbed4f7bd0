"""Months that are too short, anniversaries, and days that were designated for one year."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.dates import Calendar, anniversary, months_later
from akkoord.jurisdictions import _holidays

D = date.fromisoformat


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2026-01-31", 0, "2026-01-31"),
        ("2026-01-31", 1, "2026-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2026-01-31", 2, "2026-03-31"),
        ("2026-01-31", 3, "2026-04-30"),
        ("2026-01-31", 12, "2027-01-31"),
        ("2025-11-30", 3, "2026-02-28"),
        ("2026-12-15", 1, "2027-01-15"),
        ("2024-02-29", 1, "2024-03-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 24, "2026-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2025-08-31", 6, "2026-02-28"),
    ],
)
def test_months_later(start: str, months: int, expected: str) -> None:
    assert months_later(D(start), months=months) == D(expected)


@given(start=st.dates(date(2000, 1, 1), date(2090, 1, 1)), months=st.integers(0, 60))
def test_months_later_keeps_the_day_or_takes_the_last_one(start: date, months: int) -> None:
    found = months_later(start, months=months)
    assert found.day == start.day or (found + timedelta(days=1)).day == 1
    assert (found.year - start.year) * 12 + found.month - start.month == months
    assert months_later(start, months=months + 1) > found


@given(start=st.dates(date(2000, 1, 1), date(2060, 1, 1)), years=st.integers(0, 30))
def test_anniversary_of_a_leap_day_falls_on_the_28th_in_common_years(start: date, years: int) -> None:
    found = anniversary(start, years=years)
    assert (found.year, found.month) == (start.year + years, start.month)
    assert found.day == start.day or (start.month, start.day, found.day) == (2, 29, 28)


def test_calendar_keeps_days_that_were_designated_for_one_year() -> None:
    """Days named in the Staatscourant (Algemene termijnenwet art. 3 lid 3), in the file as `more`."""
    raw = {"country": "NL", "categories": ["public", "optional"], "more": [D("2027-05-07")]}
    calendar = Calendar(_holidays(raw))
    assert [calendar.is_holiday(D(day)) for day in ("2027-05-05", "2027-05-06", "2027-05-07", "2028-05-08")] == [True, True, True, False]
    assert calendar.working_day_from(D("2027-05-07")) == D("2027-05-10")  # a Friday; the weekend follows
    assert not Calendar(_holidays({**raw, "more": []})).is_holiday(D("2027-05-07"))
