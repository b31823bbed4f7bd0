"""What is owed on a day, and why: principal, interest and costs of all of a debtor's claims, with every line behind them.

A payment comes off the costs that are due by then, then off the interest, then off the principal of the claim it was
made for (art. 6:44 BW, https://wetten.overheid.nl/BWBR0005289).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from akkoord.core.claim import Claim
from akkoord.core.law.account import Account, DayCount, Line
from akkoord.core.law.charges import Charges, CostRules
from akkoord.core.law.costs import CostsLine
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


@dataclass(frozen=True, slots=True)
class ClaimBalance:
    """One claim on that day: what is left of it in cents, its interest lines, and what changed it in between."""

    claim: Claim
    principal: int
    interest: int
    lines: tuple[Line, ...]
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True, slots=True)
class Balance:
    """All claims together on a day; sums in cents. `over` is what was paid beyond everything that was due."""

    principal: int
    interest: int
    costs: int
    vat: int
    over: int
    claims: tuple[ClaimBalance, ...]
    cost_lines: tuple[CostsLine, ...]

    @property
    def total(self) -> int:
        """Everything together."""
        return self.principal + self.interest + self.costs


@dataclass(slots=True)
class _Run:
    """The claims while they are played day by day."""

    claims: Sequence[Claim]
    accounts: list[Account | None]
    left: list[int]  # principal of claims on which no interest runs, by position
    charges: Charges
    costs: int = 0
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
        rules, plain = self.charges.rules, 0
        contracts: dict[str, int] = defaultdict(int)
        for place, claim in enumerate(self.claims):
            if claim.costs_from != day:
                continue
            if _is_instalment(claim, rules, day):
                contracts[claim.contract] += self.principal(place)
            else:
                plain += self._base(place, day) if rules.over_capitalised else self.principal(place)
        least = any(claim.least_from == day and self.principal(place) > 0 for place, claim in enumerate(self.claims))
        self.costs += self.charges.fall_due(day, plain=plain, contracts=contracts, least=least)

    def _base(self, place: int, day: date) -> int:
        """The principal with the interest of full years; reckoned beside the account, whose lines stay whole."""
        account = self.accounts[place]
        if account is None or account.base <= 0 or account.series.refuses(account.first_day, day):
            return self.principal(place)
        ahead = replace(account, lines=[], joined=[])
        ahead.advance(day)
        return ahead.base

    def book(self, place: int, day: date, amount: int, *, credit: bool) -> None:
        account, before = self.accounts[place], self.principal(place)
        costs = 0 if credit else min(amount, self.costs)
        self.costs -= costs
        rest = amount - costs
        if account is not None and not credit:
            interest = min(rest, account.interest_due)
            over = account.pay(rest)
        else:
            interest, over = 0, max(rest - before, 0)
            self._take(place, min(rest, before))
        self.over += over
        what: Literal["payment", "credit"] = "credit" if credit else "payment"
        self.movements[place].append(Movement(day, what, amount, costs, interest, before - self.principal(place), over))

    def _take(self, place: int, cents: int) -> None:
        account = self.accounts[place]
        if account is None:
            self.left[place] -= cents
        else:
            account.principal -= cents


def _is_instalment(claim: Claim, rules: CostRules, day: date) -> bool:
    cap = rules.cap
    return bool(claim.contract) and cap is not None and day >= cap.first and claim.total < cap.below


def balance(
    claims: Sequence[Claim], *, series: Series, costs: CostRules, on: date, day_count: DayCount = "compounding-year"
) -> Balance | Refusal:
    """What is owed at the end of `on`. A refusal where a rate of that time is not known."""
    known = [claim for claim in claims if claim.issued_on <= on]
    run = _Run(known, [_account(claim, series, day_count) for claim in known], [claim.total for claim in known], Charges(costs))
    # Within a day costs become due first: they are due from the beginning of it.
    happenings: list[tuple[date, int, int]] = [
        (booked.on, 1, place) for place, claim in enumerate(known) for booked in claim.booked if booked.on <= on
    ]
    falling = {day for claim in known for day in (claim.costs_from, claim.least_from)}
    happenings += [(day, 0, 0) for day in falling if day is not None and day <= on]
    refusal = _play(run, happenings) or run.advance(on, range(len(known)))
    return refusal or _answer(run)


def _account(claim: Claim, series: Series, day_count: DayCount) -> Account | None:
    if claim.interest_from is None:
        return None
    if claim.basis is None:
        return Account(series, claim.interest_from, claim.total, day_count)
    return Account(claim.basis.series, claim.interest_from, claim.total, day_count, claim.basis.per, claim.basis.joins)


def _play(run: _Run, happenings: Sequence[tuple[date, int, int]]) -> Refusal | None:
    done: set[tuple[date, int]] = set()
    for day, what, place in sorted(happenings):
        if not what:
            run.charge(day)
        elif (day, place) not in done:
            refusal = run.advance(day, [place])
            if refusal:
                return refusal
            done.add((day, place))
            for booked in sorted(run.claims[place].booked, key=lambda one: not one.credit):
                if booked.on == day:
                    run.book(place, day, booked.amount, credit=booked.credit)
    return None


def _claim_balance(run: _Run, place: int) -> ClaimBalance:
    account = run.accounts[place]
    if account is None:
        return ClaimBalance(run.claims[place], run.left[place], 0, (), tuple(run.movements[place]))
    joined = [Movement(one.on, "joined", one.amount, interest=one.amount) for one in account.joined]
    movements = tuple(sorted((*joined, *run.movements[place]), key=lambda one: one.on))
    return ClaimBalance(run.claims[place], account.principal, account.interest_due, tuple(account.lines), movements)


def _answer(run: _Run) -> Balance:
    claims = tuple(_claim_balance(run, place) for place in range(len(run.claims)))
    return Balance(
        sum(one.principal for one in claims),
        sum(one.interest for one in claims),
        run.costs,
        run.charges.vat,
        run.over,
        claims,
        run.charges.lines,
    )
