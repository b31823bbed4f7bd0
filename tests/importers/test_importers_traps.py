"""The traps that real files hold, each by its name: what a reader would get wrong who only knew the standards."""

from __future__ import annotations

from datetime import date

import pytest

from akkoord.core.matching.book import Book, OpenInvoice, Received
from akkoord.core.matching.proposals import match
from akkoord.core.reading import EntryRead, InvoiceRead, Reading, SourceFile, StatementRead
from akkoord.importers.recognise import read_file

OWN, OTHER = "NL91ABNA0417164300", "NL69ABNA0522123643"
DAY = date(2026, 1, 5)
KENMERK = "5000056789012345"


def read(text: str, *, encoding: str = "utf-8") -> Reading:
    return read_file(SourceFile("file", text.encode(encoding)))


def camt(*statements: str, version: str = "02") -> Reading:
    space = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    return read(f'<Document xmlns="{space}"><BkToCstmrStmt>{"".join(statements)}</BkToCstmrStmt></Document>')


def stmt(*inner: str, number: str = "S1") -> str:
    return f"<Stmt><Id>{number}</Id><Acct><Id><IBAN>{OWN}</IBAN></Id><Ccy>EUR</Ccy></Acct>{''.join(inner)}</Stmt>"


def ntry(amount: str = "10.00", inner: str = "", *, direction: str = "CRDT", mark: str = "") -> str:
    booked = "<Sts>BOOK</Sts><BookgDt><Dt>2026-01-05</Dt></BookgDt>"
    return f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd>{mark}{booked}{inner}</Ntry>'


def details(*inner: str) -> str:
    return f"<NtryDtls>{''.join(f'<TxDtls>{one}</TxDtls>' for one in inner)}</NtryDtls>"


def bal(code: str, amount: str) -> str:
    tp = f"<Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
    return f'<Bal>{tp}<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-05</Dt></Dt></Bal>'


def entries(reading: Reading) -> list[EntryRead]:
    return [entry for statement in reading.statements for entry in statement.entries]


# 1 and 2: empty statements, many of them, and balances under two codes that need not close


def test_trap_1_statements_without_entries_are_statements() -> None:
    found = camt(*(stmt(bal("OPBD", "1.00"), bal("CLBD", "1.00"), number=f"S{number}") for number in range(132)))
    assert (found.problems, [one.number for one in found.statements]) == ((), [f"S{number}" for number in range(132)])
    text = "".join(f":20:S\n:25:{OWN}\n:28C:{day}/1\n:60F:C260105EUR1,\n:62F:C260105EUR1,\n-\n" for day in range(31))
    assert ([len(one.entries) for one in read(text).statements], read(text).problems) == ([0] * 31, ())


@pytest.mark.parametrize("code", ["OPBD", "PRCD"])
def test_trap_2_opening_balance_has_two_codes(code: str) -> None:
    found = camt(stmt(bal(code, "1.00"), bal("CLBD", "11.00"), ntry()))
    assert (found.problems, found.statements[0].opening_balance) == ((), 100)


def test_trap_2_opening_balance_of_the_day_wins_from_that_of_the_day_before() -> None:
    assert camt(stmt(bal("PRCD", "5.00"), bal("OPBD", "1.00"), bal("CLBD", "11.00"), ntry())).statements[0].opening_balance == 100


def test_trap_2_balance_that_does_not_close_warns_and_keeps_everything() -> None:
    found = camt(stmt(bal("OPBD", "1.00"), bal("CLBD", "99.00"), ntry()))
    assert ([one.where for one in found.problems], entries(found)) == (["Bal"], [EntryRead(DAY, 1000)])
    text = f":20:S\n:25:{OWN}\n:28C:1\n:60F:C260105EUR1,\n:61:260105C10,NTRFNONREF\n:62F:C260105EUR99,\n"
    assert ([one.where for one in read(text).problems], entries(read(text))) == ([":62F:"], [EntryRead(DAY, 1000)])


# 3: amounts with zeros before and behind


