"""What is owed on a day, and why: principal, interest and costs of all of a debtor's claims, with every line behind them.

A payment comes off the costs that are due by then on the claim it was made for, then off that claim's interest, then off
its principal (art. 6:44 BW, https://wetten.overheid.nl/BWBR0005289). Costs are reckoned over all claims together (art. 6:96
lid 7 BW); what a claim adds when it falls due is its own.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from akkoord.core.claim import Claim
from akkoord.core.course import Course, Movement, play, started
from akkoord.core.dates import ONE_DAY
from akkoord.core.law.account import DayCount, Line
from akkoord.core.law.charges import Charges, CostRules
from akkoord.core.law.costs import NOTHING, Costs, CostsLine
from akkoord.core.law.series import Series
from akkoord.core.problem import Refusal

ADDED_UP = "6:96 lid 7 BW"


@dataclass(frozen=True, slots=True)
class ClaimBalance:
    """One claim on that day: what is left of it in cents, its interest lines, and what changed it in between."""

    claim: Claim
    principal: int
    interest: int
    lines: tuple[Line, ...]
    movements: tuple[Movement, ...] = ()
    costs: int = 0  # with VAT
    charged: int = 0  # costs that fell due on it, paid or not
    vat: int = 0  # the part of that which is VAT
    costs_base: int = 0  # what of it the costs were reckoned over, on the day they fell due


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


def balance(
    claims: Sequence[Claim], *, series: Series, costs: CostRules, on: date, day_count: DayCount = "compounding-year"
) -> Balance | Refusal:
    """What is owed at the end of `on`. A refusal where a rate of that time is not known."""
    run = started([claim for claim in claims if claim.issued_on <= on], series, costs, day_count)
    refusal = play(run, on) or run.advance(on, range(len(run.claims)))
    return refusal or _answer(run)


def costs_if_unpaid(
    claims: Sequence[Claim],
    *,
    numbers: Collection[str],
    series: Series,
    costs: CostRules,
    on: date,
    day_count: DayCount = "compounding-year",
) -> Costs | Refusal:
    """The costs that come on top when a demand about the claims of these `numbers` passes and nothing was paid after `on`.
    Claims whose costs are due already add nothing; those of other claims, due or demanded before, lower what the scale adds
    (art. 6:96 lid 7 BW): a letter names what its own claims bring, and nothing twice."""
    known, charged = [claim for claim in claims if claim.issued_on <= on], []
    for passed in (False, True):
        falling = [_falling_due(claim, on + ONE_DAY, demanded=passed if claim.number in numbers else None) for claim in known]
        run = started(falling, series, costs, day_count)
        refusal = play(run, on)
        if refusal:
            return refusal
        run.charge(on + ONE_DAY)
        charged.append(run.charges)
    return _added(*charged)


def _added(before: Charges, after: Charges) -> Costs:
    more, vat = after.total - before.total, after.vat - before.vat
    return Costs(more - vat, vat, charged_before(after.lines, before.total)) if more else Costs(0, 0, ())


def charged_before(lines: tuple[CostsLine, ...], cents: int) -> tuple[CostsLine, ...]:
    """The lines with one more that takes off what was charged over other claims, or before."""
    return (*lines, CostsLine(0, NOTHING, -cents, ADDED_UP)) if cents else lines


def _falling_due(claim: Claim, day: date, *, demanded: bool | None) -> Claim:
    """The claim with its costs due from `day` where they are not due earlier: as it was demanded before (None), or by the
    demand that is asked about, which passed or was never sent."""
    if claim.costs_from is not None and claim.costs_from < day:
        return claim
    falls = claim.costs_from is not None if demanded is None else demanded
    return replace(claim, costs_from=day if falls else None)


def _claim_balance(run: Course, place: int) -> ClaimBalance:
    claim, account, booked = run.claims[place], run.accounts[place], run.movements[place]
    said = run.costs[place]
    costs = (said.due, said.charged, said.vat, said.base)
    if account is None:
        return ClaimBalance(claim, run.left[place], 0, (), tuple(booked), *costs)
    joined = [Movement(one.on, "joined", one.amount, interest=one.amount) for one in account.joined]
    movements = tuple(sorted((*joined, *booked), key=lambda one: one.on))
    return ClaimBalance(claim, account.principal, account.interest_due, tuple(account.lines), movements, *costs)


def _answer(run: Course) -> Balance:
    claims = tuple(_claim_balance(run, place) for place in range(len(run.claims)))
    return Balance(
        sum(one.principal for one in claims),
        sum(one.interest for one in claims),
        sum(one.due for one in run.costs),
        run.charges.vat,
        run.over,
        claims,
        run.charges.lines,
    )
