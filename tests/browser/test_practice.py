"""Practising in a real browser: a whole talk by keyboard, on a phone, without script, and to be read by everybody."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from playwright.sync_api import Browser, expect

from tests.browser.test_pages import listening, signed_in
from tests.browser.visit import shortcomings
from tests.doors import cast

GOOD = (
    *("Goedemorgen, u spreekt met Karin van De Linde.", "Wat is er aan de hand?", "Dat is lastig, dat begrijp ik."),
    *("Lukt woensdag of vrijdag?", "Dan noteer ik 1600 euro op vrijdag. Klopt dat?"),
)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2026-11-24")


@pytest.fixture
def user(transactional_db: None) -> Any:
    """Somebody who works for a company without a debtor."""
    return cast.company().user


def test_a_whole_talk_by_keyboard(browser: Browser, live_server: Any, user: Any) -> None:
    heard: list[str] = []
    context = signed_in(browser, live_server, user)
    page = listening(context, heard)
    page.goto(live_server.url + "/oefenen/")
    for _ in range(3):  # the third person is the one who waits for his customer
        page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Rachid Bennani")
    expect(page.get_by_label("Wat zegt u?")).to_be_focused()
    for turn, said in enumerate(GOOD, start=1):
        page.keyboard.type(said)
        page.keyboard.press("Enter")
        expect(page.locator("#chat > .mine")).to_have_count(turn)
        expect(page.locator("#chat > .his")).to_have_count(turn + 1)
        if turn < len(GOOD):
            expect(page.get_by_label("Wat zegt u?")).to_be_focused()
            expect(page.get_by_label("Wat zegt u?")).to_have_value("")
    expect(page.get_by_role("link", name="Bekijk hoe het ging")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("U werd het eens.")
    expect(page.locator(".steps-back .tag")).to_have_text(["gelukt", "gelukt", "gelukt"])
    context.close()
    assert heard == []


def test_help_is_hidden_until_asked_and_then_stays(browser: Browser, live_server: Any, user: Any) -> None:
    context = signed_in(browser, live_server, user)
    page = context.new_page()
    page.goto(live_server.url + "/oefenen/")
    page.get_by_role("button", name="Bellen met Rachid Bennani").click()
    expect(page.locator("#help .say").first).to_be_hidden()
    page.evaluate("window.stayed = true")
    page.get_by_text("Help mij").click()
    expect(page.locator("#help .say").first).to_be_visible()
    for turn, said in enumerate(GOOD[:3], start=1):
        page.get_by_label("Wat zegt u?").fill(said)
        page.keyboard.press("Enter")
        expect(page.locator("#chat > .mine")).to_have_count(turn)
    expect(page.locator("#help .say").first).to_be_visible()
    expect(page.locator("#help strong")).to_have_text("Begrip tonen")
    assert page.evaluate("window.stayed"), "an answer came as a page of its own"
    context.close()


def test_silence_a_line_break_and_hanging_up(browser: Browser, live_server: Any, user: Any) -> None:
    context = signed_in(browser, live_server, user, width=360)
    page = context.new_page()
    page.goto(live_server.url + "/oefenen/")
    page.get_by_role("button", name="Bellen met Gerard Brink").click()
    expect(page.locator(".known details p").first).to_be_hidden()
    page.get_by_role("button", name="Even stil zijn").click()
    expect(page.locator("#chat > .mine").last).to_contain_text("U bent stil.")
    page.get_by_label("Wat zegt u?").fill("Dat begrijp ik.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Wat vervelend.")
    expect(page.locator("#chat > .mine")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#chat > .mine")).to_have_count(2)
    page.get_by_role("button", name="Ophangen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U hing op.")
    context.close()


def test_the_pages_fit_and_can_be_read_by_everybody(browser: Browser, live_server: Any, user: Any, axe: str) -> None:
    heard: list[str] = []
    context = signed_in(browser, live_server, user)
    page = listening(context, heard)
    page.goto(live_server.url + "/oefenen/")
    page.evaluate("document.fonts.ready")
    wrong = [f"choose: {one}" for one in shortcomings(page, axe)]
    page.get_by_role("button", name="Bellen met Henk Mulder").click()
    page.get_by_text("Help mij").click()
    for turn, said in enumerate(
        ("Goedemorgen, ik bel over een rekening.", "U moet betalen, " + "heel" * 60, "Wat is er gebeurd?"), start=1
    ):
        page.get_by_label("Wat zegt u?").fill(said)
        page.keyboard.press("Enter")
        expect(page.locator("#chat > .mine")).to_have_count(turn)
    wrong += [f"talk: {one}" for one in shortcomings(page, axe)]
    page.get_by_role("button", name="Ophangen").click()
    page.get_by_text("Het hele gesprek").click()
    wrong += [f"look back: {one}" for one in shortcomings(page, axe)]
    context.close()
    assert wrong == []
    assert heard == []


def test_a_talk_without_script(browser: Browser, live_server: Any, user: Any) -> None:
    client = Client()
    client.force_login(user)
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    context.add_cookies([{"name": "akkoord_session", "value": client.cookies["akkoord_session"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + "/oefenen/")
    page.get_by_role("button", name="Bellen met Rachid Bennani").click()
    for said in GOOD:
        page.get_by_label("Wat zegt u?").fill(said)
        page.get_by_role("button", name="Zeg het").click()
    page.get_by_role("link", name="Bekijk hoe het ging").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U werd het eens.")
    page.get_by_role("button", name="Nog een keer met Rachid Bennani").click()
    expect(page.locator("#chat > .his")).to_have_count(1)
    context.close()
