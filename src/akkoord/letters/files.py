"""Reads the letters as they stand on the shelf: one TOML file a letter in each language folder, and the words they share."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

SHELF = Path(__file__).parent
LANGUAGES = ("nl", "en")
PARTS = ("@invoices", "@payment")  # what the setting adds between the blocks of text
SCHEDULE = "@schedule"  # in a letter that lays down an arrangement: what is paid when


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to say something; it is taken where every fact named in `when` is there."""

    when: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class LetterFile:
    """One letter in one language: its front matter and its texts, not filled in yet."""

    kind: str
    language: str
    name: str  # what people call it
    audience: tuple[str, ...]  # business, consumer
    source: str  # the article or rule the letter rests on
    needs: tuple[str, ...]  # facts without which it may not leave
    says: tuple[str, ...]  # facts that must still stand in its text after a person changed it
    literally: tuple[str, ...]  # wording of the law that must still stand in its text
    keeps: tuple[str, ...]  # words that must stand in the text in every tone
    never: tuple[str, ...]  # words that have no place in it, such as a threat in a kind letter
    fixed: tuple[str, ...]  # blocks a person may not change
    order: tuple[str, ...]  # blocks and parts from top to bottom
    term_label: str
    term: tuple[Alternative, ...]  # beside the sum, large: when to pay
    subject: tuple[Alternative, ...]
    blocks: Mapping[str, tuple[Alternative, ...]]


@dataclass(frozen=True, slots=True)
class Shared:
    """What all letters of a language share: labels, pieces of text, and countries as they are written on an envelope."""

    words: Mapping[str, str]
    fragments: Mapping[str, tuple[Alternative, ...]]
    countries: Mapping[str, str]


def _table(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _alternatives(rows: Sequence[Mapping[str, Any]]) -> tuple[Alternative, ...]:
    return tuple(Alternative(when=tuple(row.get("when", ())), text=row["text"].strip()) for row in rows)


@cache
def kinds(language: str) -> tuple[str, ...]:
    """The letters of a language by the step they belong to, in the order of their file names."""
    paths = sorted((SHELF / language).glob("*.toml"))
    return tuple(path.stem.replace("_", "-") for path in paths if not path.stem.startswith("_"))


@cache
def letter_file(kind: str, *, language: str) -> LetterFile:
    """The letter of a step in a language. Raises ValueError where the shelf has none: the caller knows its steps."""
    if language not in LANGUAGES or kind not in kinds(language):
        raise ValueError(f"there is no letter {kind!r} in {language!r}")
    return _letter(_table(SHELF / language / f"{kind.replace('-', '_')}.toml"), language=language)


def _letter(table: Mapping[str, Any], *, language: str) -> LetterFile:
    return LetterFile(
        kind=table["kind"],
        language=language,
        name=table["name"],
        audience=tuple(table["audience"]),
        source=table["source"],
        needs=tuple(table["needs"]),
        says=tuple(table["says"]),
        literally=tuple(table.get("literally", ())),
        keeps=tuple(table.get("keeps", ())),
        never=tuple(table.get("never", ())),
        fixed=tuple(table.get("fixed", ())),
        order=tuple(table["order"]),
        term_label=table["term_label"],
        term=_alternatives(table["term"]),
        subject=_alternatives(table["subject"]),
        blocks={name: _alternatives(rows) for name, rows in table["blocks"].items()},
    )


def parts_of(file: LetterFile) -> tuple[str, ...]:
    """What the setting adds in this letter, from top to bottom."""
    return tuple(name for name in file.order if name in (*PARTS, SCHEDULE))


@cache
def shared(language: str) -> Shared:
    """What the letters of a language share."""
    table = _table(SHELF / language / "_shared.toml")
    fragments = {name: _alternatives(rows) for name, rows in table["fragments"].items()}
    return Shared(words=table["words"], fragments=fragments, countries=table["countries"])
