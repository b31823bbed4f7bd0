"""Everybody's sums at once are those of each debtor's own page, to the cent, whatever the company agreed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.core.problem import Refusal
from akkoord.store.models import Creditor, Debtor
from akkoord.work.owed import Owed, owed
from akkoord.work.owed_by_all import owed_by_all
from tests.cast import EPE, JANSEN, MONDAY, VERMEER
from tests.factories import make_allocation, make_case, make_debtor, make_invoice, make_payment, make_step


def trade(creditor: Creditor) -> None:
    """Debtors of every kind: one or more invoices, paid in part, demanded or not."""
    for number, cast in enumerate((VERMEER, JANSEN, EPE)):
        debtor = make_debtor(creditor, cast, number=f"9{number}")
        for months in range(number + 1):
            due = MONDAY - timedelta(days=400 - 90 * months)
            row = make_invoice(debtor, total=40_000 + 13_337 * months, due_on=due, term_source="contract" if months != 1 else "invoice")
            if months == 0:
                payment = make_payment(creditor, amount=9_999, on=due + timedelta(days=100))
                make_allocation(row, payment, amount=9_999, on=due + timedelta(days=100))
            if months != 1:
                case = make_case(debtor) if months == 0 else debtor.cases.get()
                step = "fourteen-day-letter" if cast is JANSEN else "notice-of-default"
                make_step(case, row, step, left_on=due + timedelta(days=20), last_day=due + timedelta(days=40))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "settings",
    [
        {},
        {"least_at_once": True},
        {"costs_over_capitalised": True, "day_count": "365"},
        {"agreed_rate": "1.50", "agreed_per": "month", "agreed_joins": "month"},
        {"vat_deductible": False, "collection_taxed": True, "vat_declared": True},
    ],
)
def test_sums_of_everybody_are_those_of_each(creditor: Creditor, settings: dict[str, Any]) -> None:
    Creditor.objects.filter(id=creditor.id).update(**settings)
    creditor.refresh_from_db()
    trade(creditor)
    found = owed_by_all(creditor=creditor, on=MONDAY)
    assert [one.debtor.name for one in found] == sorted(one["name"] for one in (VERMEER, JANSEN, EPE))
    for one in found:
        alone = owed(debtor=Debtor.objects.select_related("creditor").get(creditor=creditor, id=one.debtor.id), on=MONDAY)
        assert isinstance(alone, Owed)
        assert (one.principal, one.interest, one.costs, one.total) == (alone.principal, alone.interest, alone.costs, alone.total)


@pytest.mark.django_db
def test_sums_past_the_known_rates_say_why_there_are_none(creditor: Creditor) -> None:
    trade(creditor)
    refused = [one.refusal for one in owed_by_all(creditor=creditor, on=date(2027, 1, 1))]
    assert [isinstance(one, Refusal) and one.source for one in refused] == ["6:119a BW", "6:119b BW", "6:119 BW"]


@pytest.mark.django_db
def test_sums_take_as_many_queries_for_three_as_for_one(creditor: Creditor) -> None:
    counts = []
    for number in range(3):
        make_invoice(make_debtor(creditor, number=f"8{number}"))
        with CaptureQueriesContext(connection) as seen:
            owed_by_all(creditor=creditor, on=MONDAY)
        counts.append(len(seen))
    assert len(set(counts)) == 1
