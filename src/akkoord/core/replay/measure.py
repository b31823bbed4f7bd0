"""What two ladders did, counted: letters and calls by month, whom they bothered who would have paid anyway, and the money by day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from akkoord.core.replay.past import Act, Bill, Part, Past, Walked

ANYWAY = timedelta(days=14)  # paid in so many days after a step that he never had


def months_between(first: date, last: date) -> list[date]:
    """The first day of every month that some of these days are in.

    >>> len(months_between(date(2025, 11, 30), date(2026, 1, 1)))
    3
    """
    count = (last.year - first.year) * 12 + last.month - first.month + 1
    return [date(*divmod_month(first.year * 12 + first.month - 1 + number), 1) for number in range(count)]


def divmod_month(number: int) -> tuple[int, int]:
    """Year and month of a month that is counted through.

    >>> divmod_month(2026 * 12 + 11)
    (2026, 12)
    """
    year, month = divmod(number, 12)
    return year, month + 1


def would_have_paid(act: Act, bills: dict[int, Bill]) -> bool:
    """Whether everything it is about was paid soon after, in truth, by somebody to whom nothing had been done for it."""
    return all(_unasked(bills[number], act.on) for number in act.bills)


def _unasked(bill: Bill, on: date) -> bool:
    paid = bill.paid_on
    if paid is None or not on <= paid <= on + ANYWAY:
        return False
    return not any(one.left_on is not None and one.left_on <= paid for one in bill.steps)


@dataclass(slots=True)
class Tally:
    """One ladder over all debtors. By month and in the order of `months`: letters, calls, hand-overs, and debtors who were
    bothered and would have paid anyway. `reached` and `anyway` count debtors once in all; `anyway_acts` the letters and calls
    to those; `really` the ones that were really done, of which nobody can say what they did. `firsts` are the first letters and
    calls about an invoice, by the kind of payer and the days after the due day."""

    months: Sequence[date]
    letters: list[int] = field(default_factory=list)
    calls: list[int] = field(default_factory=list)
    handovers: list[int] = field(default_factory=list)
    anyway_by_month: list[int] = field(default_factory=list)
    steps: Counter[str] = field(default_factory=Counter)
    reached: int = 0
    anyway: int = 0
    anyway_acts: int = 0
    really: int = 0
    firsts: Counter[tuple[int, int]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        for counts in (self.letters, self.calls, self.handovers, self.anyway_by_month):
            counts += [0] * len(self.months)

    def count(self, past: Past, walked: Walked, kinds: Mapping[int, int]) -> bool:
        """What happened to one debtor, with the kind of payer by invoice; gives whether he was bothered and would have paid
        anyway."""
        self._first_steps(past, walked, kinds)
        bills = {bill.id: bill for bill in past.bills}
        where = {"letter": self.letters, "call": self.calls, "handover": self.handovers}
        needless: set[int] = set()
        for act in walked.acts:
            month = self._month(act.on)
            where[act.makes][month] += 1
            self.steps[act.step] += 1
            self.really += act.really
            if act.makes != "handover" and would_have_paid(act, bills):
                needless.add(month)
                self.anyway_acts += 1
        self.reached += any(act.makes != "handover" for act in walked.acts)
        self.anyway += bool(needless)
        for month in needless:
            self.anyway_by_month[month] += 1
        return bool(needless)

    def _first_steps(self, past: Past, walked: Walked, kinds: Mapping[int, int]) -> None:
        due = {bill.id: bill.due_on for bill in past.bills if not any(one.decided_on < self.months[0] for one in bill.steps)}
        for act in sorted(walked.acts, key=lambda one: one.on):
            for number in act.bills:
                if number in due and act.makes != "handover":
                    self.firsts[kinds[number], (act.on - due.pop(number)).days] += 1

    def _month(self, on: date) -> int:
        return (on.year - self.months[0].year) * 12 + on.month - self.months[0].month


@dataclass(slots=True)
class Purse:
    """Cents by day: what came in, and what was asked, came off and fell due, from which follows what was open and what was late.
    Sums of the first day include what was open before it."""

    first: date
    last: date
    came: NDArray[np.int64] = field(init=False)
    opened: NDArray[np.int64] = field(init=False)
    late: NDArray[np.int64] = field(init=False)
    asked: int = 0  # invoiced within these days

    def __post_init__(self) -> None:
        days = (self.last - self.first).days + 1
        self.came, self.opened, self.late = (np.zeros(days, np.int64) for _ in range(3))

    def see(self, past: Past, parts: Callable[[Bill], Sequence[Part]], *, sign: int = 1) -> None:
        """The invoices of one debtor with what came off them; with `sign` -1 they are taken out again."""
        for bill in past.bills:
            came = [(one.on, one.amount, one.money) for one in parts(bill) if one.on <= self.last]
            before = sum(amount for on, amount, _ in came if on < self.first)
            start = max(bill.issued_on, self.first)
            self.opened[self._place(start)] += sign * (bill.total - before)
            self.asked += sign * bill.total if bill.issued_on >= self.first else 0
            due = max(bill.due_on + timedelta(days=1), self.first)
            if due <= self.last:
                self.late[self._place(due)] += sign * (bill.total - sum(amount for on, amount, _ in came if on < due))
            for on, amount, money in came:
                if on < self.first:
                    continue
                place = self._place(max(on, start))
                self.opened[place] -= sign * amount
                self.late[place] -= sign * amount if on >= due else 0
                self.came[place] += sign * amount if money else 0

    def _place(self, on: date) -> int:
        return (on - self.first).days

    def copy(self) -> Purse:
        """The same sums, to change."""
        other = Purse(self.first, self.last)
        other.came, other.opened, other.late, other.asked = self.came.copy(), self.opened.copy(), self.late.copy(), self.asked
        return other

    @property
    def open_by_day(self) -> NDArray[np.int64]:
        """Cents open at the end of every day."""
        return np.cumsum(self.opened)

    @property
    def days_outstanding(self) -> int | None:
        """Tenths of days that a euro is open on average: what was open at the end of every day, added up, over what was
        invoiced. None where nothing was."""
        return self._tenths(self.opened)

    @property
    def days_late(self) -> int | None:
        """The same of what was late only."""
        return self._tenths(self.late)

    def _tenths(self, moved: NDArray[np.int64]) -> int | None:
        return (20 * int(np.cumsum(moved).sum()) + self.asked) // (2 * self.asked) if self.asked else None
