"""Cross Industry Invoices of both generations: direction, due day, parties, what cannot be used, and documents inside."""

from __future__ import annotations

import base64
from datetime import date
from pathlib import Path

import pytest

from akkoord.core.reading import InvoiceRead, Reading, SourceFile
from akkoord.importers import cii
from akkoord.importers.recognise import read_file

SAMPLES = Path(__file__).parents[1] / "samples" / "cii"
NOW = "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice"
BEFORE = "urn:ferd:CrossIndustryDocument:invoice:1p0"
BUYER = "<Name>Afnemer</Name>"
FACTOR = "<PayeeTradeParty><Name>Factor N.V.</Name></PayeeTradeParty>"


def day(text: str) -> str:
    return f'<DateTimeString format="102">{text}</DateTimeString>'


def sums(payable: str = "10.00") -> str:
    return f"<DuePayableAmount>{payable}</DuePayableAmount>"


def terms(*days: str) -> str:
    return "".join(
        f"<SpecifiedTradePaymentTerms><DueDateDateTime>{day(one)}</DueDateDateTime></SpecifiedTradePaymentTerms>" for one in days
    )


def document(
    *, settled: str = "", sent: str = "", totals: str = "", buyer: str = BUYER, refs: str = "", code: str = "380", version: str = "100"
) -> str:
    header = (
        f"<ExchangedDocument><ID>F1</ID><TypeCode>{code}</TypeCode><IssueDateTime>{day('20260105')}</IssueDateTime></ExchangedDocument>"
    )
    agreed = f"<ApplicableHeaderTradeAgreement><BuyerTradeParty>{buyer}</BuyerTradeParty>{refs}</ApplicableHeaderTradeAgreement>"
    name = "SpecifiedTradeSettlementHeaderMonetarySummation"
    settlement = f"<ApplicableHeaderTradeSettlement>{settled}<{name}>{totals or sums()}</{name}></ApplicableHeaderTradeSettlement>"
    deal = f"<SupplyChainTradeTransaction>{agreed}{sent}{settlement}</SupplyChainTradeTransaction>"
    return f'<CrossIndustryInvoice xmlns="{NOW}:{version}">{header}{deal}</CrossIndustryInvoice>'


def before(text: str) -> str:
    """The same in the words of ZUGFeRD 1.0."""
    for new, old in (
        (f"{NOW}:100", BEFORE),
        ("CrossIndustryInvoice", "CrossIndustryDocument"),
        ("ExchangedDocument>", "HeaderExchangedDocument>"),
        ("SupplyChainTradeTransaction", "SpecifiedSupplyChainTradeTransaction"),
        ("ApplicableHeader", "ApplicableSupplyChain"),
        ("SettlementHeader", "Settlement"),
    ):
        text = text.replace(new, old)
    return text


def read(text: str) -> Reading:
    return cii.read(SourceFile("invoice.xml", text.encode()))


def only(text: str) -> InvoiceRead:
    reading = read(text)
    assert (reading.problems, len(reading.invoices)) == ((), 1)
    return reading.invoices[0]


@pytest.mark.parametrize("text", [document(), document(version="103"), before(document())])
def test_every_generation_is_recognised_and_reads_the_same(text: str) -> None:
    reading = read_file(SourceFile("x", text.encode()))
    assert (reading.kind, [(one.number, one.issued_on, one.total) for one in reading.invoices]) == ("cii", [("F1", date(2026, 1, 5), 1000)])


def test_wrapper_around_documents_is_read_too() -> None:
    reading = read_file(SourceFile("x", f"<envelope>{document()}{document()}</envelope>".encode()))
    assert (reading.kind, len(reading.invoices)) == ("cii", 2)


@pytest.mark.parametrize(
    ("code", "payable", "kind"),
    [
        ("380", "10.00", "invoice"),
        ("380", "-10.00", "credit_note"),
        ("381", "10.00", "credit_note"),
        ("381", "-10.00", "credit_note"),
        ("384", "10.00", "invoice"),
        ("384", "-10.00", "credit_note"),
    ],
)
def test_kind_follows_the_direction_of_the_money(code: str, payable: str, kind: str) -> None:
    invoice = only(document(code=code, totals=sums(payable)))
    assert (invoice.kind, invoice.total) == (kind, 1000)


