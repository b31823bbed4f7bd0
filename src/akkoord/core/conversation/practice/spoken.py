"""What was typed as plain words: without accents and case, slips mended, words that say the same made one."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase

from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from akkoord.core.conversation.practice.harsh import HARSH
from akkoord.core.conversation.practice.phrases import PHRASES
from akkoord.core.conversation.practice.vocabulary import COMMON, DAYS, DEBT, FILLERS, QUIET, QUIET_PHRASES, SAME

LONGEST = 1000  # signs of one turn that are listened to
_ONE, _TWO = 5, 9  # letters a word must have before one slip, or two, are mended
CANON = {word: one for one, words in SAME.items() for word in words.split()}
_LETTERS = re.compile(r"[a-z]+")
_VOCABULARY = frozenset(
    word
    for pattern in (*(one for group in PHRASES.values() for one in group), *DAYS, DEBT, *QUIET_PHRASES)
    for word in _LETTERS.findall(pattern)
) | frozenset(CANON)
_KNOWN = _VOCABULARY | COMMON | FILLERS | QUIET
_SCOLDING = [one for one in HARSH["rude"] if not one.startswith("- ")]
_EXACT = frozenset(word for one in _SCOLDING for word in _LETTERS.findall(one) if len(word) < _TWO)  # nobody scolds by a slip
_BY_LETTER = {
    first: sorted(word for word in _VOCABULARY - _EXACT if word[0] == first and len(word) >= _ONE - 1) for first in ascii_lowercase
}
_PIECE = re.compile(r"\d+[-/]\d+(?:[-/]\d+)?|\d+(?:[.,]\d+)*(?:(?:ste|de|e)\b)?|[a-z]+|[.!?;\n]+")
_SHORT = ((re.compile(r"(?<![a-z])['’`]([tkn])(?![a-z])"), r" \1 "), (re.compile(r"['’`]s\b"), "s"), (re.compile(r"€"), " euro "))
_GREETING = re.compile(r"\bgoe(?:de|ie|i)n? ?(?:morgen|middag|avond|dag)\b|(?:^|[.!?]\s*)(?:morgen|middag)(?=,? (?:met|u|meneer|mevrouw) )")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words with a space after each, and whether it ends in a question mark."""

    words: str
    asked: bool


def sentences(said: str) -> tuple[Sentence, ...]:
    """The sentences of what was said, of its first thousand signs.

    >>> sentences("Snapt u dat? Ik heb 't begrepn.")
    (Sentence(words='begrijp u dat ', asked=True), Sentence(words='ik heb het begrijp ', asked=False))
    """
    found: list[Sentence] = []
    words: list[str] = []
    for piece in [*_PIECE.findall(_plain(said[:LONGEST])), "."]:
        if piece[0] not in ".!?;\n":
            words.append(_word(piece))
        elif words:
            found.append(Sentence("".join(f"{word} " for word in words), "?" in piece))
            words = []
    return tuple(found)


def _plain(said: str) -> str:
    text = "".join(one for one in unicodedata.normalize("NFKD", said.casefold()) if not unicodedata.combining(one))
    for shape, plain in _SHORT:
        text = shape.sub(plain, text)
    return _GREETING.sub(" goedemorgen ", text)


@lru_cache(maxsize=16384)
def _word(piece: str) -> str:
    if not piece.isalpha():
        return piece
    mended = piece if piece in _KNOWN or len(piece) < _ONE else _mended(piece)
    return CANON.get(mended, mended)


def _mended(word: str) -> str:
    if len(word) > 2 * _TWO:
        return word
    slips = 2 if len(word) >= _TWO else 1
    near = extractOne(word, _BY_LETTER[word[0]], scorer=OSA.distance, score_cutoff=slips)
    return near[0] if near else word
