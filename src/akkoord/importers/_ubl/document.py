"""Makes one invoice of one UBL document: its kind, the day it falls due, and what it asks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from lxml import etree

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import InvoiceKind, InvoiceRead, PartyRead
from akkoord.importers._checks import iban_of
from akkoord.importers._problems import XML_AMOUNT, XML_DATE, unusable
from akkoord.importers._ubl.party import party_of, payee_name
from akkoord.importers._xml import at, cents, first, line_of, words

CREDIT_TYPES = frozenset(("81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"))
"""Codes of UNTDID 1001 that EN 16931 counts as credit notes."""
NUMBER = Text("een factuurnummer", "an invoice number")

_DAY = re.compile(r"((?:19|20|21)\d{2}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2}|T[\d:.]+)?")
_TERM = re.compile(r"(?<![\d.,])(\d{1,3})\s*(?:dagen|dgn|days|tagen?)\b", re.IGNORECASE)
_CONDITION = re.compile(r"%|procent|percent|korting|discount|skonto|ontvangst|receipt|erhalt|einde|end of|levering|delivery", re.IGNORECASE)


def invoice_of(document: etree._Element, *, problems: list[Problem]) -> InvoiceRead | None:
    """The invoice, or None where number, date or amount cannot be used; what is wrong is added to `problems`."""
    number, issued_on, payable = _number(document, problems), _issued_on(document, problems), _payable(document, problems)
    due_on = _due_on(document, issued_on, problems)
    buyer = _party(document, "AccountingCustomerParty", problems)
    seller = _party(document, "AccountingSupplierParty", [])  # the creditor's own data: what is wrong there is told in his settings
    if not number or issued_on is None or payable is None:
        return None
    return InvoiceRead(
        number=number,
        kind=_kind(document, payable),
        issued_on=issued_on,
        total=abs(payable),
        buyer=buyer,
        due_on=due_on,
        seller=_with_account(seller, document),
        currency=_currency(document),
        payment_reference=first(document, "PaymentMeans", "PaymentID"),
        payee_name=payee_name(document),
        refers_to=first(document, "BillingReference", "InvoiceDocumentReference", "ID"),
        description=first(document, "Note") or first(document, "InvoiceLine", "Item", "Name"),
        line=line_of(document),
    )


def _kind(document: etree._Element, payable: int) -> InvoiceKind:
    """A CreditNote and a credit type code are positive; a negative Invoice (also 384, corrective) gives money back as well."""
    typed = first(document, "InvoiceTypeCode") in CREDIT_TYPES
    is_note = etree.QName(document).localname == "CreditNote"
    if is_note:
        return "invoice" if payable < 0 else "credit_note"
    return "credit_note" if typed or payable < 0 else "invoice"


def _number(document: etree._Element, problems: list[Problem]) -> str:
    number = first(document, "ID")
    if not number:
        problems.append(unusable("", expected=NUMBER, where="ID", line=line_of(document)))
    return number


def _issued_on(document: etree._Element, problems: list[Problem]) -> date | None:
    element = next(at(document, "IssueDate"), None)
    day = _day(words(element))
    if day is None:
        line = line_of(document) if element is None else line_of(element)
        problems.append(unusable(words(element), expected=XML_DATE, where="IssueDate", line=line))
    return day


def _payable(document: etree._Element, problems: list[Problem]) -> int | None:
    """What the document asks for: prepaid parts and rounding are settled in PayableAmount."""
    element = next(at(document, "LegalMonetaryTotal", "PayableAmount"), None)
    amount = cents(words(element))
    if amount is None:
        line = line_of(document) if element is None else line_of(element)
        problems.append(unusable(words(element), expected=XML_AMOUNT, where="LegalMonetaryTotal/PayableAmount", line=line))
    return amount


def _currency(document: etree._Element) -> str:
    asked = (one.get("currencyID") for one in at(document, "LegalMonetaryTotal", "PayableAmount"))
    return (next(filter(None, asked), "") or first(document, "DocumentCurrencyCode") or "EUR").strip().upper()


def _due_on(document: etree._Element, issued_on: date | None, problems: list[Problem]) -> date | None:
    """DueDate, or the one in the payment means or terms (credit notes), or a term in words that can mean one thing only."""
    for path in (("DueDate",), ("PaymentMeans", "PaymentDueDate"), ("PaymentTerms", "PaymentDueDate")):
        for element in at(document, *path):
            if words(element):
                day = _day(words(element))
                if day is None:
                    problems.append(_no_due_day(element))
                return day
    return _from_terms(" ".join(words(note) for note in at(document, "PaymentTerms", "Note")), issued_on)


def _from_terms(note: str, issued_on: date | None) -> date | None:
    terms = _TERM.findall(note)
    if issued_on is None or len(terms) != 1 or _CONDITION.search(note):
        return None
    return issued_on + timedelta(days=int(terms[0]))


def _no_due_day(element: etree._Element) -> Problem:
    found = words(element)
    nl = f'Gevonden: "{found[:60]}". Verwacht: {XML_DATE.nl}. De vervaldatum is leeg gelaten.'
    en = f'Found: "{found[:60]}". Expected: {XML_DATE.en}. The due date is left empty.'
    return Problem(Text(nl, en), line_of(element), etree.QName(element).localname)


def _party(document: etree._Element, name: str, problems: list[Problem]) -> PartyRead:
    side = next(at(document, name), None)
    return PartyRead() if side is None else party_of(side, problems=problems)


def _with_account(seller: PartyRead, document: etree._Element) -> PartyRead:
    """The seller with the account to be paid on; accounts outside IBAN countries are no problem, they just stay away."""
    account = first(document, "PaymentMeans", "PayeeFinancialAccount", "ID")
    return replace(seller, iban=iban_of(account) or "")


def _day(text: str) -> date | None:
    hit = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(hit[1]) if hit else None
    except ValueError:
        return None
