"""Statutory interest against vectors that were worked out elsewhere (three day counts), to the cent."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from akkoord.core.law.account import DAY_COUNTS, DayCount
from akkoord.core.law.interest import Interest, statutory_interest
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction

LAW = jurisdiction()
D = date.fromisoformat

# kind, principal, first day, last day, days, (compounding-year, 365, calendar-year) in cents
VECTORS = {
    "V1": ("commercial", 100_000, "2025-07-01", "2025-07-31", 31, (862, 862, 862)),
    "V3": ("commercial", 1_000_000, "2026-06-01", "2026-07-31", 61, (17_175, 17_175, 17_175)),
    "V5": ("consumer", 250_000, "2023-01-01", "2023-12-31", 365, (12_521, 12_521, 12_521)),
    "V7": ("commercial", 1_000_000, "2024-01-01", "2024-12-31", 366, (123_743, 124_082, 123_743)),
    "V9": ("consumer", 500_000, "2024-02-29", "2026-02-27", 730, (64_559, 64_559, 64_475)),
    "V11": ("consumer", 125_050, "2026-10-16", "2026-11-22", 38, (521, 521, 521)),
    "V13": ("consumer", 750_000, "2022-09-01", "2026-11-22", 1544, (181_472, 181_631, 181_464)),
    "V15": ("commercial", 2_500_000, "2021-03-01", "2023-02-28", 730, (426_911, 426_911, 426_911)),
    "V17": ("consumer", 36_500_000, "2025-01-01", "2025-01-01", 1, (6_000, 6_000, 6_000)),
}
PUBLISHED_4_PERCENT = [(25_000, 77, 211), (10_000, 46, 50), (15_000, 68, 112), (10_000, 52, 57)]


def reckoned(answer: Interest | Refusal) -> Interest:
    """The answer, which may be no refusal."""
    assert isinstance(answer, Interest)
    return answer


@pytest.mark.parametrize("day_count", DAY_COUNTS)
@pytest.mark.parametrize("name", VECTORS)
def test_interest_matches_vector(name: str, day_count: DayCount) -> None:
    kind, principal, first, last, days, expected = VECTORS[name]
    series = LAW.interest[kind]
    answer = reckoned(statutory_interest(series=series, principal=principal, first=D(first), last=D(last), day_count=day_count))
    assert (answer.interest, answer.days) == (expected[DAY_COUNTS.index(day_count)], days)
    assert sum(line.days for line in answer.lines) == days


def flat(percent: str) -> Series:
    """One rate for ever."""
    return Series(Text("proef", "test"), "test", (Value(D("2000-01-01"), Decimal(percent), "test"),), D("2099-12-31"))


def test_interest_eleven_days_at_eight_percent() -> None:  # P1
    answer = reckoned(statutory_interest(series=flat("8"), principal=100_000, first=D("2025-03-01"), last=D("2025-03-11")))
    assert answer.interest == 241


@pytest.mark.parametrize(("principal", "days", "expected"), PUBLISHED_4_PERCENT)
def test_interest_at_four_percent_in_2026(principal: int, days: int, expected: int) -> None:  # P2
    first = D("2026-02-01")
    last = first + timedelta(days=days - 1)
    answer = reckoned(statutory_interest(series=LAW.interest["consumer"], principal=principal, first=first, last=last))
    assert answer.interest == expected


def test_interest_splits_where_the_rate_changes() -> None:  # P7
    answer = reckoned(statutory_interest(series=LAW.interest["consumer"], principal=164_858, first=D("2014-12-12"), last=D("2015-05-28")))
    assert [(line.days, line.rate, line.interest) for line in answer.lines] == [(20, Decimal(3), 271), (148, Decimal(2), 1337)]


def test_interest_line_is_not_cut_where_a_row_repeats_the_rate() -> None:
    rows = tuple(Value(D(day), Decimal(8), day) for day in ("2025-01-01", "2025-07-01", "2026-01-01"))
    series = Series(Text("proef", "test"), "test", rows, D("2026-12-31"))
    answer = reckoned(statutory_interest(series=series, principal=12_345, first=D("2025-05-01"), last=D("2026-04-30")))
    assert [(line.first, line.last) for line in answer.lines] == [(D("2025-05-01"), D("2026-04-30"))]


def test_interest_full_year_gives_exactly_the_rate() -> None:
    answer = reckoned(statutory_interest(series=flat("8"), principal=100_000, first=D("2024-02-29"), last=D("2025-02-27")))
    assert answer.interest == 8_000


def test_interest_compounds_from_its_own_first_day() -> None:
    answer = reckoned(statutory_interest(series=flat("10"), principal=100_000, first=D("2023-05-10"), last=D("2025-05-09")))
    assert [line.base for line in answer.lines] == [100_000, 110_000]
    assert answer.interest == 10_000 + 11_000


def test_interest_payment_day_bears_interest_over_the_whole() -> None:
    payment = (D("2025-01-10"), 50_000)
    answer = reckoned(
        statutory_interest(series=flat("36.5"), principal=100_000, first=D("2025-01-01"), last=D("2025-01-11"), payments=[payment])
    )
    assert [(line.days, line.base, line.interest) for line in answer.lines] == [(10, 100_000, 1_000), (1, 51_000, 51)]
    assert answer.principal_left == 51_000


def test_interest_payment_on_the_anniversary_capitalises_first() -> None:
    payment = (D("2024-01-01"), 5_000)
    answer = reckoned(
        statutory_interest(
            series=flat("10"), principal=100_000, first=D("2023-01-01"), last=D("2024-01-02"), day_count="365", payments=[payment]
        )
    )
    assert [line.base for line in answer.lines] == [100_000, 110_000, 105_030]


def test_interest_payment_before_the_anniversary_keeps_that_years_capitalisation() -> None:
    payment = (D("2023-12-30"), 1_000)
    answer = reckoned(
        statutory_interest(
            series=flat("10"), principal=100_000, first=D("2023-01-01"), last=D("2024-01-01"), day_count="365", payments=[payment]
        )
    )
    assert [(line.first, line.base) for line in answer.lines] == [
        (D("2023-01-01"), 100_000),
        (D("2023-12-31"), 100_000),
        (D("2024-01-01"), 109_000),
    ]


def test_interest_stops_when_everything_was_paid() -> None:
    payment = (D("2025-01-10"), 200_000)
    answer = reckoned(
        statutory_interest(series=flat("8"), principal=100_000, first=D("2025-01-01"), last=D("2026-06-30"), payments=[payment])
    )
    assert (answer.principal_left, [line.last for line in answer.lines]) == (0, [D("2025-01-10")])


@pytest.mark.parametrize(
    ("principal", "first", "last", "payments"),
    [
        (-1, "2025-01-01", "2025-01-02", []),
        (100, "2025-01-02", "2025-01-01", []),
        (100, "2025-01-01", "2025-01-31", [(D("2025-02-01"), 10)]),
        (100, "2025-01-01", "2025-01-31", [(D("2024-12-31"), 10)]),
        (100, "2025-01-01", "2025-01-31", [(D("2025-01-05"), 0)]),
        (100, "2002-11-30", "2025-01-31", []),
        (100, "2025-01-01", "2027-01-01", []),
    ],
)
def test_interest_refuses(principal: int, first: str, last: str, payments: list[tuple[date, int]]) -> None:
    series = LAW.interest["commercial"]
    answer = statutory_interest(series=series, principal=principal, first=D(first), last=D(last), payments=payments)
    assert isinstance(answer, Refusal)
    assert answer.source
