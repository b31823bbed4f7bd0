"""Money that goes back to a debtor: what was paid too much, a credit note, a payment that stood on an invoice; and nothing else."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from akkoord.store.models import Creditor, Debtor, DebtorAccount, Event, Invoice, Payment, Refund
from akkoord.store.queries import unplaced
from akkoord.work.owed import Owed, owed
from akkoord.work.payments.allocate import allocate
from akkoord.work.payments.proposed import ReturnProposal, proposed_refunds
from akkoord.work.payments.refunds import accept_refund, undo_refund
from tests.cast import MONDAY
from tests.factories import make_debtor, make_desk, make_invoice, make_payment

IBAN, OTHER = "NL20INGB0001234567", "NL44RABO0123456789"
LATER = MONDAY + timedelta(days=7)
TWICE = "Dubbel betaald, terug"


@pytest.fixture
def debtor(creditor: Creditor) -> Debtor:
    """Who pays from his own account."""
    one = make_debtor(creditor, name="Bouwbedrijf Vermeer B.V.")
    DebtorAccount.objects.create(creditor=creditor, debtor_id=one.id, iban=IBAN, times=5)
    return one


def comes(creditor: Creditor, amount: int, *, says: str = "2026-118", iban: str = IBAN, on: date = MONDAY) -> Payment:
    """Money that comes in, or goes out where it is below nothing; what is sure is booked."""
    said = {"remittance": says, "counterparty_iban": iban, "counterparty_name": "Bouwbedrijf Vermeer" if iban == IBAN else "Verhuur Zuid"}
    one = make_payment(creditor, on=on, amount=amount, **said)
    allocate(creditor=creditor, on=on)
    one.refresh_from_db()
    return one


def stands(creditor: Creditor, out: Payment) -> list[ReturnProposal]:
    """What the page shows of it."""
    desk = make_desk(creditor)
    return proposed_refunds(desk, list(unplaced.payments(desk, which="free"))).get(out.id, [])


def paid_too_much(debtor: Debtor) -> tuple[Invoice, Payment]:
    """An invoice that is paid, and 30 euro more. The invoice is not due yet: there is no interest that it could be for."""
    invoice = make_invoice(debtor, number="2026-118", total=10_000, due_on=MONDAY + timedelta(days=30))
    return invoice, comes(debtor.creditor, 13_000)


def test_what_was_paid_too_much_goes_back_by_itself_and_opens_nothing(creditor: Creditor, debtor: Debtor) -> None:
    invoice, payment = paid_too_much(debtor)
    assert (payment.free, payment.set_aside) == (3_000, False)
    out = comes(creditor, -3_000, says="te veel betaald", on=LATER)
    payment.refresh_from_db()
    assert (payment.free, payment.given_back, out.free) == (0, 3_000, 0)
    assert (Refund.objects.get().payment_id, Invoice.objects.get(id=invoice.id).open) == (payment.id, 0)
    reckoned = owed(debtor=debtor, on=LATER)
    assert isinstance(reckoned, Owed)
    assert (reckoned.total, Event.objects.filter(kind="refunded").count()) == (0, 1)


def test_money_that_was_given_back_pays_no_later_invoice(creditor: Creditor, debtor: Debtor) -> None:
    paid_too_much(debtor)
    comes(creditor, -3_000, on=LATER, says="terug")
    later = make_invoice(debtor, number="2026-200", total=3_000, issued_on=LATER, due_on=LATER + timedelta(days=30))
    allocate(creditor=creditor, on=LATER)
    assert Invoice.objects.get(id=later.id).open == 3_000


def test_refund_taken_back_is_left_to_a_person(creditor: Creditor, debtor: Debtor) -> None:
    _, payment = paid_too_much(debtor)
    out = comes(creditor, -3_000, on=LATER, says="terug")
    undo_refund(desk=make_desk(creditor), refund_id=Refund.objects.get().id, on=LATER)
    allocate(creditor=creditor, on=LATER)
    payment.refresh_from_db()
    assert (payment.free, payment.given_back, Refund.objects.filter(undone_on=None).count()) == (3_000, 0, 0)
    assert [one.code for one in stands(creditor, out)] == [f"payment:{payment.id}"]


def test_credit_note_that_is_paid_out_is_open_no_more_until_that_is_taken_back(creditor: Creditor, debtor: Debtor) -> None:
    note = make_invoice(debtor, number="CN-2026-7", kind="credit_note", total=2_500)
    comes(creditor, -2_500, says="Creditnota CN-2026-7", iban="", on=LATER)
    assert Invoice.objects.get(id=note.id).open == 0
    undo_refund(desk=make_desk(creditor), refund_id=Refund.objects.get().id, on=LATER)
    assert Invoice.objects.get(id=note.id).open == 2_500


def test_payment_that_stands_on_an_invoice_is_only_given_back_by_a_person_and_opens_it(creditor: Creditor, debtor: Debtor) -> None:
    invoice = make_invoice(debtor, number="2026-118", total=10_000)
    payment = comes(creditor, 10_000)
    assert payment.free == 0
    out = comes(creditor, -10_000, says=TWICE, on=LATER)
    assert (out.free, Refund.objects.count()) == (-10_000, 0)
    near = stands(creditor, out)
    assert [(one.code, "against-refund-placed" in one.speaks_against) for one in near] == [(f"placed:{payment.id}", True)]
    assert accept_refund(desk=make_desk(creditor), payment_id=out.id, source=near[0].code, on=LATER) is None
    payment.refresh_from_db()
    assert (Invoice.objects.get(id=invoice.id).open, payment.free, payment.given_back) == (10_000, 0, 10_000)


def test_proposal_that_no_longer_holds_is_refused(creditor: Creditor, debtor: Debtor) -> None:
    _, payment = paid_too_much(debtor)
    out = comes(creditor, -3_000, says="terug", on=LATER)
    refusal = accept_refund(desk=make_desk(creditor), payment_id=out.id, source=f"payment:{payment.id}", on=LATER)
    assert refusal is not None
    assert Refund.objects.count() == 1


@pytest.mark.parametrize(
    ("cents", "says", "iban"),
    [
        (-3_000, "huur november", OTHER),  # the same sum, to nobody who pays us
        (-9_900, "loon", OTHER),
        (-1_000, "factuur 88123", IBAN),  # a debtor who sells to us too
        (-13_000, "inkoop 4471", IBAN),
        (-50_000, "terug", IBAN),  # more than he ever paid
    ],
)
def test_money_that_is_no_refund_is_not_shown(creditor: Creditor, debtor: Debtor, cents: int, says: str, iban: str) -> None:
    paid_too_much(debtor)
    out = comes(creditor, cents, says=says, iban=iban, on=LATER)
    assert (out.free, stands(creditor, out), Refund.objects.count()) == (0, [], 0)


def test_part_of_what_was_too_much_is_proposed_and_the_rest_stays(creditor: Creditor, debtor: Debtor) -> None:
    _, payment = paid_too_much(debtor)
    out = comes(creditor, -1_000, says="deel terug", on=LATER)
    near = stands(creditor, out)
    assert [one.code for one in near] == [f"payment:{payment.id}"]
    accept_refund(desk=make_desk(creditor), payment_id=out.id, source=near[0].code, on=LATER)
    payment.refresh_from_db()
    assert (payment.free, payment.given_back) == (2_000, 1_000)


def test_two_refunds_of_one_overpayment_are_not_both_booked(creditor: Creditor, debtor: Debtor) -> None:
    _, payment = paid_too_much(debtor)
    for _ in range(2):
        make_payment(creditor, on=LATER, amount=-3_000, counterparty_iban=IBAN, counterparty_name="Bouwbedrijf Vermeer")
    allocate(creditor=creditor, on=LATER)
    payment.refresh_from_db()
    assert (Refund.objects.count(), payment.free) == (1, 0)