@pytest.mark.parametrize(
    ("settled", "due_on"),
    [
        (terms("20260204"), date(2026, 2, 4)),
        (terms("20260304", "20260204"), date(2026, 3, 4)),
        ("<SpecifiedTradePaymentTerms><Description>Betaling binnen 14 dagen</Description></SpecifiedTradePaymentTerms>", date(2026, 1, 19)),
        ("<SpecifiedTradePaymentTerms><Description>#SKONTO#TAGE=14#PROZENT=2.00#</Description></SpecifiedTradePaymentTerms>", None),
        ("", None),
    ],
)
def test_due_day_is_the_last_one_that_is_certain(settled: str, due_on: date | None) -> None:
    assert only(document(settled=settled)).due_on == due_on


@pytest.mark.parametrize("older", [False, True])
def test_delivery_is_its_day_or_else_the_period(older: bool) -> None:
    event = f"<OccurrenceDateTime>{day('20260103')}</OccurrenceDateTime>"
    event = f"<ActualDeliverySupplyChainEvent>{event}</ActualDeliverySupplyChainEvent>"
    sent = f"<ApplicableHeaderTradeDelivery>{event}</ApplicableHeaderTradeDelivery>"
    period = f"<StartDateTime>{day('20251201')}</StartDateTime><EndDateTime>{day('20251231')}</EndDateTime>"
    settled = f"<BillingSpecifiedPeriod>{period}</BillingSpecifiedPeriod>"
    said = [only(before(text) if older else text) for text in (document(sent=sent, settled=settled), document(settled=settled), document())]
    assert [(one.delivered_from, one.delivered_until) for one in said] == [
        (date(2026, 1, 3), date(2026, 1, 3)),
        (date(2025, 12, 1), date(2025, 12, 31)),
        (None, None),
    ]


def test_due_day_that_does_not_exist_is_told_and_the_others_count() -> None:
    reading = read(document(settled=terms("20260231", "20260204")))
    assert [one.due_on for one in reading.invoices] == [date(2026, 2, 4)]
    assert [one.where for one in reading.problems] == ["DueDateDateTime"]


def test_amount_due_has_prepaid_parts_and_rounding_settled() -> None:
    totals = "<GrandTotalAmount>121.02</GrandTotalAmount><TotalPrepaidAmount>21.00</TotalPrepaidAmount>"
    assert only(document(totals=f"{totals}<RoundingAmount>-0.02</RoundingAmount>{sums('100.00')}")).total == 10_000


def test_total_stands_in_for_the_amount_due_only_in_zugferd_1_basic() -> None:
    total = "<GrandTotalAmount>121.00</GrandTotalAmount>"
    assert only(before(document(totals=total))).total == 12_100
    prepaid = read(before(document(totals=f"{total}<TotalPrepaidAmount>1.00</TotalPrepaidAmount>")))
    for reading in (read(document(totals=total)), prepaid):
        assert (reading.invoices, [one.where.rpartition("/")[2] for one in reading.problems]) == ((), ["DuePayableAmount"])


def test_document_without_a_buyer_is_a_problem_and_no_row() -> None:
    reading = read(document(buyer=""))
    assert (reading.invoices, [one.where for one in reading.problems]) == ((), ["BuyerTradeParty"])


def test_payee_reference_and_earlier_invoice_are_kept() -> None:
    settled = f"<PaymentReference>K1</PaymentReference><InvoiceCurrencyCode>USD</InvoiceCurrencyCode>{FACTOR}"
    earlier = "<InvoiceReferencedDocument><IssuerAssignedID>F0</IssuerAssignedID></InvoiceReferencedDocument>"
    invoice = only(document(settled=settled + earlier))
    assert (invoice.payment_reference, invoice.currency, invoice.payee_name, invoice.refers_to) == ("K1", "USD", "Factor N.V.", "F0")


