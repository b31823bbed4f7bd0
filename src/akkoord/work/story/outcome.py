"""What a day of a story brought, and how that differs from what was expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from akkoord.store.models import Creditor, Debtor


@dataclass(frozen=True, slots=True)
class Difference:
    """What was expected on a day, and what was there."""

    on: date
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Played:
    """A day after its run: the steps taken and the reasons to wait."""

    creditor: Creditor
    debtor: Debtor
    on: date
    steps: list[str]
    waits: list[str]
