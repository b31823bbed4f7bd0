"""The answers to the question for which invoices a payment is, the likeliest first, each with its reasons."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from akkoord.core.imputation import OpenClaim, impute
from akkoord.core.matching.book import Book, Received
from akkoord.core.matching.group import Group
from akkoord.core.matching.points import CERTAIN, HINT, LEAD, NEVER_CERTAIN, POINTS, PROPOSED, STRONG, Reason, number_points
from akkoord.core.matching.said import Said, alike, at_length, loosely, said_by
from akkoord.core.matching.sets import groups
from akkoord.core.matching.weigh import weighed

_TYPO = number_points("typo", "")[1]
MOST = 5  # answers given
_DEBTORS = 5  # debtors looked at for one payment
_SAME_SUM = 4  # debtors looked at only because an invoice of theirs has just this sum
_SAME_SUM_READ = 24
_BY_NAME = POINTS["name"] + POINTS["amount-rare"] + _TYPO
_BY_SUM = POINTS["amount"] + _TYPO
"""The most that an answer can weigh to which only a name points, or only a sum."""
_BEFORE = timedelta(days=3)  # who pays on a draft or an order pays before the day of the invoice


Parts = tuple[tuple[int, int], ...]
Credits = tuple[tuple[int, int, int], ...]


class _Answer(NamedTuple):
    """A match before it is known whether it is certain; most of them never come so far."""

    debtor_id: int
    parts: Parts
    score: int
    reasons: tuple[Reason, ...]
    discount: int
    credits: Credits


@dataclass(frozen=True, slots=True)
class Match:
    """Parts of a payment, (invoice id, cents), what speaks for and against them, and whether they may be booked unasked.

    `credits` are what the payer took off, (credit note id, invoice id, cents): to pay the rest is to set them off (art. 6:127 BW).
    """

    debtor_id: int
    parts: Parts
    score: int
    reasons: tuple[Reason, ...]
    discount: int = 0  # cents that the debtor was free to take off the one invoice in it
    credits: Credits = ()
    certain: bool = False

    @property
    def rows(self) -> set[int]:
        """The ids of the invoices and credit notes in it."""
        return {one for one, _ in self.parts} | {one for note, invoice, _ in self.credits for one in (note, invoice)}

    @property
    def because(self) -> str:
        """The kind of booking this makes: reference, account-and-amount, or name-and-amount."""
        if any(one.startswith(("number", "reference", "credit-number")) for one in self.reasons):
            return "reference"
        return "account-and-amount" if any(one.startswith("account") for one in self.reasons) else "name-and-amount"


def match(book: Book, payment: Received) -> Match | None:
    """The likeliest answer, or None where nothing points far enough."""
    return next((one for one in proposals(book, payment) if one.score >= PROPOSED), None)


def proposals(book: Book, payment: Received) -> list[Match]:
    """The likeliest answers, best first. Only the first can be certain."""
    if payment.amount <= 0:
        return []
    said = said_by(book, payment)
    found: dict[tuple[Parts, Credits], _Answer] = {}
    asked: set[int] = set()
    best = -sys.maxsize
    less = POINTS["against-other-number"] if any(hit.points >= STRONG for hit in said.hits.values()) else 0
    for debtors, most in ((_pointed_at, _BY_NAME), (_of_like_name, _BY_SUM), (_owing_just_this, 0)):
        for debtor in [one for one in debtors(book, payment, said) if one not in asked][:_DEBTORS]:
            asked.add(debtor)
            for group in groups(book, payment, said, debtor):
                one = _answer(book, payment, said, debtor, group)
                if one and ((key := (one.parts, one.credits)) not in found or found[key].score < one.score):
                    found[key] = one
                    best = max(best, one.score)
        if best >= most + less + LEAD:
            break  # no debtor that is left could come near
    found.update(((one.parts, one.credits), one) for one in _two_debtors(book, payment, said))
    return _ranked(book, list(found.values()))


def _ranked(book: Book, found: list[_Answer]) -> list[Match]:
    if len(found) > 1:
        found.sort(key=lambda one: (-one.score, len(one.parts), _age(book, one)))
    second = found[1].score if len(found) > 1 else 0
    return [Match(*one, certain=place == 0 and _is_certain(one, second)) for place, one in enumerate(found[:MOST])]


def _is_certain(first: _Answer, second: int) -> bool:
    return first.score >= CERTAIN and first.score - second >= LEAD and NEVER_CERTAIN.isdisjoint(first.reasons)


def _age(book: Book, one: _Answer) -> tuple[object, ...]:
    row = book.invoices[one.parts[0][0]]
    return row.due_on, row.issued_on, row.id


def _pointed_at(book: Book, payment: Received, said: Said) -> list[int]:
    """The debtors whose invoices it names, whose account it came from, or whose customer number stands there."""
    named = (book.invoices[one].debtor_id for one in (*said.hits, *said.notes))
    return list(dict.fromkeys((*named, *said.owners, *said.customers)))


def _of_like_name(book: Book, payment: Received, said: Said) -> list[int]:
    return alike(book, payment) if payment.name else []


def _owing_just_this(book: Book, payment: Received, said: Said) -> list[int]:
    """Debtors of whom an invoice of just this sum is open; first those whose number may be meant."""
    same = book.of_sum(payment.amount, most=_SAME_SUM_READ)
    if len(same) > _SAME_SUM and not said.owners and not said.namesakes and at_length(book, said, payment):
        same.sort(key=lambda one: loosely(book, said, one) is None)
    return list(dict.fromkeys(book.invoices[one].debtor_id for one in same))[:_SAME_SUM]


def _answer(book: Book, payment: Received, said: Said, debtor: int, group: Group) -> _Answer | None:
    score, reasons = weighed(book, payment, said, debtor, group)
    if score < HINT:
        return None
    parts, credits = _less_credits(book, payment, group) if group.notes else (_imputed(book, payment, group), ())
    if any(book.invoices[one].issued_on > payment.on + _BEFORE for one in (*(one for one, _ in parts), *group.notes)):
        score, reasons = score + POINTS["against-before-invoice"], (*reasons, "against-before-invoice")
    return _Answer(debtor, parts, score, reasons, group.discount, credits) if score >= HINT else None


def _imputed(book: Book, payment: Received, group: Group) -> Parts:
    """The order of the law within a group (art. 6:43 BW)."""
    if len(group.ids) == 1:
        return ((group.ids[0], min(payment.amount, book.open[group.ids[0]])),)
    return tuple(impute(payment.amount, claims=_claims(book, group, book.open), named=group.named, on=payment.on))


def _claims(book: Book, group: Group, left: Mapping[int, int]) -> list[OpenClaim]:
    rows = [book.invoices[one] for one in group.ids]
    return [OpenClaim(row.id, row.due_on, row.issued_on, left[row.id]) for row in rows]


def _less_credits(book: Book, payment: Received, group: Group) -> tuple[Parts, Credits]:
    """The credit notes fall over the group in the same order (art. 6:137 BW), the payment over what they leave."""
    left = {one: book.open[one] for one in group.ids}
    credits: list[tuple[int, int, int]] = []
    for note in group.notes:
        for one, cents in impute(book.credit[note], claims=_claims(book, group, left), named=group.named, on=payment.on):
            credits.append((note, one, cents))
            left[one] -= cents
    parts = impute(payment.amount, claims=_claims(book, group, left), named=group.named, on=payment.on)
    return tuple(parts), tuple(credits)


def _two_debtors(book: Book, payment: Received, said: Said) -> Iterator[_Answer]:
    """One who pays for two names the invoices of both; a person looks, whatever the score."""
    if len(said.hits) < 2:
        return
    named = [one for one, hit in said.hits.items() if hit.points > POINTS["customer-number"]]
    debtors = {book.invoices[one].debtor_id for one in named}
    if len(debtors) > 1 and sum(book.open[one] for one in named) == payment.amount:
        reasons: tuple[Reason, ...] = (said.hits[named[0]].reason, "amount-all-named", "against-two-debtors")
        score = said.hits[named[0]].points + POINTS["amount-all-named"] + POINTS["against-two-debtors"]
        first = book.invoices[named[0]].debtor_id
        yield _Answer(first, tuple((one, book.open[one]) for one in named), score, reasons, 0, ())
