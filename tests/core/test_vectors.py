"""The law's figures against vectors that stand as data in tests/core/vectors, each with its source, to the cent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from akkoord.core.law.account import DAY_COUNTS, DayCount
from akkoord.core.law.costs import Costs, collection_costs
from akkoord.core.law.interest import Interest, statutory_interest
from akkoord.core.law.series import Series, Value
from akkoord.core.law.start import Sides, Term, interest_start
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from tests.core.oracle import DAY, Running, half_up, slow_interest
from tests.core.vectors import cents, vectors

LAW = jurisdiction()
INTEREST: dict[str, dict[str, Any]] = {one["id"]: one for one in vectors("interest")["vector"]}
COSTS = vectors("costs")
DISPUTED = vectors("disputed")


def series_of(said: dict[str, Any]) -> Series:
    """The law's own rates, one rate for ever, or the rows that the vector gives."""
    if "kind" in said:
        return LAW.interest[said["kind"]]
    rows = said.get("rows") or [{"from": date(2000, 1, 1), "percent": said["percent"]}]
    return Series(
        Text("proef", "test"), said["source"], tuple(Value(row["from"], Decimal(row["percent"]), "") for row in rows), date(2099, 12, 31)
    )


def reckoned(said: dict[str, Any], day_count: DayCount = "compounding-year", **other: Any) -> Interest:
    """The answer of the law's own room."""
    payments = [(one["on"], cents(one["amount"])) for one in said.get("payments", ())]
    given: dict[str, Any] = {
        "principal": cents(said["principal"]),
        "first": said["first"],
        "last": said["last"],
        "payments": payments,
        "per": said.get("per", 12),
        "joins": said.get("joins", 12),
        **other,
    }
    answer = statutory_interest(series=series_of(said), day_count=day_count, **given)
    assert isinstance(answer, Interest)
    return answer


def expected(said: dict[str, Any], day_count: DayCount) -> int | None:
    """The vector's sum in cents for a day count; None where it says nothing of that one."""
    found = said["interest"]
    amount = found.get(day_count) if isinstance(found, dict) else found
    return None if amount is None else cents(amount)


@pytest.mark.parametrize("day_count", DAY_COUNTS)
@pytest.mark.parametrize("name", INTEREST)
def test_interest_of_the_vector(name: str, day_count: DayCount) -> None:
    said = INTEREST[name]
    wanted, answer = expected(said, day_count), reckoned(said, day_count)
    assert wanted is None or abs(answer.interest - wanted) <= cents(said.get("within", 0))
    assert answer.days == sum(line.days for line in answer.lines) == (said["last"] - said["first"]).days + 1


@pytest.mark.parametrize("name", [name for name, said in INTEREST.items() if "lines" in said])
def test_interest_lines_of_the_vector(name: str) -> None:
    said = INTEREST[name]
    day_count: DayCount = next(iter(said["interest"])) if isinstance(said["interest"], dict) else "compounding-year"
    lines = reckoned(said, day_count).lines
    assert [line.days for line in lines] == [days for days, _ in said["lines"]]
    apart = [line.interest - cents(amount) for line, (_, amount) in zip(lines, said["lines"], strict=True)]
    assert [one for one in apart if one] == [1] * cents(said.get("within", 0))


@pytest.mark.parametrize("name", [name for name, said in INTEREST.items() if "exact" in said])
def test_interest_that_is_rounded_once_is_the_exact_column(name: str) -> None:
    said = INTEREST[name]
    rates = [(row.first, Fraction(row.value)) for row in series_of(said).rows]
    found, _ = slow_interest(principal=cents(said["principal"]), first=said["first"], last=said["last"], rates=rates, exact=True)
    assert int(found + Fraction(1, 2)) == cents(said["exact"])


def test_interest_payment_of_p5_booked_on_its_own_day_shifts_one_day_of_interest() -> None:
    """The source starts the new line on the day of payment; the law has that day bear interest over the whole sum
    (6:119a lid 1 BW: up to and including the day of payment), which is what counts here."""
    said = INTEREST["P5"]
    answer = reckoned(said, payments=[(date(2025, 12, 16), 163_672)])
    around = [(line.days, line.interest) for line in answer.lines if line.last >= date(2025, 12, 16) and line.first <= date(2025, 12, 24)]
    assert around == [(days, cents(amount)) for days, amount in said["booked_on_its_own_day"]]
    assert answer.interest > cents(said["interest"])


def test_interest_of_p5_with_parts_of_cents_is_what_its_source_says() -> None:
    """The source carries parts of cents from line to line and shows them rounded; the oracle does so too, and meets each of
    its 23 lines. In whole cents the ninth is one cent more: it stands over 2,119.75, the sum of what was shown before it."""
    said = INTEREST["P5"]
    running = Running(said["first"], Fraction(180_918), [(date(2000, 1, 1), Fraction(2))], per=1, joins=1, exact=True)
    shown: list[tuple[int, int]] = []
    day, days, before = said["first"], 0, Fraction(0)
    while day <= said["last"]:
        turns = running.turns
        running.begins(day)
        if running.turns != turns:
            shown, days, before = [*shown, (days, half_up(running.reckoned - before))], 0, running.reckoned
        running.runs(day)
        days += 1
        if day == date(2025, 12, 15):
            running.paid(Fraction(163_672))
            shown, days, before = [*shown, (days, half_up(running.reckoned - before))], 0, running.reckoned
        day += DAY
    running.ends_line()
    shown.append((days, half_up(running.reckoned - before)))
    assert shown == [(days, cents(amount)) for days, amount in said["lines"]]
    assert sum(amount for _, amount in shown) == cents(said["interest"])
    ninth = reckoned(said).lines[8]
    assert (ninth.base, ninth.interest) == (211_975, 4_240)


