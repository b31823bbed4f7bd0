"""Payments the bank takes back: what they paid is open again, and what is owed is as if they had never come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from akkoord.store.models import Allocation, Creditor, Event, Invoice, Payment
from akkoord.work.owed import Owed, owed
from akkoord.work.payments.allocate import allocate
from akkoord.work.payments.place_payment import undo_allocation
from akkoord.work.payments.take_back import take_back_reversed
from tests.cast import MONDAY
from tests.factories import make_debtor, make_desk, make_invoice, make_payment

LATER = MONDAY + timedelta(days=7)


@pytest.fixture
def invoice(creditor: Creditor) -> Invoice:
    """An invoice of a thousand euro, a month late."""
    due = MONDAY - timedelta(days=30)
    return make_invoice(make_debtor(creditor), number="2026-118", total=100_000, due_on=due, term_source="contract")


def arrives(creditor: Creditor, amount: int, *, on: date, end_to_end: str = "SDD-77", says: str = "2026-118") -> Payment:
    """An entry of the bank account."""
    return make_payment(creditor, on=on, amount=amount, free=max(amount, 0), remittance=says, end_to_end_id=end_to_end)


def reckoned(invoice: Invoice, *, on: date = LATER) -> Owed:
    """What is owed; the rates of these days are known."""
    answer = owed(debtor=invoice.debtor, on=on)
    assert isinstance(answer, Owed)
    return answer


def test_reversal_restores_what_was_owed_before(creditor: Creditor, invoice: Invoice) -> None:
    before = reckoned(invoice)
    first = arrives(creditor, 40_000, on=MONDAY)
    allocate(creditor=creditor, on=MONDAY)
    assert reckoned(invoice).principal < before.principal
    arrives(creditor, -40_000, on=LATER, says="STORNO")
    assert allocate(creditor=creditor, on=LATER) == 0
    assert (reckoned(invoice), Invoice.objects.get(id=invoice.id).open) == (before, 100_000)
    first.refresh_from_db()
    assert (first.free, first.set_aside) == (40_000, True)
    assert Event.objects.filter(kind="payment-reversed").count() == 1
    assert take_back_reversed(creditor=creditor, on=LATER) == 0


def test_reversal_reopens_a_settled_invoice(creditor: Creditor, invoice: Invoice) -> None:
    arrives(creditor, 100_000, on=MONDAY)
    allocate(creditor=creditor, on=MONDAY)
    assert Invoice.objects.get(id=invoice.id).settled_on == MONDAY
    arrives(creditor, -100_000, on=LATER)
    take_back_reversed(creditor=creditor, on=LATER)
    row = Invoice.objects.get(id=invoice.id)
    assert (row.open, row.settled_on) == (100_000, None)


@pytest.mark.parametrize(
    ("amount", "end_to_end", "days"),
    [(-39_999, "SDD-77", 7), (-40_000, "SDD-78", 7), (-40_000, "", 7), (-40_000, "SDD-77", -1), (-40_000, "SDD-77", 400)],
)
def test_other_money_that_goes_out_changes_nothing(creditor: Creditor, invoice: Invoice, amount: int, end_to_end: str, days: int) -> None:
    arrives(creditor, 40_000, on=MONDAY)
    allocate(creditor=creditor, on=MONDAY)
    arrives(creditor, amount, on=MONDAY + timedelta(days=days), end_to_end=end_to_end)
    assert take_back_reversed(creditor=creditor, on=LATER) == 0
    assert Invoice.objects.get(id=invoice.id).open == 60_000


def test_booking_taken_back_by_a_person_restores_what_was_owed_before(creditor: Creditor, invoice: Invoice) -> None:
    before, payment = reckoned(invoice), arrives(creditor, 40_000, on=MONDAY)
    allocate(creditor=creditor, on=MONDAY)
    part = Allocation.objects.get(payment_id=payment.id)
    undo_allocation(desk=make_desk(creditor), allocation_id=part.id, on=LATER)
    assert reckoned(invoice) == before
