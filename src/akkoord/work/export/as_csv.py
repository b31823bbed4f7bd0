"""Writes a list as CSV that opens right in Dutch Excel: UTF-8 with its mark, semicolons, decimal commas, days as 19-02-2026."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import BinaryIO

from akkoord.core.money import plain
from akkoord.work.export.column import Cell, Column, Row, said

FORMULA = "=+-@＝＋－＠"  # a text cell that begins so would be reckoned with by a spreadsheet


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
    return harmless(said(cell, language))


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; the importer of CSV takes the mark off again.

    >>> harmless("=1+1"), harmless("-5 procent"), harmless("Bakker")
    ("'=1+1", "'-5 procent", 'Bakker')
    """
    return f"'{text}" if text[:1] and text[0] in FORMULA else text
