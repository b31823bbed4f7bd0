"""Playing ladders back over a company's own rows: what is counted, what is estimated, and what is said where there is too little."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from akkoord.core.problem import Refusal
from akkoord.ladders import text_of
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Replay
from akkoord.work.questions.queue import KEPT
from akkoord.work.replay.ask import REPLAYS, ask_replay, usual_days
from akkoord.work.replay.play import play
from akkoord.work.replay.question import Question, Side, side_of
from tests.cast import BRUG, MONDAY
from tests.factories import make_allocation, make_creditor, make_debtor, make_desk, make_invoice, make_ladder, make_payment
from tests.work.carrier import Carrier
from tests.work.days import work_days

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
FIRST, LAST = MONDAY - 363 * DAY, MONDAY
SHIPPED = text_of("nl_business")
EARLY = SHIPPED.replace('on = false\npayers = ["late"]', "on = true", 1)
LATER = SHIPPED.replace('after = [{ step = "due-day", days = 1 }]', 'after = [{ step = "due-day", days = 6 }]', 1)
USUAL = Side("nl_business", 0, SHIPPED)


def question(after: str, *, first: date = FIRST, last: date = LAST) -> Question:
    """The shipped ladder beside another one."""
    return Question(USUAL, Side("nl_business", None, after), first, last)


def played(creditor: Creditor, after: str, **more: date) -> dict[str, Any]:
    """What comes of it."""
    return play(creditor, question(after, **more), progress=lambda done, of: None)


def paid(debtor: Debtor, *, due: date, on: date, total: int = 10_000) -> None:
    """An invoice that was paid on a day."""
    invoice = make_invoice(debtor, total=total, due_on=due)
    make_allocation(invoice, make_payment(debtor.creditor, amount=total, on=on), amount=total, on=on)
    type(invoice).objects.filter(id=invoice.id).update(open=0, settled_on=on)


def trade(creditor: Creditor, *, each: int = 12) -> None:
    """A year of invoices of five debtors: they pay between two days early and nine days late."""
    for number in range(5):
        debtor = make_debtor(creditor, number=f"D{number}", name=f"Klant {number}", phone="071 514 00 33")
        for turn in range(each):
            due = FIRST + (20 + 28 * turn + number) * DAY
            paid(debtor, due=due, on=due + (number * 3 - 2 + turn % 3) * DAY)


def test_the_same_ladder_twice_gives_the_same(creditor: Creditor) -> None:
    trade(creditor)
    outcome = played(creditor, SHIPPED)
    assert outcome["before"] == outcome["after"]
    assert (outcome["differing"], outcome["most"]) == (0, [])
    assert played(creditor, SHIPPED) == outcome


def test_who_pays_anyway_is_bothered_by_a_ladder_that_writes_before_the_due_day(creditor: Creditor) -> None:
    trade(creditor)
    outcome = played(creditor, EARLY)
    before, after = outcome["before"], outcome["after"]
    assert (before["steps"].get("pre-due-notice", 0), after["steps"]["pre-due-notice"]) == (0, 60)
    assert after["anyway"] == 5
    assert after["anyway_acts"] > before["anyway_acts"]
    assert {row[0] for row in outcome["most"]} == set(Debtor.objects.filter(creditor=creditor).values_list("id", flat=True))


def test_nothing_is_estimated_of_what_was_never_done(creditor: Creditor) -> None:
    trade(creditor)
    assert played(creditor, EARLY)["estimate"]["why"] == "thin"


def test_nothing_is_estimated_of_a_few_payments_or_of_some_weeks(creditor: Creditor) -> None:
    trade(creditor, each=2)
    assert played(creditor, LATER)["estimate"] == {"why": "few-paid"}
    Debtor.objects.filter(creditor=creditor).update(number="")
    trade(creditor, each=12)
    assert played(creditor, LATER, last=FIRST + 80 * DAY)["estimate"]["why"] in ("few-paid", "short")


def test_money_is_estimated_where_the_office_did_the_same_before(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    """Ten weeks of runs by Akkoord itself, after which reminders are known for what they do."""
    for number in range(40):
        debtor = make_debtor(creditor, number=f"D{number}", name=f"Klant {number}", phone="", email=f"k{number}@klant.example")
        for turn in range(4):
            due = MONDAY + (10 + 20 * turn + number % 7) * DAY
            paid(debtor, due=due, on=due + (number % 10) * DAY)
    last = MONDAY + 100 * DAY
    for day in range(0, 101, 1):
        work_days(creditor, MONDAY + day * DAY, MONDAY + day * DAY, carriers)
    steeper = SHIPPED.replace('after = [{ step = "due-day", days = 1 }]', 'after = [{ step = "due-day", days = 3 }]', 1)
    outcome = played(creditor, steeper, first=MONDAY, last=last)
    estimate = outcome["estimate"]
    assert estimate["why"] == ""
    assert estimate["before"]["came"] == outcome["really"]["came"]
    assert estimate["outstanding"][0] <= estimate["after"]["outstanding"] - estimate["before"]["outstanding"] <= estimate["outstanding"][1]


def test_an_empty_past_counts_nothing(creditor: Creditor) -> None:
    outcome = played(creditor, LATER)
    assert (outcome["debtors"], outcome["invoices"], outcome["differing"]) == (0, 0, 0)


def test_a_past_without_payments_walks_to_the_end(creditor: Creditor) -> None:
    make_invoice(make_debtor(creditor, phone="071 514 00 33"), due_on=MONDAY - 60 * DAY)
    outcome = played(creditor, LATER)
    assert outcome["before"]["steps"]["reminder"] == outcome["after"]["steps"]["reminder"] == 1
    assert outcome["estimate"] == {"why": "few-paid"}


def test_a_company_is_played_over_its_own_rows(creditor: Creditor) -> None:
    trade(creditor)
    alone = played(creditor, LATER)
    other = make_creditor(BRUG)
    trade(other)
    make_ladder(other, LATER)
    assert played(creditor, LATER) == alone
    ours = make_desk(other, email="bram@debrug.example")
    row = ask_replay(desk=make_desk(creditor), question=question(LATER), on=MONDAY)
    assert isinstance(row, Replay)
    assert list(ours.replays()) == []
    assert side_of(make_desk(creditor), "eigen") is None


def test_waiting_questions_are_played_once_and_the_oldest_make_room(desk: Desk) -> None:
    trade(desk.creditor, each=1)
    for _ in range(KEPT + 2):
        assert isinstance(ask_replay(desk=desk, question=question(LATER), on=MONDAY), Replay)
    assert desk.replays().count() == KEPT
    assert (REPLAYS.work_off(most=1), REPLAYS.work_off(), REPLAYS.work_off()) == (1, KEPT - 1, 0)
    assert set(desk.replays().values_list("state", flat=True)) == {"done"}


@pytest.mark.parametrize(
    "asked",
    [
        question(LATER, first=LAST, last=FIRST),
        question(LATER, first=LAST - 1200 * DAY),
        replace(question(LATER), after=Side("nl_consumer", 0, text_of("nl_consumer"))),
    ],
)
def test_what_cannot_be_played_is_refused(desk: Desk, asked: Question) -> None:
    assert isinstance(ask_replay(desk=desk, question=asked, on=MONDAY), Refusal)
    assert not desk.replays().exists()


def test_the_usual_days_are_the_past_year_up_to_the_bank(desk: Desk) -> None:
    assert usual_days(desk.creditor, on=MONDAY + DAY) == (MONDAY, MONDAY)
    make_invoice(make_debtor(desk.creditor), due_on=MONDAY - 20 * DAY)
    assert usual_days(desk.creditor, on=MONDAY + DAY) == (MONDAY - 50 * DAY, MONDAY)
    make_invoice(make_debtor(desk.creditor, number="D9"), due_on=MONDAY - 700 * DAY)
    assert usual_days(desk.creditor, on=MONDAY + DAY) == (MONDAY - 364 * DAY, MONDAY)
