"""Looks into a ZIP without trusting it: what kind of file it is, and its members within bounds that are counted and not declared."""

from __future__ import annotations

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator

from akkoord.core.problem import Problem, Text

MOST_MEMBERS = 5_000
MOST_BYTES = 512 << 20  # of all members together, unpacked
MOST_OF_ONE = 256 << 20
RATIO, RATIO_FROM = 200, 1 << 20  # how many times smaller a packed member may be, where it is more than a megabyte

_LOCAL = re.compile(rb"PK\x03\x04.{22}(..)..", re.DOTALL)
_SHEET = ("xl/workbook", "xl/worksheets/", "xl/_rels/", "xl/sharedStrings", "xl/styles", "xl/theme/")
_BLOCK = 1 << 16
_BROKEN = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, IndexError, NotImplementedError, RuntimeError)

BROKEN = Text("Dit ZIP-bestand is stuk of afgebroken.", "This ZIP file is broken or cut off.")
MANY = Text(
    f"Er zitten meer dan {MOST_MEMBERS} bestanden in dit ZIP-bestand; dat wordt geweigerd. Verdeel ze over meer ZIP-bestanden.",
    f"There are more than {MOST_MEMBERS} files in this ZIP file; that is refused. Divide them over more ZIP files.",
)
LOCKED = Text(
    "Dit bestand in het ZIP-bestand heeft een wachtwoord. Pak het zelf uit en lees het zonder wachtwoord in.",
    "This file in the ZIP file has a password. Unpack it yourself and read it without one.",
)
BOMB = Text(
    "Dit bestand wordt bij het uitpakken buitensporig groot; dat wordt geweigerd.",
    "This file becomes excessively large when it is unpacked; that is refused.",
)
CANNOT = Text(
    "Dit bestand in het ZIP-bestand is stuk of op een onbekende manier ingepakt. Pak het zelf uit en lees het apart in.",
    "This file in the ZIP file is broken or packed in an unknown way. Unpack it yourself and read it by itself.",
)


def is_zip(head: bytes) -> bool:
    """Whether the file begins as a ZIP does; Word and Excel files do too."""
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def office(head: bytes) -> str:
    """Which office document a ZIP is by the names of its members: sheet, text, slides or other; "" for a plain ZIP."""
    if not is_zip(head):
        return ""
    names = list(_names(head))
    for start, kind in ((_SHEET, "sheet"), (("word/",), "text"), (("ppt/",), "slides")):
        if any(name.startswith(start) for name in names):
            return kind
    return "other" if names[:1] == ["mimetype"] or "[Content_Types].xml" in names else ""


def _names(head: bytes) -> Iterator[str]:
    """The names of the members whose beginning stands in the first bytes."""
    for found in _LOCAL.finditer(head):
        length = int.from_bytes(found[1], "little")
        yield head[found.end() : found.end() + length].decode("utf-8", "replace")


def opened(content: bytes, *, most: int = MOST_MEMBERS) -> zipfile.ZipFile | Problem:
    """The archive, or why it cannot be opened."""
    if content.count(b"PK\x01\x02") > most:  # before the list of members is made: each of them begins so
        return Problem(MANY)
    try:
        return zipfile.ZipFile(io.BytesIO(content))
    except _BROKEN:
        return Problem(BROKEN)


def unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo, *, most: int = MOST_OF_ONE) -> bytes | Text:
    """The content of a member, or why it cannot be had. What it says of its size is not believed: the bytes are counted."""
    if info.flag_bits & 0x1:
        return LOCKED
    pieces, size = [], 0
    try:
        with archive.open(info) as member:
            while piece := member.read(_BLOCK):
                size += len(piece)
                if size > most or (size > RATIO_FROM and size > RATIO * max(1, info.compress_size)):
                    return BOMB
                pieces.append(piece)
    except _BROKEN:
        return CANNOT
    return b"".join(pieces)
