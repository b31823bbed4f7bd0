"""Interest over one sum and one span of days, with payments in between (art. 6:119, 6:119a, 6:119b and 6:44 BW).

>>> from decimal import Decimal
>>> from akkoord.core.law.series import Value
>>> ten = Series(Text("rente", "interest"), "6:119 BW", (Value(date(2020, 1, 1), Decimal(10), "proef"),), date(2030, 1, 1))
>>> answer = statutory_interest(series=ten, principal=100_000, first=date(2025, 1, 1), last=date(2026, 1, 1))
>>> answer.interest, [(line.days, line.base) for line in answer.lines]
(10030, [(365, 100000), (1, 110000)])
>>> statutory_interest(series=ten, principal=100_000, first=date(2025, 1, 2), last=date(2025, 1, 1)).source
'6:119 BW'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from akkoord.core.law.account import YEAR, Account, DayCount, Joined, Line
from akkoord.core.law.series import Series
from akkoord.core.problem import Refusal, Text


@dataclass(frozen=True, slots=True)
class Interest:
    """The answer: interest reckoned and principal still owed in cents, and how it came about."""

    interest: int
    days: int
    principal_left: int
    lines: tuple[Line, ...]
    joined: tuple[Joined, ...] = ()


def statutory_interest(
    *,
    series: Series,
    principal: int,
    first: date,
    last: date,
    day_count: DayCount = "compounding-year",
    payments: Sequence[tuple[date, int]] = (),
    per: int = YEAR,
    joins: int = YEAR,
) -> Interest | Refusal:
    """Interest on `principal` cents from `first` up to and including `last`, with payments (day, cents) in between.

    A payment counts on its own day: that day still bears interest over the whole. Interest in the answer is all that was
    reckoned; what payments took off it shows in `principal_left`. `per` and `joins` as in `Account`.
    """
    refusal = _wrong(principal, first, last, payments, series.article) or series.refuses(first, last)
    if refusal:
        return refusal
    account = Account(series, first, principal, day_count, per, joins)
    for day, amount in sorted(payments):
        account.advance(day)
        account.pay(amount)
    account.advance(last)
    return _answer(account, days=(last - first).days + 1)


def _answer(account: Account, *, days: int) -> Interest:
    reckoned = sum(line.interest for line in account.lines)
    return Interest(reckoned, days, account.principal, tuple(account.lines), tuple(account.joined))


def _wrong(principal: int, first: date, last: date, payments: Sequence[tuple[date, int]], article: str) -> Refusal | None:
    if principal < 0:
        return Refusal(Text("De hoofdsom kan niet negatief zijn.", "The principal cannot be negative."), article)
    if last < first:
        return Refusal(
            Text(f"De laatste dag ({last}) ligt voor de eerste ({first}).", f"The last day ({last}) comes before the first ({first})."),
            article,
        )
    for day, amount in payments:
        if amount <= 0 or not first <= day <= last:
            return Refusal(
                Text(
                    f"Een betaling moet meer dan nul zijn en tussen {first} en {last} vallen.",
                    f"A payment must be more than nothing and fall between {first} and {last}.",
                ),
                "6:44 BW",
            )
    return None
