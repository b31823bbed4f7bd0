"""Sets letters as PDF with Typst: archivable (PDF/A-3a) and accessible (PDF/UA-1), without network, clock or system fonts."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import typst

from akkoord.core.letter import LetterContent
from akkoord.letters.checklist import Checklist, checklist_data
from akkoord.letters.files import SHELF
from akkoord.letters.page import Data, fits_one_page, page_data
from akkoord.letters.plain import plain_text
from akkoord.letters.texts import Block

__all__ = ["Checklist", "plain_text", "render_batch", "render_pdf"]

STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
Sheet = TypeVar("Sheet", Path, bytes)
Draft = tuple[LetterContent, Sequence[Block], str]
_ONE_PAGE = b"/Type/Pages/Count 1/"  # as Typst writes it; written otherwise, letters of one page are set twice
_own = threading.local()


@cache
def fonts() -> typst.Fonts:
    """The fonts that come with Typst, and no others."""
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=True)


def _compiler() -> typst.Compiler:
    """The compiler of this thread: one call at a time, and what it learned of the setting is kept."""
    found: typst.Compiler | None = getattr(_own, "compiler", None)
    if found is None:
        found = _own.compiler = typst.Compiler(root=SHELF, font_paths=fonts())
    return found


def set_pdf(sheet: Sheet, inputs: dict[str, str], *, dated: datetime) -> bytes:
    """What a Typst file of the shelf, or a text of our own, makes of its inputs, as PDF of that moment."""
    made = _compiler().compile(
        input=sheet,
        format="pdf",
        sys_inputs=inputs,
        pdf_standards=STANDARDS,
        timestamp=dated,
    )
    if not isinstance(made, bytes):
        raise TypeError("typst gave no PDF")
    return made


def _sheet(letters: Sequence[Data], **how: Any) -> bytes:
    """The text that sets these letters. It calls `_letter.typ` instead of being it with `sys.inputs` beside it: those count as
    another library each time, and nothing that Typst keeps of the setting would hold for the next letter. What is said goes in as
    one literal, so that nothing of it is ever read as Typst."""
    named = "".join(f", {name}: {_literal(value)}" for name, value in how.items())
    return f'#import "/_letter.typ": main\n#main({_literal(letters)}{named})\n'.encode("ascii")


def _literal(value: Any) -> str:
    """JSON as a Typst expression; JSON is ASCII, and of that only these two mean something in a Typst string."""
    said = json.dumps(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'json(bytes("{said}"))'


def render_batch(drafts: Sequence[Draft], *, duplex: bool = False, checklist: Checklist | None = None) -> bytes:
    """Letters one after another in one PDF for the printer, each numbered by itself.

    Each draft is (content, blocks, subject). With `duplex` each letter begins on the front of a sheet; with `checklist` a sheet
    on top says which letters follow. The language and title of the file are those of the first letter. The same drafts give
    the same bytes. Raises ValueError where there are none.
    """
    if not drafts:
        raise ValueError("no letters to set")
    dated = datetime.combine(drafts[0][0].dated, time(12), tzinfo=UTC)
    letters = [page_data(content, blocks=blocks, subject=subject) for content, blocks, subject in drafts]
    top = None if checklist is None else checklist_data(checklist, [content for content, _, _ in drafts])
    return set_pdf(_sheet(letters, top=top, duplex=duplex), {}, dated=dated)


def render_pdf(content: LetterContent, *, blocks: Sequence[Block], subject: str) -> bytes:
    """One letter as PDF, from its frozen content and its texts as a person left them. The same input gives the same bytes."""
    return set_page(page_data(content, blocks=blocks, subject=subject), dated=content.dated)


def set_page(letter: Data, *, dated: date) -> bytes:
    """One letter as PDF from what `page_data` made of it. It asks for no word of the language and nothing outside: any thread may."""
    moment = datetime.combine(dated, time(12), tzinfo=UTC)
    if fits_one_page(letter):
        made = set_pdf(_sheet([letter], numbered=False), {}, dated=moment)
        if _ONE_PAGE in made:
            return made
    return set_pdf(_sheet([letter]), {}, dated=moment)
