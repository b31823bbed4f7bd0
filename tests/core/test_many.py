"""Many claims at once against core.balance one by one: the same cent, or the same refusal, for every claim."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.core.balance import balance
from akkoord.core.claim import Booked, Claim
from akkoord.core.dates import ONE_DAY, anniversary
from akkoord.core.law.account import DAY_COUNTS, DayCount
from akkoord.core.law.charges import CostRules
from akkoord.core.law.many import CHUNK, Claims, balances, claim_at
from akkoord.core.law.many.calendar import spans_of
from akkoord.core.law.many.sums import ROOM, Charge, interest_over, safe_sum
from akkoord.core.law.series import Series, Value
from akkoord.core.money import rounded
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction

LAW = jurisdiction()
ODD = Series(
    Text("verzonnen rente", "invented interest"),
    "-",
    tuple(
        Value(date.fromisoformat(day), Decimal(percent), "-")
        for day, percent in (
            ("2021-02-28", "33.333"),
            ("2022-01-01", "0"),
            ("2022-05-05", "7"),
            ("2023-01-01", "7.00"),
            ("2024-03-01", "99.5"),
        )
    ),
    date(2025, 2, 27),
)
SERIES = (LAW.interest["consumer"], LAW.interest["commercial"], ODD)
NO_DAY = np.datetime64("NaT")
Answer = tuple[int, int, int, int] | None


def columns(claims: Sequence[Claim], which: Sequence[int]) -> Claims:
    """The claims side by side; all of them as wide as the one with the most payments."""
    wide = max((len(one.booked) for one in claims), default=0)
    booked = [[*one.booked, *[None] * (wide - len(one.booked))] for one in claims]
    shape = (len(claims), wide)

    def days(found: Sequence[date | None]) -> np.ndarray[tuple[int, ...], np.dtype[np.datetime64]]:
        return np.array([NO_DAY if day is None else day for day in found], dtype="datetime64[D]")

    return Claims(
        np.array([one.total for one in claims], dtype=np.int64),
        days([one.interest_from for one in claims]),
        days([one.costs_from for one in claims]),
        days([None if paid is None else paid.on for row in booked for paid in row]).reshape(shape),
        np.array([0 if paid is None else paid.amount for row in booked for paid in row], dtype=np.int64).reshape(shape),
        np.array([paid is not None and paid.credit for row in booked for paid in row], dtype=np.bool_).reshape(shape),
        np.array(which, dtype=np.int8),
    )


def together(claims: Claims, *, on: date, day_count: DayCount = "compounding-year", vat: bool = False) -> list[Answer]:
    """Principal, interest, costs and over of each claim, all reckoned at once; None where it was refused."""
    found = balances(claims, series=SERIES, scale=LAW.costs, on=on, vat_surcharge=vat, day_count=day_count)
    rows = zip(found.principal.tolist(), found.interest.tolist(), found.costs.tolist(), found.over.tolist(), strict=True)
    return [None if refused else row for row, refused in zip(rows, found.refused.tolist(), strict=True)]


def alone(claim: Claim, which: int, *, on: date, day_count: DayCount = "compounding-year", vat: bool = False) -> Answer:
    """The same from core.balance."""
    answer = balance([claim], series=SERIES[which], costs=CostRules(LAW.costs, vat), on=on, day_count=day_count)
    return None if isinstance(answer, Refusal) else (answer.principal, answer.interest, answer.costs, answer.over)


def same(claims: Sequence[Claim], which: Sequence[int], *, on: date, day_count: DayCount = "compounding-year", vat: bool = False) -> None:
    """Both ways give the same, claim by claim."""
    expected = [alone(one, kind, on=on, day_count=day_count, vat=vat) for one, kind in zip(claims, which, strict=True)]
    assert together(columns(claims, which), on=on, day_count=day_count, vat=vat) == expected


def claim(total: int, first: date | None, costs: date | None = None, booked: Sequence[Booked] = ()) -> Claim:
    """A claim of which only what is reckoned matters."""
    return Claim("F", date(2000, 1, 1), date(2000, 1, 1), total, first, costs, tuple(booked))


@st.composite
def drawn(draw: st.DrawFn) -> Claim:
    """A claim whose days fall together more often than chance would have it: on anniversaries, 29 February, the costs' day."""
    first = draw(st.dates(date(2019, 6, 1), date(2025, 6, 30)) | st.sampled_from((date(2020, 2, 29), date(2024, 2, 29), date(2021, 2, 28))))
    years = [anniversary(first, years=n) for n in range(6)]
    days = [*years, *(day - ONE_DAY for day in years), date(2024, 2, 29), date(2023, 1, 1), date(2024, 12, 31), date(2025, 2, 28)]
    day = st.sampled_from(days) | st.dates(date(2019, 1, 1), date(2026, 12, 31))
    costs = draw(st.none() | day)
    total = draw(st.integers(0, 2_000) | st.integers(0, 50_000_000))
    cents = st.integers(1, 3_000) | st.integers(1, max(1, total))
    when = day if costs is None else day | st.just(costs)
    booked = draw(st.lists(st.builds(Booked, when, cents, st.sampled_from((False, False, False, True))), max_size=4))
    return claim(total, draw(st.sampled_from((first, first, first, first, None))), costs, booked)


