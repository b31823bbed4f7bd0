"""A ladder: steps in order, each so many days after the due day or after an earlier step, and for whom each of them is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from akkoord.core.ladder.facts import DebtorFacts, StepDone
from akkoord.core.problem import Text

Since = Literal["left", "receipt", "last-day"]
Tone = Literal["friendly", "businesslike", "firm"]
SINCE: tuple[Since, ...] = ("left", "receipt", "last-day")
TONES: tuple[Tone, ...] = ("friendly", "businesslike", "firm")
CHANNELS = ("post", "email")
DUE_DAY = "due-day"
OFF = Text("Deze stap staat uit", "This step is off")
OTHERS = Text("Deze stap is er voor andere betalers", "This step is for other payers")
TOO_SMALL = Text("Het bedrag is te klein voor deze stap", "The sum is too small for this step")
TOO_LARGE = Text("Het bedrag is te groot voor deze stap", "The sum is too large for this step")
LONGEST = 365  # days between two steps; a slip of the pen is more than that


@dataclass(frozen=True, slots=True)
class After:
    """So many days after a step: counted from the day it left, its presumed receipt, or the last day it named. Fewer than
    nothing only before the due day. `payers` narrows it to some kinds of payer; none named is everybody."""

    step: str
    days: int
    since: Since = "left"
    payers: tuple[str, ...] = ()

    def day(self, done: StepDone) -> date | None:
        """The day this comes to once that step is done; None while it has not left. Never inside a term we gave ourselves."""
        base = {"left": done.left_on, "receipt": done.received_on, "last-day": done.last_day}[self.since]
        if base is None:
            return None
        planned = base + timedelta(days=self.days)
        return planned if done.last_day is None else max(planned, done.last_day + timedelta(days=1))

    def fits(self, payer: str) -> bool:
        """Whether it counts for this kind of payer."""
        return not self.payers or payer in self.payers


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder; of several `after` the first counts that fits the payer and whose step was taken. Sums are what
    the debtor owes too late, in cents. Without channels of its own it goes as the step says."""

    step: str
    after: tuple[After, ...]
    on: bool = True
    payers: tuple[str, ...] = ()
    at_least: int | None = None
    at_most: int | None = None
    tone: Tone = "businesslike"
    channels: tuple[str, ...] = ()

    def not_for(self, debtor: DebtorFacts, *, overdue: int) -> Text | None:
        """Why the ladder passes this step over for this debtor; None where it takes it."""
        if not self.on:
            return OFF
        if self.payers and debtor.payer not in self.payers:
            return OTHERS
        if self.at_least is not None and overdue < self.at_least:
            return TOO_SMALL
        if self.at_most is not None and overdue > self.at_most:
            return TOO_LARGE
        return None


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps in order, for some kinds of debtor. `version` is 0 for one as it is shipped."""

    name: str
    kinds: tuple[str, ...]
    rungs: tuple[Rung, ...]
    version: int = 0

    def place(self, step: str) -> int:
        """Where a step stands on this ladder; -1 where it does not."""
        return next((n for n, rung in enumerate(self.rungs) if rung.step == step), -1)

    def rung(self, step: str) -> Rung | None:
        """The rung of a step; None where it is not on this ladder."""
        return next((rung for rung in self.rungs if rung.step == step), None)