@pytest.mark.parametrize(
    ("amount", "cents"),
    [("000000000000001.90", 190), ("8.850", 885), ("8.85000", 885), ("8", 800), ("8.", 800), ("+8.85", 885), ("0000.00", 0)],
)
def test_trap_3_amounts_are_padded_on_both_sides(amount: str, cents: int) -> None:
    assert [one.amount for one in entries(camt(stmt(ntry(amount))))] == [cents]


@pytest.mark.parametrize("amount", ["8.855", "8,85", "1.234,50", "1e3", "", "8.8.5", "0x8", "٨"])
def test_trap_3_amount_of_part_of_a_cent_or_in_another_notation_is_told_and_not_rounded(amount: str) -> None:
    found = camt(stmt(ntry(amount), ntry("7.00")))
    assert ([one.amount for one in entries(found)], [one.where for one in found.problems]) == ([700], ["Ntry/Amt"])


# 4 and 5: batches and reversals


def _part(amount: str, text: str) -> str:
    return f'<AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls><RmtInf><Ustrd>{text}</Ustrd></RmtInf>'


def test_trap_4_batch_is_its_details_where_they_add_up() -> None:
    found = camt(stmt(ntry("10.00", details(_part("4.00", "F1"), _part("6.00", "F2")))))
    assert (found.problems, entries(found)) == (
        (),
        [EntryRead(DAY, 400, remittance="F1", batch=1000), EntryRead(DAY, 600, remittance="F2", batch=1000)],
    )


def test_trap_4_batch_is_one_entry_where_they_do_not_and_that_is_told() -> None:
    found = camt(stmt(ntry("10.00", details(_part("4.00", "F1"), _part("5.00", "F2")))))
    assert ([one.where for one in found.problems], entries(found)) == (["Ntry/NtryDtls"], [EntryRead(DAY, 1000, remittance="F1 F2")])


@pytest.mark.parametrize("mark", ["", "<RvslInd>true</RvslInd>", "<RvslInd>false</RvslInd>"])
@pytest.mark.parametrize(("direction", "cents"), [("CRDT", 1000), ("DBIT", -1000)])
def test_trap_5_mark_of_a_reversal_turns_nothing_round(mark: str, direction: str, cents: int) -> None:
    back = details("<RtrInf><Rsn><Cd>AC06</Cd></Rsn></RtrInf>")
    assert [one.amount for one in entries(camt(stmt(ntry("10.00", back, direction=direction, mark=mark))))] == [cents]


@pytest.mark.parametrize(("mark", "cents"), [("C", 1000), ("D", -1000), ("RC", -1000), ("RD", 1000)])
def test_trap_5_mark_of_a_reversal_in_swift_text_does_turn_it_round(mark: str, cents: int) -> None:
    assert [one.amount for one in entries(read(f":20:S\n:25:{OWN}\n:28C:1\n:61:2601050105{mark}10,00NTRFNONREF\n"))] == [cents]


# 6 and 7: entries without details, texts in pieces, entries alike


def test_trap_6_entry_without_details_has_the_text_of_the_bank() -> None:
    found = camt(stmt(ntry("1.90", "<AddtlNtryInf>BEA, Betaalpas      Kantine,PAS001</AddtlNtryInf>", direction="DBIT"), ntry("2.00")))
    assert entries(found) == [EntryRead(DAY, -190, remittance="BEA, Betaalpas Kantine,PAS001"), EntryRead(DAY, 200)]


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (("Factuur", "2026-0101"), "Factuur 2026-0101"),
        (("Factuur ", " 2026-0101"), "Factuur 2026-0101"),
        (("x" * 138 + "20", "26-0101"), "x" * 138 + "2026-0101"),
        (("Factuur\n      2026-0101",), "Factuur 2026-0101"),
    ],
)
def test_trap_6_text_in_pieces_is_joined_as_it_was_cut(pieces: tuple[str, ...], text: str) -> None:
    inner = "".join(f"<Ustrd>{piece}</Ustrd>" for piece in pieces)
    assert [one.remittance for one in entries(camt(stmt(ntry("1.00", details(f"<RmtInf>{inner}</RmtInf>")))))] == [text]


