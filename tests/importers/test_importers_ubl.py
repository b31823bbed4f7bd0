"""UBL documents: kinds of credit, the due day, who is who, and what cannot be used."""

from __future__ import annotations

from datetime import date

import pytest

from akkoord.core.reading import InvoiceRead, Reading, SourceFile
from akkoord.importers import ubl

SCHEMA = "urn:oasis:names:specification:ubl:schema:xsd"
SPACES = f'xmlns="{SCHEMA}:CommonAggregateComponents-2" xmlns:b="{SCHEMA}:CommonBasicComponents-2"'


def document(inner: str = "", *, root: str = "Invoice", payable: str = "10.00", number: str = "F1", issued: str = "2026-01-05") -> str:
    basics = f"<b:ID>{number}</b:ID><b:IssueDate>{issued}</b:IssueDate><b:DocumentCurrencyCode>EUR</b:DocumentCurrencyCode>"
    inner = inner if "AccountingCustomerParty" in inner else inner + buyer("")
    total = f'<LegalMonetaryTotal><b:PayableAmount currencyID="EUR">{payable}</b:PayableAmount></LegalMonetaryTotal>'
    return f'<d:{root} xmlns:d="{SCHEMA}:{root}-2" {SPACES}>{basics}{inner}{total}</d:{root}>'


def read(text: str) -> Reading:
    return ubl.read(SourceFile("invoice.xml", text.encode()))


def only(text: str) -> InvoiceRead:
    reading = read(text)
    assert (reading.problems, len(reading.invoices)) == ((), 1)
    return reading.invoices[0]


def buyer(inner: str) -> str:
    name = "" if "Name>" in inner else "<PartyName><b:Name>Afnemer</b:Name></PartyName>"
    return f"<AccountingCustomerParty><Party>{name}{inner}</Party></AccountingCustomerParty>"


@pytest.mark.parametrize(
    ("root", "type_code", "payable", "kind"),
    [
        ("Invoice", "380", "10.00", "invoice"),
        ("Invoice", "380", "-10.00", "credit_note"),
        ("Invoice", "381", "10.00", "credit_note"),
        ("Invoice", "384", "10.00", "invoice"),
        ("Invoice", "384", "-10.00", "credit_note"),
        ("CreditNote", "381", "10.00", "credit_note"),
        ("CreditNote", "381", "-10.00", "invoice"),
    ],
)
def test_kind_follows_the_direction_of_the_money(root: str, type_code: str, payable: str, kind: str) -> None:
    invoice = only(document(f"<b:{root}TypeCode>{type_code}</b:{root}TypeCode>", root=root, payable=payable))
    assert (invoice.kind, invoice.total) == (kind, 1000)


@pytest.mark.parametrize(
    ("inner", "due_on"),
    [
        ("<b:DueDate>2026-02-04</b:DueDate>", date(2026, 2, 4)),
        ("<b:DueDate>2026-02-04+01:00</b:DueDate>", date(2026, 2, 4)),
        ("<PaymentMeans><b:PaymentDueDate>2026-02-05</b:PaymentDueDate></PaymentMeans>", date(2026, 2, 5)),
        ("<PaymentTerms><b:Note>Betalingstermijn: 14 dagen netto</b:Note></PaymentTerms>", date(2026, 1, 19)),
        ("<PaymentTerms><b:Note>Payment within 30 days</b:Note></PaymentTerms>", date(2026, 2, 4)),
        ("<PaymentTerms><b:Note>10 days 2% discount, 30 days net</b:Note></PaymentTerms>", None),
        ("<PaymentTerms><b:Note>30 dagen na ontvangst</b:Note></PaymentTerms>", None),
        ("<PaymentTerms><b:Note>Payment according to agreed terms</b:Note></PaymentTerms>", None),
        ("", None),
    ],
)
def test_due_day_is_read_where_it_is_certain(inner: str, due_on: date | None) -> None:
    assert only(document(inner)).due_on == due_on


