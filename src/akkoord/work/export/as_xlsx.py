"""Writes a list as Excel: real days, amounts with two decimals, the headings frozen; row by row, so that memory stays small."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, BinaryIO

import xlsxwriter

from akkoord.work.export.column import Cell, Column, Row, said

LAST_ROW = 1_048_575  # of a sheet, its headings not counted; what comes after goes on a next one
LONGEST = 32_767  # signs in a cell

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def write(*, columns: Sequence[Column], rows: Iterable[Row], to: BinaryIO, language: str) -> int:
    """Write every row; gives their number."""
    book = xlsxwriter.Workbook(to, OPTIONS)
    looks = {
        "money": book.add_format({"num_format": "#,##0.00"}),
        "day": book.add_format({"num_format": "dd-mm-yyyy"}),
        "moment": book.add_format({"num_format": "dd-mm-yyyy hh:mm"}),
        "number": book.add_format({"num_format": "0"}),
        "text": book.add_format({"num_format": "@"}),
        "heading": book.add_format({"bold": True, "bottom": 1}),
    }
    sheet = _sheet(book, columns, looks, language)
    count = 0
    for count, row in enumerate(rows, start=1):
        place = (count - 1) % LAST_ROW + 1
        if count > 1 and place == 1:
            sheet = _sheet(book, columns, looks, language)
        for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
            _put(sheet, place, at, cell, column, looks[column.kind], language)
    book.close()
    return count


def _sheet(book: Any, columns: Sequence[Column], looks: dict[str, Any], language: str) -> Any:
    """A sheet with its headings, which stay in sight."""
    sheet = book.add_worksheet()
    sheet.freeze_panes(1, 0)
    for at, column in enumerate(columns):
        sheet.set_column(at, at, column.signs)
        sheet.write_string(0, at, column.heading.in_language(language), looks["heading"])
    return sheet


def _put(sheet: Any, row: int, at: int, cell: Cell, column: Column, look: Any, language: str) -> None:
    match column.kind, cell:
        case _, None | "":
            return
        case "money", int():
            sheet.write_number(row, at, Decimal(cell).scaleb(-2), look)
        case "number", int():
            sheet.write_number(row, at, cell, look)
        case "moment", datetime():
            sheet.write_datetime(row, at, cell.replace(tzinfo=None), look)
        case "day", date():
            sheet.write_datetime(row, at, datetime(cell.year, cell.month, cell.day), look)
        case _:
            sheet.write_string(row, at, said(cell, language)[:LONGEST], look)
