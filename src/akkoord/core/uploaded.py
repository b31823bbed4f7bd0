"""Whether bytes are the document they call themselves: a PDF, a JPEG or a PNG, whole, and nothing else besides.

Each file is walked through as its standard says (PDF: ISO 32000; JPEG: ITU-T T.81; PNG: W3C PNG). A file that could be read as two
kinds at once, or has another one behind it, is none of them.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

LARGEST = 10_000_000  # bytes
PDF, JPEG, PNG = "application/pdf", "image/jpeg", "image/png"
TAKEN = f"{PDF},{JPEG},{PNG}"  # for the field of a form: a phone then makes a JPEG of a picture it keeps otherwise
ENDINGS = {PDF: ".pdf", JPEG: ".jpg", PNG: ".png"}
_PNG = b"\x89PNG\r\n\x1a\n"
_PARTS = 100_000  # chunks or segments at most
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})  # JPEG markers without a length
_OTHERS = (
    b"%PDF-", b"PK\x03\x04", b"PK\x05\x06", b"Rar!", b"7z\xbc\xaf", b"\x7fELF",
    b"<script", b"<html", b"<svg", b"<?php", b"<!doctype",
)  # fmt: skip
_PHONE = frozenset({b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"})  # brands of the pictures of phones
_NAME = re.compile(r"[^\w .()+-]+")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent; `name` is what the sender calls it, and says nothing."""

    name: str
    content: bytes


def kind_of(content: bytes) -> str:
    """The kind of a document by what is in it; empty where it is none that is taken, or not a whole one.

    >>> kind_of(b"%PDF-1.7 ... %%EOF"), kind_of(b"GIF89a"), kind_of(b"")
    ('application/pdf', '', '')
    """
    if content.startswith(b"%PDF-"):
        return PDF if _whole_pdf(content) else ""
    if content.startswith(_PNG):
        return PNG if _whole_png(content) else ""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG if _whole_jpeg(content) else ""
    return ""


def is_phone_picture(content: bytes) -> bool:
    """Whether it is a picture as phones keep it and hardly anything else reads (HEIC, HEIF, AVIF: ISO/IEC 14496-12, 23008-12).

    >>> is_phone_picture(b"\\0\\0\\0\\x18ftypheic\\0\\0\\0\\0mif1heic"), is_phone_picture(b"\\0\\0\\0\\x18ftypisom\\0\\0\\0\\0isom")
    (True, False)
    """
    brands = {content[8:12], *(content[place : place + 4] for place in range(16, min(64, len(content)), 4))}
    return content[4:8] == b"ftyp" and not brands.isdisjoint(_PHONE)


def _whole_pdf(content: bytes) -> bool:
    """It ends as a PDF does; behind its end is nothing, and no archive is wrapped around it."""
    end = content.rfind(b"%%EOF")
    return end >= 0 and len(content) - end < 64 and b"PK\x05\x06" not in content[-66_000:] and not _other(content[5:1024])


def _whole_png(content: bytes) -> bool:
    place = len(_PNG)
    for number in range(_PARTS):
        if place + 12 > len(content):
            return False
        size, name = int.from_bytes(content[place : place + 4], "big"), content[place + 4 : place + 8]
        body, after = content[place + 8 : place + 8 + size], place + 12 + size
        checked = int.from_bytes(content[after - 4 : after], "big") if after <= len(content) else -1
        if (number == 0) != (name == b"IHDR") or zlib.crc32(name + body) != checked or (name != b"IDAT" and _other(body)):
            return False
        if name == b"IEND":
            return after == len(content)
        place = after
    return False


def _whole_jpeg(content: bytes) -> bool:
    """Segment after segment up to the end of the picture. Phones put a second, smaller one or a film behind it: `cut` takes that off."""
    return _end_of_jpeg(content) == len(content)


def cut(content: bytes) -> bytes:
    """A picture of a phone without what the phone put behind its end; anything else as it is."""
    end = _end_of_jpeg(content) if content.startswith(b"\xff\xd8\xff") else 0
    return content[:end] if 0 < end < len(content) and not _other(content[end:]) else content


def _end_of_jpeg(content: bytes) -> int:
    """The place behind the picture; 0 where it has no end or is no picture."""
    place = 2
    for _ in range(_PARTS):
        if place + 2 > len(content) or content[place] != 0xFF:
            return 0
        marker = content[place + 1]
        if marker == 0xD9:
            return place + 2
        if marker == 0xFF:
            place += 1
            continue
        if marker in _BARE:
            place += 2
            continue
        size = int.from_bytes(content[place + 2 : place + 4], "big")
        if size < 2 or (0xE0 <= marker <= 0xFE and _other(content[place + 4 : place + 2 + size])):
            return 0
        place = _past_scan(content, place + 2 + size) if marker == 0xDA else place + 2 + size
    return 0


def _past_scan(content: bytes, place: int) -> int:
    """The next marker after the drawn points: within them 0xFF is followed by 0, or by a restart."""
    while True:
        place = content.find(b"\xff", place)
        if place < 0 or place + 1 >= len(content):
            return len(content)
        if content[place + 1] != 0 and not 0xD0 <= content[place + 1] <= 0xD7:
            return place
        place += 2


def _other(part: bytes) -> bool:
    """Whether something of another kind stands in it, that a reader could take it for."""
    low = part.lower()
    return any(sign.lower() in low for sign in _OTHERS)


def clean_name(name: str, kind: str) -> str:
    """A file name without paths, signs that mean something, or an ending that says something else than what it is.

    >>> clean_name("../../bon<1>.php", "image/jpeg"), clean_name("", "application/pdf"), clean_name("bewijs.PDF", "application/pdf")
    ('bon 1.jpg', 'bestand.pdf', 'bewijs.pdf')
    """
    last = name.replace("\\", "/").rpartition("/")[2]
    stem = _NAME.sub(" ", last.rpartition(".")[0] or last.lstrip("."))
    return f"{' '.join(stem.split()).strip(' .-')[:80].strip() or 'bestand'}{ENDINGS[kind]}"
