"""The course of a debtor's claims: interest, costs and payments, day by day, in the order in which the law takes them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from akkoord.core.claim import Claim
from akkoord.core.law.account import Account, DayCount
from akkoord.core.law.charges import Charges, CostRules
from akkoord.core.law.series import Series
from akkoord.core.problem import Refusal


@dataclass(frozen=True, slots=True)
class Movement:
    """What changed a claim on a day, in cents. A payment falls apart in costs, interest, principal and what was too much;
    a credit note takes off principal; `joined`: a full year's interest became part of the sum that bears interest."""

    on: date
    what: Literal["payment", "credit", "joined"]
    amount: int
    costs: int = 0
    interest: int = 0
    principal: int = 0
    over: int = 0


@dataclass(slots=True)
class Costing:
    """The costs of one claim, in cents: what is due and not paid, what fell due at all, the part of that which is VAT, and
    what of the claim it was reckoned over."""

    due: int = 0
    charged: int = 0
    vat: int = 0
    base: int = 0


@dataclass(slots=True)
class Course:
    """The claims while they are played day by day; what is of one claim stands at its place in each list."""

    claims: Sequence[Claim]
    accounts: list[Account | None]
    left: list[int]  # principal of claims on which no interest runs, by position
    charges: Charges
    costs: list[Costing]
    over: int = 0
    movements: dict[int, list[Movement]] = field(default_factory=lambda: defaultdict(list))

    def principal(self, place: int) -> int:
        account = self.accounts[place]
        return self.left[place] if account is None else account.principal

    def advance(self, day: date, places: Iterable[int]) -> Refusal | None:
        """Reckon interest on some claims up to a day. Only a payment on a claim cuts its lines: each cut is rounded."""
        for account in (self.accounts[place] for place in places):
            if account is None or account.base <= 0:
                continue
            refusal = account.series.refuses(account.following, day) if account.following <= day else None
            if refusal:
                return refusal
            account.advance(day)
        return None

    def charge(self, day: date) -> None:
        """Costs that fall due on a day, over everything that was not paid in time: claims are added up first."""
        fresh = [place for place, claim in enumerate(self.claims) if day in (claim.costs_from, claim.least_from)]
        falling = [place for place in fresh if self.claims[place].costs_from == day]
        plain, contracts = self._bases(day, falling)
        least = any(self.claims[place].least_from == day and self.principal(place) > 0 for place in fresh)
        vat = self.charges.vat
        more = self.charges.fall_due(day, plain=plain, contracts=contracts, least=least, most=_named(self.claims, falling))
        for place, cents in self._shares(more, fresh):
            self.costs[place].due += cents
            self.costs[place].charged += cents
        for place, cents in self._shares(self.charges.vat - vat, fresh):
            self.costs[place].vat += cents

    def _bases(self, day: date, falling: Sequence[int]) -> tuple[int, dict[str, int]]:
        """What costs are reckoned over on a day: of plain claims together, and of instalments by contract."""
        rules, plain = self.charges.rules, 0
        contracts: dict[str, int] = defaultdict(int)
        for place in falling:
            claim, base = self.claims[place], self._base(place, day) if rules.over_capitalised else self.principal(place)
            self.costs[place].base = base
            if _is_instalment(claim, rules, day):
                contracts[claim.contract] += base
            else:
                plain += base
        return plain, contracts

    def _shares(self, cents: int, fresh: Sequence[int]) -> Iterator[tuple[int, int]]:
        """What falls due together is of each claim by its principal; the last takes the rounding."""
        weight = sum(self.principal(place) for place in fresh)
        for place in fresh:
            mine = cents * self.principal(place) // weight if weight else 0
            yield place, mine
            cents, weight = cents - mine, weight - self.principal(place)

    def _base(self, place: int, day: date) -> int:
        """The principal with the interest of full years; reckoned beside the account, whose lines stay whole. Where nothing is
        left of the principal itself, no costs are due over the interest on it."""
        account = self.accounts[place]
        if account is None or account.principal <= 0 or account.series.refuses(account.first_day, day):
            return self.principal(place)
        ahead = replace(account, lines=[], joined=[])
        ahead.advance(day)
        return ahead.base

    def book(self, place: int, day: date, amount: int, *, credit: bool, principal_first: bool = False) -> None:
        account, before = self.accounts[place], self.principal(place)
        costs = 0 if credit else min(amount, self.costs[place].due)
        self.costs[place].due -= costs
        rest = amount - costs
        if principal_first and not credit:
            first = min(rest, before)
            self._take(place, first)
            rest -= first
        if account is not None and not credit:
            interest = min(rest, account.interest_due)
            over = account.pay(rest)
        else:
            left = self.principal(place)
            interest, over = 0, max(rest - left, 0)
            self._take(place, min(rest, left))
        self.over += over
        what: Literal["payment", "credit"] = "credit" if credit else "payment"
        self.movements[place].append(Movement(day, what, amount, costs, interest, before - self.principal(place), over))

    def _take(self, place: int, cents: int) -> None:
        account = self.accounts[place]
        if account is None:
            self.left[place] -= cents
        else:
            account.principal -= cents


def _named(claims: Sequence[Claim], falling: Sequence[int]) -> int | None:
    """What the letters about these claims named together; None where a claim needs no letter that names it."""
    named = [claims[place].named for place in falling]
    letters = {one.letter: one.cents for one in named if one is not None}
    return sum(letters.values()) if letters and None not in named else None


def _is_instalment(claim: Claim, rules: CostRules, day: date) -> bool:
    cap = rules.cap
    return bool(claim.contract) and cap is not None and day >= cap.first and claim.total < cap.below


def started(known: Sequence[Claim], series: Series, costs: CostRules, day_count: DayCount) -> Course:
    """The claims as they were sent: nothing happened yet."""
    accounts = [_account(claim, series, day_count) for claim in known]
    return Course(known, accounts, [claim.total for claim in known], Charges(costs), [Costing() for _ in known])


def _account(claim: Claim, series: Series, day_count: DayCount) -> Account | None:
    if claim.interest_from is None:
        return None
    if claim.basis is None:
        return Account(series, claim.interest_from, claim.total, day_count, still=claim.still)
    basis = claim.basis
    return Account(basis.series, claim.interest_from, claim.total, day_count, basis.per, basis.joins, still=claim.still)


def play(run: Course, on: date) -> Refusal | None:
    """Everything that happened up to and including `on`. Within a day costs become due first: they are due from its beginning."""
    happenings = {(booked.on, 1, place) for place, claim in enumerate(run.claims) for booked in claim.booked}
    happenings |= {(day, 0, 0) for claim in run.claims for day in (claim.costs_from, claim.least_from) if day is not None}
    for day, what, place in sorted(one for one in happenings if one[0] <= on):
        if not what:
            run.charge(day)
            continue
        refusal = run.advance(day, [place])
        if refusal:
            return refusal
        for booked in sorted(run.claims[place].booked, key=lambda one: not one.credit):
            if booked.on == day:
                run.book(place, day, booked.amount, credit=booked.credit, principal_first=booked.principal_first)
    return None
