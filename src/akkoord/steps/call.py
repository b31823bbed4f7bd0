"""A phone call: a task for a person, as soon as the reminder had its chance."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "call"
MAKES: Literal["task"] = "task"
FORMAL = False
CHANNELS: tuple[str, ...] = ()
FOLDS = False
BESIDE = False
BEFORE_DUE = False
ANNOUNCES = ""
ANNOUNCED_BY = ""


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """Without a number nobody can call."""
    if debtor.has_phone:
        return None
    return Text("Er is geen telefoonnummer bekend", "No phone number is known")


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """A call names no last day of its own."""
    return None
