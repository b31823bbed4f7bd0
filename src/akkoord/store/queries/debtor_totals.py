"""Adds up what stands open at each debtor, by age: from the invoices, or for some debtors of whom something may have changed."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from django.db.models import (
    BigIntegerField,
    Case,
    ExpressionWrapper,
    F,
    IntegerField,
    Min,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from akkoord.core.behaviour.priority import POINTS, expected_gain
from akkoord.store.bulk import new_row
from akkoord.store.models import Allocation, Creditor, DebtorTotal, Event, Invoice, TotalsMark
from akkoord.store.queries.open_on import still_open, was_open

MONTH, TWO_MONTHS = timedelta(days=30), timedelta(days=60)
AGES = ("not_due", "late_30", "late_60", "late_older")


def by_age(on: date) -> dict[str, Q]:
    """Which open invoices are of which age on a day."""
    return {
        "not_due": Q(due_on__gte=on),
        "late_30": Q(due_on__lt=on, due_on__gte=on - MONTH),
        "late_60": Q(due_on__lt=on - MONTH, due_on__gte=on - TWO_MONTHS),
        "late_older": Q(due_on__lt=on - TWO_MONTHS),
    }


def added_up(creditor: Creditor, *, on: date, debtors: Collection[int] | None = None) -> Iterator[DebtorTotal]:
    """A fresh total for each debtor, or each of these, of whom something is open on that day."""
    rows = was_open(creditor, on=on) if debtors is None else was_open(creditor, on=on).filter(debtor_id__in=debtors)
    sums = {name: Sum("left", filter=when, default=0) for name, when in by_age(on).items()}
    late = {"late": Sum("left", filter=Q(due_on__lt=on), default=0), "late_since": Min("due_on", filter=Q(due_on__lt=on))}
    found: Any = rows.order_by().values("debtor_id").annotate(**sums, **late)  # the stubs do not see what is annotated by name
    for row in found:
        since = row["late_since"]
        gain = expected_gain(row["late"], overdue_days=(on - since).days) if since else 0
        yield new_row(DebtorTotal, creditor_id=creditor.pk, late_day=since.toordinal() if since else None, gain=gain, **row)


def gains_of(creditor: Creditor, *, on: date, since: date) -> None:
    """Write what one more push is expected to bring in on a day, as `core.behaviour.priority` says it: the database reckons it at once
    for everybody to whom the days since then made a difference."""
    days = Value(on.toordinal()) - F("late_day")
    chance = Case(*(_between(on, days, start, end) for start, end in pairwise(POINTS)), default=Value(POINTS[-1][1]))
    falls = DebtorTotal.objects.filter(creditor=creditor, late__gt=0, late_day__gte=since.toordinal() - POINTS[-1][0])
    falls.update(gain=ExpressionWrapper(F("late") * chance / Value(1000), output_field=BigIntegerField()))


def gain_of(creditor: Creditor, *, debtor: str) -> Coalesce:
    """What is kept of it for the debtor in that column; nothing where nothing of his is late."""
    return Coalesce(Subquery(DebtorTotal.objects.filter(creditor=creditor, debtor_id=OuterRef(debtor)).values("gain")), 0)


def most_worth(creditor: Creditor, *, most: int) -> QuerySet[DebtorTotal, int]:
    """The debtors at whom a push brings in most, those with a lower number first where it is as much; nobody at whom it is nothing."""
    rows = DebtorTotal.objects.filter(creditor=creditor, gain__gt=0).order_by("-gain", "debtor_id")
    return rows.values_list("debtor_id", flat=True)[:most]


def _between(on: date, days: CombinedExpression, start: tuple[int, int], end: tuple[int, int]) -> When:
    (first, high), (last, low) = start, end
    chance = Value(high) - Value(high - low) * (days - Value(first)) / Value(last - first)
    return When(late_day__gte=on.toordinal() - last, then=ExpressionWrapper(chance, output_field=IntegerField()))


def moved_since(mark: TotalsMark, *, on: date) -> set[int]:
    """The debtors whose total on that day can be another than the one that is kept: something happened to them, an invoice grew
    into another age or into its first day, or a booking with a later day has come to it."""
    mine = {"creditor_id": mark.creditor_id}
    told = Event.objects.filter(seq__gt=mark.seq, **mine).exclude(debtor_id=None)
    found = set(told.order_by().values_list("debtor_id", flat=True).distinct())
    found |= {said["old"] for said in told.filter(kind="debtor-merged").values_list("data", flat=True)}  # he is another one now
    if on > mark.on:
        booked = Allocation.objects.filter(on__gt=mark.on, on__lte=on, **mine)
        found |= set(booked.values_list("invoice__debtor_id", flat=True))
        found |= set(_grown(mark, on).values_list("debtor_id", flat=True))
    return {one for one in found if one is not None}


def _grown(mark: TotalsMark, on: date) -> QuerySet[Invoice]:
    grown = Q(issued_on__gt=mark.on, issued_on__lte=on)
    for age in (timedelta(), MONTH, TWO_MONTHS):
        grown |= Q(due_on__gte=mark.on - age, due_on__lt=on - age)
    return still_open(Invoice.objects.filter(grown, creditor_id=mark.creditor_id), on=None).order_by()
