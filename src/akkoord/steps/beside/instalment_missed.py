"""The one warning after a missed instalment: pay by this day, or the arrangement ends and the whole sum is due."""

from __future__ import annotations

from datetime import date, timedelta

from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.steps.beside._alike import *  # noqa: F403 - a letter of this shelf is like the others where it says nothing else

NAME = "instalment-missed"
CHANNELS = ("email", "post")
DAYS = timedelta(days=7)


def last_day(left_on: date, law: Jurisdiction) -> date | None:  # type: ignore[no-redef]  # the others name no day, this one does
    """A week after it is presumed received, on a working day, so that he can pay on it."""
    return law.calendar.working_day_from(law.received(left_on, channel="email") + DAYS)
