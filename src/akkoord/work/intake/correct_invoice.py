"""Takes over what a file says anew of an invoice that is known: the same number with another total, due day or date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.db.models import Exists, Max, OuterRef, Q

from akkoord.core.day_words import day_shown, in_words
from akkoord.core.money import shown
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import InvoiceRead
from akkoord.store.bulk import save_fields
from akkoord.store.models import Allocation, Creditor, Invoice, Letter, Outbox
from akkoord.work.ongoing.resume_work import follow
from akkoord.work.record import Log

FURTHEST = timedelta(days=60)  # between the dates of an invoice and its correction: past that a number was used again
_CHUNK = 500
_FIELDS = ("total", "open", "issued_on", "due_on", "term_source", "description", "payment_reference", "settled_on")


class Said(NamedTuple):
    """What an invoice asks, and when: cents and days."""

    total: int
    issued_on: date
    due_on: date

    def packed(self) -> dict[str, int | str]:
        """As the log keeps it."""
        return {"total": self.total, "issued_on": self.issued_on.isoformat(), "due_on": self.due_on.isoformat()}

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> Said:
        """From what the log kept."""
        return cls(kept["total"], date.fromisoformat(kept["issued_on"]), date.fromisoformat(kept["due_on"]))


class Correction(NamedTuple):
    """An invoice as it is now, what it said before, and the row that says it anew."""

    invoice: Invoice
    before: Said
    row: InvoiceRead


@dataclass(slots=True)
class Corrections:
    """The corrections of one file. `again`: the file was read before, and then it corrects nothing."""

    creditor: Creditor
    again: bool
    taken: list[Correction] = field(default_factory=list)
    met: set[int] = field(default_factory=set)  # the invoices this file named so far

    def refused(self, earlier: Invoice, row: InvoiceRead, *, owner: str, is_owner: bool) -> Text | None:
        """Why this row is no correction of that invoice, as the end of a sentence of its own; None where it is one."""
        if self.again:
            return Text("Dit bestand is al eerder ingelezen.", "This file was read before.")
        if earlier.id in self.met:
            return Text("Het nummer staat meer dan eens in dit bestand.", "The number stands more than once in this file.")
        if not is_owner:
            known = owner.rstrip(".")  # B.V. ends the sentence already
            return Text(f"Het nummer hoort al bij {known}.", f"The number already belongs to {known}.")
        if abs(row.issued_on - earlier.issued_on) > FURTHEST:
            return Text(
                "De datums liggen meer dan 60 dagen uit elkaar: het nummer lijkt opnieuw gebruikt.",
                "The dates are more than 60 days apart: the number seems to have been used again.",
            )
        return None

    def take(self, earlier: Invoice, row: InvoiceRead, now: Said) -> None:
        """Change the invoice as it is in memory; `save` writes it."""
        self.taken.append(Correction(earlier, standing(earlier), row))
        earlier.open += now.total - earlier.total
        earlier.total, earlier.issued_on, earlier.due_on = now
        if row.due_on and earlier.term_source == "unknown":
            earlier.term_source = "invoice"
        earlier.description = row.description[:500] or earlier.description
        earlier.payment_reference = row.payment_reference[:140] or earlier.payment_reference

    def notes(self) -> list[Invoice]:
        """The credit notes among them: what one gives more can be booked now."""
        return [one.invoice for one in self.taken if one.invoice.kind == "credit_note"]

    def save(self, log: Log, problems: list[Problem]) -> None:
        """Write what changed, in the transaction of the caller, and tell it; bookings of this file come after it."""
        if not self.taken:
            return
        rows = [one.invoice for one in self.taken]
        _settle(self.creditor, rows, on=log.on)
        save_fields(rows, _FIELDS)
        letters = _letters_left(self.creditor, rows)
        for one in self.taken:
            said: dict[str, Any] = {"invoice": one.invoice.number, "of": one.invoice.kind}
            said |= {"old": one.before.packed(), "new": standing(one.invoice).packed()}
            log.add("invoice-corrected", debtor_id=one.invoice.debtor_id, invoice_id=one.invoice.id, **said)
            problems.append(Problem(_sentence(one, letters), one.row.line, one.row.number, notice=True))
        follow(self.creditor, log)


def standing(invoice: Invoice) -> Said:
    """What is known of an invoice."""
    return Said(invoice.total, invoice.issued_on, invoice.due_on)


def said_anew(creditor: Creditor, earlier: Invoice, row: InvoiceRead) -> Said:
    """What the row makes of it: a list that names only what is open says nothing of the total, and who names no due day leaves it."""
    usual = row.issued_on + timedelta(days=creditor.default_term)
    moved = usual if row.issued_on != earlier.issued_on and earlier.term_source == "unknown" else earlier.due_on
    return Said(earlier.total if row.only_open else row.total, row.issued_on, row.due_on or max(moved, row.issued_on))


def unchanged(earlier: Invoice, row: InvoiceRead, why: Text) -> Problem:
    """The number is known and the file says something else, that is not taken over."""
    old_day, new_day = in_words(earlier.issued_on), in_words(row.issued_on)
    return Problem(
        Text(
            f"Factuur {row.number} is al bekend met {shown(earlier.total)} van {old_day.nl}; "
            f"dit bestand zegt {shown(row.total)} van {new_day.nl}. {why.nl} Er is niets veranderd.",
            f"Invoice {row.number} is known with {shown(earlier.total, language='en')} of {old_day.en}; "
            f"this file says {shown(row.total, language='en')} of {new_day.en}. {why.en} Nothing was changed.",
        ),
        row.line,
        row.number,
    )


def paid_more(earlier: Invoice, row: InvoiceRead, *, paid: int) -> Problem:
    """More was paid than the corrected invoice asks: a person decides what becomes of it."""
    return Problem(
        Text(
            f"Factuur {row.number} zou van {shown(earlier.total)} naar {shown(row.total)} gaan, maar {shown(paid)} is al betaald of "
            "verrekend. Er is niets veranderd. Draai eerst een boeking terug bij de factuur en lees dit bestand opnieuw in, of maak een "
            "creditnota.",
            f"Invoice {row.number} would go from {shown(earlier.total, language='en')} to {shown(row.total, language='en')}, but "
            f"{shown(paid, language='en')} was paid or set off already. Nothing was changed. First take a booking back on the page of the "
            "invoice and read this file again, or make a credit note.",
        ),
        row.line,
        row.number,
    )


def _settle(creditor: Creditor, invoices: Sequence[Invoice], *, on: date) -> None:
    """An invoice of which nothing is left is settled on the day of the last part that paid it."""
    last: dict[int, date] = {}
    for start in range(0, len(invoices), _CHUNK):
        chosen = [one.id for one in invoices[start : start + _CHUNK]]
        booked = Allocation.objects.filter(creditor=creditor, invoice_id__in=chosen, undone_on=None).order_by()
        last.update(booked.values_list("invoice_id").annotate(Max("on")))
    for one in invoices:
        one.settled_on = last.get(one.id, on) if one.open == 0 and one.kind == "invoice" else None


def _letters_left(creditor: Creditor, invoices: Sequence[Invoice]) -> dict[int, date | None]:
    """The invoices that a letter named which left, with the day the last one did."""
    debtors = sorted({one.debtor_id for one in invoices})
    went = Exists(Outbox.objects.filter(creditor=creditor, letter_id=OuterRef("id"), state="sent"))
    left: dict[int, date | None] = {}
    for start in range(0, len(debtors), _CHUNK):
        letters = Letter.objects.filter(Q(state="sent") | Q(went), creditor=creditor, debtor_id__in=debtors[start : start + _CHUNK])
        for basis, day in letters.order_by("sent_on", "id").values_list("basis", "sent_on"):
            left.update(dict.fromkeys(map(int, basis), day))
    return left


def changes(old: Said, new: Said) -> Text:
    """What became what, in the middle of a sentence.

    >>> changes(Said(10_000, date(2026, 1, 5), date(2026, 2, 4)), Said(9_000, date(2026, 1, 5), date(2026, 2, 4))).en
    'amount from €\\xa0100.00 to €\\xa090.00'
    """
    parts = [] if old.total == new.total else [_moved("bedrag", "amount", Text(*_sums(old.total)), Text(*_sums(new.total)))]
    for nl, en, before, after in (("datum", "date", old.issued_on, new.issued_on), ("vervaldag", "due day", old.due_on, new.due_on)):
        if before != after:
            parts.append(_moved(nl, en, _day(before), _day(after)))
    return Text(", ".join(one.nl for one in parts), ", ".join(one.en for one in parts))


def _moved(nl: str, en: str, old: Text, new: Text) -> Text:
    return Text(f"{nl} van {old.nl} naar {new.nl}", f"{en} from {old.en} to {new.en}")


def _sums(cents: int) -> tuple[str, str]:
    return shown(cents), shown(cents, language="en")


def _day(day: date) -> Text:
    return Text(day_shown(day, language="nl", weekday=False), day_shown(day, language="en", weekday=False))


def _sentence(one: Correction, letters: Mapping[int, date | None]) -> Text:
    """The line of the report: what was changed, and whether a letter that left says something else."""
    what = changes(one.before, standing(one.invoice))
    name = Text("Factuur", "Invoice") if one.invoice.kind == "invoice" else Text("Creditnota", "Credit note")
    letter = _letter_says(one, letters[one.invoice.id]) if one.invoice.id in letters else Text("", "")
    number = one.row.number
    return Text(
        f"{name.nl} {number} stond er al en is gecorrigeerd: {what.nl}.{letter.nl}",
        f"{name.en} {number} was known and was corrected: {what.en}.{letter.en}",
    )


def _letter_says(one: Correction, left: date | None) -> Text:
    sum_changed = one.before.total != one.invoice.total
    old = Text("het oude bedrag", "the old amount") if sum_changed else Text("de oude datums", "the old dates")
    on = Text(f" op {_day(left).nl}", f" on {_day(left).en}") if left else Text("", "")
    return Text(
        f" Let op: een brief met {old.nl} is{on.nl} al verstuurd; laat de debiteur weten wat nu geldt.",
        f" Please note: a letter with {old.en} was already sent{on.en}; let the debtor know what holds now.",
    )
