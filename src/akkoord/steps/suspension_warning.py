"""The warning that work stops unless it is paid for (opschorting, art. 6:52 and 6:262 BW): only where a person asked for it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "suspension-warning"
MAKES: Literal["letter"] = "letter"
FORMAL = True
CHANNELS = ("post", "email")
TERM = 7  # days after presumed receipt by post, at least; no day on which a bank does not book


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """No run takes this step by itself: the facts of a run do not say which work is under way and whether it may stop."""
    return Text("Alleen een mens legt werk stil: per debiteur", "Only a person stops work: debtor by debtor")


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """Seven days after presumed receipt by post, moved past weekend and holidays; the work stops on the working day after."""
    return law.calendar.working_day_from(law.received(left_on, channel="post") + timedelta(days=TERM))
