"""What a text says of an entry, and the small tests that every dialect of field 86 shares."""

from __future__ import annotations

import re
from typing import NamedTuple

_ACCOUNT = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{11,30}")
_DUTCH = re.compile(r"NL\d{2}[A-Z]{4}\d{10}")
SHORTEST = 15  # characters of an IBAN: that of Norway
_NOTHING = ("", "NOTPROVIDED", "NONREF", "NIETOPGEGEVEN")


class Said(NamedTuple):
    """Who is on the other side, and what for."""

    name: str = ""
    iban: str = ""
    remittance: str = ""
    reference: str = ""
    end_to_end_id: str = ""


def in_one_line(text: str) -> str:
    """A text without line ends and double spaces."""
    return " ".join(text.split())


def meant(text: str) -> str:
    """A reference, "" where it says that there is none, also where that was broken over lines.

    >>> meant(" F-2026 001 "), meant("NOTPRO VIDED")
    ('F-2026 001', '')
    """
    line = in_one_line(text)
    return "" if line.replace(" ", "").upper() in _NOTHING else line


def account_in(text: str) -> str:
    """The text where it has the shape of an IBAN, without spaces; its check digits are the bank's business.

    >>> account_in("NL91 ABNA 0417 1643 00"), account_in("NL91ABNA041716430"), account_in("P001234567")
    ('NL91ABNA0417164300', '', '')
    """
    if len(text) < SHORTEST:
        return ""
    bare = text.replace(" ", "")
    shape = _DUTCH if bare.startswith("NL") else _ACCOUNT
    return bare if shape.fullmatch(bare) else ""


def on_behalf(text: str, *, name: str, of: str) -> str:
    """The text, with the name of whom somebody else paid for (an administrator, a parent) after it, where it says more.

    >>> on_behalf("F1", name="Bewind B.V.", of="J. Jansen"), on_behalf("F1", name="J. Jansen", of="J. JANSEN")
    ('F1 / J. Jansen', 'F1')
    """
    if not name or not of or of.casefold() in f"{name} {text}".casefold():
        return text
    return f"{text} / {of}" if text else of
