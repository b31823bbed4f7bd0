"""Reads a percentage, a choice or a yes as a person typed it; what cannot be is a refusal."""

from __future__ import annotations

import re
from decimal import Decimal

from akkoord.core.law.agreed import wrong_rate
from akkoord.core.problem import Refusal, Text

YES = frozenset({"1", "on", "true", "yes", "ja"})
_PERCENT = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?\s*%?", re.ASCII)


def yes(raw: str) -> bool:
    """Whether a box was ticked.

    >>> yes("on"), yes("")
    (True, False)
    """
    return raw.strip().lower() in YES


def percent(raw: str) -> Decimal | Refusal | None:
    """An agreed rate of interest; None where nothing was typed.

    >>> percent("8,5"), percent(" 2 % "), percent("")
    (Decimal('8.5'), Decimal('2'), None)
    """
    said = raw.strip()
    if not said:
        return None
    found = _PERCENT.fullmatch(said)
    if not found:
        return Refusal(Text("Dit is geen percentage; het lijkt op 8,5.", "This is no percentage; it looks like 8.5."))
    rate = Decimal(f"{found[1]}.{found[2]}" if found[2] else found[1])
    return wrong_rate(rate) or rate
