"""What the file of an announced case misses stands on the work list, once a case, until it is there or the case is gone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.core.uploaded import Upload
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Announcement, Case, Creditor, Debtor, Letter, StepTaken, Task
from akkoord.work.handover.lacking import look_for_lacking
from akkoord.work.handover.looked import say_looked
from akkoord.work.handover.papers import add_paper
from akkoord.work.handover.turn import concerned, hand_over_turn
from akkoord.work.today import WorkItem, today
from tests.cast import MONDAY
from tests.documents import pdf
from tests.factories import make_announcement, make_case, make_debtor, make_invoice, make_letter, make_rate, make_step, make_task
from tests.work.handed import AT, case_at_its_end, handed_over

pytestmark = pytest.mark.django_db
DUE = MONDAY + timedelta(days=9)


def listed(creditor: Creditor, on: date = MONDAY) -> list[WorkItem]:
    """The lines about files."""
    return [one for one in today(creditor=creditor, on=on) if one.step == "dossier"]


@pytest.fixture
def near(creditor: Creditor) -> Announcement:
    """A hand-over that was announced; of its file the contract, a look into a register and the day of the mandate are missing."""
    case_at_its_end(creditor)
    return make_announcement(Letter.objects.get(kind="collection-warning"), announced_on=MONDAY, due_on=DUE)


def test_what_is_missing_stands_on_the_list_until_it_is_there(creditor: Creditor, desk: Desk, near: Announcement) -> None:
    assert listed(creditor) == []  # nobody looked yet
    assert list(concerned()) == [creditor]
    hand_over_turn(creditor=creditor, on=MONDAY, at=AT)
    assert [one.because.nl.replace("\xa0", " ") for one in listed(creditor)] == [
        "Overdracht op woensdag 25 november 2026. Het dossier mist nog 3 dingen: overeenkomst of opdracht; "
        "faillissement, surseance of schuldsanering; opdracht aan de partner."
    ]
    said: dict[str, Any] = {"desk": desk, "debtor_id": near.debtor_id, "on": MONDAY, "at": AT}
    assert say_looked(key="insolvency", note="", **said) is None
    assert add_paper(kind="contract", file=Upload("opdracht.pdf", pdf()), **said) is None
    assert [one.because.en.split(". ")[1] for one in listed(creditor)] == ["The file still misses 1 thing: mandate of the partner."]
    Creditor.objects.update(partner_mandated_on=MONDAY)
    assert look_for_lacking(creditor=creditor, on=MONDAY) == 1
    assert listed(creditor) == []


def test_nobody_is_looked_at_twice_without_anything_new(creditor: Creditor, near: Announcement) -> None:
    assert [look_for_lacking(creditor=creditor, on=day) for day in (MONDAY, MONDAY, MONDAY + timedelta(days=1))] == [1, 0, 1]
    with CaptureQueriesContext(connection) as queries:
        look_for_lacking(creditor=creditor, on=MONDAY + timedelta(days=1))
    assert len(queries) == 3


def test_a_look_that_grew_old_is_asked_again(creditor: Creditor, desk: Desk, near: Announcement) -> None:
    say_looked(desk=desk, debtor_id=near.debtor_id, key="insolvency", note="", on=MONDAY, at=AT)
    near.refresh_from_db()
    assert near.lacking == ["contract", "mandate"]
    look_for_lacking(creditor=creditor, on=MONDAY + timedelta(days=15))
    near.refresh_from_db()
    assert near.lacking == ["contract", "insolvency", "mandate"]


def test_a_case_with_two_letters_stands_there_once_and_only_about_what_was_announced(creditor: Creditor, near: Announcement) -> None:
    debtor = Debtor.objects.get()
    make_invoice(debtor, number="2026-0500", due_on=MONDAY + timedelta(days=20))  # not announced, and without any paper
    second = make_letter(Case.objects.get(), kind="collection-warning", state="sent", sent_on=MONDAY)
    make_announcement(second, due_on=DUE + timedelta(days=3), lacking=["address"])
    look_for_lacking(creditor=creditor, on=MONDAY)
    assert [len(one.because.nl.split(";")) for one in listed(creditor)] == [3]
    assert not StepTaken.objects.filter(letter_id=second.id).exists()


def test_on_its_day_the_question_of_the_hand_over_says_it(creditor: Creditor, near: Announcement) -> None:
    make_task(near.debtor, kind="handover", on=DUE)
    look_for_lacking(creditor=creditor, on=DUE)
    lines = [(one.step, one.because.en) for one in today(creditor=creditor, on=DUE) if one.step in ("handover", "dossier")]
    assert [step for step, _ in lines] == ["handover"]
    assert lines[0][1].startswith("The day that was announced has come and it was not paid. The file still misses 3 things: contract")


@pytest.mark.parametrize("state", ["done", "paid", "withdrawn"])
def test_a_case_that_is_gone_or_was_paid_is_on_the_list_no_more(creditor: Creditor, near: Announcement, state: str) -> None:
    look_for_lacking(creditor=creditor, on=MONDAY)
    Announcement.objects.update(state=state)
    assert listed(creditor) == []
    assert list(concerned()) == []


def test_who_was_only_reminded_is_not_on_it(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    make_step(make_case(debtor), make_invoice(debtor, due_on=MONDAY - timedelta(days=20)), "reminder", on=MONDAY)
    hand_over_turn(creditor=creditor, on=MONDAY, at=AT)
    assert listed(creditor) == []
    assert not Task.objects.exists()


def test_a_case_of_which_no_file_can_be_made_is_on_it_until_it_can(creditor: Creditor) -> None:
    beyond = jurisdiction().series_for("business").checked_until + timedelta(days=5)  # nobody knows the rates of that day yet
    one = handed_over(creditor, on=beyond)
    hand_over_turn(creditor=creditor, on=beyond, at=AT)
    one.refresh_from_db()
    assert one.error != ""
    found = listed(creditor, beyond)
    assert [item.because.nl for item in found] == [f"Overgedragen, maar het dossier is nog hier. {one.error}"]
    assert found[0].because.en.startswith("Handed over, but the file is still here. ")
    assert one.error not in found[0].because.en
    make_rate(creditor, jurisdiction().series_for("business").checked_until + timedelta(days=1))
    hand_over_turn(creditor=creditor, on=beyond, at=AT)
    assert listed(creditor, beyond) == []
