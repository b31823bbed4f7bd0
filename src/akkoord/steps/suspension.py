"""The letter that says that the work has stopped (opschorting, art. 6:52 and 6:262 BW), once the warning ran out."""

from __future__ import annotations

from datetime import date
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.ladder.work import no_work
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "suspension"
MAKES: Literal["letter"] = "letter"
FORMAL = True
CHANNELS = ("post", "email")
FOLDS = False
BESIDE = True
BEFORE_DUE = False
ANNOUNCES = ""
ANNOUNCED_BY = "suspension-warning"


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """There must be work that goes on, of a kind that may be stopped."""
    return no_work(debtor)


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """It names no last day: work goes on as soon as it is paid."""
    return None
