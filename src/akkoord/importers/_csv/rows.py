"""Makes one invoice of one record: what must be right or the row is left out, and what may be left empty."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import InvoiceKind, InvoiceRead, PartyRead
from akkoord.importers import _checks
from akkoord.importers._csv.columns import DateOrder, amount_of, date_order, day_of, decimal_mark
from akkoord.importers._problems import AMOUNT, DATE, emptied, unusable

AMOUNTS = ("total", "open", "paid")
DATES = ("issued_on", "due_on", "paid_on", "delivered_from", "delivered_until")
NUMBER = Text("een factuurnummer", "an invoice number")
UNROUNDED = Text("een factuurnummer dat een rekenblad niet heeft afgerond", "an invoice number that no spreadsheet has rounded")
TERM = Text("een aantal dagen van 0 tot en met 365", "a number of days from 0 to 365")
KIND = Text("zakelijk, particulier of overheid", "business, consumer or government")
CURRENCY = Text("een valutacode van drie letters, zoals EUR", "a currency code of three letters, such as EUR")
SIGNS = Text("een openstaand bedrag tussen nul en het factuurbedrag", "an open amount between zero and the invoice amount")
PARTY = Text("de naam of het nummer van de klant", "the name or the number of the customer")

_ROUNDED = re.compile(r"\d[.,]\d+E\+\d+", re.IGNORECASE)
_DAYS = re.compile(r"(\d{1,4})\s*(?:d|dgn|dag|dagen|day|days)?\.?(?:\s*netto)?", re.IGNORECASE)
_CURRENCY = {"€": "EUR", "EURO": "EUR", "$": "USD", "£": "GBP"}
_KINDS = {
    **dict.fromkeys("zakelijk bedrijf zakelijkeklant business b2b company onderneming rechtspersoon organisatie z".split(), "business"),
    **dict.fromkeys("particulier consument consumer private b2c person persoon natuurlijkpersoon individual p".split(), "consumer"),
    **dict.fromkeys("overheid gemeente government b2g public publiek o".split(), "government"),
}
_NOTHING = frozenset(("0", "-", "--", "n.v.t.", "nvt", "n/a", "na", "null", "none", "geen", "00-00-0000", "0000-00-00"))
_MARKED = tuple("=+-@＝＋－＠")
_CREDIT = re.compile(r"credit|^(cn|c|cr|381)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field stands, what its heading is, and how its column writes amounts and dates."""

    places: Mapping[str, int]
    headings: tuple[str, ...]
    decimals: Mapping[str, str]
    orders: Mapping[str, DateOrder]


def columns_of(places: Mapping[str, int], headings: tuple[str, ...], records: Iterable[list[str]]) -> Columns:
    """Settles the notation of the amount and date columns over all records."""
    kept = [record for record in records if len(record) >= len(headings)]
    decimals = {name: decimal_mark(record[places[name]] for record in kept) for name in AMOUNTS if name in places}
    shared = set(decimals.values()) - {""}
    only = shared.pop() if len(shared) == 1 else ""
    orders = {name: date_order(record[places[name]] for record in kept) for name in DATES if name in places}
    return Columns(places, headings, {name: mark or only for name, mark in decimals.items()}, orders)


@dataclass(slots=True)
class Row:
    """One record on its way to an invoice, with the problems met."""

    columns: Columns
    cells: list[str]
    line: int
    problems: list[Problem] = field(default_factory=list)
    lost: bool = False

    def text(self, name: str) -> str:
        """The cell of a field on one line, "" where it has no column; ="0123" is how Excel keeps zeros, and '+31 how a text that
        looks like a formula is kept from being one."""
        place = self.columns.places.get(name)
        if place is None:
            return ""
        value = " ".join(self.cells[place].split())
        if value[:1] == "'" and value[1:2] in _MARKED:
            return value[1:]
        return value[2:-1] if value.startswith('="') and value.endswith('"') else value

    def optional(self, name: str) -> str:
        """The cell of a field that may be empty; what packages write for nothing is nothing."""
        value = self.text(name)
        return "" if value.lower() in _NOTHING else value

    def heading(self, name: str) -> str:
        """The heading a field stands under, for a problem."""
        place = self.columns.places.get(name)
        return name if place is None else self.columns.headings[place]

    def lose(self, name: str, expected: Text) -> None:
        """Notes why the row cannot be used."""
        self.problems.append(unusable(self.text(name), expected=expected, where=self.heading(name), line=self.line))
        self.lost = True

    def checked(self, name: str, check: Callable[[str], str | None], expected: Text) -> str:
        """A field that may be empty: its checked value, or "" and a problem."""
        value = self.optional(name)
        result = check(value) if value else ""
        if result is None:
            self.problems.append(emptied(value, expected=expected, where=self.heading(name), line=self.line))
        return result or ""

    def day(self, name: str, *, needed: bool = False) -> date | None:
        """A date; one that is no day loses the row."""
        value = self.text(name) if needed else self.optional(name)
        result = day_of(value, self.columns.orders[name]) if value else None
        if result is None and (value or needed):
            self.lose(name, DATE)
        return result

    def cents(self, name: str) -> int | None:
        """An amount in cents; one that cannot be read loses the row."""
        value = self.text(name)
        result = amount_of(value, decimal=self.columns.decimals[name]) if value else None
        if result is None and value:
            self.lose(name, AMOUNT)
        return result


