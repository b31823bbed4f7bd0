"""Writes bookings: the parts of payments, what they leave open, from which account a debtor pays, and how each is taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import F, Max, Q

from akkoord.store.bulk import insert_rows, save_fields
from akkoord.store.models import Allocation, Creditor, DebtorAccount, Invoice, Payment
from akkoord.work.announcements import runs_again
from akkoord.work.record import Log

DISCOUNT = "discount"
SET_OFF = "set-off"  # a credit note that a payer took off what he paid


def save_bookings(creditor: Creditor, placed: list[Allocation], payments: list[Payment]) -> None:
    """Write these parts, and what is left of their payments and credit notes; call it in a transaction."""
    insert_rows(placed)
    save_fields(payments, ["free", "set_aside", "likely_debtor_id"])
    learn_accounts(creditor, placed, {one.id: one.counterparty_iban for one in payments})
    take_off(creditor, placed)
    for part in placed:
        if part.credit_note_id is not None:
            Invoice.objects.filter(creditor=creditor, id=part.credit_note_id).update(open=F("open") - part.amount)


def learn_accounts(creditor: Creditor, placed: Iterable[Allocation], ibans: Mapping[int, str]) -> None:
    """Remember which account a debtor pays from, and how often."""
    pairs = {(one.invoice_id, one.payment_id, ibans.get(one.payment_id or 0, "")) for one in placed}
    debtors = dict(Invoice.objects.filter(creditor=creditor, id__in=[invoice for invoice, _, _ in pairs]).values_list("id", "debtor_id"))
    paid = {(debtors[invoice], payment, iban) for invoice, payment, iban in pairs if iban}
    times = Counter((debtor, iban) for debtor, _, iban in paid)
    fresh = [DebtorAccount(creditor=creditor, debtor_id=debtor, iban=iban) for debtor, iban in sorted(times)]
    DebtorAccount.objects.bulk_create(fresh, ignore_conflicts=True)
    rows = list(DebtorAccount.objects.filter(creditor=creditor, iban__in={iban for _, iban in times}))
    known = [row for row in rows if (row.debtor_id, row.iban) in times]
    for row in known:
        row.times += times[row.debtor_id, row.iban]
    if known:
        save_fields(known, ["times"])


def forget_account(creditor: Creditor, part: Allocation) -> None:
    """A booking was wrong: the account it came from says that much less of the debtor, and nothing when it was the only one."""
    if part.payment is None or not part.payment.counterparty_iban:
        return
    mine = DebtorAccount.objects.filter(creditor=creditor, debtor_id=part.invoice.debtor_id, iban=part.payment.counterparty_iban)
    mine.filter(times__gt=0).update(times=F("times") - 1)
    mine.filter(times=0).delete()


def take_off(creditor: Creditor, placed: Iterable[Allocation]) -> None:
    """Take what was booked off what is open; an invoice of which nothing is left is settled on the day of the last
    part, whenever that was booked. The bookings themselves must be stored already."""
    parts: Counter[int] = Counter()
    for one in placed:
        parts[one.invoice_id] += one.amount
    _take(creditor, parts)


def settle_anew(creditor: Creditor, moved: Iterable[Allocation]) -> None:
    """Say again when the invoices of these bookings were settled, because the day of a booking was changed."""
    _take(creditor, dict.fromkeys((one.invoice_id for one in moved), 0))


def _take(creditor: Creditor, parts: Mapping[int, int]) -> None:
    booked = Allocation.objects.filter(creditor=creditor, invoice_id__in=list(parts), undone_on=None).order_by()
    last: dict[int, date] = dict(booked.values_list("invoice_id").annotate(Max("on")))
    rows = list(Invoice.objects.filter(creditor=creditor, id__in=list(parts)).only("creditor_id", "id", "open", "settled_on"))
    for row in rows:
        row.open -= parts[row.id]
        row.settled_on = last[row.id] if row.open <= 0 else None
    save_fields(rows, ["open", "settled_on"])


def undo(creditor: Creditor, part: Allocation, log: Log, *, why: str) -> None:
    """Take one booking back: the invoice is open again and the money free, as before it. A discount or a credit note that was
    taken off with it is taken back too. Call it in a transaction."""
    Allocation.objects.filter(creditor=creditor, id=part.id).update(undone_on=log.on)
    Invoice.objects.filter(creditor=creditor, id=part.invoice_id).update(open=F("open") + part.amount, settled_on=None)
    if part.payment_id is not None:
        Payment.objects.filter(creditor=creditor, id=part.payment_id).update(free=F("free") + part.amount)
        standing = Allocation.objects.filter(creditor=creditor, undone_on=None)
        discount = Q(invoice_id=part.invoice_id, because=DISCOUNT, on=part.on)
        for one in list(standing.filter(discount | Q(with_payment_id=part.payment_id)).select_related("invoice")):
            undo(creditor, one, log, why=why)
    if part.credit_note_id is not None:
        Invoice.objects.filter(creditor=creditor, id=part.credit_note_id).update(open=F("open") + part.amount)
    row = part.invoice
    log.add("payment-undone", debtor_id=row.debtor_id, invoice_id=row.id, amount=part.amount, invoice=row.number, why=why)
    runs_again(creditor.pk, invoice_id=row.id, log=log)
