"""The example company: a year that is whole, believable, sends nothing, and is made once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.db.models import F, Sum
from stdnum.eu import vat
from stdnum.iban import is_valid as is_iban

from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import (
    Allocation,
    Call,
    Contact,
    Creditor,
    Debtor,
    Event,
    Hold,
    ImportedFile,
    Invoice,
    Lab,
    Letter,
    Outbox,
    Payment,
    PortalMessage,
    StepTaken,
    Task,
)
from akkoord.work.demo.play import DAYS, Played, play_example
from akkoord.work.figures import figures
from akkoord.work.outlook import quiet
from akkoord.work.record import broken_link
from akkoord.work.today import today
from tests.factories import make_creditor, make_debtor, make_invoice
from tests.work.test_replay_truth import both

LAST = date(2026, 11, 22)  # a Sunday: no letter is made on it and nobody is called, and still there is work on the list
OTHER = {"name": "Drukkerij De Brug V.O.F."}


@pytest.fixture(scope="module")
def played(django_db_setup: None, django_db_blocker: Any) -> Iterator[Played]:
    """The example beside another company, played once for all tests of this file and taken back after them."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_invoice(make_debtor(make_creditor(OTHER)))
        yield play_example(last=LAST)
        transaction.set_rollback(True)


pytestmark = pytest.mark.django_db


def _of(played: Played) -> dict[str, Any]:
    return {"creditor": played.creditor}


def test_demo_counts_what_it_made(played: Played) -> None:
    own = _of(played)
    assert played.new
    assert played.counts == {
        "creditors": 1,
        "debtors": Debtor.objects.filter(**own).count(),
        "invoices": Invoice.objects.filter(kind="invoice", **own).count(),
        "credit_notes": Invoice.objects.filter(kind="credit_note", **own).count(),
        "payments": Payment.objects.filter(**own).count(),
        "letters": Letter.objects.filter(**own).count(),
        "tasks": Task.objects.filter(**own).count(),
        "events": Event.objects.filter(**own).count(),
        "days": DAYS + 1,
    }
    assert 40 <= played.counts["debtors"] <= 60
    assert 250 <= played.counts["invoices"] <= 600


def test_demo_a_second_time_changes_nothing(played: Played) -> None:
    again = play_example(last=LAST + timedelta(days=40))
    assert (again.new, again.creditor, set(again.counts.values())) == (False, played.creditor, {0})
    assert Creditor.objects.count() == 2


def test_demo_leaves_another_company_alone(played: Played) -> None:
    other = Creditor.objects.get(name=OTHER["name"])
    rows = {model.__name__: model.objects.filter(creditor=other).count() for model in (Debtor, Invoice, Payment, Letter, Task, Event)}
    assert rows == {"Debtor": 1, "Invoice": 1, "Payment": 0, "Letter": 0, "Task": 0, "Event": 0}


def test_demo_can_send_nothing(played: Played) -> None:
    creditor = played.creditor
    assert (creditor.sending_on, creditor.smtp_host, creditor.approval, creditor.post, creditor.handover) == (
        False,
        "",
        "person",
        "person",
        "person",
    )
    said = Outbox.objects.filter(**_of(played)).exclude(receipt__startswith="voorbeeld, niet echt verstuurd")
    assert list(said.values_list("channel", "state")) == []


def test_demo_names_nobody_who_exists(played: Played) -> None:
    """Addresses on domains kept for examples, numbers that pass their checks, accounts at a bank that is none."""
    own = _of(played)
    mails = [*Debtor.objects.filter(**own).values_list("email", flat=True), *Contact.objects.filter(**own).values_list("email", flat=True)]
    ends = ("example.nl", "example.com", "example.org")
    assert [one for one in mails if one and not one.endswith(ends)] == []
    vats = Debtor.objects.filter(**own).exclude(vat="").values_list("vat", flat=True)
    assert [one for one in vats if not vat.is_valid(one)] == []
    ibans = set(Payment.objects.filter(**own).values_list("counterparty_iban", flat=True))
    assert [one for one in ibans if not is_iban(one) or one[4:8] != "DEMO"] == []


