"""Steps in a real browser: dragged, moved with the keyboard, looked at for tomorrow, and kept; mistakes stand at their step."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from akkoord.core.ladder.toml import ladder_of_toml
from akkoord.steps import all_steps
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, DebtorGroup, LadderVersion
from tests.browser.visit import shortcomings, sit_down
from tests.doors import cast

pytestmark = pytest.mark.django_db(transaction=True)
TODAY = cast.TODAY


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A company with three debtors whose invoices fall due today."""
    monkeypatch.setenv("AKKOORD_ON", TODAY.isoformat())
    at = cast.company()
    for name in ("Café De Sluis", "Kwekerij Oost", "Li"):
        cast.invoice(at, cast.debtor(at, name=name), due=TODAY)
    Creditor.objects.filter(pk=at.creditor.pk).update(bank_until=TODAY)
    return at


def order(page: Page) -> list[str]:
    """The steps as they stand on the page."""
    return page.locator("[data-step] h2").all_text_contents()[:4]


def drag(page: Page, step: str, onto: str) -> None:
    """Takes a step by its grip and lets it go on another one."""
    grip, place = page.locator(f"#stap-{step} [data-grip]"), page.locator(f"#stap-{onto}")
    grip.scroll_into_view_if_needed()
    box, there = grip.bounding_box(), place.bounding_box()
    assert box is not None
    assert there is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.mouse.down()
    for part in range(1, 11):
        way = there["y"] + there["height"] - 4 - box["y"]
        page.mouse.move(box["x"] + 5, box["y"] + way * part / 10)
    page.mouse.up()


def test_steps_are_dragged_looked_at_and_kept(page: Page, live_server: LiveServer, axe: str, desk: Desk) -> None:
    sit_down(page, live_server.url, desk)
    page.goto(f"{live_server.url}/instellingen/stappen/")
    assert shortcomings(page, axe) == []
    page.get_by_role("link", name="Bedrijven en overheden", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Bedrijven en overheden")
    assert order(page) == ["Vooraankondiging", "Herinnering", "Telefoongesprek", "Voorstel voor een regeling"]
    drag(page, "suspension-warning", "suspension")
    assert page.locator("#stap-suspension-warning [data-rank]").text_content() == "6"
    page.locator("#stap-suspension-warning").get_by_role("button", name="Aankondiging dat het werk stopt eerder").press("Enter")
    assert page.locator("#stap-suspension-warning [data-rank]").text_content() == "5"
    drag(page, "pre-due-notice", "reminder")
    assert order(page)[:2] == ["Herinnering", "Vooraankondiging"]
    reminder = page.locator("#stap-reminder")
    reminder.get_by_text("Aanpassen").click()
    reminder.get_by_label("Dagen").fill("8")
    page.get_by_role("button", name="Bekijk").click()
    expect(page.locator("#preview")).to_contain_text("0 debiteuren krijgen iets op woensdag 25 november.")
    expect(page.locator("#preview")).to_contain_text("Zonder de wijziging 3.")
    assert shortcomings(page, axe) == []
    page.get_by_label("Op", exact=True).fill((TODAY + timedelta(days=8)).isoformat())
    page.get_by_role("button", name="Bekijk").click()
    expect(page.locator("#preview")).to_contain_text("3 debiteuren krijgen iets op woensdag 2 december.")
    page.get_by_role("button", name="Bewaren als nieuwe versie").click()
    expect(page.get_by_text("Bewaard als versie 2.")).to_be_visible()
    row = LadderVersion.objects.get(version=2)
    kept = ladder_of_toml(row.text, name=row.name, steps=all_steps())
    assert [(one.step, one.after[0].days) for one in kept.rungs][:2] == [("reminder", 8), ("pre-due-notice", -3)]
    page.get_by_role("link", name="Versie 2").click()
    expect(page.get_by_role("heading", name="Anders dan versie 1")).to_be_visible()
    assert shortcomings(page, axe) == []


def test_mistake_stands_at_its_step_and_as_text_too(page: Page, live_server: LiveServer, axe: str, desk: Desk) -> None:
    sit_down(page, live_server.url, desk)
    page.goto(f"{live_server.url}/instellingen/stappen/nl_consumer/")
    call = page.locator("#stap-call")
    call.get_by_text("Aanpassen").click()
    call.get_by_label("Dagen").fill("zeven")
    call.get_by_label("Vanaf").fill("50")
    page.get_by_role("button", name="Bewaren als nieuwe versie").click()
    expect(call.get_by_role("alert")).to_have_text("Het aantal dagen is een heel getal van 0 tot en met 365.")
    expect(call.get_by_label("Vanaf")).to_have_value("50")
    assert shortcomings(page, axe) == []
    call.get_by_label("Dagen").fill("7")
    page.get_by_role("button", name="Als TOML").click()
    text = page.get_by_label("Stappen als TOML")
    expect(text).to_contain_text('at_least = "50.00"')
    assert shortcomings(page, axe) == []
    text.fill(text.input_value().replace('step = "call"', 'step = "dance"', 1))
    page.get_by_role("button", name="Bewaren als nieuwe versie").click()
    expect(page.get_by_role("alert")).to_contain_text("Stap 3")
    assert LadderVersion.objects.count() == 0


def test_debtors_are_put_in_a_group_with_steps_of_its_own(page: Page, live_server: LiveServer, axe: str, desk: Desk) -> None:
    sit_down(page, live_server.url, desk)
    page.goto(f"{live_server.url}/instellingen/groepen/")
    page.get_by_label("Naam").fill("Horeca")
    page.get_by_role("button", name="Maak de groep").click()
    expect(page.get_by_role("link", name="Horeca")).to_be_visible()
    assert shortcomings(page, axe) == []
    page.goto(f"{live_server.url}/debiteuren/")
    expect(page.get_by_role("button", name="Zet in groep")).to_be_hidden()
    page.get_by_label("Kies Café De Sluis").check()
    assert shortcomings(page, axe) == []
    page.get_by_role("button", name="Zet in groep").click()
    expect(page.get_by_text("Eén debiteur staat nu in de groep Horeca.")).to_be_visible()
    assert list(desk.debtors().filter(group_id=DebtorGroup.objects.get().id).values_list("name", flat=True)) == ["Café De Sluis"]
    page.get_by_role("link", name="Café De Sluis").click()
    page.get_by_role("link", name="Aanpak wijzigen").click()
    assert shortcomings(page, axe) == []
    page.get_by_label("Hoe hij betaalt").select_option(label="Betaalt zelden vanzelf")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator("#aanpak")).to_contain_text("Betaalt zelden vanzelf")
    assert shortcomings(page, axe) == []
