"""Reads field 61: the days, the direction, the amount and the references of one entry."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from akkoord.core.money import cents_of, cents_of_decimal
from akkoord.core.problem import Problem, Text
from akkoord.importers._mt940.fields import Field
from akkoord.importers._problems import unusable

ENTRY = Text("dag, C of D en een bedrag, zoals 2601050105C1250,50NTRF", "day, C or D and an amount, such as 2601050105C1250,50NTRF")
DAY = Text("een bestaande dag, zoals 260105", "an existing day, such as 260105")
AMOUNT = Text("een bedrag in hele centen, zoals 1250,50", "an amount in whole cents, such as 1250,50")

_START = r"\s*(?P<value>\d{6})\s*(?P<booked>\d{4})?\s*(?P<mark>R[CD]|E[CD]|[CD])(?P<funds>[A-Z])?\s*"
_REST = r"(?P<kind>[A-Z][A-Z0-9 ]{0,3})(?P<rest>.*)"
_STRICT = re.compile(rf"{_START}(?P<amount>\d[\d.]*,\d*){_REST}")
_LOOSE = re.compile(rf"{_START}(?P<amount>\d[\d.,]*)(?:{_REST})?")
_SIGNS = {"C": 1, "RD": 1, "D": -1, "RC": -1}
_NOTHING = ("NONREF", "NOTPROVIDED")


class Line(NamedTuple):
    """What field 61 says; `amount` in cents and signed, received is positive."""

    on: date
    amount: int
    own_reference: str = ""  # of the account owner
    bank_id: str = ""
    more: tuple[str, ...] = ()  # the lines below it


def line_of(field: Field) -> Line | Problem | None:
    """The entry, the problem that keeps it from being used, or None where it is expected and not booked (EC, ED)."""
    found, more = _matched(field)
    if found is None:
        return unusable(field.lines[0], expected=ENTRY, where=":61:", line=field.line)
    sign = _SIGNS.get(found["mark"])
    if sign is None:
        return None
    on = day_of(found["value"], found["booked"] or "")
    if on is None:
        return unusable(found["value"] + (found["booked"] or ""), expected=DAY, where=":61:", line=field.line)
    amount = amount_of(found["amount"])
    if amount is None:
        return unusable(found["amount"], expected=AMOUNT, where=":61:", line=field.line)
    own, _, bank = (found["rest"] or "").partition("//")
    return Line(on, sign * amount, _meant(own), _meant(bank), more)


def _matched(field: Field) -> tuple[re.Match[str] | None, tuple[str, ...]]:
    """Field 61 on its first line, on its first two where it was broken off, or in a short form."""
    lines = field.lines
    strict = _STRICT.match(lines[0])
    if strict is None and len(lines) > 1:
        strict = _STRICT.match(lines[0].rstrip() + lines[1].strip())
        if strict is not None:
            return strict, _said(lines[2:])
    if strict is not None:
        return strict, _said(lines[1:])
    loose = _LOOSE.match(lines[0])
    is_cut_off = loose is not None and not loose["kind"] and field.is_last and len(lines) == 1
    return None if is_cut_off else loose, _said(lines[1:])


def amount_of(text: str) -> int | None:
    """Cents of an amount with a comma, as SWIFT writes it; other notations only where they can mean one thing.

    >>> amount_of("000000000001,62"), amount_of("5,"), amount_of("1.250,50"), amount_of("12,345"), amount_of("1.250")
    (162, 500, 125050, None, None)
    """
    if re.fullmatch(r"\d+(,\d*)?", text):
        return cents_of_decimal(Decimal(text.replace(",", ".")))
    return cents_of(text)


def day_of(value: str, booked: str) -> date | None:
    """The day of booking, in the year that brings it nearest to the value day; the value day where no other is named.

    >>> day_of("251231", "0102"), day_of("260102", "1231"), day_of("260105", ""), day_of("260230", "")
    (datetime.date(2026, 1, 2), datetime.date(2025, 12, 31), datetime.date(2026, 1, 5), datetime.date(2026, 2, 28))
    >>> day_of("261305", ""), day_of("160230", "0301")
    (None, datetime.date(2016, 3, 1))
    """
    valued = short_day(value)
    if not booked or valued is None:
        return valued
    month, day = int(booked[:2]), int(booked[2:])
    days = [one for year in (valued.year - 1, valued.year, valued.year + 1) if (one := _day(year, month, day)) is not None]
    return min(days, key=lambda one: abs((one - valued).days), default=None)


def short_day(text: str) -> date | None:
    """The day of yymmdd. Banks that count thirty days in every month write 30 February: that is its last day."""
    year = int(text[:2]) + (1900 if text[:2] >= "80" else 2000)
    return _day(year, int(text[2:4]), int(text[4:6]))


def _day(year: int, month: int, day: int) -> date | None:
    if month == 2 and day in (29, 30):
        day = min(day, monthrange(year, month)[1])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _said(lines: list[str]) -> tuple[str, ...]:
    return tuple(line.strip() for line in lines if line.strip())


def _meant(text: str) -> str:
    value = text.strip()
    return "" if value in _NOTHING else value
