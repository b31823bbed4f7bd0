"""The only clock of this door: what day it is, what day is looked at, and the moment something is written down."""

from __future__ import annotations

import os
from datetime import date, datetime, time

from django.http import HttpRequest
from django.utils import timezone

from akkoord.core.dates import date_of

CHOSEN = "on"  # the session key, and the name in the address


def today() -> date:
    """Today in Amsterdam, or the day that AKKOORD_ON puts in its place."""
    stand_in = os.environ.get("AKKOORD_ON")
    if stand_in:
        return date.fromisoformat(stand_in)
    return timezone.localdate()


def now() -> datetime:
    """This moment."""
    return timezone.now()


def time_of_day() -> time:
    """This moment by the clock on the wall."""
    return timezone.localtime().time()


def chosen_day(request: HttpRequest) -> date | None:
    """Another day than today that somebody chose to look at; None while he looks at today."""
    day = date_of(request.session.get(CHOSEN, ""))
    return None if day == today() else day


def shown_day(request: HttpRequest) -> date:
    """The day a page is about: the chosen one, or today. For looking only; what changes something is of today."""
    return chosen_day(request) or today()


def choose_day(request: HttpRequest, text: str) -> None:
    """Keeps the chosen day for the pages that follow; anything that is no day goes back to today."""
    day = date_of(text)
    if day is None or day == today():
        request.session.pop(CHOSEN, None)
    else:
        request.session[CHOSEN] = day.isoformat()
