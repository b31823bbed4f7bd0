"""Makes one invoice of one Cross Industry Invoice: its kind, the day it falls due, and what it asks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from lxml import etree

from akkoord.core.problem import Problem
from akkoord.core.reading import InvoiceKind, InvoiceRead, PartyRead
from akkoord.importers._checks import iban_of
from akkoord.importers._cii.names import Names, names_of
from akkoord.importers._cii.party import party_of
from akkoord.importers._einvoice.attachments import attachments_in
from akkoord.importers._einvoice.fields import (
    CREDIT_TYPES,
    amount_at,
    day_at,
    day_of,
    due_by_words,
    due_day,
    is_somebody,
    moment,
    number_at,
)
from akkoord.importers._xml import at, first, line_of, words

_BUYER = "BuyerTradeParty"
_GENERAL = ("", "AAI", "ADU")  # subjects of a note (UNTDID 4451) that are not the seller's registers or terms


def invoice_of(document: etree._Element, /, *, problems: list[Problem]) -> InvoiceRead | None:
    """The invoice, or None where number, date or amount cannot be used; what is wrong is added to `problems`."""
    names = names_of(document)
    number = number_at(document, *names.header, "ID", problems=problems)
    issued_on = day_at(document, *names.header, "IssueDateTime", problems=problems)
    payable = _payable(document, names, problems)
    buyer = _party(document, names, _BUYER, problems)
    known = is_somebody(document, buyer, *names.agreement, _BUYER, problems=problems)
    due_on = _due_on(document, names, issued_on, problems)
    if not (number and known) or issued_on is None or payable is None:
        return None
    read = InvoiceRead(number, _kind(document, names, payable), issued_on, abs(payable), buyer, due_on, line=line_of(document))
    return _with_the_rest(read, document, names, problems)


def _with_the_rest(read: InvoiceRead, document: etree._Element, names: Names, problems: list[Problem]) -> InvoiceRead:
    """The invoice with what it can do without."""
    first_day, last_day = _delivered(document, names)
    return replace(
        read,
        seller=_seller(document, names),
        currency=_currency(document, names),
        payment_reference=first(document, *names.settlement, "PaymentReference"),
        payee_name=first(document, *names.settlement, "PayeeTradeParty", "Name"),
        refers_to=first(document, *names.settlement, "InvoiceReferencedDocument", "IssuerAssignedID"),
        delivered_from=first_day,
        delivered_until=last_day,
        description=_note(document, names) or first(document, *names.lines, "SpecifiedTradeProduct", "Name"),
        attachments=attachments_in(_objects(document, names), problems=problems),
    )


def _delivered(document: etree._Element, names: Names) -> tuple[date | None, date | None]:
    """The day of delivery (BT-72), or else the period that is invoiced (BT-73, BT-74); one that is no day says nothing."""
    period = (*names.settlement, "BillingSpecifiedPeriod")
    paths = (names.delivered, (*period, "StartDateTime"), (*period, "EndDateTime"))
    on, start, end = (day_of(moment(next(at(document, *path), None))) for path in paths)
    return on or (start if end else None), on or end


def _kind(document: etree._Element, names: Names, payable: int) -> InvoiceKind:
    """There is one kind of document: a credit type code makes it a credit note, and so does a negative amount (also of a 384)."""
    typed = first(document, *names.header, "TypeCode") in CREDIT_TYPES
    return "credit_note" if typed or payable < 0 else "invoice"


def _payable(document: etree._Element, names: Names, problems: list[Problem]) -> int | None:
    """What the document asks for: prepaid parts and rounding are settled in it. The basic profile of ZUGFeRD 1.0 has no such
    amount, and no prepaid parts either: there it is the total with VAT."""
    due = (*names.sums, "DuePayableAmount")
    grand, prepaid = (first(document, *names.sums, one) for one in ("GrandTotalAmount", "TotalPrepaidAmount"))
    if names.header[0].startswith("Header") and grand and not prepaid and next(at(document, *due), None) is None:
        due = (*names.sums, "GrandTotalAmount")
    return amount_at(document, *due, problems=problems)


def _currency(document: etree._Element, names: Names) -> str:
    asked = (one.get("currencyID") for one in at(document, *names.sums, "DuePayableAmount"))
    return (next(filter(None, asked), "") or first(document, *names.settlement, "InvoiceCurrencyCode") or "EUR").strip().upper()


def _due_on(document: etree._Element, names: Names, issued_on: date | None, problems: list[Problem]) -> date | None:
    """The last of the days that the payment terms name, or a term in words that can mean one thing only."""
    named = [one for one in at(document, *names.settlement, "SpecifiedTradePaymentTerms", "DueDateDateTime") if moment(one)]
    if named:
        days = [day for day in (due_day(one, problems) for one in named) if day is not None]
        return max(days, default=None)
    said = at(document, *names.settlement, "SpecifiedTradePaymentTerms", "Description")
    return due_by_words(" ".join(map(words, said)), issued_on)


def _party(document: etree._Element, names: Names, name: str, problems: list[Problem]) -> PartyRead:
    party = next(at(document, *names.agreement, name), None)
    return PartyRead() if party is None else party_of(party, problems=problems)


def _seller(document: etree._Element, names: Names) -> PartyRead:
    """The seller with the account to be paid on. What is wrong in the creditor's own data is told in his settings."""
    account = first(document, *names.settlement, "SpecifiedTradeSettlementPaymentMeans", "PayeePartyCreditorFinancialAccount", "IBANID")
    return replace(_party(document, names, "SellerTradeParty", []), iban=iban_of(account) or "")


def _note(document: etree._Element, names: Names) -> str:
    notes = at(document, *names.header, "IncludedNote")
    return next(filter(None, (first(one, "Content") for one in notes if first(one, "SubjectCode") in _GENERAL)), "")


def _objects(document: etree._Element, names: Names) -> Iterator[tuple[etree._Element, str]]:
    for reference in at(document, *names.agreement, "AdditionalReferencedDocument"):
        for element in at(reference, "AttachmentBinaryObject"):
            yield element, first(reference, "IssuerAssignedID")
