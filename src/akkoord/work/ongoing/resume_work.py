"""Work goes on: at once when what it was stopped for is paid, credited or arranged, or because a person says so.

Suspension rests on a claim that is due and unpaid (art. 6:52 and 6:262 BW), and no more of it is allowed than the failure
justifies (art. 6:262 lid 2). So it ends with the invoices themselves: interest and costs that are left, or a sum too small to
chase, keep nobody's work waiting (docs/decisions/0031).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Arrangement, Creditor, Invoice, OngoingWork
from akkoord.work.arrangement.paid import paid_since
from akkoord.work.may_not import MAY_NOT
from akkoord.work.ongoing.notices import RESUMED, tell, tell_debtor
from akkoord.work.ongoing.stop_work import LONGEST, NO_REASON
from akkoord.work.record import Log

FOLLOWED = timedelta(days=396)  # after it went on: so long a direct debit can be taken back (SEPA)
GRAVE = ("dispute", "insolvency", "vulnerable")
_NOT_STOPPED = Refusal(Text("Dit werk ligt niet stil.", "This work is not stopped."))


def follow_the_money(*, creditor: Creditor, on: date, at: datetime | None = None) -> None:
    """What money did to work that stopped, looked at once more by the run, so that nothing is missed."""
    with transaction.atomic():
        log = Log(creditor.id, on, at)
        follow(creditor, log)
        log.write()


def follow(creditor: Creditor, log: Log) -> None:
    """Take up work whose ground is gone; where money went back, or only a part came in, a person is asked to look. Call it in
    the transaction that booked or took back, before its log is written."""
    recent = Q(state="stopped") | Q(state="ongoing", resumed_on__gte=log.on - FOLLOWED)
    rows = OngoingWork.objects.filter(recent, creditor_id=creditor.id, stops__gt=0)
    if not rows.exists():  # nearly always, and much less to ask than the rows with whom they belong to
        return
    works = [one for one in rows.select_related("debtor__creditor").order_by("id") if one.stopped_for]
    numbers = {number for one in works for number in one.stopped_for}
    left = dict(Invoice.objects.filter(creditor_id=creditor.id, id__in=numbers).values_list("id", "open"))
    arranged = _arranged(creditor, works)
    for work in works:
        _follow(creditor, work, sum(max(0, left.get(number, 0)) for number in work.stopped_for), arranged.get(work.debtor_id), log)


def follow_and_write(creditor: Creditor, log: Log) -> None:
    """The same, and the log is written: the last thing that a booking does."""
    follow(creditor, log)
    log.write()


def _arranged(creditor: Creditor, works: Iterable[OngoingWork]) -> dict[int, Arrangement]:
    rows = Arrangement.objects.filter(creditor_id=creditor.id, debtor_id__in=[one.debtor_id for one in works], state="running")
    return {one.debtor_id: one for one in rows.prefetch_related("instalments")}


def _follow(creditor: Creditor, work: OngoingWork, left: int, arranged: Arrangement | None, log: Log) -> None:
    tolerance = creditor.tolerance
    if work.state == "stopped":
        due = left if arranged is None else min(left, _due(creditor, arranged, log.on))
        if due <= tolerance:
            _resume(work, why="paid" if left <= tolerance else "arrangement", log=log)
        elif left < work.stopped_open:
            _look(work, "part-paid", left=left)
    elif left > tolerance and arranged is None and not work.look:
        _look(work, "broken" if _broken(work) else "reversed", left=left)


def _due(creditor: Creditor, one: Arrangement, on: date) -> int:
    """Cents of an arrangement that should be in by now and are not: the rest is not due, and nothing may wait for it."""
    asked = sum(part.amount for part in one.instalments.all() if part.due_on <= on)
    return max(0, asked - paid_since(creditor, one, until=on)) if asked else 0


def _broken(work: OngoingWork) -> bool:
    rows = Arrangement.objects.filter(creditor_id=work.creditor_id, debtor_id=work.debtor_id, state="broken")
    return rows.filter(ended_on__gte=work.resumed_on).exists()


def _look(work: OngoingWork, why: str, *, left: int) -> None:
    work.look, work.stopped_open = why, left
    work.save(update_fields=["look", "stopped_open"])


def _resume(work: OngoingWork, *, why: str, log: Log, because: str = "", followed: bool = True) -> bool:
    mine = OngoingWork.objects.filter(creditor_id=work.creditor_id, id=work.id, state="stopped")
    said: Mapping[str, object] = {} if followed else {"stopped_for": []}
    if mine.update(state="ongoing", resumed_on=log.on, look="", because=because[:LONGEST], **said) != 1:
        return False
    tell(work, RESUMED, number=work.stops, day=log.on, why=why, on=log.on)
    tell_debtor(work, why=why, on=log.on)
    log.add("work-resumed", debtor_id=work.debtor_id, work=work.id, name=work.name, why=why, note=because)
    return True


def resume_by_hand(*, desk: Desk, work_id: int, because: str, on: date, at: datetime | None = None) -> Refusal | None:
    """A person lets the work go on, paid or not, and says why."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        work = desk.work().select_for_update().get(id=work_id)
        if not because.strip():
            return NO_REASON
        log = Log(desk.creditor.id, on, at, desk.user.email)
        if not _resume(work, why="person", log=log, because=because.strip(), followed=False):
            return _NOT_STOPPED
        log.write()
    return None


def looked_at(*, desk: Desk, work_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """A person saw what happened and leaves the work as it is."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        work = desk.work().select_for_update().get(id=work_id)
        if work.look:
            log = Log(desk.creditor.id, on, at, desk.user.email)
            log.add("work-looked-at", debtor_id=work.debtor_id, work=work.id, name=work.name, what=work.look)
            if work.state == "ongoing":
                work.stopped_for = []  # seen: it is followed no further
            work.look = ""
            work.save(update_fields=["look", "stopped_for"])
            log.write()
    return None


def look_for_hold(creditor_id: int, debtor_id: int, kind: str) -> None:
    """A complaint, an insolvency or need of care came up while work is stopped: whether that still stands is a person's to say.
    Call it in the transaction that writes the reason down."""
    if kind in GRAVE:
        OngoingWork.objects.filter(creditor_id=creditor_id, debtor_id=debtor_id, state="stopped").update(look="dispute")
