"""CAMT messages: signs, batches, counterparties, balances, and messages that break off."""

from __future__ import annotations

from datetime import date

import pytest

from akkoord.core.reading import EntryRead, Reading, SourceFile, StatementRead
from akkoord.importers import camt053
from akkoord.importers._camt.stream import message_of

OWN = "NL91ABNA0417164300"
OTHER = "NL69ABNA0522123643"
ACCOUNT = f"<Acct><Id><IBAN>{OWN}</IBAN></Id><Ccy>EUR</Ccy></Acct>"


def statement(*parts: str, account: str = ACCOUNT) -> str:
    return f"<Stmt><Id>S1</Id><CreDtTm>2026-01-06T08:00:00</CreDtTm>{account}{''.join(parts)}</Stmt>"


def message(*statements: str, version: str = "02") -> str:
    space = f"urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"
    return f'<Document xmlns="{space}"><BkToCstmrStmt>{"".join(statements)}</BkToCstmrStmt></Document>'


def entry(amount: str = "10.00", direction: str = "CRDT", details: str = "", *, day: str = "<BookgDt><Dt>2026-01-05</Dt></BookgDt>") -> str:
    return f'<Ntry><Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts>BOOK</Sts>{day}{details}</Ntry>'


def details(*inner: str) -> str:
    return f"<NtryDtls>{''.join(f'<TxDtls>{one}</TxDtls>' for one in inner)}</NtryDtls>"


def balance(code: str, amount: str, direction: str = "CRDT") -> str:
    kind = f"<Tp><CdOrPrtry><Cd>{code}</Cd></CdOrPrtry></Tp>"
    return f'<Bal>{kind}<Amt Ccy="EUR">{amount}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Dt><Dt>2026-01-05</Dt></Dt></Bal>'


def side(role: str, name: str, iban: str) -> str:
    return f"<{role}><Nm>{name}</Nm></{role}><{role}Acct><Id><IBAN>{iban}</IBAN></Id></{role}Acct>"


def parties(*sides: str) -> str:
    return f"<RltdPties>{''.join(sides)}</RltdPties>"


def read(text: str) -> Reading:
    return camt053.read(SourceFile("statement.xml", text.encode()))


def only(text: str) -> StatementRead:
    reading = read(text)
    assert (reading.problems, len(reading.statements)) == ((), 1)
    return reading.statements[0]


def first(*parts: str) -> EntryRead:
    return only(message(statement(*parts))).entries[0]


@pytest.mark.parametrize("version", [f"{number:02d}" for number in range(1, 13)])
def test_every_version_is_recognised_and_read(version: str) -> None:
    text = message(statement(entry()), version=version)
    assert (message_of(text.encode()), len(only(text).entries)) == ("camt.053", 1)


def test_prefix_of_the_namespace_does_not_matter() -> None:
    plain = message(statement(entry()))
    prefixed = plain.replace("<", "<p:").replace("<p:/", "</p:").replace("xmlns=", "xmlns:p=")
    assert only(prefixed) == only(plain)


@pytest.mark.parametrize(
    ("amount", "direction", "cents"),
    [("000000000000001.90", "DBIT", -190), ("8.850", "CRDT", 885), ("7", "CRDT", 700), ("0.00", "CRDT", 0)],
)
def test_amount_is_signed_by_its_direction(amount: str, direction: str, cents: int) -> None:
    assert first(entry(amount, direction)).amount == cents


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("<BookgDt><Dt>2026-01-05</Dt></BookgDt>", date(2026, 1, 5)),
        ("<BookgDt><DtTm>2026-01-05T23:59:59+01:00</DtTm></BookgDt>", date(2026, 1, 5)),
        ("<ValDt><Dt>2026-01-04</Dt></ValDt>", date(2026, 1, 4)),
        ("", date(2026, 1, 6)),
    ],
)
def test_day_is_booking_then_value_then_that_of_the_statement(day: str, expected: date) -> None:
    assert first(entry(day=day)).on == expected


