"""Letters in a real browser: read, changed, approved, on to the next with Enter."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.visit import shortcomings, sit_down
from tests.pages_cast import drafts, owner

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The doors' clock stands on the day of the cast."""
    monkeypatch.setenv("AKKOORD_ON", "2026-11-20")


def test_letter_is_read_changed_and_approved_and_enter_goes_on(page: Page, live_server: LiveServer, axe: str) -> None:
    desk = owner()
    one, other = drafts(desk, 2)
    sit_down(page, live_server.url, desk)
    page.goto(f"{live_server.url}/brieven/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Twee brieven wachten tot u ze leest")
    assert shortcomings(page, axe) == []
    page.get_by_role("link", name="Lees de eerste").click()
    page.get_by_text("Tekst wijzigen").click()
    page.get_by_label("Onderwerp").fill("Een vraag over factuur F1")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("De tekst is bewaard.")).to_be_visible()
    expect(page.get_by_label("De brief als tekst")).to_contain_text("Een vraag over factuur F1")
    assert shortcomings(page, axe) == []
    page.get_by_role("button", name="Mag weg").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Goedgekeurd, wacht op versturen")
    expect(page.get_by_role("link", name="Volgende brief")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{live_server.url}/brieven/{other.id}/")
    one.refresh_from_db()
    assert (one.subject, one.state) == ("Een vraag over factuur F1", "approved")


def test_letters_are_approved_together_after_they_were_listed(page: Page, live_server: LiveServer, axe: str) -> None:
    desk = owner()
    drafts(desk, 3)
    sit_down(page, live_server.url, desk)
    page.goto(f"{live_server.url}/brieven/")
    page.get_by_role("link", name="Samen goedkeuren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Mogen deze drie brieven weg?")
    assert shortcomings(page, axe) == []
    page.get_by_label("Klant 2 B.V.").uncheck()
    page.get_by_role("button", name="De aangevinkte brieven mogen weg").click()
    expect(page.get_by_text("Twee brieven goedgekeurd.")).to_be_visible()
    assert sorted(desk.letters().values_list("state", flat=True)) == ["approved", "approved", "draft"]


def test_letter_is_taken_back_with_a_reason(page: Page, live_server: LiveServer) -> None:
    desk = owner()
    letter = drafts(desk)[0]
    sit_down(page, live_server.url, desk)
    page.goto(f"{live_server.url}/brieven/{letter.id}/")
    page.get_by_text("Niet versturen").click()
    page.get_by_label("Waarom niet?").fill("Klant belde zojuist")
    page.get_by_role("button", name="Trek de brief in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Ingetrokken, gaat niet weg")
