"""Published rates that a company enters: what is allowed, until when they make the table known, and how they give way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from akkoord.core.law.entered import as_entered, half_year_end, with_entered, wrong_first, wrong_percentage, wrong_source
from akkoord.core.law.interest import Interest, statutory_interest
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Refusal, Text

D = date.fromisoformat
CONSUMER = Series(
    Text("wettelijke rente", "statutory interest"),
    "6:119 BW",
    (Value(D("2026-01-01"), Decimal(4), "Stb. 2025, 427"),),
    D("2026-12-31"),
    "6:120 lid 1 BW",
)
COMMERCIAL = Series(
    Text("wettelijke handelsrente", "statutory commercial interest"),
    "6:119a BW",
    (Value(D("2026-07-01"), Decimal("10.40"), "ECB + 8"),),
    D("2026-12-31"),
    "6:120 lid 2 BW",
    half_yearly=True,
)


def row(first: str, percent: str = "5.00", source: str = "Stb. 2026, 512") -> Value:
    """A published rate."""
    return Value(D(first), Decimal(percent), source)


JANUARY, JULY = row("2027-01-01"), row("2027-07-01", "5.25")


@pytest.mark.parametrize("percent", ["0.01", "4", "10.40", "10.400", "25"])
def test_percentage_that_is_allowed(percent: str) -> None:
    assert wrong_percentage(Decimal(percent), series=COMMERCIAL) is None


@pytest.mark.parametrize("percent", ["0", "-1", "25.01", "10.405", "NaN", "Infinity", "1E+30", "1E-30"])
def test_percentage_that_is_not(percent: str) -> None:
    assert wrong_percentage(Decimal(percent), series=COMMERCIAL) == Refusal(
        Text(
            "Verwacht: een percentage boven 0 en hoogstens 25, met hoogstens twee decimalen, zoals 10,40.",
            "Expected: a percentage above 0 and at most 25, with at most two decimals, such as 10.40.",
        ),
        "6:120 lid 2 BW",
    )


@pytest.mark.parametrize(
    ("source", "wrong"), [("", True), ("   ECB   ", True), ("Stb. 2026, 512", False), ("x" * 120, False), ("x" * 121, True)]
)
def test_source_says_where_it_was_published(source: str, wrong: bool) -> None:
    found = wrong_source(source, series=CONSUMER)
    assert (found is not None) == wrong
    assert found is None or (found.why.en, found.source) == (
        "Where was it published? Expected: 5 to 120 characters, such as Stb. 2026, 512 or an address.",
        "6:120 lid 1 BW",
    )


@pytest.mark.parametrize(
    ("shipped", "entered", "first", "says"),
    [
        (CONSUMER, [], "2027-01-01", ""),
        (CONSUMER, [JANUARY], "2027-07-01", ""),
        (CONSUMER, [JANUARY], "2027-04-01", ""),  # by decree, whenever that is needed
        (COMMERCIAL, [JANUARY], "2027-07-01", ""),
        (CONSUMER, [], "2026-12-31", "Akkoord kent de wettelijke rente al tot en met 31 december 2026. Kies een dag daarna."),
        (CONSUMER, [], "2026-01-01", "Akkoord kent de wettelijke rente al tot en met 31 december 2026. Kies een dag daarna."),
        (CONSUMER, [JANUARY], "2027-01-01", "Vanaf 1 januari 2027 staat er al een percentage. Neem dat eerst terug."),
        (CONSUMER, [JANUARY, JULY], "2027-01-01", "Vanaf 1 januari 2027 staat er al een percentage. Neem dat eerst terug."),
        (
            CONSUMER,
            [JANUARY, JULY],
            "2027-04-01",
            "Er staat al een percentage vanaf 1 juli 2027. Kies een latere dag, of neem dat eerst terug.",
        ),
        (
            CONSUMER,
            [],
            "2027-01-02",
            "Voer eerst het percentage vanaf 1 januari 2027 in, ook als het gelijk bleef: anders is niet bekend wat er tussenin gold.",
        ),
        (
            COMMERCIAL,
            [JANUARY],
            "2028-01-01",
            "Voer eerst het percentage vanaf 1 juli 2027 in, ook als het gelijk bleef: anders is niet bekend wat er tussenin gold.",
        ),
        (COMMERCIAL, [], "2027-02-01", "De wettelijke handelsrente verandert alleen op 1 januari en 1 juli. Kies een van die dagen."),
    ],
)
def test_first_day_joins_on_to_what_is_known(shipped: Series, entered: list[Value], first: str, says: str) -> None:
    found = wrong_first(D(first), shipped=shipped, known=with_entered(shipped, entered))
    assert (found.why.nl.replace("\u00a0", " ") if found else "") == says
    assert found is None or found.source == shipped.fixed_by


def test_entered_row_is_known_until_its_half_year_ends() -> None:
    assert [half_year_end(D(day)) for day in ("2027-01-01", "2027-06-30", "2027-07-01", "2027-12-31")] == [
        D("2027-06-30"),
        D("2027-06-30"),
        D("2027-12-31"),
        D("2027-12-31"),
    ]
    table = with_entered(CONSUMER, [JULY, JANUARY])
    assert ([one.first for one in table.rows], table.checked_until) == (
        [D("2026-01-01"), D("2027-01-01"), D("2027-07-01")],
        D("2027-12-31"),
    )
    assert isinstance(with_entered(CONSUMER, [JANUARY]).at(D("2027-07-01")), Refusal)


def test_entered_row_that_repeats_the_percentage_is_knowledge_too() -> None:
    table = with_entered(COMMERCIAL, [row("2027-01-01", "10.40")])
    assert [(first, last) for first, last, _ in table.spans(D("2026-08-01"), D("2027-06-30"))] == [(D("2026-08-01"), D("2027-06-30"))]


def test_entered_rows_give_the_sums_of_a_shipped_table() -> None:
    shipped = replace(CONSUMER, rows=(*CONSUMER.rows, JANUARY, JULY), checked_until=D("2027-12-31"))

    def of(series: Series) -> Interest:
        answer = statutory_interest(series=series, principal=123_456, first=D("2026-03-02"), last=D("2027-12-31"))
        assert isinstance(answer, Interest)
        return answer

    assert of(with_entered(CONSUMER, [JANUARY, JULY])) == of(shipped)


def test_entered_rows_are_shown_as_those_before_them() -> None:
    assert [str(one.value) for one in with_entered(CONSUMER, [JANUARY, JULY]).rows] == ["4", "5", "5.25"]
    assert [str(one.value) for one in with_entered(COMMERCIAL, [row("2027-01-01", "9.5")]).rows] == ["10.40", "9.50"]


def test_entered_row_gives_way_when_its_days_are_shipped() -> None:
    later = replace(COMMERCIAL, rows=(*COMMERCIAL.rows, row("2027-01-01", "9.15", "ECB + 8")), checked_until=D("2027-06-30"))
    assert with_entered(later, [row("2027-01-01", "9.51")]) is later
    assert [str(one.value) for one in with_entered(later, [row("2027-01-01", "9.51"), row("2027-07-01", "9.00")]).rows] == [
        "10.40",
        "9.15",
        "9.00",
    ]


def test_entered_row_after_a_gap_waits() -> None:
    half_way = replace(CONSUMER, checked_until=D("2027-03-31"))
    assert with_entered(half_way, [JANUARY, JULY]) is half_way


def test_entered_row_says_in_every_line_that_it_was_entered() -> None:
    marked = as_entered(JANUARY, company="De Linde", on=D("2026-12-20"))
    answer = statutory_interest(series=with_entered(CONSUMER, [marked]), principal=10_000, first=D("2026-12-31"), last=D("2027-01-31"))
    assert isinstance(answer, Interest)
    assert [line.source for line in answer.lines] == [
        "6:119 BW; Stb. 2025, 427",
        "6:119 BW; Stb. 2026, 512 (ingevoerd door De Linde, 2026-12-20)",
    ]
