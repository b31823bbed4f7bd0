"""The auditfile: whose invoices, what was paid on them, and what a person has to place himself."""

from __future__ import annotations

import pytest

from akkoord.core.reading import InvoiceRead, Reading, SourceFile
from akkoord.importers import xaf

LEDGER = (("1300", "Debiteuren"), ("1310", "Voorziening debiteuren"), ("1600", "Crediteuren"), ("1100", "Bank"))


def line(amount: str, side: str, *, customer: str = "K1", ref: str = "", account: str = "1300", **said: str) -> str:
    """A line of a journal."""
    fields = {"nr": "1", "accID": account, "amnt": amount, "amntTp": side, "custSupID": customer, "invRef": ref, **said}
    return "<trLine>" + "".join(f"<{name}>{value}</{name}>" for name, value in fields.items() if value) + "</trLine>"


def journal(kind: str, *lines: str, name: str = "", offset: str = "", day: str = "2026-03-01", number: str = "T") -> str:
    """A journal in which each line stands in a transaction of its own, on days that follow each other."""
    made = (
        f"<transaction><nr>{number}{n}</nr><trDt>{day[:-2]}{int(day[-2:]) + n:02d}</trDt>{one}</transaction>" for n, one in enumerate(lines)
    )
    about = f"<jrnID>{kind}</jrnID><desc>{name}</desc><jrnTp>{kind}</jrnTp>" + (f"<offsetAccID>{offset}</offsetAccID>" if offset else "")
    return f"<journal>{about}{''.join(made)}</journal>"


def relation(ident: str, name: str, kind: str = "C", more: str = "") -> str:
    """A customer or supplier."""
    who = f"<custSupID>{ident}</custSupID><custSupName>{name}</custSupName><custSupTp>{kind}</custSupTp>"
    return f"<customerSupplier>{who}{more}</customerSupplier>"


def auditfile(
    *journals: str, relations: str = relation("K1", "Klant Een"), ledger: tuple[tuple[str, str], ...] = LEDGER, end: str = ""
) -> bytes:
    """A whole file."""
    accounts = "".join(
        f"<ledgerAccount><accID>{ident}</accID><accDesc>{name}</accDesc><accTp>B</accTp></ledgerAccount>" for ident, name in ledger
    )
    return (
        '<auditfile xmlns="http://www.auditfiles.nl/XAF/3.2"><header><curCode>EUR</curCode></header><company><companyName>Ik</companyName>'
        f"<customersSuppliers>{relations}</customersSuppliers><generalLedger>{accounts}</generalLedger>"
        f"<transactions>{''.join(journals)}{end}</transactions></company></auditfile>"
    ).encode()


def read(
    *journals: str, relations: str = relation("K1", "Klant Een"), ledger: tuple[tuple[str, str], ...] = LEDGER, end: str = ""
) -> Reading:
    """The reading of such a file."""
    return xaf.read(SourceFile("a.xaf", auditfile(*journals, relations=relations, ledger=ledger, end=end)))


def stands(reading: Reading) -> list[tuple[str, str, int, int | None, str]]:
    """Number, kind, total, what is open and when it was settled."""
    return [(one.number, one.kind, one.total, one.open, str(one.paid_on or "")) for one in reading.invoices]


def parts(reading: Reading) -> list[tuple[str, int]]:
    """Day and sum of every part that was paid of the only invoice."""
    return [(str(part.on), part.amount) for part in one(reading).parts]


def told(reading: Reading) -> list[str]:
    """The beginning of every problem in English."""
    return [one.message.en.replace("\u00a0", " ") for one in reading.problems]


def one(reading: Reading) -> InvoiceRead:
    """The only invoice."""
    (invoice,) = reading.invoices
    return invoice


@pytest.mark.parametrize(
    ("root", "known"),
    [
        ('<auditfile xmlns="http://www.auditfiles.nl/XAF/3.1">', True),
        ('<AuditFile xmlns="http://www.auditfiles.nl/XAF/3.2">', True),
        ('<auditfile xmlns="http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0">', True),
        ("<auditfile>", True),
        ('<auditfile xmlns="http://www.auditfiles.nl/XAS/2010">', False),
        ("<file>", False),
    ],
)
def test_root_and_namespace_tell_the_financial_auditfile(root: str, known: bool) -> None:
    assert xaf.recognises(root.encode()) == known


