"""MT940 and MT942: signs, days, pages, broken lines, the dialects of field 86, and files that are wrong."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from akkoord.core.reading import EntryRead, Reading, SourceFile, StatementRead
from akkoord.importers import mt940
from akkoord.importers.recognise import read_file
from akkoord.work.intake.store_payments import fingerprint

HEAD = ":20:S1\n:25:NL91ABNA0417164300\n:28C:1/1\n"
OTHER = "NL69ABNA0522123643"


def read(text: str | bytes) -> Reading:
    return mt940.read(SourceFile("statement.sta", text if isinstance(text, bytes) else text.encode()))


def only(text: str | bytes) -> StatementRead:
    reading = read(text)
    assert (reading.problems, len(reading.statements)) == ((), 1)
    return reading.statements[0]


def first(entry: str) -> EntryRead:
    return only(f"{HEAD}{entry}\n").entries[0]


def said(*lines: str, below: str = "") -> EntryRead:
    text = "\n".join(lines)
    return first(f":61:2601050105C10,00NTRFNONREF{below}\n:86:{text}")


@pytest.mark.parametrize(
    ("line", "cents"),
    [
        ("2601050105C10,00NTRF", 1000),
        ("2601050105D10,5NTRF", -1050),
        ("2601050105RC10,NTRF", -1000),
        ("2601050105RD10,00NTRF", 1000),
        ("2601050105CR10,00NTRF", 1000),
        ("2601050105RCR10,00NTRF", -1000),
        ("260105    DD000000000010,00NMSC", -1000),
        ("260105C1.010,00NTRF", 101000),
        ("2601050105C1\n0,00NTRF", 1000),
        ("2601050105C10,0\n0NTRF", 1000),
    ],
)
def test_amount_is_signed_by_its_mark_also_where_the_line_is_broken(line: str, cents: int) -> None:
    assert first(f":61:{line}").amount == cents


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ("2601050106", date(2026, 1, 6)),
        ("260105", date(2026, 1, 5)),
        ("260105    ", date(2026, 1, 5)),
        ("2512310102", date(2026, 1, 2)),
        ("2601021231", date(2025, 12, 31)),
        ("260230", date(2026, 2, 28)),
    ],
)
def test_day_is_that_of_booking_in_the_nearest_year(days: str, expected: date) -> None:
    assert first(f":61:{days}C10,00NTRF").on == expected


@pytest.mark.parametrize(
    ("given", "account"),
    [
        ("NL91ABNA0417164300EUR", "NL91ABNA0417164300"),
        ("NL91 ABNA 0417 1643 00 EUR", "NL91ABNA0417164300"),
        ("NL91ABNA04171\n64300", "NL91ABNA0417164300"),
        ("ABNANL2A/0886956927", "0886956927"),
        ("TRIODOSBANK/0338505768", "0338505768"),
        ("517852257", "517852257"),
    ],
)
def test_account_is_read_without_bank_and_currency(given: str, account: str) -> None:
    assert only(f":20:S\n:25:{given}\n:28C:1\n").iban == account


def test_envelope_byte_order_mark_and_control_characters_do_not_matter() -> None:
    plain = only(f"{HEAD}:61:2601050105C10,00NTRF\n:86:Café\n")
    wrapped = f"{{1:F01X}}{{2:O940X}}{{4:\n{HEAD}:61:2601050105C10,00NTRF\n:86:Café\n-}}{{5:}}\n"
    body = wrapped.replace("\n", "\r\n")
    assert only(b"\x01\r\n" + body.encode("latin-1") + b"\x03") == only(b"\xef\xbb\xbf" + body.encode()) == plain


def test_pages_are_read_with_their_own_balances_and_alike_entries_stay_two() -> None:
    page = ":61:2601050105C10,00NTRF\n:86:Gelijk\n"
    reading = read(f"{HEAD}:60F:C260105EUR0,\n{page}:62M:C260105EUR10,\n{HEAD}:60M:C260105EUR10,\n{page}:62F:C260105EUR20,\n")
    assert (reading.problems, [one.is_page for one in reading.statements]) == ((), [False, True])
    seen: Counter[str] = Counter()
    assert len({fingerprint(one.iban, entry, seen) for one in reading.statements for entry in one.entries}) == 2


def test_page_without_a_head_keeps_the_account() -> None:
    reading = read(f"{HEAD}:60F:C260105EUR0,\n:62M:C260105EUR0,\n:60M:C260105EUR0,\n:62F:C260105EUR0,\n")
    assert [one.iban for one in reading.statements] == ["NL91ABNA0417164300"] * 2


def test_interim_report_has_no_balances_and_leaves_out_what_is_expected() -> None:
    text = f"{HEAD}:34F:EUR0,\n:13D:2601061815+0100\n:61:2601050105C1,NTRF\n:86:a\n:61:2601060106EC2,NTRF\n:86:b\n:90C:1EUR1,\n"
    found = only(text)
    assert [(one.amount, one.remittance) for one in found.entries] == [(100, "a")]
    assert (found.opening_balance, found.closed_on, found.currency) == (None, date(2026, 1, 6), "EUR")


def test_statement_without_entries_is_normal() -> None:
    assert only(f"{HEAD}:60F:C260105EUR1,\n:62F:C260105EUR1,\n").entries == ()


def test_text_after_the_closing_balance_is_not_that_of_the_last_entry() -> None:
    text = f"{HEAD}:60F:C260105EUR0,\n:61:260105C1,NTRF\n:86:a\n:62F:C260105EUR1,\n:86:/SUM/0/1/0,00/1,00/\n-"
    assert only(text).entries[0].remittance == "a"


def test_time_that_was_broken_off_is_no_field() -> None:
    assert said("Betaald om 2026-01-05T13", ":25:11 kassa 2").remittance == "Betaald om 2026-01-05T13 :25:11 kassa 2"


def test_several_fields_86_are_one_text() -> None:
    assert said("Factuur 12", ":86:klant 7").remittance == "Factuur 12 klant 7"


@pytest.mark.parametrize("cut", [1, 7, 20, 33, 50, 64])
def test_full_lines_run_on_in_the_middle_of_a_word(cut: int) -> None:
    text = f"/TRTP/SEPA OVERBOEKING/IBAN/{OTHER}/BIC/ABNANL2A/NAME/J. Jansen/{'x' * cut}/REMI/Factuur 2026-001 klant 12/EREF/F20260001"
    found = said(*(text[at : at + 65] for at in range(0, len(text), 65)))
    assert (found.counterparty_iban, found.remittance, found.end_to_end_id) == (OTHER, "Factuur 2026-001 klant 12", "F20260001")


@pytest.mark.parametrize(
    ("line", "remittance", "reference"),
    [
        ("/REMI/USTD//Factuur 1/", "Factuur 1", ""),
        ("/REMI/STRD/CUR/9001123412341234/", "", "9001123412341234"),
        ("BETALINGSKENM.  0000000421886595", "BETALINGSKENM. 0000000421886595", "0000000421886595"),
        ("zomaar een tekst", "zomaar een tekst", ""),
        ("020?00BOEKING?20Factuur 1", "Factuur 1", ""),
        ("020?00KOSTEN", "KOSTEN", ""),
    ],
)
def test_remittance_and_structured_reference_are_kept_apart(line: str, remittance: str, reference: str) -> None:
    found = said(line)
    assert (found.remittance, found.reference) == (remittance, reference)


def test_account_on_the_second_line_of_the_entry_is_the_other_side() -> None:
    assert said("tekst", below=f"\n{OTHER}").counterparty_iban == OTHER


def test_bank_reference_is_kept_only_where_it_is_unique() -> None:
    lines = "".join(f":61:2601050105C1,00NTRFNONREF//{one}\n" for one in "ABB")
    assert [one.bank_id for one in only(HEAD + lines).entries] == ["A", "", ""]


@pytest.mark.parametrize(
    ("body", "where", "entries"),
    [
        (":61:2613050105C1,NTRF\n:61:260105C1,NTRF\n", ":61:", 1),
        (":61:260105X1,NTRF\n:61:260105C1,NTRF\n", ":61:", 1),
        (":61:260105C1,005NTRF\n:61:260105C1,NTRF\n", ":61:", 1),
        (":60F:Cnull\n:61:260105C1,NTRF\n:62F:C260105EUR1,\n", ":60F:", 1),
        (":60F:C260105EUR1,\n:61:260105C1,NTRF\n:62F:C260105EUR1,\n", ":62F:", 1),
        (":60F:C260105EUR1,\n:61:260105C1,NTRF\n", ":62F:", 1),
        (":61:260105C1,NTRF\n:61:260105C1250,", ":61:", 1),
    ],
)
def test_what_is_wrong_is_told_and_the_good_entries_are_kept(body: str, where: str, entries: int) -> None:
    reading = read(HEAD + body)
    assert ([problem.where for problem in reading.problems], len(reading.statements[0].entries)) == ([where], entries)


def test_broken_line_does_not_lend_its_text_to_the_entry_before() -> None:
    assert read(f"{HEAD}:61:260105C1,NTRF\n:86:a\n:61:260105X1,NTRF\n:86:b\n").statements[0].entries[0].remittance == "a"


def test_entries_without_an_account_are_read_and_told() -> None:
    reading = read_file(SourceFile("x", b":61:1811261126CR\n30,00N062NONREF\n:\n86:166?00GUTSCHR.?20SVWZ+Test"))
    assert (reading.kind, [problem.where for problem in reading.problems]) == ("mt940", [":25:"])
    assert [(one.amount, one.remittance) for one in reading.statements[0].entries] == [(3000, "Test")]
