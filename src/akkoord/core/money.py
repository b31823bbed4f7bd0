"""Money: whole euro cents inside, `Decimal` at the edges, never float."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

MAX_CENTS = 10**15  # ten thousand billion euro: more is a reading error, and still exact in every database

_SHAPE = re.compile(r"([+-]?)(\d{1,3}(?:([.,\u00a0\u202f '])\d{3})(?:\3\d{3})*|\d+)(?:([.,])(\d{1,2}))?")


def cents_of(text: str, *, decimal: str = "") -> int | None:
    """Cents of an amount as people write it, or None where it is no amount of at most two decimals.

    Dutch and English notation, euro sign, grouping and a trailing minus are read. `decimal` names the decimal mark
    where the rest of the file settled it; without it "1.234" could be two amounts and is refused.

    >>> cents_of("€ 1.312,45"), cents_of("1,312.45"), cents_of("12,5"), cents_of("80-")
    (131245, 131245, 1250, -8000)
    >>> cents_of("1.234"), cents_of("1.234", decimal=","), cents_of("12,345", decimal=","), cents_of("1.2.3")
    (None, 123400, None, None)
    """
    raw = text.strip().removeprefix("EUR").removesuffix("EUR").replace("€", "").strip()
    if raw.endswith("-"):
        raw = "-" + raw[:-1].strip()
    found = _SHAPE.fullmatch(raw)
    if not found or not raw.isascii() and not found.group(3):
        return None
    sign, whole, grouping, mark, part = found.groups()
    if grouping and grouping in (mark, decimal):
        return None
    if mark and decimal and mark != decimal:
        return None
    if grouping in (".", ",") and not mark and not decimal and whole.count(grouping) == 1:
        return None
    digits = "".join(char for char in whole if char.isdecimal())
    cents = int(digits) * 100 + int((part or "0").ljust(2, "0")) if len(digits) < 16 else MAX_CENTS
    return (-cents if sign == "-" else cents) if cents < MAX_CENTS else None


def cents_of_decimal(value: Decimal) -> int | None:
    """Cents of a machine-written amount; trailing zeros are allowed, a part of a cent is not (None).

    >>> cents_of_decimal(Decimal("8.850")), cents_of_decimal(Decimal("1.005"))
    (885, None)
    """
    if not value.is_finite() or abs(value) >= MAX_CENTS // 100:
        return None
    scaled = value * 100
    return int(scaled) if scaled == scaled.to_integral_value() else None


def rounded(value: Fraction) -> int:
    """Whole cents of an exact amount in cents, half a cent away from zero.

    >>> rounded(Fraction(5, 2)), rounded(Fraction(-5, 2)), rounded(Fraction(7, 3))
    (3, -3, 2)
    """
    sign = -1 if value < 0 else 1
    return sign * ((2 * abs(value.numerator) + value.denominator) // (2 * value.denominator))


def percent_of(cents: int, rate: Decimal) -> int:
    """`rate` percent of an amount in cents, rounded half up.

    >>> percent_of(152347, Decimal("15"))
    22852
    """
    return int((Decimal(cents) * rate / 100).quantize(Decimal(1), ROUND_HALF_UP))


def plain(cents: int) -> str:
    """The amount for machines: euro with two decimals and a point.

    >>> plain(123450), plain(-5)
    ('1234.50', '-0.05')
    """
    return f"{'-' if cents < 0 else ''}{abs(cents) // 100}.{abs(cents) % 100:02d}"


def shown(cents: int, *, language: str = "nl", sign: bool = True) -> str:
    """The amount for people; a non-breaking space keeps the euro sign beside its sum.

    >>> shown(131245).replace("\\u00a0", " "), shown(131245, language="en", sign=False)
    ('€ 1.312,45', '1,312.45')
    """
    body = f"{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
    if not language.startswith("en"):
        body = body.translate(str.maketrans(",.", ".,"))
    euro = "€\u00a0" if sign else ""
    return f"{euro}{'-' if cents < 0 else ''}{body}"
