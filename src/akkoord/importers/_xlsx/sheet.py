"""Finds the table of invoices in the sheets of an Excel file, with its cells as text that can mean one thing only."""

from __future__ import annotations

import io
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from akkoord.core.problem import Problem, Text
from akkoord.importers._csv.headings import missing
from akkoord.importers._csv.invoices import places_of
from akkoord.importers._csv.table import SEARCHED, clean, heading_score
from akkoord.importers._xlsx.guard import checked
from akkoord.importers._zip import BOMB, BROKEN

MOST_SHEETS = 50
MOST_SIGNS = 128 << 20  # of all cells of a sheet together
_EXACT = 10**15  # from here on a spreadsheet rounds whole numbers

Value = int | float | str | bool | time | date | datetime | timedelta

NO_TABLE = Text(
    "Er staat geen werkblad met koppen in; verwacht koppen zoals Factuurnummer, Klant, Factuurdatum en Bedrag.",
    "There is no sheet with headings; expected headings such as Invoice number, Customer, Invoice date and Amount.",
)


@dataclass(frozen=True, slots=True)
class SheetTable:
    """The table of one sheet."""

    headings: tuple[str, ...]
    rows: list[list[str]]
    first: int  # the line of the first of them, counted from 1

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Each row that holds something, with its line."""
        for line, cells in enumerate(self.rows, start=self.first):
            if any(cell.strip() for cell in cells):
                yield line, cells

    def head(self, most: int) -> SheetTable:
        """The same table with its first rows only."""
        return SheetTable(self.headings, self.rows[:most], self.first)


def table_in(content: bytes, *, named: Collection[str] = ()) -> SheetTable | Problem:
    """The table of the first sheet that is a list of invoices, or else of the first with headings; `named` are headings a person
    pointed at. Hidden sheets are passed over."""
    allowed = checked(content)
    if isinstance(allowed, Problem):
        return allowed
    likely: SheetTable | None = None
    try:
        for sheet in _sheets(allowed):
            table = _table(sheet, named)
            if isinstance(table, Problem):
                return table
            if table is not None and (_is_list(table) or set(named) & set(table.headings)):
                return table
            likely = likely or table
    except CalamineError:
        return Problem(BROKEN)
    return likely or Problem(NO_TABLE)


def _is_list(table: SheetTable) -> bool:
    return not missing(places_of(table.headings, {}, list(table.head(200).records())))


def _sheets(content: bytes) -> Iterator[CalamineSheet]:
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        for about in book.sheets_metadata[:MOST_SHEETS]:
            if about.typ == SheetTypeEnum.WorkSheet and about.visible == SheetVisibleEnum.Visible:
                yield book.get_sheet_by_name(about.name)


def _table(sheet: CalamineSheet, named: Collection[str]) -> SheetTable | Problem | None:
    """The likeliest heading row of a sheet and what stands below it; None where nothing looks like headings."""
    rows, signs = list[list[str]](), 0
    for cells in sheet.iter_rows():
        rows.append([text_of(value) for value in cells])
        signs += sum(map(len, rows[-1]))
        if signs > MOST_SIGNS:
            return Problem(BOMB)
    scores = [heading_score(row, named) for row in rows[:SEARCHED]]
    best = max(scores, default=0)
    if not best:
        return None
    place = scores.index(best)
    headings = tuple(clean(cell) for cell in rows[place])
    width = max(n for n, heading in enumerate(headings, start=1) if heading)
    return SheetTable(headings[:width], [row[:width] for row in rows[place + 1 :]], place + 2)


def text_of(value: Value) -> str:
    """A cell as text: days as 2026-02-19, numbers with a decimal point and without what a binary fraction adds.

    >>> text_of(12300139.0), text_of(25717.69), text_of(0.1 + 0.2), text_of(datetime(2026, 2, 19)), text_of("tekst")
    ('12300139', '25717.69', '0.30', '2026-02-19', 'tekst')
    >>> text_of(1e16)
    '1.0000000000000000E+16'
    """
    match value:
        case bool():
            return "ja" if value else "nee"
        case int() | float():
            return _number(Decimal(repr(value)))
        case datetime():
            return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "seconds")
        case str():
            return value
        case _:
            return str(value)


def _number(value: Decimal) -> str:
    if not value.is_finite() or abs(value) >= _EXACT:
        return f"{value:.16E}"
    if value == value.to_integral_value():
        return f"{value:.0f}"
    cents = round(value, 2)
    return f"{cents:.2f}" if abs(value - cents) < Decimal("0.000001") else f"{value:f}"
