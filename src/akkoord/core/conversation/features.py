"""What the recogniser sees in an utterance: its words, words beside each other, pieces of words, and the notions they stand for.

A feature is the CRC-32 of its spelling, so that a table of them is a plain array of numbers. They come in BLOCKS:

- words: each word and its stem;
- phrases: two words that follow each other, and two stems that stand near each other;
- pieces: 2 to 5 letters of a word with its ends, which a typing error leaves for the most part as they are;
- notions: what the words stand for (notions.py); and pairs: every two notions that stand in one text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from zlib import crc32

from akkoord.core.conversation.notions import Lexicon
from akkoord.core.conversation.words import words

BLOCKS = ("words", "phrases", "pieces", "notions", "pairs")
_ENDS = ("heden", "tjes", "tje", "jes", "en", "de", "te", "t", "d", "e", "s", "n")
_STEM = 4  # letters that a stem keeps at least
_NEAR = 3  # words further that still count as near
_MOST = 1_500  # words of a text that are looked at

Features = tuple[frozenset[int], ...]
"""The features of a text, a set for each of BLOCKS."""


def features(text: str, *, lexicon: Lexicon) -> Features:
    """The features of a text; of an empty one nothing.

    >>> [len(block) for block in features("", lexicon=Lexicon({}))]
    [0, 0, 0, 0, 0]
    >>> right, wrong = (features(said, lexicon=Lexicon({}))[2] for said in ("de rekening is betaald", "de rekeening is betaalt"))
    >>> len(right & wrong) / len(right) > 0.6
    True
    """
    spelled = words(text)[:_MOST]
    if not spelled:
        return tuple(frozenset() for _ in BLOCKS)
    notions = sorted(set(lexicon.notions(spelled)))
    return (
        frozenset(key for word in set(spelled) for key in word_keys(word)),
        _numbers(_phrases(spelled)),
        frozenset(piece for word in set(spelled) for piece in _pieces(word)),
        _numbers(f"n {notion}" for notion in notions),
        _numbers(f"p {one} {other}" for one, other in combinations(notions, 2)),
    )


def word_keys(word: str) -> frozenset[int]:
    """The features of a word by itself and of its stem, by which one can see whether it was ever heard."""
    return _numbers((f"w {word}", f"s {stem(word)}"))


def _phrases(spelled: Sequence[str]) -> Iterator[str]:
    framed = ("^", *spelled, "$")
    for first, second in pairwise(framed):
        yield f"b {first} {second}"
    stems = [stem(word) for word in spelled]
    for gap in range(2, _NEAR + 1):
        for first, second in zip(stems, stems[gap:], strict=False):
            yield f"k {first} {second}"


@lru_cache(maxsize=20_000)
def _pieces(word: str) -> frozenset[int]:
    framed = f" {word} "
    return _numbers(f"g{framed[at : at + size]}" for size in range(2, 6) for at in range(len(framed) - size + 1))


def stem(word: str) -> str:
    """A word without its ending, roughly.

    >>> [stem(word) for word in ("facturen", "betaalde", "briefje", "de")]
    ['factur', 'betaal', 'briefj', 'de']
    """
    return next((word[: -len(end)] for end in _ENDS if word.endswith(end) and len(word) - len(end) >= _STEM), word)


def _numbers(spelled: Iterable[str]) -> frozenset[int]:
    return frozenset(crc32(one.encode()) for one in spelled)
