"""The daily look at endings: a settlement is paid in time or lapses, and who kept an arrangement or a promise is thanked."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Sum

from akkoord.store.models import Allocation, Arrangement, ArrangementInvoice, Creditor, Ending, Hold, Invoice, Payment
from akkoord.work.ending.book import SETTLED, end_hold, let_go, take_back
from akkoord.work.ending.closing import close_with_letter
from akkoord.work.ending.offering import withdraw_offer
from akkoord.work.record import Log
from akkoord.work.watch.broken import money_until

FOLLOWED = timedelta(days=60)  # so long a settlement is looked at for money that went back
LATELY = timedelta(days=7)  # within which who kept his word is thanked


def look_at_endings(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """End settlements whose money is there or did not come, and thank where that is wanted; gives how many ended."""
    ended = 0
    for one in list(Ending.objects.filter(creditor=creditor, state="offered").order_by("id")):
        with transaction.atomic():
            ended += _settle(creditor, one, Log(creditor.id, on, at))
    for one in Ending.objects.filter(creditor=creditor, kind="settled", state="done", done_on__gte=on - FOLLOWED).order_by("id"):
        with transaction.atomic():
            _stands(creditor, one, Log(creditor.id, on, at))
    if creditor.thanks:
        ended += _thank(creditor, Log(creditor.id, on, at))
    return ended


def _settle(creditor: Creditor, one: Ending, log: Log) -> bool:
    """In time the rest is let go; late the whole sum stands, and what came in is paid off it as any money."""
    assert one.last_day is not None
    until = money_until(creditor, one.last_day)
    numbers, paid = [int(number) for number in one.basis], _paid(creditor, one)
    if paid >= one.pay:
        rows = Invoice.objects.filter(creditor=creditor, id__in=numbers, open__gt=0)
        withdraw_offer(one, log)
        let_go(creditor, one, dict(rows.values_list("id", "open")), SETTLED, log)
        close_with_letter(creditor, one, log)
        return True
    waiting = Payment.objects.filter(creditor=creditor, likely_debtor_id=one.debtor_id, free__gt=0, set_aside=False, on__lte=until)
    if until >= log.on or creditor.bank_until is None or creditor.bank_until < until or waiting.exists():
        return False
    end_hold(one, log)
    withdraw_offer(one, log)
    one.state, one.ended_on = "lapsed", log.on
    one.save(update_fields=["state", "ended_on"])
    log.add("ending-lapsed", debtor_id=one.debtor_id, ending=one.id, why="late", amount=paid)
    log.write()
    return True


def _stands(creditor: Creditor, one: Ending, log: Log) -> None:
    """What was paid for it went back: then the whole sum is asked again."""
    if _paid(creditor, one) < one.pay:
        take_back(creditor, one, log)


def _paid(creditor: Creditor, one: Ending) -> int:
    """Cents that came in for a settlement in time."""
    assert one.last_day is not None
    booked = Allocation.objects.filter(creditor=creditor, invoice_id__in=[int(number) for number in one.basis], undone_on=None)
    booked = booked.filter(on__gte=one.made_on, on__lte=money_until(creditor, one.last_day)).exclude(payment_id=None)
    return booked.aggregate(total=Sum("amount"))["total"] or 0


def _thank(creditor: Creditor, log: Log) -> int:
    """Who kept an arrangement or a promise lately, and owes nothing any more; each once."""
    since = log.on - LATELY
    kept = Arrangement.objects.filter(creditor=creditor, state="kept", ended_on__gte=since).values_list("id", "debtor_id")
    found = [("arrangement", number, debtor, _of_arrangement(creditor, number)) for number, debtor in kept]
    promises = Hold.objects.filter(creditor=creditor, kind="promise", ended_because="kept", ended_on__gte=since)
    found += [("promise", one.id, one.debtor_id, _of_promise(creditor, one)) for one in promises]
    return sum(_thanked(creditor, kind, number, debtor, basis, log) for kind, number, debtor, basis in found)


def _of_arrangement(creditor: Creditor, number: int) -> list[int]:
    return list(ArrangementInvoice.objects.filter(creditor=creditor, arrangement_id=number).values_list("invoice_id", flat=True))


def _of_promise(creditor: Creditor, hold: Hold) -> list[int]:
    """The invoices that were paid because of it."""
    paid = Allocation.objects.filter(creditor=creditor, undone_on=None, on__gte=hold.since, invoice__debtor_id=hold.debtor_id)
    return sorted(set(paid.exclude(payment_id=None).values_list("invoice_id", flat=True)))


def _thanked(creditor: Creditor, kind: str, number: int, debtor_id: int, basis: list[int], log: Log) -> bool:
    left = Invoice.objects.filter(creditor=creditor, debtor_id=debtor_id, kind="invoice", open__gt=0)
    if not basis or left.exists() or Ending.objects.filter(creditor=creditor, kind=kind, about_id=number).exists():
        return False
    with transaction.atomic():
        own = {"creditor": creditor, "debtor_id": debtor_id, "about_id": number, "basis": dict.fromkeys(map(str, basis), 0)}
        one = Ending.objects.create(kind=kind, state="done", made_on=log.on, done_on=log.on, **own)
        return close_with_letter(creditor, one, log) is not None