def test_trap_7_two_entries_alike_are_two_payments() -> None:
    one = "<AcctSvcrRef>A</AcctSvcrRef>" + details("<RmtInf><Ustrd>F1</Ustrd></RmtInf>")
    assert entries(camt(stmt(ntry("5.00", one) * 2))) == [EntryRead(DAY, 500, remittance="F1")] * 2
    line = ":61:2601050105C5,00NTRFNONREF//A\n:86:F1\n"
    assert entries(read(f":20:S\n:25:{OWN}\n:28C:1\n{line * 2}")) == [EntryRead(DAY, 500, remittance="F1")] * 2


# 8: the four places of a betalingskenmerk

_FOUR = {
    "structured": f"<RmtInf><Strd><CdtrRefInf><Ref>{KENMERK}</Ref></CdtrRefInf></Strd></RmtInf>",
    "behind the bank's label": f"<RmtInf><Ustrd>BETALINGSKENM.  {KENMERK}</Ustrd></RmtInf>",
    "in the payer's words": f"<RmtInf><Ustrd>uw kenmerk: {KENMERK[:4]} {KENMERK[4:8]} {KENMERK[8:12]} {KENMERK[12:]}</Ustrd></RmtInf>",
    "end to end": f"<Refs><EndToEndId>{KENMERK}</EndToEndId></Refs>",
}


@pytest.mark.parametrize("place", _FOUR)
def test_trap_8_kenmerk_is_found_in_each_of_its_four_places(place: str) -> None:
    found = entries(camt(stmt(ntry("5.00", details(_FOUR[place])))))
    assert [one.reference for one in found] == [KENMERK]
    book = Book.of([OpenInvoice(1, 1, "2026-0101", DAY, DAY, 500, KENMERK)], accounts=())
    texts = (found[0].remittance, found[0].end_to_end_id)
    answer = match(book, Received(500, DAY, "", texts, reference=found[0].reference))
    assert answer is not None
    assert (answer.parts, answer.because) == (((1, 500),), "reference")


@pytest.mark.parametrize(
    "text",
    [
        f"/REMI/USTD//betalingskenmerk {KENMERK}/",
        f"BETALINGSKENM.  {KENMERK}",
        f"Betaling met kenmerk {KENMERK}",
        f"/EREF/{KENMERK}/REMI/x",
    ],
)
def test_trap_8_kenmerk_in_swift_text_is_found(text: str) -> None:
    assert [one.reference for one in entries(read(f":20:S\n:25:{OWN}\n:28C:1\n:61:260105C5,NTRFNONREF\n:86:{text}\n"))] == [KENMERK]


@pytest.mark.parametrize("text", ["kenmerk 5000056789012346", "kenmerk 12345", "factuur 5000056789012345", "klantkenmerk A-7"])
def test_trap_8_number_that_is_no_kenmerk_is_none(text: str) -> None:
    found = entries(camt(stmt(ntry("5.00", details(f"<RmtInf><Ustrd>{text}</Ustrd></RmtInf>")))))
    assert [(one.remittance, one.reference) for one in found] == [(text, "")]


# 9: encodings, and a row without its opening quote

RABOBANK = '"IBAN/BBAN","Munt","Volgnr","Datum","Bedrag","Saldo na trn","Tegenrekening IBAN/BBAN","Naam tegenpartij","Omschrijving-1"'


@pytest.mark.parametrize("encoding", ["latin-1", "cp1252", "utf-8", "utf-8-sig"])
@pytest.mark.parametrize("opening", ['"', ""])
def test_trap_9_rabobank_writes_latin_letters_and_forgets_a_quote(encoding: str, opening: str) -> None:
    row = f'{opening}{OWN}","EUR","1","2026-01-05","+5,00","","{OTHER}","Café Noël","Factuur 1, met dank"'
    found = read(f"{RABOBANK}\r\n{row}\r\n", encoding=encoding)
    assert (found.problems, found.kind) == ((), "rabobank-csv")
    assert entries(found) == [EntryRead(DAY, 500, "Café Noël", OTHER, "Factuur 1, met dank", bank_id="1")]


