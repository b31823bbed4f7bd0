"""The lists that leave: which columns each has, and its rows. Their headings are those that Akkoord's own importers read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.problem import Text
from akkoord.reasons import reasons
from akkoord.store.models import Creditor, Debtor, Invoice, Outbox, Payment
from akkoord.store.queries import exported
from akkoord.work.announced import in_words
from akkoord.work.export import words
from akkoord.work.export.column import Cell, Column, Row
from akkoord.work.improve import matters

ZONE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class Exported:
    """One list: its name for people, the beginning of its file name, its columns, and its rows on a day."""

    title: Text
    file: Text
    columns: tuple[Column, ...]
    rows: Callable[[Creditor, date, bool], Iterator[Row]]


NUMBER = Column(Text("Factuurnummer", "Invoice number"), width=16)
ISSUED, DUE = Column(Text("Factuurdatum", "Invoice date"), "day"), Column(Text("Vervaldatum", "Due date"), "day")
TOTAL, OPEN = Column(Text("Factuurbedrag", "Invoice amount"), "money"), Column(Text("Openstaand", "Amount open"), "money")
LATE = Column(Text("Dagen te laat", "Days overdue"), "number", 13)
WHO = (Column(Text("Debiteurnummer", "Customer number"), width=15), Column(Text("Debiteurnaam", "Customer name"), width=32))
REST = (
    Column(Text("Valuta", "Currency"), width=7),
    Column(Text("Betalingskenmerk", "Payment reference")),
    Column(Text("Omschrijving", "Description"), width=36),
)
ADDRESS = (
    Column(Text("Soort klant", "Customer type"), width=12),
    Column(Text("E-mail", "Email"), width=28),
    Column(Text("Telefoon", "Phone"), width=16),
    Column(Text("Adres", "Address"), width=28),
    Column(Text("Postcode", "Postcode"), width=10),
    Column(Text("Plaats", "City"), width=18),
    Column(Text("Land", "Country"), width=6),
    Column(Text("KvK-nummer", "Chamber of Commerce number"), width=12),
    Column(Text("Btw-nummer", "VAT number"), width=17),
)


def _open_invoices(creditor: Creditor, on: date, past: bool) -> Iterator[Row]:
    for one in exported.open_invoices(creditor, on=on, past=past):
        late = max(0, (on - one.due_on).days)
        head: tuple[Cell, ...] = (one.number, *_who(one.debtor), one.issued_on, one.due_on, late, one.total, _left(one))
        yield (*head, one.currency, one.payment_reference, one.description, *_address(one.debtor))


def _invoices(creditor: Creditor, on: date, past: bool) -> Iterator[Row]:
    for one in exported.all_invoices(creditor, on=on, past=past):
        sign = -1 if one.kind == "credit_note" else 1
        head: tuple[Cell, ...] = (one.number, words.DOCUMENT[one.kind], one.refers_to, *_who(one.debtor), one.issued_on, one.due_on)
        yield (*head, sign * one.total, sign * _left(one), one.settled_on, one.currency, one.payment_reference, one.description)


def _debtors(creditor: Creditor, on: date, past: bool) -> Iterator[Row]:
    for one, sums in exported.debtors(creditor, on=on, past=past):
        yield (*_who(one), sums["open"], sums["overdue"], *_address(one))


def _payments(creditor: Creditor, on: date, past: bool) -> Iterator[Row]:
    """A line for each booking and one for what is left, so that the amounts add up to what the bank said."""
    for one, parts in exported.payments(creditor, on=on):
        about: tuple[Cell, ...] = (one.amount, one.counterparty_name, one.counterparty_iban, one.remittance, one.reference, one.account)
        for part in parts:
            why = words.BOOKED.get(part.because, part.because)
            yield (one.on, part.amount, part.invoice.number, part.invoice.debtor.name, why, *about)
        if one.given_back:
            yield (one.on, one.given_back, None, None, words.GIVEN_BACK, *about)
        left = one.amount - one.given_back - sum(part.amount for part in parts)
        if left:
            yield (one.on, left, None, None, _unbooked(one), *about)


def _letters(creditor: Creditor, on: date, past: bool) -> Iterator[Row]:
    for one, messages in exported.letters(creditor, on=on):
        head: tuple[Cell, ...] = (one.made_on, STEP_WORDS.get(one.kind, one.kind), *_who(one.debtor), one.subject, one.asked, one.last_day)
        state: tuple[Cell, ...] = (words.LETTER.get(one.state, one.state), one.sent_on, one.withdrawn_because)
        for message in messages:
            yield (*head, *state, *_message(message))
        if not messages:
            yield (*head, *state, None, None, None, None, None, None)


def _announcements(creditor: Creditor, on: date, past: bool) -> Iterator[Row]:
    for some in exported.announcements(creditor, on=on):
        for one in in_words(creditor, some, on=on):
            row = one.row
            head: tuple[Cell, ...] = (one.state, one.what, *_who(row.debtor), ", ".join(one.invoices), row.announced_on, row.due_on)
            yield (*head, row.ended_on, row.by, row.because or one.waits)


def _promises(creditor: Creditor, on: date, past: bool) -> Iterator[Row]:
    for one in exported.promises(creditor, on=on):
        state = words.PROMISE.get(one.ended_because, words.OVER) if one.ended_on else words.RUNNING
        number = one.invoice.number if one.invoice else None
        yield (state, *_who(one.debtor), number, one.amount, one.since, one.until, one.ended_on, one.by, one.note)


def _improvements(creditor: Creditor, on: date, past: bool) -> Iterator[Row]:
    for one in matters(creditor, on=on):
        known, reason = one.improvement, reasons().get(one.reason)
        head: tuple[Cell, ...] = (reason.name if reason else words.COMPLAINT, known.label if known else None, one.debtors, len(one.heard))
        mended: tuple[Cell, ...] = (known.mended_on, known.mended_by, known.mended_what) if known else (None, None, None)
        yield (*head, one.open, one.late, one.days_late, *mended)


def _message(one: Outbox) -> tuple[Cell, ...]:
    at = one.sent_at.astimezone(ZONE) if one.sent_at else None
    return words.CHANNEL.get(one.channel, one.channel), one.recipient, words.MESSAGE.get(one.state, one.state), at, one.receipt, one.error


def _unbooked(one: Payment) -> Text:
    if one.amount < 0:
        is_refund = getattr(one, "is_refund")  # noqa: B009 - the query adds it; no field of the table has this name
        return words.REFUND if is_refund else words.PAID_OUT
    return words.SET_ASIDE if one.set_aside else words.NOT_BOOKED


def _who(one: Debtor) -> tuple[str, str]:
    return one.number, one.name


def _left(one: Invoice) -> int:
    return int(getattr(one, "left"))  # noqa: B009 - the query adds it; no field of the table has this name


def _address(one: Debtor) -> tuple[Cell, ...]:
    """What is known of a debtor; a kind that nobody said stays unsaid."""
    kind = None if one.kind_doubtful else words.DEBTOR[one.kind]
    return kind, one.email, one.phone, one.street, one.postcode, one.city, one.country, one.kvk, one.vat


LISTS: Mapping[str, Exported] = {
    "open-invoices": Exported(
        Text("Openstaande facturen", "Open invoices"),
        Text("openstaande-facturen", "open-invoices"),
        (NUMBER, *WHO, ISSUED, DUE, LATE, TOTAL, OPEN, *REST, *ADDRESS),
        _open_invoices,
    ),
    "invoices": Exported(
        Text("Alle facturen", "All invoices"),
        Text("facturen", "invoices"),
        (
            NUMBER,
            Column(Text("Documentsoort", "Document type"), width=14),
            Column(Text("Hoort bij factuur", "Related invoice"), width=16),
            *WHO,
            ISSUED,
            DUE,
            TOTAL,
            OPEN,
            Column(Text("Voldaan op", "Paid on"), "day"),
            *REST,
        ),
        _invoices,
    ),
    "debtors": Exported(
        Text("Debiteuren", "Debtors"),
        Text("debiteuren", "debtors"),
        (*WHO, OPEN, Column(Text("Waarvan te laat", "Of which overdue"), "money"), *ADDRESS),
        _debtors,
    ),
    "payments": Exported(
        Text("Betalingen en boekingen", "Payments and bookings"),
        Text("betalingen", "payments"),
        (
            Column(Text("Datum", "Date"), "day"),
            Column(Text("Bedrag", "Amount"), "money"),
            Column(Text("Geboekt op factuur", "Booked on invoice"), width=18),
            Column(Text("Debiteur", "Debtor"), width=32),
            Column(Text("Geboekt op grond van", "Booked because of")),
            Column(Text("Hele betaling", "Whole payment"), "money"),
            Column(Text("Tegenpartij", "Other side"), width=32),
            Column(Text("IBAN tegenpartij", "IBAN of the other side"), width=24),
            Column(Text("Omschrijving bank", "Text of the bank"), width=48),
            Column(Text("Betalingskenmerk", "Payment reference")),
            Column(Text("Eigen rekening", "Own account"), width=24),
        ),
        _payments,
    ),
    "letters": Exported(
        Text("Brieven en verzending", "Letters and sending"),
        Text("brieven", "letters"),
        (
            Column(Text("Gemaakt op", "Made on"), "day"),
            Column(Text("Soort", "Kind")),
            *WHO,
            Column(Text("Onderwerp", "Subject"), width=40),
            Column(Text("Gevraagd bedrag", "Sum asked"), "money", 16),
            Column(Text("Uiterste dag", "Last day"), "day"),
            Column(Text("Stand", "State"), width=14),
            Column(Text("Verstuurd op", "Sent on"), "day"),
            Column(Text("Ingetrokken omdat", "Withdrawn because"), width=30),
            Column(Text("Kanaal", "Channel"), width=9),
            Column(Text("Aan", "To"), width=32),
            Column(Text("Verzending", "Sending"), width=14),
            Column(Text("Weg op", "Left at"), "moment"),
            Column(Text("Bewijs", "Receipt"), width=40),
            Column(Text("Fout", "Error"), width=40),
        ),
        _letters,
    ),
    "announcements": Exported(
        Text("Aankondigingen en wat ervan kwam", "Announcements and what became of them"),
        Text("aankondigingen", "announcements"),
        (
            Column(Text("Stand", "State"), width=14),
            Column(Text("Wat", "What")),
            *WHO,
            Column(Text("Facturen", "Invoices"), width=24),
            Column(Text("Aangekondigd op", "Announced on"), "day"),
            Column(Text("Voor", "For"), "day"),
            Column(Text("Beëindigd op", "Ended on"), "day"),
            Column(Text("Door", "By"), width=28),
            Column(Text("Waarom, of waarop het wacht", "Why, or what it waits for"), width=48),
        ),
        _announcements,
    ),
    "promises": Exported(
        Text("Toezeggingen en wat ervan kwam", "Promises and what came of them"),
        Text("toezeggingen", "promises"),
        (
            Column(Text("Stand", "State"), width=14),
            *WHO,
            NUMBER,
            Column(Text("Toegezegd bedrag", "Sum promised"), "money", 16),
            Column(Text("Toegezegd op", "Promised on"), "day"),
            Column(Text("Uiterlijk", "By"), "day"),
            Column(Text("Beoordeeld op", "Judged on"), "day"),
            Column(Text("Afgesproken door", "Agreed by"), width=28),
            Column(Text("Notitie", "Note"), width=40),
        ),
        _promises,
    ),
    "improvements": Exported(
        Text("Verbeterpunten", "Improvements"),
        Text("verbeterpunten", "improvements"),
        (
            Column(Text("Reden", "Reason"), width=28),
            Column(Text("Naam", "Name"), width=28),
            Column(Text("Debiteuren", "Customers"), "number"),
            Column(Text("Keer genoemd", "Times said"), "number"),
            Column(Text("Nu open", "Open now"), "money"),
            Column(Text("Nu te laat", "Late now"), "money"),
            LATE,
            Column(Text("Hersteld op", "Mended on"), "day"),
            Column(Text("Hersteld door", "Mended by"), width=28),
            Column(Text("Wat eraan gedaan is", "What was done"), width=48),
        ),
        _improvements,
    ),
}
"""Every list by the name that `akkoord export` takes."""
