"""The open invoices of a company, with everything a payment may be recognised by; what is booked is taken off as it goes."""

from __future__ import annotations

import gc
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from operator import attrgetter

from akkoord.core.matching.names import name_words
from akkoord.core.matching.spelling import LONGEST_WORD, digits, folded, normal, shape, spans, tails, words_of

RARE = 25  # debtors that may share a word of their name for it to point at one of them
_CUSTOMER = 4  # signs a customer number must have to be believed in free text


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice a payment could be for, or a credit note that may be taken off it; `open` in cents. An invoice of which nothing
    is open is known by its number only."""

    id: int
    debtor_id: int
    number: str
    due_on: date
    issued_on: date
    open: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Payer:
    """A debtor as a payment may name him. Who had another name before is told of once for each, the one he has first."""

    id: int
    name: str
    number: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A payment to place; `amount` in cents. `texts` are all words that came with it, `reference` is a structured one."""

    amount: int
    on: date
    iban: str = ""
    texts: tuple[str, ...] = ()
    name: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Discount:
    """What a debtor may take off when he pays within so many days; `share` in hundredths of a percent."""

    share: int
    days: int

    def of(self, cents: int) -> int:
        """The discount on a sum, in whole cents, half a cent up."""
        return (cents * self.share + 5000) // 10000


Span = tuple[int, int, str]


