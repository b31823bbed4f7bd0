"""What a run did, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from akkoord.core.ladder.day import DayPlan


@dataclass(slots=True)
class Counts:
    """Debtors looked at, steps taken and refused, and invoices that wait."""

    debtors: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    waiting: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    letters: int = 0
    tasks: int = 0

    def see(self, plans: Iterable[DayPlan]) -> None:
        """Debtors that were looked at."""
        for plan in plans:
            self.debtors += 1
            self.waiting.update(one.wait for one in plan.decisions if one.wait)

    def report(self, on: date) -> dict[str, Any]:
        """What `akkoord run` prints of it."""
        return {
            "on": on.isoformat(),
            "debtors": self.debtors,
            "decisions": dict(sorted(self.decisions.items())),
            "waiting": dict(sorted(self.waiting.items())),
            "refused": dict(sorted(self.refused.items())),
            "letters": self.letters,
            "tasks": self.tasks,
        }
