"""What is fetched for a few payments gives the answers that the whole book gives; and what a booking leaves behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.core.matching.book import Received
from akkoord.core.matching.proposals import proposals
from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Creditor, DebtorAccount, Payment
from akkoord.work.facts import situation
from akkoord.work.order.merge_debtors import merge_debtors
from akkoord.work.payments.allocate import allocate
from akkoord.work.payments.matching_book import book_for, received, whole_book
from akkoord.work.payments.place_payment import accept_proposal, set_aside, undo_allocation
from akkoord.work.payments.proposed import proposed
from tests.bench._payments import made
from tests.bench._stored import store
from tests.cast import MONDAY, VERMEER_IBAN
from tests.factories import make_account, make_debtor, make_invoice, make_payment


def stored(creditor: Creditor, numbering: str) -> list[Received]:
    """An administration of the bench in the database; gives its payments."""
    one = made(120, numbering=numbering, seed=3)
    store(creditor, one)
    return [truth.payment for truth in one.payments]


@pytest.mark.parametrize("numbering", ["year-and-count", "letter", "slashes"])
def test_few_payments_are_answered_as_by_the_whole_book(creditor: Creditor, numbering: str) -> None:
    payments = stored(creditor, numbering)
    whole, near = whole_book(creditor), book_for(creditor, payments[:30])
    assert len(near.invoices) < len(whole.invoices)
    for payment in payments[:30]:
        first = [proposals(book, payment)[:1] for book in (whole, near)]
        assert first[0] == first[1], payment


def test_book_of_few_payments_takes_as_many_queries_for_three_as_for_one(creditor: Creditor) -> None:
    counts = []
    make_invoice(make_debtor(creditor), number="2026-0001")
    for many in (1, 3):
        names = ("Alfa Bouw", "Beta Techniek", "Gamma Bloemen")[:many]
        payments = [make_payment(creditor, remittance=f"dank {name}", counterparty_name=name, counterparty_iban="") for name in names]
        with CaptureQueriesContext(
            connection,
        ) as queries:
            book_for(creditor, [received(one) for one in payments])
        counts.append(len(queries))
        Payment.objects.filter(id__in=[one.id for one in payments]).delete()
    assert counts[0] == counts[1]


def test_debtor_of_a_doubtful_payment_is_left_alone_until_it_is_placed(desk: Desk) -> None:
    creditor = desk.creditor
    debtor = make_debtor(creditor, name="Garage De Groot")
    invoice = make_invoice(debtor, number="2026-0118", total=10_000)
    payment = make_payment(
        creditor, amount=2_500, remittance="2026-0118", counterparty_name="Iemand Anders", counterparty_iban=VERMEER_IBAN
    )
    allocate(creditor=creditor, on=MONDAY)
    payment.refresh_from_db()
    assert (payment.free, payment.likely_debtor_id) == (2_500, debtor.id)
    assert [one.payment_under_way for one in situation(creditor, on=MONDAY).debtors] == [True]
    assert accept_proposal(desk=desk, payment_id=payment.id, parts=((invoice.id, 2_500),), on=MONDAY) is None
    payment.refresh_from_db()
    assert (payment.free, payment.likely_debtor_id) == (0, None)
    assert [one.payment_under_way for one in situation(creditor, on=MONDAY).debtors] == [False]


def test_debtor_of_a_payment_that_is_set_aside_is_not_waited_for(desk: Desk) -> None:
    debtor = make_debtor(desk.creditor)
    make_invoice(debtor, number="2026-0118", total=10_000)
    payment = make_payment(desk.creditor, amount=2_500, remittance="2026-0118", counterparty_name="Iemand Anders", counterparty_iban="")
    allocate(creditor=desk.creditor, on=MONDAY)
    set_aside(desk=desk, payment_id=payment.id, on=MONDAY)
    assert [one.payment_under_way for one in situation(desk.creditor, on=MONDAY).debtors] == [False]


def test_discount_in_time_settles_the_invoice_and_is_taken_back_with_it(desk: Desk) -> None:
    creditor = desk.creditor
    creditor.discount_share, creditor.discount_days = 200, 14
    creditor.save()
    invoice = make_invoice(make_debtor(creditor), number="2026-0118", total=10_000, issued_on=MONDAY - timedelta(days=7))
    make_payment(creditor, amount=9_800, remittance="2026-0118", on=MONDAY)
    allocate(creditor=creditor, on=MONDAY)
    invoice.refresh_from_db()
    parts = Allocation.objects.order_by("amount")
    assert (invoice.open, [(one.amount, one.because) for one in parts]) == (0, [(200, "discount"), (9_800, "reference")])
    undo_allocation(desk=desk, allocation_id=parts[1].id, on=MONDAY)
    invoice.refresh_from_db()
    assert invoice.open == 10_000


def test_account_is_forgotten_when_its_only_booking_was_wrong(desk: Desk) -> None:
    creditor, debtor = desk.creditor, make_debtor(desk.creditor)
    make_invoice(debtor, number="2026-0118", total=10_000)
    make_payment(creditor, amount=10_000, remittance="2026-0118", counterparty_iban=VERMEER_IBAN)
    allocate(creditor=creditor, on=MONDAY)
    assert [(one.iban, one.times) for one in DebtorAccount.objects.all()] == [(VERMEER_IBAN, 1)]
    undo_allocation(desk=desk, allocation_id=Allocation.objects.get().id, on=MONDAY)
    assert DebtorAccount.objects.count() == 0


def test_account_of_the_administration_counts_each_payment(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_account(debtor, iban=VERMEER_IBAN)
    for number in ("2026-0118", "2026-0119"):
        make_invoice(debtor, number=number, total=10_000)
        make_payment(creditor, amount=10_000, remittance=number, counterparty_iban=VERMEER_IBAN)
    allocate(creditor=creditor, on=MONDAY)
    assert [(one.iban, one.times) for one in DebtorAccount.objects.all()] == [(VERMEER_IBAN, 2)]


@pytest.mark.parametrize(
    ("said", "reason", "name"),
    [
        ({"counterparty_name": "VERMEER BOUW"}, "name-before", "Vermeer Bouw B.V."),
        ({"counterparty_name": "VERMEER BOUWW"}, "name-near-before", "Vermeer Bouw B.V."),
        ({"counterparty_name": "KORENBLOEM"}, "name", ""),
        ({"remittance": "klant 2001"}, "customer-number", ""),
        ({"counterparty_iban": VERMEER_IBAN}, "account", ""),
    ],
)
def test_payment_under_what_is_known_of_who_was_merged_finds_who_stayed(desk: Desk, said: dict[str, str], reason: str, name: str) -> None:
    into = make_debtor(desk.creditor, name="De Korenbloem", number="1001")
    old = make_debtor(desk.creditor, name="Vermeer Bouw B.V.", number="2001", kvk="")
    make_invoice(into, number="F7", total=12345)
    make_account(old, iban=VERMEER_IBAN)
    assert merge_debtors(desk=desk, into_id=into.id, old_id=old.id, on=MONDAY) is None
    fields: dict[str, Any] = {"counterparty_iban": "", "counterparty_name": "", "remittance": "", "amount": 12345, **said}
    payment = make_payment(desk.creditor, **fields)
    money = received(payment)
    (found, *_), (all_found, *_) = proposals(book_for(desk.creditor, [money]), money), proposals(whole_book(desk.creditor), money)
    assert (found.debtor_id, found.reasons) == (into.id, all_found.reasons)
    assert reason in found.reasons
    assert proposed(desk, [payment])[payment.id][0].former == name
