"""The hand-over to the collection partner: after the announcement, confirmed by a person or set to go by itself."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "handover"
MAKES: Literal["handover"] = "handover"
FORMAL = True
CHANNELS: tuple[str, ...] = ()
FOLDS = False
BESIDE = False
BEFORE_DUE = False
ANNOUNCES = ""
ANNOUNCED_BY = "collection-warning"


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """There must be somebody to hand over to."""
    if creditor.partner:
        return None
    return Text("Er is geen incassopartner ingesteld", "No collection partner is set up")


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """A hand-over names no last day."""
    return None
