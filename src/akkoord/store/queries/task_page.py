"""Reads beside a call or a hand-over: what was promised, and what was announced."""

from __future__ import annotations

from django.db.models import QuerySet

from akkoord.store.access import Desk
from akkoord.store.models import Hold, StepTaken

MOST = 6


def promises(desk: Desk, debtor_id: int) -> QuerySet[Hold]:
    """His promises, newest first; so many as matter in a talk."""
    return desk.holds().filter(debtor_id=debtor_id, kind="promise").order_by("-since", "-id")[:MOST]


def announced(desk: Desk, debtor_id: int) -> QuerySet[StepTaken]:
    """When hand-over was announced, for which invoice, and until when he could still pay."""
    left = desk.steps().filter(step="collection-warning", invoice__debtor_id=debtor_id, withdrawn_on=None, invoice__open__gt=0)
    return left.exclude(left_on=None).select_related("invoice").order_by("-left_on", "-id")
