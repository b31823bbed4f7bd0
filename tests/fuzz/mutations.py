"""Changes a file the way files go wrong: lines, XML elements, fields and values, besides bytes. Shared by Hypothesis and atheris."""

from __future__ import annotations

import codecs
import io
import lzma
import re
import struct
import zipfile
import zlib
from collections.abc import Callable, Sequence
from random import Random

NASTY = (
    *(b"\x00", b"\xff", b"\xfe\xff", b"\r", b"\x1a", b"\x85", b"\xc3", b"\xed\xa0\x80", b"\xef\xbb\xbf", b"\xee\x80\x80"),
    *(b"<", b"&", b"]]>", b"<!DOCTYPE a>", b"&x;", b"&#0;", b"<![CDATA[", b"<!--", b"<?a?>", b'xmlns=""', b"{4:", b"-}", b":86:", b":61:"),
    *(b'"', b"'", b";", b",", b"\t", b"|", b"=", b"/", b"//", b"?20", b">20", b"@@", b":", b"(", b"-", b" " * 70),
    *(b"NaN", b"1e999", b"9" * 40, b"9" * 5000, b"0", b"-0", b"0,001", b"1.234", b"1.234.567,89", b"1,5-", "١٢".encode()),
    *(b"9999-12-31", b"0001-01-01", b"31-02-2026", b"0000-00-00", b"00-00-0000", b"20261332", b"2026-02-30T99:99", b"99991231"),
    *(b"CRDT", b"DBIT", b"RC", b"EUR", b"ZZZ", "é€".encode(), "\u2028".encode(), "\U0001f600".encode()),
)
ENCODINGS = ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "latin-1", "cp1252", "utf-32")
NUMBERS = (b"9" * 40, b"99999999999999999", b"-1", b"0", b"00000000000000000001", b"1" * 5000, b"0.005", b"1,005", "٣".encode())
DAYS = (b"9999-12-31", b"0001-01-01", b"2026-02-31", b"31-12-9999", b"99991231", b"00000000", b"800229", b"791332", b"1231")
FOREIGN = re.compile(rb"<([A-Za-z][\w.:-]{0,60})[^<>]{0,400}>")
_NUMBER = re.compile(rb"\d+(?:[.,]\d+)*")
_DAY = re.compile(rb"\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4}|\d{8}|\d{6}")
_TEXT = re.compile(rb">([^<>]+)<")

Change = Callable[[bytes, Random], bytes]


def mutated(content: bytes, choose: Random, *, most: int = 65536) -> bytes:
    """The content after one to four changes; of a zip, one of the files in it is changed at times, and it is zipped again."""
    if content.startswith(b"PK\x03\x04") and choose.random() < 0.8:
        return inside_zip(content, choose)[:most]
    for _ in range(choose.randint(1, 4)):
        content = choose.choice(CHANGES)(content, choose)[:most]
    return content