@given(
    batch=st.lists(st.tuples(drawn(), st.integers(0, 2)), max_size=12),
    on=st.dates(date(2019, 6, 1), date(2026, 12, 31)) | st.sampled_from((date(2024, 2, 29), date(2025, 2, 27), date(2025, 2, 28))),
    day_count=st.sampled_from(DAY_COUNTS),
    vat=st.booleans(),
)
@settings(max_examples=250, deadline=None)
def test_many_equal_one_by_one(batch: list[tuple[Claim, int]], on: date, day_count: DayCount, vat: bool) -> None:
    same([one for one, _ in batch], [kind for _, kind in batch], on=on, day_count=day_count, vat=vat)


@pytest.mark.parametrize("day_count", DAY_COUNTS)
def test_many_of_five_years_equal_one_by_one(day_count: DayCount) -> None:
    """Two thousand claims by chance, as in the benchmark."""
    chance, on = Random(20261231), date(2026, 12, 31)
    claims = []
    for _ in range(2_000):
        first, total = on - timedelta(days=chance.randrange(5 * 365)), int(chance.lognormvariate(11, 2)) + 1
        days = [first + timedelta(days=chance.randrange(-30, 1_500)) for _ in range(chance.randrange(3))]
        booked = [Booked(day, int(total * chance.random()) + 1) for day in days]
        claims.append(claim(total, first, chance.choice((None, first + timedelta(days=chance.randrange(60)))), booked))
    same(claims, [chance.randrange(2) for _ in claims], on=on, day_count=day_count)


FIRST = date(2024, 2, 29)


@pytest.mark.parametrize(
    "booked",
    [
        [Booked(date(2025, 2, 28), 5_000)],  # the anniversary of 29 February: the year's interest has joined
        [Booked(date(2025, 2, 27), 5_000)],
        [Booked(date(2024, 2, 29), 40_000)],
        [Booked(date(2024, 2, 28), 40_000)],  # before interest runs
        [Booked(date(2024, 4, 1), 15_000)],  # the day costs fall due
        [Booked(date(2024, 4, 1), 500), Booked(date(2024, 4, 1), 14_500), Booked(date(2024, 4, 1), 7, credit=True)],
        [Booked(date(2024, 9, 1), 40_000, credit=True)],  # nothing bears interest any more; interest stays due
        [Booked(date(2024, 9, 1), 40_000, credit=True), Booked(date(2026, 1, 1), 1_000)],
        [Booked(date(2024, 9, 1), 99_999), Booked(date(2025, 9, 1), 11)],  # paid too much, and again
        [Booked(date(2026, 6, 30), 9_000), Booked(date(2026, 7, 1), 9_000)],  # on the day that is asked for, and after it
    ],
)
@pytest.mark.parametrize("costs", [None, date(2024, 4, 1), date(2026, 6, 30), date(2026, 7, 1)])
@pytest.mark.parametrize("first", [None, FIRST, date(2026, 6, 30), date(2026, 7, 1)])
def test_many_on_days_that_fall_together(booked: list[Booked], costs: date | None, first: date | None) -> None:
    same([claim(40_000, first, costs, booked)] * 2, [0, 1], on=date(2026, 6, 30))


def test_many_are_refused_one_by_one() -> None:
    """Outside the table only what is still open is refused, and only the claims of that series."""
    paid = Booked(date(2025, 2, 27), 10**6)
    claims = [
        claim(10_000, date(2024, 6, 1)),
        claim(10_000, date(2024, 6, 1), None, [paid]),
        claim(10_000, date(2020, 6, 1)),
        claim(10_000, None),
    ]
    found = together(columns(claims * 2, [2] * 4 + [0] * 4), on=date(2025, 2, 28))
    assert [answer is None for answer in found] == [True, False, True, False, False, False, False, False]
    same(claims * 2, [2] * 4 + [0] * 4, on=date(2025, 2, 28))


def test_many_keep_their_places_over_the_chunks() -> None:
    first, on = date(2025, 7, 1), date(2026, 6, 30)
    claims = [claim(cents, first - timedelta(days=cents % 7)) for cents in range(1_000, 1_011)]
    expected = [alone(one, 1, on=on) for one in claims]
    times = 2 * CHUNK // len(claims)
    assert together(columns(claims * times, [1] * len(claims) * times), on=on) == expected * times


def test_many_of_nothing_are_nothing() -> None:
    assert together(columns([], []), on=date(2026, 1, 1)) == []


def test_many_gives_back_the_claim_behind_a_place() -> None:
    one = claim(10_000, FIRST, date(2024, 4, 1), [Booked(date(2024, 9, 1), 10, credit=True), Booked(date(2024, 3, 1), 20)])
    back = claim_at(columns([one, claim(1, None)], [0, 0]), 0)
    assert (back.total, back.interest_from, back.costs_from, back.booked) == (one.total, FIRST, one.costs_from, one.booked)


