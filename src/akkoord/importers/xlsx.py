"""Reads a list of open invoices in Excel (.xlsx), by the same headings as the CSV and with the columns a person pointed at."""

from __future__ import annotations

from dataclasses import replace

from akkoord.core.problem import Problem
from akkoord.core.reading import Progress, Reading, SourceFile, no_progress
from akkoord.importers._csv.headings import is_bank
from akkoord.importers._csv.invoices import BANK, read_table
from akkoord.importers._xlsx.sheet import table_in
from akkoord.importers._zip import office

NAME = "xlsx"


def recognises(head: bytes) -> bool:
    """Whether this is a ZIP with the parts of a workbook in it."""
    return office(head) == "sheet"


def read(file: SourceFile, *, progress: Progress = no_progress) -> Reading:
    """Every invoice of the first sheet that holds a list of them; where a needed column is not known, its headings."""
    table = table_in(file.content, named=file.columns.values())
    if isinstance(table, Problem):
        return Reading(NAME, problems=(table,))
    if is_bank(table.headings) and not file.columns:
        return replace(Reading(NAME, problems=(Problem(BANK),)), headings=table.headings)
    return read_table(NAME, table, file.columns, progress)
