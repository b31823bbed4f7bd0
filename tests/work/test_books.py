"""Money finds its invoice: by number, by account and sum, by hand; and every booking can be taken back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Creditor, DebtorAccount, Invoice, Payment
from akkoord.work.facts import open_on, situation
from akkoord.work.payments.allocate import allocate, credit
from akkoord.work.payments.place_payment import place_payment, set_aside, undo_allocation
from tests.cast import JANSEN, MONDAY, VERMEER_IBAN
from tests.factories import make_account, make_allocation, make_credit_note, make_debtor, make_invoice, make_payment

DAY = timedelta(days=1)


def opened(*invoices: Invoice) -> list[int]:
    """What is open on these invoices now."""
    rows = dict(Invoice.objects.filter(id__in=[one.id for one in invoices]).values_list("id", "open"))
    return [rows[one.id] for one in invoices]


@pytest.mark.parametrize(
    "says",
    ["2026-0118", "Factuur 2026 0118", "fact.nr. 2026/0118, dank", "20260118", "betreft 2026 - 0118 minus niets", "F2026-0118 2026-0118"],
)
def test_allocate_finds_the_number_however_it_is_written(creditor: Creditor, says: str) -> None:
    invoice = make_invoice(make_debtor(creditor), number="2026-0118")
    make_payment(creditor, amount=4_000, remittance=says)
    assert allocate(creditor=creditor, on=MONDAY) == 1
    assert opened(invoice) == [6_000]


def test_allocate_takes_the_longer_of_two_numbers_that_begin_alike(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    short, long = make_invoice(debtor, number="2026"), make_invoice(debtor, number="2026-118")
    make_payment(creditor, amount=10_000, remittance="factuur 2026-118")
    allocate(creditor=creditor, on=MONDAY)
    assert opened(short, long) == [10_000, 0]


def test_allocate_spreads_one_payment_over_the_numbers_it_names_in_their_order(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    first, second, third = (make_invoice(debtor, number=f"2026-010{n}") for n in (1, 2, 3))
    payment = make_payment(creditor, amount=15_000, remittance="2026-0103 en 2026-0101")
    allocate(creditor=creditor, on=MONDAY)
    payment.refresh_from_db()
    assert (opened(first, second, third), payment.free) == ([5_000, 10_000, 0], 0)


def test_allocate_reads_the_structured_reference(creditor: Creditor) -> None:
    invoice = make_invoice(make_debtor(creditor), payment_reference="4056 7891 2345 6789")
    make_payment(creditor, reference="4056789123456789")
    assert allocate(creditor=creditor, on=MONDAY) == 1
    assert opened(invoice) == [0]


def test_allocate_by_account_and_exact_sum(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_account(debtor, iban=VERMEER_IBAN)
    small, big = make_invoice(debtor, total=4_000), make_invoice(debtor, total=9_000)
    make_payment(creditor, amount=9_000, counterparty_iban=VERMEER_IBAN)
    allocate(creditor=creditor, on=MONDAY)
    assert opened(small, big) == [4_000, 0]
    assert set(Allocation.objects.values_list("because", flat=True)) == {"account-and-amount"}


def test_allocate_by_account_everything_that_is_due(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_account(debtor, iban=VERMEER_IBAN)
    due = [make_invoice(debtor, total=cents) for cents in (4_000, 5_000)]
    later = make_invoice(debtor, due_on=MONDAY + DAY)
    make_payment(creditor, amount=9_000, counterparty_iban=VERMEER_IBAN)
    allocate(creditor=creditor, on=MONDAY)
    assert opened(*due, later) == [0, 0, 10_000]


@pytest.mark.parametrize(
    ("iban", "says", "amount"),
    [("", "bedankt", 10_000), (VERMEER_IBAN, "voorschot", 1_234), ("NL86INGB0002445588", "", 10_000), ("", "huisnummer 12", 10_000)],
)
def test_allocate_leaves_what_nobody_can_tell_free(creditor: Creditor, iban: str, says: str, amount: int) -> None:
    debtor = make_debtor(creditor)
    make_account(debtor, iban=VERMEER_IBAN)
    invoice = make_invoice(debtor)
    payment = make_payment(creditor, amount=amount, counterparty_iban=iban, remittance=says)
    assert allocate(creditor=creditor, on=MONDAY) == 0
    payment.refresh_from_db()
    assert (opened(invoice), payment.free) == ([10_000], amount)


def test_allocate_leaves_a_payment_that_names_two_debtors_to_a_person(creditor: Creditor) -> None:
    one, other = make_debtor(creditor), make_debtor(creditor, JANSEN)
    invoices = [make_invoice(one, number="2026-0201"), make_invoice(other, number="2026-0202")]
    make_payment(creditor, amount=20_000, remittance="2026-0201 2026-0202")
    assert allocate(creditor=creditor, on=MONDAY) == 0
    assert opened(*invoices) == [10_000, 10_000]


def test_allocate_leaves_what_is_too_much_free_and_settles_on_the_day_of_payment(creditor: Creditor) -> None:
    invoice = make_invoice(make_debtor(creditor), number="2026-0300")
    payment = make_payment(creditor, amount=12_000, on=MONDAY - DAY, remittance="2026-0300")
    allocate(creditor=creditor, on=MONDAY)
    payment.refresh_from_db()
    invoice.refresh_from_db()
    assert (invoice.open, invoice.settled_on, payment.free) == (0, MONDAY - DAY, 2_000)


def test_allocate_settles_on_the_last_part_also_when_an_earlier_one_is_booked_later(creditor: Creditor) -> None:
    invoice = make_invoice(make_debtor(creditor), number="2026-0301", due_on=MONDAY - 20 * DAY)
    make_payment(creditor, amount=6_000, on=MONDAY - DAY, remittance="2026-0301")
    allocate(creditor=creditor, on=MONDAY)
    make_payment(creditor, amount=4_000, on=MONDAY - 9 * DAY, remittance="2026-0301")
    allocate(creditor=creditor, on=MONDAY)
    invoice.refresh_from_db()
    assert (invoice.open, invoice.settled_on) == (0, MONDAY - DAY)
    facts = situation(creditor, on=MONDAY - 5 * DAY).debtors
    assert [(one.open, one.part) for debtor in facts for one in debtor.invoices] == [(6_000, True)]


def test_allocate_remembers_the_account(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor, number="2026-0302")
    make_payment(creditor, remittance="2026-0302", counterparty_iban=VERMEER_IBAN)
    allocate(creditor=creditor, on=MONDAY)
    assert list(DebtorAccount.objects.values_list("debtor_id", "iban")) == [(debtor.id, VERMEER_IBAN)]


def test_allocate_twice_changes_nothing(creditor: Creditor) -> None:
    invoice = make_invoice(make_debtor(creditor), number="2026-0303")
    make_payment(creditor, amount=4_000, remittance="2026-0303")
    assert [allocate(creditor=creditor, on=MONDAY) for _ in range(2)] == [1, 0]
    assert opened(invoice) == [6_000]


def state() -> list[object]:
    """Everything about money, to see that it is as it was."""
    return [
        list(Invoice.objects.order_by("id").values_list("id", "open", "settled_on")),
        list(Payment.objects.order_by("id").values_list("id", "free", "set_aside")),
    ]


def test_undo_gives_back_the_state_before_and_is_not_booked_again_by_itself(creditor: Creditor, desk: Desk) -> None:
    make_invoice(make_debtor(creditor), number="2026-0304")
    make_payment(creditor, remittance="2026-0304")
    before = state()
    allocate(creditor=creditor, on=MONDAY)
    part = Allocation.objects.get()
    assert undo_allocation(desk=desk, allocation_id=part.id, on=MONDAY) is None
    assert state() == before
    assert undo_allocation(desk=desk, allocation_id=part.id, on=MONDAY) is None
    assert allocate(creditor=creditor, on=MONDAY) == 0
    assert state() == before


def test_undo_of_a_credit_note_opens_both(creditor: Creditor, desk: Desk) -> None:
    debtor = make_debtor(creditor)
    invoice = make_invoice(debtor, number="2026-0305")
    note = make_credit_note(debtor, refers_to="2026-0305")
    assert credit(creditor=creditor, notes=[note], on=MONDAY) == 1
    assert opened(invoice, note) == [7_500, 0]
    undo_allocation(desk=desk, allocation_id=Allocation.objects.get().id, on=MONDAY)
    assert opened(invoice, note) == [10_000, 2_500]


def test_credit_note_takes_off_no_more_than_is_open(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    invoice = make_invoice(debtor, number="2026-0306", total=2_000)
    note = make_credit_note(debtor, refers_to="2026-0306")
    credit(creditor=creditor, notes=[note], on=MONDAY)
    assert opened(invoice, note) == [0, 500]


def test_credit_note_of_somebody_else_is_not_booked(creditor: Creditor) -> None:
    invoice = make_invoice(make_debtor(creditor), number="2026-0307")
    note = make_credit_note(make_debtor(creditor, JANSEN), refers_to="2026-0307")
    assert credit(creditor=creditor, notes=[note], on=MONDAY) == 0
    assert opened(invoice, note) == [10_000, 2_500]


@pytest.mark.parametrize("amount", [0, -1, 10_001, 6_001])
def test_place_payment_refuses_what_does_not_fit(creditor: Creditor, desk: Desk, amount: int) -> None:
    invoice = make_invoice(make_debtor(creditor))
    payment = make_payment(creditor, amount=6_000)
    before = state()
    refused = place_payment(desk=desk, payment_id=payment.id, invoice_id=invoice.id, amount=amount, on=MONDAY)
    assert isinstance(refused, Refusal)
    assert (state(), Allocation.objects.count()) == (before, 0)


def test_place_payment_by_hand_in_parts(creditor: Creditor, desk: Desk) -> None:
    debtor = make_debtor(creditor)
    one, other = make_invoice(debtor), make_invoice(debtor)
    payment = make_payment(creditor, amount=15_000, counterparty_iban=VERMEER_IBAN)
    assert place_payment(desk=desk, payment_id=payment.id, invoice_id=one.id, amount=10_000, on=MONDAY) is None
    assert place_payment(desk=desk, payment_id=payment.id, invoice_id=other.id, amount=5_000, on=MONDAY) is None
    payment.refresh_from_db()
    assert (opened(one, other), payment.free) == ([0, 5_000], 0)
    assert DebtorAccount.objects.get().iban == VERMEER_IBAN


def test_set_aside_payment_is_left_alone_until_it_is_placed(creditor: Creditor, desk: Desk) -> None:
    invoice = make_invoice(make_debtor(creditor), number="2026-0308")
    payment = make_payment(creditor, amount=15_000, remittance="2026-0308")
    assert set_aside(desk=desk, payment_id=payment.id, on=MONDAY) is None
    assert allocate(creditor=creditor, on=MONDAY) == 0
    place_payment(desk=desk, payment_id=payment.id, invoice_id=invoice.id, amount=10_000, on=MONDAY)
    payment.refresh_from_db()
    assert (payment.free, payment.set_aside) == (5_000, False)


@pytest.mark.parametrize(
    ("on", "expected"),
    [(MONDAY - 40 * DAY, []), (MONDAY - 10 * DAY, [10_000]), (MONDAY - 2 * DAY, [6_000]), (MONDAY, []), (MONDAY + DAY, [])],
)
def test_situation_of_a_past_day(creditor: Creditor, on: date, expected: list[int]) -> None:
    invoice = make_invoice(make_debtor(creditor), due_on=MONDAY - 20 * DAY, issued_on=MONDAY - 30 * DAY)
    make_allocation(invoice, amount=4_000, on=MONDAY - 3 * DAY)
    make_allocation(invoice, amount=6_000, on=MONDAY)
    assert [one.open for debtor in situation(creditor, on=on).debtors for one in debtor.invoices] == expected
    assert open_on(creditor, on=on).count() == len(expected)
