"""Which characters a letter can print: those of the fonts that come with Typst, and nothing that steers text unseen."""

from __future__ import annotations

import re
import unicodedata

MISSING = "\u25a1"  # an empty square stands where a character cannot be printed

# Runs of code points that Libertinus Serif or DejaVu Sans Mono carry, ends included; a test sets each of them.
RANGES: tuple[tuple[int, int], ...] = (
    (0x20, 0x7E), (0xA0, 0xAC), (0xAE, 0x36F), (0x374, 0x377), (0x37A, 0x37F), (0x384, 0x38A), (0x38C, 0x38C),
    (0x38E, 0x3A1), (0x3A3, 0x3CE), (0x3F0, 0x477), (0x48C, 0x4C4), (0x531, 0x556), (0x561, 0x587), (0x10D0, 0x10FC),
    (0x1E00, 0x1F15), (0x2002, 0x200A), (0x2010, 0x2027), (0x202F, 0x2037), (0x2039, 0x203F), (0x2044, 0x2044),
    (0x2070, 0x2071), (0x2074, 0x208E), (0x20A0, 0x20B5), (0x20B8, 0x20BA), (0x20BD, 0x20BD), (0x20BF, 0x20BF),
    (0x2100, 0x2103), (0x2113, 0x2113), (0x2116, 0x2117), (0x2120, 0x2120), (0x2122, 0x2122), (0x2126, 0x2126),
    (0x2153, 0x215E), (0x2190, 0x2199), (0x2200, 0x222E), (0x2248, 0x2248), (0x2260, 0x2265), (0x25A0, 0x25FF),
    (0x2605, 0x2606), (0x2610, 0x2612), (0x2713, 0x2714), (0xFB01, 0xFB02),
)  # fmt: skip
_CLASS = "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in RANGES)
_UNPRINTABLE = re.compile(f"[^\\n{_CLASS}]+")
_UNSEEN = ("Cc", "Cf", "Zl", "Zp")


def _composed(text: str) -> str:
    """The text in composed form, lines ended by a newline alone, without control and direction characters."""
    lines = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if lines.replace("\u00a0", " ").replace("\n", " ").isprintable():  # as nearly every text is
        return lines
    return "".join(char for char in lines if char == "\n" or unicodedata.category(char) not in _UNSEEN)


def printable(text: str) -> str:
    """The text as it can be printed: each run of characters that no font carries becomes one empty square.

    >>> printable("Café\\u202e # [x] \\U0001f600")
    'Café # [x] □'
    """
    return _UNPRINTABLE.sub(MISSING, _composed(text))


def unprintable(text: str) -> str:
    """The characters that cannot be printed, once each, in their order; empty where all can.

    >>> unprintable("goed \\U0001f600 \\u4e2d \\U0001f600"), unprintable("Müller & Søn")
    ('😀中', '')
    """
    return "".join(dict.fromkeys("".join(_UNPRINTABLE.findall(_composed(text)))))


def shortened(text: str, *, most: int) -> str:
    """The text on one line, cut with an ellipsis where there is no room for more.

    >>> shortened("Stichting tot Behoud", most=12)
    'Stichting t…'
    """
    line = text.replace("\n", " ").strip()
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def breakable(text: str, *, longest: int) -> str:
    """The printable text in which a word longer than `longest` may be broken over lines.

    >>> breakable("kort " + "x" * 9, longest=6).replace("\\u200b", "|")
    'kort xxxxxx|xxx'
    """

    def cut(word: re.Match[str]) -> str:
        return re.sub(f"(.{{{longest}}})(?=.)", "\\1\u200b", word.group())

    return re.sub(rf"\S{{{longest + 1},}}", cut, printable(text))