def test_batch_stands_there_as_its_details() -> None:
    inner = [f'<AmtDtls><TxAmt><Amt Ccy="EUR">{amount}</Amt></TxAmt></AmtDtls>' for amount in ("4.00", "6.00")]
    assert [one.amount for one in only(message(statement(entry(details=details(*inner))))).entries] == [400, 600]


def test_batch_with_its_own_directions_sums_with_signs() -> None:
    inner = ['<Amt Ccy="EUR">15</Amt><CdtDbtInd>CRDT</CdtDbtInd>', '<Amt Ccy="EUR">5</Amt><CdtDbtInd>DBIT</CdtDbtInd>']
    assert [one.amount for one in only(message(statement(entry(details=details(*inner))))).entries] == [1500, -500]


def test_batch_whose_details_do_not_sum_is_one_entry_and_told() -> None:
    inner = ['<Amt Ccy="EUR">4</Amt><RmtInf><Ustrd>A</Ustrd></RmtInf>', '<Amt Ccy="EUR">5</Amt><RmtInf><Ustrd>B</Ustrd></RmtInf>']
    reading = read(message(statement(entry(details=details(*inner)))))
    assert [(one.amount, one.remittance) for one in reading.statements[0].entries] == [(1000, "A B")]
    assert [problem.where for problem in reading.problems] == ["Ntry/NtryDtls"]


def test_batch_without_amounts_is_one_entry_without_a_problem() -> None:
    assert [one.amount for one in only(message(statement(entry(details=details("<Refs/>", "<Refs/>"))))).entries] == [1000]


@pytest.mark.parametrize(("direction", "name"), [("CRDT", "Klant"), ("DBIT", "Leverancier")])
def test_counterparty_is_the_other_side(direction: str, name: str) -> None:
    both = parties(side("Dbtr", "Klant", OTHER), side("Cdtr", "Leverancier", "NL46ABNA0499998748"))
    assert first(entry(direction=direction, details=details(both))).counterparty_name == name


def test_return_of_a_direct_debit_names_the_customer_and_not_the_own_account() -> None:
    both = parties(side("Dbtr", "Klant", OTHER), side("Cdtr", "Wij", OWN))
    found = first(entry(direction="DBIT", details=details(both)))
    assert (found.counterparty_name, found.counterparty_iban) == ("Klant", OTHER)


def test_counterparty_without_an_account_is_named_where_the_own_account_is_unknown() -> None:
    both = parties("<Dbtr><Nm>Klant</Nm></Dbtr>", side("Cdtr", "Wij", OWN))
    found = only(message(statement(entry(details=details(both)), account=""))).entries[0]
    assert (found.counterparty_name, found.counterparty_iban) == ("Klant", "")


def test_ultimate_debtor_is_named_where_the_debtor_is_not() -> None:
    assert first(entry(details=details(parties("<UltmtDbtr><Nm>Klant</Nm></UltmtDbtr>")))).counterparty_name == "Klant"


def test_party_of_version_eight_is_found() -> None:
    assert first(entry(details=details(parties("<Dbtr><Pty><Nm>Klant</Nm></Pty></Dbtr>")))).counterparty_name == "Klant"


@pytest.mark.parametrize(
    ("inner", "remittance", "reference"),
    [
        ("<Ustrd>Factuur 12</Ustrd><Ustrd>klant 7</Ustrd>", "Factuur 12 klant 7", ""),
        (f"<Ustrd>{'x' * 140}</Ustrd><Ustrd>yz</Ustrd>", "x" * 140 + "yz", ""),
        ("<Strd><CdtrRefInf><Ref>RF18539007547034</Ref></CdtrRefInf></Strd>", "", "RF18539007547034"),
        ("<Strd><CdtrRefInf><Ref>1</Ref></CdtrRefInf></Strd><Strd><CdtrRefInf><Ref>2</Ref></CdtrRefInf></Strd>", "", "1 2"),
        ("<Ustrd>tekst</Ustrd><Strd><RfrdDocInf><Nb>F1</Nb></RfrdDocInf></Strd>", "tekst F1", ""),
    ],
)
def test_remittance_pieces_are_joined_and_references_kept_apart(inner: str, remittance: str, reference: str) -> None:
    found = first(entry(details=details(f"<RmtInf>{inner}</RmtInf>")))
    assert (found.remittance, found.reference) == (remittance, reference)


