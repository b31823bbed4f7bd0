"""Books payments on invoices: by itself where it is certain, by a person otherwise; every booking can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import Exists, Max, OuterRef

from akkoord.core.matching import Book, Match, OpenInvoice, Received
from akkoord.core.money import shown
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.bulk import save_fields
from akkoord.store.models import Allocation, Creditor, DebtorAccount, Invoice, Payment
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log
from akkoord.work.rest_of_payment import settle_rests
from akkoord.work.take_back import take_back_reversed, undo


def allocate(*, creditor: Creditor, on: date, at: datetime | None = None, by: str = "") -> int:
    """Place every free payment that is certain; gives how many were placed (wholly or in part). What a person took back is
    left to him, and what the bank took back pays nothing."""
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=creditor.id)  # two at once would book the same money twice
        take_back_reversed(creditor=creditor, on=on, at=at, by=by)
        free = _waiting(creditor)
        if not free:
            return 0
        book, log = open_book(creditor), Log(creditor.id, on, at, by)
        placed: list[Allocation] = []
        for payment in free:
            match = book.match(received(payment))
            if match and match.certain:
                book.take(match)
                placed += _book(creditor, payment, match, book, log)
        numbers = {one.payment_id for one in placed}
        done = [payment for payment in free if payment.id in numbers]
        _save(creditor, placed, done, log)
        settle_rests(creditor, done, log)
        log.write()
        return len(numbers)


def _waiting(creditor: Creditor) -> list[Payment]:
    """Payments of which something is free; of what a person took back nothing is."""
    taken_back = Allocation.objects.filter(creditor=creditor, payment_id=OuterRef("id")).exclude(undone_on=None)
    waiting = Payment.objects.filter(~Exists(taken_back), creditor=creditor, free__gt=0, set_aside=False)
    return list(waiting.order_by("on", "id"))


def open_book(creditor: Creditor) -> Book:
    """The open invoices of a company, ready to be matched against."""
    columns = ("id", "debtor_id", "number", "due_on", "issued_on", "open", "payment_reference")
    rows = Invoice.objects.filter(creditor=creditor, kind="invoice", open__gt=0).order_by("due_on", "id").values_list(*columns)
    accounts = DebtorAccount.objects.filter(creditor=creditor).values_list("iban", "debtor_id")
    return Book.of((OpenInvoice(*row) for row in rows), accounts=accounts)


def received(payment: Payment) -> Received:
    """A payment as the matching sees it."""
    texts = tuple(text for text in (payment.reference, payment.remittance, payment.end_to_end_id) if text)
    return Received(payment.free, payment.on, payment.counterparty_iban, texts)


def _book(creditor: Creditor, payment: Payment, match: Match, book: Book, log: Log) -> Iterable[Allocation]:
    for invoice, cents in match.parts:
        payment.free -= cents
        row = book.invoices[invoice]
        log.add(
            "payment-placed",
            debtor_id=row.debtor_id,
            invoice_id=invoice,
            on=payment.on,
            amount=cents,
            invoice=row.number,
            why=match.because,
        )
        yield Allocation(creditor=creditor, invoice_id=invoice, payment_id=payment.id, on=payment.on, amount=cents, because=match.because)


def _save(creditor: Creditor, placed: list[Allocation], payments: list[Payment], log: Log) -> None:
    Allocation.objects.bulk_create(placed, batch_size=500)
    save_fields(payments, ["free", "set_aside"])
    learn_accounts(creditor, placed, {one.id: one.counterparty_iban for one in payments})
    take_off(creditor, placed)


def learn_accounts(creditor: Creditor, placed: Iterable[Allocation], ibans: dict[int, str]) -> None:
    """Remember which account a debtor pays from."""
    pairs = {(one.invoice_id, ibans.get(one.payment_id or 0, "")) for one in placed}
    debtors = dict(Invoice.objects.filter(creditor=creditor, id__in=[invoice for invoice, _ in pairs]).values_list("id", "debtor_id"))
    fresh = {(debtors[invoice], iban) for invoice, iban in pairs if iban}
    DebtorAccount.objects.bulk_create(
        [DebtorAccount(creditor=creditor, debtor_id=debtor, iban=iban) for debtor, iban in sorted(fresh)], ignore_conflicts=True
    )


def take_off(creditor: Creditor, placed: Iterable[Allocation]) -> None:
    """Take what was booked off what is open; an invoice of which nothing is left is settled on the day of the last
    part, whenever that was booked. The bookings themselves must be stored already."""
    parts: Counter[int] = Counter()
    for one in placed:
        parts[one.invoice_id] += one.amount
    booked = Allocation.objects.filter(creditor=creditor, invoice_id__in=list(parts), undone_on=None).order_by()
    last: dict[int, date] = dict(booked.values_list("invoice_id").annotate(Max("on")))
    rows = list(Invoice.objects.filter(creditor=creditor, id__in=list(parts)).only("creditor_id", "id", "open", "settled_on"))
    for row in rows:
        row.open -= parts[row.id]
        row.settled_on = last[row.id] if row.open <= 0 else None
    save_fields(rows, ["open", "settled_on"])


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
        part = Allocation(
            creditor=desk.creditor, invoice_id=invoice.id, payment_id=payment.id, on=payment.on, amount=amount, because="person"
        )
        payment.free -= amount
        payment.set_aside = False
        log = Log(desk.creditor.id, on, at, desk.user.email)
        log.add("payment-placed", debtor_id=invoice.debtor_id, invoice_id=invoice.id, amount=amount, invoice=invoice.number, why="person")
        _save(desk.creditor, [part], [payment], log)
        settle_rests(desk.creditor, [payment], log)
        log.write()
    return None


def set_aside(*, desk: Desk, payment_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """This entry pays no invoice: it leaves the list, and can be fetched back by placing it after all."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        payment = desk.payments().get(id=payment_id)
        desk.payments().filter(id=payment.id).update(set_aside=True)
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
        log.write()
    return None


def credit(*, creditor: Creditor, notes: Iterable[Invoice], on: date, at: datetime | None = None, by: str = "") -> int:
    """Book credit notes on the invoices they name; what is left of a note stays open on it. Call it in a transaction."""
    log = Log(creditor.id, on, at, by)
    placed: list[Allocation] = []
    for note in notes:
        if not note.refers_to or note.open <= 0:
            continue
        mine = Invoice.objects.filter(creditor=creditor, debtor_id=note.debtor_id, kind="invoice", open__gt=0)
        invoice = mine.filter(number=note.refers_to).first()
        if invoice is None:
            continue
        amount = min(note.open, invoice.open)
        part = Allocation(
            creditor=creditor, invoice_id=invoice.id, credit_note_id=note.id, on=note.issued_on, amount=amount, because="credit-note"
        )
        note.open -= amount
        note.save(update_fields=["open"])
        placed.append(part)
        log.add("credited", debtor_id=note.debtor_id, invoice_id=invoice.id, amount=amount, invoice=invoice.number, note=note.number)
        Allocation.objects.bulk_create([part])
        take_off(creditor, [part])
    log.write()
    return len(placed)
