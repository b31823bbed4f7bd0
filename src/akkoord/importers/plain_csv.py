"""Reads a plain CSV of open invoices, with Dutch or English headings or with columns a person pointed at."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import InvoiceRead, Progress, Reading, SourceFile, no_progress
from akkoord.importers._csv.headings import EITHER_KIND, FIELDS, answered, bare, is_bank, missing, recognised
from akkoord.importers._csv.rows import Columns, Row, columns_of, invoice_of
from akkoord.importers._csv.table import Table, table_of
from akkoord.importers._problems import quoted
from akkoord.importers._text import decoded

NAME = "csv"
TELL_EVERY = 500  # rows between two calls to the progress listener

__all__ = ["FIELDS", "NAME", "read", "recognises"]

NOT_TEXT = Text("Dit is geen tekstbestand; verwacht een CSV.", "This is no text file; expected a CSV.")
EMPTY = Text(
    "Het bestand is leeg; verwacht een regel met koppen en daaronder facturen.", "The file is empty; expected headings and invoices."
)
NO_TABLE = Text(
    "Er staat geen regel met koppen in; verwacht koppen zoals Factuurnummer;Klant;Factuurdatum;Bedrag.",
    "No line with headings was found; expected headings such as Invoice number;Customer;Invoice date;Amount.",
)
NO_ROWS = Text("Er staan alleen koppen in het bestand en geen facturen.", "The file holds headings only and no invoices.")
BANK = Text(
    "Dit lijkt een lijst met bankmutaties; verwacht een lijst met facturen. Lever bankmutaties aan als CAMT.053.",
    "This looks like a list of bank movements; expected a list of invoices. Supply bank movements as CAMT.053.",
)


def recognises(head: bytes) -> bool:
    """Whether the first bytes look like a table with headings that is not a bank's."""
    text = decoded(head, whole=False)
    if not text or text.lstrip()[:1] in ("", "<", "{", "[", "%"):
        return False
    table = table_of(text)
    if table is None or is_bank(table.headings):
        return False
    known = len(recognised(table.headings))
    return known >= 2 or known == 1 and len(table.headings) >= 3 or _even(table)


def _even(table: Table) -> bool:
    """Whether unknown headings stand above at least two records of their width, so that a person can say what they mean."""
    widths = [len(cells) for (_, cells), _ in zip(table.records(), range(5), strict=False)][:4]
    return len(table.headings) >= 4 and len(widths) >= 2 and set(widths) == {len(table.headings)}


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every invoice of the list; where a needed column is not known, the headings and what is missing."""
    text = decoded(file.content)
    if text is None or not text.strip():
        return _nothing(NOT_TEXT if text is None else EMPTY)
    table = table_of(text, named=file.columns.values())
    if table is None:
        return _nothing(NO_TABLE)
    if is_bank(table.headings) and not file.columns:
        return replace(_nothing(BANK), headings=table.headings)
    return _read_table(table, file, progress)


def _read_table(table: Table, file: SourceFile, progress: Progress) -> Reading:
    records = list(table.records())
    places = answered(table.headings, file.columns)
    places = _with_kind(places, table.headings, records)
    lacking = missing(places)
    if lacking or not records:
        lines = tuple(_unknown(field) for field in lacking) or (Problem(NO_ROWS),)
        return Reading(NAME, problems=lines, headings=table.headings, unmapped=lacking)
    columns = columns_of(places, table.headings, (cells for _, cells in records))
    problems: list[Problem] = []
    invoices = tuple(_unique(_invoices(records, columns, problems, progress), table.headings[places["number"]], problems))
    return Reading(NAME, invoices, problems=tuple(sorted(problems, key=lambda one: one.line or 0)), headings=table.headings)


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


def _nothing(why: Text) -> Reading:
    return Reading(NAME, problems=(Problem(why),))


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
