"""What is kept of each debtor is what his invoices come to, on every day, whatever happened."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from akkoord.core.behaviour.priority import expected_gain
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, DebtorTotal, TotalsMark
from akkoord.store.queries.debtor_totals import AGES, added_up, gain_of
from akkoord.work import totals
from akkoord.work.figures import figures
from akkoord.work.order.merge_debtors import merge_debtors
from akkoord.work.record import record
from akkoord.work.silence import Silence
from akkoord.work.story import play
from akkoord.work.story.read import Story, story_of
from akkoord.work.today import WorkList, today
from akkoord.work.today.many import KINDS
from akkoord.work.totals import keep_totals, kept_totals
from tests.cast import MONDAY
from tests.factories import (
    make_allocation,
    make_case,
    make_creditor,
    make_debtor,
    make_debtors,
    make_hold,
    make_invoice,
    make_letter,
    make_task,
)
from tests.work.days import DAY

STORIES = Path(__file__).parents[1] / "stories"
FIELDS = ("debtor_id", *AGES, "late", "late_since", "gain")

pytestmark = pytest.mark.django_db


def rows_of(rows: Any) -> list[tuple[Any, ...]]:
    return sorted(tuple(getattr(one, name) for name in FIELDS) for one in rows)


def check(creditor: Creditor, on: date) -> None:
    """Keep them, and compare with everything added up anew."""
    mark = keep_totals(creditor=creditor, on=on)
    assert mark is not None
    kept, fresh = rows_of(DebtorTotal.objects.filter(creditor=creditor)), rows_of(added_up(creditor, on=on))
    assert kept == fresh
    sums = [sum(row[1 + place] for row in fresh) for place in range(len(AGES))]
    assert [*(getattr(mark, name) for name in AGES), mark.debtors] == [*sums, len(fresh)]


@pytest.mark.parametrize(
    "name",
    [
        "arrangement-broken-in-the-middle",
        "credit-note-takes-off",
        "dispute-won",
        "part-payments-before-and-after-costs",
        "two-invoices-at-different-steps",
        "year-end",
    ],
)
def test_totals_are_those_of_the_invoices_on_every_day_of_a_story(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    story = story_of((STORIES / f"{name}.toml").read_text())
    assert isinstance(story, Story)
    days = []

    class Watched(play.Player):
        def _day(self, on: date) -> Any:
            found = super()._day(on)
            check(self.desk.creditor, on)
            days.append(on)
            return found

    monkeypatch.setattr(play, "Player", Watched)
    assert play.play_story(story) == []
    assert len(days) == (story.days[1] - story.days[0]).days + 1


def test_totals_follow_the_days_and_the_bookings_that_wait_for_theirs(creditor: Creditor) -> None:
    first, second = make_debtors(creditor, 2)
    invoice = make_invoice(first, due_on=MONDAY + DAY, total=10_000)
    make_invoice(second, issued_on=MONDAY + 3 * DAY, due_on=MONDAY + 20 * DAY)
    make_allocation(invoice, amount=4_000, on=MONDAY + 5 * DAY)
    for days in (0, 1, 2, 3, 4, 5, 31, 32, 33, 61, 62, 63, 200):
        check(creditor, MONDAY + days * DAY)


def test_nothing_is_written_where_nothing_happened(creditor: Creditor) -> None:
    make_invoice(make_debtor(creditor))
    first = keep_totals(creditor=creditor, on=MONDAY)
    again = keep_totals(creditor=creditor, on=MONDAY)
    assert first is not None
    assert again is not None
    assert (again.id, again.seq) == (first.id, first.seq)


def test_totals_of_a_later_day_are_left_alone_and_not_taken_for_an_earlier_one(creditor: Creditor) -> None:
    make_invoice(make_debtor(creditor), due_on=MONDAY - DAY, total=500)
    keep_totals(creditor=creditor, on=MONDAY + 40 * DAY)
    assert keep_totals(creditor=creditor, on=MONDAY) is None
    assert TotalsMark.objects.get(creditor=creditor).on == MONDAY + 40 * DAY
    assert (figures(creditor=creditor, on=MONDAY).late_30, figures(creditor=creditor, on=MONDAY + 40 * DAY).late_60) == (500, 500)


def test_totals_of_another_company_are_its_own(creditor: Creditor) -> None:
    other = make_creditor()
    make_invoice(make_debtor(creditor), total=500)
    make_invoice(make_debtor(other), total=700)
    for company in (creditor, other):
        check(company, MONDAY)
    assert figures(creditor=creditor, on=MONDAY).open == 500


def test_what_happened_after_the_totals_were_kept_is_seen(creditor: Creditor) -> None:
    debtor = make_debtor(creditor)
    keep_totals(creditor=creditor, on=MONDAY)
    invoice = make_invoice(debtor, due_on=MONDAY - DAY)
    with transaction.atomic():
        record("invoice-imported", creditor_id=creditor.id, on=MONDAY, debtor_id=debtor.id, invoice_id=invoice.id)
    assert kept_totals(creditor, on=MONDAY) is None
    check(creditor, MONDAY)


def test_list_is_the_same_from_what_is_kept_as_from_the_invoices(creditor: Creditor) -> None:
    for place, debtor in enumerate(make_debtors(creditor, 5)):
        make_invoice(debtor, due_on=MONDAY - (3 * place + 1) * DAY, total=10_000 * (place + 1))
        make_letter(make_case(debtor)) if place % 2 else make_hold(debtor, kind="dispute")
    before, silent = today(creditor=creditor, on=MONDAY), Silence(WorkList(creditor=creditor, on=MONDAY)).count()
    check(creditor, MONDAY)
    assert today(creditor=creditor, on=MONDAY) == before
    assert [one.expected_gain for one in before] == sorted((one.expected_gain for one in before), reverse=True)
    assert Silence(WorkList(creditor=creditor, on=MONDAY)).count() == silent


def test_list_is_told_page_by_page(creditor: Creditor) -> None:
    for place, debtor in enumerate(make_debtors(creditor, 7)):
        make_invoice(debtor, due_on=MONDAY - DAY, total=10_000 * (place + 1))
        make_hold(debtor, kind="dispute")
    items, whole = WorkList(creditor=creditor, on=MONDAY).items, today(creditor=creditor, on=MONDAY)
    assert (len(items), [*items[:3], *items[3:6], *items[6:9]], items[0], items[-1]) == (7, whole, whole[0], whole[-1])


def test_two_debtors_that_become_one_have_one_total(creditor: Creditor, desk: Desk) -> None:
    into, old = make_debtor(creditor), make_debtor(creditor, number="2001", name="Vermeer Bouw", kvk="")
    for debtor in (into, old):
        make_invoice(debtor, total=500)
    check(creditor, MONDAY)
    assert merge_debtors(desk=desk, into_id=into.id, old_id=old.id, on=MONDAY) is None
    check(creditor, MONDAY)
    assert figures(creditor=creditor, on=MONDAY).debtors == 1


@pytest.mark.parametrize("before", [0, 1, 100, 400])
def test_database_reckons_what_a_push_brings_in_as_the_list_does(creditor: Creditor, before: int) -> None:
    days = [1, 2, 44, 45, 89, 90, 91, 200, 364, 365, 366, 1000]
    debtors = make_debtors(creditor, len(days))
    for debtor, late in zip(debtors, days, strict=True):
        make_invoice(debtor, issued_on=MONDAY - 1_500 * DAY, due_on=MONDAY - late * DAY, total=98_765 + late)
    with mock.patch.object(totals, "FAR", timedelta(days=1_000)):  # of so many days ago, and still not added up anew
        keep_totals(creditor=creditor, on=MONDAY - before * DAY)
        check(creditor, MONDAY)
    rows = Debtor.objects.filter(creditor=creditor).annotate(gain=gain_of(creditor, debtor="id"))
    found = dict(rows.values_list("id", "gain"))
    assert [found[one.id] for one in debtors] == [expected_gain(98_765 + late, overdue_days=late) for late in days]


def test_first_of_many_are_found_among_those_where_a_push_brings_in_most(creditor: Creditor) -> None:
    """The same list, in the same order, whether the database looks at the few or at all; also where two bring in as much, where a
    debtor has several things to do, and where what goes before the rest stands at who owes nothing."""
    debtors = make_debtors(creditor, 40)
    for place, debtor in enumerate(debtors[:-1]):
        make_invoice(debtor, due_on=MONDAY - DAY, total=10_000 * (1 + place // 2))
        for _ in range(1 + place % 3):
            make_task(debtor, on=MONDAY)
    make_task(debtors[-1], kind="read-reply", on=MONDAY)
    keep_totals(creditor=creditor, on=MONDAY)
    kind, day = KINDS["tasks"], WorkList(creditor=creditor, on=MONDAY).day
    rows = kind.rows(day).order_by()
    direct = kind._by_database(day, rows, 10)
    with CaptureQueriesContext(connection) as queries:
        near = kind.first(day, 10, of=80)  # as if there were so many that half of the debtors should be enough
    assert (near, near[0].debtor_id, len(queries)) == (direct, debtors[-1].id, 1)
    assert "LIMIT" in queries[0]["sql"].split("ORDER BY")[1]


def test_first_of_many_are_found_where_they_stand_at_the_others(creditor: Creditor) -> None:
    debtors = make_debtors(creditor, 30)
    for place, debtor in enumerate(debtors):
        make_invoice(debtor, due_on=MONDAY - DAY, total=10_000 * (1 + place))
        if place < 10:
            make_hold(debtor, kind="dispute")
    keep_totals(creditor=creditor, on=MONDAY)
    day = WorkList(creditor=creditor, on=MONDAY).day
    assert [one.debtor_id for one in KINDS["disputes"].first(day, 10, of=900)] == [one.id for one in reversed(debtors[:10])]
