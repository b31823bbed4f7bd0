"""CAMT as Dutch banks and payment providers write it: one shape a test, and the whole of what is read from it."""

from __future__ import annotations

from datetime import date

import pytest

from akkoord.core.reading import EntryRead, Reading, SourceFile, StatementRead
from akkoord.importers.recognise import read_file

OWN, OTHER, THIRD = "NL91ABNA0417164300", "NL69ABNA0522123643", "NL46ABNA0499998748"
DAY = date(2026, 1, 5)
ROOTS = {"052": ("BkToCstmrAcctRpt", "Rpt"), "053": ("BkToCstmrStmt", "Stmt"), "054": ("BkToCstmrDbtCdtNtfctn", "Ntfctn")}
BOOKED = "<BookgDt><Dt>2026-01-05</Dt></BookgDt><ValDt><Dt>2026-01-05</Dt></ValDt>"


def read(entries: str, *, kind: str = "053", version: str = "02", before: str = "") -> Reading:
    root, statement = ROOTS[kind]
    account = f"<Acct><Id><IBAN>{OWN}</IBAN></Id><Ccy>EUR</Ccy></Acct>"
    body = f"<{statement}><Id>S1</Id><CreDtTm>2026-01-06T08:00:00</CreDtTm>{account}{before}{entries}</{statement}>"
    space = f"urn:iso:std:iso:20022:tech:xsd:camt.{kind}.001.{version}"
    text = f'<?xml version="1.0" encoding="UTF-8"?>\n<Document xmlns="{space}"><{root}>{body}</{root}></Document>'
    return read_file(SourceFile("statement.xml", text.encode()))


def expected(*entries: EntryRead, kind: str = "053") -> Reading:
    """A reading without problems of one statement without balances."""
    last = max((one.on for one in entries), default=None)
    return Reading(f"camt.{kind}", statements=(StatementRead(OWN, "S1", "EUR", entries, closed_on=last),))


def entry(amount: str, inner: str = "", *, direction: str = "CRDT", status: str = "BOOK") -> str:
    return f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts>{status}</Sts>{BOOKED}{inner}</Ntry>'


def details(*inner: str, batch: str = "") -> str:
    return f"<NtryDtls>{batch}{''.join(f'<TxDtls>{one}</TxDtls>' for one in inner)}</NtryDtls>"


def debtor(name: str, iban: str = OTHER, *, wrapped: bool = False) -> str:
    party = f"<Pty><Nm>{name}</Nm></Pty>" if wrapped else f"<Nm>{name}</Nm>"
    return f"<Dbtr>{party}</Dbtr><DbtrAcct><Id><IBAN>{iban}</IBAN></Id></DbtrAcct>"


def amount(value: str) -> str:
    return f'<AmtDtls><TxAmt><Amt Ccy="EUR">{value}</Amt></TxAmt></AmtDtls>'


def text(*pieces: str) -> str:
    return f"<RmtInf>{''.join(f'<Ustrd>{piece}</Ustrd>' for piece in pieces)}</RmtInf>"


def strd(inner: str) -> str:
    return f"<RmtInf><Strd>{inner}</Strd></RmtInf>"


def reference(value: str, *, issuer: str = "CUR") -> str:
    return f"<CdtrRefInf><Tp><CdOrPrtry><Cd>SCOR</Cd></CdOrPrtry><Issr>{issuer}</Issr></Tp><Ref>{value}</Ref></CdtrRefInf>"


def invoice(number: str) -> str:
    return f"<RfrdDocInf><Tp><CdOrPrtry><Cd>CINV</Cd></CdOrPrtry></Tp><Nb>{number}</Nb></RfrdDocInf>"


