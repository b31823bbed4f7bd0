"""The second question before anything is shown: a sum or a postcode that only he knows who got the letter or the invoice."""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable

from akkoord.core.money import cents_of

LONGEST = 40  # characters that are looked at


def readings(typed: str) -> tuple[str, ...]:
    """What somebody may have meant: cents of a sum in either notation, or a postcode without spaces.

    >>> readings("€ 1.312,45"), readings("1,312"), readings("3706 ab")
    (('131245',), ('131200',), ('3706AB',))
    """
    said = " ".join(typed[:LONGEST].split())
    sums = [cents_of(said.upper().replace("EURO", "EUR"), decimal=mark) for mark in (",", ".", "")]
    found = [f"{cents}" for cents in dict.fromkeys(sums) if cents is not None and cents > 0]
    return tuple(found) or ((plain_postcode(said),) if plain_postcode(said) else ())


def plain_postcode(text: str) -> str:
    """A postcode in capitals, without what people put in between."""
    return re.sub(r"[^0-9A-Z]", "", text.upper())


def answers(*, sums: Iterable[int], postcode: str) -> tuple[str, ...]:
    """Every right answer; sums in cents. A postcode that is not known, or is hardly one, is no answer."""
    plain = plain_postcode(postcode)
    known = tuple(f"{cents}" for cents in dict.fromkeys(sums) if cents > 0)
    return (*known, plain) if len(plain) >= 4 and re.search(r"[A-Z]", plain) else known


def right(typed: str, *, known: Iterable[str]) -> bool:
    """Whether it is one of the right answers; looks at all of them, so that the time tells nothing."""
    given = [one.encode() for one in readings(typed)]
    found = [hmac.compare_digest(one, answer.encode()) for answer in known for one in given]
    return any(found)
