"""The notice of default to a business (ingebrekestelling, art. 6:82 BW): interest so far, and seven days to pay after receipt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "notice-of-default"
MAKES: Literal["letter"] = "letter"
FORMAL = True
CHANNELS = ("post", "email")
FOLDS = False
BESIDE = False
BEFORE_DUE = False
ANNOUNCES = ""
ANNOUNCED_BY = ""
TERM = 7  # days after presumed receipt by post: a reasonable term for money (art. 6:82 lid 1 BW)


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """Consumers get the fourteen-day letter instead (art. 6:96 lid 6 BW)."""
    if debtor.kind != "consumer":
        return None
    return Text("Een consument krijgt de veertiendagenbrief", "A consumer gets the fourteen-day letter")


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """Seven days after presumed receipt by post; e-mail is quicker, the slower channel counts."""
    return law.received(left_on, channel="post") + timedelta(days=TERM)
