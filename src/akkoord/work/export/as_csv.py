"""Writes a list as CSV that opens right in Dutch Excel: UTF-8 with its mark, semicolons, decimal commas, days as 19-02-2026.

A spreadsheet takes a cell that begins with a sign of reckoning for a formula, also one between quotes: an apostrophe before it
makes it text (OWASP, CSV Injection; ASVS 5.0, 1.2.10). And it takes a text of digits for a number or a day, so that 0042 becomes
42, 5000056789012345 loses its last digit and 2026-01 becomes January: ="0042" is the one form that Excel and LibreOffice keep as
it is. The importer of CSV reads both back.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import BinaryIO

from akkoord.core.cells import text_cell
from akkoord.core.money import plain
from akkoord.work.export.column import Cell, Column, Row, said


def write(*, columns: Sequence[Column], rows: Iterable[Row], to: BinaryIO, language: str) -> int:
    """Write every row; gives their number."""
    text = io.TextIOWrapper(to, encoding="utf-8-sig", newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.heading.in_language(language) for column in columns])
    count = 0
    for row in rows:
        count += 1
        writer.writerow([_cell(cell, column, language) for cell, column in zip(row, columns, strict=True)])
    text.flush()
    text.detach()
    return count


def _cell(cell: Cell, column: Column, language: str) -> str:
    if cell is None:
        return ""
    match column.kind, cell:
        case "money", int():
            return plain(cell).replace(".", ",")
        case "moment", datetime():
            return f"{cell:%d-%m-%Y %H:%M}"
        case "day", date():
            return f"{cell:%d-%m-%Y}"
        case "number", int():
            return str(cell)
    return text_cell(said(cell, language))
