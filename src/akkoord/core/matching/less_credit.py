"""The sets of a debtor's invoices less his credit notes that make a payment: who pays the rest sets the notes off (art. 6:127 BW).

That a payment is short by just an open credit note of the same debtor, is his statement of it, whether he names the note or not.
What his statement leaves open follows the order of payments (art. 6:137 BW). A part of a note is never looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from akkoord.core.matching.book import Book, Received
from akkoord.core.matching.group import Group
from akkoord.core.matching.points import Reason
from akkoord.core.matching.said import Hit, Said
from akkoord.core.matching.sums import few, oldest

_NOTES = 8  # credit notes of one debtor that are tried one by one


def all_named(book: Book, payment: Received, said: Said, sure: tuple[int, ...], notes: Sequence[int]) -> Group | None:
    """Invoices and credit notes that are all named and together make the payment: then nothing else is asked for."""
    told = tuple(one for one in said.notes if one in notes)
    if not sure or not told or sum(book.open[one] for one in sure) - _worth(book, told) != payment.amount:
        return None
    hits = tuple(said.hits[one] for one in sure)
    return Group(sure, sure, "amount-less-credit", hits, notes=told, notes_named=True)


def less_credit(
    book: Book, payment: Received, said: Said, mine: Sequence[int], hits: dict[int, Hit], notes: Sequence[int], *, exact: bool
) -> Iterator[Group]:
    """The sets that make the payment less credit notes: those named where any are, else those of before the payment. Where
    nothing is named and it makes an `exact` sum without them, they are not asked for."""
    told = tuple(one for one in said.notes if one in notes)
    standing = [one for one in notes if book.invoices[one].issued_on <= payment.on]
    if hits:
        yield from _named_less(book, payment, hits, told, standing)
    for chosen in [told] if told else [] if hits or exact else _chosen(book, standing):
        for ids, several, older in _making(book, payment, mine, payment.amount + _worth(book, chosen)):
            found = tuple(hits[one] for one in ids if one in hits)
            sign: Reason = "amount-several-less-credit" if several else "amount-less-credit"
            yield Group(ids, (), sign, found, older=older, notes=chosen, notes_named=bool(told))


def _named_less(book: Book, payment: Received, hits: dict[int, Hit], told: tuple[int, ...], standing: list[int]) -> Iterator[Group]:
    """What is named, less the notes that are named or else those that make the difference."""
    strong = tuple(one for one, hit in hits.items() if not hit.reason.startswith(("number-end", "number-typo")))
    for group in dict.fromkeys((strong, tuple(hits)) if strong else (tuple(hits),)):
        short = sum(book.open[one] for one in group) - payment.amount
        if short <= 0:
            continue
        answers = [told] if told and _worth(book, told) == short else [] if told else _of_worth(book, standing, short)
        for chosen in answers:
            yield Group(group, group, "amount-less-credit", tuple(hits[one] for one in group), notes=chosen, notes_named=bool(told))


def _of_worth(book: Book, notes: list[int], short: int) -> list[tuple[int, ...]]:
    """The notes that make a difference: one of them, the oldest first, or else a few together."""
    one = next(((note,) for note in notes if book.credit[note] == short), None)
    return [one] if one else [tuple(some) for some in few(short, notes, book.credit)]


def _chosen(book: Book, notes: list[int]) -> Iterator[tuple[int, ...]]:
    """Each note by itself, of like sums the oldest, and all of them."""
    worths = {book.credit[note]: note for note in reversed(notes[:_NOTES])}
    yield from ((note,) for note in sorted(worths.values()))
    if len(notes) > 1:
        yield tuple(notes)


def _making(book: Book, payment: Received, mine: Sequence[int], whole: int) -> Iterator[tuple[tuple[int, ...], bool, bool]]:
    """Invoices that make this sum, with whether they are several and whether an older one of the same sum is open."""
    same = [one for one in mine if book.open[one] == whole]
    same.sort(key=lambda one: book.invoices[one].due_on >= payment.on)
    yield from (((one,), False, place > 0) for place, one in enumerate(same))
    due = [one for one in mine if book.invoices[one].due_on < payment.on]
    sets = [group for group in (due, list(mine)) if len(group) > 1 and sum(book.open[one] for one in group) == whole]
    sets = sets or [some for some in (oldest(whole, mine, book.open),) if len(some) > 1]
    yield from ((tuple(some), True, False) for some in (sets[:1] or ([] if same else few(whole, mine, book.open))))


def _worth(book: Book, notes: Sequence[int]) -> int:
    return sum(book.credit[one] for one in notes)
