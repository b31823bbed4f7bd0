"""Reads the list of one bank: every entry that can be used, by account, and a problem for every record that cannot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import Progress, Reading, SourceFile
from akkoord.importers._bank_csv.dialect import Dialect
from akkoord.importers._bank_csv.rows import Line, Row, cells_of, line_of
from akkoord.importers._bank_csv.statements import statements_of
from akkoord.importers._bank_csv.table import Found, found_in, records
from akkoord.importers._csv.columns import decimal_mark
from akkoord.importers._text import decoded

TELL_EVERY = 500  # records between two calls to the progress listener
AMOUNTS = ("amount", "before", "after")

NOT_TEXT = Text("Dit is geen tekstbestand; verwacht een lijst van de bank.", "This is no text file; expected a list from the bank.")
NO_TABLE = Text(
    "De kolommen van deze bank staan er niet in; verwacht het bestand zoals de bank het geeft.",
    "The columns of this bank are not there; expected the file as the bank gives it.",
)
NO_ROWS = Text("Er staan alleen koppen in het bestand en geen boekingen.", "The file holds headings only and no entries.")


def read_list(name: str, dialects: Sequence[Dialect], file: SourceFile, progress: Progress) -> Reading:
    """The statements in a list of the bank `name`, written in one of its dialects."""
    text = decoded(file.content)
    if text is None:
        return Reading(name, problems=(Problem(NOT_TEXT),))
    found = found_in(text, dialects)
    if found is None:
        return Reading(name, problems=(Problem(NO_TABLE),))
    problems: list[Problem] = []
    lines = list(_lines(found, problems, progress))
    statements, sums = statements_of(lines, where=found.names.get("after", found.names.get("before", "")))
    if not lines and not problems:
        problems.append(Problem(NO_ROWS))
    return Reading(name, statements=statements, problems=(*problems, *sums), headings=tuple(filter(None, found.table.headings)))


def _lines(found: Found, problems: list[Problem], progress: Progress) -> Iterator[Line]:
    rows = list(records(found))
    decimal, width = _decimal(found, rows), found.width
    for done, (at, cells) in enumerate(rows, start=1):
        if done % TELL_EVERY == 0 or done == len(rows):
            progress(done, len(rows))
        if len(cells) < width or any(cell.strip() for cell in cells[width:]):
            problems.append(_uneven(at, len(cells), width))
            continue
        row = Row(cells_of(found, cells), found.names, at)
        line = line_of(row, found, decimal=decimal)
        problems.extend(row.problems)
        if line is not None:
            yield line


def _decimal(found: Found, rows: list[tuple[int, list[str]]]) -> str:
    """The decimal mark the amounts and balances give away together; the bank's usual one where they do not."""
    places = [place for name in AMOUNTS for place in found.places.get(name, ())]
    return decimal_mark(cells[place] for _, cells in rows for place in places if place < len(cells)) or found.dialect.decimal


def _uneven(line: int, cells: int, width: int) -> Problem:
    nl = f"Gevonden: {cells} kolommen. Verwacht: {width}. Niet overgenomen."
    return Problem(Text(nl, f"Found: {cells} columns. Expected: {width}. Left out."), line)
