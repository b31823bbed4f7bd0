"""The plain CSV of open invoices: notations, headings, mapping and lines that are wrong."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from akkoord.core.reading import InvoiceRead, PartyRead, Reading, SourceFile
from akkoord.importers import plain_csv
from akkoord.importers._csv.headings import FIELDS, SYNONYMS, bare

HEAD = "factuurnummer;klant;factuurdatum;bedrag\n"


def read(text: str, *, encoding: str = "utf-8", **columns: str) -> Reading:
    return plain_csv.read(SourceFile("list.csv", text.encode(encoding), columns))


def only(text: str, **columns: str) -> InvoiceRead:
    reading = read(text, **columns)
    assert (reading.problems, len(reading.invoices)) == ((), 1)
    return reading.invoices[0]


def row(amount: str, day: str = "05-01-2026") -> str:
    return f'"1";Alfa;{day};"{amount}"\n'


@pytest.mark.parametrize(
    ("amount", "cents"),
    [
        ("12,5", 1250),
        ("€ 1.234,50", 123450),
        ("1,234.50", 123450),
        ("97.6", 9760),
        ("12", 1200),
        ("EUR 12,50", 1250),
        ("1 234,50", 123450),
        ("1.234.567", 123456700),
        ("0", 0),
    ],
)
def test_amount_is_read_in_dutch_and_english_notation(amount: str, cents: int) -> None:
    assert only(HEAD + row(amount)).total == cents


@pytest.mark.parametrize("amount", ["-12,50", "12,50-", "(12,50)", "- € 12,50", "€ -12,50", "\u221212,50"])
def test_negative_amount_is_a_credit_note_with_a_positive_total(amount: str) -> None:
    invoice = only(HEAD + row(amount))
    assert (invoice.kind, invoice.total) == ("credit_note", 1250)


def test_ambiguous_amount_follows_the_rest_of_its_column() -> None:
    reading = read(HEAD + row("12,50") + row("1.234").replace('"1"', "2"))
    assert [invoice.total for invoice in reading.invoices] == [1250, 123400]


def test_ambiguous_amount_without_help_is_refused() -> None:
    reading = read(HEAD + row("1.234"))
    assert (reading.invoices, [problem.line for problem in reading.problems]) == ((), [2])


@pytest.mark.parametrize(
    "day",
    ["2026-01-05", "05-01-2026", "5/1/2026", "5.1.2026", "20260105", "5 jan 2026", "5 januari 2026", "2026-01-05T00:00:00", "05-01-26"],
)
def test_day_is_read_as_it_is_written(day: str) -> None:
    assert only(HEAD + row("1", day)).issued_on == date(2026, 1, 5)


@pytest.mark.parametrize("day", ["31-02-2026", "gisteren", "45678", "2026-13-01", ""])
def test_day_that_does_not_exist_loses_the_row(day: str) -> None:
    reading = read(HEAD + row("1", day))
    assert (reading.invoices, [(problem.line, problem.where) for problem in reading.problems]) == ((), [(2, "factuurdatum")])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252", "latin-1"])
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_encoding_separator_and_line_ends_are_found(encoding: str, separator: str, ending: str) -> None:
    lines = [["Factuurnr.", "Klant", "Datum", "Bedrag"], ["1", "Café Zuid", "2026-01-05", "12.50"]]
    text = ending.join(separator.join(cells) for cells in lines)
    reading = read(text, encoding=encoding)
    assert [(invoice.buyer.name, invoice.total, invoice.line) for invoice in reading.invoices] == [("Café Zuid", 1250, 2)]


def test_separator_hint_of_excel_is_followed() -> None:
    assert only("sep=,\nfactuurnummer,klant,datum,bedrag\n1,Alfa,2026-01-05,12.50\n").line == 3


def test_title_lines_above_the_headings_are_passed_over() -> None:
    assert only("Openstaande posten per 31-01-2026;;;\n\n" + HEAD + row("1")).line == 4


def test_every_field_reaches_the_invoice() -> None:
    headings = [label.nl for field, label in FIELDS.items()]
    cells = [
        "F1",
        "Alfa",
        "D1",
        "2026-01-05",
        "2026-02-04",
        "30",
        "100,00",
        "40,00",
        "60,00",
        "2026-01-20",
        "2026-01-02",
        "2026-01-04",
        "EUR",
        "factuur",
        "K1",
        "F0",
        "Werk",
        "zakelijk",
    ]
    cells += ["Laan", "12", "3511 AB", "Utrecht", "Nederland", "a@alfa.example", "030", "12345678", "NL123456789B13", "NL91ABNA0417164300"]
    invoice = only(";".join(headings) + "\n" + ";".join(cells), **{field: label.nl for field, label in FIELDS.items()})
    buyer = PartyRead(
        name="Alfa",
        number="D1",
        kind="business",
        street="Laan 12",
        postcode="3511 AB",
        city="Utrecht",
        country="NL",
        email="a@alfa.example",
        phone="030",
        kvk="12345678",
        vat="NL123456789B13",
        iban="NL91ABNA0417164300",
    )
    assert invoice == InvoiceRead(
        number="F1",
        kind="invoice",
        issued_on=date(2026, 1, 5),
        total=10000,
        buyer=buyer,
        due_on=date(2026, 2, 4),
        open=4000,
        payment_reference="K1",
        refers_to="F0",
        description="Werk",
        paid_on=date(2026, 1, 20),
        delivered_from=date(2026, 1, 2),
        delivered_until=date(2026, 1, 4),
        line=2,
    )


def test_a_day_of_delivery_that_is_none_is_told_and_the_row_is_kept() -> None:
    reading = read("factuurnummer;klant;datum;bedrag;leverdatum\n1;Alfa;2026-01-05;12,50;gisteren\n2;Alfa;2026-01-05;12,50;2026-01-03\n")
    assert [(one.delivered_from, one.delivered_until) for one in reading.invoices] == [(None, None), (None, date(2026, 1, 3))]
    assert [(problem.line, problem.where) for problem in reading.problems] == [(2, "leverdatum")]


def test_english_headings_with_plain_numbers_need_no_mapping() -> None:
    head = "country,customer_id,invoice_number,invoice_date,due_date,amount,disputed,settled_date\n"
    invoice = only(head + "406,0101-ABCDE,0000000017,2026-01-03,2026-02-02,97.6,no,2026-01-23\n")
    expected = (9760, PartyRead(number="0101-ABCDE"), date(2026, 2, 2), date(2026, 1, 23))
    assert (invoice.total, invoice.buyer, invoice.due_on, invoice.paid_on) == expected


def test_term_in_days_gives_the_due_day() -> None:
    assert only("factuurnr;klant;datum;bedrag;betaaltermijn\n1;A;2026-01-05;1;14 dagen").due_on == date(2026, 1, 19)


def test_open_amount_alone_is_the_total() -> None:
    invoice = only("factuurnr;klant;datum;openstaand\n1;A;2026-01-05;12,50")
    assert (invoice.total, invoice.open) == (1250, 1250)


@pytest.mark.parametrize(
    ("heading", "cell", "still_open", "paid_on"),
    [
        ("Betaald", "5,00", 750, None),
        ("Voldaan", "5,00", 750, None),
        ("Betaald", "20-01-2026", None, date(2026, 1, 20)),
        ("Voldaan", "20-01-2026", None, date(2026, 1, 20)),
        ("Betaald", "nee", None, None),
        ("Betaald", "", None, None),
        ("Betaald", "0", 1250, None),
    ],
)
def test_column_of_what_was_paid_is_told_by_its_cells(heading: str, cell: str, still_open: int | None, paid_on: date | None) -> None:
    invoice = only(f"factuurnr;klant;datum;bedrag;{heading}\n1;A;2026-01-05;12,50;{cell}")
    assert (invoice.total, invoice.open, invoice.paid_on) == (1250, still_open, paid_on)


def test_open_amount_goes_before_what_was_paid() -> None:
    assert only("factuurnr;klant;datum;bedrag;betaald;openstaand\n1;A;2026-01-05;12,50;5,00;7,00").open == 700


@pytest.mark.parametrize("paid", ["-5,00", "12,51"])
def test_paid_amount_beyond_the_total_loses_the_row(paid: str) -> None:
    reading = read(f"factuurnr;klant;datum;bedrag;betaald\n1;A;2026-01-05;12,50;{paid}")
    assert (reading.invoices, [problem.where for problem in reading.problems]) == ((), ["betaald"])


@pytest.mark.parametrize(
    ("name", "still_open"),
    [
        ("nummer-naam-saldo", [121000, 8470]),
        ("mutfactuur-relcode", [101000, 8470]),
        ("boekstuk-factuur-saldo", [101000, 8470]),
        ("account-invoice-english", [101000, 8470]),
        ("documentnr-resterend", [101000, 8470]),
        ("posting-remaining-english", [101000, 8470]),
        ("totaal-factuurbedrag-saldo", [101000, 8470]),
        ("totaal-betaald-onbetaald", [101000, 8470]),
        ("bedrag-betaald", [101000, None]),
        ("invoice-amount-paid-english", [101000, 8470]),
    ],
)
def test_headings_of_packages_say_what_is_open(name: str, still_open: list[int | None]) -> None:
    path = Path(__file__).parents[1] / "samples" / "csv" / f"{name}.csv"
    assert [one.open for one in plain_csv.read(SourceFile(path.name, path.read_bytes())).invoices] == still_open


def test_number_that_may_be_of_anything_is_of_the_invoice_where_nothing_better_is_there() -> None:
    assert only("Nummer;Naam;Datum;Saldo\n7;Alfa;2026-01-05;1,00").number == "7"
    assert only("Nummer;Factuurnr;Naam;Datum;Saldo\n7;F1;Alfa;2026-01-05;1,00").number == "F1"


@pytest.mark.parametrize("still_open", ["-5,00", "12,51"])
def test_open_amount_beyond_the_total_loses_the_row(still_open: str) -> None:
    reading = read(f"factuurnr;klant;datum;bedrag;openstaand\n1;A;2026-01-05;12,50;{still_open}")
    assert (reading.invoices, [problem.where for problem in reading.problems]) == ((), ["openstaand"])


@pytest.mark.parametrize(
    ("words", "kind", "buyer_kind"), [("Creditnota", "credit_note", ""), ("Factuur", "invoice", ""), ("Particulier", "invoice", "consumer")]
)
def test_column_soort_is_told_by_its_words(words: str, kind: str, buyer_kind: str) -> None:
    invoice = only(f"factuurnr;klant;datum;bedrag;soort\n1;A;2026-01-05;1;{words}")
    assert (invoice.kind, invoice.buyer.kind) == (kind, buyer_kind)


def test_unknown_headings_ask_for_a_mapping_and_keep_no_rows() -> None:
    reading = read("Ref;Wie;Wanneer;Hoeveel\nA1;Alfa;2026-01-05;1\nA2;Alfa;2026-01-05;1\n")
    assert (reading.invoices, reading.headings) == ((), ("Ref", "Wie", "Wanneer", "Hoeveel"))
    assert reading.unmapped == ("number", "buyer_name", "issued_on", "total")


def test_answers_of_a_person_win() -> None:
    text = "Ref;Wie;Wanneer;Hoeveel;Datum\nA1;Alfa;2026-01-05;12,50;2025-12-31\n"
    invoice = only(text, number="Ref", buyer_name="Wie", issued_on="Wanneer", total="Hoeveel")
    assert (invoice.number, invoice.buyer.name, invoice.issued_on, invoice.total) == ("A1", "Alfa", date(2026, 1, 5), 1250)


def test_answered_heading_frees_what_was_recognised_for_it() -> None:
    invoice = only("factuurnummer;boekstuknummer;klant;datum;bedrag\n1;B1;A;2026-01-05;1", number="boekstuknummer")
    assert invoice.number == "B1"


def test_empty_answer_means_that_no_column_holds_the_field() -> None:
    assert only(";factuurnr;klant;datum;bedrag;openstaand\n0;1;A;2026-01-05;12,50;3,00", open="").open is None


def test_same_line_twice_is_one_invoice_without_a_problem() -> None:
    assert len(read(HEAD + row("1") + row("1")).invoices) == 1


def test_same_number_with_other_data_is_a_problem_at_the_second() -> None:
    reading = read(HEAD + row("1") + row("2"))
    assert ([invoice.total for invoice in reading.invoices], [problem.line for problem in reading.problems]) == ([100], [3])


def test_failed_identifiers_are_emptied_and_the_row_is_kept() -> None:
    reading = read("factuurnr;klant;datum;bedrag;iban;btwnr;kvk;email\n1;A;2026-01-05;1;NL92ABNA0417164300;NL123456789B01;12;vraag na\n")
    assert reading.invoices[0].buyer == PartyRead(name="A")
    assert [problem.where for problem in reading.problems] == ["email", "kvk", "btwnr", "iban"]


@pytest.mark.parametrize("nothing", ["0", "-", "n.v.t.", "NULL"])
def test_what_packages_write_for_nothing_is_nothing(nothing: str) -> None:
    invoice = only(f"factuurnr;klant;datum;bedrag;iban;betaald op;land\n1;A;2026-01-05;1;{nothing};{nothing};{nothing}\n")
    assert (invoice.buyer, invoice.paid_on) == (PartyRead(name="A"), None)


def test_term_of_no_days_is_due_at_once() -> None:
    assert only("factuurnr;klant;datum;bedrag;betaaltermijn\n1;A;2026-01-05;1;0").due_on == date(2026, 1, 5)


def test_quote_that_is_never_closed_loses_one_line() -> None:
    reading = read(HEAD + '1;"Alfa;2026-01-05;1\n2;Bravo;2026-01-05;1\n3;Charlie;2026-01-05;1\n')
    assert ([invoice.number for invoice in reading.invoices], [problem.line for problem in reading.problems]) == (["2", "3"], [2])


def test_number_rounded_by_a_spreadsheet_is_refused_and_kept_zeros_are_not() -> None:
    reading = read(HEAD + '2,02601E+11;Alfa;2026-01-05;1\n"=""0012""";Alfa;2026-01-05;1\n')
    assert ([invoice.number for invoice in reading.invoices], [problem.line for problem in reading.problems]) == (["0012"], [2])


@pytest.mark.parametrize(
    "text", ["", "\n\n", "factuurnummer;klant;datum;bedrag\n", "Datum;Bedrag;Tegenrekening;Naam\n2026-01-05;1;NL91ABNA0417164300;A\n"]
)
def test_file_without_invoices_says_so(text: str) -> None:
    reading = read(text)
    assert (reading.invoices, len(reading.problems)) == ((), 1)


def test_bank_list_is_not_taken_for_invoices() -> None:
    heads = [
        b'"Datum","Naam / Omschrijving","Rekening","Tegenrekening","Code","Af Bij","Bedrag (EUR)"\n',
        b'"IBAN/BBAN","Munt","BIC","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn"\n',
        b'"Date","Amount","Account","Counterparty","Name","Description"\n',
    ]
    assert [plain_csv.recognises(head) for head in heads] == [False, False, False]


def test_each_synonym_belongs_to_one_field_and_is_written_bare() -> None:
    words = [word for synonyms in SYNONYMS.values() for word in synonyms]
    assert [word for word, times in Counter(words).items() if times > 1 or bare(word) != word] == []
    assert list(SYNONYMS) == list(FIELDS)
