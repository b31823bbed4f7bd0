"""The banks' own lists: told apart by headings or shape, notations, texts taken apart, balances and lines that are wrong."""

from __future__ import annotations

from datetime import date

import pytest

from akkoord.core.reading import EntryRead, Reading, SourceFile
from akkoord.importers import plain_csv
from akkoord.importers._bank_csv.words import coded, labelled, unblocked
from akkoord.importers.recognise import read_file

OWN, OTHER = "NL91ABNA0417164300", "NL69ABNA0522123643"
ING = "Datum;Naam / Omschrijving;Rekening;Tegenrekening;Code;Af Bij;Bedrag (EUR);Mutatiesoort;Mededelingen;Saldo na mutatie\n"
RABO = "IBAN/BBAN,Munt,Volgnr,Datum,Bedrag,Saldo na trn,Tegenrekening IBAN/BBAN,Naam tegenpartij,Omschrijving-1\n"
TAB = "123456789\tEUR\t20260105\t{}\t{}\t20260105\t{}\t{}\n"
ASN = f"05-01-2026,{OWN},{OTHER},alfa,,,,EUR,1000.00,EUR,12.50,05-01-2026,05-01-2026,8810,OVB,1,,'a',1\n"
TRIODOS = f'"05-01-2026","NL11TRIO0123456789","12,50","Credit","Alfa","{OTHER}","OV","a"\n'


def read(text: str, *, encoding: str = "utf-8") -> Reading:
    return read_file(SourceFile("list.csv", text.encode(encoding)))


def entries(text: str, *, encoding: str = "utf-8") -> list[EntryRead]:
    return [entry for statement in read(text, encoding=encoding).statements for entry in statement.entries]


def ing(*, day: str = "20260105", direction: str = "Bij", amount: str = "12,50", text: str = "F1", after: str = "") -> str:
    return f"{day};Alfa;{OWN};{OTHER};OV;{direction};{amount};Overschrijving;{text};{after}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r", "\r\r\n"])
def test_encoding_and_line_ends_are_found(encoding: str, ending: str) -> None:
    text = (ING + ing(text="café")).replace("\n", ending)
    assert [(entry.amount, entry.remittance) for entry in entries(text, encoding=encoding)] == [(1250, "café")]


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_columns_may_stand_in_another_order_with_others_between(separator: str) -> None:
    head = ["Tag", "Mededelingen", "Bedrag (EUR)", "Af Bij", "Nieuw", "Rekening", "Datum", "Tegenrekening", "Naam / Omschrijving"]
    cells = ["", "F1", '"1.234,50"', "Af", "iets", OWN, "20260105", OTHER, "Alfa"]
    text = separator.join(head) + "\n" + separator.join(cells)
    expected = EntryRead(date(2026, 1, 5), -123450, "Alfa", OTHER, "F1")
    assert (read(text).kind, entries(text)) == ("ing-csv", [expected])


def test_identical_entries_on_one_day_are_two_payments() -> None:
    assert len(entries(ING + ing() + ing())) == 2


@pytest.mark.parametrize("order", [1, -1])
def test_balances_are_found_in_either_order(order: int) -> None:
    rows = [ing(after="1.012,50"), ing(day="20260106", direction="Af", amount="2,50", after="1.010,00")][::order]
    statement = read(ING + "".join(rows)).statements[0]
    assert (statement.opening_balance, statement.closing_balance, statement.closed_on) == (100000, 101000, date(2026, 1, 6))


def test_newest_first_on_one_day_is_told_by_the_sum() -> None:
    statement = read(ING + ing(direction="Af", amount="2,50", after="1010,00") + ing(after="1012,50")).statements[0]
    assert (statement.opening_balance, statement.closing_balance) == (100000, 101000)


def test_balances_that_do_not_fit_warn_and_keep_the_entries() -> None:
    rows = [f"{OWN},EUR,{day},2026-01-0{day},+1,+{after},{OTHER},A,x\n" for day, after in [(5, 1), (6, 9)]]
    reading = read(RABO + "".join(rows))
    assert (len(reading.statements[0].entries), [(one.line, one.where) for one in reading.problems]) == (2, [(3, "Saldo na trn")])


def test_accounts_and_currencies_of_one_file_are_kept_apart() -> None:
    rows = [f"{account},{currency},1,2026-01-05,+1.00,,{OTHER},A,x\n" for account, currency in [(OWN, "EUR"), (OWN, "USD"), (OTHER, "EUR")]]
    assert [(one.iban, one.currency) for one in read(RABO + "".join(rows)).statements] == [(OWN, "EUR"), (OWN, "USD"), (OTHER, "EUR")]


def test_bank_id_that_is_not_unique_is_emptied() -> None:
    rows = [f"{OWN},EUR,{number},2026-01-05,+1.00,,{OTHER},A,x\n" for number in "112"]
    assert [entry.bank_id for entry in entries(RABO + "".join(rows))] == ["", "", "2"]


