"""Files come in: everything once, whole or not at all, and what cannot be taken in is said."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection

from akkoord.core.reading import InvoiceRead
from akkoord.store.models import Allocation, Creditor, Debtor, Event, ImportedFile, Invoice, Payment
from akkoord.work.intake.import_files import receive, take_in, work_off_queue
from akkoord.work.intake.store_invoices import store_invoices
from akkoord.work.record import Log, broken_link
from tests.cast import BRUG, MONDAY, VERMEER, party
from tests.factories import make_creditor, make_file
from tests.work.files import counts, paid, problems, row, take_list, take_statement

DAY = timedelta(days=1)


def sums() -> list[tuple[str, int, int]]:
    """Every invoice and credit note: (number, total, open)."""
    return list(Invoice.objects.order_by("number").values_list("number", "total", "open"))


def test_list_is_taken_in_once(creditor: Creditor) -> None:
    rows = (row("F1"), row("F2", total="250,50"))
    assert counts(take_list(creditor, *rows)) == {"invoices": 2, "debtors": 1}
    assert counts(take_list(creditor, *rows)) == {"duplicates": 2}
    assert sums() == [("F1", 10_000, 10_000), ("F2", 25_050, 25_050)]


def test_list_with_another_amount_of_another_debtor_is_a_problem_and_changes_nothing(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    report = take_list(creditor, row("F1", total="90,00", debtor="1002", name="Elders B.V."), row("F2"))
    assert counts(report) == {"invoices": 1}
    assert [one.split(";")[0] for one in problems(report)] == ["Invoice F1 is known with €\u00a0100.00 of Friday 16\u00a0October 2026"]
    assert sums()[0] == ("F1", 10_000, 10_000)


def test_list_says_what_was_paid_before(creditor: Creditor) -> None:
    take_list(creditor, row("F1", open="40,00"), row("F2", open="0,00", paid_on="12-11-2026"))
    assert sums() == [("F1", 10_000, 4_000), ("F2", 10_000, 0)]
    assert [(str(one.on), one.amount, one.because) for one in Allocation.objects.order_by("on")] == [
        ("2026-10-16", 6_000, "file"),
        ("2026-11-12", 10_000, "file"),
    ]
    assert str(Invoice.objects.get(number="F2").settled_on) == "2026-11-12"


def test_list_says_what_was_paid_since(creditor: Creditor) -> None:
    take_list(creditor, row("F1"), row("F2"))
    take_list(creditor, row("F1", open="40,00"), row("F2", paid_on="12-11-2026"))
    assert sums() == [("F1", 10_000, 4_000), ("F2", 10_000, 0)]
    take_list(creditor, row("F1", open="40,00"))
    assert sums()[0] == ("F1", 10_000, 4_000)


def test_list_with_a_number_twice_never_goes_below_nothing(creditor: Creditor) -> None:
    buyer = party(VERMEER)
    rows = [InvoiceRead("F1", "invoice", MONDAY, 10_000, buyer, open=cents) for cents in (None, 4_000, 1_000, 3_000)]
    file, log = make_file(creditor), Log(creditor.id, MONDAY)
    counted = store_invoices(creditor=creditor, rows=rows, file=file, log=log, problems=[])
    assert (counted["invoices"], counted["duplicates"], sums()) == (1, 3, [("F1", 10_000, 1_000)])


def test_list_in_another_currency_is_refused(creditor: Creditor) -> None:
    report = take_list(creditor, row("F1", currency="USD"), row("F2"))
    assert problems(report) == ["Invoice F1 is in USD. Akkoord works in euro; this invoice was not taken in."]
    assert sums() == [("F2", 10_000, 10_000)]


def test_credit_note_takes_off_the_invoice_it_names_whichever_comes_first(creditor: Creditor) -> None:
    take_list(creditor, row("F1"), row("C1", total="-30,00", kind="creditnota", refers_to="F1"))
    take_list(creditor, row("C2", total="-20,00", kind="creditnota", refers_to="F2"))
    take_list(creditor, row("F2"))
    assert sums() == [("C1", 3_000, 0), ("C2", 2_000, 0), ("F1", 10_000, 7_000), ("F2", 10_000, 8_000)]


def ubl(seller_kvk: str) -> bytes:
    """An invoice of some seller to Vermeer."""

    def party(tag: str, name: str, kvk: str) -> str:
        return (
            f"<cac:{tag}><cac:Party><cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName><cac:PartyLegalEntity>"
            f"<cbc:RegistrationName>{name}</cbc:RegistrationName><cbc:CompanyID schemeID='0106'>{kvk}</cbc:CompanyID>"
            f"</cac:PartyLegalEntity></cac:Party></cac:{tag}>"
        )

    names = "urn:oasis:names:specification:ubl:schema:xsd"
    return (
        f"<Invoice xmlns='{names}:Invoice-2' xmlns:cac='{names}:CommonAggregateComponents-2' xmlns:cbc='{names}:CommonBasicComponents-2'>"
        "<cbc:ID>U1</cbc:ID><cbc:IssueDate>2026-11-01</cbc:IssueDate><cbc:DueDate>2026-11-15</cbc:DueDate>"
        "<cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode><cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>"
        + party("AccountingSupplierParty", "Verkoper", seller_kvk)
        + party("AccountingCustomerParty", "Bouwbedrijf Vermeer", "23456789")
        + "<cac:LegalMonetaryTotal><cbc:PayableAmount currencyID='EUR'>121.00</cbc:PayableAmount></cac:LegalMonetaryTotal></Invoice>"
    ).encode()


@pytest.mark.parametrize(("kvk", "taken"), [("12345678", 1), ("87654321", 0)])
def test_purchase_invoice_of_another_seller_is_refused(creditor: Creditor, kvk: str, taken: int) -> None:
    report = take_in(receive(creditor=creditor, name="factuur.xml", content=ubl(kvk), on=MONDAY))
    assert (counts(report).get("invoices", 0), len(problems(report))) == (taken, 1 - taken)
    assert Debtor.objects.count() == taken


def test_statement_is_taken_in_once_also_where_two_overlap(creditor: Creditor) -> None:
    first, second = paid(10, "een", on=MONDAY), paid(20, "twee", on=MONDAY + DAY)
    assert counts(take_statement(creditor, first, until=MONDAY)) == {"payments": 1}
    assert counts(take_statement(creditor, first, second, until=MONDAY + DAY)) == {"payments": 1, "duplicates": 1}
    assert counts(take_statement(creditor, first, second, until=MONDAY + DAY)) == {"duplicates": 2}
    assert sorted(Payment.objects.values_list("amount", flat=True)) == [1_000, 2_000]


def test_statement_with_two_payments_that_are_alike_has_two(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    report = take_statement(creditor, paid(30, "F1"), paid(30, "F1"))
    assert counts(report) == {"payments": 2}
    assert counts(take_statement(creditor, paid(30, "F1"), paid(30, "F1"))) == {"duplicates": 2}


def test_statement_says_how_far_the_bank_was_read_and_places_what_is_certain(creditor: Creditor) -> None:
    Creditor.objects.filter(id=creditor.id).update(bank_until=None)
    take_list(creditor, row("2026-0117"))
    take_statement(creditor, paid(60, "Factuur 2026-0117"), until=MONDAY + DAY)
    creditor.refresh_from_db()
    assert (creditor.bank_until, sums()) == (MONDAY + DAY, [("2026-0117", 10_000, 4_000)])
    take_statement(creditor, paid(1, "ouder", on=MONDAY - 9 * DAY), since=MONDAY - 9 * DAY, until=MONDAY - 9 * DAY)
    creditor.refresh_from_db()
    assert creditor.bank_until == MONDAY + DAY


def test_money_that_went_out_is_not_free(creditor: Creditor) -> None:
    take_statement(creditor, paid(-45, "huur"))
    assert list(Payment.objects.values_list("amount", "free")) == [(-4_500, 0)]


def everything() -> dict[str, int]:
    """How many rows there are of what a file brings."""
    return {model.__name__: model.objects.count() for model in (Debtor, Invoice, Payment, Allocation, Event)}


@pytest.fixture
def no_more_than_one_debtor(creditor: Creditor) -> Any:
    """A database that refuses a certain invoice, in the middle of a file."""
    name, table = "house_test_refuses", Invoice._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                f"CREATE TRIGGER {name} BEFORE INSERT ON {table} WHEN NEW.number = 'F3' BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
        else:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} CHECK (number <> 'F3')")
    return creditor


def test_file_is_stored_whole_or_not_at_all(no_more_than_one_debtor: Creditor) -> None:
    creditor = no_more_than_one_debtor
    before = everything()
    content = "\r\n".join(
        ("Factuurnummer;Naam;Factuurdatum;Vervaldatum;Bedrag", *(f"F{n};Klant {n};16-10-2026;15-11-2026;10,00" for n in (1, 2, 3)))
    )
    file = receive(creditor=creditor, name="facturen.csv", content=content.encode(), on=MONDAY)
    from django.db import transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        take_in(file)
    assert everything() == before
    assert broken_link(creditor.id) is None


def test_queue_is_read_oldest_first_and_each_file_once(creditor: Creditor) -> None:
    for name in ("een.csv", "twee.csv"):
        receive(creditor=creditor, name=name, content=b"Factuurnummer;Naam;Factuurdatum;Bedrag\r\nF1;Klant;16-10-2026;10,00\r\n", on=MONDAY)
    assert [work_off_queue(most=1), work_off_queue(), work_off_queue()] == [1, 1, 0]
    assert [one.report["duplicates"] for one in ImportedFile.objects.order_by("id")] == [0, 1]


def test_two_companies_may_have_the_same_numbers(creditor: Creditor) -> None:
    other = make_creditor(BRUG)
    take_list(creditor, row("F1"))
    take_list(other, row("F1", total="55,00"))
    assert [(one.creditor_id, one.open) for one in Invoice.objects.order_by("open")] == [(other.id, 5_500), (creditor.id, 10_000)]
    assert Debtor.objects.count() == 2


def test_customer_number_that_is_too_long_is_kept_as_far_as_it_fits(creditor: Creditor) -> None:
    long = "9" * 80
    assert counts(take_list(creditor, row("F1", debtor=long))) == {"invoices": 1, "debtors": 1}
    assert counts(take_list(creditor, row("F2", debtor=long))) == {"invoices": 1}


MT940 = """:20:A1
:25:NL91ABNA0417164300
:28C:1
:60F:C261115EUR0,
:61:2611161116C100,NTRFNONREF
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL20INGB0001234567/NAME/BOUWBEDRIJF VERMEER/REMI/F1
:61:2611161116C100,NTRFNONREF
:86:/TRTP/SEPA OVERBOEKING/IBAN/NL20INGB0001234567/NAME/BOUWBEDRIJF VERMEER/REMI/F2
:62F:C261116EUR200,
-
"""


def test_statement_that_came_as_camt_is_not_stored_again_as_mt940(creditor: Creditor) -> None:
    assert counts(take_statement(creditor, paid(100, "factuur F1")))["payments"] == 1
    mt940 = receive(creditor=creditor, name="afschrift.sta", content=MT940.encode(), on=MONDAY)
    report = take_in(mt940)
    assert (report["kind"], report["payments"], report["duplicates"]) == ("mt940", 1, 1)
    again = take_in(receive(creditor=creditor, name="nog-eens.sta", content=MT940.encode(), on=MONDAY))
    assert (again["payments"], again["duplicates"]) == (0, 2)
    assert Payment.objects.count() == 2


AUDITFILE = """<auditfile xmlns="http://www.auditfiles.nl/XAF/3.2"><header/><company><companyName>De Linde</companyName><customersSuppliers>
<customerSupplier><custSupID>1001</custSupID><custSupName>Bouwbedrijf Vermeer B.V.</custSupName></customerSupplier></customersSuppliers>
<generalLedger><ledgerAccount><accID>1300</accID><accDesc>Debiteuren</accDesc><accTp>B</accTp></ledgerAccount></generalLedger>
<transactions><journal><jrnID>70</jrnID><jrnTp>S</jrnTp>
<transaction><nr>1</nr><trDt>2026-10-01</trDt><trLine><nr>1</nr><accID>1300</accID><amnt>100.00</amnt><amntTp>D</amntTp>
<custSupID>1001</custSupID><invRef>F1</invRef></trLine></transaction></journal>
<journal><jrnID>20</jrnID><jrnTp>B</jrnTp>
<transaction><nr>2</nr><trDt>2026-11-02</trDt><trLine><nr>1</nr><accID>1300</accID><amnt>100.00</amnt><amntTp>C</amntTp>
<custSupID>1001</custSupID><invRef>F1</invRef></trLine></transaction>
<transaction><nr>3</nr><trDt>2026-11-03</trDt><trLine><nr>1</nr><accID>1300</accID><amnt>5.00</amnt><amntTp>C</amntTp>
<custSupID>1001</custSupID><invRef>LOOSE</invRef></trLine></transaction></journal></transactions></company></auditfile>"""


@pytest.mark.parametrize(("loose", "until"), [("F1", "2026-11-02"), ("0", "None")])
def test_auditfile_is_knowledge_of_the_bank_only_where_all_money_stands_on_invoices(creditor: Creditor, loose: str, until: str) -> None:
    Creditor.objects.filter(id=creditor.id).update(bank_until=None)
    creditor.refresh_from_db()
    content = AUDITFILE.replace("LOOSE", loose).replace("5.00", "0.00" if loose == "F1" else "5.00")
    report = take_in(receive(creditor=creditor, name="a.xaf", content=content.encode(), on=MONDAY))
    creditor.refresh_from_db()
    assert (report["kind"], report["invoices"], sums(), str(creditor.bank_until)) == ("xaf", 1, [("F1", 10_000, 0)], until)


OPENED = """<auditfile xmlns="http://www.auditfiles.nl/XAF/3.2"><header/><company><companyName>De Linde</companyName><customersSuppliers>
<customerSupplier><custSupID>1001</custSupID><custSupName>Bouwbedrijf Vermeer B.V.</custSupName></customerSupplier></customersSuppliers>
<generalLedger><ledgerAccount><accID>1300</accID><accDesc>Debiteuren</accDesc><accTp>B</accTp></ledgerAccount></generalLedger>
<openingBalance><opBalDate>2026-11-01</opBalDate><obSubledgers><obSubledger><sbType>CU</sbType><obSbLine><nr>1</nr><amnt>60.00</amnt>
<amntTp>D</amntTp><custSupID>1001</custSupID><invRef>F1</invRef><invDt>2026-10-01</invDt></obSbLine></obSubledger></obSubledgers>
</openingBalance><transactions><journal><jrnID>20</jrnID><jrnTp>B</jrnTp>
<transaction><nr>2</nr><trDt>2026-11-02</trDt><trLine><nr>1</nr><accID>1300</accID><amnt>25.00</amnt><amntTp>C</amntTp>
<custSupID>1001</custSupID><invRef>F1</invRef></trLine></transaction></journal></transactions></company></auditfile>"""


def test_auditfile_of_the_next_year_says_what_was_paid_since_and_not_what_was_asked(creditor: Creditor) -> None:
    first = AUDITFILE.replace("100.00</amnt><amntTp>C", "40.00</amnt><amntTp>C").replace(">5.00<", ">0.00<")
    reports = [take_in(receive(creditor=creditor, name="a.xaf", content=one.encode(), on=MONDAY)) for one in (first, OPENED)]
    assert [(one["invoices"], one["duplicates"], problems(one)) for one in reports] == [(1, 0, []), (0, 1, [])]
    assert sums() == [("F1", 10_000, 3_500)]