def test_trap_9_letters_that_are_not_what_the_file_says_are_read_and_told() -> None:
    head = '<?xml version="1.0" encoding="UTF-8"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>'
    text = f"{head}{stmt(ntry())}{stmt(ntry('5.00', details('<RmtInf><Ustrd>Café</Ustrd></RmtInf>')))}</BkToCstmrStmt></Document>"
    found = read(text, encoding="cp1252")
    assert ([one.where for one in found.problems], [one.remittance for one in entries(found)]) == (["encoding"], ["", "Café"])


# 10 to 12: what a UBL document asks

_SPACE = "urn:oasis:names:specification:ubl:schema:xsd"


def ubl(inner: str, *, root: str = "Invoice", total: str = '<b:PayableAmount currencyID="EUR">10.00</b:PayableAmount>') -> InvoiceRead:
    spaces = f'xmlns:d="{_SPACE}:{root}-2" xmlns="{_SPACE}:CommonAggregateComponents-2" xmlns:b="{_SPACE}:CommonBasicComponents-2"'
    head = "<b:ID>F1</b:ID><b:IssueDate>2026-01-05</b:IssueDate>"
    buyer = "<PartyLegalEntity><b:RegistrationName>Alfa</b:RegistrationName></PartyLegalEntity>"
    head += f"<AccountingCustomerParty><Party>{buyer}</Party></AccountingCustomerParty>"
    found = read(f"<d:{root} {spaces}>{head}{inner}<LegalMonetaryTotal>{total}</LegalMonetaryTotal></d:{root}>")
    assert (found.kind, found.problems, len(found.invoices)) == ("ubl", (), 1)
    return found.invoices[0]


def test_trap_10_due_day_of_a_credit_note_stands_with_the_payment_means() -> None:
    means = "<PaymentMeans><b:PaymentDueDate>2026-02-04</b:PaymentDueDate></PaymentMeans>"
    found = ubl(f"<b:CreditNoteTypeCode>381</b:CreditNoteTypeCode>{means}", root="CreditNote")
    assert (found.kind, found.total, found.due_on) == ("credit_note", 1000, date(2026, 2, 4))


def test_trap_11_two_payment_means_are_one_claim_on_the_first_account() -> None:
    accounts = [f"<PaymentMeans><PayeeFinancialAccount><b:ID>{one}</b:ID></PayeeFinancialAccount></PaymentMeans>" for one in (OWN, OTHER)]
    found = ubl("".join(accounts))
    assert (found.total, found.seller.iban, found.payee_name) == (1000, OWN, "")


def test_trap_12_what_was_paid_before_and_rounding_are_settled() -> None:
    sums = (("TaxInclusiveAmount", "120.99"), ("PrepaidAmount", "20.00"), ("PayableRoundingAmount", "0.01"), ("PayableAmount", "101.00"))
    found = ubl("", total="".join(f'<b:{name} currencyID="EUR">{value}</b:{name}>' for name, value in sums))
    assert (found.total, found.open) == (10100, None)


# 14: lists that look like what they are not


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('"Datum";"Rekening";"Boeksaldo";"Valutair saldo"\n"2026-01-05";"X";"1,00";"1,00"\n', "unknown"),
        ("", "unknown"),
        ("\ufeff\r\n", "unknown"),
        (f"{RABOBANK}\r\n", "rabobank-csv"),
        ("Factuurnummer;Klant;Factuurdatum;Bedrag\n", "csv"),
    ],
)
def test_trap_14_balances_and_files_without_rows_give_a_sentence_and_no_row(text: str, kind: str) -> None:
    found = read(text)
    assert (found.kind, found.invoices, found.statements, len(found.problems)) == (kind, (), (), 1)


def test_trap_14_savings_list_has_other_columns_and_is_read() -> None:
    head = "Datum;Omschrijving;Rekening;Rekening naam;Tegenrekening;Af Bij;Bedrag;Valuta;Mutatiesoort;Mededelingen;Saldo na mutatie\n"
    found = read(f"{head}2026-01-05;Inleg;{OWN};Spaar;{OTHER};Bij;5,00;EUR;Inleg;maandelijks;15,00\n")
    whole = StatementRead(OWN, "", "EUR", (EntryRead(DAY, 500, "Inleg", OTHER, "maandelijks"),), 1000, 1500, DAY)
    assert (found.kind, found.problems, found.statements) == ("ing-csv", (), (whole,))