@pytest.mark.parametrize(
    ("inner", "delivered"),
    [
        ("<Delivery><b:ActualDeliveryDate>2026-01-03</b:ActualDeliveryDate></Delivery>", (date(2026, 1, 3), date(2026, 1, 3))),
        (
            "<InvoicePeriod><b:StartDate>2025-12-01</b:StartDate><b:EndDate>2025-12-31</b:EndDate></InvoicePeriod>",
            (date(2025, 12, 1), date(2025, 12, 31)),
        ),
        ("<InvoicePeriod><b:StartDate>2025-12-01</b:StartDate></InvoicePeriod>", (None, None)),
        ("<Delivery><b:ActualDeliveryDate>ooit</b:ActualDeliveryDate></Delivery>", (None, None)),
        ("", (None, None)),
    ],
)
def test_delivery_is_its_day_or_else_the_period(inner: str, delivered: tuple[date | None, date | None]) -> None:
    invoice = only(document(inner))
    assert (invoice.delivered_from, invoice.delivered_until) == delivered


def test_due_day_that_does_not_exist_is_left_empty_and_told() -> None:
    reading = read(document("<b:DueDate>2026-02-31</b:DueDate>"))
    assert ([invoice.due_on for invoice in reading.invoices], [problem.where for problem in reading.problems]) == ([None], ["DueDate"])


@pytest.mark.parametrize(
    ("number", "issued", "payable", "where"),
    [
        ("", "2026-01-05", "1", ["ID"]),
        ("F1", "", "1", ["IssueDate"]),
        ("F1", "2026-02-30", "1", ["IssueDate"]),
        ("F1", "2026-01-05", "12,50", ["LegalMonetaryTotal/PayableAmount"]),
        ("F1", "2026-01-05", "1.005", ["LegalMonetaryTotal/PayableAmount"]),
        ("F1", "2026-01-05", "NaN", ["LegalMonetaryTotal/PayableAmount"]),
    ],
)
def test_document_without_number_day_or_amount_is_a_problem(number: str, issued: str, payable: str, where: list[str]) -> None:
    reading = read(document(number=number, issued=issued, payable=payable))
    assert (reading.invoices, [problem.where for problem in reading.problems]) == ((), where)


def test_buyer_has_his_legal_name_address_and_contact() -> None:
    address = "<b:StreetName>Laan 1</b:StreetName><b:CityName>Utrecht</b:CityName><b:PostalZone>3511 AB</b:PostalZone>"
    country = "<Country><b:IdentificationCode>NL</b:IdentificationCode></Country>"
    contact = "<Contact><b:Telephone>030</b:Telephone><b:ElectronicMail>a@b.example</b:ElectronicMail></Contact>"
    names = "<PartyName><b:Name>Winkel</b:Name></PartyName>"
    names += "<PartyLegalEntity><b:RegistrationName>Winkel B.V.</b:RegistrationName></PartyLegalEntity>"
    party = only(document(buyer(f"{names}<PostalAddress>{address}{country}</PostalAddress>{contact}"))).buyer
    found = (party.name, party.street, party.postcode, party.city, party.country, party.phone, party.email)
    assert found == ("Winkel B.V.", "Laan 1", "3511 AB", "Utrecht", "NL", "030", "a@b.example")


def test_kvk_and_vat_numbers_are_told_apart_by_their_scheme() -> None:
    entity = '<PartyLegalEntity><b:CompanyID schemeID="0106">12345678</b:CompanyID></PartyLegalEntity>'
    tax = "<PartyTaxScheme><b:CompanyID>NL123456789B13</b:CompanyID><TaxScheme><b:ID>VAT</b:ID></TaxScheme></PartyTaxScheme>"
    party = only(document(buyer(entity + tax))).buyer
    assert (party.kvk, party.vat, party.kind, party.number) == ("12345678", "NL123456789B13", "", "")


def test_oin_makes_the_buyer_a_government_body() -> None:
    party = only(document(buyer('<b:EndpointID schemeID="0190">00000001234567890000</b:EndpointID>'))).buyer
    assert (party.kind, party.number, party.kvk) == ("government", "00000001234567890000", "")


def test_customer_number_of_the_seller_comes_first() -> None:
    inner = "<PartyIdentification><b:ID>B-7</b:ID></PartyIdentification>"
    own = "<AccountingCustomerParty><b:SupplierAssignedAccountID>D-7</b:SupplierAssignedAccountID>"
    assert only(document(buyer(inner))).buyer.number == "B-7"
    assert only(document(f"{own}<Party>{inner}</Party></AccountingCustomerParty>")).buyer.number == "D-7"


