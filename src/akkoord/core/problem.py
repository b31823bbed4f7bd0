"""Sentences in two languages, problems found in files, and refusals that say why."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Text(NamedTuple):
    """One sentence for people: Dutch first, English beside it."""

    nl: str
    en: str

    def in_language(self, language: str) -> str:
        """The sentence in `language`; everything but English gets the Dutch one.

        >>> Text("Betaald", "Paid").in_language("en")
        'Paid'
        """
        return self.en if language.startswith("en") else self.nl


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in a file that could not be used: where it stands, what was found, what was expected.

    `line` counts from 1 and is None where a format has no lines worth naming; `where` names the column or element. A `notice` is
    told and asks for nothing: it was used, and it changed something that was known.
    """

    message: Text
    line: int | None = None
    where: str = ""
    notice: bool = False


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that could not be given: the reason, and the article or rule it rests on."""

    why: Text
    source: str = ""
