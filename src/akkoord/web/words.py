"""Counts as a writer would write them."""

from __future__ import annotations

_NL = "geen een twee drie vier vijf zes zeven acht negen tien elf twaalf".split()
_EN = "no one two three four five six seven eight nine ten eleven twelve".split()


def in_words(count: int, *, language: str) -> str:
    """`count` in words from none to twelve, in digits with thousands apart beyond.

    >>> in_words(7, language="nl"), in_words(0, language="en"), in_words(1930, language="nl")
    ('zeven', 'no', '1.930')
    """
    english = language.startswith("en")
    if 0 <= count <= 12:
        return (_EN if english else _NL)[count]
    return f"{count:,}".replace(",", "," if english else ".")
