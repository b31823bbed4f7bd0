"""What a decision rests on: everything known about one debtor on one day, as plain values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from akkoord.core.conversation.promise import Broken
from akkoord.core.problem import Text


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step taken for an invoice. `left_on` is None while its letter still waits to leave."""

    step: str
    decided_on: date
    left_on: date | None = None
    received_on: date | None = None  # presumed receipt by post
    last_day: date | None = None  # the last day to pay it named


@dataclass(frozen=True, slots=True)
class HoldFact:
    """A reason to wait that somebody gave: promise, arrangement-kept, dispute, hold, insolvency or vulnerable; `until` is its
    last day: of a promise the last one on which a bank books what was sent in time."""

    kind: str
    until: date | None = None

    def stands(self, on: date, *, bank_until: date | None) -> bool:
        """Whether it holds on a day. A promise stands until the bank was read up to its day: before that nobody can say
        that it was broken. An arrangement has no last day: it ends when it was broken."""
        if self.until is None or on <= self.until:
            return True
        return self.kind == "promise" and (bank_until is None or bank_until < self.until)


class InvoiceFacts(NamedTuple):
    """One invoice on that day. `open` is in cents, before interest and costs; `part` says that some of it was paid;
    `withdrawn` are steps that a person took back for good after they were announced: none of them comes by itself."""

    id: int
    number: str
    due_on: date
    open: int
    part: bool = False
    steps: tuple[StepDone, ...] = ()
    holds: tuple[HoldFact, ...] = ()
    withdrawn: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class WorkFacts:
    """Work that still goes on for a debtor; `against` is why it may not be stopped without a person who looked at it."""

    name: str
    against: Text | None = None


@dataclass(frozen=True, slots=True)
class DebtorFacts:
    """One debtor with his invoices. `handover_asked`: a person was asked to confirm the hand-over and has not answered;
    `reply_unread`: the debtor wrote something that nobody read. `broken` are promises he did not keep, the last one first.
    `payer` is one of PAYERS or empty; `failed_calls` counts the attempts since he was last reached."""

    id: int
    kind: str
    invoices: tuple[InvoiceFacts, ...]
    has_phone: bool = False
    holds: tuple[HoldFact, ...] = ()
    payment_under_way: bool = False
    handover_asked: bool = False
    payer: str = ""
    failed_calls: int = 0
    cannot_pay: bool = False
    work: WorkFacts | None = None
    reply_unread: bool = False
    broken: tuple[Broken, ...] = ()

    def broken_about(self, invoice: int) -> Broken | None:
        """The last promise about this invoice that he did not keep."""
        return next((one for one in self.broken if one.about(invoice)), None)

    def overdue(self, on: date) -> int:
        """Cents that are too late on a day."""
        return sum(one.open for one in self.invoices if one.open > 0 and on > one.due_on)


@dataclass(frozen=True, slots=True)
class CreditorFacts:
    """What of the creditor matters: how far the bank was read, what is too small to chase (cents), what is set up; after how many
    calls in vain he writes."""

    bank_until: date | None
    tolerance: int = 0
    partner: bool = False
    attempts: int = 3
