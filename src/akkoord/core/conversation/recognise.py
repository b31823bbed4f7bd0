"""Which reason an utterance is: how likely each is, and whether that is sure enough to show one and not three.

A text of several sentences is read as a whole and sentence by sentence: who begins with a greeting and ends with what the matter
is, has said what the matter is. Words that were never heard, or those of another language, say nothing: then nothing is sure.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from akkoord.core.conversation.features import features, word_keys
from akkoord.core.conversation.learn import chances
from akkoord.core.conversation.notions import Lexicon
from akkoord.core.conversation.weights import Weights
from akkoord.core.conversation.words import sentences, words

NONE = "none"
SHARPNESS = 1.3
"""Scores are taken so many times before they become chances; fitted across authors, so that a chance is what it says."""
SURE = 0.8
"""The chance from which on one reason is shown; across authors at least 95 of a hundred of these are right."""
_OTHERS = 4
_SENTENCES = 40  # sentences of a text that are read one by one: the first and the last
_SHORT = 60  # words of a text that is also read as a whole
_WHOLE = 0.75  # how much the whole of such a text counts beside its sentences
_HEARD = 0.35  # share of the words that must be known
_FOREIGN = frozenset(
    """und ich nicht das ist wir sie mit haben der auf ein eine rechnung bezahlt je vous nous pas les des est une avec facture paye
    el los las por para que no una pero con factura pagar nie jest faktura zaplace bir ve fatura""".split()
)


class Likely(NamedTuple):
    """A reason and how likely it is, from 0 to 1."""

    reason: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Recognised:
    """The likeliest reason, the next ones, and whether the first is sure enough to be shown alone."""

    reason: str
    confidence: float
    others: tuple[Likely, ...]
    sure: bool


class Recogniser:
    """Recognises reasons in one language. Keeps nothing of what it reads."""

    def __init__(self, weights: Weights, lexicon: Lexicon) -> None:
        self.weights, self._lexicon = weights, lexicon
        self._none = weights.reasons.index(NONE)

    def recognise(self, text: str) -> Recognised:
        """The reason of any text, of any length; nothing that can be understood is `none`."""
        spelled = words(text)
        letters = [word for word in spelled if word[0] not in "#!?"]
        if not letters:
            return self._ranked(self._only_none(1.0), understood=not any(char.isalpha() for char in text))
        found = self._chances(text, len(spelled))
        heard = self._heard(letters)
        if heard < _HEARD:
            found = (found + self._only_none(1.0)) / 2
        return self._ranked(found, understood=heard >= _HEARD)

    def chances(self, text: str) -> NDArray[np.float64]:
        """How likely each of the reasons is, in the order of the weights, of a text that is read as a whole."""
        return chances(SHARPNESS * self.weights.scores(features(text, lexicon=self._lexicon)))

    def _chances(self, text: str, many: int) -> NDArray[np.float64]:
        parts = sentences(text)
        if len(parts) < 2:
            return self.chances(text)
        if len(parts) > _SENTENCES:
            parts = parts[: _SENTENCES // 2] + parts[-_SENTENCES // 2 :]
        each = np.array([self.chances(part) for part in parts])
        heavy = (1.05 - each[:, self._none]) * each.max(axis=1)
        together = heavy @ each / heavy.sum()
        return _WHOLE * self.chances(text) + (1 - _WHOLE) * together if many <= _SHORT else np.asarray(together)

    def _heard(self, letters: list[str]) -> float:
        """The share of its words that were heard before, or are in the lexicon; words that only other languages have count against it."""
        keys = {word: word_keys(word) for word in letters}
        known = self.weights.known(frozenset(key for both in keys.values() for key in both))
        heard = sum(bool(known & both or self._lexicon.notions([word])) for word, both in keys.items() if word not in _FOREIGN)
        return max(0.0, (heard - len(keys.keys() & _FOREIGN)) / len(keys))

    def _only_none(self, chance: float) -> NDArray[np.float64]:
        found = np.zeros(len(self.weights.reasons))
        found[self._none] = chance
        return found

    def _ranked(self, found: NDArray[np.float64], *, understood: bool = True) -> Recognised:
        order = np.argsort(-found, kind="stable")
        first, *others = (Likely(self.weights.reasons[place], round(float(found[place]), 4)) for place in order[: _OTHERS + 1])
        return Recognised(first.reason, first.confidence, tuple(others), understood and first.confidence >= SURE)
