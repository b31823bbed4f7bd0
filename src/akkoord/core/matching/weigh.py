"""What one answer weighs: the signs for it and against it, added up."""

from __future__ import annotations

from collections.abc import Iterator

from akkoord.core.matching.book import Book, Received
from akkoord.core.matching.names import likeness
from akkoord.core.matching.points import MILDER, POINTS, STRONG, Reason
from akkoord.core.matching.said import Said, paid_before
from akkoord.core.matching.sets import Group

Sign = tuple[Reason, int]

_BESIDE = 5  # points for each further invoice that is named too
_SURPLUS = 5000  # cents, and a quarter: more than interest and costs come to
_OFTEN = 3  # times a debtor paid from an account after which the name on it matters no more


def weighed(book: Book, payment: Received, said: Said, debtor: int, group: Group) -> tuple[int, tuple[Reason, ...]]:
    """The score of an answer and its reasons, the weightiest first."""
    signs = [*_of_numbers(group), *_of_amount(group), *_of_payer(book, payment, said, debtor)]
    exact = any(reason.startswith("amount") for reason, _ in signs) and any(hit.points >= STRONG for hit in group.hits)
    if group.hits and group.hits[0].points >= STRONG and not payment.name and not payment.iban:
        signs.append(("no-payer-told", POINTS["no-payer-told"]))
    signs += _against(book, payment, said, debtor, group, milder=exact)
    signs.sort(key=lambda sign: -abs(sign[1]))
    return sum(points for _, points in signs), tuple(reason for reason, _ in signs)


def _of_numbers(group: Group) -> Iterator[Sign]:
    if group.hits:
        best = max(group.hits, key=lambda hit: hit.points)
        yield best.reason, best.points + _BESIDE * min(len(group.hits) - 1, 2)


def _of_amount(group: Group) -> Iterator[Sign]:
    if group.amount:
        yield group.amount, POINTS[group.amount]
    if group.older:
        yield "against-older", POINTS["against-older"]


def _of_payer(book: Book, payment: Received, said: Said, debtor: int) -> Iterator[Sign]:
    """That it is his account or his name; not both, because the one says little more than the other."""
    payer = book.payers.get(debtor)
    like = likeness(payment.name, payer.name) if payer and payment.name else "none"
    if debtor in said.owners:
        reason: Reason = "account"
        if len(said.owners) > 1:
            reason = "account" if like == "equal" and said.namesakes == [debtor] else "account-shared"
        elif payment.name and payer and like == "none" and said.owners[debtor] < _OFTEN:
            reason = "account-other-name"
        yield reason, POINTS[reason]
        if reason == "account":
            return
    if like == "equal":
        reason = "name" if len(said.namesakes) < 2 else "name-near"
        yield reason, POINTS[reason]
    elif like == "near":
        yield "name-near", POINTS["name-near"]
    if debtor in said.customers:
        yield "customer-number", POINTS["customer-number"]


def _against(book: Book, payment: Received, said: Said, debtor: int, group: Group, *, milder: bool) -> Iterator[Sign]:
    others = [one for one, hit in said.hits.items() if one not in group.ids and hit.points >= STRONG]
    whole = group.hits and group.hits[0].points >= STRONG
    if others and (not group.hits or any(book.invoices[one].debtor_id != debtor for one in others)):
        yield "against-other-number", POINTS["against-other-number"]
    if not whole and (said.settled or (not group.hits and paid_before(book, said, debtor))):
        yield "against-paid-number", POINTS["against-paid-number"]
    if said.unknown and not group.hits:
        yield "against-unknown-number", POINTS["against-unknown-number"]
    if group.hits and group.amount is None:
        yield from _of_strange_amount(book, payment, debtor, group)
    yield from _another_payer(book, payment, said, debtor, milder=milder)


def _of_strange_amount(book: Book, payment: Received, debtor: int, group: Group) -> Iterator[Sign]:
    """A part, or too much, is what is named all the same, unless it is just the sum of another one, or far too much."""
    named = sum(book.open[one] for one in group.ids)
    if any(book.open[one] == payment.amount for one in book.owed_by(debtor) if one not in group.ids):
        yield "against-other-sum", POINTS["against-other-sum"]
    if payment.amount - named > max(_SURPLUS, named // 4):
        yield "against-too-much", POINTS["against-too-much"]


def _another_payer(book: Book, payment: Received, said: Said, debtor: int, *, milder: bool) -> Iterator[Sign]:
    """That it is the account, or just the name, of another debtor. Who names number and sum may pay for somebody else."""
    if said.owners and debtor not in said.owners:
        yield "against-other-account", -MILDER if milder else POINTS["against-other-account"]
    payer = book.payers.get(debtor)
    if said.namesakes and debtor not in said.namesakes and payer and likeness(payment.name, payer.name) == "none":
        yield "against-other-name", -MILDER if milder else POINTS["against-other-name"]
