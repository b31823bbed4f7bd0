"""The pages in a real browser: they fit, they can be read by everybody, they speak one language, and the keyboard works."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect

from akkoord.work import silence
from tests.browser.visit import shortcomings

DUTCH = {"Vandaag", "Debiteuren", "Facturen", "Betalingen", "Brieven", "Bestanden", "Instellingen", "Zoek", "Bewaren", "Terug"}


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2026-11-24")


@pytest.fixture
def company(transactional_db: None) -> Any:
    """The desk of a company with an autumn of trade."""
    from tests.browser.seeded import company_again

    return company_again()


def signed_in(browser: Browser, live_server: Any, user: Any, *, width: int = 1024) -> BrowserContext:
    """A window in which this user signed in."""
    client = Client()
    client.force_login(user)
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="nl-NL")
    context.add_cookies([{"name": "akkoord_session", "value": client.cookies["akkoord_session"].value, "url": live_server.url}])
    return context


def walk(page: Page, live_server: Any, places: dict[str, str]) -> Iterator[str]:
    """Each page in turn, loaded, its fonts in place."""
    for name, place in places.items():
        page.goto(live_server.url + place)
        page.evaluate("document.fonts.ready")
        yield name


def listening(context: BrowserContext, heard: list[str]) -> Page:
    """A page whose complaints are written down; that a page is missing is not one, some are asked for on purpose."""
    page = context.new_page()
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda line: heard.append(line.text) if line.type in ("error", "warning") and "404" not in line.text else None)
    return page


def test_the_first_visit_makes_the_first_user(page: Page, live_server: Any) -> None:
    page.goto(live_server.url)
    page.get_by_label("Naam van uw bedrijf").fill("Hoveniersbedrijf De Linde")
    page.get_by_label("E-mailadres").fill("karin@delinde.example")
    page.get_by_label("Wachtwoord").fill("een zin om te onthouden")
    page.get_by_role("button", name="Beginnen").click()
    expect(page).to_have_url(live_server.url + "/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Wie moet u nog betalen?")
    page.get_by_text("Hoveniersbedrijf De Linde").click()
    page.get_by_role("button", name="Afmelden").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Aanmelden")


def test_pages_fit_and_can_be_read_by_everybody(browser: Browser, live_server: Any, company: Any, axe: str) -> None:
    """Each page once, then looked at by the checker in light and in dark, and made narrow and wide."""
    from tests.browser.out_of_order import out_of_order
    from tests.browser.seed import mail_comes
    from tests.browser.shots import addresses

    heard: list[str] = []
    wrong: list[str] = []
    mail_comes(company)
    out_of_order(company)
    context = signed_in(browser, live_server, company.user, width=360)
    page = listening(context, heard)
    for name in walk(page, live_server, addresses(company)):
        wrong += [f"{name}: {fault}" for fault in shortcomings(page, axe)]
    context.close()
    assert wrong == []
    assert heard == []


def test_pages_outside_fit_and_can_be_read_by_everybody(browser: Browser, live_server: Any, company: Any, axe: str) -> None:
    from tests.browser.shots import OUTSIDE

    wrong: list[str] = []
    places = {
        name: f"/account/{place.removeprefix('account_').replace('reset_password', 'password/reset')}/" for name, place in OUTSIDE.items()
    }
    context = browser.new_context(viewport={"width": 360, "height": 700}, locale="nl-NL")
    page = context.new_page()
    for name in walk(page, live_server, places):
        wrong += [f"{name}: {fault}" for fault in shortcomings(page, axe)]
    context.close()
    assert wrong == []


def test_every_page_speaks_english(company: Any) -> None:
    from tests.browser.out_of_order import out_of_order
    from tests.browser.seed import mail_comes
    from tests.browser.shots import addresses

    company.user.language = "en"
    company.user.save()
    mail_comes(company)
    out_of_order(company)
    client = Client()
    client.force_login(company.user)
    left: dict[str, set[str]] = {}
    for name, place in addresses(company).items():
        shown = html.document_fromstring(client.get(place).content)
        said = {text.strip() for part in shown.iter() if part.tag not in ("script", "style") for text in (part.text or "", part.tail or "")}
        left[name] = (said & DUTCH) | ({"lang"} if shown.get("lang") != "en" else set())
    assert {name: words for name, words in left.items() if words} == {}


def test_the_keyboard_moves_opens_searches_and_helps(browser: Browser, live_server: Any, company: Any) -> None:
    context = signed_in(browser, live_server, company.user)
    page = context.new_page()
    page.goto(live_server.url)
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("[...document.querySelectorAll('[data-row]')].findIndex(row => row.contains(document.activeElement))") == 1
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Toetsen")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog", name="Toetsen")).to_be_hidden()
    page.goto(live_server.url + "/debiteuren/")
    page.keyboard.press("/")
    page.keyboard.type("sluis")
    expect(page.locator("#rows .what")).to_have_text(["Café De Sluis"])
    expect(page).to_have_url(live_server.url + "/debiteuren/?q=sluis&op=open")
    page.keyboard.press("Escape")
    page.locator("#rows a.what, #rows .what a").first.focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Café De Sluis")
    context.close()


def test_the_first_key_leads_to_the_content(browser: Browser, live_server: Any, company: Any) -> None:
    context = signed_in(browser, live_server, company.user)
    page = context.new_page()
    page.goto(live_server.url)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    context.close()


def test_nothing_moves_while_a_page_loads(browser: Browser, live_server: Any, company: Any) -> None:
    context = signed_in(browser, live_server, company.user, width=360)
    context.add_init_script(
        "window.moved = 0; new PerformanceObserver(list => { for (const one of list.getEntries()) window.moved += one.value; })"
        ".observe({type: 'layout-shift', buffered: true});"
    )
    page = context.new_page()
    for _ in walk(page, live_server, {"vandaag": "/", "debiteuren": "/debiteuren/", "betalingen": "/betalingen/"}):
        page.wait_for_load_state("networkidle")
        assert page.evaluate("window.moved") < 0.02
    context.close()


def test_pages_work_without_script(browser: Browser, live_server: Any, company: Any) -> None:
    client = Client()
    client.force_login(company.user)
    context = browser.new_context(java_script_enabled=False, locale="nl-NL")
    context.add_cookies([{"name": "akkoord_session", "value": client.cookies["akkoord_session"].value, "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + "/debiteuren/")
    page.get_by_label("Zoeken").fill("oost")
    page.get_by_role("button", name="Zoek").click()
    expect(page.locator("#rows .what")).to_have_text(["Kwekerij Oost"])
    page.get_by_role("link", name="Kwekerij Oost").click()
    page.get_by_role("link", name="Iemand toevoegen").click()
    page.get_by_label("Naam").fill("Truus Oost")
    page.get_by_label("Telefoon").fill("0172 21 00 15")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("strong", has_text="Truus Oost")).to_be_visible()
    context.close()


def test_a_page_with_shortcomings_has_them_named(page: Page, axe: str) -> None:
    page.set_content(
        "<!doctype html><html lang='nl'><title>Fout</title><meta name='color-scheme' content='light dark'>"
        "<main><h1>Fout</h1><img src='data:,'><p style='width:700px'>Te breed</p>"
        "<style>@media (prefers-color-scheme: dark) { p { color: #333; background: #222 } }</style></main>"
    )
    found = shortcomings(page, axe)
    assert [line.split(":")[:2] for line in found[:2]] == [["light", " image-alt"], ["dark", " color-contrast"]]
    assert [line for line in found if "sticks out" in line] == [line for line in found[2:] if line.endswith("at 360")] != []


def test_who_gets_nothing_done_today_is_counted_when_it_comes_in_sight(
    browser: Browser, live_server: Any, company: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(silence, "FEW", -1)  # as at a company so large that counting takes a moment
    window = signed_in(browser, live_server, company.user)
    page = window.new_page()
    page.goto(live_server.url)
    waiting = page.get_by_role("link", name="Waar doet Akkoord vandaag niets, en waarom niet?")
    expect(waiting).to_be_attached()
    waiting.scroll_into_view_if_needed()
    line = page.get_by_text("waar Akkoord vandaag niets doet.")
    expect(line).to_be_visible()
    expect(waiting).to_have_count(0)
    window.close()
