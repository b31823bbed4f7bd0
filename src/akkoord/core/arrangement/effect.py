"""What an arrangement does to a claim: interest stands still while it runs, no costs fall due, and when it was kept nothing is left.

The promise to let go of interest or of a part of the debt holds on condition that the arrangement is kept (art. 6:21 and 6:22 BW,
https://wetten.overheid.nl/BWBR0005289). Until then the debt is what it was, and when it is broken it is that again: where interest was to
be let go, also over the time of the arrangement (docs/decisions/0049).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from akkoord.core.arrangement.terms import Interest
from akkoord.core.claim import Booked, Claim
from akkoord.core.dates import ONE_DAY


@dataclass(frozen=True, slots=True)
class Arranged:
    """One arrangement that a claim was in, as it stands on a day: running, kept, broken or replaced, the last day it ran."""

    agreed_on: date
    interest: str
    state: str
    ended_on: date | None = None


def as_arranged(claim: Claim, spans: Sequence[Arranged]) -> Claim:
    """The claim with the days on which no interest runs, and without costs that fell due while it was arranged."""
    still = tuple((one.agreed_on + ONE_DAY, one.ended_on) for one in spans if _stands_still(one))
    made = replace(claim, still=still, booked=tuple(_agreed_order(one, spans) for one in claim.booked)) if still else claim
    for one in spans:
        due = made.costs_from
        if due is not None and due > one.agreed_on and (one.ended_on is None or due <= one.ended_on):
            made = replace(made, costs_from=one.ended_on + ONE_DAY if one.ended_on else None)
    return made


def _agreed_order(booked: Booked, spans: Sequence[Arranged]) -> Booked:
    """Where interest is let go, what is paid meanwhile goes to the principal: the law's order gives way to what was agreed."""
    for one in spans:
        waived = one.interest == Interest.WAIVED and one.state != "broken"
        if waived and booked.on >= one.agreed_on and (one.ended_on is None or booked.on <= one.ended_on):
            return replace(booked, principal_first=True)
    return booked


def _stands_still(one: Arranged) -> bool:
    if one.interest == Interest.FROZEN:
        return True
    return one.interest == Interest.WAIVED and one.state != "broken"
