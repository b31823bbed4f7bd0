"""Published rates of a company: entered and taken back by an owner, reckoned with everywhere, and nowhere at another company."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Event, Letter, PublishedRate
from akkoord.work.keep_rate import enter_rate, read_rate, take_back_rate
from akkoord.work.law import law_of, rates_ending
from akkoord.work.owed import Owed, owed
from akkoord.work.run_day import run_day
from tests.cast import BRUG, JANSEN
from tests.factories import (
    at_hour,
    make_case,
    make_creditor,
    make_debtor,
    make_debtors,
    make_desk,
    make_invoice,
    make_rate,
    make_step,
)

D = date.fromisoformat
TODAY = D("2026-12-21")
AT = at_hour(TODAY)
FEBRUARY = D("2027-02-01")  # a Monday
COMMERCIAL = {"series": "commercial", "first": "2027-01-01", "percent": "9,15", "source": " Stcrt. 2026,  40000 "}
CONSUMER = {"series": "consumer", "first": "1-1-2027", "percent": "5 %", "source": "Stb. 2026, 512"}


def enter(desk: Desk, fields: dict[str, str], **more: str) -> dict[str, str]:
    """Enters a rate; what is refused, by field, in Dutch."""
    refused = enter_rate(desk=desk, fields={**fields, **more}, on=TODAY, at=AT)
    return {name: one.why.nl.replace("\u00a0", " ") for name, one in refused.items()}


def test_rate_is_entered_with_its_source_and_told(desk: Desk) -> None:
    assert enter(desk, COMMERCIAL) == {}
    row = desk.rates().get()
    assert (row.series, row.first, row.percent, row.source) == ("commercial", D("2027-01-01"), Decimal("9.15"), "Stcrt. 2026, 40000")
    assert (row.entered_on, row.by, row.withdrawn_on) == (TODAY, desk.user.email, None)
    told = Event.objects.get(creditor=desk.creditor, kind="rate-entered")
    assert (told.by, told.data) == (
        desk.user.email,
        {"series": "commercial", "first": "2027-01-01", "percent": "9.15", "source": "Stcrt. 2026, 40000"},
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"percent": ""}, "percent"),
        ({"percent": "-1"}, "percent"),
        ({"percent": "10,405"}, "percent"),
        ({"percent": "26"}, "percent"),
        ({"percent": "1e1"}, "percent"),
        ({"source": "ECB"}, "source"),
        ({"first": "gisteren"}, "first"),
        ({"first": "2026-07-01"}, "first"),
        ({"first": "2027-02-01"}, "first"),
        ({"first": "2027-07-01"}, "first"),
    ],
)
def test_rate_that_is_not_right_is_refused_at_its_field(desk: Desk, wrong: dict[str, str], field: str) -> None:
    assert list(enter(desk, COMMERCIAL, **wrong)) == [field]
    assert PublishedRate.objects.count() == 0
    assert not Event.objects.filter(kind="rate-entered").exists()


def test_rate_is_entered_once(desk: Desk) -> None:
    assert enter(desk, COMMERCIAL) == {}
    assert enter(desk, COMMERCIAL) == {"first": "Vanaf 1 januari 2027 staat er al een percentage. Neem dat eerst terug."}
    assert PublishedRate.objects.count() == 1


def test_rate_is_read_before_it_is_entered(desk: Desk) -> None:
    read = read_rate(desk=desk, fields={**COMMERCIAL, "source": ""})
    assert read.row is not None
    assert read.table is not None
    assert (read.row.value, read.table.checked_until, list(read.refusals)) == (Decimal("9.15"), D("2027-06-30"), ["source"])
    assert PublishedRate.objects.count() == 0


def test_rate_taken_back_counts_nowhere_and_may_be_entered_anew(desk: Desk) -> None:
    enter(desk, COMMERCIAL)
    assert take_back_rate(desk=desk, rate_id=desk.rates().get().id, on=TODAY, at=AT) is None
    assert law_of(desk.creditor.id) is jurisdiction()
    assert Event.objects.filter(creditor=desk.creditor, kind="rate-withdrawn").count() == 1
    assert enter(desk, COMMERCIAL, percent="9,51") == {}
    assert PublishedRate.objects.count() == 2


def test_rate_on_which_a_later_one_rests_is_not_taken_back(desk: Desk) -> None:
    enter(desk, COMMERCIAL)
    enter(desk, COMMERCIAL, first="2027-07-01")
    first, second = desk.rates().order_by("first")
    refused = take_back_rate(desk=desk, rate_id=first.id, on=TODAY, at=AT)
    assert refused is not None
    assert (refused.why.en, refused.source) == ("There is a later rate that joins on to this one. Take that back first.", "6:120 lid 2 BW")
    assert [take_back_rate(desk=desk, rate_id=one.id, on=TODAY, at=AT) for one in (second, first)] == [None, None]


def test_controller_enters_nothing(creditor: Creditor) -> None:
    desk = make_desk(creditor, role="controller", email="daan@delinde.example")
    row = make_rate(creditor, D("2027-01-01"))
    assert enter(desk, CONSUMER) == {"": "Alleen een eigenaar verandert instellingen."}
    assert take_back_rate(desk=desk, rate_id=row.id, on=TODAY, at=AT) is not None
    assert [one.withdrawn_on for one in PublishedRate.objects.all()] == [None]


def sums(debtor: Debtor, on: date = FEBRUARY) -> list[tuple[str, str, int, str]]:
    """The interest lines of what is owed: first day, rate, cents and source; none where that is refused."""
    answer = owed(debtor=debtor, on=on)
    return [(str(one.from_day), one.rate, one.interest, one.source) for one in answer.interest_lines] if isinstance(answer, Owed) else []


def test_owed_goes_on_with_the_entered_rate_and_says_so(desk: Desk) -> None:
    debtors = [make_debtor(desk.creditor), make_debtor(desk.creditor, JANSEN)]
    for debtor in debtors:
        make_invoice(debtor, total=100_000, due_on=D("2026-12-21"), term_source="contract")
    assert [sums(debtor) for debtor in debtors] == [[], []]
    enter(desk, COMMERCIAL)
    enter(desk, CONSUMER)
    who = f"(ingevoerd door {desk.creditor.name}, 2026-12-21)"
    assert [sums(debtor) for debtor in debtors] == [
        [
            ("2026-12-22", "10.40", 285, "6:119a BW; rijksoverheid.nl: 10,4 % sinds 1 juli 2026"),
            ("2027-01-01", "9.15", 802, f"6:119a BW; Stcrt. 2026, 40000 {who}"),
        ],
        [
            ("2026-12-22", "4", 110, "6:119 BW; rijksoverheid.nl, wettelijke rente"),
            ("2027-01-01", "5", 438, f"6:119 BW; Stb. 2026, 512 {who}"),
        ],
    ]


def test_rate_of_one_company_changes_nothing_at_another(desk: Desk) -> None:
    other = make_creditor(BRUG)
    debtor = make_debtor(other)
    make_invoice(debtor, due_on=D("2026-12-21"), term_source="contract")
    before = sums(debtor, TODAY + timedelta(days=5))
    enter(desk, COMMERCIAL)
    assert law_of(other.id) is jurisdiction()
    assert (sums(debtor, TODAY + timedelta(days=5)), sums(debtor)) == (before, [])


def test_law_is_read_in_one_query(desk: Desk) -> None:
    for name, first in (("commercial", "2027-01-01"), ("commercial", "2027-07-01"), ("consumer", "2027-01-01")):
        make_rate(desk.creditor, D(first), series=name)
    with CaptureQueriesContext(connection) as queries:
        law = law_of(desk.creditor.id)
    assert (len(queries), [one.checked_until for one in law.interest.values()]) == (1, [D("2027-06-30"), D("2027-12-31")])


def test_ending_asks_the_database_only_when_the_shipped_tables_end(desk: Desk) -> None:
    make_rate(desk.creditor, D("2027-01-01"))
    with CaptureQueriesContext(connection) as queries:
        assert rates_ending(desk.creditor.id, on=D("2026-11-29")) is None
    assert len(queries) == 0
    found = rates_ending(desk.creditor.id, on=TODAY)
    assert found is not None
    assert [one.article for one in found.tables] == ["6:119 BW"]
    assert rates_ending(desk.creditor.id, on=TODAY, debtor_kind="business") is None


def test_run_makes_formal_letters_with_the_entered_rate_in_one_query_more(desk: Desk) -> None:
    creditor = desk.creditor
    Creditor.objects.filter(id=creditor.id).update(bank_until=FEBRUARY)
    for debtor in make_debtors(creditor, 3):
        case, invoice = make_case(debtor), make_invoice(debtor, due_on=D("2026-12-21"), term_source="contract")
        for step, day in (("reminder", "2026-12-22"), ("call", "2027-01-04")):
            make_step(case, invoice, step, on=D(day))
    report = run_day(creditor=creditor, on=FEBRUARY, at=at_hour(FEBRUARY))
    assert (report["refused"], report["letters"]) == ({"notice-of-default": 3}, 0)
    refusals = Event.objects.filter(creditor=creditor, kind="step-refused").values_list("data__source", flat=True)
    assert Counter(refusals) == {"6:119a BW": 3}
    enter(desk, COMMERCIAL)
    with CaptureQueriesContext(connection) as queries:
        report = run_day(creditor=creditor, on=FEBRUARY, at=at_hour(FEBRUARY))
    assert (report["refused"], report["letters"]) == ({}, 3)
    assert sum("publishedrate" in one["sql"] for one in queries) == 1
    content = Letter.objects.filter(creditor=creditor)[0].content
    assert f"ingevoerd door {creditor.name}" in str(content)
