"""A promise whose day has passed was kept or broken: the bank says which, once it was read far enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from akkoord.core.conversation.agreement import Agree
from akkoord.core.conversation.promise import is_kept
from akkoord.store.models import Agreed, Allocation, Creditor, Hold, Invoice, Payment
from akkoord.work.record import Log
from akkoord.work.watch.broken import money_until

_Came = tuple[int | None, date, int]  # the invoice (None: not placed yet), the day, and the cents


def judge_promises(*, creditor: Creditor, on: date, at: datetime | None = None) -> int:
    """End promises whose last day is behind us; gives how many were broken. Kept is one as soon as the money is there; broken
    only when the bank was read up to the last day on which it can still book what was sent in time, and no money of his waits
    to be placed that would make it kept. In a number of queries that does not grow with the promises that are judged later."""
    if creditor.bank_until is None:
        return 0
    with transaction.atomic():
        due = list(Hold.objects.filter(creditor=creditor, kind="promise", ended_on=None, until__lt=on, until__lte=creditor.bank_until))
        if not due:
            return 0
        judged = [(hold, how, paid) for hold, how, paid in _judged(creditor, due, on) if how]
        log = Log(creditor.id, on, at)
        for hold, how, paid in judged:
            hold.ended_on, hold.ended_because = on, how
            hold.save(update_fields=["ended_on", "ended_because"])
            log.add(f"promise-{how}", debtor_id=hold.debtor_id, amount=hold.amount, paid=paid, until=str(hold.until), made=str(hold.since))
        _agreed(creditor, judged, on)
        log.write()
    return sum(how == "broken" for _, how, _ in judged)


def _judged(creditor: Creditor, due: Sequence[Hold], on: date) -> list[tuple[Hold, str, int]]:
    """Each promise with kept, broken, or nothing where it cannot be said yet, and the cents that came for it in time."""
    debtors = {hold.debtor_id for hold in due}
    came = _came(creditor, debtors, since=min(hold.since for hold in due))
    left: dict[int, set[int]] = defaultdict(set)
    for debtor, invoice in Invoice.objects.filter(creditor=creditor, kind="invoice", open__gt=0, debtor_id__in=debtors).values_list(
        "debtor_id", "id"
    ):
        left[debtor].add(invoice)
    return [(hold, *_how(creditor, hold, came[hold.debtor_id], left[hold.debtor_id], on)) for hold in due]


def _how(creditor: Creditor, hold: Hold, came: Sequence[_Came], left: set[int], on: date) -> tuple[str, int]:
    assert hold.until is not None
    assert creditor.bank_until is not None
    last = money_until(creditor, hold.until)
    in_time = [(about, cents) for about, day, cents in came if hold.since <= day <= last]
    paid = sum(cents for about, cents in in_time if about is not None and hold.invoice_id in (None, about))
    waiting = sum(cents for about, cents in in_time if about is None)
    open_left = bool(left) if hold.invoice_id is None else hold.invoice_id in left
    if is_kept(hold.amount, paid=paid, open_left=open_left):
        return "kept", paid
    over = last < on and last <= creditor.bank_until
    return ("broken" if over and not is_kept(hold.amount, paid=paid + waiting, open_left=True) else ""), paid


def _came(creditor: Creditor, debtors: set[int], *, since: date) -> dict[int, list[_Came]]:
    """By debtor what came in since a day: what was booked, and what is likely his and waits to be placed."""
    found: dict[int, list[_Came]] = defaultdict(list)
    booked = Allocation.objects.filter(creditor=creditor, undone_on=None, on__gte=since, invoice__debtor_id__in=debtors)
    for debtor, invoice, day, cents in booked.values_list("invoice__debtor_id", "invoice_id", "on", "amount"):
        found[debtor].append((invoice, day, cents))
    free = Payment.objects.filter(creditor=creditor, free__gt=0, set_aside=False, on__gte=since, likely_debtor_id__in=debtors)
    for likely, day, cents in free.values_list("likely_debtor_id", "on", "free"):
        if likely is not None:
            found[likely].append((None, day, cents))
    return found


def _agreed(creditor: Creditor, judged: Sequence[tuple[Hold, str, int]], on: date) -> None:
    """What was agreed on the phone ends as its promise did."""
    for how in ("kept", "broken"):
        holds = [hold.id for hold, ended, _ in judged if ended == how]
        if holds:
            rows = Agreed.objects.filter(creditor=creditor, kind=Agree.PROMISE, state="open", hold_id__in=holds)
            rows.update(state=how, ended_on=on)
