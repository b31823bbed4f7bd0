"""When the other end of a line was last heard from."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q

from akkoord.store.models import Line


def heard_from(line: Line, *, at: datetime, each: timedelta) -> None:
    """It is there. Who asks every few seconds is written down once in so long."""
    row = Line.objects.filter(creditor_id=line.creditor_id, id=line.id)
    row.filter(Q(heard_at=None) | Q(heard_at__lt=at - each)).update(heard_at=at)
