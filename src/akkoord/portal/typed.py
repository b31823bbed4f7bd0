"""What a debtor types, read kindly: sums in either notation, days, times, numbers. What cannot be read is none."""

from __future__ import annotations

from datetime import date, time

from django.utils.translation import get_language

from akkoord.core.dates import date_of
from akkoord.core.money import cents_of


def cents_typed(raw: str) -> int | None:
    """A sum in cents; None where nothing was typed, 0 where it is no sum, which is refused."""
    if not raw.strip():
        return None
    mark = "." if (get_language() or "nl").startswith("en") else ","
    found = cents_of(raw, decimal=mark)
    return found if found is not None else cents_of(raw, decimal="") or 0


def day_typed(raw: str) -> date | None:
    """A day."""
    return date_of(raw)


def minute_typed(raw: str) -> time | None:
    """A time of the day."""
    try:
        return time.fromisoformat(raw)
    except ValueError:
        return None


def number_typed(raw: str) -> int | None:
    """The number of a row."""
    return int(raw) if raw.isascii() and raw.isdecimal() and len(raw) < 19 else None
