"""A friendly notice three days before the due day, to who usually pays about a week late: off until somebody turns it on."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "pre-due-notice"
MAKES: Literal["letter"] = "letter"
FORMAL = False
CHANNELS: tuple[str, ...] = ("email",)
FOLDS = True
BESIDE = True
BEFORE_DUE = True
ANNOUNCES = ""
ANNOUNCED_BY = ""


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """The ladder says for which payers it is."""
    return None


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """It names the due day, and no day of its own."""
    return None
