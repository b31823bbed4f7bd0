"""Makes the invoices of a table with headings, whether it came as CSV or as a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Protocol

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import InvoiceRead, Progress, Reading
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
    places = answered(table.headings, columns)
    places = _with_kind(places, table.headings, records)
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


def _with_kind(places: dict[str, int], headings: tuple[str, ...], records: list[tuple[int, list[str]]]) -> dict[str, int]:
    """A heading such as "Soort" says what the document is or what the customer is: its words decide."""
    place = next((at for at, heading in enumerate(headings) if bare(heading) in EITHER_KIND), None)
    if place is None or place in places.values():
        return places
    words = " ".join(cells[place] for _, cells in records[:200] if len(cells) > place).lower()
    field = "document_kind" if any(word in words for word in ("credit", "factuur", "invoice")) else "buyer_kind"
    return {field: place} | places


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
