"""Negotiating in a real browser: an offer refused, one of his own and the next accepted, by keys; and its pages fit and can be read."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.test_pages import listening, signed_in
from tests.browser.visit import shortcomings
from tests.doors import cast


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", cast.TODAY.isoformat())


def says(page: Page) -> str:
    return page.locator("#offer .say").inner_text()


def test_an_offer_on_the_phone_by_keyboard(browser: Browser, live_server: Any, transactional_db: None, axe: str) -> None:
    from akkoord.work.conversation.say import say_reason
    from akkoord.work.conversation.start import start_call

    at, heard = cast.company(), list[str]()
    someone = cast.debtor(at)
    cast.invoice(at, someone, number="2026-118")
    call = start_call(desk=at, debtor_id=someone.id, on=cast.TODAY, at=cast.AT)
    say_reason(desk=at, call_id=call.id, reason="no-money", words="", chosen=True, on=cast.TODAY)  # type: ignore[union-attr]  # it began
    context = signed_in(browser, live_server, at.user)
    page = listening(context, heard)
    page.goto(f"{live_server.url}/gesprekken/{call.id}/")  # type: ignore[union-attr]  # likewise
    first = says(page)
    page.keyboard.press("w")
    expect(page.locator("#offer .say")).not_to_have_text(first)
    second = says(page)
    page.keyboard.press("o")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type("40")
    page.keyboard.press("Enter")
    expect(page.locator("#offer .say")).not_to_have_text(second)
    assert shortcomings(page, axe) == []
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    expect(page.locator(".offer")).to_contain_text("Afgesproken. De regeling loopt.")
    for place in ("/instellingen/onderhandelen/", f"/debiteuren/{someone.id}/afronden/", "/strategie/"):
        page.goto(live_server.url + place)
        assert shortcomings(page, axe) == []
    assert heard == []
    context.close()
