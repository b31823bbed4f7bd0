"""What letters beside the ladder share: kind ones by e-mail, made for somebody, that name no last day. A module takes it over
with a star and says otherwise where its own letter differs."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

MAKES: Literal["letter"] = "letter"
FORMAL = False
CHANNELS: tuple[str, ...] = ("email",)
FOLDS = False
BESIDE = True
BEFORE_DUE = False
ANNOUNCES = ""
ANNOUNCED_BY = ""
UNTIL_PAID = True


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """It is for whom it was made for."""
    return None


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """It names none: the days it names are those that were agreed, or stand on the invoice."""
    return None
