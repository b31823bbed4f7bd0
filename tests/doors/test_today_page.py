"""The work list, and where nothing happens."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akkoord.store.models import Creditor
from akkoord.web.ageing import ageing
from akkoord.work import silence
from akkoord.work.figures import Figures
from tests.doors import cast

pytestmark = pytest.mark.django_db


def test_an_empty_administration_shows_how_to_begin() -> None:
    page = cast.signed_in(cast.company().user).get("/")
    assert page.templates[0].name == "today/begin.html"


def test_the_list_says_what_whom_and_why_and_leads_there() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    cast.invoice(at, someone)
    call = cast.task(at, someone)
    page = cast.signed_in(at.user).get("/")
    text = page.content.decode()
    assert [line.address for line in page.context["lines"]] == [reverse("task", args=[call.id])]
    assert "Eén ding voor vandaag" in text
    assert "€\u00a01.312,45" in text
    assert "40 dagen te laat." in text


def test_the_head_counts_in_words() -> None:
    at = cast.company()
    for name in ("Een", "Twee", "Drie"):
        someone = cast.debtor(at, name=name)
        cast.invoice(at, someone)
        cast.task(at, someone)
    assert "Drie dingen voor vandaag" in cast.signed_in(at.user).get("/").content.decode()


def test_sending_off_is_said_until_it_is_on() -> None:
    at = cast.company()
    cast.invoice(at, cast.debtor(at))
    client = cast.signed_in(at.user)
    assert "Versturen staat uit" in client.get("/").content.decode()
    Creditor.objects.update(sending_on=True)
    assert "Versturen staat uit" not in client.get("/").content.decode()


def test_silence_says_why_and_until_when() -> None:
    at = cast.company()
    cast.invoice(at, cast.debtor(at, name="Kwekerij Oost"), due=cast.TODAY + timedelta(days=10))
    client = cast.signed_in(at.user)
    assert "Eén debiteur waar Akkoord vandaag niets doet." in client.get("/").content.decode()
    row = client.get(reverse("quiet")).context["page"].object_list[0]
    assert (row.debtor, row.because.nl, row.until) == ("Kwekerij Oost", "Nog niet vervallen", cast.TODAY + timedelta(days=11))


def test_silence_of_very_many_is_counted_after_the_page_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(silence, "FEW", 0)
    at = cast.company()
    cast.invoice(at, cast.debtor(at), due=cast.TODAY + timedelta(days=10))
    client = cast.signed_in(at.user)
    page = client.get("/").content.decode()
    assert f'hx-get="{reverse("quiet-count")}" hx-trigger="revealed"' in page
    assert ("Waar doet Akkoord vandaag niets" in page, "Eén debiteur waar" in page) == (True, False)
    assert "Eén debiteur waar Akkoord vandaag niets doet." in client.get(reverse("quiet-count")).content.decode()


def test_somebody_on_the_list_is_not_called_silent() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    cast.invoice(at, someone, due=cast.TODAY + timedelta(days=10))
    cast.task(at, someone)
    assert cast.signed_in(at.user).get(reverse("quiet")).context["count"] == 0


def test_another_day_is_looked_at_and_left() -> None:
    at = cast.company()
    cast.invoice(at, cast.debtor(at))
    client = cast.signed_in(at.user)
    assert "U bekijkt maandag 7 december, niet vandaag." in client.get("/", {"on": "2026-12-07"}).content.decode()
    assert "U bekijkt maandag 7 december" in client.get(reverse("debtors")).content.decode()
    client.post(reverse("day"), {"on": ""})
    assert "U bekijkt" not in client.get("/").content.decode()


def test_a_day_that_does_not_exist_is_today() -> None:
    at = cast.company()
    cast.invoice(at, cast.debtor(at))
    assert "U bekijkt" not in cast.signed_in(at.user).get("/", {"on": "31-02-2026"}).content.decode()


def test_ageing_parts_fill_the_bar() -> None:
    parts = ageing(Figures(not_due=50, late_30=30, late_60=0, late_older=20, promised=0, debtors=3))
    assert [(part.x, part.width, part.share) for part in parts] == [(0, 147, 50), (149, 88, 30), (239, 0, 0), (239, 58, 20)]


def test_ageing_of_nothing_is_empty() -> None:
    assert {part.width for part in ageing(Figures(0, 0, 0, 0, 0, 0))} == {0}


def test_ageing_keeps_within_the_bar_when_one_part_is_tiny() -> None:
    parts = ageing(Figures(not_due=10**9 - 3, late_30=1, late_60=1, late_older=1, promised=0, debtors=1))
    assert max(part.x + part.width for part in parts) <= 300


@pytest.mark.parametrize("name", ["quiet", "debtors", "invoices", "payments"])
def test_lists_ask_no_more_for_three_than_for_one(name: str) -> None:
    at = cast.company()
    client = cast.signed_in(at.user)

    def queries() -> int:
        someone = cast.debtor(at, name=f"Debiteur {at.debtors().count()}")
        cast.invoice(at, someone, due=cast.TODAY + timedelta(days=10))
        cast.payment(at, name=someone.name)
        client.get(reverse(name))
        with CaptureQueriesContext(
            connection,
        ) as seen:
            client.get(reverse(name))
        return len(seen)

    one = queries()
    queries()
    assert queries() == one
