"""Every step of the shipped ladders on its right day: Sundays, holidays, Easter, King's day, year end and 29 February."""

from __future__ import annotations

from datetime import date

import pytest

from tests.core.walk import claim, debtor_of, walk

D = date.fromisoformat
BUSINESS = ("reminder", "call", "notice-of-default", "collection-warning", "handover")
CONSUMER = ("reminder", "call", "fourteen-day-letter", "collection-warning", "handover")
DAYS = [  # kind, due day, the day of each step; worked out by hand with a calendar
    ("business", "2026-10-15", "2026-10-16 2026-10-23 2026-10-30 2026-11-11 2026-11-20"),
    ("business", "2026-11-21", "2026-11-23 2026-11-30 2026-12-07 2026-12-17 2026-12-28"),  # Sunday; second Christmas day
    ("business", "2026-12-23", "2026-12-24 2026-12-31 2027-01-07 2027-01-18 2027-01-27"),  # year end
    ("business", "2026-04-02", "2026-04-04 2026-04-11 2026-04-18 2026-04-30 2026-05-09"),  # Good Friday
    ("business", "2026-04-26", "2026-04-28 2026-05-06 2026-05-13 2026-05-26 2026-06-04"),  # King's day, 5 May, Ascension, Whitsun
    ("business", "2024-02-28", "2024-02-29 2024-03-07 2024-03-14 2024-03-25 2024-04-03"),  # 29 February
    ("business", "2027-12-31", "2028-01-03 2028-01-10 2028-01-17 2028-01-27 2028-02-05"),  # New Year's day on a Saturday
    ("government", "2026-10-15", "2026-10-16 2026-10-23 2026-10-30 2026-11-11 2026-11-20"),
    ("consumer", "2026-10-15", "2026-10-16 2026-10-23 2026-10-30 2026-11-18 2026-11-27"),
    ("consumer", "2026-11-21", "2026-11-23 2026-11-30 2026-12-07 2026-12-24 2027-01-06"),  # post over Christmas
    ("consumer", "2026-12-23", "2026-12-24 2026-12-31 2027-01-07 2027-01-26 2027-02-04"),  # last free day on a Saturday
    ("consumer", "2026-04-26", "2026-04-28 2026-05-06 2026-05-13 2026-06-02 2026-06-11"),
    ("consumer", "2024-02-28", "2024-02-29 2024-03-07 2024-03-14 2024-04-03 2024-04-12"),  # last free day over Easter
]


@pytest.mark.parametrize(("kind", "due", "days"), DAYS)
def test_ladder_takes_each_step_on_its_day(kind: str, due: str, days: str) -> None:
    found = walk(debtor_of(claim(due=D(due)), kind=kind), start=D(due), days=120)
    steps = CONSUMER if kind == "consumer" else BUSINESS
    assert found == [(D(day), 1, step) for day, step in zip(days.split(), steps, strict=True)]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("business", "2026-10-16 reminder, 2026-10-30 notice-of-default, 2026-11-11 collection-warning, 2026-11-20 handover"),
        ("consumer", "2026-10-16 reminder, 2026-10-30 fourteen-day-letter, 2026-11-18 collection-warning, 2026-11-27 handover"),
    ],
)
def test_ladder_without_a_phone_number_counts_from_the_reminder(kind: str, expected: str) -> None:
    found = walk(debtor_of(claim(due=D("2026-10-15")), kind=kind, has_phone=False), start=D("2026-10-15"), days=120)
    assert ", ".join(f"{day} {step}" for day, _, step in found) == expected


@pytest.mark.parametrize(("kind", "last"), [("business", "notice-of-default"), ("consumer", "fourteen-day-letter")])
def test_ladder_without_a_partner_announces_nothing(kind: str, last: str) -> None:
    found = walk(debtor_of(claim(due=D("2026-10-15")), kind=kind), start=D("2026-10-15"), days=150, partner=False)
    assert [step for _, _, step in found] == ["reminder", "call", last]


def test_ladder_brings_two_invoices_along_their_own_path() -> None:
    debtor = debtor_of(claim(1, due=D("2026-10-15")), claim(2, due=D("2026-10-29")))
    found = walk(debtor, start=D("2026-10-15"), days=60)
    assert found == [
        (D("2026-10-16"), 1, "reminder"),
        (D("2026-10-23"), 1, "call"),
        (D("2026-10-30"), 1, "notice-of-default"),
        (D("2026-10-30"), 2, "reminder"),  # goes along in the notice
        (D("2026-11-06"), 2, "call"),
        (D("2026-11-11"), 1, "collection-warning"),
        (D("2026-11-13"), 2, "notice-of-default"),
        (D("2026-11-20"), 1, "handover"),
        (D("2026-11-25"), 2, "collection-warning"),
        (D("2026-12-04"), 2, "handover"),
    ]
