"""An arrangement is kept or broken: the bank says which, once it was read up to the day of an instalment."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q, Sum

from akkoord.store.models import Allocation, Arrangement, Creditor, Hold, Invoice, Payment
from akkoord.work.record import Log


def judge_arrangements(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """End arrangements that were fulfilled, or of which an instalment did not come in; gives how many were broken. Neither
    party has to do anything for it, and the ladder goes on where it stood."""
    broken = 0
    with transaction.atomic():
        log = Log(creditor.id, on, at)
        for one in Arrangement.objects.filter(creditor=creditor, state="running").prefetch_related("instalments"):
            ended = _ended(creditor, one, on)
            if ended:
                _end(creditor, one, ended, log)
                broken += ended == "broken"
        log.write()
    return broken


def _ended(creditor: Creditor, one: Arrangement, on: date) -> str:
    parts = sorted((part.due_on, part.amount) for part in one.instalments.all())
    if not Invoice.objects.filter(creditor=creditor, debtor_id=one.debtor_id, kind="invoice", open__gt=0).exists():
        return "kept"
    until = creditor.bank_until
    asked = 0
    for due_on, amount in parts:
        asked += amount
        if due_on >= on or until is None or until < due_on:
            return ""
        if paid_since(one, until=due_on) < asked:
            return "broken"
    return "kept"


def paid_since(one: Arrangement, *, until: date) -> int:
    """Cents this debtor paid since it was agreed, up to and including a day: of his payments what was not for another debtor."""
    own = Q(creditor_id=one.creditor_id, undone_on=None)
    mine = Allocation.objects.filter(own, invoice__debtor_id=one.debtor_id).exclude(payment_id=None)
    payments = Payment.objects.filter(creditor_id=one.creditor_id, on__gte=one.agreed_on, on__lte=until, amount__gt=0)
    his = payments.filter(Q(id__in=mine.values("payment_id")) | Q(likely_debtor_id=one.debtor_id, set_aside=False))
    others = Allocation.objects.filter(own, payment_id__in=his.values("id")).exclude(invoice__debtor_id=one.debtor_id)
    total = his.aggregate(total=Sum(F("amount") - F("given_back")))["total"] or 0
    return total - (others.aggregate(total=Sum("amount"))["total"] or 0)


def _end(creditor: Creditor, one: Arrangement, how: str, log: Log) -> None:
    Arrangement.objects.filter(creditor=creditor, id=one.id).update(state=how, ended_on=log.on)
    Hold.objects.filter(creditor=creditor, arrangements__id=one.id, ended_on=None).update(ended_on=log.on, ended_because=how)
    log.add(f"arrangement-{how}", debtor_id=one.debtor_id, arrangement=one.id)
