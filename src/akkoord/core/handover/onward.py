"""Interest that runs on after the day of a dossier: art. 6:119 and 6:119a BW, at the desk that has the case.

The manifest says what was reckoned, line by line. That is played again by the same law; only where every line and every sum comes out
as it stands there does it go on, else nothing is added and the client is asked for a newer file. So agreed interest, interest that
stands still by an arrangement, or a table of rates that differs here, never lead to a sum that the client did not mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from akkoord.core.dates import ONE_DAY, date_of
from akkoord.core.law.account import DAY_COUNTS, Account, DayCount, Line
from akkoord.core.law.series import Series
from akkoord.core.problem import Refusal


@dataclass(frozen=True, slots=True)
class Run:
    """One invoice at the end of the manifest's day, in cents; `first_day` is its first day of interest, None where none runs.
    Of the interest that was not paid, `capitalised` bears interest itself."""

    number: str
    due_on: date
    principal: int
    first_day: date | None = None
    interest: int = 0
    capitalised: int = 0
    day_count: DayCount = "compounding-year"


@dataclass(frozen=True, slots=True)
class Since:
    """What ran since, up to and including `on`: the interest in cents with its lines, each with its invoice, and what is left by then
    of costs, interest and principal."""

    on: date
    interest: int
    lines: tuple[tuple[str, Line], ...]
    left: tuple[int, int, int]


def runs_of(manifest: Mapping[str, Any], *, series: Series) -> tuple[Run, ...]:
    """The invoices of a manifest, to go on with; empty where what it says cannot be reckoned again by these rates."""
    claim, on = manifest["claim"], date_of(manifest["claim"]["on"])
    rows = [one for one in manifest["invoices"] if one["kind"] == "invoice"]
    found = [_run(one, claim, series, on) for one in rows] if on is not None else []
    whole = [one for one in found if one is not None]
    if len(whole) != len(rows) or len({one.number for one in whole}) != len(whole):
        return ()
    sums = (sum(one.principal for one in whole), sum(one.interest + one.capitalised for one in whole))
    return tuple(whole) if sums == (claim["principal"], claim["interest"]) else ()


def _run(invoice: Mapping[str, Any], claim: Mapping[str, Any], series: Series, on: date) -> Run | None:
    number, due, first = str(invoice["number"]), date_of(invoice["due_on"]), date_of(invoice["interest_from"] or "")
    if due is None:
        return None
    if first is None or first > on:
        quiet = first is None and not invoice["interest"]
        return Run(number, due, invoice["open"]) if quiet else None
    if series.refuses(first, on):
        return None
    for count in DAY_COUNTS:  # the law's own first: where no leap year tells them apart yet, it holds, and asks the least
        played = _played(invoice, claim, Account(series, first, invoice["total"], count), on)
        if played is not None:
            return Run(number, due, played.principal, first, played.interest, played.capitalised, count)
    return None


def _played(invoice: Mapping[str, Any], claim: Mapping[str, Any], account: Account, on: date) -> Account | None:
    """The account with everything that changed it, where it then says what the manifest says."""
    for move in claim["movements"]:
        if move["invoice"] == invoice["number"] and move["what"] != "joined":
            account.advance(date_of(move["on"]) or on)
            account.pay(min(move["interest"], account.interest_due))
            account.principal -= move["principal"]
    account.advance(on)
    said = [tuple(one[name] for name in _SAID) for one in claim["interest_lines"] if one["invoice"] == invoice["number"]]
    same = [_as_said(line) for line in account.lines] == said
    return account if same and (account.principal, account.interest_due) == (invoice["open"], invoice["interest"]) else None


_SAID = ("from_day", "to_day", "days", "rate", "base", "interest", "of", "per")


def _as_said(line: Line) -> tuple[Any, ...]:
    return line.first.isoformat(), line.last.isoformat(), line.days, f"{line.rate}", line.base, line.interest, line.of, line.per


def run_on(
    runs: Sequence[Run],
    *,
    reached: date,
    on: date,
    series: Series,
    costs: Iterable[tuple[date, int]],
    paid: Iterable[tuple[date, int]],
) -> Since | Refusal | None:
    """From the end of `reached` to the end of `on`. `costs` (day, cents) are those of the claim and of the desk, as they fell due;
    `paid` is what came in, below nothing what was reversed: that was never paid. None where there is nothing to go on with."""
    money = _without_reversed(paid)
    if not runs or on <= reached or money is None:
        return None
    refusal = series.refuses(reached + ONE_DAY, on)
    if refusal:
        return refusal
    book = _Book(sorted(runs, key=lambda one: (one.due_on, one.number)), series, reached)
    book.play([(min(max(day, reached), on), what, cents) for what, rows in enumerate((costs, money)) for day, cents in rows])
    return book.at(on)


def _without_reversed(paid: Iterable[tuple[date, int]]) -> list[tuple[date, int]] | None:
    """The payments that stand: what was reversed goes off the last ones before it; None where more went back than ever came in."""
    stand: list[tuple[date, int]] = []
    for day, cents in sorted(paid, key=lambda one: (one[0], one[1] < 0)):
        left = cents
        if cents > 0:
            stand.append((day, cents))
        while left < 0 and stand:
            last_day, last = stand.pop()
            left += last
            if left > 0:
                stand.append((last_day, left))
        if left < 0:
            return None
    return stand


class _Book:
    """The invoices while days pass: money goes to costs, then to interest, then to principal, the oldest due first (art. 6:43 and 6:44
    BW)."""

    def __init__(self, runs: Sequence[Run], series: Series, reached: date) -> None:
        self.costs, self.over = 0, 0
        self.runs = [(one, _account(one, series, reached)) for one in runs]

    def play(self, happened: list[tuple[date, int, int]]) -> None:
        """Costs (0) and payments (1), by day: within a day costs fall due first."""
        for day, is_paid, cents in sorted(happened):
            if is_paid:
                self.pay(day, cents)
            else:
                self.charge(cents)

    def pay(self, day: date, cents: int) -> None:
        for _, account in self.runs:
            account.advance(day)
        taken = min(cents, self.costs)
        self.costs -= taken
        left = cents - taken
        for _, account in self.runs:
            part = min(left, account.interest_due)
            account.pay(part)
            left -= part
        for _, account in self.runs:
            part = min(left, account.principal)
            account.principal -= part
            left -= part
        self.over += left

    def charge(self, cents: int) -> None:
        """Costs fall due; what was paid too much goes to them."""
        taken = min(cents, self.over)
        self.over -= taken
        self.costs += cents - taken

    def at(self, on: date) -> Since:
        for _, account in self.runs:
            account.advance(on)
        lines = tuple((run.number, line) for run, account in self.runs for line in account.lines)
        interest, principal = (sum(getattr(one, name) for _, one in self.runs) for name in ("interest_due", "principal"))
        return Since(on, sum(line.interest for _, line in lines), lines, (self.costs, interest, principal))


def _account(run: Run, series: Series, reached: date) -> Account:
    if run.first_day is None:  # no interest runs on it
        return Account(series, date.max, run.principal)
    return Account.resumed(
        series=series,
        first_day=run.first_day,
        principal=run.principal,
        reached=reached,
        interest=run.interest,
        capitalised=run.capitalised,
        day_count=run.day_count,
    )


def kept(runs: Iterable[Run]) -> list[dict[str, Any]]:
    """As JSON."""
    return [
        {
            "number": one.number,
            "due_on": one.due_on.isoformat(),
            "principal": one.principal,
            "first_day": one.first_day.isoformat() if one.first_day else "",
            "interest": one.interest,
            "capitalised": one.capitalised,
            "day_count": one.day_count,
        }
        for one in runs
    ]


def runs_from(rows: Iterable[Mapping[str, Any]]) -> Iterator[Run]:
    """The same from JSON as `kept` made it."""
    for one in rows:
        yield Run(**{**one, "due_on": date.fromisoformat(one["due_on"]), "first_day": date_of(one["first_day"])})
