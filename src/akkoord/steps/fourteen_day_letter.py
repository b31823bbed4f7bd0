"""The fourteen-day letter to a consumer (art. 6:96 lid 6 BW): without it no collection costs are ever due."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "fourteen-day-letter"
MAKES: Literal["letter"] = "letter"
FORMAL = True
CHANNELS = ("post", "email")
FOLDS = False
BESIDE = False
BEFORE_DUE = False
ANNOUNCES = ""
ANNOUNCED_BY = ""


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """Businesses and authorities get the notice of default."""
    if debtor.kind == "consumer":
        return None
    return Text("Alleen voor consumenten", "For consumers only")


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """Fourteen days counted from the day after presumed receipt by post, moved past weekend and holidays."""
    return law.fourteen_days(left_on, channel="post").safe_last_day