@dataclass(slots=True)
class Book:
    """Open invoices, ready to be asked."""

    invoices: dict[int, OpenInvoice] = field(default_factory=dict)
    open: dict[int, int] = field(default_factory=dict)
    names: dict[int, tuple[str, ...]] = field(default_factory=dict)  # by debtor, the name he has and those he had before
    by_debtor: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    credit: dict[int, int] = field(default_factory=dict)  # what is left of each credit note
    notes: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # by debtor, the oldest first
    settled: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # by debtor, what was paid before
    by_number: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))  # folded numbers and references
    by_digits: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_sum: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))  # may hold some that are paid since
    sums: Counter[int] = field(default_factory=Counter)  # how many invoices of this sum are open
    by_name: dict[frozenset[str], list[int]] = field(default_factory=lambda: defaultdict(list))
    by_word: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    by_customer: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    accounts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))  # IBAN -> debtor -> times
    asked: dict[tuple[int, int], list[tuple[int, ...]]] = field(default_factory=dict)  # debtor and sum of a letter -> its invoices
    shapes: set[str] = field(default_factory=set)
    fronts: set[str] = field(default_factory=lambda: set("0123456789OIL"))  # what a number may begin with, as people write it
    longest: int = 1  # signs of the longest number, and one more
    stale: set[int] = field(default_factory=set)  # debtors of whom something was paid since they were looked at
    discount: Discount | None = None

    @classmethod
    def of(
        cls,
        invoices: Iterable[OpenInvoice],
        *,
        notes: Iterable[OpenInvoice] = (),
        accounts: Iterable[tuple[str, int, int]] = (),
        payers: Iterable[Payer] = (),
        asked: Iterable[tuple[int, int, tuple[int, ...]]] = (),
        discount: Discount | None = None,
    ) -> Book:
        """A book of these invoices and these open credit notes. `accounts` are an IBAN, a debtor and how often he paid from it;
        `asked` a debtor, the sum that a letter asked of him, in cents, and the invoices it was about."""
        book = cls(discount=discount)
        with _uncollected():
            book._fill(invoices, notes, payers)
        for iban, debtor, times in accounts:
            book.accounts[iban][debtor] = times
        for debtor, total, ids in asked:
            book.asked.setdefault((debtor, total), []).append(ids)
        return book

    def _fill(self, invoices: Iterable[OpenInvoice], notes: Iterable[OpenInvoice], payers: Iterable[Payer]) -> None:
        for one in sorted(invoices, key=attrgetter("due_on", "issued_on", "id")):
            self._add(one)
        for note in sorted(notes, key=attrgetter("issued_on", "id")):
            self._add_note(note)
        for payer in payers:
            self._know(payer)

    def _add(self, one: OpenInvoice) -> None:
        self.invoices[one.id], self.open[one.id] = one, one.open
        if one.open > 0:
            self.by_debtor[one.debtor_id].append(one.id)
            self._owes(one.id, one.open)
        else:
            self.settled[one.debtor_id].append(one.id)
        number, plain = self._numbered(one)
        if one.reference and (reference := normal(one.reference)) != number and (spelled := folded(reference)) != plain:
            self.by_number[spelled].append(one.id)
            self._begins(reference)
        if len(bare := digits(number)) > 1 and bare != plain:
            self.by_digits[bare].append(one.id)
        if (like := shape(number)) not in self.shapes:
            self.shapes |= {like, *map(shape, tails(one.number))}
            self._begins(number)

    def _add_note(self, note: OpenInvoice) -> None:
        """A credit note is no debt: it is known by its whole number, and by what is left of it."""
        self.invoices[note.id], self.open[note.id], self.credit[note.id] = note, 0, note.open
        self.notes[note.debtor_id].append(note.id)
        number, _ = self._numbered(note)
        self._begins(number)

    def _numbered(self, one: OpenInvoice) -> tuple[str, str]:
        number = normal(one.number)
        plain = folded(number)
        self.by_number[plain].append(one.id)
        return number, plain

    def _begins(self, number: str) -> None:
        """So a number may begin, and so long it may be: with one sign too many it is a slip of the pen."""
        self.fronts.add(number[:1])
        if len(number) >= self.longest:
            self.longest = len(number) + 1

    def _know(self, payer: Payer) -> None:
        before = self.names.get(payer.id, ())
        self.names[payer.id] = (*before, payer.name)
        words = name_words(payer.name)
        for listed in (self.by_name[words], *(self.by_word[word] for word in words if len(word) > 2)):
            if not before or payer.id not in listed:
                listed.append(payer.id)
        if len(number := normal(payer.number)) >= _CUSTOMER:
            self.by_customer[number].append(payer.id)
            self._begins(number)

    def take(self, parts: Iterable[tuple[int, int]]) -> None:
        """Book these parts, (invoice, cents): what they pay is not open any more."""
        for invoice, cents in parts:
            before = self.open[invoice]
            self.sums[before] -= 1
            self.open[invoice] = before - cents
            if before > cents:
                self._owes(invoice, before - cents)
            else:
                self.stale.add(self.invoices[invoice].debtor_id)

    def set_off(self, credits: Iterable[tuple[int, int, int]]) -> None:
        """Take these off, (credit note, invoice, cents): neither the debt nor the credit is open any more."""
        for note, invoice, cents in credits:
            self.credit[note] -= cents
            self.take([(invoice, cents)])

    def owed_to(self, debtor: int) -> list[int]:
        """The credit notes of a debtor of which something is left, the oldest first."""
        return [one for one in self.notes.get(debtor, ()) if self.credit[one] > 0] if self.notes else []

    def _owes(self, invoice: int, cents: int) -> None:
        self.by_sum[cents].append(invoice)
        self.sums[cents] += 1

    def of_sum(self, cents: int, *, most: int) -> list[int]:
        """The invoices of which just this sum is open, the first due first, at most so many."""
        listed = self.by_sum.get(cents, [])
        if len(listed) > 2 * self.sums[cents]:
            listed = self.by_sum[cents] = [one for one in listed if self.open[one] == cents]
        return list(islice((one for one in listed if self.open[one] == cents), most))

    def learn(self, iban: str, debtor: int) -> None:
        """This debtor paid from this account."""
        if iban:
            self.accounts[iban][debtor] = self.accounts[iban].get(debtor, 0) + 1

    def owed_by(self, debtor: int) -> list[int]:
        """What is open of a debtor, the first due first."""
        if debtor in self.stale:
            self.stale.discard(debtor)
            self.by_debtor[debtor] = [one for one in self.by_debtor.get(debtor, ()) if self.open[one] > 0]
        return self.by_debtor.get(debtor, [])

    def named(self, texts: Sequence[str]) -> list[int]:
        """The open invoices whose whole numbers stand in these texts, in the order they are named."""
        found: dict[int, None] = {}
        for text in texts:
            for ids in longest(self, self.spelled(text)).values():
                found.update(dict.fromkeys(one for one in ids if self.open[one] > 0))
        return list(found)

    def spelled(self, text: str) -> list[Span]:
        """What in a text may be a number of this book, by its places."""
        return spans(words_of(text), fronts=self.fronts, longest=min(self.longest, LONGEST_WORD))


@contextmanager
def _uncollected() -> Iterator[None]:
    """A book is hundreds of thousands of things that all stay: to look again and again for garbage among them takes as long as
    laying them out. Whoever found the collector on puts it on again, so it never stays off where two threads fill a book."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def longest(book: Book, words: Iterable[Span]) -> dict[Span, list[int]]:
    """The numbers among the words of a text, by their places; pieces of a longer one ("2026" in "2026-118") name nothing."""
    hits: dict[Span, list[int]] = {}
    for start, stop, word in words:
        key = word if word.isdigit() else folded(word)
        ids = book.by_number.get(key) or book.by_digits.get(key.lstrip("0"))
        if ids:
            hits[start, stop, word] = ids
    if len(hits) < 2:
        return hits
    return {
        (start, stop, word): ids
        for (start, stop, word), ids in hits.items()
        if not any(first <= start and stop <= last and (first, last) != (start, stop) for first, last, _ in hits)
    }
