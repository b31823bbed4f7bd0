"""What the file of a case still misses while its announced hand-over comes near: kept with the announcement, for the work list.

To see it takes twenty queries a case. So it is looked at by the worker, not by the page, and only where something can be new:
on another day, after an event of this debtor, or with another partner.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Max, QuerySet

from akkoord.core.handover.readiness import to_supply
from akkoord.store.models import Announcement, Creditor, Debtor, Event, StepTaken
from akkoord.work.handover.ready import checked

MOST = 25  # cases of one company in one turn; the rest comes seconds later


def announced() -> QuerySet[Announcement]:
    """Hand-overs that were announced and are still to come, of every company."""
    return Announcement.objects.filter(state="running", step="handover")


def look_for_lacking(*, creditor: Creditor, on: date, debtor_id: int | None = None) -> int:
    """Look at the cases in which something can be new, those first that go first; gives how many there were."""
    rows = announced().filter(creditor_id=creditor.id, announced_on__lte=on)
    by_debtor: dict[int, list[Announcement]] = defaultdict(list)
    for one in (rows if debtor_id is None else rows.filter(debtor_id=debtor_id)).order_by("due_on", "id"):
        by_debtor[one.debtor_id].append(one)
    marks = _marks(creditor, by_debtor, on)
    new = [number for number, found in by_debtor.items() if found[0].looked != marks[number] or any(one.lacking for one in found[1:])]
    debtors = Debtor.objects.filter(creditor_id=creditor.id, id__in=new[:MOST]).select_related("creditor")
    for debtor in debtors if new else ():
        _keep(debtor, by_debtor[debtor.id], marks[debtor.id], on)
    return min(len(new), MOST)


def _marks(creditor: Creditor, debtors: Collection[int], on: date) -> dict[int, str]:
    """By debtor what the look of today rests on."""
    if not debtors:
        return {}
    known = Creditor.objects.get(id=creditor.id)
    fields = (known.partner, known.partner_kind, known.partner_mandated, known.partner_mandated_on, known.partner_registration)
    partner = hashlib.sha256(repr(fields).encode()).hexdigest()[:12]
    events = Event.objects.filter(creditor_id=creditor.id, debtor_id__in=list(debtors)).order_by().values("debtor_id")
    last = dict(events.annotate(last=Max("seq")).values_list("debtor_id", "last"))
    return {one: f"{on} {last.get(one, 0)} {partner}" for one in debtors}


def _keep(debtor: Debtor, rows: list[Announcement], mark: str, on: date) -> None:
    """With the first of his announcements, for all of them: one line a case."""
    found = to_supply(checked(debtor=debtor, invoices=_about(debtor, rows), on=on))
    first, *rest = rows
    mine = Announcement.objects.filter(creditor_id=debtor.creditor_id)
    mine.filter(id=first.id).update(lacking=list(found), looked=mark)
    mine.filter(id__in=[one.id for one in rest]).update(lacking=[], looked=mark)


def _about(debtor: Debtor, rows: Iterable[Announcement]) -> frozenset[int]:
    """The invoices of these announcements that are still open."""
    steps = StepTaken.objects.filter(creditor_id=debtor.creditor_id, letter_id__in=[one.letter_id for one in rows], withdrawn_on=None)
    return frozenset(steps.filter(invoice__open__gt=0).values_list("invoice_id", flat=True))
