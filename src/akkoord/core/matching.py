"""Which open invoices a payment is for: by their numbers in its text, or by account and exact amount; with its reasons."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from akkoord.core.imputation import OpenClaim, impute

SHORTEST = 4  # signs an invoice number must have to be believed on its own; a shorter one needs the exact amount as well
_JOINED = 4  # how many neighbouring words may together spell one number ("2026 - 118")
_WORDS = re.compile(r"[A-Z0-9]+")
_IBAN = re.compile(r"\bNL\d{2} ?[A-Z]{4}(?: ?\d){10}\b")  # its groups of four digits are no invoice numbers


@dataclass(frozen=True, slots=True)
class OpenInvoice:
    """An invoice a payment could be for; `open` in cents."""

    id: int
    debtor_id: int
    number: str
    due_on: date
    issued_on: date
    open: int
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Received:
    """A payment to place; `amount` in cents."""

    amount: int
    on: date
    iban: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """Parts of a payment, (invoice id, cents), and why: reference, or account-and-amount. `certain` may be booked unasked."""

    parts: tuple[tuple[int, int], ...]
    because: str
    certain: bool


@dataclass(slots=True)
class Book:
    """Open invoices, ready to be asked; booked parts are taken off as it goes."""

    invoices: dict[int, OpenInvoice] = field(default_factory=dict)
    open: dict[int, int] = field(default_factory=dict)
    _by_number: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _by_debtor: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    _accounts: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    @classmethod
    def of(cls, invoices: Iterable[OpenInvoice], *, accounts: Iterable[tuple[str, int]]) -> Book:
        """A book of these invoices; `accounts` are pairs of IBAN and debtor."""
        book = cls()
        for one in invoices:
            book.invoices[one.id] = one
            book.open[one.id] = one.open
            book._by_debtor[one.debtor_id].append(one.id)
            for spelled in {normal(one.number), normal(one.reference)} - {""}:
                book._by_number[spelled].append(one.id)
        for iban, debtor in accounts:
            book._accounts[iban].add(debtor)
        return book

    def match(self, payment: Received) -> Match | None:
        """Where this payment goes, or None where nobody can say."""
        return self._by_reference(payment) or self._by_account(payment)

    def take(self, match: Match) -> None:
        """Book a match: what it pays is not open any more."""
        for invoice, cents in match.parts:
            self.open[invoice] -= cents

    def named(self, texts: Sequence[str], *, amount: int) -> list[int]:
        """The open invoices whose numbers stand in these texts, each once, in the order they are named. Words that are part
        of a longer number ("2026" in "2026-118") name nothing by themselves."""
        found: dict[int, None] = {}
        for text in texts:
            words = _WORDS.findall(_IBAN.sub(" ", text.upper()))
            spelled = {span: self._spelled("".join(words[slice(*span)]), amount) for span in _spans(len(words))}
            hits = {span: ids for span, ids in spelled.items() if ids}
            for (start, stop), ids in hits.items():
                if not any(first <= start and stop <= last and (first, last) != (start, stop) for first, last in hits):
                    found.update(dict.fromkeys(ids))
        return list(found)

    def _spelled(self, number: str, amount: int) -> list[int]:
        mine = self._by_number.get(number, ())
        return [one for one in mine if self.open[one] > 0 and (len(number) >= SHORTEST or self.open[one] == amount)]

    def _by_reference(self, payment: Received) -> Match | None:
        named = self.named(payment.texts, amount=payment.amount)
        debtors = {self.invoices[one].debtor_id for one in named}
        if len(debtors) != 1:
            return None
        return self._imputed(payment, named, named, "reference")

    def _by_account(self, payment: Received) -> Match | None:
        debtors = self._accounts.get(payment.iban, set()) if payment.iban else set()
        if len(debtors) != 1:
            return None
        mine = [one for one in self._by_debtor[next(iter(debtors))] if self.open[one] > 0]
        exact = [one for one in mine if self.open[one] == payment.amount]
        if len(exact) == 1:
            return self._imputed(payment, exact, exact, "account-and-amount")
        due = [one for one in mine if self.invoices[one].due_on < payment.on]
        for group in (due, mine):
            if len(group) > 1 and sum(self.open[one] for one in group) == payment.amount:
                return self._imputed(payment, group, [], "account-and-amount")
        return None

    def _imputed(self, payment: Received, group: Sequence[int], named: Sequence[int], because: str) -> Match:
        claims = [OpenClaim(one, self.invoices[one].due_on, self.invoices[one].issued_on, self.open[one]) for one in group]
        parts = impute(payment.amount, claims=claims, named=named, on=payment.on)
        return Match(tuple(parts), because, certain=True)


def _spans(count: int) -> Iterator[tuple[int, int]]:
    """Every run of neighbouring words that may together spell a number."""
    for start in range(count):
        for stop in range(start + 1, min(start + _JOINED, count) + 1):
            yield start, stop


def normal(number: str) -> str:
    """A number without what people leave out or put in: only letters and digits, in capitals.

    >>> normal("2026-118"), normal("f 2026.0118")
    ('2026118', 'F20260118')
    """
    return "".join(_WORDS.findall(number.upper()))