@pytest.mark.parametrize("day_count", DAY_COUNTS)
def test_safe_sum_leaves_room_for_a_year_at_every_rate(day_count: DayCount) -> None:
    """At the bound the largest product stays below 2**62, and a line is still rounded to the cent."""
    spans = spans_of(SERIES, day_count=day_count, on=date(2026, 12, 31))
    safe = safe_sum(spans, charge=Charge.by(LAW.costs, vat_surcharge=True))
    for rate, by in zip(spans.rate.tolist(), spans.by.tolist(), strict=True):
        divisor = by * 366 if day_count == "compounding-year" else by
        assert safe * rate * 366 + divisor // 2 <= ROOM
        found = interest_over(np.array([safe]), days=np.array([366]), rate=np.array([rate]), by=np.array([divisor]))
        assert found.tolist() == [rounded(Fraction(safe * rate * 366, divisor))]


@pytest.mark.parametrize("day_count", DAY_COUNTS)
def test_safe_sum_of_dutch_law_is_beyond_any_claim(day_count: DayCount) -> None:
    spans = spans_of(SERIES[:2], day_count=day_count, on=date(2026, 12, 31))
    assert safe_sum(spans, charge=Charge.by(LAW.costs, vat_surcharge=True)) // 10**11 == 113  # billions of euro


@pytest.mark.parametrize("day_count", DAY_COUNTS)
def test_many_beyond_the_safe_sum_are_played_one_by_one(day_count: DayCount) -> None:
    """Around the bound, over it from the second year on, far beyond it, and below nothing: the cent is that of core.balance."""
    on = date(2026, 12, 31)
    safe = safe_sum(spans_of(SERIES, day_count=day_count, on=on), charge=Charge.by(LAW.costs, vat_surcharge=False))
    sums = [safe - 1, safe, safe + 1, safe * 9 // 10, 10**15, 2**62, -1, -500]
    first, paid = date(2022, 3, 1), [Booked(date(2024, 3, 1), 12_345), Booked(date(2025, 3, 1), 10**16)]
    claims = [claim(total, first, date(2023, 3, 1), booked) for total in sums for booked in ([], paid)]
    late, back = date(2025, 1, 15), Booked(date(2025, 6, 15), 10**18)  # gone before a year is full, at a rate of many digits
    claims += [claim(10**17, late, None, [back]), claim(10_000, late, None, [Booked(late, -(10**17), credit=True), back])]
    claims += [claim(total, first, None, [Booked(date(2023, 1, 1), cents)]) for total in (0, 10_000) for cents in (-5, 0, 2**62)]
    for kind in (0, 1):
        same(claims, [kind] * len(claims), on=on, day_count=day_count)


def test_many_refuses_what_64_bits_cannot_hold() -> None:
    usury = Series(ODD.name, "-", (Value(date(2020, 1, 1), Decimal(900), "-"),), date(2026, 12, 31))
    claims = columns([claim(2**62, date(2022, 1, 1)), claim(100, date(2026, 12, 31))], [0, 0])
    found = balances(claims, series=[usury], scale=LAW.costs, on=date(2026, 12, 31))
    assert (found.refused.tolist(), found.principal.tolist(), found.interest.tolist()) == ([True, False], [0, 100], [0, 2])


def test_many_below_nothing_rates_are_played_one_by_one() -> None:
    below = Series(ODD.name, "-", (Value(date(2020, 1, 1), Decimal("-0.5"), "-"),), date(2026, 12, 31))
    one = claim(100_000, date(2022, 1, 1), date(2022, 3, 1), [Booked(date(2023, 1, 1), 500)])
    answer = balance([one], series=below, costs=CostRules(LAW.costs), on=date(2026, 1, 1))
    found = balances(columns([one], [0]), series=[below], scale=LAW.costs, on=date(2026, 1, 1))
    assert not isinstance(answer, Refusal)
    assert (found.principal[0], found.interest[0], found.costs[0]) == (answer.principal, answer.interest, answer.costs)


def test_columns_that_do_not_fit_are_said() -> None:
    good = columns([claim(1, FIRST), claim(2, FIRST)], [0, 1])
    with pytest.raises(ValueError, match=r"interest_from: datetime64\[s\] \(2,\) does not fit"):
        Claims(good.principal, good.interest_from.astype("datetime64[s]"), good.costs_from, good.paid_on, good.paid)
    with pytest.raises(ValueError, match=r"paid: int64 \(2,\) does not fit"):
        Claims(good.principal, good.interest_from, good.costs_from, good.paid_on, good.principal)
    bare = Claims(good.principal, good.interest_from, good.costs_from, good.paid_on, good.paid)
    for claims, series in ((good, SERIES[:1]), (bare, SERIES[:2])):
        with pytest.raises(ValueError, match=r"which: does not say for every claim which of . series it falls under"):
            balances(claims, series=series, scale=LAW.costs, on=FIRST)
