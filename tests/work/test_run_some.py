"""A run that looks only at those for whom something can be new decides what a run that looks at everybody decides."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Answer, Creditor, Debtor, Hold, Invoice, Run, StepTaken, Task
from akkoord.work.arrangement.accept import Acceptance, accept
from akkoord.work.arrangement.propose import propose
from akkoord.work.hold import add_hold, end_hold
from akkoord.work.keep_contact import keep_contact
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.record_call import record_call
from akkoord.work.run_day import run_day
from tests.cast import MONDAY
from tests.factories import at_hour, make_creditor, make_debtor, make_desk, make_hold, make_invoice
from tests.work.arranged import terms
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says
from tests.work.files import paid, row, take_list, take_statement

DEBTORS = ("1001", "1002", "1003", "1004")
DAYS = 60


class Company:
    """One company that lives through what a seed makes happen, with runs that look at everybody or only at some."""

    def __init__(self, name: str, *, full: bool) -> None:
        creditor = make_creditor(name=name, sending_on=True, approval="automatic", post="automatic", handover="automatic")
        self.desk, self.full, self.count = make_desk(creditor), full, 0
        for number in DEBTORS:
            make_debtor(creditor, number=number, name=f"Bedrijf {number} B.V.", phone="")
        self.carriers = {name: Carrier(name) for name in ("email", "post")}

    @property
    def creditor(self) -> Creditor:
        return self.desk.creditor

    def invoice(self, chance: random.Random, on: date) -> None:
        self.count += 1
        number, due = chance.choice(DEBTORS), on + timedelta(days=chance.randint(-20, 14))
        total = chance.choice(("3,00", "100,00", "250,00"))
        debtor = {"debtor": number, "name": f"Bedrijf {number} B.V."}
        take_list(
            self.creditor, row(f"F{self.count}", total=total, issued=f"{due - 30 * DAY:%d-%m-%Y}", due=f"{due:%d-%m-%Y}", **debtor), on=on
        )

    def payment(self, chance: random.Random, on: date) -> None:
        number = chance.randint(1, max(1, self.count))
        says = f"factuur F{number}" if chance.random() < 0.8 else "dank u wel"
        take_statement(self.creditor, paid(chance.choice((40, 100, 250)), says, on=on), since=on, until=on)

    def debtor(self, chance: random.Random) -> Debtor | None:
        number = chance.choice(DEBTORS)
        return self.desk.debtors().filter(number=number).first()

    def hold(self, chance: random.Random, on: date) -> None:
        debtor, kind = self.debtor(chance), chance.choice(("promise", "dispute", "hold", "vulnerable"))
        until = on + timedelta(days=chance.randint(1, 12)) if kind in ("promise", "hold") else None
        if debtor:
            add_hold(desk=self.desk, debtor_id=debtor.id, kind=kind, note="", on=on, until=until)

    def end(self, chance: random.Random, on: date) -> None:
        hold = self.desk.holds().filter(ended_on=None).exclude(kind="arrangement-kept").order_by("id").first()
        if hold:
            end_hold(desk=self.desk, hold_id=hold.id, because="settled", on=on)

    def phone(self, chance: random.Random, on: date) -> None:
        if debtor := self.debtor(chance):
            said = {"name": "An", "role": "", "email": "", "phone": "0301234567"}
            keep_contact(desk=self.desk, debtor_id=debtor.id, contact_id=None, fields=said, on=on, at=at_hour(on))

    def call(self, chance: random.Random, on: date) -> None:
        outcome, task = (
            chance.choice(("reached", "no-answer")),
            Task.objects.filter(creditor=self.creditor, kind="call", done_on=None).first(),
        )
        if task:
            record_call(desk=self.desk, task_id=task.id, outcome=outcome, note="", on=on)

    def arrangement(self, chance: random.Random, on: date) -> None:
        days, debtor = chance.randint(1, 9), self.debtor(chance)
        if debtor:
            said = terms(on, every=str(days), first_on=on + days * DAY)
            made = propose(creditor=self.creditor, debtor_id=debtor.id, terms=said, invoices=None, on=on, at=None, by="")
            if not isinstance(made, Refusal):
                accept(creditor=self.creditor, arrangement_id=made.id, acceptance=Acceptance("spoken", "An"), on=on, at=None, by="")

    def day(self, chance: random.Random, on: date) -> None:
        """What happens, the run, and what leaves; some days nobody looks, and some nobody reads the bank."""
        for _ in range(chance.choice((0, 0, 1, 1))):
            happens: Any = chance.choice(
                (self.invoice, self.invoice, self.payment, self.hold, self.end, self.end, self.phone, self.call, self.arrangement)
            )
            happens(chance, on)
        if chance.random() < 0.9:
            bank_says(self.creditor, on)
        if chance.random() < 0.85:
            run_day(creditor=self.creditor, on=on, at=at_hour(on), full=self.full)
        if chance.random() < 0.9:
            send_outbox(creditor=self.creditor, at=at_hour(on), carriers=self.carriers)

    def steps(self) -> list[tuple[Any, ...]]:
        """Every step of every invoice with its days."""
        rows = StepTaken.objects.filter(creditor=self.creditor)
        columns = ("invoice__number", "step", "round", "decided_on", "left_on", "last_day", "withdrawn_on")
        return sorted(rows.values_list(*columns), key=str)

    def answers(self) -> list[tuple[Any, ...]]:
        """What every debtor is answered now."""
        rows = Answer.objects.filter(creditor=self.creditor, until=None).exclude(waits="")
        return sorted(rows.values_list("debtor__number", "waits"))


def looked_at(company: Company) -> int:
    """How many debtors its runs looked at, all together."""
    return sum(one.counts["debtors"] for one in Run.objects.filter(creditor=company.creditor))


@pytest.mark.django_db
@pytest.mark.parametrize("seed", [0, 3])
def test_run_that_looks_at_some_takes_the_steps_of_one_that_looks_at_all(seed: int) -> None:
    companies = [Company("Alle", full=True), Company("Enkele", full=False)]
    for company in companies:
        chance, day = random.Random(seed), MONDAY
        for _ in range(DAYS):
            company.day(chance, day)
            day += DAY
        bank_says(company.creditor, day)
        run_day(creditor=company.creditor, on=day, full=company.full)
    everybody, some = companies
    assert some.steps() == everybody.steps()
    assert some.answers() == everybody.answers()
    assert {"reminder"} < {step for _, step, *_ in some.steps()}
    looked = {
        company.creditor.name: sum(one.counts["debtors"] for one in Run.objects.filter(creditor=company.creditor)) for company in companies
    }
    assert looked["Enkele"] < looked["Alle"]


def test_run_on_a_quiet_day_looks_at_nobody(creditor: Creditor) -> None:
    for place in range(3):
        make_invoice(make_debtor(creditor, number=f"D{place}"), due_on=MONDAY + (20 + place) * DAY)
    assert run_day(creditor=creditor, on=MONDAY)["debtors"] == 3
    with CaptureQueriesContext(connection) as queries:
        counts = run_day(creditor=creditor, on=MONDAY + DAY)
    assert (counts["debtors"], counts["waiting"]) == (0, {"not-due": 3})
    assert len(queries) < 40


def test_run_looks_at_everybody_after_a_week_and_when_it_is_told(creditor: Creditor) -> None:
    make_hold(make_debtor(creditor), kind="dispute")
    make_invoice(Debtor.objects.get(), due_on=MONDAY - DAY)
    days = [(run_day(creditor=creditor, on=MONDAY + n * DAY)["debtors"], Run.objects.latest("on").full) for n in range(8)]
    assert days == [(1, True), *[(0, False)] * 6, (1, True)]
    assert run_day(creditor=creditor, on=MONDAY + 8 * DAY, full=True)["debtors"] == 1


def test_run_of_a_day_that_is_over_changes_no_answer(creditor: Creditor) -> None:
    make_invoice(make_debtor(creditor), due_on=MONDAY + 3 * DAY)
    run_day(creditor=creditor, on=MONDAY)
    before = list(Answer.objects.values_list("since", "until", "waits", "look_on"))
    assert run_day(creditor=creditor, on=MONDAY - DAY)["waiting"] == {"not-due": 1}
    assert list(Answer.objects.values_list("since", "until", "waits", "look_on")) == before


def test_answer_of_a_day_is_kept_with_its_reason(creditor: Creditor, desk: Desk) -> None:
    debtor = make_debtor(creditor)
    invoice = make_invoice(debtor, due_on=MONDAY - DAY)
    bank_says(creditor, MONDAY)
    run_day(creditor=creditor, on=MONDAY)
    add_hold(desk=desk, debtor_id=debtor.id, kind="promise", note="", on=MONDAY + DAY, until=MONDAY + 4 * DAY)
    run_day(creditor=creditor, on=MONDAY + DAY)
    Invoice.objects.update(open=0, settled_on=MONDAY + 2 * DAY)
    Hold.objects.update(ended_on=MONDAY + 2 * DAY)
    run_day(creditor=creditor, on=MONDAY + 2 * DAY, full=True)
    rows = [(row.since, row.until, [one[1:3] for one in row.said]) for row in Answer.objects.order_by("id")]
    assert rows == [
        (MONDAY, MONDAY + DAY, [["reminder", ""]]),
        (MONDAY + DAY, MONDAY + 2 * DAY, [["", "promise"]]),
        (MONDAY + 2 * DAY, None, []),
    ]
    assert Answer.objects.order_by("id")[0].said[0][4] == f"Factuur {invoice.number} is 1 dag over de vervaldag"
