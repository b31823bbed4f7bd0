"""What somebody says on the phone, as a reason with how sure that is: the words he shares with how each reason sounds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from akkoord.reasons import reasons

LONGEST = 2_000  # characters that are listened to; the last ones count
SURE = 0.6
_WORD = re.compile(r"\w+")
_CARE = {
    "debt-help": re.compile(r"schuldhulp|schuldsaner|bewindvoer|wsnp|kredietbank", re.IGNORECASE),
    "illness": re.compile(r"\bkanker|ziekenhuis|\bchemo|depress|burn.?out|ernstig ziek|\bpsych", re.IGNORECASE),
    "despair": re.compile(r"radeloos|geen uitweg|wanhop|zie het niet meer zitten|ten einde raad", re.IGNORECASE),
    "self-harm": re.compile(r"zelfmoord|zelfdoding|er een eind aan|niet meer leven|iets aandoen", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class Heard:
    """The likeliest reason and how sure it is (0 to 1), the others after it, and signs of vulnerability by their kinds."""

    reason: str
    confidence: float
    others: tuple[tuple[str, float], ...]
    sure: bool
    vulnerable: tuple[str, ...]


@cache
def _sounds() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((one.id, frozenset(_WORD.findall(said.lower()))) for one in reasons().values() for said in one.sounds_like)


def hear(text: str) -> Heard:
    """Which reason this sounds like. Nothing that can be recognised is the reason `none`, and is not sure."""
    said = text[-LONGEST:]
    words = frozenset(_WORD.findall(said.lower()))
    best: dict[str, float] = {}
    for reason, sound in _sounds():
        score = len(words & sound) / max(1, min(len(sound), len(words) or 1))
        best[reason] = max(best.get(reason, 0.0), round(score, 3))
    ranked = sorted(((score, reason) for reason, score in best.items() if score > 0), reverse=True)
    care = tuple(kind for kind, sign in _CARE.items() if sign.search(said))
    if not ranked:
        return Heard("none", 0.0, (), sure=False, vulnerable=care)
    (first, reason), others = ranked[0], tuple((one, score) for score, one in ranked[1:3])
    return Heard(reason, first, others, sure=first >= SURE, vulnerable=care)