def test_text_of_the_entry_stands_in_where_there_are_no_details() -> None:
    assert first(entry(details="<AddtlNtryInf>BEA   Kantine</AddtlNtryInf>")).remittance == "BEA Kantine"


@pytest.mark.parametrize(("given", "expected"), [("NOTPROVIDED", ""), ("E2E-1", "E2E-1")])
def test_end_to_end_id_that_says_nothing_is_empty(given: str, expected: str) -> None:
    assert first(entry(details=details(f"<Refs><EndToEndId>{given}</EndToEndId></Refs>"))).end_to_end_id == expected


def test_bank_reference_is_kept_only_where_it_is_unique() -> None:
    references = ["<AcctSvcrRef>A</AcctSvcrRef>", "<AcctSvcrRef>B</AcctSvcrRef>", "<AcctSvcrRef>B</AcctSvcrRef>"]
    found = only(message(statement(*(entry(details=one) for one in references)))).entries
    assert [one.bank_id for one in found] == ["A", "", ""]


@pytest.mark.parametrize("status", ["<Sts>PDNG</Sts>", "<Sts><Cd>PDNG</Cd></Sts>", "<Sts>INFO</Sts>"])
def test_entry_that_is_not_booked_is_left_out_in_silence(status: str) -> None:
    assert only(message(statement(entry().replace("<Sts>BOOK</Sts>", status)))).entries == ()


def test_balances_and_last_day_of_the_statement_are_read() -> None:
    found = only(message(statement(balance("PRCD", "5.00", "DBIT"), balance("CLBD", "5.00"), entry())))
    assert (found.opening_balance, found.closing_balance, found.closed_on) == (-500, 500, date(2026, 1, 5))


def test_balance_that_does_not_follow_warns_and_keeps_the_entries() -> None:
    reading = read(message(statement(balance("OPBD", "5.00"), balance("CLBD", "5.00"), entry())))
    assert (len(reading.statements[0].entries), [problem.where for problem in reading.problems]) == (1, ["Bal"])


@pytest.mark.parametrize(
    ("inner", "number"), [("<ElctrncSeqNb>7</ElctrncSeqNb><LglSeqNb>8</LglSeqNb>", "7"), ("<LglSeqNb>8</LglSeqNb>", "8"), ("", "S1")]
)
def test_statement_number_is_the_best_there_is(inner: str, number: str) -> None:
    assert only(message(statement(inner))).number == number


def test_entry_in_another_currency_is_left_out_and_told() -> None:
    reading = read(message(statement(entry(), entry().replace('"EUR"', '"USD"'))))
    assert (len(reading.statements[0].entries), [problem.where for problem in reading.problems]) == (1, ["Ntry/Amt"])


@pytest.mark.parametrize(
    ("broken", "where"), [(entry("1,5"), "Ntry/Amt"), (entry(direction=""), "Ntry/CdtDbtInd"), (entry("8.855"), "Ntry/Amt")]
)
def test_entry_that_cannot_be_used_is_told_and_the_others_stay(broken: str, where: str) -> None:
    reading = read(message(statement(entry(), broken, entry())))
    assert (len(reading.statements[0].entries), [problem.where for problem in reading.problems]) == (2, [where])


def test_message_that_breaks_off_keeps_the_complete_statements() -> None:
    text = message(statement(entry()), statement(entry(), entry()))
    reading = read(text[: text.rindex("<Ntry>") + 30])
    assert ([len(one.entries) for one in reading.statements], [problem.where for problem in reading.problems]) == ([1], ["Stmt", ""])


def test_statements_keep_their_entries_apart() -> None:
    found = read(message(statement(entry("1.00")), statement(), statement(entry("2.00"), entry("3.00")))).statements
    assert [[one.amount for one in statement.entries] for statement in found] == [[100], [], [200, 300]]
