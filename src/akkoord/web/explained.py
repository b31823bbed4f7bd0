"""The calculation of what is owed, invoice by invoice, in the order of time: what a lawyer needs to check it with a pencil."""

from __future__ import annotations

from dataclasses import dataclass

from akkoord.core.letter import InterestLine, MovementLine
from akkoord.work.owed import Owed, OwedInvoice

_JOINED_FIRST, _LINE, _PAID_LAST = range(3)  # within a day: a full year joins, interest runs, a payment comes off


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the calculation: interest over some days, or what changed the invoice."""

    line: InterestLine | None = None
    move: MovementLine | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """One invoice with its rows; `reckoned` is all interest of its lines in cents, `paid` what payments took off that."""

    invoice: OwedInvoice
    rows: tuple[Row, ...]
    reckoned: int
    paid: int
    monthly: bool


def explained(owed: Owed) -> list[Explained]:
    """Every invoice on which interest ran or something was booked."""
    found = [_explained(invoice, owed) for invoice in owed.invoices]
    return [one for one in found if one.rows or not one.invoice.interest_from]


def _explained(invoice: OwedInvoice, owed: Owed) -> Explained:
    lines = [line for line in owed.interest_lines if line.invoice == invoice.number]
    moves = [move for move in owed.movements if move.invoice == invoice.number]
    rows = [((line.from_day, _LINE), Row(line=line)) for line in lines]
    rows += [((move.on, _JOINED_FIRST if move.what == "joined" else _PAID_LAST), Row(move=move)) for move in moves]
    return Explained(
        invoice,
        tuple(row for _, row in sorted(rows, key=lambda pair: pair[0])),
        sum(line.interest for line in lines),
        sum(move.interest for move in moves if move.what == "payment"),
        any(line.per == 1 for line in lines),
    )
