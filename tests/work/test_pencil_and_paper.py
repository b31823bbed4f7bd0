"""What is shown of a sum is enough to check it with pencil and paper: each line by its own formula, each base by the movements."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_HALF_UP, Decimal, localcontext
from typing import Any

import pytest

from akkoord.core.letter import InterestLine, MovementLine
from akkoord.store.models import Creditor, Debtor
from akkoord.work.owed import Owed, owed
from tests.factories import make_allocation, make_case, make_credit_note, make_debtor, make_invoice, make_step

D = date.fromisoformat
ON = D("2026-11-20")


def by_the_formula(line: InterestLine) -> int:
    """base x rate % x days / of, in cents, half a cent up: what a lawyer's calculator gives."""
    with localcontext() as context:
        context.prec = 60
        exact = Decimal(line.base) * Decimal(line.rate) / 100 * line.days / line.of
        return int(exact.quantize(Decimal(1), ROUND_HALF_UP))


def bases_from_the_movements(total: int, lines: list[InterestLine], movements: list[MovementLine]) -> list[int]:
    """The sum that bears interest at each line: what was asked, plus interest that joined, less what was paid and credited."""
    base, fresh, bases, waiting = total, 0, [], list(movements)
    for line in lines:
        while waiting and (waiting[0].on < line.from_day or waiting[0].what == "joined" and waiting[0].on == line.from_day):
            move = waiting.pop(0)
            if move.what == "joined":
                base, fresh = base + move.interest, fresh - move.interest
            else:
                of_fresh = min(move.interest, fresh)  # interest of this year goes before interest that joined
                base, fresh = base - move.principal - (move.interest - of_fresh), fresh - of_fresh
        bases.append(base)
        fresh += line.interest
    return bases


@pytest.fixture
def debtor(creditor: Creditor) -> Debtor:
    """Three invoices: paid in parts over two years and more, credited in part, and left alone; one demanded."""
    debtor = make_debtor(creditor)
    case = make_case(debtor)
    first = make_invoice(debtor, number="P1", total=1_234_567, due_on=D("2024-02-28"))
    make_step(case, first, "notice-of-default", on=D("2024-04-02"), last_day=D("2024-04-11"))
    for on, amount in (("2024-06-03", 200_000), ("2025-02-27", 5_000), ("2025-03-01", 123_456), ("2026-05-20", 300_000)):
        make_allocation(first, amount=amount, on=D(on))
    second = make_invoice(debtor, number="P2", total=50_001, due_on=D("2025-09-30"))
    note = make_credit_note(debtor, on=D("2026-01-15"), total=10_000)
    make_allocation(second, amount=10_000, on=D("2026-01-15"), credit_note_id=note.id)
    make_invoice(debtor, number="P3", total=99, due_on=D("2026-10-01"))
    return debtor


def shown(debtor: Debtor, **settings: Any) -> Owed:
    """What is owed on the day, with these settings of the company."""
    Creditor.objects.filter(id=debtor.creditor_id).update(**settings)
    debtor.creditor.refresh_from_db()
    answer = owed(debtor=debtor, on=ON)
    assert isinstance(answer, Owed)
    return answer


WAYS: list[dict[str, Any]] = [
    {},
    {"day_count": "365"},
    {"day_count": "calendar-year"},
    {"least_at_once": True, "costs_over_capitalised": True},
    {"agreed_rate": Decimal("1.5"), "agreed_per": "month", "agreed_joins": "month"},
    {"agreed_rate": Decimal("1.5"), "agreed_per": "month", "agreed_joins": "year"},
    {"agreed_rate": Decimal("7.25"), "agreed_per": "year", "agreed_joins": "never"},
    {"agreed_rate": Decimal("7.25"), "agreed_per": "year", "agreed_joins": "month"},
    {"vat_deductible": False, "collection_taxed": True, "vat_declared": True},
]


@pytest.mark.parametrize("settings", WAYS, ids=str)
@pytest.mark.parametrize("kind", ["business", "consumer", "government"])
def test_every_line_can_be_checked_from_what_is_shown(debtor: Debtor, kind: str, settings: dict[str, Any]) -> None:
    debtor.kind = kind
    answer = shown(debtor, **settings)
    assert [line.interest for line in answer.interest_lines] == [by_the_formula(line) for line in answer.interest_lines]
    assert all(line.days == (line.to_day - line.from_day).days + 1 for line in answer.interest_lines)
    for row in answer.invoices:
        lines = [line for line in answer.interest_lines if line.invoice == row.number]
        moves = [move for move in answer.movements if move.invoice == row.number]
        assert [line.base for line in lines] == bases_from_the_movements(row.total, lines, moves)
        assert row.principal == row.total - sum(move.principal for move in moves)
        paid = sum(move.interest for move in moves if move.what == "payment")
        assert row.interest == sum(line.interest for line in lines) - paid
        assert lines[0].from_day == row.interest_from
        assert lines[-1].to_day == ON
    charged = sum(line.amount for line in answer.cost_lines)
    assert answer.costs == charged - sum(move.costs for move in answer.movements)
    assert answer.total == answer.principal + answer.interest + answer.costs


@pytest.mark.parametrize("kind", ["business", "government"])
def test_every_line_of_costs_can_be_checked_from_what_is_shown(debtor: Debtor, kind: str) -> None:
    """A band is a percentage of a part of the principal; the parts together are the principal that was not paid in time."""
    debtor.kind = kind
    answer = shown(debtor)
    bands = [line for line in answer.cost_lines if Decimal(line.percentage)]
    assert all(
        line.amount == int((Decimal(line.over) * Decimal(line.percentage) / 100).quantize(Decimal(1), ROUND_HALF_UP)) for line in bands
    )
    assert sum(line.over for line in bands) == 1_234_567


@pytest.mark.parametrize("doubtful", [False, True])
@pytest.mark.parametrize(
    "settings",
    [{"least_at_once": True}, {"costs_over_capitalised": True}, {"vat_deductible": False, "collection_taxed": True, "vat_declared": True}],
    ids=str,
)
def test_consumer_without_a_fourteen_day_letter_never_has_costs(debtor: Debtor, settings: dict[str, Any], doubtful: bool) -> None:
    debtor.kind, debtor.kind_doubtful = ("business", True) if doubtful else ("consumer", False)
    answer = shown(debtor, **settings)
    assert (answer.costs, answer.vat, answer.cost_lines) == (0, 0, ())


def test_booking_that_was_taken_back_restores_what_was_owed(debtor: Debtor) -> None:
    before = shown(debtor)
    row = debtor.invoices.get(number="P2")
    booking = make_allocation(row, amount=12_345, on=D("2026-02-02"))
    assert shown(debtor) != before
    type(booking).objects.filter(id=booking.id).update(undone_on=D("2026-03-03"))
    assert shown(debtor) == before