def inside_zip(content: bytes, choose: Random) -> bytes:
    """A zip with one of its files changed; the bytes of what is no zip any more are changed as they are."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = [(one.filename, archive.read(one)) for one in archive.infolist()[:100] if one.file_size < 1 << 20]
    except (zipfile.BadZipFile, zlib.error, struct.error, lzma.LZMAError, OSError, ValueError, EOFError, NotImplementedError, RuntimeError):
        return _bytes(content, choose)
    if not files:
        return _bytes(content, choose)
    at = choose.randrange(len(files))
    files[at] = (files[at][0], mutated(files[at][1], choose))
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inner in files:
            archive.writestr(name, inner)
    return made.getvalue()


def _bytes(content: bytes, choose: Random) -> bytes:
    at = choose.randint(0, len(content))
    return content[:at] + choose.choice(NASTY) + content[at + choose.choice((0, 0, 1, 4, 40)) :]


def _cut(content: bytes, choose: Random) -> bytes:
    at = choose.randint(0, len(content))
    return content[:at] if choose.random() < 0.5 else content[:at] + content[choose.randint(at, len(content)) :]


def _pieces(pieces: list[bytes], choose: Random, *, joint: bytes) -> bytes:
    """Leaves out, doubles, swaps, moves, empties or multiplies one of the pieces."""
    one, other = choose.randrange(len(pieces)), choose.randrange(len(pieces))
    what = choose.randrange(6)
    if what == 0:
        del pieces[one]
    elif what == 1:
        pieces.insert(other, pieces[one])
    elif what == 2:
        pieces[one], pieces[other] = pieces[other], pieces[one]
    elif what == 3:
        pieces[one] = b""
    elif what == 4:
        pieces[one] = choose.choice(NASTY)
    else:
        pieces[one:one] = [pieces[one]] * choose.choice((2, 20, 200))
    return joint.join(pieces)


def _lines(content: bytes, choose: Random) -> bytes:
    return _pieces(content.split(b"\n"), choose, joint=b"\n")


def _fields(content: bytes, choose: Random) -> bytes:
    """The fields of one line, at the separator it has most of."""
    lines = content.split(b"\n")
    at = choose.randrange(len(lines))
    separator = max((b";", b",", b"\t", b"|", b"/", b"?", b":", b" "), key=lambda one: lines[at].count(one))
    lines[at] = _pieces(lines[at].split(separator), choose, joint=separator)
    return b"\n".join(lines)


def _elements(content: bytes, choose: Random) -> bytes:
    """An XML element, with all that is in it, left out, doubled, moved, emptied, put in itself or without its end."""
    tags = list(FOREIGN.finditer(content))
    spans = [span for tag in _some(tags, 2, choose) if (span := _span(content, tag)) is not None]
    if not spans:
        return _lines(content, choose)
    (start, end), (other, other_end) = spans[0], spans[-1]
    element = content[start:end]
    changed = (
        lambda: content[:start] + content[end:],
        lambda: content[:end] + element * choose.choice((1, 10, 100)) + content[end:],
        lambda: content[:other] + element + content[other:],
        lambda: content[:start] + content[other:other_end] + content[end:],
        lambda: content[:start] + element.replace(b">", b">" + element, 1) + content[end:],
        lambda: content[:start] + element[: element.find(b">") + 1] + element[element.rfind(b"<") :] + content[end:],
        lambda: content[:start] + element[: element.rfind(b"<")] + content[end:],
    )
    return choose.choice(changed)()


def _some(found: Sequence[re.Match[bytes]], many: int, choose: Random) -> list[re.Match[bytes]]:
    return [choose.choice(found) for _ in range(many)] if found else []


def _span(content: bytes, tag: re.Match[bytes]) -> tuple[int, int] | None:
    end = content.find(b"</" + tag[1] + b">", tag.end())
    return None if end < 0 else (tag.start(), end + len(tag[1]) + 3)


def _values(content: bytes, choose: Random) -> bytes:
    """A number, a day or the text of an element becomes another one."""
    shape, others = choose.choice(((_NUMBER, NUMBERS), (_DAY, DAYS), (_TEXT, NASTY)))
    found = _some(list(shape.finditer(content)), 1, choose)
    if not found:
        return _bytes(content, choose)
    group = 1 if shape is _TEXT else 0
    return content[: found[0].start(group)] + choose.choice(others) + content[found[0].end(group) :]


def _encoded(content: bytes, choose: Random) -> bytes:
    """The same letters in another encoding, whatever the file says of it."""
    encoding = choose.choice(ENCODINGS)
    return content.decode("utf-8", "replace").encode(encoding, "replace") if content[:2] != codecs.BOM_UTF16_LE else content[2:]


def _endings(content: bytes, choose: Random) -> bytes:
    return content.replace(b"\r\n", b"\n").replace(b"\n", choose.choice((b"\r\n", b"\r", b"", b"\n\n", b" ", b"\x85")))


CHANGES: tuple[Change, ...] = (_bytes, _cut, _lines, _lines, _fields, _fields, _elements, _elements, _values, _values, _encoded, _endings)