def test_payment_in_parts_is_taken_off_and_the_last_day_settles() -> None:
    sold = journal("S", line("100.00", "D", ref="F1"), line("50.00", "D", ref="F2"))
    bank = journal("B", line("60.00", "C", ref="F1"), line("40.00", "C", ref="F1"), line("20.00", "C", ref="F2"), day="2026-04-01")
    assert stands(read(bank, sold)) == [("F1", "invoice", 10_000, 0, "2026-04-02"), ("F2", "invoice", 5_000, 3_000, "")]


def test_part_payments_keep_their_days_in_the_order_of_those_days() -> None:
    later = journal("B", line("20.00", "C", ref="F1"), day="2026-05-01", number="U")
    bank = journal("B", line("60.00", "C", ref="F1"), line("5.00", "C", ref="F1"), day="2026-04-01")
    reading = read(later, bank, journal("S", line("100.00", "D", ref="F1")))
    assert (one(reading).open, parts(reading)) == (1_500, [("2026-04-01", 6_000), ("2026-04-02", 500), ("2026-05-01", 2_000)])


def test_part_that_came_back_was_not_paid() -> None:
    lines = [line(sum_, side, ref="F1") for sum_, side in (("30.00", "C"), ("40.00", "C"), ("30.00", "D"), ("15.00", "D"))]
    reading = read(journal("S", line("100.00", "D", ref="F1")), journal("B", *lines, day="2026-04-01"))
    assert (one(reading).open, parts(reading)) == (7_500, [("2026-04-02", 2_500)])


def test_of_what_was_paid_too_much_the_last_part_is_left_out() -> None:
    bank = journal("B", line("60.00", "C", ref="F1"), line("60.00", "C", ref="F1"), day="2026-04-01")
    reading = read(journal("S", line("100.00", "D", ref="F1")), bank)
    assert (one(reading).open, parts(reading)) == (0, [("2026-04-01", 6_000), ("2026-04-02", 4_000)])


def test_since_version_4_the_effective_day_is_that_of_the_invoice_and_the_transaction_says_when_it_was_paid() -> None:
    sold = journal("S", line("100.00", "D", ref="F1", effDate="2026-02-27"))
    bank = journal("B", line("40.00", "C", ref="F1", effDate="2026-02-27"), day="2026-04-01")
    content = auditfile(sold, bank)
    new = content.replace(b"http://www.auditfiles.nl/XAF/3.2", b"http://www.odb.belastingdienst.nl/BCPP/1.1/structures/XmlauditfileXAF_4.0")
    older, newer = (xaf.read(SourceFile("a.xaf", one)) for one in (content, new))
    assert (str(one(older).issued_on), parts(older)) == ("2026-02-27", [("2026-02-27", 4_000)])
    assert (str(one(newer).issued_on), parts(newer)) == ("2026-02-27", [("2026-04-01", 4_000)])


def test_direct_debit_that_came_back_leaves_it_open() -> None:
    bank = journal("B", line("100.00", "C", ref="F1"), line("100.00", "D", ref="F1"))
    assert stands(read(journal("S", line("100.00", "D", ref="F1")), bank)) == [("F1", "invoice", 10_000, 10_000, "")]


def test_correction_in_the_sales_journal_changes_what_was_charged() -> None:
    sold = journal("S", line("100.00", "D", ref="F1"), line("21.00", "C", ref="F1"))
    assert stands(read(sold)) == [("F1", "invoice", 7_900, 7_900, "")]


def test_credit_note_with_its_own_number_is_a_credit_note() -> None:
    reading = read(journal("S", line("100.00", "D", ref="F1"), line("30.00", "C", ref="C1")), journal("B", line("30.00", "D", ref="C1")))
    assert stands(reading) == [("F1", "invoice", 10_000, 10_000, ""), ("C1", "credit_note", 3_000, 0, "2026-03-01")]


def test_memorial_line_takes_off_and_charges_only_where_no_sale_did() -> None:
    memorial = journal("M", line("100.00", "C", ref="F1"), line("80.00", "D", ref="OUD-1"))
    reading = read(journal("S", line("100.00", "D", ref="F1")), memorial)
    assert stands(reading) == [("F1", "invoice", 10_000, 0, "2026-03-01"), ("OUD-1", "invoice", 8_000, 8_000, "")]


