"""How sums, days, numbers and sentences in two languages are shown: `{% load akkoord %}`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template
from django.utils import dateformat
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from akkoord.core.balance import ADDED_UP
from akkoord.core.ladder.words import STEP_WORDS, WAIT_WORDS
from akkoord.core.law.charges import NAMED
from akkoord.core.law.costs import SURCHARGE
from akkoord.core.letter import CostLine
from akkoord.core.money import shown
from akkoord.core.problem import Text
from akkoord.web import clock
from akkoord.web.explained import Explained
from akkoord.web.explained import explained as explain
from akkoord.web.labels import FAMILIES, KINDS
from akkoord.web.words import in_words
from akkoord.work.owed import Owed

register = template.Library()


def language() -> str:
    """The language of the page."""
    return get_language() or "nl"


@register.filter
def euro(cents: int | None) -> str:
    """Cents as € 1.312,45; nothing where there is no sum."""
    return "" if cents is None else shown(cents, language=language())


@register.filter
def amount(cents: int | None) -> str:
    """Cents as 1.312,45, for columns whose heading says that it is euro."""
    return "" if cents is None else shown(cents, language=language(), sign=False)


@register.filter
def whole(cents: int | None) -> str:
    """Cents as € 1.312, for a plot where the cents are noise."""
    return "" if cents is None else shown(round(cents, -2), language=language())[:-3]


@register.filter
def day(value: date | None) -> str:
    """dinsdag 8 december; with its year where that is not this year."""
    return _dated(value, "l j F")


@register.filter
def shortday(value: date | None) -> str:
    """8 dec; with its year where that is not this year."""
    return _dated(value, "j M" if language().startswith("en") else "j b")


@register.filter
def longday(value: date | None) -> str:
    """8 december 2026: always with its year."""
    return "" if value is None else dateformat.format(value, "j F Y")


@register.filter
def text(value: Text | str | None) -> str:
    """A sentence in the language of the page."""
    return value.in_language(language()) if isinstance(value, Text) else value or ""


@register.filter
def word(code: str | None, family: str) -> str:
    """The word for a code of a family of codes: {{ debtor.kind|word:"kind" }}; a code without a word stands as it is."""
    return str(FAMILIES[family].get(code or "", code or ""))


@register.filter
def step(code: str | None) -> str:
    """The name of a step of the ladder."""
    return text(STEP_WORDS.get(code or "", code or ""))


@register.filter
def wait(code: str | None) -> str:
    """The name of a reason to wait."""
    return text(WAIT_WORDS.get(code or "", code or ""))


@register.filter
def kinds(codes: Iterable[str]) -> str:
    """Kinds of debtor in a sentence: bedrijven, overheden en consumenten."""
    said = [f"{KINDS.get(one, one)}".lower() for one in codes]
    return _(" en ").join([", ".join(said[:-1]), said[-1]] if len(said) > 1 else said)


@register.filter
def number(value: int | None) -> str:
    """A count with its thousands apart: 1.930."""
    if value is None:
        return ""
    mark = "," if language().startswith("en") else "."
    return f"{value:,}".replace(",", mark)


@register.filter
def words(value: int) -> str:
    """A count in words up to twelve, in digits after that."""
    return in_words(value, language=language())


@register.filter
def rate(value: str) -> str:
    """A percentage as text in the notation of the language: 10,5%."""
    trimmed = value.rstrip("0").rstrip(".") if "." in value else value
    return f"{trimmed if language().startswith('en') else trimmed.replace('.', ',')}%"


@register.filter
def iban(value: str) -> str:
    """An account number in groups of four."""
    bare = value.replace(" ", "")
    return " ".join(bare[at : at + 4] for at in range(0, len(bare), 4))


@register.filter
def tel(value: str) -> str:
    """A telephone number for a link: digits, with a leading plus where there is one."""
    digits = "".join(char for char in value.replace("(0)", "") if char.isdecimal())
    return f"+{digits}" if value.strip().startswith("+") else digits


@register.filter
def sources(owed: Owed) -> list[str]:
    """The articles behind a calculation, each once."""
    named = [*(line.source for line in owed.interest_lines), *(line.source for line in owed.cost_lines)]
    return [source for source in dict.fromkeys(named) if source]


@register.filter
def explained(owed: Owed) -> list[Explained]:
    """The calculation, invoice by invoice."""
    return explain(owed)


@register.filter
def costs_paid(owed: Owed) -> int:
    """What payments took off the costs, in cents."""
    return sum(move.costs for move in owed.movements)


@register.filter
def ground(line: CostLine) -> str:
    """What a line of costs rests on, in words where the article alone says too little."""
    words = {ADDED_UP: _("Al gevraagd voor andere facturen"), SURCHARGE: _("Btw"), NAMED: _("Meer dan de brief noemde")}
    said = words.get(line.source)
    return f"{said} ({line.source})" if said else line.source


@register.filter
def linked(source: str) -> SafeString:
    """An article with its address as a link: "art. 6:119a BW, https://…" becomes the words alone, leading there. What stands
    before a semicolon or after the address stays beside the link."""
    words, mark, rest = source.partition("https://")
    if not mark:
        return format_html("{}", source)
    before, separator, label = words.rpartition("; ")
    address, space, after = rest.partition(" ")
    address, label = address.rstrip("),"), label.strip(" ,(")
    return format_html('{}{}<a href="https://{}" rel="noreferrer">{}</a>{}{}', before, separator, address, label or address, space, after)


def _dated(value: date | None, shape: str) -> str:
    if value is None:
        return ""
    this_year = value.year == clock.today().year
    return dateformat.format(value, shape if this_year else f"{shape} Y")
