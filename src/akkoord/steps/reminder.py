"""A businesslike reminder, the day after the due day: friendly, without interest or costs."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "reminder"
MAKES: Literal["letter"] = "letter"
FORMAL = False
CHANNELS = ("email",)
FOLDS = True
BESIDE = False
BEFORE_DUE = False
ANNOUNCES = ""
ANNOUNCED_BY = ""


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """A reminder is for everybody."""
    return None


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """A reminder names no last day: the due day has passed already."""
    return None
