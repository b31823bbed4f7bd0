"""Arrangements at work: proposed, accepted with the hash of the text, paid from the bank, watched once a day, and changed."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.core.arrangement.fits import reference_of
from akkoord.core.arrangement.terms import Interest
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Arrangement, Creditor, Event, Hold, Invoice, Letter, Payment
from akkoord.work.arrangement.accept import Acceptance, accept, decline, withdraw
from akkoord.work.arrangement.agreement import agreement_of
from akkoord.work.arrangement.paid import paid_since
from akkoord.work.arrangement.propose import propose
from akkoord.work.arrangement.watch import watch_arrangements
from akkoord.work.hold import end_hold
from akkoord.work.owed import owed
from akkoord.work.payments.allocate import allocate
from akkoord.work.prescription import prescriptions
from akkoord.work.run_day import run_day
from tests.cast import JANSEN, MONDAY, VERMEER
from tests.factories import make_account, make_debtor, make_hold, make_invoice, make_payment
from tests.work.arranged import arranged, proposed, terms
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says, work_day, work_days

Carriers = dict[str, Carrier]
DUE = MONDAY - timedelta(days=40)


def owing(creditor: Creditor, *, total: int = 90_000, **cast: Any) -> Invoice:
    """A business that has not paid for forty days, or whom a test names."""
    return make_invoice(make_debtor(creditor, {**VERMEER, **cast}), total=total, due_on=DUE, issued_on=DUE - timedelta(days=30))


def test_proposal_says_what_is_owed_and_holds_nothing_until_it_is_accepted(creditor: Creditor) -> None:
    invoice = owing(creditor)
    made = proposed(invoice.debtor, on=MONDAY, instalments=3, interest=Interest.FROZEN)
    assert (made.state, made.principal, made.total) == ("proposed", 90_000, 90_000 + made.interest)
    assert made.interest > 0
    assert sum(made.instalments.values_list("amount", flat=True)) == made.total
    assert not Hold.objects.exists()
    agreement = agreement_of(made)
    assert agreement.sha256 == made.text_sha256
    assert any("erkent" in one for one in agreement.paragraphs)
    assert agreement.pdf()[:5] == b"%PDF-"


def test_what_is_accepted_is_the_text_that_was_seen(creditor: Creditor) -> None:
    invoice = owing(creditor)
    made = proposed(invoice.debtor, on=MONDAY)
    said: dict[str, Any] = {"creditor": creditor, "arrangement_id": made.id, "on": MONDAY, "at": None, "by": ""}
    for wrong in (Acceptance("portal", "An"), Acceptance("portal", "An", text_sha256="0" * 64), Acceptance("spoken", " ")):
        assert isinstance(accept(acceptance=wrong, **said), Refusal)
    found = accept(acceptance=Acceptance("portal", "An de Vries", "192.0.2.7", made.text_sha256), **said)
    assert not isinstance(found, Refusal)
    assert (found.state, found.accepted_by, found.accepted_from, found.agreed_on) == ("running", "An de Vries", "192.0.2.7", MONDAY)
    assert found.pdf is not None
    assert agreement_of(found).sha256 == made.text_sha256
    assert isinstance(accept(acceptance=Acceptance("spoken", "An"), **said), Refusal)  # once
    assert list(Hold.objects.values_list("kind", "invoice_id")) == [("arrangement-kept", invoice.id)]
    [answer] = prescriptions([Invoice.objects.select_related("debtor").get(id=invoice.id)], on=MONDAY).values()
    assert answer.lines[-1].first == MONDAY + DAY  # who agrees acknowledges the debt


def test_proposal_ends_when_it_is_declined_withdrawn_replaced_or_late(creditor: Creditor) -> None:
    debtor = owing(creditor).debtor
    first = proposed(debtor, on=MONDAY)
    second = proposed(debtor, on=MONDAY, valid_until=MONDAY + DAY)
    first.refresh_from_db()
    assert first.state == "withdrawn"
    work_day(creditor, MONDAY + 2 * DAY)
    second.refresh_from_db()
    assert second.state == "lapsed"
    third = proposed(debtor, on=MONDAY)
    said: dict[str, Any] = {"creditor": creditor, "because": "te duur", "on": MONDAY, "at": None, "by": ""}
    assert not isinstance(decline(arrangement_id=third.id, **said), Refusal)
    assert isinstance(withdraw(arrangement_id=third.id, **said), Refusal)
    third.refresh_from_db()
    assert (third.state, third.ended_because["nl"]) == ("declined", "te duur")


@pytest.mark.parametrize(("kind", "what"), [("insolvency", "debtor"), ("dispute", "invoice")])
def test_nothing_is_proposed_about_what_is_in_dispute_or_to_who_is_bankrupt(creditor: Creditor, kind: str, what: str) -> None:
    invoice = owing(creditor)
    make_hold(invoice.debtor, kind=kind, invoice_id=invoice.id if what == "invoice" else None)
    said: dict[str, Any] = {"creditor": creditor, "debtor_id": invoice.debtor_id, "on": MONDAY, "at": None, "by": ""}
    assert isinstance(propose(terms=terms(MONDAY), invoices=frozenset((invoice.id,)), **said), Refusal)


def test_running_interest_is_refused_to_who_may_be_a_consumer(creditor: Creditor) -> None:
    invoice = owing(creditor, **{**JANSEN, "kind": "business", "kind_doubtful": True})
    said: dict[str, Any] = {"creditor": creditor, "debtor_id": invoice.debtor_id, "on": MONDAY, "at": None, "by": "", "invoices": None}
    refused = propose(terms=terms(MONDAY, interest=Interest.RUNNING), **said)
    assert isinstance(refused, Refusal)
    assert "7:58" in refused.source


def test_parts_are_booked_from_the_bank_by_reference_and_by_account_and_sum(creditor: Creditor) -> None:
    invoice = owing(creditor)
    made = arranged(invoice.debtor, on=MONDAY, instalments=3, first_on=MONDAY + 10 * DAY)
    outside = make_invoice(invoice.debtor, total=30_000, due_on=MONDAY + 20 * DAY, issued_on=MONDAY)
    make_account(invoice.debtor, iban="NL02RABO0123456789")
    make_payment(creditor, amount=30_000, on=MONDAY + DAY, remittance=f"deel 1 {reference_of(made.first_id)}")
    make_payment(creditor, amount=60_000, on=MONDAY + DAY, counterparty_iban="NL02RABO0123456789", remittance="afspraak")
    make_payment(creditor, amount=30_000, on=MONDAY + DAY, counterparty_iban="NL02RABO0123456789", remittance=outside.number)
    assert allocate(creditor=creditor, on=MONDAY + DAY) == 3
    booked = Allocation.objects.values_list("invoice_id", "amount", "because").order_by("id")
    assert sorted(booked) == sorted(
        [(invoice.id, 30_000, "arrangement"), (invoice.id, 60_000, "arrangement"), (outside.id, 30_000, "reference")]
    )
    assert paid_since(creditor, made, until=MONDAY + DAY) == 90_000
    work_day(creditor, MONDAY + 2 * DAY)
    made.refresh_from_db()
    assert made.state == "kept"


def test_money_that_names_two_arrangements_waits_unless_its_account_says_whose_it_is(creditor: Creditor) -> None:
    first, second = owing(creditor), owing(creditor, **{**JANSEN, "number": "2"})
    one, other = (arranged(row.debtor, on=MONDAY, instalments=3, first_on=MONDAY + 10 * DAY) for row in (first, second))
    Arrangement.objects.filter(id=other.id).update(first_id=one.first_id + 4096 * 10_000_000)  # seven digits further
    make_account(second.debtor, iban="NL02RABO0123456789")
    reference = reference_of(one.first_id)
    make_payment(creditor, amount=25_000, on=MONDAY + DAY, remittance=reference)
    make_payment(creditor, amount=25_000, on=MONDAY + DAY, remittance=reference, counterparty_iban="NL02RABO0123456789")
    assert allocate(creditor=creditor, on=MONDAY + DAY) == 1
    assert list(Allocation.objects.values_list("invoice_id", "because")) == [(second.id, "arrangement")]


def test_kept_lets_go_of_interest_and_discount_and_leaves_nothing_to_place(creditor: Creditor) -> None:
    invoice = owing(creditor)
    made = arranged(invoice.debtor, on=MONDAY, instalments=1, discount=5_000, first_on=MONDAY + 5 * DAY)
    assert (made.total, made.waived > 0) == (85_000, True)
    make_payment(creditor, amount=85_000, on=MONDAY + DAY, remittance=reference_of(made.first_id))
    allocate(creditor=creditor, on=MONDAY + DAY)
    work_day(creditor, MONDAY + DAY)
    made.refresh_from_db()
    invoice.refresh_from_db()
    assert (made.state, invoice.open, invoice.settled_on) == ("kept", 0, MONDAY + DAY)
    sums = owed(debtor=invoice.debtor, on=MONDAY + 30 * DAY)
    assert not isinstance(sums, Refusal)
    assert sums.total == 0
    [event] = Event.objects.filter(kind="arrangement-kept")
    assert (event.data["discount"], event.data["let_go"]) == (5_000, 5_000)


def test_interest_and_costs_in_the_plan_are_paid_by_its_last_part(creditor: Creditor) -> None:
    invoice = owing(creditor)
    made = arranged(invoice.debtor, on=MONDAY, instalments=2, interest=Interest.FROZEN, first_on=MONDAY + 3 * DAY)
    for part in made.instalments.order_by("number"):
        make_payment(creditor, amount=part.amount, on=MONDAY + DAY, remittance=reference_of(made.first_id))
    allocate(creditor=creditor, on=MONDAY + DAY)
    work_day(creditor, MONDAY + DAY)
    made.refresh_from_db()
    assert made.state == "kept"
    assert not Payment.objects.filter(free__gt=0, set_aside=False).exists()


def test_missed_is_warned_of_once_then_broken_and_the_second_run_changes_nothing(creditor: Creditor, carriers: Carriers) -> None:
    invoice = owing(creditor)
    made = arranged(invoice.debtor, on=MONDAY, instalments=3, first_on=MONDAY + 4 * DAY)
    work_days(creditor, MONDAY, MONDAY + 7 * DAY, carriers)
    assert not Letter.objects.filter(kind="instalment-missed").exists()  # the bank may book it a working day later
    work_days(creditor, MONDAY + 8 * DAY, MONDAY + 16 * DAY, carriers)
    [warning] = Letter.objects.filter(kind="instalment-missed")
    made.refresh_from_db()
    assert (warning.state, made.state, made.warned_until) == ("sent", "running", warning.last_day)
    before = Event.objects.count()
    run_day(creditor=creditor, on=MONDAY + 16 * DAY)
    assert Event.objects.count() == before
    assert warning.last_day is not None
    work_days(creditor, MONDAY + 17 * DAY, warning.last_day + 4 * DAY, carriers)
    made.refresh_from_db()
    assert (made.state, "ontbreekt" in made.ended_because["nl"]) == ("broken", True)
    assert not Hold.objects.filter(ended_on=None).exists()


def test_nobody_in_trouble_is_warned_and_nothing_of_his_breaks(creditor: Creditor, carriers: Carriers) -> None:
    invoice = owing(creditor)
    made = arranged(invoice.debtor, on=MONDAY, instalments=3, first_on=MONDAY + DAY, remind_days=5)
    make_hold(invoice.debtor, kind="vulnerable", since=MONDAY)
    work_days(creditor, MONDAY, MONDAY + 20 * DAY, carriers)
    made.refresh_from_db()
    assert (made.state, Letter.objects.count()) == ("running", 0)


def test_reminder_that_nobody_read_in_time_is_withdrawn(creditor: Creditor, desk: Desk) -> None:
    Creditor.objects.filter(id=creditor.id).update(approval="person")
    invoice = owing(creditor)
    arranged(invoice.debtor, on=MONDAY, instalments=3, first_on=MONDAY + 5 * DAY, remind_days=3)
    work_days(creditor, MONDAY, MONDAY + 4 * DAY)
    [letter] = Letter.objects.filter(kind="instalment-reminder")
    assert letter.state == "draft"
    work_days(creditor, MONDAY + 5 * DAY, MONDAY + 6 * DAY)
    letter.refresh_from_db()
    assert (letter.state, letter.withdrawn_because) == ("withdrawn", "De dag van de termijn is er al")
    hold = Hold.objects.get(kind="arrangement-kept")
    assert end_hold(desk=desk, hold_id=hold.id, because="released", on=MONDAY) is not None


def test_new_version_replaces_the_one_before_and_takes_in_a_new_invoice(creditor: Creditor) -> None:
    invoice = owing(creditor)
    first = arranged(invoice.debtor, on=MONDAY, instalments=3, first_on=MONDAY + 10 * DAY)
    more = make_invoice(invoice.debtor, total=10_000, due_on=MONDAY, issued_on=MONDAY - 30 * DAY)
    make_payment(creditor, amount=30_000, on=MONDAY + DAY, remittance=reference_of(first.first_id))
    allocate(creditor=creditor, on=MONDAY + DAY)
    both = frozenset((invoice.id, more.id))
    second = arranged(invoice.debtor, on=MONDAY + 2 * DAY, instalments=2, invoices=both, first_on=MONDAY + 9 * DAY)
    first.refresh_from_db()
    assert (first.state, second.version, second.first_id, second.total) == ("replaced", 2, first.id, 70_000)
    assert paid_since(creditor, second, until=MONDAY + 2 * DAY) == 0
    assert set(Hold.objects.filter(ended_on=None).values_list("invoice_id", flat=True)) == {invoice.id, more.id}
    assert Arrangement.objects.filter(state="running").count() == 1


def test_watch_asks_once_where_nothing_is_arranged_and_no_more_for_many(creditor: Creditor, desk: Desk) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as seen:
            watch_arrangements(creditor=creditor, on=MONDAY)
        return sum("SELECT" in one["sql"] for one in seen)

    owing(creditor)
    assert asked() == 1
    bank_says(creditor, MONDAY)
    counts = []
    for number in range(3):
        invoice = owing(creditor, number=f"77{number}", name=f"Bakker {number}")
        arranged(invoice.debtor, on=MONDAY, first_on=MONDAY + 10 * DAY)
        counts.append(asked())
    assert counts[0] == counts[2]
