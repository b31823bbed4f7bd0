"""Signs that somebody is vulnerable, in what he says or writes: then nobody pushes, and a person decides what happens.

Rules and no learning: for each kind the ways in which it is said, which a file of the language holds (reasons/vulnerable/). What
means something else ("ik ga dood van het lachen") is taken out first. A sign that is denied ("ik ben niet ziek") does not count,
except of self-harm, where a denial is still a reason to listen. The kinds follow the four drivers of vulnerability that the
British FCA names (health, life events, resilience, capability; FG21/1) and what Dutch debt counselling sees. A kind is told;
what was said of somebody's health is kept nowhere (AVG art. 9).

>>> listener = Listener({"illness": [r"(?:ik ben|ben ik) (?:niet )?ziek"]}, otherwise=["ziek van dat gezeur"], kin=[], who="")
>>> [listener.signs(said) for said in ("Ik ben ziek.", "ik ben niet ziek hoor", "ik ben ziek van dat gezeur")]
[('illness',), (), ()]
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from akkoord.core.conversation.words import plain

KINDS = ("self-harm", "despair", "illness", "grief", "administration", "debt-counselling", "capability")
"""The kinds, the most pressing first. `administration`: somebody else decides over his money; `capability`: cannot read or follow."""

_STILL_LISTEN = frozenset({"self-harm"})
_SAID_WITH_NOT = frozenset({"self-harm", "despair", "capability"})  # kinds that are themselves said with a "not"
_NOT = re.compile(r"\b(?:niet|geen|nooit)\b")
_DENIED = re.compile(
    r"(?:\b(?:niet|geen|nooit|niks|zonder|noch|evenmin|allesbehalve|nergens)\b(?: \w+){0,2} ?"
    r"|\b(?:niemand|nee) (?:\w+ ){0,1})$"
)
_DENIED_AFTER = re.compile(
    r"^ (?:ben|zijn|is|zit|zitten|sta|staan) (?:ik|wij|we|hij|ze|zij) (?:gelukkig |echt |helemaal )?niet\b"
    r"|^ ?,? ?(?:gelukkig|nee hoor) niet\b"
)
_CLAUSE = re.compile(r"[.!?,;\n]|\bmaar\b|\ben\b")
_AROUND = 40  # letters before and after a sign in which a denial is looked for


class Listener:
    """Hears signs in one language."""

    def __init__(self, says: Mapping[str, Iterable[str]], *, otherwise: Iterable[str], kin: Iterable[str], who: str) -> None:
        """`says` gives for each of the KINDS regular expressions on small letters without accents. `otherwise` is what sounds
        alike and is no sign. In both <kin>, <my-kin> and <who> stand for a member of the family, one of his, and he or his."""
        family = f"(?:{'|'.join(kin)})"
        mine = rf"(?:mijn|me|mn|m'n|mijne|ons|onze|zijn|haar|de|men) (?:\w+ )?{family}"

        def written_out(ways: Iterable[str]) -> str:
            spelled = (way.replace("<my-kin>", mine).replace("<kin>", family).replace("<who>", who) for way in ways)
            return "|".join(rf"(?<!\w)(?:{way})(?!\w)" for way in spelled)

        self._heard = {kind: re.compile(written_out(says[kind])) for kind in KINDS if kind in says}
        self._otherwise = re.compile(written_out(otherwise))

    def signs(self, text: str) -> tuple[str, ...]:
        """The kinds of signs in a text, in the order of KINDS; empty where there is none. Any text, of any length."""
        said = self._otherwise.sub(" ... ", re.sub(r"[ \t]+", " ", plain(text)))
        return tuple(kind for kind in self._heard if self._hears(kind, said))

    def _hears(self, kind: str, said: str) -> bool:
        found = self._heard[kind].finditer(said)
        return any(kind in _STILL_LISTEN or not _denied(kind, said, one) for one in found)


def _denied(kind: str, said: str, found: re.Match[str]) -> bool:
    if kind not in _SAID_WITH_NOT and _NOT.search(found[0]):
        return True
    before = _CLAUSE.split(said[max(0, found.start() - _AROUND) : found.start()])[-1]
    return bool(_DENIED.search(before) or _DENIED_AFTER.match(said[found.end() : found.end() + _AROUND]))
