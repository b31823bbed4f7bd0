"""The warning that work stops unless it is paid for (opschorting, art. 6:52 and 6:262 BW): only where work really goes on."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Literal

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.ladder.work import no_work
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text

NAME = "suspension-warning"
MAKES: Literal["letter"] = "letter"
FORMAL = True
CHANNELS = ("post", "email")
FOLDS = False
BESIDE = True
BEFORE_DUE = False
ANNOUNCES = "suspension"
ANNOUNCED_BY = ""
TERM = 7  # days after presumed receipt by post; the ladder stops the work the same number of days after it


def not_for(debtor: DebtorFacts, creditor: CreditorFacts) -> Text | None:
    """There must be work that goes on, of a kind that may be stopped: no empty words."""
    return no_work(debtor)


def last_day(left_on: date, law: Jurisdiction) -> date | None:
    """The day before the work stops, moved past weekend and holidays: on those a bank does not book."""
    return law.calendar.working_day_from(law.received(left_on, channel="post") + timedelta(days=TERM - 1))