def test_wrong_numbers_of_the_buyer_are_told_and_those_of_the_seller_left_out() -> None:
    company = '<b:RegistrationName>Bedrijf B.V.</b:RegistrationName><b:CompanyID schemeID="0106">123</b:CompanyID>'
    entity = f"<Party><PartyLegalEntity>{company}</PartyLegalEntity></Party>"
    parties = "".join(f"<Accounting{side}Party>{entity}</Accounting{side}Party>" for side in ("Supplier", "Customer"))
    reading = read(document(parties))
    assert [problem.where for problem in reading.problems] == ["AccountingCustomerParty/CompanyID"]
    assert [(invoice.buyer.kvk, invoice.seller.kvk) for invoice in reading.invoices] == [("", "")]


def test_payee_reference_and_corrected_invoice_are_kept() -> None:
    payee = "<PayeeParty><PartyName><b:Name>Factor N.V.</b:Name></PartyName></PayeeParty>"
    account = "<PayeeFinancialAccount><b:ID>NL91ABNA0417164300</b:ID></PayeeFinancialAccount>"
    means = f"<PaymentMeans><b:PaymentID>K1</b:PaymentID>{account}</PaymentMeans>"
    billing = "<BillingReference><InvoiceDocumentReference><b:ID>F0</b:ID></InvoiceDocumentReference></BillingReference>"
    invoice = only(document(billing + payee + means))
    found = (invoice.payee_name, invoice.payment_reference, invoice.refers_to, invoice.seller.iban)
    assert found == ("Factor N.V.", "K1", "F0", "NL91ABNA0417164300")


def test_prepaid_parts_and_rounding_are_settled_in_the_amount_asked() -> None:
    sums = {"TaxInclusiveAmount": "121.02", "PrepaidAmount": "21.00", "PayableRoundingAmount": "-0.02"}
    text = "".join(f"<b:{name}>{amount}</b:{name}>" for name, amount in sums.items())
    assert only(document(payable="100.00").replace("<LegalMonetaryTotal>", f"<LegalMonetaryTotal>{text}")).total == 10_000


def test_two_ways_to_pay_are_one_invoice_to_be_paid_on_the_first_account() -> None:
    accounts = ("NL91ABNA0417164300", "NL69ABNA0522123643")  # the second one a blocked account (G-rekening)
    means = "".join(f"<PaymentMeans><PayeeFinancialAccount><b:ID>{one}</b:ID></PayeeFinancialAccount></PaymentMeans>" for one in accounts)
    invoice = only(document(means))
    assert (invoice.total, invoice.seller.iban) == (1000, accounts[0])


def test_document_without_a_buyer_is_a_problem_and_no_row() -> None:
    reading = read(document("<AccountingCustomerParty/>"))
    assert (reading.invoices, [problem.where for problem in reading.problems]) == ((), ["AccountingCustomerParty"])


@pytest.mark.parametrize(("inside", "kept"), [("JVBERi0xLjQ=", [("bon.pdf", 8)]), ("***", [])])
def test_document_inside_is_kept_and_a_broken_one_is_told(inside: str, kept: list[tuple[str, int]]) -> None:
    binary = f'<b:EmbeddedDocumentBinaryObject mimeCode="application/pdf">{inside}</b:EmbeddedDocumentBinaryObject>'
    reference = f"<AdditionalDocumentReference><b:ID>bon</b:ID><Attachment>{binary}</Attachment></AdditionalDocumentReference>"
    reading = read(document(reference))
    assert [[(one.name, len(one.content)) for one in invoice.attachments] for invoice in reading.invoices] == [kept]
    assert len(reading.problems) == 1 - len(kept)


def test_several_documents_in_one_file_are_each_read() -> None:
    reading = read(f"<set>{document(number='A')}<x>{document(number='B', root='CreditNote')}</x></set>")
    assert [(invoice.number, invoice.kind) for invoice in reading.invoices] == [("A", "invoice"), ("B", "credit_note")]


def test_wrong_encoding_is_read_and_told() -> None:
    text = '<?xml version="1.0" encoding="UTF-8"?>' + document(buyer("<PartyName><b:Name>Café</b:Name></PartyName>"))
    reading = ubl.read(SourceFile("invoice.xml", text.encode("cp1252")))
    assert ([invoice.buyer.name for invoice in reading.invoices], [problem.where for problem in reading.problems]) == (
        ["Café"],
        ["encoding"],
    )
