"""What changed between two texts, word by word, for a page that shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import NamedTuple

_WORDS = re.compile(r"\s+|\S+")


class Piece(NamedTuple):
    """A stretch of text that stayed, came or went."""

    how: str  # same, new, gone
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """The stretches of both texts in reading order.

    >>> [tuple(piece) for piece in difference("Betaal snel.", "Betaal nu.")]
    [('same', 'Betaal '), ('gone', 'snel.'), ('new', 'nu.')]
    """
    return list(_pieces(_WORDS.findall(before), _WORDS.findall(after)))


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    for how, first, last, start, end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            yield Piece("same", "".join(old[first:last]))
            continue
        if first < last:
            yield Piece("gone", "".join(old[first:last]))
        if start < end:
            yield Piece("new", "".join(new[start:end]))