def test_two_ways_to_pay_are_one_invoice_to_be_paid_on_the_first_account() -> None:
    accounts = ("NL91ABNA0417164300", "NL69ABNA0522123643")  # the second one a blocked account (G-rekening)
    means = "".join(f"<PayeePartyCreditorFinancialAccount><IBANID>{one}</IBANID></PayeePartyCreditorFinancialAccount>" for one in accounts)
    invoice = only(document(settled=f"<SpecifiedTradeSettlementPaymentMeans>{means}</SpecifiedTradeSettlementPaymentMeans>"))
    assert (invoice.total, invoice.seller.iban) == (1000, accounts[0])


def test_buyer_has_his_numbers_address_and_mail() -> None:
    ids = '<ID>D7</ID><GlobalID schemeID="0106">12345678</GlobalID>'
    mail = '<URIUniversalCommunication><URIID schemeID="EM">a@b.example</URIID></URIUniversalCommunication>'
    tax = '<SpecifiedTaxRegistration><ID schemeID="FC">1</ID><ID schemeID="VA">NL123456789B13</ID></SpecifiedTaxRegistration>'
    place = "<PostalTradeAddress><LineOne>Kade 7</LineOne><CityName>Epe</CityName><CountryID>NL</CountryID></PostalTradeAddress>"
    party = only(document(buyer=BUYER + ids + mail + tax + place)).buyer
    assert (party.number, party.kvk, party.vat, party.email) == ("D7", "12345678", "NL123456789B13", "a@b.example")
    assert (party.street, party.city, party.country, party.kind) == ("Kade 7", "Epe", "NL", "")


def test_oin_makes_the_buyer_a_government_body() -> None:
    oin = '<SpecifiedLegalOrganization><ID schemeID="0190">00000001234567890000</ID></SpecifiedLegalOrganization>'
    party = only(document(buyer=BUYER + oin)).buyer
    assert (party.kind, party.number) == ("government", "00000001234567890000")


def attached(content: str, mime: str = "application/pdf", name: str = "bon.pdf") -> str:
    inner = f'<AttachmentBinaryObject mimeCode="{mime}" filename="{name}">{content}</AttachmentBinaryObject>'
    return f"<AdditionalReferencedDocument><IssuerAssignedID>Bon</IssuerAssignedID>{inner}</AdditionalReferencedDocument>"


def test_documents_inside_are_kept_by_a_name_without_a_folder() -> None:
    inside = base64.encodebytes(b"%PDF-1.7 " * 50).decode()
    invoice = only(document(refs=attached(inside, name="C:\\x\\..\\bon 1.pdf") + attached("YQ==", "image/jpg", "")))
    kept = [(one.name, one.mime, len(one.content)) for one in invoice.attachments]
    assert kept == [("bon 1.pdf", "application/pdf", 450), ("Bon.jpg", "image/jpeg", 1)]


@pytest.mark.parametrize(
    ("inside", "mime"),
    [("***", "application/pdf"), ("", "application/pdf"), ("é", "image/png"), ("YQ==", "text/html"), ("YQ==", "image/svg+xml")],
)
def test_document_that_is_broken_or_not_allowed_is_told_and_the_invoice_stands(inside: str, mime: str) -> None:
    reading = read(document(refs=attached(inside, mime)))
    assert [(one.number, one.attachments) for one in reading.invoices] == [("F1", ())]
    assert [one.where for one in reading.problems] == ["AttachmentBinaryObject"]


@pytest.mark.parametrize("size", [7_000_001, 9_000_000])
def test_document_that_is_too_large_is_told_and_the_invoice_stands(size: int) -> None:
    reading = read(document(refs=attached(base64.b64encode(bytes(size)).decode())))
    assert [(one.number, one.attachments) for one in reading.invoices] == [("F1", ())]
    assert [one.message.en.partition(" and ")[0] for one in reading.problems] == ['The document "bon.pdf" is larger than 7 MB']
