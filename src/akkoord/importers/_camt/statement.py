"""Makes one statement of a Stmt, Rpt or Ntfctn: account, balances and whether they agree with the entries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from lxml import etree

from akkoord.core.money import shown
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import EntryRead, StatementRead
from akkoord.importers._camt.details import sign_of
from akkoord.importers._camt.entry import booked, day_in, day_of
from akkoord.importers._camt.tree import down, kids, leaf_of, skip_of, text_of
from akkoord.importers._xml import cents, line_of

OPENING = ("OPBD", "PRCD")  # ABN AMRO gives the closing balance of the day before instead of an opening one
CLOSING = ("CLBD",)


@dataclass(slots=True)
class Gathered:
    """The entries of the statement that is being read."""

    account: str | None = None
    made_on: date | None = None  # the end of its period or the day it was made, for entries without a day
    currency: str = ""
    entries: list[EntryRead] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def add(self, element: etree._Element) -> None:
        """Reads one Ntry; the statement's own account is known by then, since it stands before its entries."""
        if self.account is None:
            self._begin(element)
        found = booked(element, account=self.account or "", otherwise=self.made_on)
        self.problems.extend(found.problems)
        if found.rows and found.currency != self.currency:
            if self.currency and found.currency:
                self.problems.append(_foreign(element, found.currency, self.currency))
                return
            self.currency = self.currency or found.currency
        self.entries.extend(found.rows)

    def _begin(self, entry: etree._Element) -> None:
        """Looks once at what stands before the first entry."""
        self.account, statement = "", entry.getparent()
        if statement is not None:
            skip = skip_of(statement)
            parts = kids(statement, skip)
            self.account, self.currency = _account(statement)
            self.made_on = _last_day(parts, skip) or day_of(text_of(parts.get("CreDtTm")))


def statement_of(element: etree._Element, gathered: Gathered) -> tuple[StatementRead, list[Problem]]:
    """The statement whose end tag was just met, with a warning where its balances and entries disagree."""
    skip = skip_of(element)
    parts = kids(element, skip)
    account, currency = _account(element)
    balances = list(_balances(element, skip))
    currency = gathered.currency or currency or next((one[3] for one in balances if one[3]), "EUR")
    opening, closing = _balance(balances, OPENING, currency), _balance(balances, CLOSING, currency)
    entries = tuple(gathered.entries)
    statement = StatementRead(
        iban=account,
        number=next(filter(None, (text_of(parts.get(name)) for name in ("ElctrncSeqNb", "LglSeqNb", "Id"))), ""),
        currency=currency,
        entries=_with_unique_ids(entries),
        opening_balance=opening[1] if opening else None,
        closing_balance=closing[1] if closing else None,
        closed_on=(closing[2] if closing else None) or _last_day(parts, skip) or max((entry.on for entry in entries), default=None),
    )
    return statement, [*gathered.problems, *_disagreement(statement, line_of(element))]


Balance = tuple[str, int, date | None, str]


def _balances(element: etree._Element, skip: int) -> Iterator[Balance]:
    """(code, cents, day, currency) of every balance that can be read."""
    for child in element:
        if child.tag[skip:] != "Bal":
            continue
        parts = kids(child, skip)
        amount = parts.get("Amt")
        value, sign = cents(amount.text if amount is not None else None), sign_of(text_of(parts.get("CdtDbtInd")))
        if amount is not None and value is not None and sign:
            day = day_in(parts["Dt"], skip) if "Dt" in parts else None
            code = text_of(down(parts, "Tp", "CdOrPrtry", "Cd", skip=skip)) or text_of(down(parts, "Tp", "Cd", skip=skip))
            yield code, sign * value, day, amount.get("Ccy", "")


def _balance(balances: list[Balance], codes: tuple[str, ...], currency: str) -> Balance | None:
    """The balance of the first of these codes that is there, rather in the statement's currency than in another."""
    ordered = sorted(balances, key=lambda balance: balance[3] not in ("", currency))
    return next((balance for code in codes for balance in ordered if balance[0] == code), None)


def _account(element: etree._Element) -> tuple[str, str]:
    """The account's number and, where it is named, its currency."""
    skip = skip_of(element)
    account = next((child for child in element if child.tag[skip:] == "Acct"), None)
    if account is None:
        return "", ""
    parts = kids(account, skip)
    number = leaf_of(parts.get("Id"))  # IBAN or Othr/Id; in version 1 also BBAN and PrtryAcct/Id
    return number.replace(" ", ""), text_of(parts.get("Ccy"))


def _last_day(parts: dict[str, etree._Element], skip: int) -> date | None:
    """The end of the period the statement covers."""
    if "FrToDt" not in parts:
        return None
    period = kids(parts["FrToDt"], skip)
    end = period["ToDtTm"] if "ToDtTm" in period else period.get("ToDt")
    return day_of(end.text or "") if end is not None else None


def _with_unique_ids(entries: tuple[EntryRead, ...]) -> tuple[EntryRead, ...]:
    """The bank's reference tells entries apart only where no two share it."""
    often = {one for one, times in Counter(entry.bank_id for entry in entries).items() if one and times > 1}
    return tuple(replace(entry, bank_id="") if entry.bank_id in often else entry for entry in entries) if often else entries


def _disagreement(statement: StatementRead, line: int | None) -> list[Problem]:
    opening, closing = statement.opening_balance, statement.closing_balance
    if opening is None or closing is None:
        return []
    reached = opening + sum(entry.amount for entry in statement.entries)
    if reached == closing:
        return []
    sums = {language: [shown(sum_, language=language, sign=False) for sum_ in (reached, closing)] for language in ("nl", "en")}
    nl = "Afschrift {}: beginsaldo en boekingen geven {}; het eindsaldo is {}.".format(statement.number, *sums["nl"])
    en = "Statement {}: opening balance and entries give {}; the closing balance is {}.".format(statement.number, *sums["en"])
    return [Problem(Text(f"{nl} De boekingen zijn wel overgenomen.", f"{en} The entries were taken all the same."), line, "Bal")]


def _foreign(element: etree._Element, found: str, expected: str) -> Problem:
    nl = f"Gevonden: een boeking in {found[:3]}. Verwacht: {expected[:3]}, de valuta van de rekening. Niet overgenomen."
    en = f"Found: an entry in {found[:3]}. Expected: {expected[:3]}, the currency of the account. Left out."
    return Problem(Text(nl, en), line_of(element), "Ntry/Amt")
