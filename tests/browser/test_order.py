"""The page of what is not in order in a real browser: a thing is mended where it stands, without leaving the page."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.out_of_order import out_of_order
from tests.browser.test_pages import company, signed_in

__all__ = ["company"]


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2026-11-24")


def test_a_thing_is_mended_where_it_stands(browser: Browser, live_server: Any, company: Any) -> None:
    out_of_order(company)
    context = signed_in(browser, live_server, company.user)
    page = context.new_page()
    page.goto(live_server.url + "/op-orde/kvk/")
    lines = page.locator(".mends > li")
    first, count = lines.first, lines.count()
    name = first.locator(".what a").inner_text()
    first.get_by_label("KvK-nummer").fill("123")
    first.get_by_role("button", name="Bewaren").click()
    expect(lines.first).to_contain_text("Een KvK-nummer heeft acht cijfers; dit zijn er 3.")
    expect(lines.first.get_by_label("KvK-nummer")).to_have_value("123")
    lines.first.get_by_label("KvK-nummer").fill("12345679")
    lines.first.get_by_role("button", name="Bewaren").click()
    expect(lines.first).to_have_text("Klaar KvK-nummer bewaard.")
    expect(page.locator("#order-head")).not_to_contain_text(f"{count} op de lijst")
    expect(lines).to_have_count(count)
    lines.nth(1).get_by_text("Zo laten").click()
    lines.nth(1).get_by_label("Waarom laat u dit zo?").fill("Volgt in december")
    lines.nth(1).get_by_role("button", name="Van de lijst halen").click()
    expect(lines.nth(1)).to_contain_text("Zo gelaten.")
    context.close()
    assert company.debtors().get(name=name).kvk == "12345679"
