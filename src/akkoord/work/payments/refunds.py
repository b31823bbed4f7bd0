"""Money that went out to a debtor: books what it surely gives back, lets the rest that is likely wait for a person, takes it back.

What he paid too much was never a debt of his, so that giving it back opens nothing (art. 6:203 BW). Giving back what stands on
invoices does: that booking is undone, and only a person decides it. A credit note that is paid out is open no more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from akkoord.core.matching.refunds import Returned
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Creditor, Invoice, Payment, Refund
from akkoord.work.may_not import MAY_NOT
from akkoord.work.payments.bookings import undo
from akkoord.work.payments.refund_book import likely_returns, waiting_outs
from akkoord.work.record import Log

CHANGED = Text(
    "Dit voorstel klopt niet meer: er is intussen iets geboekt. Hieronder staat het nieuwe.",
    "This proposal no longer holds: something was booked in the meantime. The new one stands below.",
)


def settle_refunds(*, creditor: Creditor, on: date, at: datetime | None = None, by: str = "") -> int:
    """Book what surely was given back, and note which other entries are likely refunds; gives how many were booked. Call it
    in a transaction that holds the creditor's row. What a person took back is left to him."""
    outs = waiting_outs(creditor)
    log, booked = Log(creditor.id, on, at, by), 0
    taken_back = set(Refund.objects.filter(creditor=creditor, out_id__in=[one.id for one in outs]).values_list("out_id", flat=True))
    while outs:
        answers = likely_returns(creditor, outs)
        sure: dict[tuple[str, int], tuple[Payment, Returned]] = {}  # what one took is not there for the next
        for one in outs:
            if one.id not in taken_back and answers[one.id] and (first := answers[one.id][0]).certain:
                sure.setdefault((first.source.kind, first.source.id), (one, first))
        if not sure:
            _note(creditor, outs, {number for number, ranked in answers.items() if ranked})
            break
        for out, chosen in sure.values():
            _book(creditor, out, chosen, log)
            outs.remove(out)
        booked += len(sure)
    log.write()
    return booked


def _note(creditor: Creditor, outs: Sequence[Payment], likely: set[int]) -> None:
    """Those that are likely refunds stand on the page of the payments; the others do not."""
    for one in outs:
        if (one.free < 0) != (one.id in likely):
            Payment.objects.filter(creditor=creditor, id=one.id).update(free=one.amount if one.id in likely else 0)


def _book(creditor: Creditor, out: Payment, chosen: Returned, log: Log, *, by_person: bool = False) -> None:
    source = chosen.source
    payment, note = (None, source.id) if source.kind == "credit-note" else (source.id, None)
    if source.kind == "placed":
        _release(creditor, source.id, log)
    Payment.objects.filter(creditor=creditor, id=out.id).update(free=0, set_aside=False, likely_debtor_id=None)
    _move(creditor, payment, note, chosen.amount)
    row = Refund(creditor=creditor, out_id=out.id, payment_id=payment, credit_note_id=note, on=out.on, amount=chosen.amount)
    row.by_person, row.score, row.reasons = by_person, chosen.score, list(chosen.reasons)
    row.save(force_insert=True)
    told: dict[str, Any] = {"amount": chosen.amount, "of": source.kind, "number": source.numbers[0] if note else "", "payment": out.id}
    log.add("refunded", debtor_id=source.debtor_id, on=out.on, score=chosen.score, reasons=list(chosen.reasons), **told)


def _release(creditor: Creditor, payment_id: int, log: Log) -> None:
    """What all of a payment paid is open again: the debtor has that money back."""
    standing = Allocation.objects.filter(creditor=creditor, payment_id=payment_id, undone_on=None)
    for part in list(standing.select_related("invoice")):
        undo(creditor, part, log, why="given-back")


def _move(creditor: Creditor, payment: int | None, note: int | None, cents: int) -> None:
    """Take what was given back off its source; below nothing puts it there again."""
    if payment is not None:
        rows = Payment.objects.filter(creditor=creditor, id=payment)
        rows.update(free=F("free") - cents, given_back=F("given_back") + cents)
    if note is not None:
        Invoice.objects.filter(creditor=creditor, id=note).update(open=F("open") - cents)


def accept_refund(*, desk: Desk, payment_id: int, source: str, on: date, at: datetime | None = None) -> Refusal | None:
    """A person takes an answer that he was shown for money that went out; `source` is its code. One that is not an answer any
    more, because something was booked since, is refused."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=desk.creditor.id)
        out = desk.payments().select_for_update().get(id=payment_id, amount__lt=0)
        open_out = not desk.refunds().filter(out_id=out.id, undone_on=None).exists()
        answers = likely_returns(desk.creditor, [out])[out.id] if open_out else []
        chosen = next((one for one in answers if code_of(one) == source), None)
        if chosen is None:
            return Refusal(CHANGED)
        log = Log(desk.creditor.id, on, at, desk.user.email)
        _book(desk.creditor, out, chosen, log, by_person=True)
        log.write()
        settle_refunds(creditor=desk.creditor, on=on, at=at)
    return None


def undo_refund(*, desk: Desk, refund_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """It was no refund of this: the money is with us again as before, and the entry waits for a person. A booking that was
    released for it stays released: its money is free."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        row = desk.refunds().select_for_update().get(id=refund_id)
        if row.undone_on is not None:
            return None
        desk.refunds().filter(id=row.id).update(undone_on=on)
        _move(desk.creditor, row.payment_id, row.credit_note_id, -row.amount)
        desk.payments().filter(id=row.out_id).update(free=F("amount"))
        log = Log(desk.creditor.id, on, at, desk.user.email)
        note = desk.invoices().filter(id=row.credit_note_id).first() if row.credit_note_id else None
        log.add("refund-undone", debtor_id=note.debtor_id if note else None, amount=row.amount, payment=row.out_id)
        log.write()
    return None


def code_of(one: Returned) -> str:
    """An answer as a form carries it."""
    return f"{one.source.kind}:{one.source.id}"
