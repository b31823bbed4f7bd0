"""Attempts to call: each a row, what follows from it, whom to call on which number, and when."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call, Creditor, Debtor, Event, Hold, Said, Task
from akkoord.work.facts import situation
from akkoord.work.hold import end_hold
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.numbers import number_works, numbers, without_number
from akkoord.work.order.another_number import another_number
from akkoord.work.record_call import record_call
from akkoord.work.today import WorkItem, today
from akkoord.work.watch.heard import decide
from akkoord.work.watch.look import look_at_agreed
from tests.cast import MONDAY
from tests.factories import (
    at_hour,
    make_agreed,
    make_call,
    make_contact,
    make_debtor,
    make_debtors,
    make_hold,
    make_invoice,
    make_said,
    make_task,
)
from tests.work.days import DAY

AT = at_hour(MONDAY, 10, 20)
TUESDAY = MONDAY + DAY


@pytest.fixture
def debtor(creditor: Creditor) -> Debtor:
    one = make_debtor(creditor)
    make_invoice(one)
    return one


def call(desk: Desk, task: Task, outcome: str, **more: Any) -> Refusal | None:
    said: dict[str, Any] = {"note": "", "on": MONDAY, "at": AT, **more}
    return record_call(desk=desk, task_id=task.id, outcome=outcome, **said)


def items(creditor: Creditor, on: date, at: time | None = None, step: str = "call") -> list[WorkItem]:
    return [one for one in today(creditor=creditor, on=on, at=at) if one.step == step]


def test_every_attempt_is_a_row_with_its_time_and_outcome(desk: Desk, debtor: Debtor) -> None:
    task = make_task(debtor)
    call(desk, task, "voicemail")
    call(desk, task, "no-answer", at=AT + timedelta(hours=5))
    rows = Call.objects.order_by("started_at").values_list("outcome", "started_at", "phone", "task_id")
    assert list(rows) == [
        ("voicemail", AT, debtor.phone, task.id),
        ("no-answer", AT + timedelta(hours=5), debtor.phone, task.id),
    ]


def test_a_call_that_was_kept_while_it_went_on_is_finished_and_not_written_twice(desk: Desk, debtor: Debtor) -> None:
    going = make_call(debtor, "", ended_at=None, note="hij belt zo")
    call(desk, make_task(debtor), "reached", call_id=going.id, at=AT + timedelta(minutes=4))
    row = Call.objects.get()
    assert (row.id, row.outcome, row.ended_at, row.note, row.version) == (going.id, "reached", AT + timedelta(minutes=4), "hij belt zo", 1)


@pytest.mark.parametrize("outcome", ["no-answer", "voicemail", "third-person", "wrong-number"])
def test_who_was_not_reached_counts_until_somebody_reaches_him(desk: Desk, debtor: Debtor, outcome: str) -> None:
    task = make_task(debtor)
    for _ in range(3):
        call(desk, task, outcome)
    task.refresh_from_db()
    assert (task.attempts, task.failed, task.done_on, task.due_on) == (3, 3, None, TUESDAY)
    call(desk, task, "call-back", call_back_on=TUESDAY)
    task.refresh_from_db()
    assert (task.attempts, task.failed) == (4, 0)


@pytest.mark.parametrize("outcome", ["voicemail", "third-person"])
def test_who_heard_nothing_of_the_debt_leaves_no_note_of_it(desk: Desk, debtor: Debtor, outcome: str) -> None:
    going = make_call(debtor, "", ended_at=None, note="openstaand bedrag")
    make_said(debtor, "no-money", call=going)
    call(desk, make_task(debtor), outcome, note="over de factuur", call_id=going.id, cannot_pay=True)
    assert (Call.objects.get().note, Task.objects.get().note, Task.objects.get().cannot_pay, Said.objects.count()) == ("", "", False, 0)
    assert "factuur" not in str(Event.objects.get(kind="call").data)


def test_only_who_was_spoken_to_makes_a_promise(desk: Desk, debtor: Debtor) -> None:
    refused = call(desk, make_task(debtor), "third-person", promised=100, promised_by=TUESDAY)
    assert isinstance(refused, Refusal)
    assert (Hold.objects.count(), Call.objects.count()) == (0, 0)


@pytest.mark.parametrize(
    ("back_on", "back_at"), [(TUESDAY, time(20)), (TUESDAY, time(6, 59)), (MONDAY + 6 * DAY, time(10)), (None, time(10))]
)
def test_nobody_is_promised_a_call_at_an_hour_that_the_law_forbids(desk: Desk, debtor: Debtor, back_on: date | None, back_at: time) -> None:
    assert isinstance(call(desk, make_task(debtor), "call-back", call_back_on=back_on, call_back_at=back_at), Refusal)


def test_a_call_that_was_promised_comes_on_top_at_its_minute_and_not_before(desk: Desk, debtor: Debtor) -> None:
    for other in make_debtors(desk.creditor, 2, name="Ander"):
        make_invoice(other, total=900_000)
        make_task(other)
    task = make_task(debtor)
    call(desk, task, "call-back", call_back_on=TUESDAY, call_back_at=time(14, 30))
    assert [one.debtor_id for one in items(desk.creditor, TUESDAY, time(14, 29))][-1] == debtor.id
    first = today(creditor=desk.creditor, on=TUESDAY, at=time(14, 30))[0]
    assert (first.step, first.debtor_id, first.suggested_time) == ("call", debtor.id, "14:30")
    assert items(desk.creditor, TUESDAY, time(14, 29))[-1].because.nl == "Afgesproken: om 14:30 uur terugbellen. Bel niet eerder."
    assert [one.debtor_id for one in items(desk.creditor, MONDAY)].count(debtor.id) == 0


def test_a_call_that_was_promised_is_done_once_somebody_called(desk: Desk, debtor: Debtor) -> None:
    task = make_task(debtor)
    call(desk, task, "call-back", call_back_on=TUESDAY, call_back_at=time(14, 30))
    assert Agreed.objects.get().state == "open"
    call(desk, task, "reached", on=TUESDAY, at=AT + DAY)
    assert (Agreed.objects.get().state, Agreed.objects.get().ended_on) == ("done", TUESDAY)


def test_a_promised_call_that_no_task_asks_for_gets_one_from_the_run(desk: Desk, debtor: Debtor) -> None:
    make_agreed(debtor, "callback", day=TUESDAY, minute=time(9, 15))
    look_at_agreed(creditor=desk.creditor, on=MONDAY)
    look_at_agreed(creditor=desk.creditor, on=MONDAY)
    assert list(Task.objects.values_list("kind", "due_on", "minute")) == [("call", TUESDAY, time(9, 15))]


def test_who_decides_is_called_first_and_a_wrong_number_last(creditor: Creditor, debtor: Debtor) -> None:
    make_contact(debtor, name="Aa", phone="020 111 11 11")
    make_contact(debtor, name="Zz", phone="020 222 22 22", decides=True)
    debtor.wrong_phone = debtor.phone
    found = numbers(debtor, list(debtor.contacts.all()))
    assert [one.phone for one in found] == ["020 222 22 22", "020 111 11 11", debtor.phone]
    assert [one.wrong for one in found] == [False, False, True]


def test_a_wrong_number_is_asked_about_and_not_called_again(desk: Desk, debtor: Debtor) -> None:
    task = make_task(debtor)
    call(desk, task, "wrong-number")
    debtor.refresh_from_db()
    assert debtor.wrong_phone == debtor.phone
    assert not situation(desk.creditor, on=TUESDAY).debtors[0].has_phone
    found = today(creditor=desk.creditor, on=TUESDAY)
    assert [one.step for one in found] == ["bad-number"]
    make_contact(debtor, phone="020 222 22 22")
    assert [one.step for one in items(desk.creditor, TUESDAY)] == ["call"]


def _changed(desk: Desk, debtor: Debtor) -> object:
    return keep_debtor(desk=desk, debtor_id=debtor.id, fields={"phone": "020 999 99 99"}, on=TUESDAY, at=AT)


def _another(desk: Desk, debtor: Debtor) -> object:
    return another_number(desk=desk, debtor_id=debtor.id, phone="020 999 99 99", on=TUESDAY, at=AT)


@pytest.mark.parametrize(
    ("mend", "outcome", "there"),
    [
        (_changed, "number-changed", True),
        (_another, "number-changed", True),
        (lambda desk, one: number_works(desk=desk, debtor_id=one.id, on=TUESDAY, at=AT), "number-right", True),
        (lambda desk, one: without_number(desk=desk, debtor_id=one.id, on=TUESDAY, at=AT), "no-number", False),
    ],
)
def test_the_question_about_a_wrong_number_is_answered(desk: Desk, debtor: Debtor, mend: Any, outcome: str, there: bool) -> None:
    call(desk, make_task(debtor), "wrong-number")
    assert not mend(desk, debtor)
    asked = Task.objects.get(kind="bad-number")
    assert (asked.done_on, asked.outcome) == (TUESDAY, outcome)
    assert situation(desk.creditor, on=TUESDAY).debtors[0].has_phone is there


@pytest.mark.parametrize(("reason", "kind"), [("insolvency", "hold"), ("personal-circumstances", "vulnerable"), ("no-money", None)])
def test_what_a_person_must_decide_holds_everything_and_asks_him(desk: Desk, debtor: Debtor, reason: str, kind: str | None) -> None:
    going = make_call(debtor, "", ended_at=None)
    make_said(debtor, reason, call=going)
    call(desk, make_task(debtor), "reached", call_id=going.id)
    assert list(Hold.objects.values_list("kind", "until")) == ([(kind, None)] if kind else [])
    assert Task.objects.filter(kind="decide", done_on=None).count() == (1 if kind else 0)


@pytest.mark.parametrize("go_on", [True, False])
def test_a_decision_ends_the_question_and_the_waiting_only_where_it_says_so(desk: Desk, debtor: Debtor, go_on: bool) -> None:
    make_hold(debtor, kind="vulnerable")
    task = make_task(debtor, kind="decide")
    assert decide(desk=desk, task_id=task.id, go_on=go_on, on=TUESDAY, at=AT) is None
    assert (Hold.objects.get().ended_on, Task.objects.get().done_on) == (TUESDAY if go_on else None, TUESDAY)
    assert isinstance(decide(desk=desk, task_id=task.id, go_on=go_on, on=TUESDAY, at=AT), Refusal)


def test_who_ends_the_waiting_himself_has_decided(desk: Desk, debtor: Debtor) -> None:
    hold = make_hold(debtor, kind="vulnerable")
    make_task(debtor, kind="decide")
    end_hold(desk=desk, hold_id=hold.id, because="released", on=TUESDAY)
    assert Task.objects.get().done_on == TUESDAY


def test_proof_that_did_not_come_is_broken_and_what_was_taken_back_is_not(desk: Desk, debtor: Debtor) -> None:
    proof, later = make_agreed(debtor, "proof"), make_agreed(debtor, "proof", day=TUESDAY)
    hold = make_hold(debtor, kind="promise", until=TUESDAY, amount=100, ended_on=MONDAY, ended_because="released")
    promise = make_agreed(debtor, hold_id=hold.id)
    look_at_agreed(creditor=desk.creditor, on=TUESDAY)
    states = {row.id: row.state for row in Agreed.objects.all()}
    assert (states[proof.id], states[later.id], states[promise.id]) == ("broken", "open", "withdrawn")
    assert Event.objects.filter(kind="agreed-ended").count() == 1


def test_the_list_says_when_to_call_and_that_little_is_known(desk: Desk, debtor: Debtor) -> None:
    make_task(debtor)
    (item,) = items(desk.creditor, MONDAY)
    assert (item.suggested_time, item.time_why and item.time_why.nl) == ("09:30", "Nog niets over bekend")
    for day in (4, 3):
        make_call(debtor, "no-answer", at=at_hour(MONDAY - day * DAY, 9))
    make_call(debtor, "no-answer", at=at_hour(MONDAY - 2 * DAY, 9))
    (item,) = items(desk.creditor, MONDAY)
    assert item.time_why is not None
    assert item.time_why.nl == "Rust op 3 pogingen: nog weinig over bekend"


def test_the_list_asks_as_much_for_thirty_calls_as_for_one(creditor: Creditor) -> None:
    def count(many: int) -> int:
        Debtor.objects.all().delete()
        for one in make_debtors(creditor, many):
            make_invoice(one)
            make_task(one)
            make_call(one, "no-answer")
            make_agreed(one, "copy")
            make_agreed(one, "callback", minute=time(9))
            make_task(one, minute=time(9))
            make_hold(one, kind="promise", until=MONDAY - 9 * DAY, amount=100, ended_on=MONDAY - 3 * DAY, ended_because="broken")
        with CaptureQueriesContext(connection) as queries:
            today(creditor=creditor, on=MONDAY, at=time(12))
        return len(queries)

    assert count(30) == count(1)


def test_the_watch_asks_as_much_for_thirty_promises_as_for_one(creditor: Creditor) -> None:
    def count(many: int) -> int:
        Debtor.objects.all().delete()
        for one in make_debtors(creditor, many):
            make_invoice(one)
            hold = make_hold(one, kind="promise", until=MONDAY + 60 * DAY, amount=100)
            make_agreed(one, hold_id=hold.id)
            make_agreed(one, "proof", day=MONDAY + 60 * DAY)
            make_agreed(one, "callback", day=MONDAY, minute=time(9))
            make_task(one, minute=time(9))
        with CaptureQueriesContext(connection) as queries:
            look_at_agreed(creditor=creditor, on=MONDAY)
        return len(queries)

    assert count(30) == count(1)
