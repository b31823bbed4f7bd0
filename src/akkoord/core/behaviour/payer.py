"""How somebody pays, from what he did before: at once, just before the due day, about a week late, or hardly ever by himself.

What counts are invoices that were settled, by the days between their due day and the day they were: below nothing is early.
The quartiles say how steady he is; who is not steady, or of whom too little is known, is no kind of payer at all. Outcomes of
the shares below against a known mix: docs/algorithms/payers.md.

>>> payer_of([-14, -13, -15, -12]).kind, payer_of([-1, 0, -2, -1]).kind, payer_of([6, 8, 7]).kind, payer_of([6, 8]).kind
('at-once', 'on-time', 'late', '')
>>> payer_of([40, 8], unpaid=[70, 95]).kind
'refuser'
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

AT_ONCE, ON_TIME, LATE, REFUSER = "at-once", "on-time", "late", "refuser"
PAYERS = (AT_ONCE, ON_TIME, LATE, REFUSER)
ENOUGH = 3  # invoices, before anything is said
SOON = -5  # days: paid this long before the due day is paid at once
PROMPT = 1  # days: the bank books a payment of the due day the day after
WEEKS = 21  # days late up to which somebody is a late payer rather than one who must be chased
STEADY = 10  # days between the quartiles
STALE = 60  # days: an invoice that is this late was not paid by itself


@dataclass(frozen=True, slots=True)
class Payer:
    """A kind of payer, empty where too little is known, with what it rests on: how many invoices were settled and, in days
    after the due day, a quarter, half and three quarters of them; and how many are still unpaid long after."""

    kind: str
    settled: int
    quartiles: tuple[int, int, int] | None
    stale: int


def payer_of(settled: Sequence[int], *, unpaid: Sequence[int] = ()) -> Payer:
    """The kind of payer by his last invoices: days late of each that was settled, and of each that is not."""
    days, stale = sorted(settled), sum(1 for one in unpaid if one >= STALE)
    quartiles = (_at(days, 1), _at(days, 2), _at(days, 3)) if days else None
    return Payer(_kind(days, quartiles, stale), len(days), quartiles, stale)


def _kind(days: Sequence[int], quartiles: tuple[int, int, int] | None, stale: int) -> str:
    chased = stale + sum(1 for one in days if one >= STALE)
    if chased >= 2 and len(days) + stale >= ENOUGH and 2 * chased >= len(days) + stale:
        return REFUSER
    if quartiles is None or len(days) < ENOUGH or quartiles[2] - quartiles[0] > STEADY:
        return ""
    half = quartiles[1]
    if half <= SOON:
        return AT_ONCE
    if half <= PROMPT:
        return ON_TIME
    return LATE if half <= WEEKS else ""


def _at(days: Sequence[int], quarter: int) -> int:
    """The value a quarter, half or three quarters up a sorted list."""
    return days[min(len(days) - 1, len(days) * quarter // 4)]
