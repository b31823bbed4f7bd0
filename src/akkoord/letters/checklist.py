"""The sheet on top of a batch of post: every letter with its name, address and pages, and a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from akkoord.core.day_words import day_shown
from akkoord.core.letter import LetterContent
from akkoord.letters.files import letter_file, shared
from akkoord.letters.glyphs import breakable, printable
from akkoord.letters.page import address_lines


@dataclass(frozen=True, slots=True)
class Checklist:
    """What the sheet says besides its letters: who printed them, and how many pages each has, in their order."""

    language: str
    by: str
    pages: tuple[int, ...]


def checklist_data(checklist: Checklist, contents: Sequence[LetterContent]) -> dict[str, Any]:
    """Everything it prints, as JSON. Each letter takes whole sheets of paper, printed on both sides."""
    language, words = checklist.language, shared(checklist.language).words
    day = day_shown(contents[0].dated, language=language)
    sheets = sum((pages + 1) // 2 for pages in checklist.pages)
    counted = f"{words['letters']}: {len(contents)} \u00b7 {words['sheets']}: {sheets}"
    return {
        "language": language,
        "title": printable(f"{words['post_of']} {day}"),
        "lead": [
            breakable(f"{contents[0].sender.name} \u00b7 {counted} \u00b7 {words['printed_by']} {checklist.by}", longest=46),
            words["checklist_note"],
        ],
        "head": ["", "", *(words[name] for name in ("to_whom", "address", "letter", "pages"))],
        "rows": [_row(number, one, pages, language) for number, (one, pages) in enumerate(zip(contents, checklist.pages, strict=True), 1)],
        "sign": [words["posted_on"], words["posted_by"]],
        "page": [words["page"]],
    }


def _row(number: int, content: LetterContent, pages: int, language: str) -> dict[str, Any]:
    name, *address = address_lines(content.addressee, language=language, attention=shared(language).words["attention"]) or ("",)
    kind = letter_file(content.kind, language=language).name
    return {
        "number": str(number),
        "name": breakable(name, longest=22),
        "address": [breakable(line, longest=24) for line in address],
        "about": [printable(kind), breakable(content.reference, longest=18)],
        "pages": str(pages),
    }
