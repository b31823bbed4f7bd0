"""Reads what every e-invoice needs (number, day, amount), and what can be said of its due day and its direction."""

from __future__ import annotations

import re
from datetime import date, timedelta

from lxml import etree

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import PartyRead
from akkoord.importers._problems import XML_AMOUNT, XML_DATE, unusable
from akkoord.importers._xml import at, cents, first, line_of, words

CREDIT_TYPES = frozenset(("81", "83", "261", "262", "296", "308", "381", "396", "420", "458", "532"))
"""Codes of UNTDID 1001 that EN 16931 counts as credit notes."""
NUMBER = Text("een factuurnummer", "an invoice number")
BUYER = Text("een afnemer met een naam of een klantnummer", "a buyer with a name or a customer number")

_DAY = re.compile(r"((?:19|20|21)\d{2}-\d{2}-\d{2})(?:Z|[+-]\d{2}:\d{2}|T[\d:.]+)?")
_TERM = re.compile(r"(?<![\d.,])(\d{1,3})\s*(?:dagen|dgn|days|tagen?)\b", re.IGNORECASE)
_CONDITION = re.compile(r"%|procent|percent|korting|discount|skonto|ontvangst|receipt|erhalt|einde|end of|levering|delivery", re.IGNORECASE)


def number_at(document: etree._Element, *path: str, problems: list[Problem]) -> str:
    """The number of the invoice, or "" and a problem."""
    number = first(document, *path)
    if not number:
        problems.append(_unusable(document, next(at(document, *path), None), "", NUMBER, path))
    return number


def day_at(document: etree._Element, *path: str, problems: list[Problem]) -> date | None:
    """The day without which there is no invoice, or None and a problem."""
    element = next(at(document, *path), None)
    text = moment(element)
    day = day_of(text)
    if day is None:
        problems.append(_unusable(document, element, text, XML_DATE, path))
    return day


def amount_at(document: etree._Element, *path: str, problems: list[Problem]) -> int | None:
    """The cents that are asked, or None and a problem."""
    element = next(at(document, *path), None)
    amount = cents(words(element))
    if amount is None:
        problems.append(_unusable(document, element, words(element), XML_AMOUNT, path))
    return amount


def is_somebody(document: etree._Element, buyer: PartyRead, *path: str, problems: list[Problem]) -> bool:
    """Whether the document says who is to pay; without him there is nobody to ask."""
    known = bool(buyer.name or buyer.number)
    if not known:
        problems.append(_unusable(document, next(at(document, *path), None), "", BUYER, path[-1:]))
    return known


def moment(element: etree._Element | None) -> str:
    """The text of a day: UBL writes it in the element, CII in the one inside it."""
    inner = [] if element is None else [words(child) for child in element]
    return next(filter(None, [words(element), *inner]), "")


def day_of(text: str) -> date | None:
    """The day of an XML date, or of the digits of UNTDID 2379 that CII uses (formats 102, 203 and 204).

    >>> day_of("2026-02-04+01:00"), day_of("20260204"), day_of("20260231")
    (datetime.date(2026, 2, 4), datetime.date(2026, 2, 4), None)
    """
    if len(text) in (8, 12, 14) and text.isascii() and text.isdecimal():
        text = f"{text[:4]}-{text[4:6]}-{text[6:8]}"
    hit = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(hit[1]) if hit else None
    except ValueError:
        return None


def due_day(element: etree._Element, problems: list[Problem]) -> date | None:
    """The due day an element names; one that does not exist is told, and left empty."""
    found = moment(element)
    day = day_of(found)
    if day is None:
        nl = f'Gevonden: "{found[:60]}". Verwacht: {XML_DATE.nl}. De vervaldatum is leeg gelaten.'
        en = f'Found: "{found[:60]}". Expected: {XML_DATE.en}. The due date is left empty.'
        problems.append(Problem(Text(nl, en), line_of(element), etree.QName(element).localname))
    return day


def due_by_words(note: str, issued_on: date | None) -> date | None:
    """The due day of a term in words that can mean one thing only.

    >>> due_by_words("Betaling binnen 14 dagen", date(2026, 1, 5)), due_by_words("10 days 2% discount, 30 days net", date(2026, 1, 5))
    (datetime.date(2026, 1, 19), None)
    """
    terms = _TERM.findall(note)
    if issued_on is None or len(terms) != 1 or _CONDITION.search(note):
        return None
    return issued_on + timedelta(days=int(terms[0]))


def _unusable(document: etree._Element, element: etree._Element | None, found: str, expected: Text, path: tuple[str, ...]) -> Problem:
    line = line_of(document if element is None else element)
    return unusable(found, expected=expected, where="/".join(path[-2:]), line=line)
