"""Reads promises: which stand open, which were kept and which were not, by debtor and by who agreed them; and what else was agreed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Case, Count, F, Q, QuerySet, Sum, Value, When

from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Hold

Which = Literal["open", "broken", "kept", "over", "all"]
STATES: Mapping[str, Q] = {
    "open": Q(ended_on=None),
    "broken": Q(ended_because="broken"),
    "kept": Q(ended_because="kept"),
    "over": ~Q(ended_on=None) & ~Q(ended_because__in=("kept", "broken")),
}


@dataclass(frozen=True, slots=True)
class Counted:
    """How many promises, and their cents, in each state; `who` is the address of who agreed them, empty where nobody knows."""

    who: str
    kept: int
    broken: int
    open: int
    kept_sum: int
    broken_sum: int
    open_sum: int


def promises(desk: Desk, *, which: Which, debtor_id: int | None = None) -> QuerySet[Hold]:
    """The promises of a kind: what stands open by its day, the rest by the day it ended, the last one first."""
    rows = desk.holds().filter(kind="promise").select_related("debtor", "invoice")
    if which != "all":
        rows = rows.filter(STATES[which])
    if debtor_id is not None:
        rows = rows.filter(debtor_id=debtor_id)
    place = Case(When(ended_on=None, then=Value(0)), default=Value(1))
    soonest = Case(When(ended_on=None, then=F("until")), default=None)
    return rows.order_by(place, soonest, "-ended_on", "-id")


def totals(desk: Desk, *, debtor_id: int | None = None) -> Counted:
    """All of them together, or those of one debtor."""
    rows = desk.holds().filter(kind="promise")
    if debtor_id is not None:
        rows = rows.filter(debtor_id=debtor_id)
    return _counted("", rows.aggregate(**_SUMS))


def by_colleague(desk: Desk) -> Sequence[Counted]:
    """By who agreed them, who agreed most first."""
    rows = desk.holds().filter(kind="promise").order_by().values("by").annotate(many=Count("id"), **_SUMS).order_by("-many", "by")
    return [_counted(row["by"], row) for row in rows]


def agreed(desk: Desk, *, ours: bool) -> QuerySet[Agreed]:
    """What else stands open: what we do, or what he does; by its day."""
    rows = desk.agreed().filter(state="open", ours=ours).exclude(kind="promise").select_related("debtor", "invoice")
    return rows.order_by("day", "id")


_SUMS: dict[str, Any] = {
    **{name: Count("id", filter=STATES[name]) for name in ("kept", "broken", "open")},
    **{f"{name}_sum": Sum("amount", filter=STATES[name], default=0) for name in ("kept", "broken", "open")},
}


def _counted(who: str, row: Mapping[str, Any]) -> Counted:
    return Counted(who, *(row[name] for name in ("kept", "broken", "open", "kept_sum", "broken_sum", "open_sum")))