def test_demo_reminds_nobody_who_had_paid(played: Played) -> None:
    paid_before = StepTaken.objects.filter(invoice__settled_on__lt=F("left_on") - timedelta(days=3), **_of(played))
    assert list(paid_before.values_list("invoice__number", "step")) == []


def test_demo_sums_fit_to_the_cent(played: Played) -> None:
    own = _of(played)
    invoices = Invoice.objects.filter(kind="invoice", **own).aggregate(total=Sum("total"), open=Sum("open"))
    received = Payment.objects.filter(amount__gt=0, **own).aggregate(all=Sum("amount"), free=Sum("free"))
    credited = Allocation.objects.filter(credit_note_id__isnull=False, **own).aggregate(all=Sum("amount"))["all"]
    assert invoices["total"] - invoices["open"] == received["all"] - received["free"] + credited
    assert broken_link(played.creditor.id) is None


def test_demo_today_has_work_of_every_kind(played: Played) -> None:
    sunday = {"place-payment", "handover", "read-letter", "answer-dispute", "read-reply"}
    assert {item.step for item in today(creditor=played.creditor, on=LAST)} == sunday
    items = today(creditor=played.creditor, on=LAST + timedelta(days=1))
    assert {item.step for item in items} == sunday | {"call"}
    assert 8 <= len(items) <= 15
    assert {letter.kind for letter in Letter.objects.filter(state="draft", **_of(played))} >= {
        "reminder",
        "notice-of-default",
        "fourteen-day-letter",
        "collection-warning",
    }
    waits = {one.wait for one in quiet(creditor=played.creditor, on=LAST)}
    assert waits >= {"not-due", "not-yet", "hold", "insolvency", "dispute", "vulnerable"}


def test_demo_year_holds_what_happens_to_people(played: Played) -> None:
    own = _of(played)
    holds = set(Hold.objects.filter(**own).values_list("kind", "ended_because"))
    assert holds >= {("promise", "kept"), ("promise", "broken"), ("dispute", "settled"), ("dispute", ""), ("insolvency", "")}
    kinds = {"handed-over", "handover-withdrawn", "credited", "letter-changed", "letter-withdrawn", "payment-set-aside", "call"}
    assert kinds - set(Event.objects.filter(**own).values_list("kind", flat=True)) == set()
    assert set(Allocation.objects.filter(**own).values_list("because", flat=True)) == {
        "reference",
        "account-and-amount",
        "person",
        "credit-note",
    }
    assert Letter.objects.filter(language="en", state="sent", **own).exists()
    assert not Letter.objects.filter(state="sent", pdf=None, **own).exists()
    files = set(ImportedFile.objects.filter(**own).values_list("kind", "state"))
    assert files == {("camt.053", "done"), ("csv", "done"), ("csv", "needs-columns")}


def test_demo_figures_are_those_of_a_healthy_company(played: Played) -> None:
    sums = figures(creditor=played.creditor, on=LAST)
    turnover = Invoice.objects.filter(kind="invoice", **_of(played)).aggregate(total=Sum("total"))["total"]
    assert 25 <= sums.open * DAYS // turnover <= 55  # days sales outstanding
    assert sums.not_due > sums.late_30 > sums.late_60 > sums.late_older > 0


def test_year_of_the_example_walked_again_takes_its_very_steps(played: Played) -> None:
    """Of fifty debtors: calls, promises, disputes, letters taken back, hand-overs, payments placed by hand."""
    real, walked = both(played.creditor, first=LAST - timedelta(days=365), last=LAST)
    assert len(real) > 200
    assert walked == real


def test_last_day_brings_a_question_two_calls_and_a_game_that_waits_to_be_played(played: Played) -> None:
    creditor = played.creditor
    [message] = PortalMessage.objects.filter(creditor=creditor)
    assert (message.kind, message.on, message.mail_id is not None) == ("question", LAST, True)
    calls = list(Call.objects.filter(creditor=creditor).exclude(ended_at=None))
    assert {"reached", "voicemail"} <= {one.outcome for one in calls}
    assert all(jurisdiction().calendar.is_contact_day(one.on) for one in calls)
    assert list(Lab.objects.filter(creditor=creditor).values_list("state", flat=True)) == ["queued"]
