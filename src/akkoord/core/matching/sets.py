"""The sets of a debtor's invoices that a payment may be for, before any is weighed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from akkoord.core.matching.book import Book, Received
from akkoord.core.matching.group import Group
from akkoord.core.matching.less_credit import all_named, less_credit
from akkoord.core.matching.points import Reason
from akkoord.core.matching.said import Hit, Said, loosely
from akkoord.core.matching.sums import few, oldest

_LOOKED_AT = 80  # open invoices of one debtor of which the numbers are compared loosely


def groups(book: Book, payment: Received, said: Said, debtor: int) -> Iterator[Group]:
    """What a payment of this debtor may be for. One whose account or name it is may pay anything of his; one who only
    owes a like sum, just that."""
    mine, notes = book.owed_by(debtor), book.owed_to(debtor)
    sure = tuple(one for one in said.hits if book.invoices[one].debtor_id == debtor)
    if whole := _agreed(book, payment, said, sure, notes):
        yield whole
        return  # number and sum agree: nothing else of his is asked for
    hits = _hits(book, said, mine, sure)
    yield from _named(book, payment, mine, hits) if (named := tuple(hits)) else ()
    unnamed = [one for one in mine if book.open[one] == payment.amount and (one,) != named]
    if len(unnamed) > 1:
        unnamed.sort(key=lambda one: _turn(book, payment, one))
    for place, one in enumerate(unnamed):
        found = (hits[one],) if one in hits else ()
        yield Group((one,), named=(one,) if found else (), amount=_single(book, payment), hits=found, older=place > 0 and not found)
    if debtor in said.owners or debtor in said.customers or debtor in said.namesakes or named or any(one in notes for one in said.notes):
        sent = [one for one in mine if book.invoices[one].issued_on <= payment.on]
        yield from (alone := list(_unnamed(book, payment, debtor, sent, unnamed)))
        yield from less_credit(book, payment, said, sent, hits, notes, exact=bool(unnamed) or len(alone) > 1) if notes else ()


def _agreed(book: Book, payment: Received, said: Said, sure: tuple[int, ...], notes: Sequence[int]) -> Group | None:
    if sure and sum(book.open[one] for one in sure) == payment.amount:
        return Group(sure, sure, _sign(book, payment, sure, payment.amount), tuple(said.hits[one] for one in sure))
    return all_named(book, payment, said, sure, notes) if notes else None


def _turn(book: Book, payment: Received, invoice: int) -> tuple[bool, bool]:
    """What is due comes before what is not, and what is not sent yet comes last."""
    row = book.invoices[invoice]
    return row.issued_on > payment.on, row.due_on >= payment.on


def _hits(book: Book, said: Said, mine: Sequence[int], sure: Sequence[int]) -> dict[int, Hit]:
    found = {one: said.hits[one] for one in sure}
    if said.words or said.lengths:
        found.update((one, hit) for one in mine[:_LOOKED_AT] if one not in found and (hit := loosely(book, said, one)))
    return found


def _single(book: Book, payment: Received) -> Reason:
    return "amount-rare" if book.sums[payment.amount] == 1 else "amount"


def _named(book: Book, payment: Received, mine: Sequence[int], hits: dict[int, Hit]) -> Iterator[Group]:
    """All that is named; those of them that make the amount; and what makes it with one more."""
    named, amount = tuple(hits), payment.amount
    strong = tuple(one for one, hit in hits.items() if not hit.reason.startswith(("number-end", "number-typo")))
    for group in dict.fromkeys((strong, named) if strong else (named,)):
        total = sum(book.open[one] for one in group)
        found = tuple(hits[one] for one in group)
        yield Group(group, group, _sign(book, payment, group, total), found, discount=_discount(book, payment, group))
        if amount > total:
            others = [one for one in mine if one not in group and book.invoices[one].issued_on <= payment.on]
            for more in _completing(book, amount - total, others):
                yield Group((*group, *more), (*group, *more), "amount-several", found)
        elif amount < total and len(group) > 1:
            for some in [[one] for one in group if book.open[one] == amount] + few(amount, group, book.open):
                yield Group(tuple(some), tuple(some), "amount-all-named", tuple(hits[one] for one in some))


def _completing(book: Book, rest: int, others: Sequence[int]) -> list[list[int]]:
    one = next(([one] for one in others if book.open[one] == rest), None)
    more = one or oldest(rest, others, book.open)
    return [more] if more else few(rest, others, book.open, most=1)


def _sign(book: Book, payment: Received, group: tuple[int, ...], total: int) -> Reason | None:
    if payment.amount == total:
        return _single(book, payment) if len(group) == 1 else "amount-all-named"
    debtor = book.invoices[group[0]].debtor_id
    if any(set(ids) & set(group) for ids in book.asked.get((debtor, payment.amount), ())):
        return "amount-letter"
    if _discount(book, payment, group):
        return "amount-discount"
    return "amount-nearly" if total - total // 100 <= payment.amount <= total + total // 20 else None


def _discount(book: Book, payment: Received, group: tuple[int, ...]) -> int:
    """The discount that was taken, where it is just the one that was allowed, in time, on one whole invoice."""
    row = book.invoices[group[0]]
    rule = book.discount
    if rule is None or len(group) > 1 or book.open[row.id] != row.open or payment.on > row.issued_on + timedelta(days=rule.days):
        return 0
    less = rule.of(row.open)
    return less if less > 0 and payment.amount == row.open - less else 0


def _unnamed(book: Book, payment: Received, debtor: int, mine: list[int], same: Sequence[int]) -> Iterator[Group]:
    """What the amount itself says: a letter, all that is due, the oldest few, a few; and else the order of the law."""
    amount, open_ = payment.amount, book.open
    due = [one for one in mine if book.invoices[one].due_on < payment.on]
    for ids in book.asked.get((debtor, amount), ()):
        if asked := tuple(one for one in ids if open_.get(one, 0) > 0):
            yield Group(asked, amount="amount-letter")
    whole = next((group for group in (due, mine) if len(group) > 1 and sum(open_[one] for one in group) == amount), None)
    whole = whole or oldest(amount, mine, open_)
    if whole and len(whole) > 1:
        yield Group(tuple(whole), amount="amount-all-due")
    elif not same:
        for some in few(amount, mine, open_):
            yield Group(tuple(some), tuple(some), amount="amount-several")
    for one in mine:
        if less := _discount(book, payment, (one,)):
            yield Group((one,), amount="amount-discount", discount=less)
    if mine:
        yield Group(tuple(mine), amount="by-law")
