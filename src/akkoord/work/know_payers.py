"""Knows how a debtor pays, from the invoices he settled, and keeps it with what it rests on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta

from django.db import transaction

from akkoord.core.behaviour.payer import STALE, Payer, payer_of
from akkoord.store.bulk import save_fields
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
    found = dict(payers(creditor, debtors, on=on))
    log, changed = Log(creditor.id, on, at), []
    rows = Debtor.objects.filter(creditor=creditor, id__in=debtors, payer_said=False).only("creditor_id", "id", "payer", "payer_rests")
    for row in rows:
        now = found.get(row.id, payer_of([]))
        rests = _rests(now)
        if (row.payer, row.payer_rests) == (now.kind, rests):
            continue
        if row.payer != now.kind:
            log.add("payer-known", debtor_id=row.id, payer=now.kind, before=row.payer, rests_on=rests)
        row.payer, row.payer_rests = now.kind, rests
        changed.append(row)
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
