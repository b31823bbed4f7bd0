"""Reads a plain CSV of open invoices, with Dutch or English headings or with columns a person pointed at."""

from __future__ import annotations

from dataclasses import replace

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._csv.headings import FIELDS, is_bank, recognised
from akkoord.importers._csv.invoices import BANK, read_table
from akkoord.importers._csv.table import Table, table_of
from akkoord.importers._text import decoded

NAME = "csv"

__all__ = ["FIELDS", "NAME", "read", "recognises"]

NOT_TEXT = Text("Dit is geen tekstbestand; verwacht een CSV.", "This is no text file; expected a CSV.")
EMPTY = Text(
    "Het bestand is leeg; verwacht een regel met koppen en daaronder facturen.", "The file is empty; expected headings and invoices."
)
NO_TABLE = Text(
    "Er staat geen regel met koppen in; verwacht koppen zoals Factuurnummer;Klant;Factuurdatum;Bedrag.",
    "No line with headings was found; expected headings such as Invoice number;Customer;Invoice date;Amount.",
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
    return read_table(NAME, table, file.columns, progress)


def _nothing(why: Text) -> Reading:
    return Reading(NAME, problems=(Problem(why),))
