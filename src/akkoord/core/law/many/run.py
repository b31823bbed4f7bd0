"""Some thousands of claims while they are played side by side: core.balance and core.law.interest, a column at a time.

Every column holds whole cents or day numbers in 64 bits. The order is that of art. 6:44 BW: costs, then interest, then
interest of full years, then principal.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from akkoord.core.law.many.calendar import NEVER, Flags, Ints, Step
from akkoord.core.law.many.sums import Charge, interest_over

At = slice | Ints
ALL = slice(None)


@dataclass(slots=True)
class Payments:
    """What is still to be booked on every claim, in the order of the days: (payments + 1, claims), the last day is NEVER.

    `credit` is None where no payment is a credit note; `row` is each claim's next one.
    """

    day: Ints
    cents: Ints
    credit: Flags | None
    row: Ints

    @classmethod
    def in_order(cls, day: Ints, cents: Ints, credit: Flags | None) -> Payments:
        """Sorts (payments, claims) by day, `cents` in place; on one day credit notes come first, as in core.balance."""
        key = 2 * day + (True if credit is None else ~credit)
        for end in range(len(key) - 1, 0, -1):
            for upper in range(end):
                _exchange(upper, key, cents)
        never = np.full_like(day, NEVER, shape=(1, day.shape[1]))
        row = np.zeros(day.shape[1], dtype=np.int64)
        return cls(np.concatenate((key >> 1, never)), cents, None if credit is None else key & 1 == 0, row)

    def take(self, at: Ints) -> tuple[Ints, Flags | None, Ints]:
        """The next payment of some claims: cents, whether it is a credit note, and the day of the one after it."""
        row = self.row[at]
        self.row[at] = row + 1
        return self.cents[row, at], None if self.credit is None else self.credit[row, at], self.day[row + 1, at]


def _exchange(upper: int, key: Ints, cents: Ints) -> None:
    """Puts two neighbouring payments of every claim in order."""
    wrong = np.flatnonzero(key[upper] > key[upper + 1])
    if wrong.size:
        for column in (key, cents):
            column[upper, wrong], column[upper + 1, wrong] = column[upper + 1, wrong], column[upper, wrong]


@dataclass(slots=True)
class Run:
    """Claims side by side. `far` are those whose sum is beyond `safe`: core.balance plays them, here they bear nothing."""

    principal: Ints
    costs_from: Ints
    payments: Payments
    charge: Charge
    safe: int
    capitalised: Ints
    interest: Ints
    costs: Ints
    over: Ints
    start: Ints  # the first day that is not reckoned yet
    next_day: Ints  # of the next payment
    far: Flags
    refused: Flags

    @classmethod
    def of(cls, principal: Ints, costs_from: Ints, payments: Payments, charge: Charge, safe: int) -> Run:
        """Claims on which nothing happened yet."""
        capitalised, interest, costs, over, start = np.zeros((5, len(principal)), dtype=np.int64)
        far, refused = np.zeros((2, len(principal)), dtype=np.bool_)
        sums = (capitalised, interest, costs, over, start)
        return cls(principal, costs_from, payments, charge, safe, *sums, payments.day[0].copy(), far, refused)

    def play(self, steps: Iterable[Step], *, row: Ints, on: int) -> None:
        """From the first day up to and including `on`; `row` is the row of each claim in the steps."""
        for step in steps:
            stop = step.stop[row]
            if step.unknown is not None:
                self.refused |= step.unknown[row] & (stop > self.start) & (self.principal + self.capitalised > 0)
            self._pass(stop, step.rate[row], step.by[row])
            if step.fills_year:
                self._fill_year()
        self._charge(np.flatnonzero(self.costs_from <= on))

    def _pass(self, stop: Ints, rate: Ints, by: Ints) -> None:
        """Everything in one step: its payments, one of each claim at a time, and the days that are left after them."""
        due = np.flatnonzero(self.next_day < stop)
        while due.size:
            after = self.next_day[due] + 1
            self._reckon(due, after, rate[due], by[due])
            self._book(due)
            due = due[self.next_day[due] < stop[due]]
        self._reckon(ALL, stop, rate, by)

    def _reckon(self, at: At, stop: Ints, rate: Ints, by: Ints) -> None:
        """Interest of some claims up to but not including `stop`."""
        base = self.principal[at] + self.capitalised[at]
        self.interest[at] += interest_over(base, days=stop - self.start[at], rate=rate, by=by)
        self.start[at] = stop

    def _fill_year(self) -> None:
        """A year's interest joins the base where there is one; without it nothing ever runs again."""
        joins = self.interest * (self.principal + self.capitalised > 0)
        self.capitalised += joins
        self.interest -= joins
        self.set_aside(self.principal + self.capitalised > self.safe)

    def set_aside(self, far: Flags) -> None:
        """Takes claims out: what they bear is nothing from here on."""
        if far.any():
            self.far |= far
            for column in (self.principal, self.capitalised, self.interest):
                column[far] = 0

    def _charge(self, at: Ints) -> None:
        """Costs over what is left of the principal; they bear no interest."""
        if at.size:
            self.costs[at] += self.charge.over(self.principal[at])
            self.costs_from[at] = NEVER

    def _book(self, at: Ints) -> None:
        """The next payment of some claims. Costs that fall due by its day come before it."""
        self._charge(at[self.costs_from[at] <= self.next_day[at]])
        left, credit, self.next_day[at] = self.payments.take(at)
        for pot in (self.costs, self.interest, self.capitalised):
            has = pot[at]
            taken = np.minimum(left, has)
            if credit is not None:
                taken *= ~credit
            pot[at] = has - taken
            left -= taken
        has = self.principal[at]
        taken = np.minimum(left, has)
        self.principal[at] = has - taken
        self.over[at] += left - taken
