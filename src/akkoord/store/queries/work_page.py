"""Reads for work that goes on: a debtor's, and the page of one with who was told and what happened."""

from __future__ import annotations

from django.db.models import Case, QuerySet, Value, When

from akkoord.store.access import Desk
from akkoord.store.models import Event, OngoingWork, WorkNotice
from akkoord.store.queries.merged import ids_of

KINDS = (
    "work-kept",
    "work-warned",
    "work-stopped",
    "work-resumed",
    "work-ended",
    "work-looked-at",
    "work-told",
    "work-not-told",
    "work-told-again",
)
NOTICES, EVENTS = 30, 60  # the last ones shown
_ORDER = Case(When(state="stopped", then=Value(0)), When(state="ongoing", then=Value(1)), default=Value(2))


def work_of_debtor(desk: Desk, debtor_id: int) -> QuerySet[OngoingWork]:
    """His work: what is stopped first, what ended last."""
    return desk.work().filter(debtor_id=debtor_id).order_by(_ORDER, "-id")


def notices(desk: Desk, work_id: int) -> QuerySet[WorkNotice]:
    """What was told about it, newest first."""
    return desk.notices().filter(work_id=work_id).order_by("-id")[:NOTICES]


def happened(desk: Desk, work: OngoingWork) -> list[Event]:
    """What happened to it, newest first."""
    rows = desk.events().filter(debtor_id__in=ids_of(desk.creditor.pk, work.debtor_id), kind__in=KINDS, data__work=work.id)
    return list(rows.order_by("-on", "-seq")[:EVENTS])
