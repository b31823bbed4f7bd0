"""Lists as CSV as banks and packages write them, and as people save them again: one shape a test, and the whole of what is read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from akkoord.core.reading import EntryRead, InvoiceRead, PartyRead, Reading, SourceFile, StatementRead
from akkoord.importers.recognise import read_file

OWN, OTHER = "NL91ABNA0417164300", "NL69ABNA0522123643"
DAY = date(2026, 1, 5)
ALFA = EntryRead(DAY, 123450, "Alfa B.V.", OTHER, "Factuur 2026-0101")
BRAVO = EntryRead(DAY, -250, "", "", "Kosten")

ING = "Datum;Naam / Omschrijving;Rekening;Tegenrekening;Code;Af Bij;Bedrag (EUR);Mutatiesoort;Mededelingen;Saldo na mutatie;Tag\n"
RABOBANK = (
    '"IBAN/BBAN","Munt","BIC","Volgnr","Datum","Rentedatum","Bedrag","Saldo na trn","Tegenrekening IBAN/BBAN","Naam tegenpartij",'
    '"Naam uiteindelijke partij","Naam initiërende partij","BIC tegenpartij","Code","Batch ID","Transactiereferentie","Machtigingskenmerk",'
    '"Incassant ID","Betalingskenmerk","Omschrijving-1","Omschrijving-2","Omschrijving-3","Reden retour","Oorspr bedrag","Oorspr munt",'
    '"Koers"\n'
)
TEXT = "Naam: Alfa B.V. Omschrijving: Factuur 2026-0101 IBAN: " + OTHER + " Kenmerk: NOTPROVIDED Valutadatum: 05-01-2026"


def rabobank(name: str, *, ultimate: str = "", reference: str = "", texts: tuple[str, str, str] = ("Factuur 2026-0101", "", "")) -> str:
    cells = [OWN, "EUR", "RABONL2U", "000000000000000001", "2026-01-05", "2026-01-05", "+1234,50", "+1334,50", OTHER, name, ultimate]
    cells += ["", "ABNANL2A", "cb", "", "", "", "", reference, *texts, "", "", "", ""]
    return ",".join(f'"{one}"' for one in cells) + "\n"


def read(text: str, *, encoding: str = "utf-8", name: str = "list.csv") -> Reading:
    return read_file(SourceFile(name, text.encode(encoding)))


def statement(
    *entries: EntryRead, opening: int | None = None, closing: int | None = None, iban: str = OWN, number: str = ""
) -> StatementRead:
    return StatementRead(iban, number, "EUR", entries, opening, closing, DAY)


BANKS: dict[str, tuple[str, str, StatementRead]] = {
    "ing: as the bank gives it": (
        "ing-csv",
        ING + f'"20260105";"Alfa B.V.";"{OWN}";"{OTHER}";"OV";"Bij";"1234,50";"Overschrijving";"{TEXT}";"1334,50";""\n',
        statement(ALFA, opening=10000, closing=133450),
    ),
    "ing: days with dashes, sums with points, sorted the other way by a person": (
        "ing-csv",
        ING
        + f"05-01-2026;Kosten;{OWN};;DV;Af;2,50;Diversen;Kosten;1.332,00;\n"
        + f"05-01-2026;Alfa B.V.;{OWN};{OTHER};OV;Bij;1.234,50;Overschrijving;{TEXT};1.334,50;\n",
        statement(replace(BRAVO, counterparty_name="Kosten"), ALFA, opening=10000, closing=133200),
    ),
    "ing: a title above the headings, and a blank line": (
        "ing-csv",
        f"Af- en bijschrijvingen\n\n{ING}20260105;Alfa B.V.;{OWN};{OTHER};OV;Bij;1234,50;Overschrijving;{TEXT};;\n",
        statement(ALFA),
    ),
    "ing: paid for somebody else": (
        "ing-csv",
        ING + f"20260105;Bewind B.V.;{OWN};{OTHER};OV;Bij;1234,50;Overschrijving;"
        f"Naam: Bewind B.V. Omschrijving: Factuur 2026-0101 IBAN: {OTHER} Overige partij: J. Jansen Valutadatum: 05-01-2026;;\n",
        statement(EntryRead(DAY, 123450, "Bewind B.V.", OTHER, "Factuur 2026-0101 / J. Jansen")),
    ),
    "rabobank: all twenty-six columns": (
        "rabobank-csv",
        RABOBANK + rabobank("Alfa B.V."),
        statement(replace(ALFA, bank_id="000000000000000001"), opening=10000, closing=133450),
    ),
    "rabobank: paid for somebody else, text in three columns, payment reference": (
        "rabobank-csv",
        RABOBANK + rabobank("Bewind B.V.", ultimate="J. Jansen", reference="9001123412341234", texts=("Factuur", "2026-0101", "dank")),
        statement(
            EntryRead(
                DAY, 123450, "Bewind B.V.", OTHER, "Factuur 2026-0101 dank / J. Jansen", "9001123412341234", "", "000000000000000001"
            ),
            opening=10000,
            closing=133450,
        ),
    ),
    "abn amro: tab file with codes": (
        "abn-amro-csv",
        f"417164300\tEUR\t20260105\t100,00\t1334,50\t20260105\t1234,50\t/TRTP/SEPA OVERBOEKING/IBAN/{OTHER}/BIC/ABNANL2A/NAME/Alfa B.V."
        "/REMI/Factuur 2026-0101/EREF/NOTPROVIDED\n",
        statement(ALFA, opening=10000, closing=133450, iban="417164300"),
    ),
    "abn amro: paid for somebody else": (
        "abn-amro-csv",
        f"{OWN}\tEUR\t20260105\t100,00\t1334,50\t20260105\t1234,50\t/TRTP/SEPA OVERBOEKING/IBAN/{OTHER}/BIC/ABNANL2A/NAME/Bewind B.V."
        "/REMI/Factuur 2026-0101/EREF/NOTPROVIDED/ULTD/J. Jansen\n",
        statement(EntryRead(DAY, 123450, "Bewind B.V.", OTHER, "Factuur 2026-0101 / J. Jansen"), opening=10000, closing=133450),
    ),
    "asn and sns: with the bank's own headings above it": (
        "asn-csv",
        "Boekingsdatum,Opdrachtgeversrekening,Tegenrekeningnummer,Naam tegenrekening,Adres,Postcode,Plaats,Valutasoort rekening,"
        "Saldo rekening voor mutatie,Valutasoort mutatie,Transactiebedrag,Journaaldatum,Valutadatum,Interne transactiecode,"
        "Globale transactiecode,Volgnummer transactie,Betalingskenmerk,Omschrijving,Afschriftnummer\n"
        f"05-01-2026,{OWN},{OTHER},Alfa B.V.,,,,EUR,100.00,EUR,1234.50,05-01-2026,05-01-2026,8810,OVB,77,,'Factuur 2026-0101',1\n",
        statement(replace(ALFA, bank_id="77"), opening=10000, closing=133450, number="1"),
    ),
    "triodos: as the bank gives it": (
        "triodos-csv",
        f'"05-01-2026","NL11TRIO0123456789","1.234,50","Credit","Alfa B.V.","{OTHER}","ET","Factuur 2026-0101"\n',
        statement(ALFA, iban="NL11TRIO0123456789"),
    ),
    "bunq: english, thousands with a comma": (
        "bunq-csv",
        f'"Date","Interest Date","Amount","Account","Counterparty","Name","Description"\n"2026-01-05","2026-01-05","1,234.50","{OWN}",'
        f'"{OTHER}","Alfa B.V.","Factuur 2026-0101"\n',
        statement(ALFA),
    ),
    "bunq: dutch, minus and point": (
        "bunq-csv",
        f'"Datum";"Bedrag";"Rekening";"Tegenrekening";"Naam";"Omschrijving"\n"2026-01-05";"-2,50";"{OWN}";"";"";"Kosten"\n',
        statement(BRAVO),
    ),
    "knab: with its name above the headings and an empty column at the end": (
        "knab-csv",
        "KNAB EXPORT;;;;;;;;;;;;;;;\n"
        "Rekeningnummer;Transactiedatum;Valutacode;CreditDebet;Bedrag;Tegenrekeningnummer;Tegenrekeninghouder;Valutadatum;Betaalwijze;"
        "Omschrijving;Type betaling;Machtigingsnummer;Incassant ID;Adres;Referentie;Boekdatum;\n"
        f'"{OWN}";"05-01-2026";"EUR";"C";"1234,5";"{OTHER}";"Alfa B.V.";"05-01-2026";"Overboeking";"Factuur 2026-0101";"";"";"";"";"C6A1";'
        '"05-01-2026";\n',
        statement(replace(ALFA, bank_id="C6A1")),
    ),
}


CARDS = "This is a list of bank movements as CSV."  # of a credit card (ICS): no such format is read, and no row comes of it


@pytest.mark.parametrize("shape", BANKS)
def test_bank_list_of_this_shape_is_read_whole(shape: str) -> None:
    kind, text, whole = BANKS[shape]
    reading = read(text)
    assert (reading.kind, reading.problems, reading.statements) == (kind, (), (whole,))


@pytest.mark.parametrize("shape", BANKS)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_bank_list_saved_in_another_encoding_is_read_the_same(shape: str, encoding: str) -> None:
    kind, text, whole = BANKS[shape]
    assert (read(text, encoding=encoding).statements, read(text, encoding=encoding).kind) == ((whole,), kind)


@pytest.mark.parametrize("shape", BANKS)
@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_bank_list_with_other_line_ends_is_read_the_same(shape: str, ending: str) -> None:
    assert read(BANKS[shape][1].replace("\n", ending)).statements == (BANKS[shape][2],)


INVOICE = InvoiceRead(
    "2026-0101", "invoice", date(2026, 1, 5), 123450, PartyRead(name="Alfa B.V.", number="D-1"), due_on=date(2026, 2, 4), line=2
)
HEAD = "Factuurnummer;Debiteurnummer;Debiteur;Factuurdatum;Vervaldatum;Bedrag\n"
ROW = "2026-0101;D-1;Alfa B.V.;05-01-2026;04-02-2026;1.234,50\n"
LISTS: dict[str, tuple[str, InvoiceRead]] = {
    "as it is": (HEAD + ROW, INVOICE),
    "tabs": ((HEAD + ROW).replace(";", "\t"), INVOICE),
    "commas and quotes": ('"' + (HEAD + ROW).strip().replace(";", '","').replace("\n", '"\n"') + '"\n', INVOICE),
    "headings on the third line": ("Openstaande posten per 31-01-2026\n\n" + HEAD + ROW, replace(INVOICE, line=4)),
    "a word for the separator above it": ("sep=;\n" + HEAD + ROW, replace(INVOICE, line=3)),
    "a total below it that is no invoice": (HEAD + ROW + ";;;;;\n\n", INVOICE),
    "credit with the minus behind it": (HEAD + ROW.replace("1.234,50", "1.234,50-"), replace(INVOICE, kind="credit_note")),
    "credit in brackets": (HEAD + ROW.replace("1.234,50", "(1.234,50)"), replace(INVOICE, kind="credit_note")),
    "american days and sums": (
        (HEAD + "2026-0101;D-1;Alfa B.V.;01/05/2026;02/04/2026;1,234.50\n" + "2;D-1;Alfa B.V.;01/31/2026;02/28/2026;1.50\n"),
        INVOICE,
    ),
    "days with a time, named months": (HEAD + "2026-0101;D-1;Alfa B.V.;2026-01-05 00:00:00;4 feb 2026;€ 1.234,50\n", INVOICE),
    "a text over two lines": (HEAD + ROW.replace("Alfa B.V.", '"Alfa\nB.V."'), INVOICE),
    "spaces around everything": (HEAD.replace(";", " ; ") + ROW.replace(";", " ; "), INVOICE),
    "spaces that cannot be broken in the sum": (HEAD + ROW.replace("1.234,50", "1\u00a0234,50"), INVOICE),
    "a number and a name under two headings that could both be the name": (
        "Debiteur;Naam;Factuurnr.;Datum;Vervaldatum;Bedrag\nD-1;Alfa B.V.;2026-0101;5-1-2026;4-2-2026;1.234,50\n",
        INVOICE,
    ),
    "the headings of a bookkeeping on the web": (
        "Factuurnummer,Contact,Klantnummer,Factuurdatum,Vervaldatum,Status,Totaal excl. btw,Totaal incl. btw\n"
        '2026-0101,Alfa B.V.,D-1,05-01-2026,04-02-2026,Te laat,"1.020,25","1.234,50"\n',
        INVOICE,
    ),
    "an empty heading at the end": (HEAD.strip() + ";\n" + ROW.strip() + ";\n", INVOICE),
}


@pytest.mark.parametrize("shape", LISTS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_list_of_invoices_of_this_shape_is_read_whole(shape: str, encoding: str, ending: str) -> None:
    text, invoice = LISTS[shape]
    reading = read(text.replace("\n", ending), encoding=encoding)
    assert (reading.kind, reading.problems, reading.invoices[0]) == ("csv", (), invoice)


@pytest.mark.parametrize(
    ("text", "kind", "message"),
    [
        ("", "unknown", "This is an empty file."),
        ("\ufeff", "unknown", "This is an empty file."),
        ("\r\n\r\n", "unknown", "This is an empty file."),
        (HEAD, "csv", "The file holds headings only and no invoices."),
        (ING, "ing-csv", "The file holds headings only and no entries."),
        (RABOBANK, "rabobank-csv", "The file holds headings only and no entries."),
        ("Datum;Rekening;Boeksaldo;Valutair saldo\n2026-01-05;X;1,00;1,00\n", "unknown", "This is a list of bank movements as CSV."),
        ("Transactiedatum,Boekingsdatum,Omschrijving,Bedrag EUR,Bij/Af\n12-10-2026,13-10-2026,NS,23.40,Af\n", "unknown", CARDS),
        ("Datum transactie;Omschrijving;Bedrag;Debet/Credit\n12-10-2026;NS GROEP;23,40;D\n", "unknown", CARDS),
        ("Datum,Omschrijving,Kaartnummer,Debet / credit,Valuta,Bedrag\n2026-10-12,NS,x1,D,EUR,23.40\n", "unknown", CARDS),
    ],
)
def test_file_with_nothing_in_it_says_what_it_is(text: str, kind: str, message: str) -> None:
    reading = read(text)
    assert (reading.kind, reading.invoices, reading.statements) == (kind, (), ())
    assert [one.message.en.split(" Expected")[0] for one in reading.problems] == [message]
