"""What must hold for every claim: the slow oracle agrees, interest is never negative, rises with sum and days, and adds up."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from akkoord.core.dates import anniversary
from akkoord.core.law.account import DAY_COUNTS, MONTH, NEVER, YEAR, Account, DayCount, Line
from akkoord.core.law.interest import Interest, statutory_interest
from akkoord.core.law.series import Series, Value
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from tests.core.oracle import slow_interest

SERIES = jurisdiction().interest
kinds = st.sampled_from(("consumer", "commercial"))
counts = st.sampled_from(DAY_COUNTS)
sums = st.integers(min_value=0, max_value=20_000_000)
first_days = st.dates(min_value=date(2010, 1, 1), max_value=date(2024, 12, 31)) | st.just(date(2012, 2, 29))
spans = st.integers(min_value=0, max_value=700)
hundredths = st.integers(min_value=0, max_value=3_000)
pers, joinings = st.sampled_from((YEAR, MONTH)), st.sampled_from((NEVER, MONTH, YEAR))


def reckon(
    kind: str, principal: int, first: date, last: date, day_count: DayCount, payments: Mapping[date, int] | None = None, **ways: int
) -> Interest:
    """The answer of the fast one; within these days it never refuses."""
    paid = sorted((payments or {}).items())
    series = SERIES[kind]
    answer = statutory_interest(series=series, principal=principal, first=first, last=last, day_count=day_count, payments=paid, **ways)
    assert isinstance(answer, Interest)
    return answer


@given(kind=kinds, principal=sums, first=first_days, span=spans, day_count=counts, per=pers, joins=joinings, data=st.data())
@settings(max_examples=150, deadline=None)
def test_interest_equals_the_slow_oracle(
    kind: str, principal: int, first: date, span: int, day_count: DayCount, per: int, joins: int, data: st.DataObject
) -> None:
    last = first + timedelta(days=span)
    payments = data.draw(
        st.dictionaries(st.dates(min_value=first, max_value=last), st.integers(min_value=1, max_value=max(1, principal)), max_size=3)
    )
    rates = [(row.first, Fraction(row.value)) for row in SERIES[kind].rows]
    fast = reckon(kind, principal, first, last, day_count, payments, per=per, joins=joins)
    expected = slow_interest(
        principal=principal, first=first, last=last, rates=rates, day_count=day_count, payments=payments, per=per, joins=joins
    )
    assert (Fraction(fast.interest), Fraction(fast.principal_left)) == expected


@given(kind=kinds, principal=sums, more=sums, first=first_days, span=spans, longer=spans, day_count=counts)
@settings(max_examples=100, deadline=None)
def test_interest_rises_with_principal_and_days(
    kind: str, principal: int, more: int, first: date, span: int, longer: int, day_count: DayCount
) -> None:
    last = first + timedelta(days=span)
    base = reckon(kind, principal, first, last, day_count).interest
    assert base >= 0
    assert reckon(kind, principal + more, first, last, day_count).interest >= base
    assert reckon(kind, principal, first, min(last + timedelta(days=longer), date(2026, 12, 31)), day_count).interest >= base


@given(kind=kinds, principal=sums, first=first_days, span=st.integers(min_value=1, max_value=364), cut=st.data(), day_count=counts)
@settings(max_examples=100, deadline=None)
def test_interest_is_additive_within_a_compounding_year(
    kind: str, principal: int, first: date, span: int, cut: st.DataObject, day_count: DayCount
) -> None:
    """Stopping on a day without a payment shifts at most the rounding of that one line; in exact fractions nothing."""
    last = min(first + timedelta(days=span), anniversary(first, years=1) - timedelta(days=1))
    stop = cut.draw(st.dates(min_value=first, max_value=last))
    account = Account(SERIES[kind], first, principal, day_count)
    account.advance(stop)
    account.advance(last)
    whole = reckon(kind, principal, first, last, day_count)
    assert abs(account.interest - whole.interest) <= 1
    assert sum(map(exactly, account.lines)) == sum(map(exactly, whole.lines))
    assert all(abs(exactly(line) - line.interest) <= Fraction(1, 2) for line in whole.lines)


def exactly(line: Line) -> Fraction:
    """A line's interest in cents, not rounded."""
    return line.base * Fraction(line.rate) / 100 * line.days / line.of


@given(principal=sums, rate=hundredths, higher=hundredths, first=first_days, span=spans, day_count=counts, per=pers, joins=joinings)
@settings(max_examples=100, deadline=None)
def test_interest_rises_with_the_rate(
    principal: int, rate: int, higher: int, first: date, span: int, day_count: DayCount, per: int, joins: int
) -> None:
    found = [
        statutory_interest(
            series=Series(Text("proef", "test"), "test", (Value(date.min, Decimal(one) / 100, ""),), date.max),
            principal=principal,
            first=first,
            last=first + timedelta(days=span),
            day_count=day_count,
            per=per,
            joins=joins,
        )
        for one in (min(rate, higher), max(rate, higher))
    ]
    low, high = (one.interest if isinstance(one, Interest) else -1 for one in found)
    assert 0 <= low <= high


@given(kind=kinds, principal=sums, first=first_days, span=spans, day_count=counts, data=st.data())
@settings(max_examples=100, deadline=None)
def test_interest_payments_add_up(kind: str, principal: int, first: date, span: int, day_count: DayCount, data: st.DataObject) -> None:
    """What was paid went to interest or principal, or is left over; nothing appears or vanishes."""
    last = first + timedelta(days=span)
    payments = data.draw(
        st.dictionaries(st.dates(min_value=first, max_value=last), st.integers(min_value=1, max_value=principal + 1), max_size=4)
    )
    account, over = Account(SERIES[kind], first, principal, day_count), 0
    for day, amount in sorted(payments.items()):
        account.advance(day)
        over += account.pay(amount)
    account.advance(last)
    charged = sum(line.interest for line in account.lines)
    assert account.principal + account.interest_due + sum(payments.values()) - over == principal + charged
    assert min(account.principal, account.interest, account.capitalised, over) >= 0


@pytest.mark.parametrize("day_count", DAY_COUNTS)
def test_interest_lines_touch_and_do_not_overlap(day_count: DayCount) -> None:
    lines = reckon("commercial", 1_234_567, date(2019, 2, 28), date(2026, 11, 22), day_count).lines
    assert (lines[0].first, lines[-1].last) == (date(2019, 2, 28), date(2026, 11, 22))
    assert all(after.first - before.last == timedelta(days=1) for before, after in itertools.pairwise(lines))
    assert all(isinstance(line.rate, Decimal) and line.source for line in lines)
