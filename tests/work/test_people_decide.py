"""Calls, promises and hand-overs: what people write down, and what the bank says of it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Case, Creditor, Event, Hold, StepTaken, Task
from akkoord.work.handover.confirm import confirm_handover, ready_invoices, withdraw_handover
from akkoord.work.hold import add_hold
from akkoord.work.record_call import record_call
from akkoord.work.watch.promises import judge_promises
from tests.cast import MONDAY
from tests.factories import (
    make_agreed,
    make_allocation,
    make_case,
    make_debtor,
    make_hold,
    make_invoice,
    make_payment,
    make_step,
    make_task,
)
from tests.work.days import DAY, bank_says, work_day

FRIDAY, SUNDAY = MONDAY + 4 * DAY, MONDAY + 6 * DAY
BOOKED = MONDAY + 7 * DAY  # when a bank has booked what was sent on Friday


@pytest.mark.parametrize(
    ("paid", "paid_on", "ending"),
    [
        (5_000, FRIDAY, "kept"),
        (5_000, BOOKED, "kept"),  # sent on Friday evening, and booked on the next working day
        (5_000, BOOKED + DAY, "broken"),
        (4_999, FRIDAY, "broken"),
        (0, FRIDAY, "broken"),
    ],
)
def test_promise_is_judged_by_what_the_bank_says(creditor: Creditor, paid: int, paid_on: date, ending: str) -> None:
    debtor = make_debtor(creditor)
    invoice = make_invoice(debtor)
    make_hold(debtor, kind="promise", until=FRIDAY, amount=5_000)
    if paid:
        make_allocation(invoice, amount=paid, on=paid_on)
    bank_says(creditor, BOOKED)
    assert judge_promises(creditor=creditor, on=BOOKED + DAY) == int(ending == "broken")
    hold = Hold.objects.get()
    assert (hold.ended_because, hold.ended_on) == (ending, BOOKED + DAY)


def test_promise_that_was_kept_needs_no_more_days_of_the_bank(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_allocation(make_invoice(debtor), amount=5_000, on=FRIDAY)
    make_hold(debtor, kind="promise", until=FRIDAY, amount=5_000)
    bank_says(creditor, FRIDAY)
    judge_promises(creditor=creditor, on=FRIDAY + DAY)
    assert Hold.objects.get().ended_because == "kept"


@pytest.mark.parametrize(("days", "ending"), [(0, "broken"), (1, ""), (2, "")])
def test_promise_is_judged_as_many_working_days_later_as_the_bank_takes(creditor: Creditor, days: int, ending: str) -> None:
    Creditor.objects.filter(id=creditor.id).update(bank_days=days)
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    make_hold(debtor, kind="promise", until=FRIDAY, amount=5_000)
    bank_says(creditor, FRIDAY)
    judge_promises(creditor=creditor, on=FRIDAY + DAY)
    assert Hold.objects.get().ended_because == ending


def test_promise_is_not_broken_while_his_money_waits_to_be_placed(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    make_hold(debtor, kind="promise", until=FRIDAY, amount=5_000)
    payment = make_payment(creditor, amount=5_000, on=FRIDAY, likely_debtor_id=debtor.id)
    bank_says(creditor, BOOKED)
    assert judge_promises(creditor=creditor, on=BOOKED + DAY) == 0
    payment.likely_debtor_id = None
    payment.save(update_fields=["likely_debtor_id"])
    assert judge_promises(creditor=creditor, on=BOOKED + DAY) == 1


def test_what_was_agreed_on_the_phone_ends_as_its_promise(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    hold = make_hold(debtor, kind="promise", until=FRIDAY, amount=5_000)
    agreed = make_agreed(debtor, hold_id=hold.id, amount=5_000, day=FRIDAY)
    bank_says(creditor, BOOKED)
    judge_promises(creditor=creditor, on=BOOKED + DAY)
    agreed.refresh_from_db()
    assert (agreed.state, agreed.ended_on) == ("broken", BOOKED + DAY)


@pytest.mark.parametrize(("bank_until", "on"), [(FRIDAY - DAY, FRIDAY + DAY), (FRIDAY, FRIDAY), (None, FRIDAY + DAY)])
def test_promise_is_not_judged_before_the_bank_or_the_day_tells(creditor: Creditor, bank_until: date | None, on: date) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    make_hold(debtor, kind="promise", until=FRIDAY, amount=5_000)
    Creditor.objects.filter(id=creditor.id).update(bank_until=bank_until)
    creditor.refresh_from_db()
    assert judge_promises(creditor=creditor, on=on) == 0
    assert Hold.objects.get().ended_on is None


def test_promise_that_was_broken_lets_the_ladder_go_on_when_the_bank_has_told(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    make_hold(debtor, kind="promise", until=FRIDAY, amount=10_000)
    assert work_day(creditor, FRIDAY)["waiting"] == {"promise": 1}
    assert work_day(creditor, BOOKED)["waiting"] == {"promise": 1}
    assert work_day(creditor, BOOKED + DAY)["decisions"] == {"reminder": 1}


@pytest.mark.parametrize(
    ("more", "says"),
    [
        ({"kind": "promise"}, "Name the day of payment."),
        ({"kind": "promise", "until": MONDAY - DAY}, "Choose a day from today on."),
        ({"kind": "hold", "until": MONDAY - DAY}, "Choose a day from today on."),
        ({"kind": "promise", "until": FRIDAY, "amount": 0}, "Name an amount above zero."),
        ({"kind": "vakantie"}, "There is no such reason."),
    ],
)
def test_hold_is_refused_with_a_reason(creditor: Creditor, desk: Desk, more: dict[str, Any], says: str) -> None:
    refused = add_hold(desk=desk, debtor_id=make_debtor(creditor).id, note="", on=MONDAY, **more)
    assert isinstance(refused, Refusal)
    assert (refused.why.en, Hold.objects.count()) == (says, 0)


def test_call_that_reached_somebody_is_done(creditor: Creditor, desk: Desk) -> None:
    task = make_task(make_debtor(creditor))
    assert record_call(desk=desk, task_id=task.id, outcome="reached", note=" betaalt vrijdag ", on=MONDAY) is None
    task.refresh_from_db()
    assert (task.done_on, task.outcome, task.attempts, task.note) == (MONDAY, "reached", 1, "betaalt vrijdag")
    again = record_call(desk=desk, task_id=task.id, outcome="reached", note="", on=MONDAY)
    assert isinstance(again, Refusal)


@pytest.mark.parametrize(
    ("on", "call_back_on", "expected"),
    [
        (MONDAY, None, MONDAY + DAY),
        (MONDAY + 5 * DAY, None, MONDAY + 7 * DAY),  # Saturday: not on Sunday
        (MONDAY, SUNDAY, SUNDAY + DAY),
        (date(2026, 12, 24), None, date(2026, 12, 28)),
    ],
)
def test_call_that_reached_nobody_comes_back_on_a_day_of_contact(
    creditor: Creditor, desk: Desk, on: date, call_back_on: date | None, expected: date
) -> None:
    task = make_task(make_debtor(creditor))
    outcome = "call-back" if call_back_on else "no-answer"
    assert record_call(desk=desk, task_id=task.id, outcome=outcome, note="", on=on, call_back_on=call_back_on) is None
    task.refresh_from_db()
    assert (task.done_on, task.due_on, task.attempts) == (None, expected, 1)


def test_call_with_a_promise_puts_it_in_the_calendar(creditor: Creditor, desk: Desk) -> None:
    task = make_task(make_debtor(creditor))
    record_call(desk=desk, task_id=task.id, outcome="reached", note="", on=MONDAY, promised=4_000, promised_by=FRIDAY)
    hold = Hold.objects.get()
    assert (hold.kind, hold.amount, hold.until, hold.debtor_id) == ("promise", 4_000, FRIDAY, task.debtor_id)


@pytest.mark.parametrize(
    "more",
    [
        {"outcome": "reached", "promised": 4_000},
        {"outcome": "reached", "promised_by": FRIDAY},
        {"outcome": "reached", "promised": 4_000, "promised_by": MONDAY - DAY},
        {"outcome": "reached", "promised": 0, "promised_by": FRIDAY},
        {"outcome": "call-back", "call_back_on": MONDAY - DAY},
        {"outcome": "vergeten"},
    ],
)
def test_call_that_cannot_be_written_down_changes_nothing(creditor: Creditor, desk: Desk, more: dict[str, Any]) -> None:
    task = make_task(make_debtor(creditor))
    assert isinstance(record_call(desk=desk, task_id=task.id, note="", on=MONDAY, **more), Refusal)
    task.refresh_from_db()
    assert (task.attempts, Hold.objects.count(), Event.objects.count()) == (0, 0, 0)


@pytest.fixture
def announced(creditor: Creditor) -> Task:
    """A debtor whose hand-over was announced and whose time is up: the run asks a person."""
    debtor = make_debtor(creditor)
    case, invoice = make_case(debtor), make_invoice(debtor, due_on=date(2026, 9, 1))
    for place, step in enumerate(("reminder", "call", "notice-of-default", "collection-warning")):
        make_step(case, invoice, step, on=date(2026, 9, 2) + timedelta(days=10 * place), last_day=date(2026, 10, 1))
    counts = work_day(creditor, MONDAY)
    assert counts["tasks"] == 1
    return Task.objects.get(kind="handover")


def test_handover_waits_for_a_person_and_is_asked_once(creditor: Creditor, announced: Task) -> None:
    assert work_day(creditor, MONDAY + DAY)["tasks"] == 0
    assert not StepTaken.objects.filter(step="handover").exists()


def test_handover_confirmed_closes_the_case(creditor: Creditor, desk: Desk, announced: Task) -> None:
    bank_says(creditor, MONDAY)
    assert len(ready_invoices(desk, announced.debtor_id, MONDAY)) == 1
    assert confirm_handover(desk=desk, task_id=announced.id, on=MONDAY) == ()
    step = StepTaken.objects.get(step="handover")
    assert (step.left_on, Case.objects.get().closed_because) == (MONDAY, "handed-over")
    assert len(confirm_handover(desk=desk, task_id=announced.id, on=MONDAY)) == 1
    assert StepTaken.objects.filter(step="handover").count() == 1


def test_handover_confirmed_after_payment_hands_nothing_over(creditor: Creditor, desk: Desk, announced: Task) -> None:
    make_allocation(StepTaken.objects.all()[0].invoice, amount=10_000)
    refused = confirm_handover(desk=desk, task_id=announced.id, on=MONDAY)
    assert [one.why.en for one in refused] == ["There is nothing left to hand over."]
    announced.refresh_from_db()
    assert (announced.outcome, StepTaken.objects.filter(step="handover").count()) == ("withdrawn", 0)


def test_handover_is_between_us_and_the_partner_so_a_sunday_is_a_good_day_for_it(creditor: Creditor, desk: Desk, announced: Task) -> None:
    bank_says(creditor, SUNDAY)
    desk.creditor.refresh_from_db()
    assert confirm_handover(desk=desk, task_id=announced.id, on=SUNDAY) == ()
    assert StepTaken.objects.filter(step="handover").count() == 1


def test_handover_that_may_not_be_today_stays_a_question(creditor: Creditor, desk: Desk, announced: Task) -> None:
    make_hold(announced.debtor, kind="dispute")
    bank_says(creditor, MONDAY)
    desk.creditor.refresh_from_db()
    assert [one.why.en for one in confirm_handover(desk=desk, task_id=announced.id, on=MONDAY)] == ["Complaint or dispute"]
    announced.refresh_from_db()
    assert (announced.done_on, StepTaken.objects.filter(step="handover").count()) == (None, 0)


def test_handover_withdrawn_gives_a_week_and_is_asked_again(creditor: Creditor, desk: Desk, announced: Task) -> None:
    assert withdraw_handover(desk=desk, task_id=announced.id, because="belt terug", on=MONDAY) is None
    assert work_day(creditor, MONDAY + 7 * DAY)["tasks"] == 0
    assert work_day(creditor, MONDAY + 8 * DAY)["tasks"] == 1
