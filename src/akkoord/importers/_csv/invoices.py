"""Makes the invoices of a table with headings, whether it came as CSV or as a sheet."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import InvoiceRead, Progress, Reading
from akkoord.importers._csv.columns import amount_of, day_of
from akkoord.importers._csv.headings import EITHER_KIND, FIELDS, answered, bare, missing
from akkoord.importers._csv.rows import Columns, Row, columns_of, invoice_of
from akkoord.importers._problems import quoted

TELL_EVERY = 500  # rows between two calls to the progress listener

NO_ROWS = Text("Er staan alleen koppen in het bestand en geen facturen.", "The file holds headings only and no invoices.")
BANK = Text(
    "Dit lijkt een lijst met bankmutaties; verwacht een lijst met facturen. Lever bankmutaties aan als CAMT.053.",
    "This looks like a list of bank movements; expected a list of invoices. Supply bank movements as CAMT.053.",
)


class Records(Protocol):
    """A table: its headings, and the records below them with the line each stands on."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings, in the order of the columns."""

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Line, counted from 1, and cells."""


def read_table(kind: str, table: Records, columns: Mapping[str, str], progress: Progress) -> Reading:
    """Every invoice of a table; `columns` is what a person said they mean. Where a needed one is not known: the headings, and
    what is missing."""
    records = list(table.records())
    places = places_of(table.headings, columns, records)
    lacking = missing(places)
    if lacking or not records:
        lines = tuple(_unknown(field) for field in lacking) or (Problem(NO_ROWS),)
        return Reading(kind, problems=lines, headings=table.headings, unmapped=lacking)
    settled = columns_of(places, table.headings, (cells for _, cells in records))
    problems: list[Problem] = []
    invoices = tuple(_unique(_invoices(records, settled, problems, progress), table.headings[places["number"]], problems))
    return Reading(kind, invoices, problems=tuple(sorted(problems, key=lambda one: one.line or 0)), headings=table.headings)


def _invoices(records: list[tuple[int, list[str]]], columns: Columns, problems: list[Problem], progress: Progress) -> Iterator[InvoiceRead]:
    width = len(columns.headings)
    for done, (line, cells) in enumerate(records, start=1):
        if done % TELL_EVERY == 0 or done == len(records):
            progress(done, len(records))
        if len(cells) < width or any(cell.strip() for cell in cells[width:]):
            problems.append(_uneven(line, len(cells), width))
            continue
        row = Row(columns, cells, line)
        invoice = invoice_of(row)
        problems.extend(row.problems)
        if invoice is not None:
            yield invoice


def _unique(invoices: Iterator[InvoiceRead], heading: str, problems: list[Problem]) -> Iterator[InvoiceRead]:
    """Each invoice number once: a line that says the same again is passed over, one that says something else is a problem."""
    seen: dict[str, InvoiceRead] = {}
    for invoice in invoices:
        earlier = seen.setdefault(invoice.number, invoice)
        if earlier is invoice:
            yield invoice
        elif replace(earlier, line=None) != replace(invoice, line=None):
            problems.append(_twice(invoice, earlier, heading))


def places_of(headings: Sequence[str], columns: Mapping[str, str], records: Sequence[tuple[int, list[str]]]) -> dict[str, int]:
    """The column of each field: as a person said, as its heading says, or as the cells under a heading of two meanings say."""
    known = _with_payment(_with_kind(answered(headings, columns), headings, records), columns, records)
    return _with_contents(known, headings, columns, records)


def _with_kind(places: dict[str, int], headings: Sequence[str], records: Sequence[tuple[int, list[str]]]) -> dict[str, int]:
    """A heading such as "Soort" says what the document is or what the customer is: its words decide."""
    place = next((at for at, heading in enumerate(headings) if bare(heading) in EITHER_KIND), None)
    if place is None or place in places.values():
        return places
    words = " ".join(_cells(records, place)).lower()
    field = "document_kind" if any(word in words for word in ("credit", "factuur", "invoice")) else "buyer_kind"
    return {field: place} | places


def _with_payment(places: dict[str, int], columns: Mapping[str, str], records: Sequence[tuple[int, list[str]]]) -> dict[str, int]:
    """A heading such as "Betaald" or "Voldaan" stands over days in one package, over sums in another, and over yes and no in a
    third: its cells decide, and what is neither says nothing."""
    found = dict(places)
    for field in ("paid", "paid_on"):
        place = places.get(field)
        cells = [] if place is None or field in columns else [cell for cell in _cells(records, place) if cell.strip()]
        days, sums = sum(map(_is_day, cells)), sum(map(_is_sum, cells))
        if place is not None and cells and (days * 2 > len(cells) or sums * 2 > len(cells) or field == "paid"):
            del found[field]
            if days * 2 > len(cells):
                found.setdefault("paid_on", place)
            elif sums * 2 > len(cells):
                found.setdefault("paid", place)
    return found


def _with_contents(
    places: dict[str, int], headings: Sequence[str], columns: Mapping[str, str], records: Sequence[tuple[int, list[str]]]
) -> dict[str, int]:
    """AFAS heads the day of the invoice "Boekstuk" and its amount "Factuur"; other packages put a number under those words."""
    for field, (word, holds) in _BY_CONTENT.items():
        place = next((at for at, heading in enumerate(headings) if bare(heading) == word), None)
        if place is None or place in places.values() or field in places or field in columns:
            continue
        cells = [cell for cell in _cells(records, place) if cell.strip()]
        if sum(map(holds, cells)) * 2 > len(cells):
            places = places | {field: place}
    return places


def _cells(records: Sequence[tuple[int, list[str]]], place: int) -> list[str]:
    return [cells[place] for _, cells in records[:200] if len(cells) > place]


def _is_day(cell: str) -> bool:
    return not cell.strip().isdecimal() and day_of(cell, "day") is not None  # eight digits are rather a number


def _is_amount(cell: str) -> bool:
    return len(cell.strip()) < 8 and amount_of(cell, decimal="") is not None or cell.strip()[-3:-2] in (",", ".")


def _is_sum(cell: str) -> bool:
    return amount_of(cell, decimal="") is not None or amount_of(cell, decimal=",") is not None


_BY_CONTENT: Mapping[str, tuple[str, Callable[[str], bool]]] = {"issued_on": ("boekstuk", _is_day), "total": ("factuur", _is_amount)}


def _unknown(field: str) -> Problem:
    label = FIELDS[field]
    message = Text(
        f"Welke kolom is: {label.nl}? Geen kop werd daarvoor herkend.", f"Which column is: {label.en}? No heading was recognised."
    )
    return Problem(message, where=field)


def _uneven(line: int, cells: int, width: int) -> Problem:
    nl = f"Gevonden: {cells} kolommen. Verwacht: {width}, zoveel als er koppen zijn. Niet overgenomen."
    return Problem(Text(nl, f"Found: {cells} columns. Expected: {width}, as many as there are headings. Left out."), line)


def _twice(invoice: InvoiceRead, earlier: InvoiceRead, heading: str) -> Problem:
    shown = quoted(invoice.number)
    nl = f"Factuur {shown} stond al op regel {earlier.line}, met andere gegevens. Niet overgenomen."
    return Problem(Text(nl, f"Invoice {shown} stood on line {earlier.line} with other data. Left out."), invoice.line, heading)
