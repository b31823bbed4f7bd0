"""The announcement that the claim goes out of hands: only where a partner is set up, so that it comes true."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "collection-warning"
MAKES: Literal["letter"] = "letter"
FORMAL = True
CHANNELS = ("post", "email")
FOLDS = False
BESIDE = False
BEFORE_DUE = False
ANNOUNCES = "handover"
ANNOUNCED_BY = ""
TERM = 7  # days after presumed receipt by post; the ladder hands over the same number of days after it


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """No empty words: without a partner nothing is announced."""
    if creditor.partner:
        return None
    return Text("Er is geen incassopartner ingesteld", "No collection partner is set up")


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """Seven days after presumed receipt by post, less the day of the hand-over itself."""
    return law.received(left_on, channel="post") + timedelta(days=TERM - 1)
