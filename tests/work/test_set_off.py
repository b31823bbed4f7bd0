"""A debtor pays less, and his credit note stands for the rest: what is booked, shown, told and taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Event, Invoice, Payment
from akkoord.work.owed import Owed, owed
from akkoord.work.payments.allocate import allocate
from akkoord.work.payments.place_payment import accept_proposal, undo_allocation
from akkoord.work.payments.proposed import parts_of, proposed
from tests.cast import MONDAY, VERMEER_IBAN
from tests.factories import make_account, make_credit_note, make_debtor, make_invoice, make_payment

DUE = MONDAY - timedelta(days=20)
NOTED = MONDAY - timedelta(days=25)


def owes(desk: Desk) -> tuple[Invoice, Invoice]:
    """An invoice of 100 euro and a credit note of 25 that names no invoice."""
    debtor = make_debtor(desk.creditor)
    make_account(debtor, iban=VERMEER_IBAN)
    invoice = make_invoice(debtor, number="2026-0118", total=10_000, due_on=DUE)
    return invoice, make_credit_note(debtor, number="C-0044", total=2_500, on=NOTED)


def pays(desk: Desk, amount: int, says: str, *, on: date = MONDAY, **said: str) -> Payment:
    """Money that comes in; what is sure is booked."""
    told = {"counterparty_iban": VERMEER_IBAN, "counterparty_name": "BOUWBEDRIJF VERMEER & ZN BV"} | said
    payment = make_payment(desk.creditor, amount=amount, remittance=says, on=on, **told)
    allocate(creditor=desk.creditor, on=on)
    payment.refresh_from_db()
    return payment


def left(*rows: Invoice) -> list[int]:
    """What is open of each."""
    return [Invoice.objects.get(id=one.id).open for one in rows]


@pytest.mark.parametrize("says", ["2026-0118 min creditnota C-0044", "factuur 2026-0118", "zie creditnota C-0044", ""])
def test_payment_less_a_credit_note_settles_both(desk: Desk, says: str) -> None:
    invoice, note = owes(desk)
    payment = pays(desk, 7_500, says)
    assert (left(invoice, note), payment.free) == ([0, 0], 0)
    parts = Allocation.objects.order_by("id").values_list("amount", "payment_id", "credit_note_id", "with_payment_id")
    assert list(parts) == [(7_500, payment.id, None, None), (2_500, None, note.id, payment.id)]
    assert Invoice.objects.get(id=invoice.id).settled_on == MONDAY
    told = Event.objects.get(kind="credited").data
    assert (told["note"], told["invoice"], told["amount"]) == ("C-0044", "2026-0118", 2_500)


def test_no_interest_runs_over_what_was_set_off(desk: Desk) -> None:
    invoice, _ = owes(desk)
    pays(desk, 7_500, "2026-0118 min C-0044")
    alone = make_invoice(make_debtor(desk.creditor, name="Ander", number="77"), number="2026-0119", total=7_500, due_on=DUE)
    pays(desk, 7_500, "2026-0119", counterparty_iban="", counterparty_name="Ander")
    reckoned = [owed(debtor=one.debtor, on=MONDAY) for one in (invoice, alone)]
    assert all(isinstance(one, Owed) for one in reckoned)
    assert reckoned[0].interest == reckoned[1].interest  # type: ignore[union-attr]  # both are sums


def test_payment_taken_back_takes_its_set_off_back(desk: Desk) -> None:
    invoice, note = owes(desk)
    payment = pays(desk, 7_500, "2026-0118 min C-0044")
    part = Allocation.objects.get(payment_id=payment.id)
    assert undo_allocation(desk=desk, allocation_id=part.id, on=MONDAY) is None
    payment.refresh_from_db()
    assert (left(invoice, note), payment.free) == ([10_000, 2_500], 7_500)
    assert not Allocation.objects.filter(undone_on=None).exists()


def test_payment_that_the_bank_takes_back_takes_its_set_off_back(desk: Desk) -> None:
    invoice, note = owes(desk)
    pays(desk, 7_500, "2026-0118 min C-0044", end_to_end_id="E2E-1")
    pays(desk, -7_500, "stornering", end_to_end_id="E2E-1", on=MONDAY + timedelta(days=3))
    assert left(invoice, note) == [10_000, 2_500]


def test_person_takes_a_proposal_with_a_credit_note(desk: Desk) -> None:
    invoice, note = owes(desk)
    payment = pays(desk, 7_500, "", counterparty_iban="")
    assert left(invoice, note) == [10_000, 2_500]
    first = proposed(desk, [payment])[payment.id][0]
    assert [(row.number, cents) for row, cents in first.lines] == [("2026-0118", 10_000)]
    assert ([(row.number, cents) for row, cents in first.notes], first.total) == ([("C-0044", 2_500)], 7_500)
    parts, credits = parts_of(first.code)
    other = ((note.id, invoice.id, 2_000),)
    assert accept_proposal(desk=desk, payment_id=payment.id, parts=parts, credits=other, on=MONDAY) is not None
    assert accept_proposal(desk=desk, payment_id=payment.id, parts=parts, credits=credits, on=MONDAY) is None
    assert left(invoice, note) == [0, 0]


def test_page_shows_invoice_less_credit_note_and_takes_it(desk: Desk, client: Client) -> None:
    invoice, note = owes(desk)
    payment = pays(desk, 7_500, "", counterparty_iban="")
    client.force_login(desk.user)
    page = client.get("/betalingen/").content.decode()
    assert "min creditnota" in page
    assert "na aftrek van de creditnota (art. 6:127 BW)" in page
    code = proposed(desk, [payment])[payment.id][0].code
    client.post(f"/betalingen/{payment.id}/aannemen/", {"parts": code})
    assert left(invoice, note) == [0, 0]


def test_credit_note_of_another_customer_is_left_alone(desk: Desk) -> None:
    invoice, note = owes(desk)
    other = make_credit_note(make_debtor(desk.creditor, name="Ander", number="77"), number="C-0050", total=3_000, on=NOTED)
    pays(desk, 7_000, "2026-0118 min C-0050")
    assert left(invoice, note, other)[1:] == [2_500, 3_000]
