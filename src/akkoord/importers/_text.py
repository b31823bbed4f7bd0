"""Turns bytes into text: byte order marks, UTF-8, and the Windows code page that older Dutch packages write."""

from __future__ import annotations

import codecs
from functools import lru_cache

MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_UTF_16 = ((1, "utf-16-le"), (0, "utf-16-be"))  # where the zeros stand
_CONTROL = {*range(32)} - {9, 10, 12, 13, 26}


def decoded(content: bytes, *, whole: bool = True) -> str | None:
    """The text of a file, or None where these bytes are no text. `whole` is False for the first part of a file.

    >>> decoded(b"\\xef\\xbb\\xbfnaam"), decoded("café".encode("cp1252")), decoded(b"\\x89PNG\\x00\\x1a")
    ('naam', 'café', None)
    """
    return _decoded(content) if whole else _head(content)


@lru_cache(maxsize=4)  # every importer of text asks it of the same head
def _head(content: bytes) -> str | None:
    return _decoded(content, whole=False)


def _decoded(content: bytes, *, whole: bool = True) -> str | None:
    text = _with_mark(content, whole=whole)
    if text is None:
        text = _without_mark(content, whole=whole)
    return None if text is None or not _CONTROL.isdisjoint(map(ord, set(text))) else text.rstrip("\x1a")


def _with_mark(content: bytes, *, whole: bool) -> str | None:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strict(content[len(mark) :], encoding, whole=whole)
    return None


def _without_mark(content: bytes, *, whole: bool) -> str | None:
    """UTF-16 by the zeros between its letters, UTF-8 where it is valid, else Windows-1252, whose few holes are read as Latin-1."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return None
    if b"\x00" in content[:200]:
        return next((_strict(content, encoding, whole=whole) for at, encoding in _UTF_16 if _is_zero(content[at:200:2])), None)
    if b"\x00" in content:
        return None
    text = _strict(content, "utf-8", whole=whole)
    if text is None:
        text = _strict(content, "cp1252", whole=whole)
    return content.decode("latin-1") if text is None else text


def _is_zero(half: bytes) -> bool:
    """Whether nearly all of these are zero: every other byte of letters that stand in ASCII."""
    return len(half) > 9 and half.count(0) > 0.9 * len(half)


def _strict(content: bytes, encoding: str, *, whole: bool) -> str | None:
    try:
        return codecs.getincrementaldecoder(encoding)().decode(content, whole)
    except UnicodeDecodeError:
        return None
