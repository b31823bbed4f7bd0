"""How interest joins, what a payment does to it, and what is refused; worked-out sums stand in vectors/interest.toml."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from akkoord.core.law.interest import Interest, statutory_interest
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction

LAW = jurisdiction()
D = date.fromisoformat


def reckoned(answer: Interest | Refusal) -> Interest:
    """The answer, which may be no refusal."""
    assert isinstance(answer, Interest)
    return answer


def flat(percent: str) -> Series:
    """One rate for ever."""
    return Series(Text("proef", "test"), "test", (Value(D("2000-01-01"), Decimal(percent), "test"),), D("2099-12-31"))


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
