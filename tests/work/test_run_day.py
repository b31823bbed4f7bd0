"""The daily run on the database: once a day is enough, a missed day is caught up, and no step is ever taken twice."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from akkoord.store.models import Case, Creditor, Event, Invoice, Letter, Outbox, Run, StepTaken, Task
from akkoord.work.record import broken_link
from akkoord.work.run_day import run_day
from tests.cast import JANSEN, MONDAY
from tests.factories import (
    make_allocation,
    make_case,
    make_contact,
    make_credit_note,
    make_debtor,
    make_debtors,
    make_hold,
    make_invoice,
    make_step,
)
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says, steps_of, work_day, work_days

PATH = [
    ("2026-11-16", "reminder"),
    ("2026-11-23", "call"),
    ("2026-11-30", "notice-of-default"),
    ("2026-12-10", "collection-warning"),
    ("2026-12-19", "handover"),
]


def rows() -> dict[str, int]:
    """How many rows there are of everything a run makes."""
    return {model.__name__: model.objects.count() for model in (Case, Letter, Outbox, StepTaken, Task, Event)}


def test_run_walks_a_business_to_the_end(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    Creditor.objects.filter(id=creditor.id).update(handover="automatic")
    invoice = make_invoice(make_debtor(creditor))
    work_days(creditor, MONDAY - DAY, date(2026, 12, 31), carriers)
    assert steps_of(creditor) == PATH
    assert [len(carriers[name].messages) for name in ("email", "post")] == [3, 2]
    assert (Case.objects.get().closed_because, str(Case.objects.get().closed_on)) == ("handed-over", "2026-12-19")
    assert Task.objects.get().outcome == "handed-over"
    assert (broken_link(creditor.id), Invoice.objects.get(id=invoice.id).open) == (None, 10_000)


def test_run_twice_a_day_changes_nothing(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    make_invoice(debtor, due_on=MONDAY + 6 * DAY)
    make_invoice(make_debtor(creditor, JANSEN))
    day = MONDAY
    while day < date(2027, 1, 10):
        work_day(creditor, day, carriers)
        before = rows()
        counts = work_day(creditor, day, carriers)
        assert (rows(), counts["decisions"], counts["letters"], counts["tasks"]) == (before, {}, 0, 0)
        day += DAY


def test_run_of_two_formal_letters_makes_one_a_day_however_often_it_runs(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    debtor = make_debtor(creditor)
    case = make_case(debtor)
    for number, steps in (("2026-0001", ("reminder", "call")), ("2026-0002", ("reminder", "call", "notice-of-default"))):
        invoice = make_invoice(debtor, number=number, due_on=date(2026, 9, 1))
        for place, step in enumerate(steps):
            make_step(case, invoice, step, on=date(2026, 9, 2 + 7 * place), last_day=date(2026, 9, 28))
    for _ in range(3):
        work_day(creditor, MONDAY, carriers)
    assert list(Letter.objects.values_list("kind", flat=True)) == ["collection-warning"]
    work_day(creditor, MONDAY + DAY, carriers)
    assert list(Letter.objects.order_by("id").values_list("kind", flat=True)) == ["collection-warning", "notice-of-default"]


def test_run_catches_up_missed_days_one_step_at_a_time(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(creditor), due_on=date(2026, 9, 1))
    work_day(creditor, MONDAY, carriers)
    assert steps_of(creditor) == [("2026-11-16", "reminder")]
    work_day(creditor, date(2026, 12, 21), carriers)
    work_day(creditor, date(2026, 12, 22), carriers)
    assert steps_of(creditor) == [("2026-11-16", "reminder"), ("2026-12-21", "call")]


def test_step_is_taken_once(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    case, invoice = make_case(debtor), make_invoice(debtor)
    make_step(case, invoice)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_step(case, invoice)


def test_debtor_has_one_open_case(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_case(debtor, closed_on=MONDAY)
    make_case(debtor)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_case(debtor)


def test_run_waits_while_the_bank_is_not_up_to_date(creditor: Creditor) -> None:
    make_invoice(make_debtor(creditor))
    bank_says(creditor, MONDAY - 5 * DAY)
    counts = run_day(creditor=creditor, on=MONDAY)
    assert (counts["waiting"], Letter.objects.count()) == ({"bank-not-up-to-date": 1}, 0)


def test_run_reports_what_it_did(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    make_invoice(debtor, due_on=MONDAY)
    make_hold(make_debtor(creditor, JANSEN), kind="dispute")
    counts = work_day(creditor, MONDAY)
    assert counts == {
        "on": "2026-11-16",
        "debtors": 1,
        "decisions": {"reminder": 1},
        "waiting": {"not-due": 1},
        "refused": {},
        "letters": 1,
        "tasks": 0,
    }
    assert Run.objects.get().counts == counts


def test_run_writes_about_what_is_left(creditor: Creditor) -> None:
    invoice = make_invoice(make_debtor(creditor))
    make_allocation(invoice, amount=4_000)
    work_day(creditor, MONDAY)
    assert Letter.objects.get().asked == 6_000


def test_run_asks_nothing_for_a_credit_note(creditor: Creditor) -> None:
    make_credit_note(make_debtor(creditor), on=date(2026, 9, 1))
    assert work_day(creditor, MONDAY)["debtors"] == 0


def test_run_calls_who_has_a_contact_with_a_number(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    make_contact(debtor := make_debtor(creditor, phone=""))
    make_invoice(debtor)
    work_days(creditor, MONDAY, MONDAY + 7 * DAY, carriers)
    assert steps_of(creditor) == PATH[:2]


def test_run_one_call_for_two_invoices(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    make_invoice(debtor, due_on=MONDAY + DAY)
    work_days(creditor, MONDAY, MONDAY + 10 * DAY, carriers)
    assert (Task.objects.count(), StepTaken.objects.filter(step="call").count()) == (1, 2)


def test_case_closes_when_everything_was_paid_and_the_call_goes_off_the_list(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    invoice = make_invoice(make_debtor(creditor))
    work_days(creditor, MONDAY, MONDAY + 7 * DAY, carriers)
    make_allocation(invoice, amount=10_000, on=MONDAY + 8 * DAY)
    work_day(creditor, MONDAY + 8 * DAY, carriers)
    assert (Case.objects.get().closed_because, Task.objects.get().outcome) == ("paid", "paid")
    make_invoice(Case.objects.get().debtor, due_on=MONDAY + 8 * DAY)
    work_day(creditor, MONDAY + 9 * DAY, carriers)
    assert [one.closed_on is None for one in Case.objects.order_by("id")] == [False, True]


def test_runs_of_many_debtors_in_batches(creditor: Creditor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("akkoord.work.run_day.BATCH", 2)
    for debtor in make_debtors(creditor, 5):
        make_invoice(debtor)
    assert work_day(creditor, MONDAY)["letters"] == 5
    assert broken_link(creditor.id) is None
