"""What money that goes out to a debtor gives back: an open credit note, what he paid too much, or a payment that was placed.

Signs are weighed as for money that comes in, by the same bounds (`points.py`). A sum alone says nothing here: rent and wages go
out too, so that nothing is proposed unless the account, the name or a number points at the debtor.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from akkoord.core.matching.book import Received
from akkoord.core.matching.names import likeness, name_words
from akkoord.core.matching.points import CERTAIN, LEAD, POINTS, PROPOSED, number_points
from akkoord.core.matching.spelling import folded, normal, spans, words_of

Kind = Literal["payment", "placed", "credit-note"]
RefundReason = Literal[
    "refund-note",
    "refund-payment",
    "refund-amount",
    "refund-account",
    "refund-name",
    "refund-name-near",
    "refund-said",
    "against-refund-name",
    "against-refund-account",
    "against-refund-other",
    "against-refund-placed",
    "against-refund-part",
]
"""A sign that this is what was given back; the words for it stand in web/labels.py."""

MOST = 3  # answers given
_REFERS = 50
_SAID = 20
_SAYS = frozenset(
    "TERUG TERUGBETALING RESTITUTIE REFUND TERUGGAVE TERUGSTORTING RETOUR TEVEEL DUBBEL CREDIT CREDITNOTA CREDITFACTUUR".split()
)
_SURE_AGAINST: frozenset[RefundReason] = frozenset(
    {"against-refund-name", "against-refund-account", "against-refund-other", "against-refund-placed", "against-refund-part"}
)
_LEAST = 4  # signs of the shortest number that points at anything by itself


@dataclass(frozen=True, slots=True)
class Source:
    """What can be given back: `left` cents of it. `placed`: all of a payment that stands on invoices now, which are open again
    when it is given back. `numbers` are what a text may call it by, `ibans` the accounts its debtor pays from."""

    kind: Kind
    id: int
    debtor_id: int | None
    left: int
    on: date
    name: str
    ibans: frozenset[str]
    numbers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """One answer: what is given back, with what speaks for and against it."""

    source: Source
    amount: int
    score: int
    reasons: tuple[RefundReason, ...]
    certain: bool = False


@dataclass(slots=True)
class Sources:
    """What can be given back, by what an entry may say of it."""

    owners: Mapping[str, frozenset[int]]  # the debtors who pay from an account
    by_sign: dict[str, list[Source]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def of(cls, sources: Iterable[Source], *, owners: Mapping[str, frozenset[int]]) -> Sources:
        """These sources."""
        made = cls(owners)
        for one in sources:
            for sign in {*one.ibans, *map(_plain, one.numbers), *name_words(one.name)}:
                made.by_sign[sign].append(one)
        return made

    def pointed_at(self, out: Received, words: set[str]) -> list[Source]:
        """Those that an account, a number or a word of a name points at."""
        signs = {out.iban, *words, *name_words(out.name)} - {""}
        found = {(one.kind, one.id): one for sign in signs for one in self.by_sign.get(sign, ())}
        return [one for one in found.values() if one.on <= out.on and 0 < out.amount <= one.left]


_WORD = re.compile(r"[^\W\d_]+")


def _plain(number: str) -> str:
    return folded(normal(number))


def returns(out: Received, sources: Sources) -> list[Returned]:
    """The likeliest answers for money that went out, best first; `out.amount` is in cents and positive. Only the first can be
    certain; none is under the bound for a proposal."""
    texts = [text for text in (out.reference, *out.texts) if text]
    pieces = [words_of(text) for text in texts]  # what may be a number; the words that speak of giving back need no digit
    words = {folded(word) for some in pieces for word in (*some, *(joined for _, _, joined in spans(some)))}
    words |= {folded(word) for text in texts for word in _WORD.findall(text.upper())}
    fits = sources.pointed_at(out, words)
    named = {(one.kind, one.id) for one in fits if _named(one, words)}
    found = [_answer(out, one, words, named, sources.owners) for one in fits]
    ranked = sorted((one for one in found if one.score >= PROPOSED and _points_at(one)), key=lambda one: (-one.score, one.source.on))[:MOST]
    return [replace(ranked[0], certain=_is_certain(ranked)), *ranked[1:]] if ranked else []


def _is_certain(ranked: Sequence[Returned]) -> bool:
    first, second = ranked[0], ranked[1].score if len(ranked) > 1 else 0
    return first.score >= CERTAIN and first.score - second >= LEAD and _SURE_AGAINST.isdisjoint(first.reasons)


def _points_at(one: Returned) -> bool:
    """Whether more than a sum points at it. What is placed, or would be given back in part, must be told to be given back:
    a debtor may be one who sells to us too."""
    named = not {"refund-note", "refund-payment"}.isdisjoint(one.reasons)
    of_debtor = not {"refund-account", "refund-name", "refund-name-near"}.isdisjoint(one.reasons)
    if one.source.kind == "placed" or "against-refund-part" in one.reasons:
        return "refund-account" in one.reasons and (named or "refund-said" in one.reasons)
    return named or of_debtor


def _named(one: Source, words: set[str]) -> bool:
    return any(len(plain) >= _LEAST and plain in words for plain in map(_plain, one.numbers))


def _answer(out: Received, one: Source, words: set[str], named: set[tuple[Kind, int]], owners: Mapping[str, frozenset[int]]) -> Returned:
    signs = [*_of_text(one, words, named), *_of_amount(out, one), *_of_payee(out, one, owners)]
    signs.sort(key=lambda sign: -abs(sign[1]))
    return Returned(one, out.amount, sum(points for _, points in signs), tuple(reason for reason, _ in signs))


def _of_text(one: Source, words: set[str], named: set[tuple[Kind, int]]) -> Iterator[tuple[RefundReason, int]]:
    if (one.kind, one.id) in named:
        if one.kind == "credit-note":
            yield "refund-note", number_points("exact", normal(one.numbers[0]))[1]
        else:
            yield "refund-payment", _REFERS
    elif named:
        yield "against-refund-other", POINTS["against-other-number"]
    if any(folded(word) in words for word in _SAYS):
        yield "refund-said", _SAID


def _of_amount(out: Received, one: Source) -> Iterator[tuple[RefundReason, int]]:
    if out.amount == one.left:
        yield "refund-amount", POINTS["amount-rare"]
    else:
        yield "against-refund-part", 0
    if one.kind == "placed":
        yield "against-refund-placed", POINTS["against-older"]


def _of_payee(out: Received, one: Source, owners: Mapping[str, frozenset[int]]) -> Iterator[tuple[RefundReason, int]]:
    """Whose account it went to, and under which name: an account says more than a name does."""
    like = likeness(out.name, one.name) if out.name and one.name else "none"
    if out.iban and out.iban in one.ibans:
        yield "refund-account", POINTS["account"]
        if out.name and one.name and like == "none":
            yield "against-refund-name", POINTS["against-other-name"]
        return
    if out.iban and (others := owners.get(out.iban, frozenset())) and one.debtor_id not in others:
        yield "against-refund-account", POINTS["against-other-account"]
    if like == "equal":
        yield "refund-name", POINTS["name"]
    elif like == "near":
        yield "refund-name-near", POINTS["name-near"]
