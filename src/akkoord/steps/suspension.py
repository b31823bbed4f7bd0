"""The letter that says that the work has stopped (opschorting, art. 6:52 and 6:262 BW): after the warning, and by a person."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "suspension"
MAKES: Literal["letter"] = "letter"
FORMAL = True
CHANNELS = ("post", "email")


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """No run takes this step by itself: the facts of a run do not say which work is under way and whether it may stop."""
    return Text("Alleen een mens legt werk stil: per debiteur", "Only a person stops work: debtor by debtor")


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """It names no last day: work goes on as soon as it is paid."""
    return None
