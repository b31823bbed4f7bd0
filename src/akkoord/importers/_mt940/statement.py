"""Makes statements of the fields: account, number, balances, entries, and whether they agree."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import NamedTuple

from akkoord.core.money import shown
from akkoord.core.problem import Problem, Text
from akkoord.core.reading import EntryRead, StatementRead
from akkoord.importers._kenmerk import kenmerk_in
from akkoord.importers._mt940.details import Below, said_of
from akkoord.importers._mt940.entry import Line, amount_of, line_of, short_day
from akkoord.importers._mt940.fields import Field
from akkoord.importers._mt940.said import account_in
from akkoord.importers._problems import emptied, unusable

BALANCE = Text("C of D, dag, valuta en bedrag, zoals C260105EUR1250,50", "C or D, day, currency and amount, such as C260105EUR1250,50")
PLACE = Text("een veld 86 bij deze boeking", "a field 86 with this entry")
NO_CLOSING = Text(
    "Het eindsaldo (veld 62) ontbreekt; het afschrift kan afgebroken zijn. De boekingen zijn wel overgenomen.",
    "The closing balance (field 62) is missing; the statement may have been broken off. The entries were taken all the same.",
)
NO_ACCOUNT = Text("Er staat geen rekening (veld 25) bij deze boekingen.", "There is no account (field 25) with these entries.")
_BALANCE = re.compile(r"\s*([CD])(\d{6})([A-Z]{3})?\s*(\d[\d.,]*)")
_CURRENCY = re.compile(r"(.*\d)\s*/?\s*([A-Z]{3})")
_BANK = re.compile(r"(?:TRIODOSBANK|[A-Z]{6}[A-Z0-9]{2}(?:[A-Z0-9]{3})?)/\s*")


class Balance(NamedTuple):
    """A balance in cents, its day and its currency ("" where it names none)."""

    amount: int
    on: date | None
    currency: str


@dataclass(slots=True)
class Open:
    """The statement that is being read."""

    line: int
    has_head: bool = False
    account: str = ""
    number: str = ""
    reference: str = ""
    currency: str = ""
    opening: Balance | None = None
    closing: Balance | None = None
    seen: set[str] = field(default_factory=set)
    made_on: date | None = None
    is_page: bool = False  # begins with an intermediate balance (60M)
    takes_text: bool = False  # whether a field 86 here belongs to the last entry
    entries: list[tuple[Line, list[str], list[str]]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def take(self, one: Field) -> None:
        """Reads one field of this statement."""
        tag = one.tag
        if tag[:2] in ("25", "28") and self.entries and "62" not in self.seen:
            self.problems.append(unusable(one.joined, expected=PLACE, where=f":{tag}:", line=one.line))
        elif tag in _TAKES:
            _TAKES[tag](self, one)
        self.seen.add(tag[:2])


def _head(statement: Open, one: Field) -> None:
    statement.has_head, statement.reference = True, one.joined


def _account(statement: Open, one: Field) -> None:
    statement.has_head = True
    statement.account, statement.currency = account_of(one.joined)


def _number(statement: Open, one: Field) -> None:
    statement.number = one.joined


def _limit(statement: Open, one: Field) -> None:
    statement.currency = statement.currency or one.joined[:3]


def _made(statement: Open, one: Field) -> None:
    statement.made_on = short_day(one.joined[:6]) if re.match(r"\d{6}", one.joined) else None


def _entry(statement: Open, one: Field) -> None:
    line = line_of(one)
    statement.takes_text = isinstance(line, Line)
    if isinstance(line, Problem):
        statement.problems.append(line)
    elif line is not None:
        statement.entries.append((line, [], []))


def _details(statement: Open, one: Field) -> None:
    """Field 86 belongs to the entry above it; after a balance it speaks of the whole statement."""
    if statement.takes_text:
        statement.entries[-1][1].extend(one.lines)


def _extra(statement: Open, one: Field) -> None:
    if statement.takes_text:
        statement.entries[-1][2].extend(one.lines)


def _opening(statement: Open, one: Field) -> None:
    balance = _balance(one)
    statement.is_page = one.tag == "60M"
    if isinstance(balance, Problem):
        statement.problems.append(balance)
    elif statement.opening is None:
        statement.opening = balance


def _closing(statement: Open, one: Field) -> None:
    balance = _balance(one)
    statement.takes_text = False
    if isinstance(balance, Problem):
        statement.problems.append(balance)
    else:
        statement.closing = balance


def _summed(statement: Open, _: Field) -> None:
    """Numbers and sums of an interim report end it: a text below them speaks of the whole."""
    statement.takes_text = False


_TAKES = {
    "90C": _summed,
    "90D": _summed,
    "20": _head,
    "25": _account,
    "25P": _account,
    "28": _number,
    "28C": _number,
    "34F": _limit,
    "13": _made,
    "13D": _made,
    "61": _entry,
    "86": _details,
    "NS": _extra,
    **dict.fromkeys(("60", "60F", "60M"), _opening),
    **dict.fromkeys(("62", "62F", "62M"), _closing),
}


def account_of(text: str) -> tuple[str, str]:
    """The account and the currency that a bank may write behind it.

    >>> account_of("NL91ABNA0417164300EUR"), account_of("ABNANL2A/0886956927"), account_of("0300.00.000 EUR")
    (('NL91ABNA0417164300', 'EUR'), ('0886956927', ''), ('030000000', 'EUR'))
    """
    bare = text.strip()
    if account_in(bare):
        return account_in(bare), ""
    found = _CURRENCY.fullmatch(bare)
    bare, currency = (found[1], found[2]) if found else (bare, "")
    bare = _BANK.sub("", bare, count=1).replace(" ", "")
    return (bare.replace(".", "") if re.fullmatch(r"[\d.]+", bare) else bare), currency


def _balance(one: Field) -> Balance | Problem:
    """The balance on its first line, or on all of them where it was broken off."""
    for text in (one.lines[0], one.joined):
        found = _BALANCE.match(text)
        amount = amount_of(found[4]) if found else None
        if found and amount is not None and ("," in found[4] or text == one.joined):
            return Balance(amount if found[1] == "C" else -amount, short_day(found[2]), found[3] or "")
    return emptied(one.lines[0], expected=BALANCE, where=f":{one.tag}:", line=one.line)


def begins(statement: Open | None, one: Field) -> bool:
    """Whether this field is the first of another statement, or of another page of the same."""
    if statement is None or one.tag in ("20", "940", "942"):
        return True
    return "62" in statement.seen and one.tag[:2] in ("25", "28", "60")


def next_of(statement: Open | None, one: Field) -> Open:
    """An empty statement; a further page without a head of its own keeps the account of the page before."""
    if statement is None or one.tag[:2] not in ("28", "60"):
        return Open(one.line)
    return replace(Open(one.line), has_head=True, account=statement.account, number=statement.number, currency=statement.currency)


def closed(statement: Open) -> tuple[StatementRead, list[Problem]] | None:
    """The statement and its problems; None where there is no statement but only a stray field."""
    if not statement.has_head and not statement.entries:
        return None
    entries = tuple(_with_unique_ids([_row(*one) for one in statement.entries]))
    opening, closing = statement.opening, statement.closing
    currency = next((one.currency for one in (opening, closing) if one and one.currency), statement.currency) or "EUR"
    number = statement.number if statement.number.strip("0/") else statement.reference or statement.number
    last = max((one.on for one in entries), default=None)
    read = StatementRead(
        iban=statement.account,
        number=number,
        currency=currency,
        entries=entries,
        opening_balance=opening.amount if opening else None,
        closing_balance=closing.amount if closing else None,
        closed_on=(closing.on if closing else None) or statement.made_on or last,
        is_page=statement.is_page,
    )
    return read, [*statement.problems, *_doubts(statement, read)]


def _row(line: Line, lines: list[str], extra: list[str]) -> EntryRead:
    said = said_of(line, Below(tuple(lines), tuple(extra)))
    reference = said.reference or kenmerk_in(said.remittance, end_to_end_id=said.end_to_end_id)
    return EntryRead(line.on, line.amount, said.name, said.iban, said.remittance, reference, said.end_to_end_id, line.bank_id)


def _with_unique_ids(entries: list[EntryRead]) -> Iterable[EntryRead]:
    """The bank's reference tells entries apart only where no two share it."""
    often = Counter(entry.bank_id for entry in entries)
    return (replace(entry, bank_id="") if often[entry.bank_id] > 1 else entry for entry in entries)


def _doubts(statement: Open, read: StatementRead) -> list[Problem]:
    doubts = [] if statement.account or not read.entries else [Problem(NO_ACCOUNT, statement.line, ":25:")]
    if "60" in statement.seen and "62" not in statement.seen:
        return [*doubts, Problem(NO_CLOSING, statement.line, ":62F:")]
    if read.opening_balance is None or read.closing_balance is None:
        return doubts
    reached = read.opening_balance + sum(entry.amount for entry in read.entries)
    return doubts if reached == read.closing_balance else [*doubts, _disagreement(read, reached, statement.line)]


def _disagreement(read: StatementRead, reached: int, line: int) -> Problem:
    sums = {
        language: [shown(one, language=language, sign=False) for one in (reached, read.closing_balance or 0)] for language in ("nl", "en")
    }
    nl = "Afschrift {}: beginsaldo en boekingen geven {}; het eindsaldo is {}.".format(read.number, *sums["nl"])
    en = "Statement {}: opening balance and entries give {}; the closing balance is {}.".format(read.number, *sums["en"])
    return Problem(Text(f"{nl} De boekingen zijn wel overgenomen.", f"{en} The entries were taken all the same."), line, ":62F:")
