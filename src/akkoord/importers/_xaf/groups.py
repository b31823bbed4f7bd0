"""Brings the lines of one invoice together: by the number they name, and where they name none by what can mean one invoice only."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from akkoord.importers._xaf.lines import Line

SHORTEST = 4  # signs an invoice number must have to be believed where it stands in a text

_WORD = re.compile(r"[\w./-]*\w")
_FIRST = re.compile(r"(?=\S*\d{3})(?=\S{5})[A-Za-z]{0,6}[-/.]?\d[\w./-]*\w")
_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")

Key = tuple[str, str]  # customer, invoice number


@dataclass(slots=True)
class Group:
    """The lines of one invoice or credit note: what was charged, and what was paid or taken off since."""

    charged: list[Line] = field(default_factory=list)
    settled: list[Line] = field(default_factory=list)

    @property
    def total(self) -> int:
        """What the document came to, in cents; of a credit note it is negative."""
        return sum(line.amount for line in self.charged)

    @property
    def left(self) -> int:
        """What is left of it, as the account says."""
        return self.total + sum(line.amount for line in self.settled)


@dataclass(slots=True)
class Grouped:
    """The invoices by customer and number, and the lines that belong to none."""

    groups: dict[Key, Group] = field(default_factory=dict)
    loose: list[Line] = field(default_factory=list)


def grouped(lines: Iterable[Line]) -> Grouped:
    """Every line in the group of its invoice, or with the loose ones."""
    kept = [line for line in lines if line.amount]
    _number_sales(kept)
    _follow_customers(kept)
    _follow_keys(kept)
    _follow_texts(kept)
    together: dict[Key, list[Line]] = defaultdict(list)
    found = Grouped()
    for line in kept:
        if line.customer and line.reference:
            together[(line.customer, line.reference)].append(line)
        else:
            found.loose.append(line)
    for key, members in together.items():
        group = _group(members)
        if group.total:
            found.groups[key] = group
        else:
            found.loose.extend(members)
    return found


def _group(lines: list[Line]) -> Group:
    """Splits charges from what settled them. A journal of another kind charges only where no sale did: an opening by hand."""
    charged = [line for line in lines if _is_charge(line)]
    if not charged:
        charged = [line for line in lines if not line.is_money and line.mutation != "P" and line.amount > 0]
    chosen = {id(line) for line in charged}
    return Group(charged, [line for line in lines if id(line) not in chosen])


def _is_charge(line: Line) -> bool:
    if line.mutation:
        return line.mutation == "I"
    return line.is_sale or line.is_opening and line.amount > 0


def _number_sales(lines: list[Line]) -> None:
    """Gives a sale that names no invoice the number of its document, the first word of its text, or that of its transaction."""
    alone = Counter((line.journal, line.transaction) for line in lines)
    for line in lines:
        if line.reference or not line.is_sale:
            continue
        only = line.transaction if alone[(line.journal, line.transaction)] == 1 else ""
        line.reference = line.document[:100] or _first_word(line.text) or only[:100]


def _first_word(text: str) -> str:
    """The invoice number a text begins with, as "FA000001 Factuur" does; a day is none.

    >>> _first_word("FA000001 Factuur /FA000001"), _first_word("2016-02-15 omzet"), _first_word("Omzet 20160001")
    ('FA000001', '', '')
    """
    word = text.split(" ")[0]
    return word if _FIRST.fullmatch(word) and not _DAY.fullmatch(word) else ""


def _follow_customers(lines: list[Line]) -> None:
    """A line that names an invoice of exactly one customer is his, also where it names nobody or who paid for him."""
    owners: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.customer and line.reference and _is_charge(line):
            owners[line.reference].add(line.customer)
    for line in lines:
        known = owners.get(line.reference, set())
        if len(known) == 1 and line.customer not in known and not _is_charge(line):
            line.customer = next(iter(known))


def _follow_keys(lines: list[Line]) -> None:
    """A line without a number that the package matched with those of exactly one invoice belongs to it."""
    by_key: dict[Key, set[str]] = defaultdict(set)
    for line in lines:
        if line.match and line.reference:
            by_key[(line.customer, line.match)].add(line.reference)
    for line in lines:
        known = by_key.get((line.customer, line.match), set()) if line.match and not line.reference else set()
        if len(known) == 1:
            line.reference = next(iter(known))


def _follow_texts(lines: list[Line]) -> None:
    """A line without a number whose text names exactly one invoice of its customer belongs to it."""
    numbers: dict[str, set[str]] = defaultdict(set)
    for line in lines:
        if line.reference and len(line.reference) >= SHORTEST and any(char.isdigit() for char in line.reference):
            numbers[line.customer].add(line.reference)
    for line in lines:
        if line.reference or not line.customer:
            continue
        named = numbers[line.customer].intersection(_WORD.findall(line.text))
        if len(named) == 1:
            line.reference = named.pop()