SEPA = "<RltdPties>" + debtor("Alfa B.V.") + "</RltdPties>"
SHAPES: dict[str, tuple[str, str, tuple[EntryRead, ...]]] = {
    "rabobank: codes of its own, agents beside the parties, a return reason nobody asked for": (
        "02",
        entry(
            "121.00",
            "<AcctSvcrRef>OO9T005059815824</AcctSvcrRef><BkTxCd><Prtry><Cd>541</Cd><Issr>RABOBANK</Issr></Prtry></BkTxCd>"
            + details(
                "<Refs><AcctSvcrRef>OO9T005059815824</AcctSvcrRef><InstrId>INNDNL2U</InstrId><EndToEndId>EV12341</EndToEndId></Refs>"
                + amount("121.00")
                + SEPA
                + "<RltdAgts><DbtrAgt><FinInstnId><BIC>ABNANL2A</BIC></FinInstnId></DbtrAgt></RltdAgts>"
                + text("Factuur 2026-0101")
            ),
        ),
        (EntryRead(DAY, 12100, "Alfa B.V.", OTHER, "Factuur 2026-0101", "", "EV12341", "OO9T005059815824"),),
    ),
    "ing: the amount below the transaction, the text also with the entry": (
        "02",
        entry(
            "50.00",
            "<AcctSvcrRef>ING1</AcctSvcrRef>"
            + details("<Refs><EndToEndId>NOTPROVIDED</EndToEndId></Refs>" + SEPA + text("F 2026-7"))
            + "<AddtlNtryInf>/TRCD/00100/</AddtlNtryInf>",
        ),
        (EntryRead(DAY, 5000, "Alfa B.V.", OTHER, "F 2026-7", "", "", "ING1"),),
    ),
    "abn amro: no details, the text in its own codes": (
        "02",
        entry(
            "000000000000012.50",
            f"<AddtlNtryInf>/TRTP/SEPA OVERBOEKING/IBAN/{OTHER}/BIC/ABNANL2A/NAME/ALFA B.V./REMI/FACTUUR 12/EREF/E-12</AddtlNtryInf>",
        ),
        (EntryRead(DAY, 1250, "ALFA B.V.", OTHER, "FACTUUR 12", "", "E-12"),),
    ),
    "abn amro: card payment without details": (
        "02",
        entry("4.20", "<AddtlNtryInf>BEA, Betaalpas      Kantine De Hoek,PAS001   NR:X1</AddtlNtryInf>", direction="DBIT"),
        (EntryRead(DAY, -420, "", "", "BEA, Betaalpas Kantine De Hoek,PAS001 NR:X1"),),
    ),
    "bunq: version 8 with a party in between and the status as a code": (
        "08",
        entry(
            "19.99",
            details(
                "<Refs><EndToEndId>E1</EndToEndId></Refs>"
                '<Amt Ccy="EUR">19.99</Amt><CdtDbtInd>CRDT</CdtDbtInd><RltdPties>'
                + debtor("J. Jansen", wrapped=True)
                + "<Cdtr><Pty><Nm>Wij</Nm></Pty></Cdtr></RltdPties>"
                + text("bestelling 77")
            ),
            status="<Cd>BOOK</Cd>",
        ),
        (EntryRead(DAY, 1999, "J. Jansen", OTHER, "bestelling 77", "", "E1"),),
    ),
    "triodos: an account that is no IBAN, with its scheme": (
        "02",
        entry(
            "7.00",
            details(
                "<RltdPties><Dbtr><Nm>Bravo</Nm></Dbtr><DbtrAcct><Id><Othr><Id>0123456789</Id><SchmeNm><Cd>BBAN</Cd></SchmeNm>"
                "</Othr></Id></DbtrAcct></RltdPties>" + text("contributie")
            ),
        ),
        (EntryRead(DAY, 700, "Bravo", "0123456789", "contributie"),),
    ),
    "sns: debtor with an address and an identification, name after them": (
        "08",
        entry(
            "7.00",
            details(
                "<RltdPties><Dbtr><Pty><Nm>Bravo</Nm><PstlAdr><Ctry>NL</Ctry><AdrLine>Laan 1</AdrLine></PstlAdr><Id><OrgId><Othr>"
                f"<Id>1</Id></Othr></OrgId></Id></Pty></Dbtr><DbtrAcct><Id><IBAN>{OTHER}</IBAN></Id><Ccy>EUR</Ccy></DbtrAcct></RltdPties>"
            )
            + "<AddtlNtryInf>OVERBOEKING</AddtlNtryInf>",
            status="<Cd>BOOK</Cd>",
        ),
        (EntryRead(DAY, 700, "Bravo", OTHER, "OVERBOEKING"),),
    ),
    "knab: text cut in three, the first of full length": (
        "02",
        entry("9.00", details(SEPA + text("x" * 139 + "F", "2026-001", "dank"))),
        (EntryRead(DAY, 900, "Alfa B.V.", OTHER, "x" * 139 + "F2026-001 dank"),),
    ),
    "batch of which only the number of its payments is given": (
        "02",
        entry(
            "900.00", "<NtryDtls><Btch><PmtInfId>INC-1</PmtInfId><NbOfTxs>3</NbOfTxs></Btch></NtryDtls><AddtlNtryInf>INCASSO</AddtlNtryInf>"
        ),
        (EntryRead(DAY, 90000, remittance="INCASSO"),),
    ),
    "batch in blocks of details, each with one payment": (
        "02",
        entry("30.00", details(amount("10.00") + text("F1")) + details(amount("20.00") + text("F2"))),
        (EntryRead(DAY, 1000, remittance="F1", batch=3000), EntryRead(DAY, 2000, remittance="F2", batch=3000)),
    ),
    "batch with amounts in dollars beside those in euro": (
        "04",
        entry(
            "30.00",
            details(
                *(
                    f'<AmtDtls><InstdAmt><Amt Ccy="USD">{usd}</Amt></InstdAmt><TxAmt><Amt Ccy="EUR">{eur}</Amt></TxAmt></AmtDtls>'
                    + text(eur)
                    for usd, eur in (("11.00", "10.00"), ("22.00", "20.00"))
                )
            ),
        ),
        (EntryRead(DAY, 1000, remittance="10.00", batch=3000), EntryRead(DAY, 2000, remittance="20.00", batch=3000)),
    ),
    "batch that came in less the bank's charges": (
        "02",
        entry(
            "29.50",
            '<Chrgs><TtlChrgsAndTaxAmt Ccy="EUR">0.50</TtlChrgsAndTaxAmt></Chrgs>'
            + details(amount("10.00") + text("F1"), amount("20.00") + text("F2")),
        ),
        (
            EntryRead(DAY, 1000, remittance="F1", batch=2950),
            EntryRead(DAY, 2000, remittance="F2", batch=2950),
            EntryRead(DAY, -50, batch=2950),
        ),
    ),
    "batch with charges on each payment": (
        "08",
        entry(
            "29.50",
            details(
                *(
                    f'<Amt Ccy="EUR">{value}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Chrgs><Rcrd><Amt Ccy="EUR">0.25</Amt>'
                    "<CdtDbtInd>DBIT</CdtDbtInd></Rcrd></Chrgs>" + text(value)
                    for value in ("10.00", "20.00")
                )
            ),
            status="<Cd>BOOK</Cd>",
        ),
        (
            EntryRead(DAY, 1000, remittance="10.00", batch=2950),
            EntryRead(DAY, 2000, remittance="20.00", batch=2950),
            EntryRead(DAY, -50, batch=2950),
        ),
    ),
    "payment that came in less its charges is what came in": (
        "02",
        entry("99.00", details(amount("100.00") + '<Chrgs><Amt Ccy="EUR">1.00</Amt></Chrgs>' + SEPA + text("F1"))),
        (EntryRead(DAY, 9900, "Alfa B.V.", OTHER, "F1"),),
    ),
    "reversal of a batch: what went out, by customer": (
        "02",
        '<Ntry><Amt Ccy="EUR">30.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts>'
        + BOOKED
        + details(
            *(
                f"<Refs><EndToEndId>{end}</EndToEndId></Refs>"
                + amount(value)
                + "<RltdPties>"
                + debtor(name, iban)
                + f"<Cdtr><Nm>Wij</Nm></Cdtr>"
                f"<CdtrAcct><Id><IBAN>{OWN}</IBAN></Id></CdtrAcct></RltdPties><RtrInf><Rsn><Cd>MS03</Cd></Rsn></RtrInf>"
                for end, value, name, iban in (("I1", "10.00", "Alfa", OTHER), ("I2", "20.00", "Bravo", THIRD))
            )
        )
        + "</Ntry>",
        (
            EntryRead(DAY, -1000, "Alfa", OTHER, end_to_end_id="I1", batch=-3000),
            EntryRead(DAY, -2000, "Bravo", THIRD, end_to_end_id="I2", batch=-3000),
        ),
    ),
    "several structured references, of two kinds": (
        "02",
        entry(
            "5.00",
            details(SEPA + f"<RmtInf><Strd>{reference('5000056789012345')}</Strd><Strd>{reference('RF18539007547034')}</Strd></RmtInf>"),
        ),
        (EntryRead(DAY, 500, "Alfa B.V.", OTHER, "", "5000056789012345 RF18539007547034"),),
    ),
    "invoice numbers in structured remittance are kept in the text": (
        "08",
        entry("5.00", details(SEPA + strd(invoice("2026-0101") + invoice("2026-0102") + "<AddtlRmtInf>met dank</AddtlRmtInf>"))),
        (EntryRead(DAY, 500, "Alfa B.V.", OTHER, "2026-0101 2026-0102 met dank"),),
    ),
    "invoice number both in the free and in the structured text stands there once": (
        "08",
        entry(
            "5.00", details(SEPA + f"<RmtInf><Ustrd>Factuur 2026-0101</Ustrd><Strd>{invoice('2026-0101')}{reference('77')}</Strd></RmtInf>")
        ),
        (EntryRead(DAY, 500, "Alfa B.V.", OTHER, "Factuur 2026-0101", "77"),),
    ),
    "an empty structured part does not hide the free text": (
        "02",
        entry("5.00", details(SEPA + "<RmtInf><Ustrd>F1</Ustrd><Strd><CdtrRefInf><Ref/></CdtrRefInf></Strd></RmtInf>")),
        (EntryRead(DAY, 500, "Alfa B.V.", OTHER, "F1"),),
    ),
    "a third party pays: who holds the account is the other side, for whom he pays stands in the text": (
        "02",
        entry(
            "5.00", details("<RltdPties>" + debtor("Bewind B.V.") + "<UltmtDbtr><Nm>J. Jansen</Nm></UltmtDbtr></RltdPties>" + text("F1"))
        ),
        (EntryRead(DAY, 500, "Bewind B.V.", OTHER, "F1 / J. Jansen"),),
    ),
    "an ultimate debtor who is the debtor himself adds nothing": (
        "08",
        entry(
            "5.00",
            details(
                "<RltdPties>"
                + debtor("Alfa B.V.", wrapped=True)
                + "<UltmtDbtr><Pty><Nm>ALFA B.V.</Nm></Pty></UltmtDbtr></RltdPties>"
                + text("F1")
            ),
            status="<Cd>BOOK</Cd>",
        ),
        (EntryRead(DAY, 500, "Alfa B.V.", OTHER, "F1"),),
    ),
    "text that only stands with the transaction": (
        "02",
        entry("5.00", details(SEPA + "<AddtlTxInf>Betaald voor F1</AddtlTxInf>") + "<AddtlNtryInf>OVERBOEKING</AddtlNtryInf>"),
        (EntryRead(DAY, 500, "Alfa B.V.", OTHER, "Betaald voor F1"),),
    ),
    "payout of a payment provider: one sum, its own reference in the text": (
        "02",
        entry(
            "1843.27",
            details(
                "<Refs><EndToEndId>tr-settlement-2026-01</EndToEndId></Refs><RltdPties>"
                + debtor("Stichting Derdengelden Betaaldienst", THIRD)
                + "</RltdPties>"
                + text("Payout 1234567.2601.01 REF P-99/8")
            ),
        ),
        (
            EntryRead(
                DAY, 184327, "Stichting Derdengelden Betaaldienst", THIRD, "Payout 1234567.2601.01 REF P-99/8", "", "tr-settlement-2026-01"
            ),
        ),
    ),
    "instant payment with a time of booking and a UETR": (
        "08",
        '<Ntry><NtryRef>1</NtryRef><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>'
        "<BookgDt><DtTm>2026-01-05T23:59:58.123+01:00</DtTm></BookgDt>"
        + details("<Refs><EndToEndId>E1</EndToEndId><UETR>eb6305c9-1f7f-49de-aed0-16487c27b42d</UETR></Refs>" + SEPA + text("F1"))
        + "</Ntry>",
        (EntryRead(DAY, 500, "Alfa B.V.", OTHER, "F1", "", "E1"),),
    ),
    "version 1: details without a block around them, references by their old names": (
        "01",
        entry(
            "5.00",
            "<TxDtls>"
            + SEPA
            + strd("<RfrdDocInf><RfrdDocNb>2026-0101</RfrdDocNb></RfrdDocInf><CdtrRefInf><CdtrRef>RF18539007547034</CdtrRef></CdtrRefInf>")
            + "</TxDtls>",
        ),
        (EntryRead(DAY, 500, "Alfa B.V.", OTHER, "2026-0101", "RF18539007547034"),),
    ),
    "return of an own payment, where only the other side has an account": (
        "02",
        entry(
            "5.00",
            details(
                "<RltdPties><Dbtr><Nm>Wij</Nm></Dbtr><Cdtr><Nm>Leverancier</Nm></Cdtr>"
                f"<CdtrAcct><Id><IBAN>{OTHER}</IBAN></Id></CdtrAcct></RltdPties><RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf>"
            ),
        ),
        (EntryRead(DAY, 500, "Leverancier", OTHER),),
    ),
    "an empty name and a space as account are no other side": (
        "02",
        entry("5.00", details("<RltdPties><Dbtr><Nm> </Nm></Dbtr><DbtrAcct><Id><IBAN> </IBAN></Id></DbtrAcct></RltdPties>" + text("F1"))),
        (EntryRead(DAY, 500, remittance="F1"),),
    ),
    "entry of zero, as banks book a change of terms": ("02", entry("0.00", text("x")), (EntryRead(DAY, 0),)),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_statement_of_this_shape_is_read_whole(shape: str) -> None:
    version, body, rows = SHAPES[shape]
    assert read(body, version=version) == expected(*rows)


@pytest.mark.parametrize("version", [f"{number:02d}" for number in range(1, 14)])
@pytest.mark.parametrize("kind", ROOTS)
def test_every_message_and_version_is_read(kind: str, version: str) -> None:
    assert read(entry("5.00", details(SEPA + text("F1"))), kind=kind, version=version) == expected(
        EntryRead(DAY, 500, "Alfa B.V.", OTHER, "F1"), kind=kind
    )


@pytest.mark.parametrize(
    ("status", "is_booked"),
    [
        ("BOOK", True),
        ("<Cd>BOOK</Cd>", True),
        ("\n  <Cd>\n BOOK</Cd>\n", True),
        ("<Prtry>BOOK</Prtry>", True),
        ("PDNG", False),
        ("<Cd>PDNG</Cd>", False),
        ("INFO", False),
        ("<Cd>INFO</Cd>", False),
        ("<Cd>FUTR</Cd>", False),
        ("<Prtry>PDNG</Prtry>", False),
    ],
)
@pytest.mark.parametrize("kind", ROOTS)
def test_only_what_is_booked_is_taken(kind: str, status: str, is_booked: bool) -> None:
    rows = (EntryRead(DAY, 500),) if is_booked else ()
    assert read(entry("5.00", status=status), kind=kind, version="08") == expected(*rows, kind=kind)


@pytest.mark.parametrize(
    ("kind_of_balance", "opening", "closing"),
    [
        ("<Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry></Tp>", 1000, 1500),
        ("<Tp><CdOrPrtry><Cd>{}</Cd></CdOrPrtry><SubTp><Cd>INTM</Cd></SubTp></Tp>", 1000, 1500),
        ("<Tp><Cd>{}</Cd></Tp>", 1000, 1500),
        ("<Tp><CdOrPrtry><Prtry>{}</Prtry></CdOrPrtry></Tp>", None, None),
    ],
)
def test_balances_are_found_where_each_version_has_them(kind_of_balance: str, opening: int | None, closing: int | None) -> None:
    balances = "".join(
        f'<Bal>{kind_of_balance.format(code)}<Amt Ccy="EUR">{value}</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-01-05</Dt></Dt></Bal>'
        for code, value in (("OPBD", "10.00"), ("CLBD", "15.00"), ("CLAV", "99.00"), ("FWAV", "98.00"))
    )
    found = read(entry("5.00"), before=balances)
    assert [(one.opening_balance, one.closing_balance) for one in found.statements] == [(opening, closing)]
    assert found.problems == ()


@pytest.mark.parametrize(
    "account", ["<Othr><Id>0417164300</Id></Othr>", "<BBAN>0417164300</BBAN>", "<PrtryAcct><Id>0417164300</Id></PrtryAcct>"]
)
def test_own_account_that_is_no_iban_is_read(account: str) -> None:
    text = read_text().replace(f"<IBAN>{OWN}</IBAN>", account.format("0417164300"))
    assert [one.iban for one in read_file(SourceFile("x.xml", text.encode())).statements] == ["0417164300"]


def test_batch_of_which_one_payment_is_given_is_not_that_payment() -> None:
    found = read(entry("900.00", details(amount("300.00") + SEPA + text("F1"), batch="<Btch><NbOfTxs>3</NbOfTxs></Btch>")))
    assert [one.entries for one in found.statements] == [(EntryRead(DAY, 90000),)]
    assert [one.where for one in found.problems] == ["Ntry/NtryDtls"]


def test_batch_of_which_not_every_payment_has_an_amount_is_one_entry_and_told() -> None:
    found = read(entry("5.00", details(amount("5.00") + text("F1"), text("F2"))))
    assert [one.entries for one in found.statements] == [(EntryRead(DAY, 500, remittance="F1 F2"),)]
    assert [one.message.en for one in found.problems] == ["Not every item of this batch has an amount. Taken as one entry."]


def test_statement_in_an_envelope_with_a_header_is_read() -> None:
    header = '<AppHdr xmlns="urn:iso:std:iso:20022:tech:xsd:head.001.001.01"><BizMsgIdr>1</BizMsgIdr></AppHdr>'
    found = read_file(SourceFile("x.xml", f'<Envelope xmlns="urn:example">{header}{read_text()}</Envelope>'.encode()))
    assert (found.kind, found.problems, [one.entries for one in found.statements]) == ("camt.053", (), [(EntryRead(DAY, 500),)])


def read_text(inner: str = "", *, prefix: str = "") -> str:
    tag = f"{prefix}:" if prefix else ""
    plain = (
        f"<Document><BkToCstmrStmt><Stmt><Id>S1</Id><Acct><Id><IBAN>{OWN}</IBAN></Id></Acct>{entry('5.00', inner)}</Stmt>"
        "</BkToCstmrStmt></Document>"
    )
    named = plain.replace("</", "\0").replace("<", f"<{tag}").replace("\0", f"</{tag}")
    space = f"xmlns{':' + prefix if prefix else ''}"
    return named.replace("Document>", f'Document {space}="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">', 1)


@pytest.mark.parametrize("prefix", ["", "ns2", "camt"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1", "windows-1252"])
@pytest.mark.parametrize("start", ["", '<?xml version="1.0" encoding="{}" standalone="yes"?>\r\n', "<!-- bank -->\n"])
def test_prefix_encoding_and_prolog_do_not_matter(prefix: str, encoding: str, start: str) -> None:
    if not start.startswith("<?xml") and encoding in ("iso-8859-1", "windows-1252"):
        start = f'<?xml version="1.0" encoding="{encoding}"?>{start}'
    whole = start.format(encoding.removesuffix("-sig")) + read_text(text("café"), prefix=prefix)
    reading = read_file(SourceFile("x.xml", whole.encode(encoding)))
    assert (reading.kind, reading.problems, [len(one.entries) for one in reading.statements]) == ("camt.053", (), [1])


def test_sequence_of_statements_in_one_message_keeps_account_and_currency_apart() -> None:
    other = f"<Stmt><Id>S2</Id><Acct><Id><IBAN>{THIRD}</IBAN></Id><Ccy>USD</Ccy></Acct>{entry('7.00').replace('EUR', 'USD')}</Stmt>"
    whole = read_text().replace("</BkToCstmrStmt>", f"{other}</BkToCstmrStmt>")
    found = read_file(SourceFile("x.xml", whole.encode()))
    assert [(one.iban, one.currency, one.entries) for one in found.statements] == [
        (OWN, "EUR", (EntryRead(DAY, 500),)),
        (THIRD, "USD", (EntryRead(DAY, 700),)),
    ]


def test_entry_without_details_keeps_neither_party_nor_text_of_the_one_before() -> None:
    assert read(entry("5.00", details(SEPA + text("F1"))) + entry("6.00")) == expected(
        EntryRead(DAY, 500, "Alfa B.V.", OTHER, "F1"), EntryRead(DAY, 600)
    )
