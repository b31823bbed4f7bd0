"""What all debtors of a company owe on a day: everybody's sums at once, without the lines behind them.

Claims that stand by themselves are reckoned side by side (core/law/many); where one touches another, or a contract has its
own rules, the debtor is reckoned as he is on his own page. Both give the same cents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from akkoord.core.balance import balance
from akkoord.core.claim import Claim
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.law.many import balances
from akkoord.core.law.many.columns import columns_of
from akkoord.core.problem import Refusal
from akkoord.store.models import Creditor, Debtor
from akkoord.work.books import books_of, law_kind
from akkoord.work.claims import claim_of, cost_rules
from akkoord.work.law import law_of

BATCH = 500  # debtors read at once
KINDS = ("consumer", "business", "government")


@dataclass(slots=True)
class DebtorSum:
    """What one debtor owes, in cents; `refusal` says why there is no answer."""

    debtor: Debtor
    principal: int = 0
    interest: int = 0
    costs: int = 0
    refusal: Refusal | None = None

    @property
    def total(self) -> int:
        """Everything together."""
        return self.principal + self.interest + self.costs


@dataclass(slots=True)
class _Side:
    """Claims that can be reckoned side by side, and whose each is."""

    claims: list[Claim] = field(default_factory=list)
    which: list[int] = field(default_factory=list)
    owners: list[DebtorSum] = field(default_factory=list)


def owed_by_all(*, creditor: Creditor, on: date) -> list[DebtorSum]:
    """The sums of every debtor with something open or demanded on that day, by name; with a fixed number of queries for each
    500 of them."""
    law, side = law_of(creditor.id), _Side()
    found: list[DebtorSum] = []
    everybody = list(Debtor.objects.filter(creditor=creditor).order_by("name", "id"))
    for debtors in (everybody[at : at + BATCH] for at in range(0, len(everybody), BATCH)):
        books = books_of(debtors, on=on)
        for debtor in debtors:
            made = [claim_of(entry, debtor=debtor, creditor=creditor, law=law)[0] for entry in books.get(debtor.id, ())]
            if made:
                one = DebtorSum(debtor)
                found.append(one)
                _reckon(one, made, creditor, law, on, side)
    _side_by_side(side, creditor, law, on)
    return found


def _reckon(one: DebtorSum, claims: list[Claim], creditor: Creditor, law: Jurisdiction, on: date, side: _Side) -> None:
    if _stand_alone(claims, creditor):
        side.claims += claims
        side.which += [KINDS.index(law_kind(one.debtor))] * len(claims)
        side.owners += [one] * len(claims)
    else:
        _play(one, claims, creditor, law, on)


def _play(one: DebtorSum, claims: list[Claim], creditor: Creditor, law: Jurisdiction, on: date) -> None:
    """As on his own page, claim by claim and day by day."""
    kind = law_kind(one.debtor)
    rules = cost_rules(creditor, kind=kind, law=law)
    answer = balance(claims, series=law.series_for(kind), costs=rules, on=on, day_count=creditor.day_count)  # type: ignore[arg-type]  # these words only
    if isinstance(answer, Refusal):
        one.refusal = answer
    else:
        _add(one, answer.principal, answer.interest, answer.costs)


def _stand_alone(claims: Sequence[Claim], creditor: Creditor) -> bool:
    """Whether no claim changes what another costs, and each has the law's own interest and costs."""
    with_costs = sum(claim.costs_from is not None for claim in claims)
    own = any(claim.basis or claim.contract or claim.least_from or claim.named or claim.still for claim in claims)
    return with_costs <= 1 and not own and not creditor.costs_over_capitalised


def _side_by_side(side: _Side, creditor: Creditor, law: Jurisdiction, on: date) -> None:
    if not side.claims:
        return
    rules = cost_rules(creditor, kind="business", law=law)
    sums = balances(
        columns_of(side.claims, which=side.which),
        series=[law.series_for(kind) for kind in KINDS],
        scale=law.costs,
        on=on,
        vat_surcharge=rules.vat_surcharge,
        day_count=creditor.day_count,  # type: ignore[arg-type]  # the column holds these words only
    )
    for place, one in enumerate(side.owners):
        if sums.refused[place]:
            _play(one, [side.claims[place]], creditor, law, on)  # which says why
        else:
            _add(one, int(sums.principal[place]), int(sums.interest[place]), int(sums.costs[place]))


def _add(one: DebtorSum, principal: int, interest: int, costs: int) -> None:
    one.principal += principal
    one.interest += interest
    one.costs += costs
