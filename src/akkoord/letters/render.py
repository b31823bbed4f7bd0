"""Sets letters as PDF with Typst: archivable (PDF/A-3a) and accessible (PDF/UA-1), without network, clock or system fonts."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime, time
from functools import cache
from pathlib import Path

import typst

from akkoord.core.letter import LetterContent
from akkoord.letters.checklist import Checklist, checklist_data
from akkoord.letters.files import SHELF
from akkoord.letters.page import page_data
from akkoord.letters.plain import plain_text
from akkoord.letters.texts import Block

__all__ = ["Checklist", "plain_text", "render_batch", "render_pdf"]

STANDARDS: list[typst.PDFStandard] = ["a-3a", "ua-1"]
Draft = tuple[LetterContent, Sequence[Block], str]
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


def set_pdf(sheet: Path, inputs: dict[str, str], *, dated: datetime) -> bytes:
    """What a Typst file of the shelf makes of its inputs, as PDF of that moment."""
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
    inputs = {"letters": json.dumps(letters), "duplex": "yes" if duplex else "no"}
    if checklist is not None:
        inputs["checklist"] = json.dumps(checklist_data(checklist, [content for content, _, _ in drafts]))
    return set_pdf(SHELF / "_letter.typ", inputs, dated=dated)


def render_pdf(content: LetterContent, *, blocks: Sequence[Block], subject: str) -> bytes:
    """One letter as PDF, from its frozen content and its texts as a person left them. The same input gives the same bytes."""
    return render_batch([(content, blocks, subject)])
