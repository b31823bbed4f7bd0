"""What one answer weighs: the signs for it and against it, added up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from operator import attrgetter

from akkoord.core.matching.book import Book, Received
from akkoord.core.matching.group import Group
from akkoord.core.matching.names import former, nearest
from akkoord.core.matching.points import MILDER, POINTS, STRONG, Reason
from akkoord.core.matching.said import Said, paid_before

Sign = tuple[Reason, int]

_BESIDE = 5  # points for each further invoice that is named too
_SURPLUS = 5000  # cents, and a quarter: more than interest and costs come to
_OFTEN = 3  # times a debtor paid from an account after which the name on it matters no more


def weighed(book: Book, payment: Received, said: Said, debtor: int, group: Group) -> tuple[int, tuple[Reason, ...]]:
    """The score of an answer and its reasons, the weightiest first."""
    signs: list[Sign] = []
    exact = False
    if hits := group.hits:
        best = max(hits, key=_points) if len(hits) > 1 else hits[0]
        signs.append((best.reason, best.points + _BESIDE * min(len(hits) - 1, 2)))
        exact = best.points >= STRONG and group.amount is not None and group.amount != "by-law"
    if group.amount:
        signs.append((group.amount, POINTS[group.amount]))
    signs += _of_notes(book, payment, group) if group.notes else ()
    if group.older:
        signs.append(("against-older", POINTS["against-older"]))
    if debtor not in said.payers:  # the same for every answer of his
        said.payers[debtor] = list(_of_payer(book, payment, said, debtor))
    signs += said.payers[debtor]
    if hits and hits[0].points >= STRONG and not payment.name and not payment.iban:
        signs.append(("no-payer-told", POINTS["no-payer-told"]))
    _against(signs, book, payment, said, debtor, group, milder=exact)
    signs.sort(key=_weight)
    return sum([points for _, points in signs]), tuple([reason for reason, _ in signs])


_points = attrgetter("points")


def _weight(sign: Sign) -> int:
    return -abs(sign[1])


def _of_notes(book: Book, payment: Received, group: Group) -> Iterator[Sign]:
    """That they are named; else half of an invoice may as well be the first of two parts."""
    if group.notes_named:
        yield "credit-number", POINTS["credit-number"]
    elif sum(book.credit[one] for one in group.notes) == payment.amount:
        yield "against-half", POINTS["against-half"]


def _of_payer(book: Book, payment: Received, said: Said, debtor: int) -> Iterator[Sign]:
    """That it is his account or his name; not both, because the one says little more than the other."""
    names = book.names.get(debtor)
    like = nearest(payment.name, names) if names and payment.name else "none"
    if debtor in said.owners:
        reason: Reason = "account"
        if len(said.owners) > 1:
            reason = "account" if like == "equal" and said.namesakes == [debtor] else "account-shared"
        elif payment.name and names and like == "none" and said.owners[debtor] < _OFTEN:
            reason = "account-other-name"
        yield reason, POINTS[reason]
        if reason == "account":
            return
    if like in ("equal", "near"):
        reason = _named(payment.name, names or (), alone=like == "equal" and len(said.namesakes) < 2)
        yield reason, POINTS[reason]
    if debtor in said.customers:
        yield "customer-number", POINTS["customer-number"]


def _named(payer: str, names: Sequence[str], *, alone: bool) -> Reason:
    """That he bears the name of the debtor, or of who was merged into him."""
    if len(names) > 1 and former(payer, names):
        return "name-before" if alone else "name-near-before"
    return "name" if alone else "name-near"


def _against(signs: list[Sign], book: Book, payment: Received, said: Said, debtor: int, group: Group, *, milder: bool) -> None:
    others = [one for one, hit in said.hits.items() if one not in group.ids and hit.points >= STRONG] if said.hits else ()
    whole = group.hits and group.hits[0].points >= STRONG
    if others and (not group.hits or any(book.invoices[one].debtor_id != debtor for one in others)):
        signs.append(("against-other-number", POINTS["against-other-number"]))
    if not whole and (said.settled or (not group.hits and paid_before(book, said, debtor))):
        signs.append(("against-paid-number", POINTS["against-paid-number"]))
    if said.unknown and not group.hits:
        signs.append(("against-unknown-number", POINTS["against-unknown-number"]))
    if group.hits and group.amount is None:
        signs += _of_strange_amount(book, payment, debtor, group)
    if said.owners and debtor not in said.owners:
        signs.append(("against-other-account", -MILDER if milder else POINTS["against-other-account"]))
    if said.namesakes and debtor not in said.namesakes and _another_name(book, payment, debtor):
        signs.append(("against-other-name", -MILDER if milder else POINTS["against-other-name"]))


def _of_strange_amount(book: Book, payment: Received, debtor: int, group: Group) -> Iterator[Sign]:
    """A part, or too much, is what is named all the same, unless it is just the sum of another one, or far too much."""
    named = sum(book.open[one] for one in group.ids)
    if any(book.open[one] == payment.amount for one in book.owed_by(debtor) if one not in group.ids):
        yield "against-other-sum", POINTS["against-other-sum"]
    if payment.amount - named > max(_SURPLUS, named // 4):
        yield "against-too-much", POINTS["against-too-much"]


def _another_name(book: Book, payment: Received, debtor: int) -> bool:
    """That it is just the name of another debtor. Who names number and sum may pay for somebody else."""
    names = book.names.get(debtor)
    return names is not None and nearest(payment.name, names) == "none"
