"""What a file said: invoices, statements with their entries, and the problems met on the way. The shape of the importers shelf."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, Protocol

from akkoord.core.problem import Problem

InvoiceKind = Literal["invoice", "credit_note"]
Progress = Callable[[int, int], None]
"""Called now and then with units done and units in all (bytes or rows)."""


def no_progress(done: int, total: int) -> None:
    """A progress listener that does not listen."""


@dataclass(frozen=True, slots=True)
class PartyRead:
    """Who a file says somebody is; empty text where it does not say."""

    name: str = ""
    number: str = ""  # the customer number in the administration the file came from
    kind: str = ""  # business, consumer, government; empty where the file does not say
    street: str = ""
    postcode: str = ""
    city: str = ""
    country: str = ""  # ISO 3166 alpha-2
    email: str = ""
    phone: str = ""
    kvk: str = ""
    vat: str = ""
    iban: str = ""


@dataclass(frozen=True, slots=True)
class AttachmentRead:
    """A document that came inside an invoice; `mime` is one that EN 16931 allows, `name` has no folder in it."""

    name: str
    mime: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class PartRead:
    """A part of an invoice that was paid, in cents, and the day on which it was."""

    on: date
    amount: int


@dataclass(frozen=True, slots=True)
class InvoiceRead:
    """One invoice or credit note; amounts in cents, a credit note positive.

    `total` is what the document asks for (prepaid parts and rounding settled); `open` is what the file says is
    still open, None where it does not say (then all of `total`).
    """

    number: str
    kind: InvoiceKind
    issued_on: date
    total: int
    buyer: PartyRead
    due_on: date | None = None
    seller: PartyRead = PartyRead()
    currency: str = "EUR"
    open: int | None = None
    payment_reference: str = ""
    payee_name: str = ""  # who is to be paid where that is not the seller: a factor, and then the claim is his
    refers_to: str = ""  # number of the invoice a credit note corrects
    description: str = ""
    paid_on: date | None = None  # a file of open items may say that and when it was settled
    parts: tuple[PartRead, ...] = ()  # what was paid when, where a file says so: together `total` less `open`, the first day in front
    delivered_from: date | None = None  # the goods or the work: the first day, where the file names one
    delivered_until: date | None = None  # and the last; a planned one may lie ahead
    only_open: bool = False  # the file names no total but what is open: `total` is that as well, and says nothing of the invoice itself
    attachments: tuple[AttachmentRead, ...] = ()
    line: int | None = None


@dataclass(frozen=True, slots=True)
class EntryRead:
    """One movement on a bank account; `amount` in cents, received is positive."""

    on: date
    amount: int
    counterparty_name: str = ""
    counterparty_iban: str = ""
    remittance: str = ""
    reference: str = ""  # structured reference: betalingskenmerk, RF
    end_to_end_id: str = ""
    bank_id: str = ""  # the bank's own reference of this entry, where it is unique
    batch: int = 0  # cents, signed: the sum of the batch that this is one payment of


@dataclass(frozen=True, slots=True)
class StatementRead:
    """One statement of one account; balances in cents. A batch whose details are given stands there as its details."""

    iban: str
    number: str
    currency: str
    entries: tuple[EntryRead, ...]
    opening_balance: int | None = None
    closing_balance: int | None = None
    closed_on: date | None = None  # the last day the statement covers
    is_page: bool = False  # a further page of the statement before it: entries alike on both are two payments
    kind: str = ""  # NAME of the format it came in, where that is not the one of the whole reading: a file in a ZIP


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything one file said. `kind` is the importer's NAME, or "unknown" with its problem."""

    kind: str
    invoices: tuple[InvoiceRead, ...] = ()
    statements: tuple[StatementRead, ...] = ()
    problems: tuple[Problem, ...] = ()
    headings: tuple[str, ...] = ()  # a CSV's headings, so that a person can say what an unknown one means
    unmapped: tuple[str, ...] = ()  # the fields that are needed and that no heading was recognised for
    knows_who_paid: bool = True  # not where money is in it that stands on no invoice: then its days of payment are not all


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read: its name, its whole content, and what a person said of its columns (field -> heading)."""

    name: str
    content: bytes
    columns: Mapping[str, str] = field(default_factory=dict)


class Importer(Protocol):
    """A module of the importers shelf. Neither function raises: what is wrong becomes a problem in the reading."""

    NAME: str

    def recognises(self, head: bytes) -> bool:
        """Whether the first bytes (up to 64 KiB) look like this format."""

    def read(self, file: SourceFile, *, progress: Progress = no_progress) -> Reading:
        """Everything the file says, good rows and problems both."""
