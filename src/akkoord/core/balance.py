"""What is owed on a day, and why: principal, interest and costs of all of a debtor's claims, with every line behind them.

A payment comes off the costs that are due by then, then off the interest, then off the principal of the claim it was
made for (art. 6:44 BW, https://wetten.overheid.nl/BWBR0005289).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from akkoord.core.claim import Claim
from akkoord.core.dates import ONE_DAY
from akkoord.core.law.costs import CostsLine, Scale, collection_costs
from akkoord.core.law.interest import Account, DayCount, Line
from akkoord.core.law.series import Series
from akkoord.core.problem import Refusal


@dataclass(frozen=True, slots=True)
class ClaimBalance:
    """One claim on that day: what is left of it in cents, and its interest lines."""

    claim: Claim
    principal: int
    interest: int
    lines: tuple[Line, ...]


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

    accounts: list[tuple[Claim, Account | None]]
    left: dict[int, int]  # principal of claims on which no interest runs, by position
    scale: Scale
    vat_surcharge: bool
    costs: int = 0
    charged: int = 0
    vat: int = 0
    over: int = 0
    base: int = 0
    cost_lines: tuple[CostsLine, ...] = field(default_factory=tuple)

    def principal(self, place: int) -> int:
        account = self.accounts[place][1]
        return self.left[place] if account is None else account.principal

    def advance(self, day: date, places: Iterable[int]) -> Refusal | None:
        """Reckon interest on some claims up to a day. Only a payment on a claim cuts its lines: each cut is rounded."""
        for account in (self.accounts[place][1] for place in places):
            if account is None or account.base <= 0:
                continue
            start = account.first_day if account.reached is None else account.reached + ONE_DAY
            refusal = account.series.refuses(start, day) if start <= day else None
            if refusal:
                return refusal
            account.advance(day)
        return None

    def charge(self, day: date) -> None:
        """Costs that become due on a day, over everything that was not paid in time: claims are added up first."""
        fresh = [place for place, (claim, _) in enumerate(self.accounts) if claim.costs_from == day]
        self.base += sum(self.principal(place) for place in fresh)
        answer = collection_costs(scale=self.scale, principal=self.base, vat_surcharge=self.vat_surcharge)
        if isinstance(answer, Refusal):  # a sum of principals is never negative
            return
        self.costs += answer.total - self.charged
        self.charged, self.vat, self.cost_lines = answer.total, answer.vat, answer.lines

    def book(self, place: int, amount: int, *, credit: bool) -> None:
        account = self.accounts[place][1]
        if not credit:
            taken = min(amount, self.costs)
            self.costs -= taken
            amount -= taken
        if account is None:
            taken = min(amount, self.left[place])
            self.left[place] -= taken
            self.over += amount - taken
        elif credit:
            taken = min(amount, account.principal)
            account.principal -= taken
            self.over += amount - taken
        else:
            self.over += account.pay(amount)


def balance(
    claims: Sequence[Claim],
    *,
    series: Series,
    scale: Scale,
    on: date,
    vat_surcharge: bool = False,
    day_count: DayCount = "compounding-year",
) -> Balance | Refusal:
    """What is owed at the end of `on`. A refusal where a rate of that time is not known."""
    known = [claim for claim in claims if claim.issued_on <= on]
    accounts = [
        (claim, None if claim.interest_from is None else Account(series, claim.interest_from, claim.total, day_count)) for claim in known
    ]
    run = _Run(accounts, {place: claim.total for place, claim in enumerate(known)}, scale, vat_surcharge)
    # Within a day costs become due first: they are due from the beginning of it.
    happenings: list[tuple[date, int, int]] = [
        (booked.on, 1, place) for place, claim in enumerate(known) for booked in claim.booked if booked.on <= on
    ]
    happenings += [(day, 0, 0) for day in {claim.costs_from for claim in known} if day is not None and day <= on]
    refusal = _play(run, known, happenings) or run.advance(on, range(len(known)))
    return refusal or _answer(run)


def _play(run: _Run, known: Sequence[Claim], happenings: Sequence[tuple[date, int, int]]) -> Refusal | None:
    done: set[tuple[date, int]] = set()
    for day, what, place in sorted(happenings):
        if not what:
            run.charge(day)
        elif (day, place) not in done:
            refusal = run.advance(day, [place])
            if refusal:
                return refusal
            done.add((day, place))
            for booked in sorted(known[place].booked, key=lambda one: not one.credit):
                if booked.on == day:
                    run.book(place, booked.amount, credit=booked.credit)
    return None


def _answer(run: _Run) -> Balance:
    claims = tuple(
        ClaimBalance(
            claim,
            run.principal(place),
            0 if account is None else account.interest_due,
            () if account is None else tuple(account.lines),
        )
        for place, (claim, account) in enumerate(run.accounts)
    )
    return Balance(
        sum(one.principal for one in claims),
        sum(one.interest for one in claims),
        run.costs,
        run.vat,
        run.over,
        claims,
        run.cost_lines,
    )
