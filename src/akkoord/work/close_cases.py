"""Ends cases in which nothing is left to do: everything paid, or what is left went out of hands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from django.db.models import Count, Q

from akkoord.store.models import Case, Creditor, StepTaken, Task
from akkoord.work.mail.replies import TASK as READ_REPLY
from akkoord.work.record import Log


def close_cases(*, creditor: Creditor, on: date, at: datetime | None = None, debtors: Sequence[int] | None = None) -> int:
    """Close what is done and take its open call off the work list; gives the number of cases. Call it in a transaction. `debtors`
    are those to whom anything happened since the last time, where that is known."""
    found = _done(creditor, debtors)
    log = Log(creditor.id, on, at)
    for because, out in (("paid", False), ("handed-over", True)):
        _close(creditor, {number: debtor for number, debtor, handed_over in found if handed_over == out}, because, log)
    log.write()
    return len(found)


def _done(creditor: Creditor, debtors: Sequence[int] | None) -> list[tuple[int, int, bool]]:
    """(case, debtor, whether what is left went out of hands) of each case in which nothing is left to do."""
    cases = Case.objects.filter(creditor=creditor, closed_on=None)
    standing = dict((cases if debtors is None else cases.filter(debtor_id__in=debtors)).values_list("id", "debtor_id"))
    some = {} if debtors is None else {"case_id__in": set(standing)}
    taken = StepTaken.objects.filter(creditor=creditor, case__closed_on=None, withdrawn_on=None, **some)
    gone, unpaid = taken.filter(step="handover").values("invoice_id"), Q(invoice__open__gt=0)
    left = Count("id", filter=unpaid & ~Q(invoice_id__in=gone))
    rows = taken.order_by("case_id").values_list("case_id").alias(left=left).filter(left=0).annotate(unpaid=Count("id", filter=unpaid))
    return [(case, standing[case], still > 0) for case, still in rows]


def _close(creditor: Creditor, mine: Mapping[int, int], because: str, log: Log) -> None:
    """These cases end, each by its number with the debtor it is of."""
    if not mine:
        return
    Case.objects.filter(creditor=creditor, id__in=list(mine)).update(closed_on=log.on, closed_because=because)
    tasks = Task.objects.filter(creditor=creditor, debtor_id__in=list(mine.values()), done_on=None)
    tasks.exclude(kind=READ_REPLY).update(done_on=log.on, outcome=because)
    for debtor in mine.values():
        log.add("case-closed", debtor_id=debtor, because=because)
