"""Stores invoices and credit notes that a file named: finds or makes their debtors, and keeps what is new."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from akkoord.core.day_words import in_words
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import AttachmentRead, InvoiceRead, PartRead
from akkoord.store.bulk import save_fields
from akkoord.store.models import Allocation, Creditor, Debtor, ImportedFile, Invoice
from akkoord.work.intake.correct_invoice import Corrections, Said, paid_more, said_anew, standing, unchanged
from akkoord.work.intake.find_debtors import DebtorBook
from akkoord.work.intake.paid_parts import FILE, booked_on, dated, unbooked
from akkoord.work.intake.store_documents import store_documents
from akkoord.work.intake.whose_invoice import for_a_factor, foreign
from akkoord.work.order.find_doubles import find_doubles
from akkoord.work.payments.allocate import credit
from akkoord.work.payments.bank import bank_read
from akkoord.work.payments.bookings import take_off
from akkoord.work.record import Log

_CHUNK = 500


@dataclass(slots=True)
class _Intake:
    """One file on its way in: what is known, and what it brings."""

    creditor: Creditor
    file: ImportedFile
    problems: list[Problem]
    debtors: DebtorBook
    known: dict[tuple[str, str], Invoice]
    corrections: Corrections
    booked: Mapping[int, Sequence[PartRead]]  # by invoice, what is booked on those of which the file says what was paid when
    invoices: list[Invoice] = field(default_factory=list)
    paid: list[Allocation] = field(default_factory=list)
    later: list[Allocation] = field(default_factory=list)
    taken: Counter[int] = field(default_factory=Counter)  # what `later` takes off, by invoice
    delivered: list[Invoice] = field(default_factory=list)
    documents: list[tuple[int, AttachmentRead]] = field(default_factory=list)
    duplicates: int = 0
    undated: int = 0  # invoices of which the file says that something was paid, and not when
    known_until: date | None = None

    def take(self, row: InvoiceRead) -> None:
        """One row: refused, known, or new."""
        refused = foreign(creditor=self.creditor, row=row)
        if refused:
            self.problems.append(Problem(refused, row.line, row.number))
            return
        self._settled(row)
        invoice = self.known.get((row.number, row.kind))
        if invoice is None:
            invoice = self._new(row)
        elif self._again(invoice, row):
            self._delivered_since(invoice, row)
        else:
            return
        self.corrections.met.add(invoice.id)
        self.documents += [(invoice.id, one) for one in row.attachments]

    def _new(self, row: InvoiceRead) -> Invoice:
        invoice = _invoice(self.creditor, row, self.debtors.find_or_make(row.buyer), self.file)
        self.known[(row.number, row.kind)] = invoice
        self.invoices.append(invoice)
        self._already_paid(invoice, row)
        factor = for_a_factor(creditor=self.creditor, row=row)
        if factor:
            self.problems.append(Problem(factor, row.line, row.number))
        return invoice

    def _delivered_since(self, earlier: Invoice, row: InvoiceRead) -> None:
        """A file may know by now when it was delivered; what is known of that is never overwritten."""
        first, last = _delivered(row, on=self.file.on)
        if last and earlier.delivered_until is None and earlier.undelivered_id is None:
            earlier.delivered_from, earlier.delivered_until = first, last
            self.delivered.append(earlier)

    def _settled(self, row: InvoiceRead) -> None:
        """A list that says who paid is known to be right up to the last payment in it."""
        said = (self.known_until, row.paid_on, *(part.on for part in row.parts))
        self.known_until = max((day for day in said if day), default=None)

    def _already_paid(self, invoice: Invoice, row: InvoiceRead) -> None:
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
        self.paid += self._allocations(invoice.id, dated(row.parts, paid, otherwise=day))
        self._without_a_day(row, row.parts, paid)

    def _allocations(self, invoice_id: int, parts: Iterable[PartRead]) -> list[Allocation]:
        said: dict[str, Any] = {"creditor": self.creditor, "invoice_id": invoice_id, "because": FILE}
        return [Allocation(on=part.on, amount=part.amount, **said) for part in parts]

    def _again(self, earlier: Invoice, row: InvoiceRead) -> bool:
        """A number that is known, taken over where it says something else; whether the row is about that invoice."""
        before, now = standing(earlier), said_anew(self.creditor, earlier, row)
        wrong = None if now == before else self._corrected(earlier, row, now)
        if wrong is not None and (now.total, now.issued_on) != (before.total, before.issued_on):
            self.problems.append(wrong)
            return False
        self.duplicates += 1
        self._paid_since(earlier, row)
        return True

    def _corrected(self, earlier: Invoice, row: InvoiceRead, now: Said) -> Problem | None:
        """Take the correction over, or say why not."""
        is_owner = self.debtors.is_same(earlier.debtor_id, row.buyer)
        why = self.corrections.refused(earlier, row, owner=self.debtors.by_id[earlier.debtor_id].name, is_owner=is_owner)
        if why is not None:
            return unchanged(earlier, row, why)
        paid = earlier.total - earlier.open
        if now.total < paid:
            return paid_more(earlier, row, paid=paid)
        self.corrections.take(earlier, row, now)
        return None

    def _paid_since(self, earlier: Invoice, row: InvoiceRead) -> None:
        """The same invoice once more: what the file says was paid since."""
        left = 0 if row.paid_on else row.open
        now_open = earlier.open - self.taken[earlier.id]
        if left is not None and left < now_open and earlier.kind == "invoice":
            day, paid = row.paid_on or self.file.on, now_open - left
            self.taken[earlier.id] += paid
            fresh = unbooked(row.parts, self.booked.get(earlier.id, ()))
            self.later += self._allocations(earlier.id, dated(fresh, paid, otherwise=day))
            self._without_a_day(row, fresh, paid)

    def _without_a_day(self, row: InvoiceRead, parts: Iterable[PartRead], paid: int) -> None:
        self.undated += row.paid_on is None and sum(part.amount for part in parts) < paid

    def save(self, log: Log) -> int:
        """Write it all; gives the number of new debtors."""
        made = self.debtors.save()
        find_doubles(self.creditor, on=self.file.on, about=self.debtors.touched())
        Invoice.objects.bulk_create(self.invoices, batch_size=_CHUNK)
        self.corrections.save(log, self.problems)
        if self.delivered:
            save_fields(self.delivered, ["delivered_from", "delivered_until"])
        Allocation.objects.bulk_create([*self.paid, *self.later], batch_size=_CHUNK)
        take_off(self.creditor, self.later)
        store_documents(creditor=self.creditor, found=self.documents)
        _tell(self.invoices, self.paid, log)
        self.problems += [_may_double(self.undated, self.file.on)] if self.undated else []
        return made


def store_invoices(
    *, creditor: Creditor, rows: Sequence[InvoiceRead], file: ImportedFile, log: Log, problems: list[Problem], knows_who_paid: bool = True
) -> dict[str, int]:
    """Store these rows in the transaction of the caller; gives the counts of the report (payments not counted)."""
    if not rows:
        return {"invoices": 0, "credit_notes": 0, "debtors": 0, "duplicates": 0}
    Creditor.objects.select_for_update().only("id").get(id=creditor.id)  # what is open may not change under a correction
    corrections, known = Corrections(creditor, again=_was_read(file)), _known(creditor, rows)
    told = {(row.number, row.kind) for row in rows if row.parts}
    booked = booked_on(creditor, [one.id for key, one in known.items() if key in told])
    intake = _Intake(creditor, file, problems, DebtorBook.of(creditor), known, corrections, booked)
    for row in rows:
        intake.take(row)
    made = intake.save(log)
    notes = [one for one in intake.invoices if one.kind == "credit_note"]
    waiting = [*_waiting_notes(creditor, intake.invoices), *corrections.notes(), *notes]
    credit(creditor=creditor, notes=waiting, on=file.on, at=file.at, by=file.by)
    if intake.known_until and knows_who_paid:
        bank_read(creditor, until=intake.known_until)
    new = len(intake.invoices) - len(notes)
    return {"invoices": new, "credit_notes": len(notes), "debtors": made, "duplicates": intake.duplicates}


def _may_double(invoices: int, on: date) -> Problem:
    """What a person must know before he places payments of the bank on these invoices (decision 0029)."""
    day, one = in_words(on), invoices == 1
    nl = "Van één factuur staat" if one else f"Van {invoices} facturen staat"
    en = "one invoice" if one else f"{invoices} invoices"
    return Problem(
        Text(
            f"{nl} in dit bestand dat er iets is betaald, maar niet wanneer. Een betaling van de bank tot en met {day.nl} kan daar al "
            "in zitten. Akkoord boekt zo'n betaling niet vanzelf: kijk bij Betalingen of zij al was meegeteld.",
            f"This file says that something was paid on {en}, but not when. A payment of the bank up to {day.en} may be in that "
            "already. Akkoord does not book such a payment by itself: look under Payments whether it was counted already.",
        ),
        notice=True,
    )


def _was_read(file: ImportedFile) -> bool:
    """Whether a file with the same content was read before: reading it once more may not take its corrections back."""
    same = ImportedFile.objects.filter(creditor_id=file.creditor_id, sha256=file.sha256, state="done").exclude(id=file.id)
    return bool(file.sha256) and same.exists()


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


def _invoice(creditor: Creditor, row: InvoiceRead, debtor: Debtor, file: ImportedFile) -> Invoice:
    usual = row.issued_on + timedelta(days=creditor.default_term)
    source = "invoice" if row.due_on else "unknown"
    return Invoice(
        **dict(zip(("delivered_from", "delivered_until"), _delivered(row, on=file.on), strict=True)),
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


def _delivered(row: InvoiceRead, *, on: date) -> tuple[date | None, date | None]:
    """The days of delivery a row names; one that still lies ahead when the file comes in is a plan and not a delivery."""
    last = row.delivered_until
    if last is None or last > on or (row.delivered_from and row.delivered_from > last):
        return None, None
    return row.delivered_from or last, last


def _tell(invoices: Iterable[Invoice], paid: Iterable[Allocation], log: Log) -> None:
    owner = {one.id: (one.debtor_id, one.number) for one in invoices}
    for one in invoices:
        log.add("invoice-imported", debtor_id=one.debtor_id, invoice_id=one.id, on=one.issued_on, invoice=one.number, amount=one.total)
    for part in paid:
        debtor, number = owner[part.invoice_id]
        log.add("payment-placed", debtor_id=debtor, invoice_id=part.invoice_id, on=part.on, amount=part.amount, invoice=number, why="file")
