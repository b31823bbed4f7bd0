"""The number of queries does not grow with the number of debtors."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.store.models import Answer, Case, Creditor, Debtor, Invoice, Letter, Outbox, Run, StepTaken, Task
from akkoord.work.figures import figures
from akkoord.work.outlook import outlook, quiet
from akkoord.work.run_day import run_day
from akkoord.work.today import today
from tests.cast import MONDAY, VERMEER_IBAN
from tests.factories import (
    make_account,
    make_announcement,
    make_case,
    make_debtors,
    make_hold,
    make_invoice,
    make_letter,
    make_payment,
    make_step,
    make_task,
)
from tests.work.days import DAY


def company_of(creditor: Creditor, count: int) -> None:
    """So many debtors, each with invoices anywhere on the path, a call to make and a complaint."""
    for debtor in make_debtors(creditor, count):
        case = make_case(debtor)
        make_invoice(debtor)
        make_invoice(debtor, due_on=MONDAY + 9 * DAY)
        late = make_invoice(debtor, due_on=date(2026, 10, 1))
        task = make_task(debtor, case_id=case.id)
        letter = make_letter(case, state="sent")
        make_announcement(letter, lacking=["contract", "delivery"])
        make_step(case, late, on=date(2026, 10, 2), letter_id=letter.id)
        make_step(case, late, "call", on=date(2026, 10, 9), task_id=task.id)
        disputed = make_invoice(debtor, due_on=date(2026, 10, 1))
        make_hold(debtor, kind="dispute", invoice_id=disputed.id)
        make_account(debtor, iban=VERMEER_IBAN)
        make_payment(creditor, amount=5)


READS: dict[str, Callable[[Creditor], Any]] = {
    "today": lambda creditor: today(creditor=creditor, on=MONDAY),
    "quiet": lambda creditor: quiet(creditor=creditor, on=MONDAY),
    "figures": lambda creditor: figures(creditor=creditor, on=MONDAY),
    "outlook": lambda creditor: outlook(debtor=Debtor.objects.select_related("creditor").order_by("id")[0], on=MONDAY),
    "run_day": lambda creditor: run_day(creditor=creditor, on=MONDAY),
    "run_day, the second time": lambda creditor: run_day(creditor=creditor, on=MONDAY),
}


@pytest.fixture
def counted(creditor: Creditor) -> Callable[[int, Callable[[Creditor], Any]], int]:
    """Counts the queries of one piece of work for so many debtors."""

    def count(debtors: int, work: Callable[[Creditor], Any]) -> int:
        for model in (Run, Answer, Outbox, StepTaken, Letter, Task, Case, Invoice, Debtor):
            model.objects.all().delete()
        company_of(creditor, debtors)
        work(creditor)  # what is loaded once a process
        if work is READS["run_day"]:
            for model in (Run, Answer, Outbox, StepTaken, Letter, Task, Case, Invoice, Debtor):
                model.objects.all().delete()
            company_of(creditor, debtors)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            work(creditor)
        return len(queries)

    return count


@pytest.mark.parametrize("name", READS)
def test_queries_are_as_many_for_thirty_debtors_as_for_one(counted: Callable[[int, Callable[[Creditor], Any]], int], name: str) -> None:
    found = {debtors: counted(debtors, READS[name]) for debtors in (1, 3, 30)}
    assert found[3] == found[1]
    assert found[30] <= found[1] + 1  # SQLite takes the thirty letters in two inserts
