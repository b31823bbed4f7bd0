"""Files that somebody else sends: what they are by what they hold, whatever they are called, and whether they may be kept.

>>> kind_of(b"%PDF-1.7 ... %%EOF"), kind_of(b"<html>"), kind_of(b"MZ")
('application/pdf', '', '')
"""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.core.problem import Refusal, Text

MOST_BYTES = 10 * 1024 * 1024
NAME = 150  # characters
_TAIL = 1024  # bytes at the end in which a PDF says that it ends
_ENDINGS = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: what it was called and what it holds."""

    name: str
    content: bytes


def kind_of(content: bytes) -> str:
    """The kind of a PDF, a JPEG or a PNG that is whole; empty for everything else."""
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-_TAIL:]:
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff") and content.rstrip(b"\x00\r\n").endswith(b"\xff\xd9"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content.endswith(b"IEND\xaeB`\x82"):
        return "image/png"
    return ""


def refused(content: bytes) -> Refusal | None:
    """Why a file may not be kept; None where it may."""
    if not content:
        return Refusal(Text("Het bestand is leeg.", "The file is empty."))
    if len(content) > MOST_BYTES:
        return Refusal(Text("Het bestand is groter dan 10 MB.", "The file is larger than 10 MB."))
    if not kind_of(content):
        return Refusal(Text("Stuur een PDF, of een foto als JPEG of PNG.", "Send a PDF, or a picture as JPEG or PNG."))
    return None


def safe_name(name: str, kind: str) -> str:
    """The name without a path, without signs that steer, and with the ending of what it is.

    >>> safe_name("C:\\\\scan\\\\handtekening.exe", "application/pdf"), safe_name("../..", "image/png")
    ('handtekening.pdf', 'bestand.png')
    """
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    plain = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*;').strip(" .")
    stem = plain.rsplit(".", 1)[0].strip(" .") if "." in plain else plain
    return f"{(stem or 'bestand')[: NAME - 5]}{_ENDINGS[kind]}"
