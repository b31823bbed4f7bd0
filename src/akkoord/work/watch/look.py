"""The daily look at everything that was agreed: promises, proof that was to come, and calls that were promised."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from akkoord.core.conversation.agreement import Agree
from akkoord.store.models import Agreed, Creditor
from akkoord.work.record import Log
from akkoord.work.watch.callbacks import plan_callbacks
from akkoord.work.watch.promises import judge_promises


def look_at_agreed(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """End what came true or did not by this day; gives how many promises were broken. Proof that did not come holds up nothing
    any more: the ladder goes on, as it did. In a number of queries that does not grow with what stands open."""
    broken = judge_promises(creditor=creditor, on=on, at=at)
    with transaction.atomic():
        log = Log(creditor.id, on, at)
        _no_proof(creditor, log)
        _taken_back(creditor, on)
        plan_callbacks(creditor, None, log=log)
        log.write()
    return broken


def _no_proof(creditor: Creditor, log: Log) -> None:
    rows = list(Agreed.objects.filter(creditor=creditor, state="open", kind=Agree.PROOF, ours=False, day__lt=log.on))
    for row in rows:
        said: dict[str, Any] = {"agreed": row.id, "agreement": row.kind, "state": "broken", "what": row.what, "day": str(row.day)}
        log.add("agreed-ended", debtor_id=row.debtor_id, invoice_id=row.invoice_id, **said)
    if rows:
        Agreed.objects.filter(creditor=creditor, id__in=[row.id for row in rows]).update(state="broken", ended_on=log.on)


def _taken_back(creditor: Creditor, on: date) -> None:
    """A promise that a person took back is not waited for any more; and a complaint that was settled is answered."""
    standing = Agreed.objects.filter(creditor=creditor, state="open", hold__ended_on__lte=on)
    standing.filter(kind=Agree.PROMISE).exclude(hold__ended_because__in=("kept", "broken")).update(state="withdrawn", ended_on=on)
    standing.filter(kind=Agree.COMPLAINT).update(state="done", ended_on=on)
