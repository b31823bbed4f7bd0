"""Lists in Excel: the right sheet, cells that mean one thing, and nothing let through that would stop the program."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.core.problem import Problem
from akkoord.core.reading import Reading, SourceFile
from akkoord.importers import xlsx
from akkoord.importers._xlsx import guard
from akkoord.work.intake.columns import look_at_columns

HEADINGS = ("Factuurnummer", "Klant", "Factuurdatum", "Vervaldatum", "Bedrag", "Openstaand")
ROW = ("F1", "Alfa B.V.", date(2026, 1, 5), date(2026, 2, 4), 121.5, 60.75)
SHEET = "xl/worksheets/sheet1.xml"


def book(*sheets: Sequence[Sequence[Any]], top: int = 0) -> bytes:
    """A workbook with these sheets."""
    kept = io.BytesIO()
    made = xlsxwriter.Workbook(kept, {"in_memory": True, "default_date_format": "dd-mm-yyyy"})
    for rows in sheets:
        sheet = made.add_worksheet()
        for number, row in enumerate(rows, start=top):
            sheet.write_row(number, 0, [datetime.combine(cell, datetime.min.time()) if isinstance(cell, date) else cell for cell in row])
    made.close()
    return kept.getvalue()


def changed(content: bytes, old: bytes, new: bytes) -> bytes:
    """The workbook with something else in its first sheet."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as after:
        for name in before.namelist():
            part = before.read(name)
            if name == SHEET:
                assert old in part
                part = part.replace(old, new, 1)
            after.writestr(name, part)
    return kept.getvalue()


def read(content: bytes, **columns: str) -> Reading:
    """Its reading."""
    return xlsx.read(SourceFile("a.xlsx", content, columns))


def test_days_and_amounts_are_read_as_what_they_are() -> None:
    (invoice,) = read(book([HEADINGS, ROW])).invoices
    assert (invoice.issued_on, invoice.due_on, invoice.total, invoice.open) == (date(2026, 1, 5), date(2026, 2, 4), 12_150, 6_075)


@pytest.mark.parametrize(
    ("cell", "cents"), [(0.1 + 0.2, 30), (1234, 123_400), (-12.5, 1_250), ("1.234,50", 123_450), ("€ 12,00", 1_200), (1e-9, 0)]
)
def test_amount_is_exact_however_the_cell_holds_it(cell: object, cents: int) -> None:
    (invoice,) = read(book([HEADINGS[:3] + HEADINGS[4:5], (*ROW[:3], cell)])).invoices
    assert invoice.total == cents


@pytest.mark.parametrize("cell", [12.345, 1e16, "veel"])
def test_amount_that_cannot_be_used_is_told_with_its_row(cell: object) -> None:
    reading = read(book([HEADINGS[:3] + HEADINGS[4:5], (*ROW[:3], cell), ("F2", *ROW[1:3], 1.5)]))
    assert ([one.number for one in reading.invoices], [(one.line, one.where) for one in reading.problems]) == (["F2"], [(2, "Bedrag")])


def test_number_of_an_invoice_has_no_decimals() -> None:
    assert read(book([HEADINGS, (20260001, *ROW[1:])])).invoices[0].number == "20260001"


@pytest.mark.parametrize("top", [0, 4])
def test_lines_are_those_of_the_sheet(top: int) -> None:
    assert [one.line for one in read(book([HEADINGS, ROW, (), ("F2", *ROW[1:])], top=top)).invoices] == [top + 2, top + 4]


def test_first_sheet_that_is_a_list_is_read() -> None:
    notes = [["Toelichting", "Bij deze lijst"], ["Let", "op"]]
    other = [HEADINGS, ("F9", *ROW[1:])]
    assert [one.number for one in read(book([], notes, [HEADINGS, ROW], other)).invoices] == ["F1"]


def test_unknown_headings_are_asked_and_answers_are_used() -> None:
    content = book([["Wat", "Wie", "Toen", "Zoveel"], (*ROW[:3], 5)])
    assert (read(content).headings, read(content).unmapped) == (
        ("Wat", "Wie", "Toen", "Zoveel"),
        ("number", "buyer_name", "issued_on", "total"),
    )
    answers = {"number": "Wat", "buyer_name": "Wie", "issued_on": "Toen", "total": "Zoveel"}
    assert [(one.number, one.total) for one in read(content, **answers).invoices] == [("F1", 500)]


