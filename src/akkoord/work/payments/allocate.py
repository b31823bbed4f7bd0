"""Books what is certain by itself: payments on invoices, credit notes on what they name; what is doubtful waits for a person."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from django.db import transaction
from django.db.models import Exists, OuterRef

from akkoord.core.matching.book import Book
from akkoord.core.matching.proposals import Match, match
from akkoord.store.bulk import save_fields
from akkoord.store.models import Allocation, Creditor, Invoice, Payment
from akkoord.work.arrangement.bookings import WHY, Running
from akkoord.work.intake.told_by_files import ToldByFiles
from akkoord.work.ongoing.resume_work import follow_and_write
from akkoord.work.payments.bookings import DISCOUNT, SET_OFF, save_bookings, take_off
from akkoord.work.payments.matching_book import book_for, received
from akkoord.work.payments.refunds import settle_refunds
from akkoord.work.payments.rest_of_payment import settle_rests
from akkoord.work.payments.take_back import take_back_reversed
from akkoord.work.record import Log


class Numbered(Protocol):
    """An invoice as far as a booking must know it."""

    @property
    def debtor_id(self) -> int:
        """Whose it is."""

    @property
    def number(self) -> str:
        """What it is called."""

    @property
    def issued_on(self) -> date:
        """The day it bears."""


def allocate(*, creditor: Creditor, on: date, at: datetime | None = None, by: str = "") -> int:
    """Place every free payment that is certain; gives how many were placed (wholly or in part). What a person took back is
    left to him, and what the bank took back pays nothing. Whom a doubtful payment is likely from is noted: he paid."""
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=creditor.id)  # two at once would book the same money twice
        take_back_reversed(creditor=creditor, on=on, at=at, by=by)
        log = Log(creditor.id, on, at, by)
        count = _placed(creditor, _waiting(creditor), log)
        follow_and_write(creditor, log)
        settle_refunds(creditor=creditor, on=on, at=at, by=by)
        return count


def _placed(creditor: Creditor, free: Sequence[Payment], log: Log) -> int:
    """How many payments were booked, or met with what a file told of them before."""
    if not free:
        return 0
    book = book_for(creditor, [received(one) for one in free])
    told = ToldByFiles.of(creditor, free)
    met = told.meet(creditor, free, book, log)
    placed = _matched(creditor, [one for one in free if one.id not in met], book, told, log)
    numbers = {one.payment_id for one in placed}
    done = [payment for payment in free if payment.id in numbers]
    save_bookings(creditor, placed, done)
    settle_rests(creditor, done, log)
    return len(met) + len(done)


def _matched(creditor: Creditor, free: Sequence[Payment], book: Book, told: ToldByFiles, log: Log) -> list[Allocation]:
    """The bookings of what is certain, not stored yet; of what is doubtful it is stored whom it is likely from."""
    placed: list[Allocation] = []
    doubtful: list[Payment] = []
    running = Running.of(creditor, free)
    for payment in free:
        found = match(book, received(payment))
        part = running.match(payment, found)
        if part is not None:
            placed += _part_of_arrangement(creditor, payment, part, running, book, log)
        elif found and found.certain and not told.may_hold(payment, found):
            placed += _booked(creditor, payment, found, book, log)
        elif payment.likely_debtor_id != (likely := found.debtor_id if found else None):
            payment.likely_debtor_id = likely
            doubtful.append(payment)
    save_fields(doubtful, ["likely_debtor_id"])
    return placed


def _part_of_arrangement(creditor: Creditor, payment: Payment, part: Match, running: Running, book: Book, log: Log) -> Iterator[Allocation]:
    """The bookings of a part of an arrangement, taken off the book as well."""
    payment.likely_debtor_id = None
    for one in bookings_of(creditor, payment, part, running.rows(part.debtor_id), log, because=WHY):
        if one.invoice_id in book.invoices:
            book.take([(one.invoice_id, one.amount)])
        yield one
    book.learn(payment.counterparty_iban, part.debtor_id)


def _waiting(creditor: Creditor) -> list[Payment]:
    """Payments of which something is free; of what a person took back nothing is."""
    taken_back = Allocation.objects.filter(creditor=creditor, payment_id=OuterRef("id")).exclude(undone_on=None)
    waiting = Payment.objects.filter(~Exists(taken_back), creditor=creditor, free__gt=0, set_aside=False)
    return list(waiting.order_by("on", "id"))


def _booked(creditor: Creditor, payment: Payment, found: Match, book: Book, log: Log) -> Iterator[Allocation]:
    """The parts of a certain match, and the discount that was taken with it; taken off the book as well."""
    payment.likely_debtor_id = None
    for part in bookings_of(creditor, payment, found, book.invoices, log):
        if part.credit_note_id is None:
            book.take([(part.invoice_id, part.amount)])
        yield part
    book.set_off(found.credits)
    book.learn(payment.counterparty_iban, found.debtor_id)


def bookings_of(
    creditor: Creditor, payment: Payment, found: Match, rows: Mapping[int, Numbered], log: Log, *, because: str = ""
) -> Iterator[Allocation]:
    """The bookings that a match makes, each told of; `because` where a person made it his."""
    why = because or found.because
    taken: list[tuple[int, int, int | None, str]] = [(invoice, cents, payment.id, why) for invoice, cents in found.parts]
    if found.discount:
        taken.append((found.parts[0][0], found.discount, None, DISCOUNT))
    signs = {"score": found.score, "reasons": list(found.reasons)}
    for invoice, cents, of, why in taken:
        payment.free -= cents if of else 0
        row = rows[invoice]
        told = {"amount": cents, "invoice": row.number, "why": why, **signs}
        log.add("payment-placed", debtor_id=row.debtor_id, invoice_id=invoice, on=payment.on, **told)
        part = Allocation(creditor=creditor, invoice_id=invoice, payment_id=of, on=payment.on, amount=cents, because=why)
        part.score, part.reasons = found.score, list(found.reasons)
        yield part
    yield from _set_offs(creditor, payment, found, rows, log)


def _set_offs(creditor: Creditor, payment: Payment, found: Match, rows: Mapping[int, Numbered], log: Log) -> Iterator[Allocation]:
    """The credit notes that the payer took off: his payment of the rest is his statement of it (art. 6:127 BW). It counts from
    the day on which both stood there (art. 6:129 BW)."""
    for number, invoice, cents in found.credits:
        note, row = rows[number], rows[invoice]
        told = {"amount": cents, "invoice": row.number, "note": note.number, "payment": payment.id}
        log.add("credited", debtor_id=row.debtor_id, invoice_id=invoice, on=payment.on, **told)
        part = Allocation(creditor=creditor, invoice_id=invoice, credit_note_id=number, with_payment_id=payment.id, amount=cents)
        part.on, part.because = max(note.issued_on, row.issued_on), SET_OFF
        part.score, part.reasons = found.score, list(found.reasons)
        yield part


def credit(*, creditor: Creditor, notes: Iterable[Invoice], on: date, at: datetime | None = None, by: str = "") -> int:
    """Book credit notes on the invoices they name; what is left of a note stays open on it. Call it in a transaction."""
    log = Log(creditor.id, on, at, by)
    placed = 0
    for note in notes:
        if not note.refers_to or note.open <= 0:
            continue
        mine = Invoice.objects.filter(creditor=creditor, debtor_id=note.debtor_id, kind="invoice", open__gt=0)
        invoice = mine.filter(number=note.refers_to).first()
        if invoice is None:
            continue
        set_off(creditor, note, invoice, log)
        placed += 1
    follow_and_write(creditor, log)
    return placed


def set_off(creditor: Creditor, note: Invoice, invoice: Invoice, log: Log) -> None:
    """Book what is left of a credit note on an invoice, as far as that is open. Call it in a transaction."""
    amount = min(note.open, invoice.open)
    part = Allocation(
        creditor=creditor, invoice_id=invoice.id, credit_note_id=note.id, on=note.issued_on, amount=amount, because="credit-note"
    )
    note.open -= amount
    note.save(update_fields=["open"])
    log.add("credited", debtor_id=note.debtor_id, invoice_id=invoice.id, amount=amount, invoice=invoice.number, note=note.number)
    Allocation.objects.bulk_create([part])
    take_off(creditor, [part])
