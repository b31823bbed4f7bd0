"""What a walk keeps of a debtor between two looks: the steps on their way, what the last look said, what is known of himself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from akkoord.core.conversation.promise import Broken
from akkoord.core.dates import ONE_DAY
from akkoord.core.ladder.facts import HoldFact, InvoiceFacts, StepDone, WorkFacts
from akkoord.core.ladder.next_step import Decision
from akkoord.core.replay.past import RealStep

STANDS = ("not-yet", "below-tolerance")  # what is waited for that no day ends but the one it names


@dataclass(slots=True)
class Doing:
    """A step on the way: the day it leaves, what follows from that, and from which run on it counts no more."""

    step: str
    decided_on: date
    left_on: date | None
    received_on: date | None = None
    last_day: date | None = None
    over: date | None = None
    gone: StepDone | None = None  # as it is known once it left
    ready: StepDone | None = None  # and before that
    changes: tuple[date, ...] = ()  # the days from which on a run knows something else of it

    def __post_init__(self) -> None:
        left = self.left_on + ONE_DAY if self.left_on else None
        self.changes = tuple([day for day in (self.decided_on + ONE_DAY, left, self.over) if day])

    @classmethod
    def real(cls, one: RealStep) -> Doing:
        """A step as it was really taken."""
        return cls(one.step, one.decided_on, one.left_on, one.received_on, one.last_day, one.over)

    def seen(self, on: date) -> StepDone | None:
        """The step as the run of a day knows it; None before it was decided and after it was taken back."""
        if self.decided_on >= on or (self.over is not None and self.over <= on):
            return None
        if self.left_on is None or self.left_on >= on:
            self.ready = self.ready or StepDone(self.step, self.decided_on)
            return self.ready
        self.gone = self.gone or StepDone(self.step, self.decided_on, self.left_on, self.received_on, self.last_day)
        return self.gone


@dataclass(slots=True)
class Known:
    """What the last look said of one invoice: its facts up to the day `until`, and the decision while what it rested on
    (`ground`) stays the same and its own day has not come."""

    facts: InvoiceFacts
    until: date
    ground: tuple[object, ...] = ()
    decision: Decision | None = None

    def still(self, ground: tuple[object, ...], on: date) -> bool:
        """Whether the decision stands: nothing changed of the invoice, and its step is planned for a later day, or there is no
        step as long as that is so."""
        one = self.decision
        if one is None or one.invoice is not self.facts or one.wait not in STANDS or self.ground != ground:
            return False
        return on < one.look if one.look is not None else not one.step and one.on is None


@dataclass(slots=True)
class About:
    """What is known of a debtor himself."""

    has_phone: bool = False
    holds: tuple[HoldFact, ...] = ()
    under_way: bool = False
    failed_calls: int = 0
    cannot_pay: bool = False
    work: WorkFacts | None = None
    unread: bool = False
    broken: tuple[Broken, ...] = ()
