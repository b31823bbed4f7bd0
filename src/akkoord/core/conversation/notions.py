"""Words that mean much the same to who listens to a debtor: a lexicon gives each the notion it stands for.

>>> lexicon = Lexicon({"invoice": ["rekening", "factu*"], "run": ["*run"], "absent": ["op vakantie"]})
>>> lexicon.notions(["de", "factuurtjes", "gaan", "mee", "in", "de", "betaalrun"])
['invoice', 'run']
>>> lexicon.notions("zij is op vakantie".split())
['absent']
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

_PHRASE = 4  # words of the longest phrase that is looked for


class Lexicon:
    """Notions by word, by the beginning and the end of a word, and by words beside each other."""

    def __init__(self, entries: Mapping[str, Iterable[str]]) -> None:
        self._whole: dict[str, list[str]] = {}
        self._begins: dict[str, list[str]] = {}
        self._ends: dict[str, list[str]] = {}
        self._known: dict[str, tuple[str, ...]] = {}
        for notion, spelled in entries.items():
            for one in spelled:
                place = self._ends if one.startswith("*") else self._begins if one.endswith("*") else self._whole
                place.setdefault(one.strip("*"), []).append(notion)

    def notions(self, words: Sequence[str]) -> list[str]:
        """The notions in these words, in order, each once for every place where it stands."""
        found: list[str] = []
        for place, word in enumerate(words):
            here = dict.fromkeys(self._of_word(word))
            for length in range(2, _PHRASE + 1):
                phrase = " ".join(words[place : place + length])
                here.update(dict.fromkeys(self._whole.get(phrase, ())))
            found.extend(here)
        return found

    def _of_word(self, word: str) -> tuple[str, ...]:
        known = self._known.get(word)
        if known is None:
            known = (
                *self._whole.get(word, ()),
                *(notion for end in range(2, len(word) + 1) for notion in self._begins.get(word[:end], ())),
                *(notion for start in range(len(word)) for notion in self._ends.get(word[start:], ())),
            )
            if len(self._known) < 50_000:
                self._known[word] = known
        return known
