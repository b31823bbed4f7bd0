"""Lists that leave: they open right in a spreadsheet, read back to the same numbers, and are of one company."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from python_calamine import CalamineWorkbook

from akkoord.core.problem import Text
from akkoord.core.reading import SourceFile
from akkoord.importers.recognise import read_file
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, DebtorAccount, Invoice
from akkoord.work.export import as_csv, as_xlsx
from akkoord.work.export.column import Column, Kind
from akkoord.work.export.export import Form, export
from akkoord.work.export.lists import LISTS
from akkoord.work.payments.allocate import allocate
from akkoord.work.payments.place_payment import place_payment
from tests.cast import MONDAY, VERMEER
from tests.factories import make_case, make_creditor, make_debtor, make_debtors, make_invoice, make_letter, make_message, make_payment
from tests.work.days import DAY


def written(creditor: Creditor, what: str, form: Form = "csv", *, on: date = MONDAY, past: bool = False, language: str = "nl") -> bytes:
    """The list as a file."""
    to = io.BytesIO()
    export(creditor=creditor, what=what, on=on, form=form, to=to, past=past, language=language)
    return to.getvalue()


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of a CSV by their headings."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def sheet(content: bytes) -> list[list[Any]]:
    """The rows of the first sheet."""
    with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
        return [list(row) for row in book.get_sheet_by_index(0).iter_rows()]


def company(creditor: Creditor) -> None:
    """Two debtors, four invoices of which one is paid, a credit note, and names that look like formulas."""
    vermeer = make_debtor(creditor, VERMEER, phone="+31 20 555 01 01")
    formula = make_debtor(creditor, VERMEER, name='=HYPERLINK("x")', number="-1", kind="consumer", kind_doubtful=True)
    make_invoice(vermeer, number="F-1", total=123_450, open=100_005, due_on=MONDAY - 9 * DAY, description="@werk; met puntkomma\nen regel")
    make_invoice(vermeer, number="0042", total=5, open=5, due_on=MONDAY + 9 * DAY)
    make_invoice(formula, number="F-3", total=1_000_000_00, open=1_000_000_00)
    make_invoice(formula, number="F-4", total=100, open=0, settled_on=MONDAY)
    make_invoice(vermeer, number="C-1", kind="credit_note", total=2_000, open=500)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("what", ["open-invoices", "invoices"])
def test_list_of_invoices_reads_back_to_the_same_numbers(creditor: Creditor, form: Form, language: str, what: str) -> None:
    company(creditor)
    reading = read_file(SourceFile(f"a.{form}", written(creditor, what, form, language=language)))
    chosen = Invoice.objects.filter(creditor=creditor).select_related("debtor")
    if what == "open-invoices":
        chosen = chosen.filter(kind="invoice", open__gt=0)
    assert (reading.kind, reading.problems) == (form, ())
    assert sorted(
        (one.number, one.kind, one.total, one.open, one.issued_on, one.due_on, one.buyer.name) for one in reading.invoices
    ) == sorted((one.number, one.kind, one.total, one.open, one.issued_on, one.due_on, one.debtor.name) for one in chosen)


def test_open_list_reads_back_who_the_debtor_is(creditor: Creditor) -> None:
    company(creditor)
    reading = read_file(SourceFile("a.csv", written(creditor, "open-invoices")))
    buyers = {one.number: one.buyer for one in reading.invoices}
    assert (buyers["F-1"].phone, buyers["F-1"].kind, buyers["F-1"].kvk) == ("+31 20 555 01 01", "business", VERMEER["kvk"])
    assert (buyers["F-3"].name, buyers["F-3"].number, buyers["F-3"].kind) == ('=HYPERLINK("x")', "-1", "")


def test_csv_opens_right_in_dutch_excel(creditor: Creditor) -> None:
    company(creditor)
    content = written(creditor, "open-invoices")
    first = table(content)[0]
    assert (content[:3], content.count(b"\r\n")) == (b"\xef\xbb\xbf", 4)
    assert [first[name] for name in ("Factuurnummer", "Vervaldatum", "Dagen te laat", "Factuurbedrag", "Openstaand")] == [
        "F-1",
        f"{MONDAY - 9 * DAY:%d-%m-%Y}",
        "9",
        "1234,50",
        "1000,05",
    ]
    assert first["Omschrijving"] == "'@werk; met puntkomma en regel"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝"])
def test_text_that_looks_like_a_formula_is_harmless_and_numbers_stay_numbers(start: str) -> None:
    columns = (Column(Text("Tekst", "Text")), Column(Text("Bedrag", "Amount"), "money"))
    to = io.BytesIO()
    as_csv.write(columns=columns, rows=[(f"{start}1+1", -1250)], to=to, language="nl")
    cell, amount = to.getvalue().decode("utf-8-sig").splitlines()[1].split(";")
    assert (cell[0], amount) == ("'", "-12,50")


@pytest.mark.parametrize("number", ["0042", "00", "5000056789012345", "2026-01", "1/2", "1.2.2026", "12E5", "0612345678"])
def test_number_that_a_spreadsheet_would_change_is_kept_whole_and_reads_back(number: str) -> None:
    headings = ("Factuurnummer", "Klant", "Factuurdatum", "Bedrag")
    kinds: tuple[Kind, ...] = ("text", "text", "day", "money")
    columns = [Column(Text(name, name), kind) for name, kind in zip(headings, kinds, strict=True)]
    to = io.BytesIO()
    as_csv.write(columns=columns, rows=[(number, "Vermeer", MONDAY, 100)], to=to, language="nl")
    (cells,) = list(csv.reader(to.getvalue().decode("utf-8-sig").splitlines()[1:], delimiter=";"))
    assert cells[0] == f'="{number}"'
    assert [one.number for one in read_file(SourceFile("a.csv", to.getvalue())).invoices] == [number]


def test_formula_of_a_debtor_cannot_pass_for_a_number_kept_whole() -> None:
    to = io.BytesIO()
    rows = [('="1"&HYPERLINK("x")',), ('="0042"',)]
    as_csv.write(columns=[Column(Text("Tekst", "Text"))], rows=rows, to=to, language="nl")
    cells = [row[0] for row in csv.reader(to.getvalue().decode("utf-8-sig").splitlines()[1:], delimiter=";")]
    assert [cell[:2] for cell in cells] == ["'="] * 2


def test_excel_has_days_amounts_and_texts_that_stay_texts(creditor: Creditor) -> None:
    company(creditor)
    rows = sheet(written(creditor, "open-invoices", "xlsx"))
    by_number = {row[0]: row for row in rows[1:]}
    assert (rows[0][0], rows[0][7], sorted(by_number)) == ("Factuurnummer", "Openstaand", ["0042", "F-1", "F-3"])
    assert (by_number["F-1"][4], by_number["F-1"][7], by_number["F-3"][2]) == (MONDAY - 9 * DAY, 1000.05, '=HYPERLINK("x")')


def test_excel_keeps_its_headings_in_sight_and_holds_no_formula(creditor: Creditor) -> None:
    company(creditor)
    with zipfile.ZipFile(io.BytesIO(written(creditor, "open-invoices", "xlsx"))) as archive:
        part = archive.read("xl/worksheets/sheet1.xml").decode()
    assert ('state="frozen"' in part, "<f>" in part, 'width="32' in part) == (True, False, True)


def test_excel_goes_on_in_a_next_sheet_where_one_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(as_xlsx, "LAST_ROW", 2)
    to = io.BytesIO()
    rows = ((n,) for n in range(1, 6))
    assert as_xlsx.write(columns=[Column(Text("Nr", "No"), "number")], rows=rows, to=to, language="nl") == 5
    with CalamineWorkbook.from_filelike(io.BytesIO(to.getvalue())) as book:
        assert [[row[0] for row in book.get_sheet_by_name(name).iter_rows()] for name in book.sheet_names] == [
            ["Nr", 1.0, 2.0],
            ["Nr", 3.0, 4.0],
            ["Nr", 5.0],
        ]


def test_payments_add_up_to_what_the_bank_said(creditor: Creditor, desk: Desk) -> None:
    one = make_invoice(make_debtor(creditor, VERMEER), number="F-1", total=5_000, open=5_000)
    money = make_payment(creditor, amount=8_000)
    make_payment(creditor, amount=-2_500)
    place_payment(desk=desk, payment_id=money.id, invoice_id=one.id, amount=5_000, on=MONDAY)
    rows = table(written(creditor, "payments"))
    assert [(row["Bedrag"], row["Geboekt op factuur"], row["Geboekt op grond van"], row["Hele betaling"]) for row in rows] == [
        ("50,00", "F-1", "door een mens", "80,00"),
        ("30,00", "", "nog niet geboekt", "80,00"),
        ("-25,00", "", "afgeschreven", "-25,00"),
    ]


def test_money_given_back_is_named_a_refund_on_both_sides(creditor: Creditor) -> None:
    debtor = make_debtor(creditor, VERMEER)
    DebtorAccount.objects.create(creditor=creditor, debtor_id=debtor.id, iban="NL20INGB0001234567", times=5)
    make_invoice(debtor, number="2026-118", total=10_000, due_on=MONDAY + timedelta(days=30))
    said: dict[str, Any] = {"remittance": "2026-118", "counterparty_iban": "NL20INGB0001234567", "counterparty_name": str(debtor.name)}
    make_payment(creditor, amount=13_000, **said)
    allocate(creditor=creditor, on=MONDAY)
    make_payment(creditor, amount=-3_000, **{**said, "remittance": "te veel betaald"})
    allocate(creditor=creditor, on=MONDAY)
    rows = table(written(creditor, "payments"))
    assert [(row["Bedrag"], row["Geboekt op grond van"]) for row in rows][1:] == [("30,00", "teruggegeven"), ("-30,00", "terugbetaling")]


def test_debtors_have_what_they_owe(creditor: Creditor) -> None:
    company(creditor)
    rows = table(written(creditor, "debtors"))
    assert [(row["Debiteurnaam"], row["Openstaand"], row["Waarvan te laat"]) for row in rows][1:] == [
        (VERMEER["name"], "1000,10", "1000,05")
    ]


def test_letters_stand_with_how_they_left(creditor: Creditor) -> None:
    letter = make_letter(make_case(make_debtor(creditor, VERMEER)), subject="Herinnering", asked=1_000)
    make_message(letter, channel="email", recipient="a@b.example", state="sent", sent_at=datetime(2026, 11, 16, 9, 5).astimezone())
    make_letter(make_case(make_debtor(creditor, VERMEER, number="2")))
    rows = table(written(creditor, "letters"))
    assert [(row["Soort"], row["Kanaal"], row["Aan"], row["Verzending"]) for row in rows] == [
        ("Herinnering", "e-mail", "a@b.example", "verstuurd"),
        ("Herinnering", "", "", ""),
    ]


@pytest.mark.parametrize("what", LISTS)
def test_list_holds_nothing_of_another_company(creditor: Creditor, what: str) -> None:
    other = make_creditor(name="Elders B.V.")
    company(other)
    make_payment(other, amount=5)
    make_letter(make_case(make_debtor(other, VERMEER, number="9")))
    assert table(written(creditor, what)) == []


def test_list_of_a_day_in_the_past_is_as_it_was(creditor: Creditor, desk: Desk) -> None:
    one = make_invoice(make_debtor(creditor, VERMEER), number="F-1", total=5_000, open=5_000, issued_on=MONDAY - 30 * DAY)
    money = make_payment(creditor, amount=5_000, on=MONDAY)
    place_payment(desk=desk, payment_id=money.id, invoice_id=one.id, amount=5_000, on=MONDAY)
    assert table(written(creditor, "open-invoices")) == []
    assert [row["Openstaand"] for row in table(written(creditor, "open-invoices", on=MONDAY - DAY, past=True))] == ["50,00"]


@pytest.mark.parametrize("what", LISTS)
def test_queries_of_a_list_do_not_grow_with_its_rows(creditor: Creditor, what: str) -> None:
    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as caught:
            written(creditor, what)
        return len(caught)

    counts = []
    for _ in range(2):
        for debtor in make_debtors(creditor, 3, number=""):
            make_invoice(debtor)
            make_letter(make_case(debtor))
            make_payment(creditor, amount=5)
        counts.append(queries())
    assert counts[0] == counts[1]
