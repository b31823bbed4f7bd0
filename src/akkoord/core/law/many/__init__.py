"""What is owed on many claims at once, each by itself, exactly as core.balance has it: a million in less than a second.

`balances` takes columns and gives columns. Where a reader wants the lines behind a sum, or the reason of a refusal,
`claim_at` makes that one claim for `core.balance.balance`. How it works: docs/algorithms/a-million-claims.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np

from akkoord.core.balance import Balance, balance
from akkoord.core.law.account import DayCount
from akkoord.core.law.charges import CostRules
from akkoord.core.law.costs import Scale
from akkoord.core.law.many.calendar import NEVER, Ints, Spans, Step, number_of, spans_of, steps_of
from akkoord.core.law.many.columns import Claims, Days, Places, Sums, claim_at
from akkoord.core.law.many.run import Payments, Run
from akkoord.core.law.many.sums import ROOM, Charge, safe_sum
from akkoord.core.law.series import Series
from akkoord.core.problem import Refusal

__all__ = ["Claims", "Sums", "balances", "claim_at"]

CHUNK = 2**15  # claims at a time: few enough to stay in the cache, enough to be worth a call of numpy


@dataclass(frozen=True, slots=True)
class _Question:
    """What is asked, and the numbers of the law in the shape of columns."""

    claims: Claims
    first: Ints  # the first day of interest, the day after `on` at the latest
    which: Ints
    spans: Spans
    charge: Charge
    safe: int
    on: int


def balances(
    claims: Claims,
    *,
    series: Sequence[Series],
    scale: Scale,
    on: date,
    vat_surcharge: bool = False,
    day_count: DayCount = "compounding-year",
    threads: int = 2,
) -> Sums:
    """What is owed at the end of `on` on each claim by itself: to the cent what `balance([claim], …)` gives.

    A claim whose sum 64 bits cannot be sure of (over some 113 billion euro at the Dutch rates) or in which an amount is
    below nothing is played by `balance` itself. Raises ValueError where `which` leaves open under which series a claim falls.
    """
    question = _asked(claims, series, Charge.by(scale, vat_surcharge=vat_surcharge), on, day_count)
    sums = Sums.empty(len(claims))
    order = _by_first_day(question.first)
    with ThreadPoolExecutor(threads) as pool:
        far = list(pool.map(partial(_play, question, sums), [order[n : n + CHUNK] for n in range(0, len(order), CHUNK)]))
    for place in (place for places in far for place in places.tolist()):
        one, law = claim_at(claims, place), series[question.which[place]]
        _put(sums, place, balance([one], series=law, costs=CostRules(scale, vat_surcharge), on=on, day_count=day_count))
    return sums


def _asked(claims: Claims, series: Sequence[Series], charge: Charge, on: date, day_count: DayCount) -> _Question:
    which = np.zeros(len(claims), dtype=np.int64) if claims.which is None else claims.which.astype(np.int64)
    if claims.which is None and len(series) != 1 or not 0 <= which.min(initial=0) <= which.max(initial=0) < len(series):
        raise ValueError(f"which: does not say for every claim which of {len(series)} series it falls under")
    spans = spans_of(series, day_count=day_count, on=on)
    first = np.minimum(_numbers(claims.interest_from), number_of(on) + 1)
    return _Question(claims, first, which, spans, charge, safe_sum(spans, charge=charge), number_of(on))


def _by_first_day(first: Ints) -> Places:
    """Claims in the order in which their interest begins: those of one chunk share their days and have as many years."""
    since = first - first.min(initial=NEVER)
    short = since.max(initial=0) < 2**16  # numpy sorts 16 bits by their digits, ten times as fast
    return np.argsort(since.astype(np.uint16) if short else since, kind="stable")


def _play(question: _Question, sums: Sums, at: Places) -> Places:
    """Plays some claims and puts down their sums; gives the places of those that core.balance is to play."""
    run, (steps, row) = _start(question, at), _steps(question, at)
    run.play(steps, row=row, on=question.on)
    answered = ~(run.refused | run.far)
    sums.principal[at] = run.principal * answered
    sums.interest[at] = (run.interest + run.capitalised) * answered
    sums.costs[at] = run.costs * answered
    sums.over[at] = run.over * answered
    sums.refused[at] = run.refused
    return at[run.far]


def _start(question: _Question, at: Places) -> Run:
    claims = question.claims
    day = _numbers(np.take(claims.paid_on, at, axis=0)).T.copy()
    cents = np.where(day <= question.on, np.take(claims.paid, at, axis=0).T, 0)
    credit = None if claims.credit is None else np.take(claims.credit, at, axis=0).T.copy()
    principal = claims.principal[at]
    odd = ((cents < 0) | (cents > ROOM // (1 + len(cents)))).any(axis=0)
    far = odd | (principal < 0) | (principal > question.safe)
    cents *= ~far
    run = Run.of(principal, _numbers(claims.costs_from[at]), Payments.in_order(day, cents, credit), question.charge, question.safe)
    run.set_aside(far)
    return run


def _steps(question: _Question, at: Places) -> tuple[Iterator[Step], Ints]:
    """The steps of some claims, and for each claim its row in them: one row for a first day and a series."""
    first, kinds = question.first[at], len(question.spans.start)
    begin = first.min()
    key = (first - begin) * kinds + question.which[at]
    seen = np.zeros(int(key.max()) + 1, dtype=np.bool_)
    seen[key] = True
    row, distinct = np.cumsum(seen) - 1, np.flatnonzero(seen)
    return steps_of(question.spans, first=distinct // kinds + begin, which=distinct % kinds, past=question.on + 1), row[key]


def _numbers(days: Days) -> Ints:
    """Days as numpy counts them, NEVER for none."""
    return np.where(np.isnat(days), NEVER, days.view(np.int64))


def _put(sums: Sums, place: int, answer: Balance | Refusal) -> None:
    """The answer of core.balance in its place."""
    found = [0] * 4 if isinstance(answer, Refusal) else [answer.principal, answer.interest, answer.costs, answer.over]
    fits = max(abs(one) for one in found) < 2 * ROOM
    sums.refused[place] = isinstance(answer, Refusal) or not fits
    for column, cents in zip((sums.principal, sums.interest, sums.costs, sums.over), found, strict=True):
        column[place] = cents * fits
