"""Ends cases in which nothing is left to do: everything paid, or what is left went out of hands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from akkoord.store.models import Case, Creditor, StepTaken, Task
from akkoord.work.mail.replies import TASK as READ_REPLY
from akkoord.work.record import Log


def close_cases(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """Close what is done and take its open call off the work list; gives the number of cases. Call it in a transaction."""
    standing = dict(Case.objects.filter(creditor=creditor, closed_on=None).values_list("id", "debtor_id"))
    if not standing:
        return 0
    taken = StepTaken.objects.filter(creditor=creditor, case__closed_on=None, withdrawn_on=None)
    gone = set(taken.filter(step="handover").values_list("invoice_id", flat=True))
    left: dict[int, set[int]] = {}  # by case: invoices of which something is still open
    for case, invoice, cents in taken.values_list("case_id", "invoice_id", "invoice__open"):
        left.setdefault(case, set()).update({invoice} if cents > 0 else ())
    rows = [(case, standing[case], bool(still)) for case, still in left.items() if still <= gone]
    log = Log(creditor.id, on, at)
    for because, out in (("paid", False), ("handed-over", True)):
        _close(creditor, {number: debtor for number, debtor, handed_over in rows if handed_over == out}, because, log)
    log.write()
    return len(rows)


def _close(creditor: Creditor, mine: Mapping[int, int], because: str, log: Log) -> None:
    """These cases end, each by its number with the debtor it is of."""
    if not mine:
        return
    Case.objects.filter(creditor=creditor, id__in=list(mine)).update(closed_on=log.on, closed_because=because)
    tasks = Task.objects.filter(creditor=creditor, debtor_id__in=list(mine.values()), done_on=None)
    tasks.exclude(kind=READ_REPLY).update(done_on=log.on, outcome=because)
    for debtor in mine.values():
        log.add("case-closed", debtor_id=debtor, because=because)
