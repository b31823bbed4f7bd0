"""How sums, days and sentences in two languages are shown to a debtor: `{% load guest %}`."""

from __future__ import annotations

import re
from datetime import date

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from akkoord.core.day_words import day_shown
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.portal import clock

register = template.Library()
_SIZE = re.compile(r' width="(\d+)" height="(\d+)"')


def language() -> str:
    """The language of the page."""
    return "en" if (get_language() or "nl").startswith("en") else "nl"


@register.filter
def euro(cents: int | None) -> str:
    """Cents as € 1.312,45; nothing where there is no sum."""
    return "" if cents is None else shown(cents, language=language())


@register.filter
def plain(cents: int | None) -> str:
    """Cents as 1312,45, to copy into a bank's app."""
    if cents is None:
        return ""
    return f"{cents // 100}{'.' if language() == 'en' else ','}{cents % 100:02}"


@register.filter
def day(value: date | None) -> str:
    """dinsdag 8 december; with its year where that is not this year."""
    if value is None:
        return ""
    words = day_shown(value, language=language())
    return words.removesuffix(f" {value.year}") if value.year == clock.today().year else words


@register.filter
def longday(value: date | None) -> str:
    """8 december 2026."""
    return "" if value is None else day_shown(value, language=language(), weekday=False)


@register.filter
def text(value: Text | str | None) -> str:
    """A sentence in the language of the page."""
    return value.in_language(language()) if isinstance(value, Text) else value or ""


@register.filter
def tel(value: str) -> str:
    """A phone number for a link."""
    return re.sub(r"[^+\d]", "", value)


@register.simple_tag
def qr(svg: str, label: str) -> SafeString:
    """A code that our own program drew, as large as there is room, with words for who cannot see it."""
    drawn = mark_safe(_SIZE.sub(r' viewBox="0 0 \1 \2"', svg, count=1))
    return format_html('<div class="qr" role="img" aria-label="{}">{}</div>', label, drawn)


@register.filter
def of(rows: dict[int, list[object]], number: int) -> list[object]:
    """The rows that belong to a number."""
    return rows.get(number, [])
