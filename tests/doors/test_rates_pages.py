"""The page of rates, and the notice on the pages that need them: a month ahead, and when the day has passed."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akkoord.store.access import Desk
from akkoord.store.models import Debtor, PublishedRate
from tests.doors import cast
from tests.factories import make_rate

pytestmark = pytest.mark.django_db
TYPED = {"series": "commercial", "first": "2027-01-01", "percent": "9,15", "source": "Stcrt. 2026, 40000"}
NOTICE = "gecontroleerd tot en met 31\u00a0december 2026. Daarna kan"
PASSED = "gecontroleerd tot en met 31\u00a0december 2026. Die dag is voorbij"
LINK = 'href="/instellingen/rente/"'


@pytest.fixture
def at() -> Desk:
    """A company, on the day of the test."""
    return cast.company()


@pytest.fixture
def browser(at: Desk) -> Client:
    """Its owner, signed in."""
    return cast.signed_in(at.user)


def shown(client: Client, address: str) -> str:
    """The page, which is there."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def pages(debtor: Debtor) -> list[str]:
    """Where sums stand or are worked with."""
    return [reverse("today"), reverse("debtor", args=[debtor.id]), reverse("debtor_how", args=[debtor.id])]


def test_rates_are_shown_with_their_sources_and_where_they_came_from(at: Desk, browser: Client) -> None:
    make_rate(at.creditor, date(2027, 1, 1), by="karin@delinde.example", source="Stcrt. 2026, 40000, https://zoek.example/40000")
    page = shown(browser, reverse("settings-rates"))
    sought = (
        "De rente is bekend tot en met 31 december 2026",
        "bekend tot en met 30 juni 2027",
        '<a href="https://zoek.example/40000" rel="noreferrer">Stcrt. 2026, 40000</a>',
        "ingevoerd op 16 nov door karin@delinde.example",
        "meegeleverd",
        "10,40 %",
        "raadvanarbitrage.nl, woordenlijst",
        "29 oudere percentages",
        'name="first" type="date" value="2027-01-01"',
        'name="first" type="date" value="2027-07-01"',
    )
    assert [found in page for found in sought] == [True] * len(sought)


def test_rate_is_entered_and_told_in_one_sentence(at: Desk, browser: Client) -> None:
    answer = browser.post(reverse("settings-rates"), TYPED, follow=True)
    said = "Vanaf 1 januari 2027 rekent Akkoord 9,15\u00a0% wettelijke handelsrente, bekend tot en met 30 juni 2027."
    assert said in answer.content.decode()
    assert [(one.first, one.by) for one in at.rates()] == [(date(2027, 1, 1), at.user.email)]


def test_rate_that_is_wrong_is_refused_at_its_field_and_keeps_what_was_typed(at: Desk, browser: Client) -> None:
    page = browser.post(reverse("settings-rates"), {**TYPED, "percent": "99", "source": "ECB"}).content.decode()
    sought = ('id="percent-error-commercial"', 'id="source-error-commercial"', 'value="99"', 'value="ECB"')
    assert [found in page for found in sought] == [True] * 4
    assert ('id="first-error-commercial"' in page, 'id="percent-error-consumer"' in page, at.rates().count()) == (False, False, 0)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({}, "Vanaf 1 januari 2027 rekent Akkoord 9,15\u00a0% wettelijke handelsrente, bekend tot en met 30 juni 2027."),
        ({"percent": ""}, ""),
        ({"percent": "99"}, "Verwacht: een percentage boven 0 en hoogstens 25, met hoogstens twee decimalen, zoals 10,40."),
        ({"first": "2027-02-01"}, "De wettelijke handelsrente verandert alleen op 1 januari en 1 juli. Kies een van die dagen."),
    ],
)
def test_preview_says_what_entering_means(at: Desk, browser: Client, typed: dict[str, str], says: str) -> None:
    answer = browser.get(reverse("settings-rates-preview"), {**TYPED, "source": "", **typed})
    assert (answer.status_code, answer.content.decode(), at.rates().count()) == (200, says, 0)


def test_preview_speaks_english(at: Desk, browser: Client) -> None:
    at.user.language = "en"
    at.user.save()
    said = browser.get(reverse("settings-rates-preview"), TYPED).content.decode()
    assert said == "From 1 January 2027 Akkoord reckons 9.15% statutory commercial interest, known up to and including 30 June 2027."


def test_rate_is_taken_back_the_last_one_first(at: Desk, browser: Client) -> None:
    first, second = (make_rate(at.creditor, day) for day in (date(2027, 1, 1), date(2027, 7, 1)))
    assert "Neem dat eerst terug" in browser.post(reverse("settings-rate-back", args=[first.id]), follow=True).content.decode()
    for one in (second, first):
        assert "Teruggenomen" in browser.post(reverse("settings-rate-back", args=[one.id]), follow=True).content.decode()
    assert (at.rates().count(), PublishedRate.objects.count()) == (0, 2)


