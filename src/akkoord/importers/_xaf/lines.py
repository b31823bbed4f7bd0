"""The lines of an auditfile that stand on a debtor account, and what a subledger adds to them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from lxml import etree

from akkoord.importers._xml import cents, line_of

_NO_REFERENCE = re.compile(r"[0\-.\s]*")
_SALES = re.compile(r"verko|sales|uitgaande factu", re.IGNORECASE)
_MONEY = re.compile(r"\bbank|\bkas\b|kasboek|\bgiro|\bcash", re.IGNORECASE)

Fields = Mapping[str, str]


@dataclass(slots=True)
class Line:
    """One line; `amount` in cents, a debit (the customer owes more) is positive."""

    account: str
    customer: str
    reference: str  # the invoice number it names, empty where it names none
    amount: int
    on: date | None
    text: str
    number: str = ""
    document: str = ""
    match: str = ""  # packages give the lines that cancel each other one key
    journal: str = ""
    transaction: str = ""
    is_sale: bool = False
    is_money: bool = False  # a bank or cash journal
    is_opening: bool = False
    mutation: str = ""  # I: an invoice, P: a payment, as a subledger says
    issued_on: date | None = None
    due_on: date | None = None
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Journal:
    """What kind of journal lines stand in."""

    ident: str
    is_sale: bool
    is_money: bool
    is_opening: bool
    offset: str


def fields_of(element: etree._Element) -> dict[str, str]:
    """The texts of the direct children, by local name."""
    named = ((child.tag.rpartition("}")[2], child.text) for child in element if isinstance(child.tag, str))
    return {name: " ".join(text.split()) if text else "" for name, text in named}


def day_in(fields: Fields, *names: str) -> date | None:
    """The first of these days that is one."""
    for name in names:
        try:
            return date.fromisoformat(fields.get(name, "")[:10])
        except ValueError:
            continue
    return None


def amount_in(fields: Fields) -> int | None:
    """The signed amount in cents; None where it cannot be read. Nothing needs no side."""
    amount, side = cents(fields.get("amnt")), fields.get("amntTp", "")[:1].upper()
    if amount is None or (amount and side not in ("D", "C")):
        return None
    return -amount if side == "C" else amount


def reference_in(fields: Fields) -> str:
    """The invoice number a line names; packages write 0 for none.

    >>> reference_in({"invRef": "0"}), reference_in({"invRef": "2026-017"})
    ('', '2026-017')
    """
    text = fields.get("invRef", "")
    return "" if _NO_REFERENCE.fullmatch(text) else text[:100]


def line_in(fields: Fields, element: etree._Element, *, amount: int, account: str, is_version_4: bool = False) -> Line:
    """A line of a journal or of an opening balance. `effDate` is the day on which it happened; since version 4.0 it is the day
    of the invoice, also on the line that pays it, and the day of the transaction is what is left."""
    effective = day_in(fields, "effDate")
    return Line(
        account=account,
        customer=fields.get("custSupID", ""),
        reference=reference_in(fields),
        amount=amount,
        on=None if is_version_4 else effective,
        text=fields.get("desc", ""),
        number=fields.get("nr", ""),
        document=fields.get("docRef", ""),
        match=fields.get("matchKeyID", ""),
        issued_on=effective if is_version_4 else None,
        line=line_of(element),
    )


def journal_of(fields: Fields) -> Journal:
    """What its type and, where that says nothing, its name say of a journal."""
    kind, name = fields.get("jrnTp", "").upper(), fields.get("desc", "")
    told = kind in ("S", "P", "B", "C", "M", "O")
    return Journal(
        ident=fields.get("jrnID", ""),
        is_sale=kind == "S" or not told and bool(_SALES.search(name)),
        is_money=kind in ("B", "C") or not told and bool(_MONEY.search(name)),
        is_opening=kind == "O",
        offset=fields.get("offsetAccID", ""),
    )


def add_subledger(line: Line, said: Fields) -> None:
    """What the subledger knows of a line, where the line itself does not say it."""
    line.customer = line.customer or said.get("custSupID", "")
    line.reference = line.reference or reference_in(said)
    line.document = line.document or said.get("docRef", "")
    line.match = line.match or said.get("matchKeyID", "")
    line.mutation = said.get("mutTp", "")[:1].upper()
    line.issued_on, line.due_on = day_in(said, "invDt"), day_in(said, "invDueDt")
