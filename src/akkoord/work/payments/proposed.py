"""What a person is shown of a payment that is not certain: the likeliest answers, with their invoices and their reasons."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from akkoord.core.matching.names import former
from akkoord.core.matching.points import PROPOSED, Reason
from akkoord.core.matching.proposals import Credits, Match, Parts, proposals
from akkoord.core.matching.refunds import RefundReason, Returned
from akkoord.store.access import Desk
from akkoord.store.models import Invoice, Payment
from akkoord.work.payments.matching_book import book_for, received
from akkoord.work.payments.refund_book import likely_returns
from akkoord.work.payments.refunds import code_of


@dataclass(frozen=True, slots=True)
class Proposal:
    """One answer: the invoices with what would be booked on each, in cents, and the credit notes with what is taken off."""

    match: Match
    lines: tuple[tuple[Invoice, int], ...]
    notes: tuple[tuple[Invoice, int], ...] = ()
    former: str = ""  # the name of who was merged into the debtor, where the payer bears that one

    @property
    def total(self) -> int:
        """What would be booked of the payment, in cents."""
        return sum(cents for _, cents in self.match.parts)

    @property
    def likely(self) -> bool:
        """Whether it is proposed; otherwise it is something to look at."""
        return self.match.score >= PROPOSED

    @property
    def speaks_for(self) -> list[Reason]:
        """The signs for it, the weightiest first."""
        return [one for one in self.match.reasons if not one.startswith("against-")]

    @property
    def speaks_against(self) -> list[Reason]:
        """The signs against it."""
        return [one for one in self.match.reasons if one.startswith("against-")]

    @property
    def code(self) -> str:
        """The parts as a form carries them, with what is taken off behind them."""
        parts = [f"{invoice}:{cents}" for invoice, cents in self.match.parts]
        return ",".join([*parts, *(f"{note}:{invoice}:{cents}" for note, invoice, cents in self.match.credits)])


def parts_of(code: str) -> tuple[Parts, Credits]:
    """The parts that a form carried, and what was taken off; none where it carried something else.

    >>> parts_of("7:1250,9:300"), parts_of("7:-1"), parts_of("")
    ((((7, 1250), (9, 300)), ()), ((), ()), ((), ()))
    >>> parts_of("7:1250,12:7:500")
    (((7, 1250),), ((12, 7, 500),))
    """
    rows = [part.split(":") for part in code.split(",")]
    if not all(len(row) in (2, 3) and all(one.isdecimal() and one.isascii() for one in row) for row in rows):
        return (), ()
    numbers = [[int(one) for one in row] for row in rows]
    parts = tuple((row[0], row[1]) for row in numbers if len(row) == 2)
    return parts, tuple((row[0], row[1], row[2]) for row in numbers if len(row) == 3)


def proposed(desk: Desk, found: Sequence[Payment]) -> dict[int, list[Proposal]]:
    """The answers for each of these payments, best first; the book is laid out once for all of them."""
    asked = {one.id: received(one) for one in found if one.amount > 0}
    if not asked:
        return {}
    book = book_for(desk.creditor, list(asked.values()))
    answers = {number: proposals(book, one) for number, one in asked.items()}
    wanted = {one for ranked in answers.values() for match in ranked for one in match.rows}
    rows = {one.id: one for one in desk.invoices().filter(id__in=wanted).select_related("debtor")}
    return {
        number: [_shown(match, rows, former(asked[number].name, book.names.get(match.debtor_id, ()))) for match in ranked]
        for number, ranked in answers.items()
    }


def _shown(match: Match, rows: Mapping[int, Invoice], former: str) -> Proposal:
    """An answer with its rows: of an invoice all that comes off it, by the payment and by credit notes."""
    lines: Counter[int] = Counter()
    notes: Counter[int] = Counter()
    for invoice, cents in (*match.parts, *((invoice, cents) for _, invoice, cents in match.credits)):
        lines[invoice] += cents
    for note, _, cents in match.credits:
        notes[note] += cents
    of, less = (tuple((rows[one], cents) for one, cents in found.items()) for found in (lines, notes))
    return Proposal(match, of, less, former)


@dataclass(frozen=True, slots=True)
class ReturnProposal:
    """One answer for money that went out: the credit note or the payment that it gave back."""

    returned: Returned
    note: Invoice | None
    payment: Payment | None

    @property
    def likely(self) -> bool:
        """Answers for money that went out are only shown where they are likely."""
        return True

    @property
    def speaks_for(self) -> list[RefundReason]:
        """The signs for it, the weightiest first."""
        return [one for one in self.returned.reasons if not one.startswith("against-")]

    @property
    def speaks_against(self) -> list[RefundReason]:
        """The signs against it."""
        return [one for one in self.returned.reasons if one.startswith("against-")]

    @property
    def code(self) -> str:
        """The answer as a form carries it."""
        return code_of(self.returned)


def proposed_refunds(desk: Desk, found: Sequence[Payment]) -> dict[int, list[ReturnProposal]]:
    """The answers for those of these entries that went out and wait, best first."""
    outs = [one for one in found if one.free < 0]
    if not outs:
        return {}
    answers = likely_returns(desk.creditor, outs)
    sources = [one.source for ranked in answers.values() for one in ranked]
    notes = {
        one.id: one
        for one in desk.invoices().filter(id__in=[one.id for one in sources if one.kind == "credit-note"]).select_related("debtor")
    }
    payments = {one.id: one for one in desk.payments().filter(id__in=[one.id for one in sources if one.kind != "credit-note"])}
    return {number: [ReturnProposal(one, *_rows_of(one, notes, payments)) for one in ranked] for number, ranked in answers.items()}


def _rows_of(one: Returned, notes: dict[int, Invoice], payments: dict[int, Payment]) -> tuple[Invoice | None, Payment | None]:
    return (notes[one.source.id], None) if one.source.kind == "credit-note" else (None, payments[one.source.id])
