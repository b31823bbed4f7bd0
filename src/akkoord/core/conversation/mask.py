"""Takes personal data out of a text before it leaves the house, and puts it back into the answer; the way back stays inside.

>>> masked = mask("Met Jan Smit, Kerkstraat 12, bel 06-12345678 over 2026-118", known={"NAAM": ["Jan Smit"], "FACTUUR": ["2026-118"]})
>>> masked.text
'Met [NAAM-1], [ADRES-1], bel [TELEFOON-1] over [FACTUUR-1]'
>>> masked.back("[NAAM-1] belt terug")
'Jan Smit belt terug'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_STREET = r"(?:straat|weg|laan|plein|kade|gracht|dijk|singel|hof|pad|steeg|dreef|plantsoen|park|baan|markt|haven|ring|erf|veld|boulevard)"
_NAMED = r"[A-ZÀ-Ý][\w'’-]+"
_BETWEEN = r"(?:(?:van|de|der|den|het|ten|ter|te|in|'t|el|al|ben)\s+){0,3}"
PATTERNS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("EMAIL", re.compile(r"[\w.+'-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")),
    ("WEB", re.compile(r"(?:https?://|\bwww\.)\S+", re.IGNORECASE)),
    ("BTW", re.compile(r"\bNL[\s.]?\d{9}[\s.]?B[\s.]?\d{2}\b|\bBE[\s.]?[01]\d{3}[\s.]?\d{3}[\s.]?\d{3}\b", re.IGNORECASE)),
    ("IBAN", re.compile(r"\b[A-Z]{2}\s?\d{2}(?:[\s.]?[A-Z0-9]{4}){2,7}(?:[\s.]?[A-Z0-9]{1,3})?\b", re.IGNORECASE)),
    ("ADRES", re.compile(rf"\b[\w'’.-]*{_STREET}\s+\d{{1,5}}(?:\s?[-/]?\s?[a-z]{{1,3}}\b|\s?[-/]\s?\d{{1,4}})?", re.IGNORECASE)),
    ("POSTCODE", re.compile(r"\b[1-9]\d{3}\s?(?!(?:eu|ke|km|kg)\b)[a-z]{2}\b(?:\s+\d{1,5}\s?[a-z]?\b)?", re.IGNORECASE)),
    ("DATUM", re.compile(r"\b\d{1,2}[-/. ]\d{1,2}[-/. ](?:19|20)\d{2}\b")),
    ("TELEFOON", re.compile(r"(?:\+|\b00)\d{2}[\s.()-]*(?:\d[\s.()-]*){7,11}\d\b|\b0\d(?:[\s.-]*\d){7,9}\b")),
    ("FACTUUR", re.compile(r"\b[A-Z]{0,4}[-/]?(?:19|20)?\d{2,4}[-/.]\d{2,8}\b(?![,.]\d)", re.IGNORECASE)),
    ("NUMMER", re.compile(r"\b[A-Z]{0,4}\d{5,}\b|\b\d(?:[ .]?\d){7,}\b", re.IGNORECASE)),
    ("NAAM", re.compile(
        rf"(?:(?<=\bmeneer )|(?<=\bmevrouw )|(?<=\bheer )|(?<=\bmevr\. )|(?<=\bdhr\. )|(?<=\bmr\. )|(?<=\bnaam is )|(?<=\bspreekt met )|"
        rf"(?<=\b[mM]et )){_BETWEEN}{_NAMED}(?:\s+{_BETWEEN}{_NAMED})*"
    )),
)  # fmt: skip
"""What is personal by its look, the surest first. Amounts stay: the sense of a talk hangs on them."""


@dataclass(frozen=True, slots=True)
class Masked:
    """A text with signs for what is personal, and what each sign stands for."""

    text: str
    stands_for: Mapping[str, str]

    def back(self, text: str) -> str:
        """A text with signs, with what they stand for; a sign that stands for nothing stays."""
        return re.sub(r"\[[A-Z]+-\d+\]", lambda found: self.stands_for.get(found[0], found[0]), text)


def mask(text: str, *, known: Mapping[str, Iterable[str]]) -> Masked:
    """The text without what is `known` to be personal (sign -> names, numbers) and without what looks so.

    The same thing gets the same sign. A sign that the text had of itself is never one that is given out.
    """
    signs = _Signs(text)
    for kind, names in known.items():
        for name in sorted({" ".join(name.split()) for name in names}, key=lambda name: (-len(name), name)):
            if len(name) > 1:
                spelled = r"\s+".join(map(re.escape, name.split()))
                signs.put(kind, re.compile(rf"(?<!\w){spelled}(?!\w)", re.IGNORECASE))
    for kind, pattern in PATTERNS:
        signs.put(kind, pattern)
    return Masked(signs.text, signs.stands_for)


class _Signs:
    """A text in which more and more gets a sign."""

    def __init__(self, text: str) -> None:
        self.text, self._own = text, text
        self.stands_for: dict[str, str] = {}
        self._given: dict[tuple[str, str], str] = {}

    def put(self, kind: str, pattern: re.Pattern[str]) -> None:
        """A sign for each place of that look, outside the signs that stand there already."""
        parts = re.split(r"(\[[A-Z]+-\d+\])", self.text)
        self.text = "".join(
            one if place % 2 else pattern.sub(lambda found: self._sign(kind, found[0]), one) for place, one in enumerate(parts)
        )

    def _sign(self, kind: str, what: str) -> str:
        key = (kind, " ".join(what.casefold().split()))
        if key not in self._given:
            number = 1
            while (one := f"[{kind}-{number}]") in self.stands_for or one in self._own:
                number += 1
            self._given[key] = one
            self.stands_for[one] = what
        return self._given[key]
