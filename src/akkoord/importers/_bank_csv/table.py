"""Finds a bank's table in a text: separator, headings where there are any, and the dialect it is written in."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from akkoord.importers._bank_csv.dialect import Dialect, Headed, Headless
from akkoord.importers._csv.table import FAR, SEPARATORS, Table
from akkoord.importers._text import decoded

SEARCHED = 15  # records in which headings, or a record of the right shape, are looked for


@dataclass(frozen=True, slots=True)
class Found:
    """A table, the dialect it is in, where its fields stand, and how people know its columns."""

    table: Table
    dialect: Dialect
    places: dict[str, tuple[int, ...]]
    names: dict[str, str]

    @property
    def width(self) -> int:
        """How many columns a record has, without empty ones at the end."""
        if isinstance(self.dialect, Headless):
            return self.dialect.width
        return max((place for place, heading in enumerate(self.table.headings, start=1) if heading), default=0)


def looks_like(head: bytes, dialects: Sequence[Dialect]) -> bool:
    """Whether the first bytes of a file are a table in one of these dialects."""
    text = decoded(head, whole=False)
    return text is not None and text.lstrip()[:1] not in ("", "<", "{", "[", "%") and found_in(text, dialects) is not None


def found_in(text: str, dialects: Sequence[Dialect]) -> Found | None:
    """The table in the first of these dialects that fits, or None."""
    lines = tuple(io.StringIO(text, newline=""))
    for dialect in dialects:
        for separator in dialect.separators if isinstance(dialect, Headless) else SEPARATORS:
            first = list(islice(Table((), separator, lines[:FAR], 0).records(), SEARCHED))
            found = _table(dialect, first, separator, lines)
            if found is not None:
                return found
    return None


def _table(dialect: Dialect, first: list[tuple[int, list[str]]], separator: str, lines: tuple[str, ...]) -> Found | None:
    if isinstance(dialect, Headed):
        return _headed(dialect, first, separator, lines)
    return _headless(dialect, first, separator, lines)


def _headed(dialect: Headed, first: list[tuple[int, list[str]]], separator: str, lines: tuple[str, ...]) -> Found | None:
    for line, cells in first:
        headings = tuple(" ".join(cell.split()) for cell in cells)
        places = dialect.places(headings)
        if places is not None:
            names = {name: headings[columns[0]] for name, columns in places.items()}
            return Found(Table(headings, separator, lines, line), dialect, places, names)
    return None


def _headless(dialect: Headless, first: list[tuple[int, list[str]]], separator: str, lines: tuple[str, ...]) -> Found | None:
    if not any(dialect.fits(cells) for _, cells in first):
        return None
    places = {name: (place,) if isinstance(place, int) else place for name, place in dialect.columns.items()}
    names = {name: dialect.names.get(name, name) for name in places}
    line, cells = first[0]
    has_headings = not any(char.isdigit() for cell in cells for char in cell)  # some versions of a list have them after all
    return Found(Table(("",) * dialect.width, separator, lines, line if has_headings else 0), dialect, places, names)


def records(found: Found) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it began on."""
    for line, cells in found.table.records():
        yield line, found.dialect.narrowed(cells) if isinstance(found.dialect, Headless) else cells
