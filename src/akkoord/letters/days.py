"""Days as people read them in a letter: the weekday and the month in words."""

from __future__ import annotations

from datetime import date

_WEEKDAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
_MONTHS = {
    "nl": ("januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"),
    "en": ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"),
}


def day_shown(day: date, *, language: str, weekday: bool = True) -> str:
    """The day in words, with a non-breaking space between day and month.

    >>> day_shown(date(2026, 12, 8), language="nl").replace("\\u00a0", " ")
    'dinsdag 8 december 2026'
    >>> day_shown(date(2026, 12, 8), language="en", weekday=False).replace("\\u00a0", " ")
    '8 December 2026'
    """
    words = f"{day.day}\u00a0{_MONTHS[language][day.month - 1]} {day.year}"
    return f"{_WEEKDAYS[language][day.weekday()]} {words}" if weekday else words


def day_short(day: date) -> str:
    """The day in figures, for tables: the day first, in both languages.

    >>> day_short(date(2026, 12, 8))
    '08-12-2026'
    """
    return day.strftime("%d-%m-%Y")


def ways_to_write(day: date, *, language: str) -> tuple[str, ...]:
    """The ways in which a person could have typed this day in a text, in small letters and with plain spaces."""
    month = _MONTHS[language][day.month - 1].lower()
    figures = [f"{day.day:{pad}}{mark}{day.month:{pad}}{mark}" for pad in ("", "02") for mark in "-/."]
    words = (f"{day.day} {month}", f"{day.day:02} {month}", f"{month} {day.day}")
    return (*words, *figures, day.isoformat())
