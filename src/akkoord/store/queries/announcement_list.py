"""Reads what letters announced: in the order in which it needs somebody, with what it waits for, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, Literal

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Value, When

from akkoord.store.access import Desk
from akkoord.store.models import Announcement, Creditor, Event, Hold, StepTaken

Which = Literal["running", "late", "done", "paid", "withdrawn", "all"]
GRAVEST_FIRST = ("insolvency", "vulnerable", "dispute", "hold", "arrangement-kept", "promise")
_OF_ALL = ("insolvency", "vulnerable", "dispute")  # these stop work whichever invoice they were written down for


def standing(creditor: Creditor, *, on: date) -> Q:
    """The reasons to wait that stand on a day. A promise stands until the run found it kept or broken, by what the bank says."""
    return Q(since__lte=on) & (Q(ended_on=None) | Q(ended_on__gt=on)) & (Q(until=None) | Q(until__gte=on) | Q(kind="promise"))


def announced(creditor: Creditor, *, on: date) -> QuerySet[Announcement]:
    """Everything that was announced, each with whether it is `held` and whether it is `late`: its day went by, nothing happened,
    and there was no reason to wait."""
    about = StepTaken.objects.filter(creditor_id=creditor.id, letter_id=OuterRef(OuterRef("letter_id")), invoice_id=OuterRef("invoice_id"))
    holds = Hold.objects.filter(standing(creditor, on=on), creditor_id=creditor.id, debtor_id=OuterRef("debtor_id"))
    of_work = holds.filter(Q(invoice_id=None) | Q(kind__in=_OF_ALL) | Exists(about))
    held = Case(When(step="suspension", then=Exists(of_work)), default=Exists(holds.filter(Q(invoice_id=None) | Exists(about))))
    rows = Announcement.objects.filter(creditor_id=creditor.id, announced_on__lte=on).annotate(held=held)
    return rows.annotate(late=Case(When(state="running", due_on__lt=on, held=False, then=Value(True)), default=Value(False)))


def listed(creditor: Creditor, *, on: date, which: Which = "all", debtor_id: int | None = None) -> QuerySet[Announcement]:
    """The list: what is late first, then what runs by its day, then what ended, newest first."""
    rows = announced(creditor, on=on).select_related("debtor")
    if debtor_id is not None:
        rows = rows.filter(debtor_id=debtor_id)
    only: dict[str, Any] = {} if which == "all" else {"late": True} if which == "late" else {"state": which}
    rows = rows.filter(**only)
    place = Case(When(late=True, then=Value(0)), When(state="running", then=Value(1)), default=Value(2))
    running_day = Case(When(state="running", then=F("due_on")), default=None)
    return rows.order_by(place, running_day, "-ended_on", "-id")


def waiting_for(desk_or_creditor: Desk | Creditor, rows: Iterable[Announcement], *, on: date) -> dict[int, str]:
    """By debtor the gravest reason to wait that stands, of those whose announcement is held."""
    creditor = desk_or_creditor.creditor if isinstance(desk_or_creditor, Desk) else desk_or_creditor
    debtors = {one.debtor_id for one in rows if getattr(one, "held", False) and one.state == "running"}
    found: dict[int, str] = {}
    holds = Hold.objects.filter(standing(creditor, on=on), creditor_id=creditor.id, debtor_id__in=debtors)
    for debtor, kind in holds.values_list("debtor_id", "kind"):
        if debtor not in found or GRAVEST_FIRST.index(kind) < GRAVEST_FIRST.index(found[debtor]):
            found[debtor] = kind
    return found


def refused(creditor: Creditor, debtors: Collection[int]) -> dict[int, dict[str, str]]:
    """By debtor why the work was not stopped when it was due, in both languages, as the run said it last."""
    rows = Event.objects.filter(creditor_id=creditor.id, debtor_id__in=list(debtors), kind="step-refused", data__step="suspension")
    return {row.debtor_id: row.data for row in rows.order_by("seq") if row.debtor_id is not None}


def invoices_of(creditor: Creditor, letters: Collection[int]) -> dict[int, list[str]]:
    """The numbers of the invoices that each letter was about."""
    found: dict[int, list[str]] = {}
    rows = StepTaken.objects.filter(creditor_id=creditor.id, letter_id__in=list(letters)).order_by("invoice__due_on", "invoice_id")
    for letter, number in rows.values_list("letter_id", "invoice__number"):
        if letter is not None and number not in found.setdefault(letter, []):
            found[letter].append(number)
    return found
