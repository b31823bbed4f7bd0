"""Days in figures, and every way in which a person could have typed one."""

from __future__ import annotations

from datetime import date

from akkoord.core.day_words import MONTHS


def day_short(day: date) -> str:
    """The day in figures, for tables: the day first, in both languages.

    >>> day_short(date(2026, 12, 8))
    '08-12-2026'
    """
    return day.strftime("%d-%m-%Y")


def ways_to_write(day: date, *, language: str) -> tuple[str, ...]:
    """The ways in which a person could have typed this day in a text, in small letters and with plain spaces."""
    month = MONTHS[language][day.month - 1].lower()
    figures = [f"{day.day:{pad}}{mark}{day.month:{pad}}{mark}" for pad in ("", "02") for mark in "-/."]
    words = (f"{day.day} {month}", f"{day.day:02} {month}", f"{month} {day.day}")
    return (*words, *figures, day.isoformat())
