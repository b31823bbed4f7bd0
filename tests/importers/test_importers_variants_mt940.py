"""MT940 and MT942 as banks write them: one shape a test, and the whole of what is read from it."""

from __future__ import annotations

from datetime import date

import pytest

from akkoord.core.reading import EntryRead, Reading, SourceFile, StatementRead
from akkoord.importers.recognise import read_file

OWN, OTHER = "NL91ABNA0417164300", "NL69ABNA0522123643"
DAY = date(2026, 1, 5)


def read(text: str) -> Reading:
    return read_file(SourceFile("statement.sta", text.encode("cp1252")))


def statement(body: str, *, opening: str = "C260104EUR100,00", closing: str) -> str:
    return f":20:S1\n:25:{OWN}\n:28C:1/1\n:60F:{opening}\n{body}\n:62F:{closing}\n"


def wrapped(text: str, *, width: int = 65, first: int = 65) -> str:
    """A text over lines, as SWIFT wants it."""
    return "\n".join([text[:first], *(text[at : at + width] for at in range(first, len(text), width))])


def ing(text: str) -> str:
    return f":61:2601050105C5,00NTRFEREF//00000000001005\n/TRCD/00100/\n:86:{wrapped(text, first=61)}"


def rabobank(text: str, *, account: str = OTHER) -> str:
    return f":61:260105C000000000005,00N541EREF//OO9T005059815824\n{account}\n:86:{wrapped(text)}"


def abn(text: str) -> str:
    return f":61:2601050105C5,00N654NONREF\n:86:{text}"


def blocks(*texts: str) -> str:
    """ABN AMRO: two blocks of 32 on a line, with a space between them."""
    pairs = [texts[at : at + 2] for at in range(0, len(texts), 2)]
    return "\n".join(" ".join(one.ljust(32) for one in pair).rstrip() for pair in pairs)