def test_rate_that_the_shipped_table_covers_stands_aside(at: Desk, browser: Client) -> None:
    make_rate(at.creditor, date(2026, 7, 1), "9.51")
    page = shown(browser, reverse("settings-rates"))
    assert ("opzij gelegd" in page, "9,51 %" in page, "10,40 %" in page) == (True, True, True)


def test_rates_are_the_owners_and_nobody_elses(at: Desk) -> None:
    row = make_rate(at.creditor, date(2027, 1, 1))
    places = [reverse("settings-rates"), reverse("settings-rates-preview"), reverse("settings-rate-back", args=[row.id])]
    for role in ("controller", "reader"):
        client = cast.signed_in(cast.member(at, role=role))
        assert [client.post(places[0], TYPED).status_code, client.get(places[1], TYPED).status_code] == [403, 403]
        assert (client.get(places[0]).status_code, client.post(places[2]).status_code) == (403, 403)
    stranger = cast.signed_in(cast.company(name="Elders", email="ander@elders.example").user)
    assert stranger.post(places[2]).status_code == 404
    assert "Stcrt. 2026, 40000" not in shown(stranger, places[0])
    assert [one.withdrawn_on for one in PublishedRate.objects.all()] == [None]


def test_table_there_is_not_is_no_page(browser: Client) -> None:
    assert browser.post(reverse("settings-rates"), {**TYPED, "series": "penalty"}).status_code == 404
    assert browser.get(reverse("settings-rates-preview")).status_code == 404


@pytest.mark.parametrize(("today", "notice"), [("2026-11-29", ""), ("2026-11-30", NOTICE), ("2026-12-31", NOTICE)])
def test_notice_stands_a_month_ahead_where_sums_stand(
    at: Desk, browser: Client, today: str, notice: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKKOORD_ON", today)
    late = cast.debtor(at)
    cast.invoice(at, late)
    found = [(NOTICE in page, LINK in page) for page in (shown(browser, address) for address in pages(late))]
    assert found == [(bool(notice), bool(notice))] * 3
    assert (NOTICE in shown(browser, reverse("settings")), NOTICE in shown(browser, reverse("settings-rates"))) == (bool(notice),) * 2


def test_notice_tells_a_controller_whom_to_ask_and_a_reader_nothing(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2026-12-15")
    late = cast.debtor(at)
    cast.invoice(at, late)
    for role, told in (("controller", True), ("reader", False)):
        page = shown(cast.signed_in(cast.member(at, role=role)), reverse("today"))
        assert (NOTICE in page, "een eigenaar kan het ook zelf invoeren" in page, LINK in page) == (told, told, False)


def test_notice_on_a_debtor_is_of_the_table_he_falls_under(at: Desk, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2026-12-15")
    make_rate(at.creditor, date(2027, 1, 1))
    business, person = cast.debtor(at), cast.debtor(at, name="J. Jansen", kind="consumer")
    for one in (business, person):
        cast.invoice(at, one)
    found = [NOTICE in shown(browser, reverse("debtor", args=[one.id])) for one in (business, person)]
    assert (found, NOTICE in shown(browser, reverse("today"))) == ([False, True], True)


def test_past_the_day_every_page_says_why_there_is_no_sum(at: Desk, browser: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2027-02-01")
    late = cast.debtor(at)
    row, call = cast.invoice(at, late), cast.task(at, late)
    why = "De tabel voor wettelijke handelsrente is gecontroleerd tot en met 2026-12-31; voor 2027-02-01 kan het percentage veranderd zijn."
    places = [*pages(late)[1:], reverse("invoice", args=[row.id]), reverse("task", args=[call.id])]
    assert [why in shown(browser, address) for address in places] == [True] * 4
    assert [PASSED in shown(browser, reverse(name)) for name in ("today", "settings", "settings-rates")] == [True] * 3
    assert [browser.get(reverse(name)).status_code for name in ("quiet", "debtors", "invoices", "letters", "settings-rules")] == [200] * 5
    browser.post(reverse("settings-rates"), TYPED)
    assert [why in shown(browser, address) for address in places] == [False] * 4
    assert "ingevoerd door De Linde, 2027-02-01" in shown(browser, reverse("debtor_how", args=[late.id]))


def test_page_of_rates_asks_as_much_for_many_as_for_few(at: Desk, browser: Client) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            shown(browser, reverse("settings-rates"))
        return len(captured)

    make_rate(at.creditor, date(2027, 1, 1))
    few = queries()
    for day in (date(2027, 7, 1), date(2028, 1, 1), date(2028, 7, 1)):
        make_rate(at.creditor, day)
    assert queries() == few
