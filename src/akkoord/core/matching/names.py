"""Whether a payer is a debtor by his name, as a bank writes it: without its legal form, in capitals, cut off, or turned round."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from rapidfuzz import fuzz

Likeness = Literal["equal", "near", "some", "none"]

_ORDER: tuple[Likeness, ...] = ("equal", "near", "some", "none")
_SIGNS = re.compile(r"[^a-z0-9]+")
_INITIALS = re.compile(r"\b(?:[a-z]\.){2,}|\b[a-z]\.(?=\s|$)")
_EMPTY = frozenset(
    "bv nv vof cv ua gmbh ltd inc sa sarl bvba holding nederland stichting vereniging maatschap firma fa de het der den van te ter en "
    "von eo hr mr mw dhr mevr dr drs ing ir heer mevrouw the and handelsnaam ho inzake".split()
)
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")
_NEAR = 87  # of a hundred, on the words in order of the alphabet


@lru_cache(maxsize=65536)
def name_words(name: str) -> frozenset[str]:
    """The words of a name that tell it from another one; legal forms, titles and initials left out.

    >>> sorted(name_words("Bakkerij Jansen B.V.")), sorted(name_words("HR J.P. DE VRIES EO MW K. Bos"))
    (['bakkerij', 'jansen'], ['bos', 'vries'])
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower().replace("e/o", " ")
    words = _SIGNS.sub(" ", _INITIALS.sub(" ", plain.replace("'", ""))).split()
    telling = frozenset(word for word in words if len(word) > 1 and word not in _EMPTY)
    return telling or frozenset(words)


@lru_cache(maxsize=262144)
def likeness(payer: str, debtor: str) -> Likeness:
    """How far a payer's name is that of a debtor.

    >>> likeness("BAKKERIJ JANSEN", "Bakkerij Jansen B.V."), likeness("Jansen Bakkery", "Bakkerij Jansen B.V.")
    ('equal', 'near')
    >>> likeness("P. Jansen", "Bakkerij Jansen B.V."), likeness("De Groot Techniek", "Bakkerij Jansen B.V.")
    ('some', 'none')
    """
    mine, theirs = name_words(payer), name_words(debtor)
    if not mine or not theirs:
        return "none"
    if mine == theirs:
        return "equal"
    both = mine & theirs
    if len(both) > 1 and (mine <= theirs or theirs <= mine):
        return "near"
    if fuzz.ratio(_in_order(payer), _in_order(debtor), score_cutoff=_NEAR) or _cut_off(payer, debtor):
        return "near"
    return "some" if any(len(word) > 3 for word in both) else "none"


def nearest(payer: str, names: Sequence[str]) -> Likeness:
    """How far a payer's name is one of those that a debtor has or had.

    >>> nearest("BAKKERIJ JANSEN", ["De Korenbloem", "Bakkerij Jansen B.V."]), nearest("BAKKERIJ JANSEN", [])
    ('equal', 'none')
    """
    if len(names) == 1:
        return likeness(payer, names[0])
    return min((likeness(payer, name) for name in names), key=_ORDER.index, default="none")


def former(payer: str, names: Sequence[str]) -> str:
    """The name a debtor had before, where the payer bears that one rather than the one he has, the first; else nothing.

    >>> former("BAKKERIJ JANSEN", ["De Korenbloem", "Bakkerij Jansen B.V."]), former("KORENBLOEM", ["De Korenbloem", "Bakkerij Jansen"])
    ('Bakkerij Jansen B.V.', '')
    """
    best = nearest(payer, names)
    if best not in ("equal", "near") or likeness(payer, names[0]) == best:
        return ""
    return next(name for name in names if likeness(payer, name) == best)


@lru_cache(maxsize=65536)
def _in_order(name: str) -> str:
    return " ".join(sorted(name_words(name)))


def _cut_off(payer: str, debtor: str) -> bool:
    """Banks cut a name off at a fixed length."""
    if payer[0] in _LETTERS and debtor[0] in _LETTERS and payer[0].lower() != debtor[0].lower():
        return False  # asked first because it is cheap
    short, long = sorted((_SIGNS.sub("", payer.lower()), _SIGNS.sub("", debtor.lower())), key=len)
    return len(short) >= 12 and long.startswith(short)
