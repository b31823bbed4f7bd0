"""What goes along with the writ, as a draft: the parties, the claim, the evidence by number, and the defences with our answers.

Art. 111 lid 3 Rv asks that the writ states the defences that were raised and the evidence there is; art. 21 Rv that the facts are
full and true; art. 85 Rv that what is relied on is attached: https://wetten.overheid.nl/BWBR0001827. Sums are cents.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from akkoord.core.court.judge import Venue
from akkoord.core.letter import LetterContent, LetterParty
from akkoord.core.problem import Text


@dataclass(frozen=True, slots=True)
class Litigant:
    """A party as the writ names it: `form` is the legal form in words, empty where nobody said which."""

    party: LetterParty
    form: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One piece of evidence: its number (productie), what it is, of which day, and whether the document itself is at hand."""

    number: int
    what: str
    on: date | None
    at_hand: bool = True


@dataclass(frozen=True, slots=True)
class Defence:
    """What he has against it: since when, about which invoice (empty: everything), in his words, and what we answered.
    `ended_on` where it was settled."""

    on: date
    invoice: str
    words: str
    answer: str
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ground:
    """One invoice as a ground of the claim: what it is for, when that was delivered, and where its term stands."""

    invoice: str
    what: str
    delivered_from: date | None
    delivered_until: date | None
    term: str


@dataclass(frozen=True, slots=True)
class WritAnnex:
    """Everything the annex holds. `claim` is the specification of that day; `tried` says what was done to be paid, a line each;
    `missing` what a person still has to find or fill in."""

    plaintiff: Litigant
    defendant: Litigant
    venue: Venue
    claim: LetterContent
    grounds: Sequence[Ground]
    tried: Sequence[str]
    exhibits: Sequence[Exhibit]
    defences: Sequence[Defence]
    prescribes: Sequence[tuple[str, date]]
    missing: Sequence[Text]


def numbered(found: Sequence[tuple[str, date | None, bool]]) -> tuple[Exhibit, ...]:
    """Evidence in its order, numbered from 1.

    >>> [one.number for one in numbered([("factuur 1", None, True), ("factuur 2", None, False)])]
    [1, 2]
    """
    return tuple(Exhibit(place, what, on, at_hand) for place, (what, on, at_hand) in enumerate(found, 1))
