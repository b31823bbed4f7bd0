"""Ends cases in which nothing is left to do: everything paid, or what is left went out of hands."""

from __future__ import annotations

from datetime import date, datetime

from django.db.models import Exists, OuterRef

from akkoord.store.models import Case, Creditor, StepTaken, Task
from akkoord.work.record import Log


def close_cases(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """Close what is done and take its open call off the work list; gives the number of cases. Call it in a transaction."""
    steps = StepTaken.objects.filter(creditor=creditor, case_id=OuterRef("id"), withdrawn_on=None)
    gone = StepTaken.objects.filter(creditor=creditor, invoice_id=OuterRef("invoice_id"), step="handover", withdrawn_on=None)
    busy = steps.filter(invoice__open__gt=0).exclude(Exists(gone))
    over = Case.objects.filter(Exists(steps), ~Exists(busy), creditor=creditor, closed_on=None)
    handed = over.annotate(handed=Exists(steps.filter(step="handover", invoice__open__gt=0)))
    rows = list(handed.values_list("id", "debtor_id", "handed"))
    log = Log(creditor.id, on, at)
    for number, debtor, out in rows:
        because = "handed-over" if out else "paid"
        Case.objects.filter(creditor=creditor, id=number).update(closed_on=on, closed_because=because)
        log.add("case-closed", debtor_id=debtor, because=because)
    debtors = [debtor for _, debtor, _ in rows]
    Task.objects.filter(creditor=creditor, debtor_id__in=debtors, done_on=None).update(done_on=on, outcome="paid")
    log.write()
    return len(rows)