def test_purchases_and_provisions_are_no_invoices() -> None:
    lines = [line("10.00", "C", ref="P1", account="1600"), line("10.00", "D", ref="P1", account="1310")]
    reading = read(journal("P", *lines), journal("S", line("1.00", "D", ref="F1")))
    assert stands(reading) == [("F1", "invoice", 100, 100, "")]


@pytest.mark.parametrize("letters", [("C", "S"), ("D", "C"), ("", "")])
def test_customer_is_who_stands_on_the_debtor_account_whatever_his_letter(letters: tuple[str, str]) -> None:
    relations = relation("K1", "Klant Een", letters[0]) + relation("L1", "Leverancier", letters[1])
    bought = journal("P", line("10.00", "C", customer="L1", ref="P1", account="1600"))
    assert one(read(bought, journal("S", line("1.00", "D", ref="F1")), relations=relations)).buyer.name == "Klant Een"


def test_payment_without_an_invoice_is_told_with_its_sum_and_customer() -> None:
    bank = journal("B", line("30.00", "C", ref="0"), line("5.00", "C"), line("7.00", "C", ref="F9"), line("2.00", "D"))
    reading = read(journal("S", line("100.00", "D", ref="F1")), bank)
    assert stands(reading) == [("F1", "invoice", 10_000, 10_000, "")]
    assert [text.split(" and stands")[0] for text in told(reading)] == ['Customer "Klant Een" (K1): € 40.00 was paid or credited']


@pytest.mark.parametrize(("paid", "sure"), [(("100.00", "F1"), True), (("100.00", "0"), False), (("110.00", "F1"), False)])
def test_who_paid_is_certain_only_where_all_money_stands_on_invoices(paid: tuple[str, str], sure: bool) -> None:
    bank = journal("B", line(paid[0], "C", ref=paid[1]))
    assert read(journal("S", line("100.00", "D", ref="F1")), bank).knows_who_paid == sure


def test_payment_of_too_much_is_told() -> None:
    reading = read(journal("S", line("100.00", "D", ref="F1")), journal("B", line("110.00", "C", ref="F1")))
    assert stands(reading) == [("F1", "invoice", 10_000, 0, "2026-03-01")]
    assert [text.split(" and stands")[0] for text in told(reading)] == ['Customer "Klant Een" (K1): € 10.00 was paid or credited']


@pytest.mark.parametrize(
    ("said", "paid"),
    [
        ({"desc": "Betaling factuur 2026-0117, dank"}, {}),
        ({"desc": "Betaling", "matchKeyID": "77"}, {"matchKeyID": "77"}),
    ],
)
def test_payment_without_a_number_is_followed_where_it_can_mean_one_invoice(said: dict[str, str], paid: dict[str, str]) -> None:
    reading = read(journal("S", line("100.00", "D", ref="2026-0117", **paid)), journal("B", line("100.00", "C", ref="0", **said)))
    assert (stands(reading), told(reading)) == ([("2026-0117", "invoice", 10_000, 0, "2026-03-01")], [])


def test_payment_that_names_two_invoices_is_left_to_a_person() -> None:
    sold = journal("S", line("100.00", "D", ref="20260117"), line("50.00", "D", ref="20260118"))
    reading = read(sold, journal("B", line("150.00", "C", desc="20260117 en 20260118")))
    assert [open_ for _, _, _, open_, _ in stands(reading)] == [10_000, 5_000]
    assert len(reading.problems) == 1


def test_payment_by_another_relation_counts_for_the_invoice_it_names() -> None:
    relations = relation("K1", "Klant Een") + relation("K2", "Moeder van Klant Een")
    reading = read(journal("S", line("9.00", "D", ref="F1")), journal("B", line("9.00", "C", customer="K2", ref="F1")), relations=relations)
    assert stands(reading) == [("F1", "invoice", 900, 0, "2026-03-01")]


def test_sale_without_a_number_takes_that_of_its_document_text_or_transaction() -> None:
    lines = [line("1.00", "D", docRef="D-1"), line("2.00", "D", desc="FA000002 Factuur"), line("3.00", "D", desc="Reparatie")]
    assert [one.number for one in read(journal("S", *lines, number="2026")).invoices] == ["D-1", "FA000002", "20262"]