def test_row_without_its_opening_quote_is_read() -> None:
    text = RABO + f'{OWN}","EUR","1","2026-01-05","+50,00","","{OTHER}","Alfa","Gewonnen, met nummer"\n'
    assert (read(text).statements[0].iban, entries(text)[0].remittance) == (OWN, "Gewonnen, met nummer")


@pytest.mark.parametrize(
    ("row", "where"),
    [
        (ing(day="20260231"), "Datum"),
        (ing(amount="12,505"), "Bedrag (EUR)"),
        (ing(amount="-12,50"), "Bedrag (EUR)"),
        (ing(direction="?"), "Af Bij"),
        (ing().replace(OWN, ""), "Rekening"),
        (ing().replace(";OV", ""), ""),
    ],
)
def test_wrong_line_is_a_problem_and_no_row(row: str, where: str) -> None:
    reading = read(ING + row + ing())
    assert ([(one.line, one.where) for one in reading.problems], len(reading.statements[0].entries)) == ([(2, where)], 1)


def test_only_headings_is_a_problem() -> None:
    reading = read(ING)
    assert (reading.kind, reading.statements, len(reading.problems)) == ("ing-csv", (), 1)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (TAB.format("1000,00", "1012,50", "12,50", "a"), "abn-amro-csv"),
        (TAB.format("-1000,00", "-1012,50", "-12,50", "a") * 3, "abn-amro-csv"),
        (ASN, "asn-csv"),
        (ASN.replace("12.50", "-12.50").replace("1000.00", "-5.00") * 3, "asn-csv"),
        (TRIODOS, "triodos-csv"),
        (TRIODOS.replace('"a"', '"a","1.012,50"').replace(",", ";").replace("12;50", "12,50"), "triodos-csv"),
        ('"Datum","Boeksaldo","Valutair saldo"\n"2026-01-05","1,00","1,00"\n', "unknown"),
        ("factuurnummer;klant;factuurdatum;bedrag;rekening\n1;Alfa;2026-01-05;1,00;NL91ABNA0417164300\n", "csv"),
    ],
)
def test_lists_are_told_apart_and_from_invoices(text: str, kind: str) -> None:
    assert (read(text).kind, plain_csv.recognises(text.encode())) == (kind, kind == "csv")


def test_asn_text_with_the_separator_in_it_stays_one_text() -> None:
    assert entries(ASN.replace("'a'", "'F1, F2, dank'"))[0].remittance == "F1, F2, dank"


@pytest.mark.parametrize(
    ("text", "reference"),
    [("ISSUER: CUR REF: 5000056789012345", "5000056789012345"), ("STRD/CUR/5000056789012345", "5000056789012345"), ("F1", "")],
)
def test_structured_reference_in_codes_is_taken_out(text: str, reference: str) -> None:
    said = coded(f"/TRTP/SEPA OVERBOEKING/IBAN/{OTHER}/BIC/ABNANL2A/NAME/ALFA/REMI/{text}/EREF/E1")
    assert (said.name, said.iban, said.reference, said.end_to_end_id) == ("ALFA", OTHER, reference, "E1")
    assert said.remittance == ("" if reference else text)


@pytest.mark.parametrize(
    ("reference", "expected"), [("5000056789012345", ("5000056789012345", "")), ("NOTPROVIDED", ("", "")), ("F-1", ("", "F-1"))]
)
def test_labelled_reference_is_structured_only_in_its_form(reference: str, expected: tuple[str, str]) -> None:
    said = labelled(f"Naam: Alfa Omschrijving: werk IBAN: {OTHER} Kenmerk: {reference} Valutadatum: 05-01-2026")
    assert (said.remittance, said.iban, (said.reference, said.end_to_end_id)) == ("werk", OTHER, expected)


def test_payment_reference_label_of_abn_amro_is_read() -> None:
    said = labelled(f"SEPA Acceptgirobetaling IBAN: {OTHER} BIC: ABNANL2A Naam: Alfa Betalingskenm.: 5000056789012345")
    assert (said.name, said.remittance, said.reference) == ("Alfa", "", "5000056789012345")


def test_words_over_the_end_of_a_block_are_whole_again() -> None:
    blocks = ["SEPA Overboeking", f"IBAN: {OTHER}", "BIC: ABNANL2A", "Naam: Alfa", "Omschrijving: Betaling van F2026", "-002 met dank"]
    text = "".join(block.ljust(32) + (" " if place % 2 == 0 else "") for place, block in enumerate(blocks))
    assert labelled(unblocked(text)).remittance == "Betaling van F2026-002 met dank"


def test_text_that_is_not_in_blocks_is_left_as_it_is() -> None:
    assert unblocked("Naam: Alfa Omschrijving: a  b") == "Naam: Alfa Omschrijving: a  b"


def test_labels_glued_to_a_full_block_are_found() -> None:
    text = f"SEPA OVERBOEKING                 IBAN: {OTHER}BIC: ABNANL2A     NAAM: SLAGERIJ HET VARKENOMSCHRIJVING: F2026-002"
    said = labelled(unblocked(text))
    assert (said.name, said.iban, said.remittance) == ("SLAGERIJ HET VARKEN", OTHER, "F2026-002")