def test_columns_can_be_looked_at_and_pointed_at() -> None:
    content = book([["Wat", "Wie", "Toen", "Zoveel"], (*ROW[:3], 5)])
    sheet = look_at_columns(content=content, columns={"number": "Wat", "buyer_name": "Wie", "issued_on": "Toen", "total": "Zoveel"})
    assert sheet is not None
    assert [(one.name, one.samples) for one in sheet.headings][2:] == [("Toen", ("2026-01-05",)), ("Zoveel", ("5",))]
    assert [one.number for one in sheet.preview.invoices] == ["F1"]


def test_heading_of_two_meanings_is_read_by_what_stands_below_it() -> None:
    headings = ("Factuurnr.", "Naam", "Boekstuk", "Factuur", "Saldo")
    (invoice,) = read(book([headings, ("F1", "Alfa", date(2026, 1, 5), 121.5, 60)])).invoices
    assert (invoice.issued_on, invoice.total, invoice.open) == (date(2026, 1, 5), 12_150, 6_000)
    assert read(book([headings, ("F1", "Alfa", 20260105, 121.5, 60)])).unmapped == ("issued_on",)


def test_bank_list_is_refused() -> None:
    reading = read(book([["Datum", "Tegenrekening", "Bedrag", "Af Bij"], [date(2026, 1, 5), "NL91ABNA0417164300", 5, "Bij"]]))
    assert (reading.invoices, len(reading.problems), reading.unmapped) == ((), 1, ())


@pytest.mark.parametrize("ref", [b"XFD1048576", b"XFE1", b"A1048577", b"ZZZZZZZZZZ99999999999999999", b"A" + b"9" * 5000])
def test_cell_in_a_far_corner_is_refused_and_does_not_stop_the_program(ref: bytes) -> None:
    content = changed(book([HEADINGS, ROW]), b'<c r="F2"', b'<c r="' + ref + b'"')
    assert [one.message for one in read(content).problems] == [guard.CORNER]


@pytest.mark.parametrize("trick", [b"<c x='>' r='XFD1048576'", b'<c\nr = "XFD1048576"', b"<x:c xmlns:x='urn:x' r='XFD1048576'"])
def test_far_cell_is_found_however_it_is_written(trick: bytes) -> None:
    assert guard.refusal(b'<row r="1"><c r="A1"><v>1</v></c>' + trick + b"><v>1</v></c></row>") == guard.CORNER


def test_empty_cell_far_away_takes_no_room() -> None:
    content = changed(book([HEADINGS, ROW]), b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>')
    assert [one.number for one in read(content).invoices] == ["F1"]


def test_cells_without_places_are_counted() -> None:
    rows = b"<row><c><v>1</v></c><c><v>2</v></c></row>"
    assert (guard.refusal(rows * 100), guard.refusal(b"<row>" + b"<c><v>1</v></c>" * 20_000 + b"</row>")) == (None, guard.CORNER)


def test_sheet_that_unpacks_excessively_is_refused() -> None:
    content = changed(book([HEADINGS, ROW]), b"</sheetData>", b" " * (8 << 20) + b"</sheetData>")
    assert [(one.where, one.message.en.split(" becomes")[0]) for one in read(content).problems] == [(SHEET, "This file")]


def test_only_what_was_looked_at_is_read() -> None:
    allowed = guard.checked(book([HEADINGS, ROW]))
    assert not isinstance(allowed, Problem)
    with zipfile.ZipFile(io.BytesIO(allowed)) as archive:
        assert {name for name in archive.namelist() if "theme" in name or "docProps" in name} == set()


@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_damaged_sheets_never_raise(data: st.DataObject) -> None:
    with zipfile.ZipFile(io.BytesIO(book([HEADINGS, ROW]))) as archive:
        parts = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    part = parts[data.draw(st.sampled_from(sorted(name for name in parts if name.startswith("xl/"))))]
    for _ in range(data.draw(st.integers(1, 5))):
        part[data.draw(st.integers(0, len(part) - 1))] = data.draw(st.sampled_from(b'<>"=/&;09AZ \x00\xff'))
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, bytes(content))
    reading = read(kept.getvalue())
    assert reading.invoices or reading.problems
