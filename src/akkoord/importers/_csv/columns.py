"""How a column writes its amounts and dates: settled once over the whole column, then read cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal

from akkoord.core.dates import date_of
from akkoord.core.money import cents_of

DateOrder = Literal["day", "month"]

_ENDS = re.compile(r"([.,])(\d+)$")
_NUMERIC = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{2}|\d{4})")
_NAMED = re.compile(r"(\d{1,2})[-. ]+([a-z]{3,9})\.?[-. ]+(\d{4}|\d{2})")
_CLOCK = re.compile(r"[T ]\d{1,2}:\d{2}.*$")
_BARE = re.compile(r"[-+]?[0-9][0-9.,]*")
_SIGN = re.compile(r"^([-+])\s*(?:€|EUR)?\s*")
_NEGATIVE = re.compile(r"^\((.*)\)$")
_MONTHS = (
    ("jan", "januari", "january"),
    ("feb", "februari", "february"),
    ("mrt", "maart", "mar", "march"),
    ("apr", "april"),
    ("mei", "may"),
    ("jun", "juni", "june"),
    ("jul", "juli", "july"),
    ("aug", "augustus", "august"),
    ("sep", "sept", "september"),
    ("okt", "oktober", "oct", "october"),
    ("nov", "november"),
    ("dec", "december"),
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, start=1) for name in names}


def decimal_mark(values: Iterable[str]) -> str:
    """The decimal mark of a column: "," or "." where its amounts settle it, "" where they do not.

    >>> decimal_mark(["1.234", "12,50"]), decimal_mark(["97.6"]), decimal_mark(["1.234"]), decimal_mark(["12,50", "12.50"])
    (',', '.', '', '')
    """
    signs = {sign for value in values if (sign := _sign_of(_bare_amount(value)))}
    return signs.pop() if len(signs) == 1 else ""


def _sign_of(value: str) -> str:
    """The decimal mark one amount gives away, or ""."""
    ending = _ENDS.search(value)
    if not ending:
        return ""
    mark, digits = ending.groups()
    other = "," if mark == "." else "."
    if value.count(mark) > 1:
        return other if other not in value else ""
    return mark if len(digits) != 3 or other in value else ""


def amount_of(text: str, *, decimal: str) -> int | None:
    """Cents of a cell; also "(12,50)" and "- € 12,50", which accounting packages write.

    >>> amount_of("(1.234,50)", decimal=","), amount_of("- € 5", decimal=","), amount_of("10.005", decimal=".")
    (-123450, -500, None)
    """
    return cents_of(_bare_amount(text), decimal=decimal)


def _bare_amount(text: str) -> str:
    if _BARE.fullmatch(text):
        return text
    raw = text.strip().replace("\u2212", "-")
    raw = _NEGATIVE.sub(r"-\1", raw)
    return _SIGN.sub(r"\1", raw.replace("€", " ").strip().removeprefix("EUR").removesuffix("EUR").strip())


def date_order(values: Iterable[str]) -> DateOrder:
    """Which part of a date stands first in this column: the month only where no day-first reading is possible.

    >>> date_order(["12/31/2026", "02/03/2026"]), date_order(["02/03/2026"]), date_order(["31-12-2026", "12/31/2026"])
    ('month', 'day', 'day')
    """
    parts = [hit.groups() for value in values if (hit := _NUMERIC.fullmatch(_without_clock(value)))]
    day_first = any(int(first) > 12 for first, _, _ in parts)
    month_first = any(int(second) > 12 >= int(first) for first, second, _ in parts)
    return "month" if month_first and not day_first else "day"


@lru_cache(maxsize=65536)
def day_of(text: str, order: DateOrder) -> date | None:
    """The day in a cell, without its time of day; months may be named in Dutch or English.

    >>> day_of("2024-01-23 00:00:00", "day") == day_of("23 januari 2024", "day") == day_of("01/23/2024", "month") == date(2024, 1, 23)
    True
    """
    raw = _without_clock(text)
    if order == "month" and (hit := _NUMERIC.fullmatch(raw)):
        raw = f"{hit[2]}-{hit[1]}-{hit[3]}"
    elif named := _NAMED.fullmatch(raw.lower()):
        raw = f"{named[1]}-{_MONTH.get(named[2], 0)}-{named[3]}"
    return date_of(raw) if raw.isascii() else None


def _without_clock(text: str) -> str:
    return _CLOCK.sub("", text.strip())
