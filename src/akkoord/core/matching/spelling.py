"""Invoice numbers as people write them: in pieces, without the year, with a letter O for a nought or one digit wrong."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import OSA

Spelled = Literal["exact", "folded", "digits", "tail", "typo"]
"""How a word names a number: as it is; with O for 0 and I or L for 1; only its digits; only its end; with one sign wrong."""

LONGEST_WORD = 40  # signs of an invoice number
_SHORTEST_IBAN = 18  # signs of a Dutch one
_JOINED = 6  # how many neighbouring pieces may together spell one number ("2026 - 01 18")
_SPLIT = 3  # a word that changes between letters and digits more often is an identification, and is not taken apart
_TYPO = 5  # signs a number must have before one wrong sign is believed
_WORDS = re.compile(r"[A-Z0-9]+")
_SIGNS = re.compile(r"[^A-Z0-9]+")
_DIGIT = re.compile(r"[0-9]")
_PIECES = re.compile(r"[A-Z]+|[0-9]+")
_FOLD = str.maketrans("OIL", "011")
_SHAPE = str.maketrans("012345678", "999999999")
_NOISE = re.compile(
    r"\b[A-Z]{2}\d{2} ?[A-Z]{4}(?: ?\d){10}\b"  # an IBAN: its groups of four digits are no invoice numbers
    r"|(?:€|\bEUR)\s?\d[\d.]*,\d\d\b|\d[\d.]*,\d\d\s?(?:€|EUR\b)"  # a sum of money
    r"|\b\d{1,2}[-/]\d{1,2}[-/](?:20)?\d\d\b"  # a day
)


def normal(number: str) -> str:
    """A number without what people leave out or put in: only letters and digits, in capitals.

    >>> normal("2026-118"), normal("f 2026.0118")
    ('2026118', 'F20260118')
    """
    return _SIGNS.sub("", number.upper())


def folded(number: str) -> str:
    """A normal number with the letters that are taken for digits as those digits.

    >>> folded("2O26I18"), folded("F2026118")
    ('2026118', 'F2026118')
    """
    return number.translate(_FOLD)


def digits(number: str) -> str:
    """The digits of a number without the noughts in front; empty where letters stand between them.

    >>> digits("F00118"), digits("2026A118"), digits("INV")
    ('118', '', '')
    """
    if number.isdigit():
        return number.lstrip("0")
    pieces = _PIECES.findall(number)
    numeral = [piece for piece in pieces if piece.isdigit()]
    return numeral[0].lstrip("0") if len(numeral) == 1 and len(pieces) <= 2 else ""


@lru_cache(maxsize=262144)
def tails(number: str) -> frozenset[str]:
    """What people write who leave the year or the series out: the last group, without noughts and as it stands.

    >>> sorted(tails("2026-0118")), sorted(tails("F20260118"))
    (['0118', '118', '260118'], ['0118', '118', '260118'])
    """
    pieces = [piece for piece in _PIECES.findall(number.upper()) if piece.isdigit()]
    if not pieces:
        return frozenset()
    joined, found = "".join(pieces), {pieces[-1]} if len(pieces) > 1 else set()
    if joined.startswith(("19", "20")) and len(joined) > 6:
        found |= {joined[2:], joined[4:]}
    found |= {piece.lstrip("0") for piece in found}
    return frozenset(piece for piece in found if len(piece) > 1 and piece != joined)


def words_of(text: str) -> list[str]:
    """The pieces of a text that may be, or be part of, a number; sums, days and account numbers left out. Without a digit
    anywhere there is no number.

    >>> words_of("Factuur20260118 en 119, NL91 ABNA 0417 1643 00 EUR 12,50")
    ['FACTUUR', '20260118', 'EN', '119']
    """
    if not _DIGIT.search(text):
        return []
    pieces: list[str] = []
    for word in _WORDS.findall(_without_noise(text.upper())):
        parts = _PIECES.findall(word)
        pieces += parts if len(parts) <= _SPLIT else [word]
    return pieces


def _without_noise(text: str) -> str:
    """Asked cheaply first: most texts are too short for an account number, and have neither a comma nor two dashes."""
    if len(text) >= _SHORTEST_IBAN or "," in text or text.count("-") + text.count("/") > 1:
        return _NOISE.sub(" ", text)
    return text


def spans(pieces: Sequence[str], *, fronts: Container[str] | None = None, longest: int = LONGEST_WORD) -> list[tuple[int, int, str]]:
    """Every run of neighbouring pieces that may together spell a number, with what it spells; a digit stands in each.

    `fronts` are the signs a number may begin with and `longest` how many it may have, where that is known: the other runs are
    left out. Noughts in front are not counted.

    >>> spans(["A", "1", "2"]), spans(["A", "1", "2"], fronts="12", longest=1)
    ([(0, 2, 'A1'), (0, 3, 'A12'), (1, 2, '1'), (1, 3, '12'), (2, 3, '2')], [(1, 2, '1'), (2, 3, '2')])
    """
    found: list[tuple[int, int, str]] = []
    last = max((place for place, piece in enumerate(pieces) if not piece.isalpha()), default=-1)
    for start in range(last + 1):
        front = pieces[start][0]
        if fronts is not None and front not in fronts:
            continue
        joined, most = "", LONGEST_WORD if front in "0O" else longest
        for stop in range(start, min(start + _JOINED, len(pieces))):
            joined += pieces[stop]
            if len(joined) > most:
                break
            if not joined.isalpha():
                found.append((start, stop + 1, joined))
    return found


def shape(number: str) -> str:
    """What a number looks like: a 9 for each digit, the letters as they are.

    >>> shape("F2026118")
    'F9999999'
    """
    return number.translate(_SHAPE)


def nearly(word: str, number: str) -> bool:
    """Whether a word is a number with one sign wrong, missing, added, or changed with its neighbour. The first sign is right:
    another series is another number.

    >>> nearly("2026181", "2026118"), nearly("202618", "2026118"), nearly("2026199", "2026118"), nearly("1026118", "2026118")
    (True, True, False, False)
    """
    if len(number) < _TYPO or abs(len(word) - len(number)) > 1 or word[:1] != number[:1]:
        return False
    return OSA.distance(word, number, score_cutoff=1) <= 1
