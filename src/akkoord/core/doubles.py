"""Which debtors are likely one and the same, and by what. Only who shares a key is compared, so that it stays quick for many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from akkoord.core.matching.names import likeness, name_words

SIGNS: Mapping[str, int] = {
    "kvk": 100,
    "vat": 80,
    "iban": 60,
    "email": 50,
    "name-and-place": 60,
    "name-near": 40,
    "name-alone": 40,
}
"""What speaks for it, in points; a pair is proposed from LEAST on."""
LEAST = 40
CROWD = 20  # debtors that may share a key for it to say anything: an accountant's address is that of all his clients


@dataclass(frozen=True, slots=True)
class Somebody:
    """A debtor by what may tell that he is another one as well."""

    id: int
    name: str
    kvk: str = ""
    vat: str = ""
    email: str = ""
    postcode: str = ""
    ibans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two debtors, the smaller number in front, and the signs that they are one, the strongest in front."""

    first: int
    second: int
    signs: tuple[str, ...]

    @property
    def score(self) -> int:
        """The points of its signs together."""
        return sum(SIGNS[sign] for sign in self.signs)


def doubles(people: Iterable[Somebody]) -> list[Pair]:
    """The likely doubles, the surest in front. Two KvK numbers are two businesses, whatever else they share.

    >>> one, two = Somebody(1, "Bakkerij Jansen B.V.", kvk="12345678"), Somebody(2, "Jansen Bakkerij", kvk="12345678")
    >>> [(pair.first, pair.second, pair.signs) for pair in doubles([one, two])]
    [(1, 2, ('kvk',))]
    >>> near = Somebody(3, "Jansen Bakkery", postcode="1234 AB"), Somebody(4, "Bakkerij Jansen", postcode="1234ab")
    >>> [pair.signs for pair in doubles(near)]
    [('name-near',)]
    """
    known = {one.id: one for one in people}
    signs: dict[tuple[int, int], set[str]] = defaultdict(set)
    for sign, block in _blocks(known.values()):
        for first, second in combinations(sorted(block), 2):
            if sign != "name" and not _differ(known[first], known[second]):
                signs[first, second].add(sign)
            elif sign == "name" and (found := _by_name(known[first], known[second])):
                signs[first, second].add(found)
    pairs = (Pair(*ids, tuple(sorted(found, key=lambda sign: (-SIGNS[sign], sign)))) for ids, found in signs.items())
    return sorted((pair for pair in pairs if pair.score >= LEAST), key=lambda pair: (-pair.score, pair.first, pair.second))


def _blocks(people: Iterable[Somebody]) -> Iterator[tuple[str, set[int]]]:
    """Who shares a key. A key that a crowd shares says nothing."""
    found: dict[tuple[str, object], set[int]] = defaultdict(set)
    for one in people:
        for sign, key in _keys(one):
            found[sign, key].add(one.id)
    return ((sign, ids) for (sign, _), ids in found.items() if 1 < len(ids) <= CROWD)


def _keys(one: Somebody) -> Iterator[tuple[str, object]]:
    """A name is looked up at its place, and by all its words; spellings of it are compared there."""
    for sign, value in (("kvk", one.kvk), ("vat", one.vat.upper()), ("email", one.email.lower())):
        if value:
            yield sign, value
    for iban in one.ibans:
        yield "iban", iban
    words = name_words(one.name)
    if words:
        yield "name", words
    for word in words if (place := _place(one)) else ():
        yield "name", (place, word[:4])


def _place(one: Somebody) -> str:
    return "".join(one.postcode.split()).upper()


def _differ(one: Somebody, other: Somebody) -> bool:
    return bool(one.kvk and other.kvk and one.kvk != other.kvk)


def _by_name(one: Somebody, other: Somebody) -> str:
    """What their names say, at one address or where one of them has none. Initials tell people apart, so that a name without
    an address must be the same to the letter."""
    if _differ(one, other):
        return ""
    here, there = _place(one), _place(other)
    if here and there:
        alike = likeness(one.name, other.name) if here == there else "none"
        return {"equal": "name-and-place", "near": "name-near"}.get(alike, "")
    same = " ".join(one.name.casefold().split()) == " ".join(other.name.casefold().split())
    return "name-alone" if same else ""
