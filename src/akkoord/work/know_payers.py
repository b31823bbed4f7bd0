"""Knows how a debtor pays, from the invoices he settled, and keeps it with what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction

from akkoord.core.behaviour.payer import STALE, Payer, payer_of
from akkoord.store.bulk import new_row, save_fields
from akkoord.store.models import Allocation, Creditor, Debtor, Invoice
from akkoord.work.record import Log

LAST = timedelta(days=730)  # what was longer ago says little about today
BATCH = 2_000


def know_payers(*, creditor: Creditor, debtors: Sequence[int], on: date, at: datetime | None = None) -> int:
    """Look again at these debtors; gives how many turned out to pay in another way than was known. What a person said about
    a debtor stays."""
    changed = 0
    for first in range(0, len(debtors), BATCH):
        some = debtors[first : first + BATCH]
        with transaction.atomic():
            changed += _know(creditor, some, on, at)
    return changed


def _know(creditor: Creditor, debtors: Sequence[int], on: date, at: datetime | None) -> int:
    found, unknown = dict(payers(creditor, debtors, on=on)), payer_of([])
    log, changed = Log(creditor.id, on, at), []
    rows = Debtor.objects.filter(creditor=creditor, id__in=debtors, payer_said=False).order_by("id")
    for number, before, rested in rows.values_list("id", "payer", "payer_rests"):
        now = found.get(number, unknown)
        rests = _rests(now)
        if (before, rested) == (now.kind, rests):
            continue
        if before != now.kind:
            log.add("payer-known", debtor_id=number, payer=now.kind, before=before, rests_on=rests)
        changed.append(new_row(Debtor, creditor_id=creditor.id, id=number, payer=now.kind, payer_rests=rests))
    save_fields(changed, ["payer", "payer_rests"])
    told = len(log.events)
    log.write()
    return told


def _rests(payer: Payer) -> dict[str, object]:
    if not payer.settled and not payer.stale:
        return {}
    said = asdict(payer)
    return {"settled": said["settled"], "quartiles": list(payer.quartiles or ()), "stale": said["stale"]}


def payers(creditor: Creditor, debtors: Sequence[int], *, on: date) -> Iterator[tuple[int, Payer]]:
    """How each of these debtors pays, by what was settled in the last two years and what is long unpaid."""
    settled: dict[int, list[int]] = defaultdict(list)
    unpaid: dict[int, list[int]] = defaultdict(list)
    mine = Invoice.objects.filter(creditor=creditor, kind="invoice", debtor_id__in=debtors)
    credited = Allocation.objects.filter(creditor=creditor, undone_on=None).exclude(credit_note_id=None).values("invoice_id")
    paid = mine.filter(settled_on__gte=on - LAST, settled_on__lte=on).exclude(id__in=credited)
    for debtor, due_on, settled_on in paid.values_list("debtor_id", "due_on", "settled_on"):
        settled[debtor] += [(settled_on - due_on).days] if settled_on else []
    stale = mine.filter(open__gt=0, due_on__lte=on - timedelta(days=STALE))
    for debtor, due_on in stale.values_list("debtor_id", "due_on"):
        unpaid[debtor].append((on - due_on).days)
    for debtor in {*settled, *unpaid}:
        yield debtor, payer_of(settled.get(debtor, ()), unpaid=unpaid.get(debtor, ()))