SHAPES: dict[str, tuple[str, EntryRead]] = {
    "ing: transfer with everything": (
        ing(f"/EREF/F2026001//CNTP/{OTHER}/ABNANL2A/Alfa B.V./UTRECHT//REMI/USTD//Factuur 2026-0101 klant 7/"),
        EntryRead(DAY, 500, "Alfa B.V.", OTHER, "Factuur 2026-0101 klant 7", "", "F2026001", "00000000001005"),
    ),
    "ing: direct debit that came in, with mandate and creditor": (
        ing(f"/EREF/I1//MARF/M-1//CSID/NL98ZZZ999999990000//CNTP/{OTHER}/ABNANL2A/J. Jansen///REMI/USTD//Incasso 12/"),
        EntryRead(DAY, 500, "J. Jansen", OTHER, "Incasso 12", "", "I1", "00000000001005"),
    ),
    "ing: payment on behalf of another": (
        ing(f"/EREF/E1//CNTP/{OTHER}/ABNANL2A/Bewind B.V.///REMI/USTD//F1//ULTD/J. Jansen/"),
        EntryRead(DAY, 500, "Bewind B.V.", OTHER, "F1 / J. Jansen", "", "E1", "00000000001005"),
    ),
    "ing: payment reference": (
        ing(f"/CNTP/{OTHER}/ABNANL2A/J. Jansen///REMI/STRD/CUR/9001123412341234/"),
        EntryRead(DAY, 500, "J. Jansen", OTHER, "", "9001123412341234", "", "00000000001005"),
    ),
    "ing: text without a counterparty": (
        ing("/REMI/USTD//Rente en kosten/PURP/OTHR/"),
        EntryRead(DAY, 500, "", "", "Rente en kosten", "", "", "00000000001005"),
    ),
    "rabobank: order of its own, address between name and text": (
        rabobank(f"/EREF/E1/ORDP//NAME/Alfa B.V./ADDR/Laan 1 3511 AB Utrecht NL/REMI/Factuur 2026-0101/ISDT/2026-01-05/ID/{OTHER}"),
        EntryRead(DAY, 500, "Alfa B.V.", OTHER, "Factuur 2026-0101", "", "E1", "OO9T005059815824"),
    ),
    "rabobank: mandate first, text over lines in the middle of a word": (
        rabobank(
            "/MARF/M-1/EREF/I1/ORDP//NAME/J. Jansen/REMI/Incasso van uw abonnement over januari 2026-0101 met dank/CSID/NL98ZZZ999999990000"
        ),
        EntryRead(DAY, 500, "J. Jansen", OTHER, "Incasso van uw abonnement over januari 2026-0101 met dank", "", "I1", "OO9T005059815824"),
    ),
    "rabobank: payment reference with its kind and issuer": (
        rabobank("/ORDP//NAME/J. Jansen/REMI//CDTRREFTP//CD/SCOR/ISSR/CUR/CDTRREF/9001123412341234"),
        EntryRead(DAY, 500, "J. Jansen", OTHER, "", "9001123412341234", "", "OO9T005059815824"),
    ),
    "rabobank: paid for another, whose name stands below his own code": (
        rabobank("/EREF/E1/ORDP//NAME/Bewind B.V./REMI/F1/ULTD//NAME/J. Jansen"),
        EntryRead(DAY, 500, "Bewind B.V.", OTHER, "F1 / J. Jansen", "", "E1", "OO9T005059815824"),
    ),
    "rabobank: batch of direct debits with nothing but its reference": (
        ":61:260105C000000000005,00N544PREF//X1\n:86:/PREF/INCASSO-1/TRCD/193",
        EntryRead(DAY, 500, remittance="INCASSO-1", bank_id="X1"),
    ),
    "rabobank: account of ten digits on the line below": (
        rabobank("/ORDP//NAME/Alfa/REMI/F1", account="P001234567"),
        EntryRead(DAY, 500, "Alfa", "", "F1", "", "", "OO9T005059815824"),
    ),
    "abn amro: codes": (
        abn(wrapped(f"/TRTP/SEPA OVERBOEKING/IBAN/{OTHER}/BIC/ABNANL2A/NAME/ALFA B.V./REMI/FACTUUR 2026-0101/EREF/NOTPROVIDED")),
        EntryRead(DAY, 500, "ALFA B.V.", OTHER, "FACTUUR 2026-0101"),
    ),
    "abn amro: codes, a payment provider's order with its reference": (
        abn(
            wrapped(
                f"/TRTP/iDEAL/IBAN/{OTHER}/BIC/ABNANL2A/NAME/Betaaldienst/REMI/0030001234567890 Bestelling 77 Winkel/EREF/05-01-2026 12:00"
            )
        ),
        EntryRead(DAY, 500, "Betaaldienst", OTHER, "0030001234567890 Bestelling 77 Winkel", "", "05-01-2026 12:00"),
    ),
    "abn amro: payment reference behind the word for its issuer": (
        abn(
            wrapped(
                f"/TRTP/Acceptgirobetaling/IBAN/{OTHER}/BIC/ABNANL2A/NAME/J. JANSEN/REMI/ISSUER: CUR                 REF: 9001123412341234"
            )
        ),
        EntryRead(DAY, 500, "J. JANSEN", OTHER, "", "9001123412341234"),
    ),
    "abn amro: blocks of 32": (
        abn(
            blocks(
                "SEPA OVERBOEKING", f"IBAN: {OTHER}", "BIC: ABNANL2A", "NAAM: ALFA B.V.", "OMSCHRIJVING: FACTUUR 2026-0101", "KENMERK: E1"
            )
        ),
        EntryRead(DAY, 500, "ALFA B.V.", OTHER, "FACTUUR 2026-0101", "", "E1"),
    ),
    "abn amro: blocks, payment reference": (
        abn(blocks("SEPA ACCEPTGIROBETALING", f"IBAN: {OTHER}", "BIC: ABNANL2A", "NAAM: J. JANSEN", "BETALINGSKENM.: 9001123412341234")),
        EntryRead(DAY, 500, "J. JANSEN", OTHER, "SEPA ACCEPTGIROBETALING", "9001123412341234"),
    ),
    "abn amro: old transfer between banks, number and name without labels": (
        abn("GIRO   1234567 J JANSEN\nFACTUUR 2026-0101"),
        EntryRead(DAY, 500, "", "", "GIRO 1234567 J JANSEN FACTUUR 2026-0101"),
    ),
    "sns: account in field 61, name below it": (
        f":61:2601050105C5,00NOVB{OTHER}\nalfa b.v.\n:86:{OTHER} alfa b.v.\n\nFactuur 2026-0101\n",
        EntryRead(DAY, 500, "alfa b.v.", OTHER, "Factuur 2026-0101"),
    ),
    "triodos: subfields with another sign": (
        f":61:260105C5,00NET NONREF\n:86:000>100000000000\n>20ABNANL2A\n>21{OTHER}\n>22ALFA FACTUUR 2026>23-0101",
        EntryRead(DAY, 500, "", OTHER, "ALFA FACTUUR 2026-0101"),
    ),
    "bunq: name and account behind labels": (
        f":61:2601050105C5,00NTRFNONREF\n:86:/IBAN/{OTHER}/NAME/J. Jansen/REMI/bestelling 77",
        EntryRead(DAY, 500, "J. Jansen", OTHER, "bestelling 77"),
    ),
    "a code that nobody knows before those that are known": (
        f":61:2601050105C5,00NTRFNONREF\n:86:/RTYP/X/IBAN/{OTHER}/NAME/J. Jansen/REMI/bestelling 77",
        EntryRead(DAY, 500, "J. Jansen", OTHER, "bestelling 77"),
    ),
    "abn amro: who gave the order is another than who holds the account": (
        abn(wrapped(f"/TRTP/SEPA OVERBOEKING/IBAN/{OTHER}/BIC/ABNANL2A/NAME/BEWIND/REMI/F1/EREF/E1/ORDP//NAME/J. JANSEN/ID/1")),
        EntryRead(DAY, 500, "BEWIND", OTHER, "F1 / J. JANSEN", "", "E1"),
    ),
    "knab: labels in one text": (
        f":61:2601050105C5,00NTRFNONREF\n:86:TEGENREKENING: {OTHER} NAAM: J. Jansen OMSCHRIJVING: bestelling 77",
        EntryRead(DAY, 500, "J. Jansen", OTHER, "bestelling 77"),
    ),
    "german bank: text in ?20 to ?29, name in ?32 and ?33": (
        f":61:2601050105CR5,00NTRFNONREF//B1\n:86:166?00GUTSCHRIFT?109310?20EREF+E1?21SVWZ+Rechnung 2026-?220101 vom 05.01.?2\n"
        f"32026?30ABNANL2AXXX?31{OTHER}?32Alfa Handels?33gesellschaft?34000",
        EntryRead(DAY, 500, "Alfa Handelsgesellschaft", OTHER, "Rechnung 2026-0101 vom 05.01.2026", "", "E1", "B1"),
    ),
    "german bank: payment for another in ABWA": (
        f":61:2601050105CR5,00NTRFNONREF\n:86:166?00GUTSCHRIFT?20SVWZ+R1?21ABWA+J. Jansen?31{OTHER}?32Bewind GmbH",
        EntryRead(DAY, 500, "Bewind GmbH", OTHER, "R1 / J. Jansen"),
    ),
    "german bank: text without labels": (
        ":61:2601050105CR5,00NTRFNONREF\n:86:051?00UEBERWEISUNG?20Rechnung 4711?21Kunde 12?32Alfa",
        EntryRead(DAY, 500, "Alfa", "", "Rechnung 4711 Kunde 12"),
    ),
    "swift of any bank: only words": (
        ":61:2601050105C5,00NTRFREF-1//B1\n:86:PAYMENT FOR INVOICE\n2026-0101",
        EntryRead(DAY, 500, "", "", "PAYMENT FOR INVOICE 2026-0101", "", "", "B1"),
    ),
    "no field 86 at all": (":61:2601050105C5,00NTRFREF-1//B1\nRente", EntryRead(DAY, 500, "", "", "Rente", "", "", "B1")),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_entry_of_this_shape_is_read_whole(shape: str) -> None:
    body, row = SHAPES[shape]
    whole = StatementRead(OWN, "1/1", "EUR", (row,), 10000, 10500, DAY)
    assert read(statement(body, closing="C260105EUR105,00")) == Reading("mt940", statements=(whole,))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_line_ends_of_other_systems_change_nothing(shape: str, ending: str) -> None:
    text = statement(SHAPES[shape][0], closing="C260105EUR105,00")
    assert read(text.replace("\n", ending)) == read(text)


@pytest.mark.parametrize(
    "head",
    [
        "0000 01INGBNL2AXXXX00001\n0000 01INGBNL2AXXXX00001\n940 00\n",
        "{1:F01INGBNL2ABXXX0000000000}{2:I940INGBNL2AXXXN}{3:{108:B12345678S000001}}{4:\n",
        ":940:\n",
        "ABNANL2A\n940\nABNANL2A\n",
        "\n\n",
        "940 KNAB\n",
    ],
)
def test_what_a_bank_puts_above_a_statement_is_passed_over(head: str) -> None:
    text = statement(":61:2601050105C5,00NTRFNONREF\n:86:F1", closing="C260105EUR105,00")
    whole = StatementRead(OWN, "1/1", "EUR", (EntryRead(DAY, 500, remittance="F1"),), 10000, 10500, DAY)
    assert read(head + text + "-\n").statements == (whole,)
    assert read((head + text + "-\n") * 2).statements == (whole, whole)


def test_interim_report_with_limits_and_sums_keeps_what_is_booked() -> None:
    limits, sums = ":34F:EURD10,00\n:34F:EURC5,00\n:13D:2601051200+0100\n", ":90D:0EUR0,00\n:90C:1EUR5,00\n:86:/SUM/0/1/"
    body = f"{limits}:61:2601050105C5,00NTRFNONREF\n:86:F1\n{sums}"
    whole = StatementRead(OWN, "1/1", "EUR", (EntryRead(DAY, 500, remittance="F1"),), closed_on=DAY)
    assert read(f":20:I1\n:25:{OWN}\n:28C:1/1\n{body}\n-\n") == Reading("mt940", statements=(whole,))


@pytest.mark.parametrize(
    ("opening", "closing", "cents"),
    [
        ("D260104EUR100,00", "D260105EUR95,00", (-10000, -9500)),
        ("D260104EUR2,00", "C260105EUR3,00", (-200, 300)),
        ("C260104EUR0,", "C260105EUR5,", (0, 500)),
        ("C260104EUR000000000100,00", "C260105EUR000000000105,00", (10000, 10500)),
    ],
)
def test_balances_are_signed(opening: str, closing: str, cents: tuple[int, int]) -> None:
    found = read(statement(":61:2601050105C5,00NTRFNONREF\n:86:F1", opening=opening, closing=closing))
    assert ([(one.opening_balance, one.closing_balance) for one in found.statements], found.problems) == ([cents], ())


def test_statement_in_another_currency_keeps_its_currency() -> None:
    found = read(statement(":61:2601050105C5,00NTRFNONREF", opening="C260104USD0,", closing="C260105USD5,"))
    assert [(one.currency, len(one.entries)) for one in found.statements] == [("USD", 1)]


def test_field_86_of_another_entry_is_not_taken_for_that_of_one_without() -> None:
    body = ":61:2601050105C2,00NTRFNONREF\n:61:2601050105C3,00NTRFNONREF\n:86:F1"
    found = read(statement(body, closing="C260105EUR105,00"))
    assert [(one.amount, one.remittance) for one in found.statements[0].entries] == [(200, ""), (300, "F1")]
