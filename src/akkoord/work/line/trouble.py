"""How a line is doing: since when it is in trouble and why, and when it is tried again."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import F

from akkoord.core.problem import Text
from akkoord.store.models import Line

FIRST, LONGEST = timedelta(seconds=10), timedelta(hours=1)


def trouble(line: Line, error: Text, *, at: datetime) -> None:
    """It did not work: it is tried again, after twice as long each time."""
    row = Line.objects.filter(creditor_id=line.creditor_id, id=line.id)
    row.filter(since=None).update(since=at)
    row.update(tries=F("tries") + 1, error=error.nl.rstrip(".")[:500], error_en=error.en.rstrip(".")[:500])
    tries = row.values_list("tries", flat=True).get()
    row.update(not_before=at + min(LONGEST, FIRST * 2 ** min(tries - 1, 12)))


def works(line: Line) -> None:
    """It works, or works again."""
    row = Line.objects.filter(creditor_id=line.creditor_id, id=line.id).exclude(since=None, tries=0)
    row.update(since=None, tries=0, not_before=None, error="", error_en="")
