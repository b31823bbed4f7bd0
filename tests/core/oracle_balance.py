"""What is owed on a day once more, slowly: every claim of a debtor one day at a time, in exact fractions, to hold core.balance against.

It shares the shapes of a claim with the core, and nothing of how the core reckons.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from akkoord.core.claim import Claim
from tests.core.oracle import DAY, Rates, Running, half_up, same_day
from tests.core.oracle_costs import LEAST, MONTHS, SMALL, SMALL_FROM, VAT, Asked, scale, spread


@dataclass
class One:
    """One claim: its running interest (None where none runs), its principal where none does, and its costs."""

    claim: Claim
    running: Running | None
    alone: int
    costs: int = 0
    charged: int = 0
    vat: int = 0
    parts: list[tuple[int, ...]] = field(default_factory=list)  # of each booking: costs, interest, principal, over

    @property
    def principal(self) -> int:
        """What is left of it."""
        return self.alone if self.running is None else int(self.running.left)

    @property
    def interest(self) -> int:
        """Its interest, not paid."""
        return 0 if self.running is None else int(self.running.interest)


@dataclass
class Slow:
    """Everything of a debtor."""

    ones: list[One]
    asked: Asked
    base: int = 0
    least: bool = False
    total: int = 0
    vat: int = 0
    capped: dict[str, list[tuple[date, int]]] = field(default_factory=lambda: defaultdict(list))

    def charge(self, day: date) -> None:
        """Costs that fall due on this day."""
        fresh = [one for one in self.ones if day in (one.claim.costs_from, one.claim.least_from)]
        small: dict[str, int] = defaultdict(int)
        for one in (one for one in fresh if one.claim.costs_from == day):
            if self.asked.cap and one.claim.contract and one.claim.total < SMALL and day >= SMALL_FROM:
                small[one.claim.contract] += one.principal
            else:
                joined = one.running.joined if self.asked.over_capitalised and one.running and one.principal else 0
                self.base += one.principal + int(joined)
        self.least = self.least or any(one.claim.least_from == day and one.principal for one in fresh)
        for contract, cents in small.items():
            lately = sum(amount for on, amount in self.capped[contract] if same_day(on, MONTHS) > day)
            self.capped[contract].append((day, max(0, min(scale(cents), self.asked.cap - lately))))
        self.falls_due(fresh)

    def falls_due(self, fresh: Sequence[One]) -> None:
        """What this adds is of the claims that brought it, by their principal, whole cents each and the last the rest."""
        plain = max(scale(self.base), LEAST if self.least else 0)
        costs = plain + sum(amount for rows in self.capped.values() for _, amount in rows)
        vat = half_up(costs * VAT) if self.asked.vat else 0
        for one, cents in zip(fresh, spread(costs + vat - self.total, [one.principal for one in fresh]), strict=True):
            one.costs, one.charged = one.costs + cents, one.charged + cents
        for one, cents in zip(fresh, spread(vat - self.vat, [one.principal for one in fresh]), strict=True):
            one.vat += cents
        self.total, self.vat = costs + vat, vat

    def book(self, one: One, day: date) -> None:
        """Credit notes of the day first, on principal; then payments, on costs, interest, principal."""
        for booked in [b for b in one.claim.booked if b.credit and b.on == day]:
            before = one.principal
            if one.running:
                one.running.credited(Fraction(booked.amount))
            else:
                one.alone -= min(booked.amount, before)
            one.parts.append((0, 0, before - one.principal, booked.amount - (before - one.principal)))
        for booked in [b for b in one.claim.booked if not b.credit and b.on == day]:
            costs = min(booked.amount, one.costs)
            one.costs, rest = one.costs - costs, booked.amount - costs
            if one.running:
                interest, principal, over = (int(part) for part in one.running.paid(Fraction(rest)))
            else:
                interest, principal = 0, min(rest, one.alone)
                one.alone, over = one.alone - principal, rest - principal
            one.parts.append((costs, interest, principal, over))


def slow_balance(claims: Sequence[Claim], *, rates: Rates, asked: Asked, on: date, day_count: str = "compounding-year") -> Slow:
    """Everything up to and including `on`."""
    ones = [One(claim, running_of(claim, rates, day_count), claim.total) for claim in claims if claim.issued_on <= on]
    slow = Slow(ones, asked)
    day = min((claim.issued_on for claim in claims), default=on)
    while day <= on:
        for one in ones:
            if one.running:
                one.running.begins(day)
        slow.charge(day)
        for one in ones:
            if one.running:
                one.running.runs(day)
            slow.book(one, day)
        day += DAY
    return slow


def running_of(claim: Claim, rates: Rates, day_count: str) -> Running | None:
    """A claim's interest from its first day, by the law's rates or its own."""
    if claim.interest_from is None:
        return None
    if claim.basis is None:
        return Running(claim.interest_from, Fraction(claim.total), rates, day_count)
    own = [(row.first, Fraction(row.value)) for row in claim.basis.series.rows]
    return Running(claim.interest_from, Fraction(claim.total), own, day_count, claim.basis.per, claim.basis.joins)
