"""What a person is shown of a payment that is not certain: the likeliest answers, with their invoices and their reasons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from akkoord.core.matching.points import PROPOSED, Reason
from akkoord.core.matching.proposals import Match, proposals
from akkoord.store.access import Desk
from akkoord.store.models import Invoice, Payment
from akkoord.work.matching_book import book_for, received


@dataclass(frozen=True, slots=True)
class Proposal:
    """One answer: the invoices with what would be booked on each, in cents."""

    match: Match
    lines: tuple[tuple[Invoice, int], ...]

    @property
    def total(self) -> int:
        """What would be booked, in cents."""
        return sum(cents for _, cents in self.lines)

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
        """The parts as a form carries them."""
        return ",".join(f"{invoice}:{cents}" for invoice, cents in self.match.parts)


def parts_of(code: str) -> tuple[tuple[int, int], ...]:
    """The parts that a form carried; none where it carried something else.

    >>> parts_of("7:1250,9:300"), parts_of("7:-1"), parts_of("")
    (((7, 1250), (9, 300)), (), ())
    """
    pairs = [part.partition(":") for part in code.split(",")]
    if not all(one.isdecimal() and one.isascii() and other.isdecimal() and other.isascii() for one, _, other in pairs):
        return ()
    return tuple((int(one), int(other)) for one, _, other in pairs)


def proposed(desk: Desk, found: Sequence[Payment]) -> dict[int, list[Proposal]]:
    """The answers for each of these payments, best first; the book is laid out once for all of them."""
    asked = {one.id: received(one) for one in found}
    if not asked:
        return {}
    book = book_for(desk.creditor, list(asked.values()))
    answers = {number: proposals(book, one) for number, one in asked.items()}
    wanted = {invoice for ranked in answers.values() for match in ranked for invoice, _ in match.parts}
    rows = {one.id: one for one in desk.invoices().filter(id__in=wanted).select_related("debtor")}
    return {
        number: [Proposal(match, tuple((rows[invoice], cents) for invoice, cents in match.parts)) for match in ranked]
        for number, ranked in answers.items()
    }
