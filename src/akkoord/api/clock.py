"""The only clock of this door."""

from __future__ import annotations

import os
from datetime import date, datetime

from django.utils import timezone


def today() -> date:
    """Today in Amsterdam, or the day that AKKOORD_ON puts in its place."""
    stand_in = os.environ.get("AKKOORD_ON")
    return date.fromisoformat(stand_in) if stand_in else timezone.localdate()


def now() -> datetime:
    """This moment. What is signed is of this moment, whatever day it is played to be."""
    return timezone.now()
