"""Settings in a real browser: sending is refused until nothing is missing, and people are let in with a link."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.visit import shortcomings, sit_down
from tests.pages_cast import owner
from tests.work.model_server import Model, model_server

pytestmark = pytest.mark.django_db(transaction=True)


def test_sending_is_refused_with_reasons_and_then_allowed(page: Page, live_server: LiveServer, axe: str) -> None:
    desk = owner()
    desk.creditor.iban = ""
    desk.creditor.save()
    sit_down(page, live_server.url, desk)
    page.goto(f"{live_server.url}/instellingen/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Nog twee dingen, dan kan versturen aan")
    page.get_by_role("link", name="Versturen aanzetten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Versturen kan nog niet aan")
    assert shortcomings(page, axe) == []
    page.get_by_role("listitem").filter(has_text="IBAN").get_by_role("link", name="Vul aan").click()
    page.get_by_label("IBAN").fill("NL91ABNA0417164301")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("het controlegetal past niet")).to_be_visible()
    assert shortcomings(page, axe) == []
    page.get_by_label("IBAN").fill("NL91 ABNA 0417 1643 00")
    page.get_by_role("button", name="Bewaren").click()
    page.goto(f"{live_server.url}/instellingen/mailserver/")
    page.get_by_label("Server").fill("mail.example.com")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("button", name="Stuur mij een proefbericht")).to_be_visible()
    assert shortcomings(page, axe) == []
    page.goto(f"{live_server.url}/instellingen/versturen/")
    assert shortcomings(page, axe) == []
    page.get_by_role("button", name="Zet versturen aan").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Versturen staat aan")
    desk.creditor.refresh_from_db()
    assert desk.creditor.sending_on is True


def test_person_is_added_with_a_link_to_hand_over(page: Page, live_server: LiveServer, axe: str) -> None:
    sit_down(page, live_server.url, owner())
    page.goto(f"{live_server.url}/instellingen/mensen/")
    assert shortcomings(page, axe) == []
    page.get_by_label("E-mailadres").fill("cas@example.com")
    page.get_by_label("Meekijken").check()
    page.get_by_role("button", name="Toevoegen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Geef deze link zelf door")
    assert page.get_by_label("Link").input_value().startswith(f"{live_server.url}/account/password/reset/key/")
    assert shortcomings(page, axe) == []


def test_published_rate_is_previewed_entered_and_taken_back(
    page: Page, live_server: LiveServer, axe: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2026-12-15")
    desk = owner()
    sit_down(page, live_server.url, desk)
    page.goto(f"{live_server.url}/instellingen/")
    page.get_by_role("link", name="Zelf invoeren wat gepubliceerd is").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De rente is bekend tot en met 31 december 2026")
    assert shortcomings(page, axe) == []
    commercial = page.locator("#commercial")
    expect(commercial.get_by_label("Vanaf")).to_have_value("2027-01-01")
    commercial.get_by_label("Percentage per jaar").fill("99")
    expect(commercial.get_by_role("status")).to_have_text(re.compile("hoogstens 25"))
    commercial.get_by_role("button", name="Invoeren").click()
    expect(commercial.locator(".error")).to_have_count(2)
    assert shortcomings(page, axe) == []
    commercial.get_by_label("Percentage per jaar").fill("9,15")
    said = "Vanaf 1 januari 2027 rekent Akkoord 9,15\u00a0% wettelijke handelsrente, bekend tot en met 30 juni 2027."
    expect(commercial.get_by_role("status")).to_have_text(said)
    commercial.get_by_label("Waar gepubliceerd").fill("Stcrt. 2026, 40000")
    commercial.get_by_role("button", name="Invoeren").click()
    expect(page.locator(".messages")).to_have_text(said)
    expect(commercial.get_by_label("Vanaf")).to_have_value("2027-07-01")
    commercial.get_by_text("29 oudere percentages").click()
    assert shortcomings(page, axe) == []
    commercial.get_by_role("button", name="Neem terug 1 januari 2027").click()
    expect(commercial.get_by_label("Vanaf")).to_have_value("2027-01-01")
    assert desk.rates().count() == 0


@pytest.mark.parametrize("place", ["", "bedrijf/", "werkwijze/", "rente/", "regels/", "taalmodel/", "bedrijven/"])
def test_settings_pages_shut_nobody_out(page: Page, live_server: LiveServer, axe: str, place: str) -> None:
    sit_down(page, live_server.url, owner())
    page.goto(f"{live_server.url}/instellingen/{place}")
    assert shortcomings(page, axe) == []


def test_language_model_is_set_up_and_tried(page: Page, live_server: LiveServer, axe: str, settings: Any) -> None:
    settings.INSIDE_HOSTS = ["127.0.0.1"]
    sit_down(page, live_server.url, owner())
    with model_server(Model()) as model:
        page.goto(f"{live_server.url}/instellingen/")
        page.get_by_role("link", name="Taalmodel").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Mag een taalmodel meelezen?")
        page.get_by_label("Webadres").fill(model.address)
        page.get_by_role("button", name="Bewaren").click()
        expect(page.locator(".error")).to_have_text("Welk model? Vul de naam in.")
        assert shortcomings(page, axe) == []
        page.get_by_label("Model", exact=True).fill("klein-model")
        page.get_by_label("Sleutel").fill("geheim")
        page.get_by_role("button", name="Bewaren").click()
        page.get_by_role("button", name="Probeer het taalmodel").click()
        expect(page.locator(".messages")).to_have_text("Het taalmodel antwoordt: Factuur niet ontvangen.")
        assert shortcomings(page, axe) == []
    assert model.keys == ["Bearer geheim"]
