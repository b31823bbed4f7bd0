"""Reads an auditfile as a stream: keeps the relations, the accounts and the lines that may be a debtor's, and lets go of the rest."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from lxml import etree

from akkoord.core.problem import Problem
from akkoord.core.reading import PartyRead, Progress
from akkoord.importers._problems import XML_AMOUNT, unusable
from akkoord.importers._told import Told, let_go
from akkoord.importers._xaf import accounts as ledger
from akkoord.importers._xaf.lines import Fields, Line, add_subledger, amount_in, day_in, fields_of, journal_of, line_in
from akkoord.importers._xaf.parties import Relation, company_of, relation_of
from akkoord.importers._xml import cents, has_doctype, line_of, streamed

READ = (
    "header",
    "companyName",
    "customerSupplier",
    "ledgerAccount",
    "obLine",
    "obSbLine",
    "openingBalance",
    "trLine",
    "transaction",
    "journal",
    "sbLine",
    "subledger",
    "transactions",
    "company",
)
_SUPPLIERS = "SU"


class Said(NamedTuple):
    """What the file says its journals come to: number of lines, debit and credit in cents."""

    lines: str
    debit: int | None
    credit: int | None


@dataclass(slots=True)
class Books:
    """What was read of the file."""

    header: Fields = field(default_factory=dict)
    company: PartyRead = field(default_factory=PartyRead)
    relations: dict[str, Relation] = field(default_factory=dict)
    accounts: dict[str, ledger.Account] = field(default_factory=dict)
    lines: list[Line] = field(default_factory=list)
    offsets: set[str] = field(default_factory=set)  # accounts against which sales journals book
    opening: dict[str, tuple[str, int]] = field(default_factory=dict)  # number of the opening line: its account and its amount
    counted: int = 0
    debit: int = 0
    credit: int = 0
    said: Said | None = None
    problems: list[Problem] = field(default_factory=list)
    error: etree.XMLSyntaxError | None = None
    refused: bool = False
    looked: bool = False  # for a DOCTYPE and the version, once
    is_version_4: bool = False
    _in_transaction: int = 0
    _in_journal: int = 0
    _in_opening: int = 0
    _by_place: dict[tuple[str, str, str], Line] = field(default_factory=dict)  # journal, transaction and number
    _before: dict[str, etree._Element] = field(default_factory=dict)

    def debtor_lines(self) -> list[Line]:
        """The lines on debtor accounts."""
        opened = {line.account for line in self.lines if line.is_opening and not line.journal}
        debtors = ledger.debtor_accounts(self.accounts, offsets=self.offsets, opened=opened)
        return [line for line in self.lines if line.account in debtors or line.is_opening and not line.account]

    def take(self, element: etree._Element) -> None:
        """Reads one element at its end tag."""
        name = element.tag.rpartition("}")[2]
        match name:
            case "header":
                self.header = fields_of(element)
            case "companyName" | "company":
                self._company(element, name)
            case "customerSupplier":
                relation = relation_of(element)
                self.relations[relation.party.number] = relation
            case "ledgerAccount":
                fields = fields_of(element)
                self.accounts[fields.get("accID", "")] = ledger.account_of(fields)
            case _:
                self._book(name, element)
        if name not in ("companyName", "company"):
            let_go(self._before.get(name))
            element.clear()
            self._before[name] = element

    def _book(self, name: str, element: etree._Element) -> None:
        match name:
            case "trLine":
                self._line(element)
            case "transaction":
                self._transaction(element)
            case "journal":
                self._journal(element)
            case "sbLine":
                self._subledger_line(element)
            case "obLine":
                fields = fields_of(element)
                self.opening[fields.get("nr", "")] = fields.get("accID", ""), amount_in(fields) or 0
            case "obSbLine":
                self._opening_line(element)
            case "openingBalance":
                self._opened(element)
            case "transactions":
                fields = fields_of(element)
                self.said = Said(fields.get("linesCount", ""), _total(fields, "totalDebit"), _total(fields, "totalCredit"))

    def _company(self, element: etree._Element, name: str) -> None:
        """The company is read when its name is met and once more at its end: packages order its parts as they like."""
        company = element if name == "company" else element.getparent()
        if company is not None and company.tag.rpartition("}")[2] == "company":
            self.company = company_of(company)

    def _line(self, element: etree._Element) -> None:
        fields = fields_of(element)
        account, amount = fields.get("accID", ""), amount_in(fields)
        self.counted += 1
        if amount is None:
            self.problems.append(unusable(fields.get("amnt", ""), expected=XML_AMOUNT, where="trLine/amnt", line=line_of(element)))
            return
        side = fields.get("amntTp", "")[:1].upper()
        self.debit += amount if side == "D" else 0
        self.credit -= amount if side == "C" else 0
        known = self.accounts.get(account)
        if known is not None and ledger.is_debtors(known) or fields.get("custSupID") and ledger.may_be(account, self.accounts):
            self.lines.append(line_in(fields, element, amount=amount, account=account, is_version_4=self.is_version_4))

    def _transaction(self, element: etree._Element) -> None:
        fields = fields_of(element)
        number, day = fields.get("nr", ""), day_in(fields, "trDt")
        for line in self.lines[self._in_transaction :]:
            line.transaction, line.on = number, line.on or day
            line.text = line.text or fields.get("desc", "")
        self._in_transaction = len(self.lines)
        self._before.pop("trLine", None)

    def _journal(self, element: etree._Element) -> None:
        journal = journal_of(fields_of(element))
        for line in self.lines[self._in_journal :]:
            line.journal, line.is_sale, line.is_money = journal.ident, journal.is_sale, journal.is_money
            line.is_opening = journal.is_opening
            self._by_place.setdefault((line.journal, line.transaction, line.number), line)
        if journal.is_sale and journal.offset:
            self.offsets.add(journal.offset)
        self._in_journal = self._in_transaction = len(self.lines)
        self._before.pop("transaction", None)

    def _subledger_line(self, element: etree._Element) -> None:
        """Subledgers stand after the journals whose lines they tell more of."""
        fields = fields_of(element)
        line = self._by_place.get((fields.get("jrnID", ""), fields.get("trNr", ""), fields.get("trLineNr", "")))
        if line is not None and _kind(element) != _SUPPLIERS and fields.get("invPurSalTp", "").upper() != "P":
            add_subledger(line, fields)

    def _opening_line(self, element: etree._Element) -> None:
        """What was open when the year began; a supplier's is passed over."""
        fields, kind = fields_of(element), _kind(element)
        amount = amount_in(fields)
        account, _ = self.opening.get(fields.get("obLineNr", ""), ("", 0))
        sold = kind == "CU" or fields.get("invPurSalTp", "").upper() == "S" or self._is_debtors(account)
        if kind == _SUPPLIERS or fields.get("invPurSalTp", "").upper() == "P" or not sold:
            return
        if amount is None:
            self.problems.append(unusable(fields.get("amnt", ""), expected=XML_AMOUNT, where="obSbLine/amnt", line=line_of(element)))
            return
        line = line_in(fields, element, amount=amount, account=account)
        add_subledger(line, fields)
        line.is_opening = True
        self.lines.append(line)

    def _opened(self, element: etree._Element) -> None:
        day = day_in(fields_of(element), "opBalDate")
        for line in self.lines[self._in_opening :]:
            if line.is_opening:
                line.on = line.on or line.issued_on or day
        self._in_opening = self._in_transaction = self._in_journal = len(self.lines)

    def _is_debtors(self, account: str) -> bool:
        known = self.accounts.get(account)
        return known is not None and ledger.is_debtors(known)


def books_of(content: bytes, progress: Progress, *, encoding: str | None = None) -> Books:
    """Everything the file says of customers; where it is cut off or refused, `error` and `refused` say so."""
    books = Books()
    try:
        for element in streamed(Told(content, progress), (f"{{*}}{name}" for name in READ), encoding=encoding):
            if not books.looked:
                books.looked, books.refused = True, has_doctype(element)
                books.is_version_4 = "XAF_4" in element.tag.upper()
            if books.refused:
                break
            books.take(element)
    except etree.XMLSyntaxError as error:
        books.error = error
    return books


def _kind(element: etree._Element) -> str:
    """The kind of the subledger a line stands in: CU customers, SU suppliers, CS both."""
    parent = element.getparent()
    if parent is None:
        return ""
    kinds = (child.text or "" for child in parent if isinstance(child.tag, str) and child.tag.endswith("sbType"))
    return next(kinds, "").strip().upper()


def _total(fields: Fields, name: str) -> int | None:
    return cents(fields.get(name))
