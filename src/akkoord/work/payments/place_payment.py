"""A person says what a payment is for: an invoice he names, an answer he was shown, none at all; and takes a booking back."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.matching.proposals import Credits, Match, Parts, proposals
from akkoord.core.money import shown
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.work.may_not import MAY_NOT
from akkoord.work.ongoing.resume_work import follow_and_write
from akkoord.work.payments.allocate import bookings_of
from akkoord.work.payments.bookings import forget_account, save_bookings, undo
from akkoord.work.payments.matching_book import book_for, received
from akkoord.work.payments.rest_of_payment import settle_rests
from akkoord.work.record import Log

CHANGED = Text(
    "Dit voorstel klopt niet meer: er is intussen iets geboekt. Hieronder staat het nieuwe.",
    "This proposal no longer holds: something was booked in the meantime. The new one stands below.",
)


def place_payment(*, desk: Desk, payment_id: int, invoice_id: int, amount: int, on: date, at: datetime | None = None) -> Refusal | None:
    """A person says for which invoice a payment was; `amount` in cents."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        payment = desk.payments().select_for_update().get(id=payment_id)
        invoice = desk.invoices().select_for_update().get(id=invoice_id, kind="invoice")
        most = min(payment.free, invoice.open)
        if not 0 < amount <= most:
            return Refusal(Text(f"Hier past hoogstens {shown(most)} bij.", f"At most {shown(most, language='en')} fits here."), "6:43 BW")
        _place(desk, payment.id, Match(invoice.debtor_id, ((invoice.id, amount),), 0, ()), on, at)
    return None


def accept_proposal(
    *, desk: Desk, payment_id: int, parts: Parts, credits: Credits = (), on: date, at: datetime | None = None
) -> Refusal | None:
    """A person takes an answer that he was shown; `parts` are its invoices and cents, `credits` the credit notes, invoices and
    cents that were taken off. One that is not an answer any more, because something was booked since, is refused."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        payment = desk.payments().select_for_update().get(id=payment_id)
        asked = received(payment)
        answers = proposals(book_for(desk.creditor, [asked]), asked)
        chosen = next((one for one in answers if (one.parts, one.credits) == (parts, credits)), None)
        if chosen is None:
            return Refusal(CHANGED)
        _place(desk, payment.id, chosen, on, at)
    return None


def _place(desk: Desk, payment_id: int, chosen: Match, on: date, at: datetime | None) -> None:
    payment = desk.payments().get(id=payment_id)
    payment.set_aside, payment.likely_debtor_id = False, None
    log = Log(desk.creditor.id, on, at, desk.user.email)
    rows = {one.id: one for one in desk.invoices().filter(id__in=chosen.rows)}
    placed = list(bookings_of(desk.creditor, payment, chosen, rows, log, because="person"))
    save_bookings(desk.creditor, placed, [payment])
    settle_rests(desk.creditor, [payment], log)
    follow_and_write(desk.creditor, log)


def set_aside(*, desk: Desk, payment_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """This entry pays no invoice: it leaves the list, and can be fetched back by placing it after all."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        payment = desk.payments().get(id=payment_id)
        desk.payments().filter(id=payment.id).update(set_aside=True, likely_debtor_id=None)
        log = Log(desk.creditor.id, on, at, desk.user.email)
        log.add("payment-set-aside", payment=payment.id)
        log.write()
    return None


def undo_allocation(*, desk: Desk, allocation_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """Take a booking back: the invoice is open again and the money free, as before it."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        part = desk.allocations().select_for_update().get(id=allocation_id)
        if part.undone_on is not None:
            return None
        log = Log(desk.creditor.id, on, at, desk.user.email)
        undo(desk.creditor, part, log, why="person")
        forget_account(desk.creditor, part)
        follow_and_write(desk.creditor, log)
    return None
