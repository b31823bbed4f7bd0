"""Stores invoices and credit notes that a file named: finds or makes their debtors, and keeps what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from akkoord.core.day_words import in_words
from akkoord.core.matching import normal
from akkoord.core.money import shown
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import InvoiceRead
from akkoord.store.models import Allocation, Creditor, Debtor, ImportedFile, Invoice
from akkoord.work.allocate import credit, take_off
from akkoord.work.bank import bank_read
from akkoord.work.find_debtors import DebtorBook
from akkoord.work.record import Log

_CHUNK = 500


@dataclass(slots=True)
class _Fresh:
    """What one file brings."""

    invoices: list[Invoice] = field(default_factory=list)
    paid: list[Allocation] = field(default_factory=list)
    later: list[Allocation] = field(default_factory=list)
    taken: Counter[int] = field(default_factory=Counter)  # what `later` takes off, by invoice
    duplicates: int = 0
    known_until: date | None = None


def store_invoices(
    *, creditor: Creditor, rows: Sequence[InvoiceRead], file: ImportedFile, log: Log, problems: list[Problem], knows_who_paid: bool = True
) -> dict[str, int]:
    """Store these rows in the transaction of the caller; gives the counts of the report (payments not counted)."""
    if not rows:
        return {"invoices": 0, "credit_notes": 0, "debtors": 0, "duplicates": 0}
    debtors = DebtorBook.of(creditor)
    known = _known(creditor, rows)
    fresh = _Fresh()
    for row in rows:
        refused = _foreign(creditor, row)
        if refused:
            problems.append(Problem(refused, row.line, row.number))
            continue
        _settled(fresh, row)
        earlier = known.get((row.number, row.kind))
        if earlier is not None:
            _again(creditor, earlier, row, fresh, file.on, problems)
            continue
        invoice = _invoice(creditor, row, debtors.find_or_make(row.buyer), file)
        known[(row.number, row.kind)] = invoice
        fresh.invoices.append(invoice)
        _already_paid(creditor, invoice, row, fresh)
    made = debtors.save()
    _save(creditor, fresh, log)
    notes = [one for one in fresh.invoices if one.kind == "credit_note"]
    credit(creditor=creditor, notes=[*_waiting_notes(creditor, fresh.invoices), *notes], on=file.on, at=file.at, by=file.by)
    if fresh.known_until and knows_who_paid:
        bank_read(creditor, until=fresh.known_until)
    return {
        "invoices": len(fresh.invoices) - len(notes),
        "credit_notes": len(notes),
        "debtors": made,
        "duplicates": fresh.duplicates,
    }


def _known(creditor: Creditor, rows: Sequence[InvoiceRead]) -> dict[tuple[str, str], Invoice]:
    numbers = sorted({row.number for row in rows})
    found: dict[tuple[str, str], Invoice] = {}
    for start in range(0, len(numbers), _CHUNK):
        chosen = Invoice.objects.filter(creditor=creditor, number__in=numbers[start : start + _CHUNK])
        found.update({(one.number, one.kind): one for one in chosen})
    return found


def _waiting_notes(creditor: Creditor, fresh: Sequence[Invoice]) -> list[Invoice]:
    """Credit notes of earlier files that name an invoice which came only now."""
    numbers = sorted({one.number for one in fresh if one.kind == "invoice"})
    standing = Invoice.objects.filter(creditor=creditor, kind="credit_note", open__gt=0).exclude(id__in=[one.id for one in fresh])
    return [one for at in range(0, len(numbers), _CHUNK) for one in standing.filter(refers_to__in=numbers[at : at + _CHUNK])]


def _foreign(creditor: Creditor, row: InvoiceRead) -> Text | None:
    """Why a row cannot be ours: another currency, or an invoice that somebody else sent."""
    if row.currency != "EUR":
        return Text(
            f"Factuur {row.number} is in {row.currency}. Akkoord werkt met euro's; deze factuur is niet opgenomen.",
            f"Invoice {row.number} is in {row.currency}. Akkoord works in euro; this invoice was not taken in.",
        )
    for ours, theirs, what in ((creditor.kvk, row.seller.kvk, "KvK"), (creditor.vat, row.seller.vat, "btw")):
        if ours and theirs and normal(ours) != normal(theirs):
            return Text(
                f"Factuur {row.number} is van {row.seller.name} ({what} {theirs}), niet van {creditor.name}. Niet opgenomen.",
                f"Invoice {row.number} is from {row.seller.name} ({what} {theirs}), not from {creditor.name}. Not taken in.",
            )
    return None


def _invoice(creditor: Creditor, row: InvoiceRead, debtor: Debtor, file: ImportedFile) -> Invoice:
    usual = row.issued_on + timedelta(days=creditor.default_term)
    source = "invoice" if row.due_on else "unknown"
    return Invoice(
        creditor=creditor,
        debtor_id=debtor.id,
        number=row.number,
        kind=row.kind,
        issued_on=row.issued_on,
        due_on=row.due_on or usual,
        term_source="terms" if creditor.term_agreed else source,
        total=row.total,
        open=row.total,
        description=row.description[:500],
        payment_reference=row.payment_reference[:140],
        refers_to=row.refers_to[:100],
        file_id=file.id,
    )


def _settled(fresh: _Fresh, row: InvoiceRead) -> None:
    """A list that says who paid is known to be right up to the last payment in it."""
    if row.paid_on and (fresh.known_until is None or row.paid_on > fresh.known_until):
        fresh.known_until = row.paid_on


def _already_paid(creditor: Creditor, invoice: Invoice, row: InvoiceRead, fresh: _Fresh) -> None:
    """What the administration says was paid before the file was made. Without its day the earliest one is taken: that
    never asks too much interest."""
    if invoice.kind == "credit_note":
        invoice.open = 0 if row.paid_on else invoice.open if row.open is None else min(row.open, row.total)
        return
    paid = row.total if row.paid_on else row.total - (row.total if row.open is None else row.open)
    if paid <= 0:
        return
    day = row.paid_on or row.issued_on
    invoice.open -= paid
    invoice.settled_on = day if invoice.open <= 0 else None
    fresh.paid.append(Allocation(creditor=creditor, invoice_id=invoice.id, on=day, amount=paid, because="file"))


def _again(creditor: Creditor, earlier: Invoice, row: InvoiceRead, fresh: _Fresh, on: date, problems: list[Problem]) -> None:
    """A number that is known: the same invoice changes nothing but what the file says was paid since."""
    if (earlier.total, earlier.issued_on) != (row.total, row.issued_on):
        problems.append(
            Problem(
                Text(
                    f"Factuur {row.number} is al bekend met {shown(earlier.total)} van {in_words(earlier.issued_on).nl}; "
                    f"dit bestand zegt {shown(row.total)} van {in_words(row.issued_on).nl}. Er is niets veranderd.",
                    f"Invoice {row.number} is known with {shown(earlier.total, language='en')} of {in_words(earlier.issued_on).en}; "
                    f"this file says {shown(row.total, language='en')} of {in_words(row.issued_on).en}. Nothing was changed.",
                ),
                row.line,
                row.number,
            )
        )
        return
    fresh.duplicates += 1
    left = 0 if row.paid_on else row.open
    now_open = earlier.open - fresh.taken[earlier.id]
    if left is not None and left < now_open and earlier.kind == "invoice":
        day, paid = row.paid_on or on, now_open - left
        fresh.taken[earlier.id] += paid
        fresh.later.append(Allocation(creditor=creditor, invoice_id=earlier.id, on=day, amount=paid, because="file"))


def _save(creditor: Creditor, fresh: _Fresh, log: Log) -> None:
    Invoice.objects.bulk_create(fresh.invoices, batch_size=_CHUNK)
    Allocation.objects.bulk_create([*fresh.paid, *fresh.later], batch_size=_CHUNK)
    take_off(creditor, fresh.later)
    _tell(fresh.invoices, fresh.paid, log)


def _tell(invoices: Iterable[Invoice], paid: Iterable[Allocation], log: Log) -> None:
    owner = {one.id: (one.debtor_id, one.number) for one in invoices}
    for one in invoices:
        log.add("invoice-imported", debtor_id=one.debtor_id, invoice_id=one.id, on=one.issued_on, invoice=one.number, amount=one.total)
    for part in paid:
        debtor, number = owner[part.invoice_id]
        log.add("payment-placed", debtor_id=debtor, invoice_id=part.invoice_id, on=part.on, amount=part.amount, invoice=number, why="file")
