"""When money comes off the invoices of one debtor while a ladder is walked: here as it really came."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from typing import Protocol

from akkoord.core.replay.past import Bill


class Money(Protocol):
    """What a walk asks of the money, and tells it."""

    def open_at(self, bill: Bill, on: date) -> int:
        """Cents that are open, as the run of that day knows it."""

    def after(self, on: date) -> date | None:
        """The next day after `on` whose run knows of other sums; None where there is none."""

    def stepped(self, bill: Bill, *, step: str, on: date) -> None:
        """The debtor noticed a step for this invoice on that day."""


class AsItCame:
    """Every part on its own day, whatever a ladder does."""

    def __init__(self, bills: Sequence[Bill]) -> None:
        self._days = sorted({part.known for bill in bills for part in bill.parts})

    def open_at(self, bill: Bill, on: date) -> int:
        """Cents that were really open."""
        return bill.open_at(on)

    def after(self, on: date) -> date | None:
        """The next day on which something came off."""
        place = bisect_right(self._days, on)
        return self._days[place] if place < len(self._days) else None

    def stepped(self, bill: Bill, *, step: str, on: date) -> None:
        """What came, came: nothing follows from a step."""
