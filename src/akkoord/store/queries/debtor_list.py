"""The list of debtors: who owes, how much, since when, and where each stands."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from django.db.models import F, Min, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from akkoord.store.access import Desk
from akkoord.store.models import Debtor
from akkoord.store.queries.open_on import still_open

Sort = Literal["open", "overdue", "since", "name"]
_ORDER: dict[str, tuple[Any, ...]] = {
    "open": ("-sum_open", "debtor__name", "debtor_id"),
    "overdue": ("-sum_overdue", "-sum_open", "debtor__name", "debtor_id"),
    "since": (F("since").asc(nulls_last=True), "-sum_open", "debtor_id"),
    "name": ("debtor__name", "debtor_id"),
}
_NAMED = ("debtor_id", "debtor__name", "debtor__number", "debtor__city", "debtor__kind")


@dataclass(frozen=True, slots=True)
class DebtorRow:
    """One line of the list; sums in cents. `since` is the due day of the oldest invoice that is overdue."""

    id: int
    name: str
    number: str
    city: str
    kind: str
    open: int = 0
    overdue: int = 0
    since: date | None = None


def found(desk: Desk, *, search: str) -> QuerySet[Debtor]:
    """Debtors whose name, number, town, e-mail address, KvK number or open invoice number holds every word of `search`; also as
    they were known before another was merged into them."""
    debtors = desk.debtors()
    for word in search.split()[:6]:
        numbered = desk.invoices().filter(number__istartswith=word).values("debtor_id")
        debtors = debtors.filter(
            Q(name__icontains=word)
            | Q(number__istartswith=word)
            | Q(city__icontains=word)
            | Q(email__icontains=word)
            | Q(kvk=word)
            | Q(id__in=numbered)
            | Q(id__in=desk.merged().filter(Q(name__icontains=word) | Q(number__istartswith=word)).values("debtor_id"))
        )
    return debtors


def owing(desk: Desk, *, search: str = "", sort: Sort = "open", on: date, kept: bool) -> QuerySet[Any, dict[str, Any]]:
    """Debtors with something open, one row each: from the totals, where they are `kept` for this day, or else grouped from the
    invoices, worked back to it."""
    whose = {"debtor_id__in": found(desk, search=search).values("id")} if search else {}
    sums: QuerySet[Any, dict[str, Any]]
    if kept:
        named: QuerySet[Any, dict[str, Any]] = desk.totals().filter(**whose).values(*_NAMED)
        sums = named.annotate(sum_open=F("not_due") + F("late"), sum_overdue=F("late"), since=F("late_since"))
    else:
        sums = _grouped(still_open(desk.invoices().filter(**whose), on=on), on)
    ordered: QuerySet[Any, dict[str, Any]] = sums.order_by(*_ORDER[sort])
    return ordered


def rows(grouped: Iterable[dict[str, Any]]) -> list[DebtorRow]:
    """Grouped rows as lines of the list."""
    return [
        DebtorRow(
            one["debtor_id"],
            one["debtor__name"],
            one["debtor__number"],
            one["debtor__city"],
            one["debtor__kind"],
            one["sum_open"],
            one["sum_overdue"],
            one["since"],
        )
        for one in grouped
    ]


def everybody(desk: Desk, *, search: str = "") -> QuerySet[Debtor]:
    """All debtors by name, those who owe nothing too."""
    return found(desk, search=search).order_by("name", "id")


def rows_of(desk: Desk, debtors: Collection[Debtor], *, on: date, past: bool = False) -> list[DebtorRow]:
    """Lines for these debtors, in their order, in one query more."""
    ids = [one.id for one in debtors]
    invoices = still_open(desk.invoices().filter(debtor_id__in=ids), on=on if past else None)
    sums = {one.id: one for one in rows(_grouped(invoices, on))}
    return [sums.get(one.id) or DebtorRow(one.id, one.name, one.number, one.city, one.kind) for one in debtors]


def _grouped(invoices: QuerySet[Any], on: date) -> QuerySet[Any, dict[str, Any]]:
    late = Q(due_on__lt=on)
    named: QuerySet[Any, dict[str, Any]] = invoices.order_by().values(*_NAMED)
    sums: QuerySet[Any, dict[str, Any]] = named.annotate(
        sum_open=Sum("left"), sum_overdue=Coalesce(Sum("left", filter=late), 0), since=Min("due_on", filter=late)
    )
    return sums
