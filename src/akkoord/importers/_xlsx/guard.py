"""Looks through an Excel file before it is read: python-calamine makes room for every cell between the first and the last one, so
that a file of one kilobyte with a cell in a far corner would stop the program."""

from __future__ import annotations

import io
import re
import zipfile

from akkoord.core.problem import Problem, Text
from akkoord.importers._zip import BOMB, BROKEN, opened, unpacked

MOST_BYTES = 256 << 20  # of all parts together, unpacked
MOST_CELLS = 6_000_000  # between the first cell and the last
LAST_ROW, LAST_COLUMN = 1_048_576, 16_384  # of Excel itself
LONGEST_ROW = 7  # digits

_TAG = re.compile(rb"""<(?:[\w.-]+:)?(row|c)(?=[\s/>])((?:[^<>"'/]|"[^"]*"|'[^']*'|/(?!>))*)(/?)>""")
_REF = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]*)(\d+)["']""")
_KEPT = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|xl/(?!media/|drawings/|charts/|printerSettings/|theme/).*\.(?:xml|rels)", re.IGNORECASE
)

CORNER = Text(
    "De cellen in dit Excel-bestand liggen te ver uit elkaar, of het zijn er te veel. Kopieer alleen de lijst naar een nieuw werkblad.",
    "The cells of this Excel file lie too far apart, or there are too many. Copy the list alone to a new sheet.",
)
LOCKED = Text(
    "Dit Excel-bestand heeft een wachtwoord. Bewaar het zonder wachtwoord.", "This Excel file has a password. Save it without one."
)


def checked(content: bytes) -> bytes | Problem:
    """The parts that hold cells and their meaning, packed anew without compression; or why they are not let through. What was
    not looked at does not come along: two programs may see different members in one ZIP."""
    archive = opened(content)
    if isinstance(archive, Problem):
        return archive
    anew, left, seen = io.BytesIO(), MOST_BYTES, set[str]()
    with archive, zipfile.ZipFile(anew, "w", zipfile.ZIP_STORED) as kept:
        for info in archive.infolist():
            name = info.filename
            if name.lower() in seen or not _KEPT.fullmatch(name):
                continue
            part = unpacked(archive, info, most=left)
            refused = part if isinstance(part, Text) else refusal(part)
            if isinstance(part, Text) or refused is not None:
                return Problem(refused or BROKEN, where=name)
            left -= len(part)
            seen.add(name.lower())
            kept.writestr(name, part)
    return anew.getvalue() if "xl/workbook.xml" in seen else Problem(BROKEN)


def refusal(part: bytes) -> Text | None:
    """Why a part with cells would need too much room; None where it does not."""
    if part.find(b"\0") >= 0:  # UTF-16 hides its cells from this look
        return BOMB
    first, last = (LAST_ROW, LAST_COLUMN), (0, 0)
    row = column = 0
    for found in _TAG.finditer(part):
        ref = _REF.search(found[2])
        if ref and len(ref[2]) > LONGEST_ROW:
            return CORNER
        if found[1] == b"row":
            row, column = int(ref[2]) if ref else row + 1, 0
            continue
        row, column = (int(ref[2]), _number(ref[1])) if ref else (row, column + 1)
        if found[3]:
            continue  # a cell without content takes no room
        if row > LAST_ROW or column > LAST_COLUMN:
            return CORNER
        first, last = (min(first[0], row), min(first[1], column)), (max(last[0], row), max(last[1], column))
    return CORNER if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > MOST_CELLS and last > (0, 0) else None


def _number(letters: bytes) -> int:
    """The number of a column.

    >>> _number(b"A"), _number(b"AA"), _number(b"XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters.upper()[:8]:
        number = number * 26 + letter - 64
    return number
