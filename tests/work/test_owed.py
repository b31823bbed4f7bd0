"""What a debtor owes by law: the worked example to the cent, and what each kind of debtor must have had before."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from akkoord.core.problem import Refusal
from akkoord.store.models import Creditor, Debtor, Invoice, Payment
from akkoord.work.owed import Owed, owed
from akkoord.work.payments.allocate import allocate
from akkoord.work.payments.place_payment import place_payment
from tests.cast import JANSEN, VERMEER
from tests.factories import make_allocation, make_case, make_credit_note, make_debtor, make_desk, make_invoice, make_payment, make_step

D = date.fromisoformat


def asked(debtor: Debtor, on: str) -> tuple[int, int, int, int]:
    """(principal, interest, costs, total) on a day."""
    answer = owed(debtor=debtor, on=D(on))
    assert isinstance(answer, Owed)
    return answer.principal, answer.interest, answer.costs, answer.total


@pytest.fixture
def jansen(creditor: Creditor) -> Invoice:
    """The example: 100.00 due on 19 January, 40.00 paid on the 30th, a fourteen-day letter posted on 3 February."""
    debtor = make_debtor(creditor, JANSEN)
    invoice = make_invoice(debtor, number="F1", due_on=D("2026-01-19"), term_source="contract")
    make_allocation(invoice, amount=4_000, on=D("2026-01-30"))
    make_step(make_case(debtor), invoice, "fourteen-day-letter", on=D("2026-02-03"), last_day=D("2026-02-19"))
    return invoice


@pytest.mark.parametrize(
    ("on", "expected"),
    [
        ("2026-01-19", (10_000, 0, 0, 10_000)),
        ("2026-01-29", (10_000, 11, 0, 10_011)),
        ("2026-01-30", (6_012, 0, 0, 6_012)),  # 0.12 interest first
        ("2026-02-19", (6_012, 13, 0, 6_025)),
        ("2026-02-20", (6_012, 14, 4_000, 10_026)),
    ],
)
def test_owed_of_the_worked_example(jansen: Invoice, on: str, expected: tuple[int, ...]) -> None:
    assert asked(jansen.debtor, on) == expected


def test_owed_explains_every_euro(jansen: Invoice) -> None:
    answer = owed(debtor=jansen.debtor, on=D("2026-02-20"))
    assert isinstance(answer, Owed)
    assert [(str(line.from_day), str(line.to_day), line.days, line.base, line.interest) for line in answer.interest_lines] == [
        ("2026-01-20", "2026-01-30", 11, 10_000, 12),
        ("2026-01-31", "2026-02-20", 21, 6_012, 14),
    ]
    assert [(line.over, line.percentage, line.amount) for line in answer.cost_lines] == [(6_012, "15", 902), (6_012, "0", 3_098)]


def test_owed_takes_costs_off_a_payment_only_when_they_are_due(jansen: Invoice) -> None:
    make_allocation(jansen, amount=1_000, on=D("2026-02-25"))
    assert asked(jansen.debtor, "2026-02-25") == (6_012, 17, 3_000, 9_029)


def test_owed_by_a_consumer_without_an_agreed_term_has_no_interest_before_his_letter_ran_out(jansen: Invoice) -> None:
    Invoice.objects.filter(id=jansen.id).update(term_source="invoice")
    assert asked(jansen.debtor, "2026-02-19") == (6_000, 0, 0, 6_000)
    assert asked(jansen.debtor, "2026-02-20") == (6_000, 1, 4_000, 10_001)


def test_owed_by_a_consumer_no_costs_after_a_notice_meant_for_a_business(creditor: Creditor) -> None:
    debtor = make_debtor(creditor, VERMEER)
    invoice = make_invoice(debtor, due_on=D("2026-01-19"), term_source="contract")
    make_step(make_case(debtor), invoice, "notice-of-default", on=D("2026-02-03"), last_day=D("2026-02-12"))
    assert asked(debtor, "2026-03-02")[2] == 4_000
    debtor.kind = "consumer"
    assert asked(debtor, "2026-03-02")[2] == 0
    debtor.kind, debtor.kind_doubtful = "business", True
    assert asked(debtor, "2026-03-02")[2] == 0


def test_owed_adds_up_claims_before_the_scale(creditor: Creditor) -> None:
    debtor = make_debtor(creditor, JANSEN)
    case = make_case(debtor)
    for cents in (10_000, 12_000, 15_000):
        invoice = make_invoice(debtor, total=cents, due_on=D("2026-01-19"))
        make_step(case, invoice, "fourteen-day-letter", on=D("2026-02-03"), last_day=D("2026-02-19"))
    assert asked(debtor, "2026-02-20")[2] == 5_550


def test_owed_credit_note_takes_off_principal_only(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    invoice = make_invoice(debtor, due_on=D("2026-01-19"))
    note = make_credit_note(debtor, on=D("2026-01-30"))
    make_allocation(invoice, amount=2_500, on=D("2026-01-30"), credit_note_id=note.id)
    assert asked(debtor, "2026-01-30") == (7_500, 31, 0, 7_531)


def test_owed_past_the_checked_rates_is_refused_only_while_something_is_open(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    invoice = make_invoice(debtor, due_on=D("2026-01-19"))
    assert isinstance(owed(debtor=debtor, on=D("2027-01-01")), Refusal)
    make_allocation(invoice, amount=10_500, on=D("2026-03-02"))
    make_step(make_case(debtor), invoice, "notice-of-default", on=D("2026-02-03"), last_day=D("2026-02-28"))
    make_allocation(invoice, amount=4_000, on=D("2026-03-02") + timedelta(days=1))
    assert asked(debtor, "2027-01-01") == (0, 0, 0, 0)


def test_who_pays_what_a_letter_asks_owes_nothing_more(creditor: Creditor) -> None:
    """The payment is more than the invoice: what is over was for the interest on it, and no costs follow over that."""
    debtor = make_debtor(creditor, JANSEN)
    row = make_invoice(debtor, number="2026-118", total=10_000, due_on=D("2026-01-19"), term_source="contract")
    make_step(make_case(debtor), row, "fourteen-day-letter", on=D("2026-02-03"), last_day=D("2026-02-19"))
    make_payment(creditor, amount=10_034, on=D("2026-02-19"), remittance="2026-118")
    allocate(creditor=creditor, on=D("2026-02-19"))
    answer = owed(debtor=debtor, on=D("2026-03-06"))
    assert isinstance(answer, Owed)
    assert (answer.principal, answer.interest, answer.costs) == (0, 0, 0)
    assert [(move.amount, move.interest, move.principal, move.over) for move in answer.movements] == [(10_034, 34, 10_000, 0)]
    assert [(one.free, one.set_aside) for one in Payment.objects.all()] == [(34, True)]


def test_who_pays_more_than_is_owed_has_a_rest_that_a_person_places(creditor: Creditor) -> None:
    debtor = make_debtor(creditor, JANSEN)
    row = make_invoice(debtor, number="2026-118", total=10_000, due_on=D("2026-01-19"), term_source="contract")
    make_step(make_case(debtor), row, "fourteen-day-letter", on=D("2026-02-03"), last_day=D("2026-02-19"))
    make_payment(creditor, amount=10_035, on=D("2026-02-19"), remittance="2026-118")
    allocate(creditor=creditor, on=D("2026-02-19"))
    assert [(one.free, one.set_aside) for one in Payment.objects.all()] == [(35, False)]


def test_payment_placed_in_part_by_a_person_counts_for_that_part_only(creditor: Creditor) -> None:
    debtor = make_debtor(creditor, JANSEN)
    row = make_invoice(debtor, total=100_000, due_on=D("2026-03-31"), term_source="contract")
    payment = make_payment(creditor, amount=50_000, on=D("2026-03-20"))
    assert place_payment(desk=make_desk(creditor), payment_id=payment.id, invoice_id=row.id, amount=20_000, on=D("2026-03-20")) is None
    assert asked(debtor, "2026-03-31") == (80_000, 0, 0, 80_000)
