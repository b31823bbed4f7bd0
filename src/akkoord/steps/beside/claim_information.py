"""The first letter of a collector: what the claim is, whose, and how it was reckoned (art. 3.1 Bki)."""

from __future__ import annotations

from datetime import date, timedelta

from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.steps.beside._alike import *  # noqa: F403 - a letter of this shelf is like the others where it says nothing else

NAME = "claim-information"
UNTIL_PAID = False  # what is open of a case at the desk is no invoice of its own
TERM = 14  # days after presumed receipt by post


def last_day(left_on: date, law: Jurisdiction) -> date | None:  # type: ignore[no-redef]  # the others name no day, this one does
    """Fourteen days after presumed receipt by post."""
    return law.received(left_on, channel="post") + timedelta(days=TERM)
