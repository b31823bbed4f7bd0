"""The days of letters: presumed receipt, the fourteen days, and the days on which nobody is approached."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.jurisdictions import jurisdiction

LAW = jurisdiction()
D = date.fromisoformat
NO_CONTACT = [
    "2026-01-01", "2026-04-03", "2026-04-05", "2026-04-06", "2026-04-27", "2026-05-05", "2026-05-14", "2026-05-24", "2026-05-25",
    "2026-12-25", "2026-12-26", "2026-11-22", "2024-04-27", "2025-04-26",
]  # fmt: skip
CONTACT = ["2026-11-21", "2026-11-23", "2026-12-24", "2026-12-31", "2026-12-05", "2024-02-29", "2025-04-28", "2026-05-04"]


def test_received_by_email_the_same_day() -> None:
    assert LAW.received(D("2026-11-22"), channel="email") == D("2026-11-22")


@pytest.mark.parametrize("day", NO_CONTACT)
def test_calendar_leaves_people_alone(day: str) -> None:
    assert not LAW.calendar.is_contact_day(D(day))


@pytest.mark.parametrize("day", CONTACT)
def test_calendar_allows_contact(day: str) -> None:
    assert LAW.calendar.is_contact_day(D(day))


def test_calendar_counts_contact_days_after_a_day() -> None:
    saturday = D("2026-11-21")
    assert [LAW.calendar.contact_days_between(saturday, saturday + timedelta(days=n)) for n in (-1, 0, 1, 2, 3)] == [0, 0, 0, 1, 2]


@given(posted=st.dates(min_value=date(2012, 1, 1), max_value=date(2040, 12, 31)))
def test_fourteen_days_always_give_the_debtor_his_time(posted: date) -> None:
    days = LAW.fourteen_days(posted, channel="post")
    assert days.received_on >= posted + timedelta(days=2)
    assert days.received_on.weekday() not in (0, 6)
    assert not LAW.calendar.is_holiday(days.received_on)
    assert (days.last_free_day - days.first_day).days == 13
    assert days.safe_last_day >= days.last_free_day
    assert LAW.calendar.working_day_from(days.safe_last_day) == days.safe_last_day
