"""A plan is built while its sums follow what is typed, laid down, and agreed to, in a real browser."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Browser, expect

from tests.browser.test_pages import company, listening, signed_in

__all__ = ["company"]


def test_a_plan_is_built_and_agreed_to(browser: Browser, live_server: Any, company: Any) -> None:
    from tests.browser.in_parts import in_parts

    heard: list[str] = []
    places = in_parts(company)
    context = signed_in(browser, live_server, company.user, width=360)
    page = listening(context, heard)
    page.goto(live_server.url + places["regeling-maken"])
    preview = page.locator("#vooraf")
    expect(preview).to_contain_text("in 3 betalingen")
    page.get_by_label("Aantal termijnen").fill("6")
    expect(preview).to_contain_text("in 6 betalingen")
    page.get_by_label("Aantal termijnen").fill("")
    page.get_by_label("Of een bedrag per termijn").fill("2.000,00")
    expect(preview).to_contain_text("in 3 betalingen")
    page.get_by_label("vervalt als de regeling wordt nagekomen").check()
    expect(preview).to_contain_text("Rente die vervalt als hij nakomt")
    page.get_by_role("button", name="Voorstel bewaren").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Voorstel:")
    page.get_by_label("mondeling: hij krijgt de tekst als bevestiging").check()
    page.get_by_label("Naam van wie akkoord ging").fill("An de Vries")
    page.get_by_role("button", name="Akkoord vastleggen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("is betaald")
    expect(page.get_by_text("An de Vries ging akkoord")).to_be_visible()
    assert heard == []
    context.close()