def test_interest_of_the_german_vector_is_the_sum_of_its_exact_lines() -> None:
    said = INTEREST["DE"]
    assert round(sum(said["exact_lines"]), 2) == said["interest"]["calendar-year"]


@pytest.mark.parametrize("row", [*COSTS["published"]["rows"], *COSTS["derived"]["rows"]], ids=lambda row: str(row["principals"]))
def test_costs_of_the_vector(row: dict[str, Any]) -> None:
    principal = sum(cents(one) for one in row["principals"])
    without, surcharged = (collection_costs(scale=LAW.costs, principal=principal, vat_surcharge=vat) for vat in (False, True))
    assert isinstance(without, Costs)
    assert isinstance(surcharged, Costs)
    assert (without.costs, without.vat, surcharged.costs) == (cents(row["costs"]), 0, cents(row["costs"]))
    assert surcharged.vat == cents(row.get("vat", Decimal(surcharged.vat) / 100))
    assert surcharged.total == cents(row.get("total", Decimal(surcharged.total) / 100))


@pytest.mark.parametrize("row", vectors("start")["rows"], ids=lambda row: str(row["received"]))
def test_start_of_the_vector(row: dict[str, date]) -> None:
    term = Term(row["received"], row["received"], agreed=False, received_on=row["received"])
    assert interest_start(term, sides=Sides("business"), rules=LAW.start).first_day == row["first_day"]


@pytest.mark.parametrize("row", vectors("fourteen_days")["rows"], ids=lambda row: str(row["posted"]))
def test_fourteen_days_of_the_vector(row: dict[str, date]) -> None:
    days = LAW.fourteen_days(row["posted"], channel="post")
    found = (days.received_on, days.first_day, days.last_free_day, days.safe_last_day, days.costs_due_from)
    assert found == tuple(row[name] for name in ("receipt", "first_day", "last_free", "safe", "costs"))


@pytest.mark.parametrize("row", DISPUTED["rate"], ids=lambda row: f"{row['kind']} {row['day']}")
def test_disputed_rate_that_counts_here(row: dict[str, Any]) -> None:
    """Which source says what, which counts and why stands in the file; each row has one that says otherwise."""
    found = LAW.interest[row["kind"]].at(row["day"])
    assert isinstance(found, Value)
    assert found.value == row["here"]
    said = {one["says"] == row["here"] for one in row["sources"]}
    assert said == {True, False}
    assert row["why"]


@pytest.mark.parametrize("row", DISPUTED["refused"], ids=lambda row: f"{row['kind']} {row['day']}")
def test_disputed_rate_that_is_refused_here(row: dict[str, Any]) -> None:
    assert isinstance(LAW.interest[row["kind"]].at(row["day"]), Refusal)
    assert row["why"]


def test_disputed_day_counts_differ_only_where_a_year_of_366_days_is_in_play() -> None:
    """A (always 365: luxis, go-figure.nl, financiering.nl), B (the compounding year's own days: rentetool) and C (the calendar
    year's: the German tool). B counts here: a full year gives exactly the rate, and never more than A (docs/decisions/0013)."""
    a, b, c = (reckoned(INTEREST["V7"], day_count).interest for day_count in ("365", "compounding-year", "calendar-year"))
    by_hand = [Fraction(1_000_000) * Fraction(rate) * days / 36_600 for rate, days in (("12.50", 182), ("12.25", 184))]
    assert b == c == sum(half_up(one) for one in by_hand)
    assert a > b


def test_disputed_cut_of_lines_where_a_row_repeats_the_rate() -> None:
    """One tool gives 2,820.43 and 2,820.44 for one claim, as its table has a row each half-year or only where the rate changed.
    Here a line ends where the rate really changes, so the number of rows in the table moves no cent."""
    half_years = [{"from": date(year, month, 1), "percent": 8} for year in (2019, 2020) for month in (1, 7)]
    said = {"source": "test", "rows": half_years, "principal": Decimal("1000.07"), "first": date(2019, 3, 4), "last": date(2020, 3, 2)}
    cuts = [(date(2019, 3, 4), date(2019, 6, 30)), (date(2019, 7, 1), date(2019, 12, 31)), (date(2020, 1, 1), date(2020, 3, 2))]
    cut = sum(reckoned({**said, "first": first, "last": last}, "365").interest for first, last in cuts)
    whole = reckoned(said, "365").interest
    assert (cut, whole) == (8_000, 8_001)
    assert reckoned({**said, "rows": half_years[:1]}, "365").interest == whole


def test_disputed_principal_at_which_the_costs_reach_their_maximum() -> None:
    """1,000,000 by the words of the scale; a comment in luxis says 1,005,000."""
    found = [collection_costs(scale=LAW.costs, principal=principal) for principal in (99_999_000, 100_000_000, 100_500_000)]
    assert [one.costs for one in found if isinstance(one, Costs)] == [677_495, 677_500, 677_500]


def test_disputed_wait_after_a_letter_by_post() -> None:
    """luxis waits 15 days from sending; by the rule of HR 2016:2704 a letter by post is never out before day 17."""
    for row in vectors("fourteen_days")["rows"]:
        assert (row["costs"] - row["posted"]).days >= 17
