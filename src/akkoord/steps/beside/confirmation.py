"""The confirmation of a phone call: everything agreed, on paper before he forgets it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "confirmation"
MAKES: Literal["letter"] = "letter"
FORMAL = False
CHANNELS = ("email",)
FOLDS = False
BESIDE = True
BEFORE_DUE = False
ANNOUNCES = ""
ANNOUNCED_BY = ""
UNTIL_PAID = True


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """It is for whoever was spoken to."""
    return None


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """The days that it names are those that were agreed."""
    return None
