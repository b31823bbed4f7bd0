"""The pages of a dossier: a summary on one sheet, the specification, what was written, said and agreed, and the course of the case.

The documents themselves go inside the PDF as its associated files (PDF/A-3, ISO 19005-3), so that a reader who has only this one
file has everything.
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from pathlib import Path

import typst

from akkoord.core.day_words import day_shown
from akkoord.core.letter import LetterContent
from akkoord.core.money import shown
from akkoord.letters.annex import Data
from akkoord.letters.days import day_short
from akkoord.letters.files import SHELF, shared
from akkoord.letters.glyphs import breakable, printable, shortened
from akkoord.letters.render import STANDARDS, fonts
from akkoord.letters.specification import specification_data

_SHEETS = ("_annex.typ", "_dossier.typ", "_letterhead.typ")
_MARKS = {"there": "✓", "missing": "☐", "person": "☐", "not-needed": "–"}
_LONG = 200  # characters of one line in a table


@dataclass(frozen=True, slots=True)
class Inside:
    """A file inside the PDF. `original` says that it is a document itself, and no description of one."""

    path: str
    content: bytes
    mime: str
    what: str
    original: bool = True


@dataclass(frozen=True, slots=True)
class Listed:
    """A table of the dossier: widths are shares of the sheet, 0 as wide as its content; `right` are the columns of figures."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    right: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DossierPages:
    """Everything the pages say. `content` holds the parties and the sums; `checks` are (state, name, because); `course` the days
    with what happened on them, oldest first; `texts` are longer texts, each with a line over it."""

    content: LetterContent
    ref: str
    facts: tuple[tuple[str, str], ...]
    checks: tuple[tuple[str, str, str], ...]
    lists: tuple[Listed, ...]
    course: tuple[tuple[date, tuple[str, ...]], ...]
    texts: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = ()
    inside: tuple[Inside, ...] = field(default=())


def render_dossier(pages: DossierPages) -> bytes:
    """The dossier as PDF/A-3 with PDF/UA. The same input gives the same bytes."""
    dated = datetime.combine(pages.content.dated, time(12), tzinfo=UTC)
    with tempfile.TemporaryDirectory(prefix="akkoord-dossier-") as place:
        room = Path(place)
        for name in _SHEETS:
            shutil.copy(SHELF / name, room / name)
        for number, one in enumerate(pages.inside):
            (room / f"{number}.bin").write_bytes(one.content)
        inputs = {"dossier": json.dumps(dossier_data(pages))}
        made = typst.Compiler(root=room, font_paths=fonts()).compile(
            input=room / "_dossier.typ", format="pdf", sys_inputs=inputs, pdf_standards=STANDARDS, timestamp=dated
        )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def dossier_data(pages: DossierPages) -> Data:
    """Everything it prints, as JSON."""
    content, language = pages.content, pages.content.language
    words = shared(language).words
    specified = specification_data(content)
    return {
        **specified,
        "subject": breakable(f"{words['dossier']} {pages.ref}: {content.addressee.name}", longest=40),
        "dated": f"{words['at_the_end_of']} {day_shown(content.dated, language=language, weekday=False)}",
        "sum": _sum(content),
        "facts": [[label, printable(shortened(value, most=_LONG))] for label, value in pages.facts],
        "checks": {"title": words["complete"], "rows": [[_MARKS[state], *(_cell(x) for x in said)] for state, *said in pages.checks]},
        "lists": [_listed(one) for one in pages.lists if one.rows],
        "course": {"title": words["course"], "days": [[day_short(day), *map(_cell, lines)] for day, lines in pages.course]},
        "texts": [
            {"title": title, "items": [[_cell(head), printable(body)] for head, body in items]} for title, items in pages.texts if items
        ],
        "attached": [_inside(number, one) for number, one in enumerate(pages.inside)],
    }


def _sum(content: LetterContent) -> Data:
    words, language = shared(content.language).words, content.language
    parts = ((words["principal_sum"], content.principal), (words["annex_interest"], content.interest), (words["costs"], content.costs))
    total = shown(content.asked, language=language)
    return {"label": words["claim"], "total": total, "parts": [[label, shown(cents, language=language)] for label, cents in parts]}


def _listed(one: Listed) -> Data:
    widths = [share or "auto" for share in one.widths]
    return {
        "title": one.title,
        "head": one.head,
        "rows": [[_cell(x) for x in row] for row in one.rows],
        "widths": widths,
        "right": one.right,
    }


def _cell(text: str) -> str:
    return breakable(printable(shortened(text, most=_LONG)), longest=34)


def _inside(number: int, one: Inside) -> Data:
    relation = "source" if one.original else "supplement"
    return {
        "file": f"{number}.bin",
        "path": one.path.replace("/", "-"),
        "mime": one.mime,
        "what": printable(one.what),
        "relation": relation,
    }


def in_days(lines: Sequence[tuple[date, str]]) -> tuple[tuple[date, tuple[str, ...]], ...]:
    """Lines in their order, those of one day together.

    >>> in_days([(date(2026, 1, 5), "a"), (date(2026, 1, 5), "b")])
    ((datetime.date(2026, 1, 5), ('a', 'b')),)
    """
    found: dict[date, list[str]] = {}
    for day, text in lines:
        found.setdefault(day, []).append(text)
    return tuple((day, tuple(texts)) for day, texts in found.items())
