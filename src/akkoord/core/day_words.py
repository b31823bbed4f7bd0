"""Days as people read them: the weekday and the month in words."""

from __future__ import annotations

from datetime import date

from akkoord.core.problem import Text

WEEKDAYS = {
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
    "en": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
}
MONTHS = {
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
    words = f"{day.day}\u00a0{MONTHS[language][day.month - 1]} {day.year}"
    return f"{WEEKDAYS[language][day.weekday()]} {words}" if weekday else words


def in_words(day: date) -> Text:
    """The day in both languages, for the middle of a sentence.

    >>> in_words(date(2026, 12, 8)).en.replace("\\u00a0", " ")
    'Tuesday 8 December 2026'
    """
    return Text(day_shown(day, language="nl"), day_shown(day, language="en"))
