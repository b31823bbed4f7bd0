"""Which claim a payment is for: the one it names, then the oldest that is due (art. 6:43 BW)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A claim a payment could be for; `open` in cents."""

    id: int
    due_on: date
    issued_on: date
    open: int


def impute(amount: int, *, claims: Sequence[OpenClaim], named: Sequence[int], on: date) -> list[tuple[int, int]]:
    """How `amount` cents fall over claims: (id, cents), first those that were named, then due ones, oldest first.

    What is left over when every claim is paid is in no pair. Claims of one age share by what is open on them, the last
    taking the rounding.

    >>> a, b = OpenClaim(1, date(2026, 1, 1), date(2026, 1, 1), 500), OpenClaim(2, date(2026, 2, 1), date(2026, 1, 1), 700)
    >>> impute(600, claims=[a, b], named=[2], on=date(2026, 3, 1))
    [(2, 600)]
    >>> impute(600, claims=[a, b], named=[], on=date(2026, 3, 1))
    [(1, 500), (2, 100)]
    """
    order = {number: place for place, number in enumerate(named)}
    groups: dict[tuple[int, bool, date], list[OpenClaim]] = {}
    for claim in claims:
        if claim.open > 0:
            groups.setdefault((order.get(claim.id, len(order)), claim.due_on >= on, claim.due_on), []).append(claim)
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