def invoice_of(row: Row) -> InvoiceRead | None:
    """The invoice of a record, or None where the record cannot be used; the row holds the problems."""
    number, buyer = _number(row), _buyer(row)
    issued_on = row.day("issued_on", needed=True)
    due_on, paid_on = row.day("due_on"), row.day("paid_on")
    kind, total, still_open = _amounts(row)
    if row.lost or issued_on is None:
        return None
    return InvoiceRead(
        *(number, kind, issued_on, total, buyer),
        due_on=due_on or _from_term(row, issued_on),
        currency=row.checked("currency", _currency, CURRENCY) or "EUR",
        open=still_open,
        payment_reference=row.text("payment_reference"),
        refers_to=row.text("refers_to"),
        description=row.text("description"),
        paid_on=paid_on,
        delivered_from=_delivered(row, "delivered_from"),
        delivered_until=_delivered(row, "delivered_until"),
        only_open=not row.text("total"),
        line=row.line,
    )


def _delivered(row: Row, name: str) -> date | None:
    """A day the invoice can do without: one that cannot be read is told, and the row is kept."""

    def read(text: str) -> date | None:
        return day_of(text, row.columns.orders[name])

    found = row.checked(name, lambda text: text if read(text) else None, DATE)
    return read(found) if found else None


def _number(row: Row) -> str:
    number = row.text("number")
    if not number or len(number) > 100:
        row.lose("number", NUMBER)
    elif _ROUNDED.fullmatch(number):
        row.lose("number", UNROUNDED)
    return number


def _amounts(row: Row) -> tuple[InvoiceKind, int, int | None]:
    """Kind, total and what is open; a negative total is a credit note, which is positive in the reading."""
    total, still_open = row.cents("total"), _open(row)
    if total is None and still_open is None and not row.lost:
        row.lose("total" if "total" in row.columns.places else "open", AMOUNT)
    total = (still_open or 0) if total is None else total
    credit = total < 0 or bool(_CREDIT.search(row.text("document_kind")))
    if still_open is not None and total < 0:
        still_open = -still_open
    if still_open is not None and not row.lost and not 0 <= still_open <= abs(total):
        row.lose("open" if row.text("open") else "paid", SIGNS)
    return "credit_note" if credit else "invoice", abs(total), still_open


def _open(row: Row) -> int | None:
    """What is open, as the row says it; where it says what was paid instead, what that leaves."""
    paid = row.cents("paid") if row.text("paid") and not row.text("open") else None
    total = None if paid is None else row.cents("total")
    return row.cents("open") if paid is None or total is None else total - paid


def _from_term(row: Row, issued_on: date) -> date | None:
    days = "0" if row.text("term_days") == "0" else row.checked("term_days", _days, TERM)
    return issued_on + timedelta(days=int(days)) if days else None


def _buyer(row: Row) -> PartyRead:
    name, number = row.text("buyer_name"), row.text("buyer_number")
    if not name and not number:
        row.lose("buyer_name" if "buyer_name" in row.columns.places else "buyer_number", PARTY)
    street = f"{row.text('street')} {row.text('house_number')}".strip()
    return PartyRead(
        name=name,
        number=number,
        kind=row.checked("buyer_kind", _kind, KIND),
        street=street,
        postcode=row.text("postcode"),
        city=row.text("city"),
        country=row.checked("country", _checks.country_of, _checks.COUNTRY),
        email=row.checked("email", _checks.email_of, _checks.EMAIL),
        phone=row.text("phone"),
        kvk=row.checked("kvk", _checks.kvk_of, _checks.KVK),
        vat=row.checked("vat", _checks.vat_of, _checks.VAT),
        iban=row.checked("iban", _checks.iban_of, _checks.IBAN),
    )


def _days(text: str) -> str | None:
    hit = _DAYS.fullmatch(text)
    return hit[1] if hit and int(hit[1]) <= 365 else None


def _kind(text: str) -> str | None:
    return _KINDS.get("".join(text.lower().split()))


def _currency(text: str) -> str | None:
    code = _CURRENCY.get(text.upper(), text.upper())
    return code if len(code) == 3 and code.isascii() and code.isalpha() else None
