"""A copy of an invoice, for who says that he has not got it."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "invoice-copy"
MAKES: Literal["letter"] = "letter"
FORMAL = False
CHANNELS = ("email",)
FOLDS = False
BESIDE = True
BEFORE_DUE = False
ANNOUNCES = ""
ANNOUNCED_BY = ""
UNTIL_PAID = False


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """It is for whoever asked for it."""
    return None


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """It names no day: the invoice itself does."""
    return None
