"""The shape of the steps shelf: what a step makes, when it applies at all, and which last day it names."""

from __future__ import annotations

from datetime import date
from typing import Literal, Protocol

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text


class Step(Protocol):
    """A module of the steps shelf."""

    NAME: str
    MAKES: Literal["letter", "task", "handover"]
    FORMAL: bool  # a formal demand: it claims interest and names costs, so it is never folded into another letter
    CHANNELS: tuple[str, ...]
    FOLDS: bool  # where a graver letter leaves the same day, it is said in that one
    BESIDE: bool  # it does not hold up the steps after it
    BEFORE_DUE: bool  # it is taken before the due day, or not at all
    ANNOUNCES: str  # the step that its letter says will follow
    ANNOUNCED_BY: str  # the step whose letter must have announced it

    def not_for(self, debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
        """Why this step is passed over for this debtor; None where it applies."""

    def last_day(self, left_on: date, law: Jurisdiction) -> date | None:
        """The last day to pay that a letter of this step names when it leaves on `left_on`; None where it names none."""


class Beside(Step, Protocol):
    """A letter that a person makes beside the ladder: no step is taken by it, and no reason to wait holds it."""

    UNTIL_PAID: bool  # it has no use any more once everything it is about was paid
