"""How a case at the partner ends on our side, and what the owner of it is asked then."""

from __future__ import annotations

from akkoord.store.models import HandOver, Invoice, Task
from akkoord.work.record import Log

TASK = "partner"


def end_here(one: HandOver, *, because: str, log: Log, note: str = "") -> None:
    """It is over: nothing more is expected of the partner. Call it in a transaction."""
    one.state, one.ended_on, one.ended_because = "refused" if because == "refused" else "closed", log.on, because
    one.note = note or one.note
    one.save(update_fields=["state", "ended_on", "ended_because", "note"])
    log.add("hand-over-ended", debtor_id=one.debtor_id, ref=one.ref, because=because, note=note, partner=one.partner)
    if left_open(one) > 0:
        ask(one, log)


def left_open(one: HandOver) -> int:
    """Cents of its invoices that are still open."""
    return sum(Invoice.objects.filter(creditor_id=one.creditor_id, id__in=one.invoices).values_list("open", flat=True))


def ask(one: HandOver, log: Log) -> None:
    """Somebody has to look at this case: once, whatever happened in it meanwhile. Call it in a transaction."""
    open_one = Task.objects.filter(creditor_id=one.creditor_id, debtor_id=one.debtor_id, kind=TASK, done_on=None)
    if not open_one.exists():
        Task.objects.create(creditor_id=one.creditor_id, debtor_id=one.debtor_id, kind=TASK, made_on=log.on, due_on=log.on)
        log.add("task-made", debtor_id=one.debtor_id, task=TASK)


def looked(one: HandOver, log: Log) -> None:
    """Somebody did. Call it in a transaction."""
    rows = Task.objects.filter(creditor_id=one.creditor_id, debtor_id=one.debtor_id, kind=TASK, done_on=None)
    rows.update(done_on=log.on, outcome="looked")
