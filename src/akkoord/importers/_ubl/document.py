"""Makes one invoice of one UBL document: its kind, the day it falls due, and what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lxml import etree

from akkoord.core.problem import Problem
from akkoord.core.reading import InvoiceKind, InvoiceRead, PartyRead
from akkoord.importers._checks import iban_of
from akkoord.importers._einvoice.attachments import attachments_in
from akkoord.importers._einvoice.fields import CREDIT_TYPES, amount_at, day_at, day_of, due_by_words, due_day, is_somebody, number_at
from akkoord.importers._ubl.party import party_of, payee_name
from akkoord.importers._xml import at, first, line_of, words

PAYABLE = ("LegalMonetaryTotal", "PayableAmount")  # what the document asks for: prepaid parts and rounding are settled in it
_BUYER = "AccountingCustomerParty"


def invoice_of(document: etree._Element, /, *, problems: list[Problem]) -> InvoiceRead | None:
    """The invoice, or None where number, date or amount cannot be used; what is wrong is added to `problems`."""
    number, issued_on = number_at(document, "ID", problems=problems), day_at(document, "IssueDate", problems=problems)
    payable = amount_at(document, *PAYABLE, problems=problems)
    due_on = _due_on(document, issued_on, problems)
    buyer = _party(document, _BUYER, problems)
    known = is_somebody(document, buyer, _BUYER, problems=problems)
    if not (number and known) or issued_on is None or payable is None:
        return None
    read = InvoiceRead(number, _kind(document, payable), issued_on, abs(payable), buyer, due_on, line=line_of(document))
    return _with_the_rest(read, document, problems)


def _with_the_rest(read: InvoiceRead, document: etree._Element, problems: list[Problem]) -> InvoiceRead:
    """The invoice with what it can do without."""
    first_day, last_day = _delivered(document)
    return replace(
        read,
        seller=_seller(document),
        currency=_currency(document),
        payment_reference=first(document, "PaymentMeans", "PaymentID"),
        payee_name=payee_name(document),
        refers_to=first(document, "BillingReference", "InvoiceDocumentReference", "ID"),
        delivered_from=first_day,
        delivered_until=last_day,
        description=first(document, "Note") or first(document, "InvoiceLine", "Item", "Name"),
        attachments=attachments_in(_objects(document), problems=problems),
    )


def _delivered(document: etree._Element) -> tuple[date | None, date | None]:
    """The day of delivery (BT-72), or else the period that is invoiced (BT-73, BT-74); one that is no day says nothing."""
    on = day_of(first(document, "Delivery", "ActualDeliveryDate"))
    start, end = (day_of(first(document, "InvoicePeriod", name)) for name in ("StartDate", "EndDate"))
    return on or (start if end else None), on or end


def _kind(document: etree._Element, payable: int) -> InvoiceKind:
    """A CreditNote and a credit type code are positive; a negative Invoice (also 384, corrective) gives money back as well."""
    typed = first(document, "InvoiceTypeCode") in CREDIT_TYPES
    is_note = etree.QName(document).localname == "CreditNote"
    if is_note:
        return "invoice" if payable < 0 else "credit_note"
    return "credit_note" if typed or payable < 0 else "invoice"


def _currency(document: etree._Element) -> str:
    asked = (one.get("currencyID") for one in at(document, *PAYABLE))
    return (next(filter(None, asked), "") or first(document, "DocumentCurrencyCode") or "EUR").strip().upper()


def _due_on(document: etree._Element, issued_on: date | None, problems: list[Problem]) -> date | None:
    """DueDate, or the one in the payment means or terms (credit notes), or a term in words that can mean one thing only."""
    for path in (("DueDate",), ("PaymentMeans", "PaymentDueDate"), ("PaymentTerms", "PaymentDueDate")):
        for element in at(document, *path):
            if words(element):
                return due_day(element, problems)
    return due_by_words(" ".join(words(note) for note in at(document, "PaymentTerms", "Note")), issued_on)


def _party(document: etree._Element, name: str, problems: list[Problem]) -> PartyRead:
    side = next(at(document, name), None)
    return PartyRead() if side is None else party_of(side, problems=problems)


def _seller(document: etree._Element) -> PartyRead:
    """The seller with the account to be paid on; accounts outside IBAN countries are no problem, they just stay away. What is
    wrong in the creditor's own data is told in his settings."""
    account = first(document, "PaymentMeans", "PayeeFinancialAccount", "ID")
    return replace(_party(document, "AccountingSupplierParty", []), iban=iban_of(account) or "")


def _objects(document: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    for reference in at(document, "AdditionalDocumentReference"):
        for element in at(reference, "Attachment", "EmbeddedDocumentBinaryObject"):
            yield element, first(reference, "ID")
