"""What is done about hand-overs again and again: what is missing is looked for, files leave, money that came in is told."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Q, QuerySet

from akkoord.store.models import Creditor, HandOver
from akkoord.work.handover.lacking import announced, look_for_lacking
from akkoord.work.handover.pass_on import pass_on
from akkoord.work.handover.prepare import prepare_all
from akkoord.work.handover.silence import look_at_silence


def hand_over_turn(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """One turn for a company; gives how many files left over a line."""
    look_for_lacking(creditor=creditor, on=on)
    if not running().filter(creditor_id=creditor.id).exists():
        return 0
    left = prepare_all(creditor=creditor, on=on, at=at)
    pass_on(creditor=creditor, on=on, at=at)
    look_at_silence(creditor=creditor, on=on, at=at)
    return left


def running() -> QuerySet[HandOver]:
    """What is not over yet, of every company."""
    return HandOver.objects.filter(ended_on=None)


def concerned() -> QuerySet[Creditor]:
    """The companies that have something out of hands, or announced it."""
    return Creditor.objects.filter(Q(id__in=running().values("creditor_id")) | Q(id__in=announced().values("creditor_id")))
