"""Reads of the desk's pages: what there is to do, all cases, and one case with what belongs to it."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from akkoord.store.access import Desk
from akkoord.store.models import DeskCase, DeskEntry, Task

QUIET = timedelta(days=14)  # a case in which nothing was done for so long asks for somebody
_ORDER = ("desk-objection", "desk-complaint", "desk-new", "desk-answer", "desk-unheard", "desk-withdraw", "desk-close", "desk-look")
ENDED = ("closed", "refused")


def to_do(desk: Desk) -> QuerySet[Task]:
    """What waits for somebody in its cases, the most pressing first."""
    place = Case(
        *(When(kind=kind, then=Value(number)) for number, kind in enumerate(_ORDER)), default=Value(9), output_field=IntegerField()
    )
    rows = desk.tasks().filter(done_on=None).exclude(desk_case_id=None).annotate(place=place)
    return rows.order_by("place", "due_on", "id").prefetch_related("debtor")


def cases_of(desk: Desk, tasks: list[Task]) -> dict[int, DeskCase]:
    """The cases that some tasks are about, by their ids."""
    rows = desk.desk_cases().filter(id__in=[one.desk_case_id for one in tasks]).prefetch_related("debtor")
    return {one.id: one for one in rows}


def silent(desk: Desk, on: date) -> QuerySet[DeskCase]:
    """Cases in hand in which nothing was done for fourteen days."""
    rows = desk.desk_cases().filter(state="accepted", acted_on__lte=on - QUIET).order_by("acted_on", "id")
    return rows.prefetch_related("debtor")


def listed(desk: Desk, *, which: str, search: str) -> QuerySet[DeskCase]:
    """Its cases: those that run, or those that ended, the newest first; by number, reference, client or debtor."""
    rows = desk.desk_cases().filter(state__in=ENDED) if which == "ended" else desk.desk_cases().exclude(state__in=ENDED)
    for word in search.split()[:6]:
        named = Q(number__icontains=word) | Q(ref__icontains=word) | Q(client__icontains=word) | Q(debtor__name__icontains=word)
        rows = rows.filter(named)
    return rows.order_by("-received_on", "-id").prefetch_related("debtor")


def others(desk: Desk, case: DeskCase) -> QuerySet[DeskCase]:
    """What else there is at the desk of the same debtor, of whichever client (art. 5.2 Bki)."""
    return desk.desk_cases().filter(debtor_id=case.debtor_id).exclude(id=case.id).order_by("-received_on", "-id")


def entries(desk: Desk, case: DeskCase) -> QuerySet[DeskEntry]:
    """What happened in it, the newest first."""
    return desk.desk_entries().filter(case_id=case.id).order_by("-on", "-id")
