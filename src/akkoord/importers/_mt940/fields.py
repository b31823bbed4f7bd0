"""Cuts a file into its SWIFT fields, with or without the envelope, and knows where a line was broken off."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from akkoord.importers._text import decoded

WIDTH = 65  # characters: the longest line SWIFT allows
TAGS = "20|21|25P?|28C?|13D?|34F|60[FM]?|61|62[FM]?|64|65|86|90[CD]|NS|940|942"
_FIELD = re.compile(rf"\s*(?:\{{.*\{{4:)?:({TAGS}):(.*)")
_TIME = re.compile(r"\s*:\d\d:\d\d(?!\d)")  # the minutes and seconds of a time that was broken off in a text
_END = re.compile(r"-(?:\}.*)?\s*")
_ENVELOPE = re.compile(r"\{[15]:.*")
_KNOWN = re.compile(r"(?m)^[ \t]*(?:\{.*\{4:)?:(?:61:\d{6}|6[02][FM]:[ \t]*[CD]\d{6}|NS:)|:86:\d{3}\?")
_BOTH = re.compile(r"(?m)^[ \t]*(?:\{.*\{4:)?:20:[^\r\n]*\r?\n(?:.*\r?\n){0,2}?[ \t]*:25P?:")
_CONTROL = bytes(sorted({*range(32)} - {9, 10, 12, 13, 26} | {127}))
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass(slots=True)
class Field:
    """One field: its tag, its lines as they stand there, the number of the first, and whether it is the last line of the file."""

    tag: str
    lines: list[str]
    line: int
    is_last: bool = field(default=False)

    @property
    def joined(self) -> str:
        """The lines as one text, for values that may be broken anywhere."""
        return "".join(line.strip() for line in self.lines)


def text_of(content: bytes, *, whole: bool = True) -> str | None:
    """The text without the control characters that transport adds, or None where it is no text."""
    if not content.startswith(_UTF_16) and b"\x00" not in content:
        content = content.translate(None, _CONTROL)
    text = decoded(content, whole=whole)
    if text is None or "\n" in text.strip():
        return text
    return text.replace("\r", "\n") if "\r" in text.strip() else text.replace("@@", "\n")


def looks_like_mt940(text: str) -> bool:
    """Whether there is a line that only these messages have.

    >>> looks_like_mt940(":61:260105C1,00NTRF"), looks_like_mt940("naam;:61:260105C1,00")
    (True, False)
    """
    start = text.lstrip("\ufeff \t\r\n")[:1]
    return start not in ("", "<", "[") and bool(_KNOWN.search(text) or _BOTH.search(text))


def fields_of(text: str) -> Iterator[Field]:
    """Every field in order; a line that begins none belongs to the one before it."""
    open_: Field | None = None
    for number, line in _lines(text):
        begun = None if open_ is not None and _is_text(open_, line) else _FIELD.match(line)
        if begun:
            if open_ is not None:
                yield open_
            open_ = Field(begun[1], [begun[2].rstrip("\r")], number)
        elif _END.fullmatch(line) or _ENVELOPE.match(line):
            if open_ is not None:
                yield open_
            open_ = None
        elif open_ is not None:
            open_.lines.append(line)
    if open_ is not None:
        open_.is_last = True
        yield open_


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """The lines with their numbers; a colon that was cut off from its tag is put back."""
    cut = ""
    for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), start=1):
        if line.strip() == ":":
            cut = ":"
            continue
        yield number, cut + line
        cut = ""


def _is_text(open_: Field, line: str) -> bool:
    """Whether a line that looks like a field is the rest of a time in the text of an entry."""
    return open_.tag == "86" and bool(_TIME.match(line)) and not line.strip().startswith((":60", ":61", ":62", ":86"))


def one_text(lines: list[str], *, first: int = WIDTH) -> str:
    """The lines of a text: a full line runs on in the next, others end with a word. `first` is the width of the first line.

    >>> one_text(["Factuur", "12"]), one_text(["x" * 65, "yz"]) == "x" * 65 + "yz"
    ('Factuur 12', True)
    """
    widths = {len(line) for line in lines[:-1]}
    even = len(lines) > 2 and len(widths) == 1 and max(widths) >= len(lines[-1]) and max(widths) > WIDTH // 2
    text = ""
    for number, line in enumerate(lines):
        is_full = even or len(line) >= (WIDTH if number else first)
        text += line if is_full else f"{line} "
    return text.rstrip()