def test_charge_without_a_number_outside_a_sales_journal_is_counted_and_no_invoice() -> None:
    reading = read(journal("M", line("3.00", "D"), line("4.00", "D", ref="0")), journal("S", line("1.00", "D", ref="F1")))
    assert len(reading.invoices) == 1
    assert told(reading) == [
        "Lines on the account of debtors without an invoice number: 2, together € 7.00. These are no invoices; left out."
    ]


def test_subledger_says_when_it_is_due_and_whose_it_is() -> None:
    said = "<jrnID>S</jrnID><trNr>T0</trNr><trLineNr>1</trLineNr><custSupID>K1</custSupID><invRef>F1</invRef><invPurSalTp>S</invPurSalTp>"
    said += "<invDt>2026-02-28</invDt><invDueDt>2026-03-30</invDueDt>"
    end = f"<subledgers><subledger><sbType>CS</sbType><sbLine>{said}</sbLine></subledger></subledgers>"
    invoice = one(read(journal("S", line("1.00", "D", customer="", ref="")), end=end))
    assert (invoice.number, str(invoice.issued_on), str(invoice.due_on), invoice.buyer.name) == (
        "F1",
        "2026-02-28",
        "2026-03-30",
        "Klant Een",
    )


def test_account_is_known_by_its_sales_journal_where_nothing_names_it() -> None:
    sold = journal("S", line("1.00", "D", ref="F1", account="12"), offset="12")
    assert stands(read(sold, ledger=(("12", "Vorderingen"),))) == [("F1", "invoice", 100, 100, "")]


def test_file_without_debtors_says_so() -> None:
    reading = read(journal("M", line("1.00", "D", account="4000")), ledger=(("4000", "Kosten"),))
    assert told(reading) == [
        "This audit file has no account of debtors: none is named so and no sales journal books on one. Nothing was taken over."
    ]


@pytest.mark.parametrize(
    ("more", "street", "kvk", "vat", "iban", "problems"),
    [
        ("<postalAddress><streetname>Postbus 1</streetname></postalAddress>", "Postbus 1", "", "", "", 0),
        ("<streetAddress><streetname>Dijk</streetname><number>2</number></streetAddress>", "Dijk 2", "", "", "", 0),
        ("<commerceNr>123456780000</commerceNr>", "", "12345678", "", "", 0),
        ("<commerceNr>12</commerceNr>", "", "", "", "", 1),
        ("<taxRegistrationCountry>NL</taxRegistrationCountry><taxRegIdent>004495445B01</taxRegIdent>", "", "", "NL004495445B01", "", 0),
        ("<bankAccount><bankAccNr>NL91ABNA0417164300</bankAccNr></bankAccount>", "", "", "", "NL91ABNA0417164300", 0),
        ("<bankAccount><bankAccNr>2445588</bankAccNr></bankAccount>", "", "", "", "", 0),
    ],
)
def test_customer_is_read_and_checked(more: str, street: str, kvk: str, vat: str, iban: str, problems: int) -> None:
    reading = read(journal("S", line("1.00", "D", ref="F1")), relations=relation("K1", "Klant Een", more=more))
    buyer = one(reading).buyer
    assert (buyer.street, buyer.kvk, buyer.vat, buyer.iban, len(reading.problems)) == (street, kvk, vat, iban, problems)


def test_file_that_breaks_off_is_not_taken() -> None:
    content = auditfile(journal("S", line("1.00", "D", ref="F1")))[:-60]
    reading = xaf.read(SourceFile("a.xaf", content))
    assert (reading.invoices, told(reading)[0].split(".")[0]) == ((), "The audit file breaks off")


def test_doctype_is_refused() -> None:
    reading = xaf.read(SourceFile("a.xaf", b"<!DOCTYPE a>" + auditfile(journal("S", line("1.00", "D", ref="F1")))))
    assert (reading.invoices, [one.where for one in reading.problems]) == ((), ["DOCTYPE"])


@pytest.mark.parametrize("lines", ["2", "9" * 5000])
def test_totals_that_differ_warn_and_keep_the_rows(lines: str) -> None:
    end = f"<linesCount>{lines}</linesCount><totalDebit>1.00</totalDebit><totalCredit>1.00</totalCredit>"
    reading = read(journal("S", line("1.00", "D", ref="F1")), end=end)
    assert (len(reading.invoices), [one.where for one in reading.problems]) == (1, ["linesCount", "totalCredit"])
