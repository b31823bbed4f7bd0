"""Which claim a payment is for (art. 6:43 BW, https://wetten.overheid.nl/BWBR0005289).

First the debt that the debtor names; then those that are due; of these the most burdensome, which is the one with the
highest rate of interest (HR 14-12-2012, ECLI:NL:HR:2012:BX9799); then the oldest; and those of one age share.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim a payment could be for; `open` in cents, `burden` is the interest that runs on it, in percent a year."""

    id: int
    due_on: date
    issued_on: date
    open: int
    burden: Decimal = Decimal(0)


def impute(amount: int, *, claims: Sequence[OpenClaim], named: Sequence[int], on: date) -> list[tuple[int, int]]:
    """How `amount` cents fall over claims: (id, cents) in the order of the article.

    What is left over when every claim is paid is in no pair. Claims of one age share by what is open on them, the last
    taking the rounding.

    >>> a, b = OpenClaim(1, date(2026, 1, 1), date(2026, 1, 1), 500), OpenClaim(2, date(2026, 2, 1), date(2026, 1, 1), 700)
    >>> impute(600, claims=[a, b], named=[2], on=date(2026, 3, 1))
    [(2, 600)]
    >>> impute(600, claims=[a, b], named=[], on=date(2026, 3, 1))
    [(1, 500), (2, 100)]
    >>> dear = OpenClaim(2, date(2026, 2, 1), date(2026, 1, 1), 700, Decimal(12))
    >>> impute(600, claims=[a, dear], named=[], on=date(2026, 3, 1))
    [(2, 600)]
    """
    order = {number: place for place, number in enumerate(named)}
    groups: dict[tuple[int, bool, Decimal, date], list[OpenClaim]] = {}
    for claim in claims:
        if claim.open > 0:
            key = (order.get(claim.id, len(order)), claim.due_on >= on, -claim.burden, claim.due_on)
            groups.setdefault(key, []).append(claim)
    parts: list[tuple[int, int]] = []
    for key in sorted(groups):
        shares = _shared(amount, groups[key])
        parts += [(number, cents) for number, cents in shares if cents]
        amount -= sum(cents for _, cents in shares)
    return parts


def _shared(amount: int, group: list[OpenClaim]) -> list[tuple[int, int]]:
    total = sum(claim.open for claim in group)
    if amount >= total:
        return [(claim.id, claim.open) for claim in group]
    shares: list[tuple[int, int]] = []
    left, weight = amount, total
    for claim in group:
        cents = left * claim.open // weight
        shares.append((claim.id, cents))
        left, weight = left - cents, weight - claim.open
    return shares
