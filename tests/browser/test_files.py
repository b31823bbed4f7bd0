"""Files in a real browser: dropped in, followed while they are read, pointed at where a heading is unknown."""

from __future__ import annotations

import pytest
from playwright.sync_api import FilePayload, Page, expect
from pytest_django.live_server_helper import LiveServer

from akkoord.work.intake.import_files import work_off_queue
from tests.browser.visit import shortcomings, sit_down
from tests.pages_cast import UNKNOWN, invoices, owner

pytestmark = pytest.mark.django_db(transaction=True)

BROKEN = invoices(3) + b"\nF9;Half"


def test_files_are_chosen_followed_and_reported(page: Page, live_server: LiveServer, axe: str) -> None:
    sit_down(page, live_server.url, owner())
    page.goto(f"{live_server.url}/bestanden/")
    page.set_input_files("#files", [FilePayload(name="openstaand.csv", mimeType="text/csv", buffer=BROKEN)])
    page.get_by_role("button", name="Inlezen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Eén bestand wordt gelezen")
    assert shortcomings(page, axe) == []
    work_off_queue()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alles is ingelezen")  # without a reload
    page.get_by_role("link", name="openstaand.csv").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Drie facturen erbij")
    expect(page.get_by_text("Gevonden: 2 kolommen")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download als CSV").click()
    assert download.value.suggested_filename.endswith(".csv")
    assert shortcomings(page, axe) == []


def test_file_that_is_dropped_is_taken_in_at_once(page: Page, live_server: LiveServer) -> None:
    sit_down(page, live_server.url, owner())
    page.goto(f"{live_server.url}/bestanden/")
    dropped = page.evaluate_handle(
        "() => { const data = new DataTransfer(); data.items.add(new File(['x'], 'gesleept.csv')); return data; }"
    )
    page.dispatch_event("body", "drop", {"dataTransfer": dropped})
    expect(page.get_by_role("link", name="gesleept.csv")).to_be_visible()


def test_unknown_headings_are_pointed_at_with_a_preview(page: Page, live_server: LiveServer, axe: str) -> None:
    sit_down(page, live_server.url, owner())
    page.goto(f"{live_server.url}/bestanden/")
    page.set_input_files("#files", [FilePayload(name="anders.csv", mimeType="text/csv", buffer=UNKNOWN)])
    page.get_by_role("button", name="Inlezen").click()
    work_off_queue()
    page.get_by_role("link", name="Wijs aan welke kolom wat is").click()
    expect(page.get_by_text("125,50").first).to_be_attached()
    for label, heading in (("Factuurnummer", "Nr"), ("Naam van de klant", "Wie"), ("Factuurdatum", "Wanneer")):
        page.get_by_label(label, exact=True).select_option(heading)
    page.get_by_label("Factuurbedrag inclusief btw").select_option("Hoeveel")
    expect(page.locator(".list.inner .sum").first).to_have_text("€\xa0125,50")
    assert shortcomings(page, axe) == []
    page.get_by_role("button", name="Inlezen").click()
    work_off_queue()
    expect(page.get_by_role("heading", level=1)).to_have_text("Alles is ingelezen")
    expect(page.get_by_text("3 nieuw")).to_be_visible()
