"""Finds the table in a CSV file: separator, heading row, and its records with the line each began on."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from akkoord.importers._csv.headings import EITHER_KIND, SYNONYMS, bare

SEPARATORS = ";,\t|"
LONGEST_RECORD = 60  # lines: a quote that is never closed does not swallow the file
SEARCHED = 15  # records in which the headings are looked for: some packages print a title above them
FAR = SEARCHED * LONGEST_RECORD  # lines: where nothing but blank records stands, nobody looks on
_VALUE = re.compile(r"[A-Z]{2}\d{2}[A-Z]{4}\d{10}|\d{1,2}[-/]\d{1,2}[-/]\d{4}|\d{4}-\d{2}-\d{2}|[-+]\d[\d.]*,\d{2}|[-+]?\d+\.\d{2}")
_KNOWN = EITHER_KIND.union(*SYNONYMS.values())


@dataclass(frozen=True, slots=True)
class Table:
    """Headings, and the place of the first line after them."""

    headings: tuple[str, ...]
    separator: str
    lines: tuple[str, ...]
    start: int

    def records(self) -> Iterator[tuple[int, list[str]]]:
        """Each record below the headings, with its line number counted from 1; blank lines are passed over."""
        return _records(self.lines, self.separator, start=self.start, width=len(self.headings))


def table_of(text: str, *, named: Collection[str] = ()) -> Table | None:
    """The table that fits best, or None where there is none; `named` are headings a person pointed at."""
    lines = tuple(io.StringIO(text, newline=""))  # ends lines at CR, LF and CRLF, and at nothing else
    hint = lines[0].strip().lower() if lines else ""
    if hint.startswith("sep=") and len(hint) == 5 and hint[4] in SEPARATORS:
        return _best(lines, hint[4], named, first=1)[1]
    tried = [_best(lines, separator, named, first=0) for separator in SEPARATORS]
    return max(tried, key=lambda one: one[0])[1]


def _best(lines: tuple[str, ...], separator: str, named: Collection[str], *, first: int) -> tuple[int, Table | None]:
    """The likeliest heading row with this separator, and how likely it is."""
    best: tuple[int, Table | None] = (0, None)
    records = _records(lines[:FAR], separator, start=first, width=0)
    for line, cells in islice(records, SEARCHED):
        score = heading_score(cells, named)
        if score > best[0]:
            used = _length(lines, separator, line - 1)
            best = (score, Table(tuple(clean(cell) for cell in cells), separator, lines, line - 1 + used))
    return best


def heading_score(cells: Sequence[str], named: Collection[str]) -> int:
    """How much a record looks like headings: known words weigh most, then how many cells there are."""
    words = [clean(cell) for cell in cells]
    full = [word for word in words if word]
    if len(full) < 2 or any(len(word) > 80 for word in full) or sum(word[0].isdigit() for word in full) * 2 > len(full):
        return 0
    if any(_VALUE.fullmatch(word) for word in full):  # an IBAN, a day or an amount is no heading: a list without headings
        return 0
    known = len({bare(word) for word in full} & _KNOWN) + 10 * len(set(full) & set(named))
    return known * 1000 + min(len(full), 99) * 2


def _records(lines: tuple[str, ...], separator: str, *, start: int, width: int) -> Iterator[tuple[int, list[str]]]:
    """Records from line `start` on. One of several lines that has not `width` cells was a stray quote: only its first line counts."""
    at = start
    while at < len(lines):
        if not lines[at].strip():
            at += 1
            continue
        cells, used = _record(lines, separator, at, LONGEST_RECORD)
        if used > 1 and width and len(cells) != width:
            cells, used = _record(lines, separator, at, 1)
        if any(cell.strip() for cell in cells):
            yield at + 1, cells
        at += used


def _record(lines: tuple[str, ...], separator: str, at: int, most: int) -> tuple[list[str], int]:
    reader = csv.reader((lines[place] for place in range(at, min(at + most, len(lines)))), delimiter=separator)
    try:
        return next(reader, []), max(reader.line_num, 1)
    except csv.Error:  # a field of more than 128 KiB: no table of invoices
        return [], 1


def _length(lines: tuple[str, ...], separator: str, at: int) -> int:
    return _record(lines, separator, at, LONGEST_RECORD)[1]


def clean(cell: str) -> str:
    """A cell on one line."""
    return " ".join(cell.split())
