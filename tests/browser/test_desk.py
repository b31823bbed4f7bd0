"""The desk in a real browser: a case walks from new to closed, and every page of it can be read by everybody."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from akkoord.core.handover.fees import Terms, terms_kept
from akkoord.store.models import DeskCase, DeskEntry, LineMessage
from tests.browser.visit import shortcomings, sit_down
from tests.factories import make_desk
from tests.work.desk_cast import PERSON, hear, make_agency, make_line, said, submit

pytestmark = pytest.mark.django_db(transaction=True)
WAY = ["received", "question", "accepted", "action", "cost", "payment", "payment", "closed"]


def test_a_case_walks_from_new_to_closed(page: Page, live_server: LiveServer, axe: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2026-11-17")
    desk = make_desk(make_agency(desk_registration="", desk_terms=terms_kept(Terms(commission=1_000))))
    line = make_line(desk.creditor)
    submit(line, **PERSON)
    submit(make_line(desk.creditor, name="Tweede opdrachtgever"), "T1", **PERSON)
    sit_down(page, live_server.url, desk)
    page.goto(live_server.url + reverse("desk_work"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Twee dingen te doen in uw zaken")
    assert shortcomings(page, axe) == []
    page.get_by_role("link", name="Openen").first.click()
    expect(page.get_by_text("alleen aannemen met een registratienummer")).to_be_visible()
    page.get_by_role("button", name="Aannemen", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("4 Wki")
    _register(page, axe)
    page.goto(live_server.url + reverse("desk_case", args=[DeskCase.objects.get(ref="D1").id]))
    expect(page.get_by_text("Andere zaken van deze schuldenaar")).to_be_visible()
    _fill(page, "Iets vragen aan de opdrachtgever", {"Uw vraag": "Is er een contract?"}, "Vragen")
    question = DeskEntry.objects.get(kind="question")
    assert hear(line, "answer", "D1", {"question": question.uid, "text": "Ja, hierbij."}, file=b"%PDF-1.7") is None
    page.reload()
    page.get_by_label("Wat maakt u ervan?").fill("Duidelijk")
    page.get_by_role("button", name="Bekeken").click()
    page.get_by_role("button", name="Aannemen", exact=True).click()
    expect(page.locator(".tags")).to_contain_text("in behandeling")
    _fill(page, "Wat u deed", {"In uw woorden": "Gebeld, geen gehoor"}, "Vastleggen")
    page.locator("summary", has_text="Kosten").click()
    page.get_by_label("De schuldenaar", exact=True).check()
    page.get_by_label("Bedrag").first.fill("12,50")
    page.get_by_label("Waarvoor").fill("Uittreksel")
    assert shortcomings(page, axe) == []
    page.get_by_role("button", name="Vastleggen").locator("visible=true").click()
    _fill(page, "Geld dat hier binnenkwam", {"Bedrag": "1.000,00"}, "Vastleggen")
    expect(page.locator(".sum.big")).to_have_text("€ 174,84")
    _fill(page, "Geld dat hier binnenkwam", {"Bedrag": "174,84"}, "Vastleggen")
    page.get_by_role("button", name="Sluiten: betaald").click()
    expect(page.get_by_text("blijft bewaard tot en met 17 november 2028")).to_be_visible()
    assert shortcomings(page, axe) == []
    assert [kind for kind, _ in said(line)] == WAY
    _statement(page, live_server, axe, line.id, monkeypatch)


def _register(page: Page, axe: str) -> None:
    """The registration is filled in, in the settings."""
    page.get_by_role("link", name="Invullen").click()
    page.get_by_label("Registratienummer (Wki)").fill("WKI-2024-0123")
    page.get_by_label("Klachtenregeling").fill("")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("alert")).to_contain_text("6 Bki")
    assert shortcomings(page, axe) == []
    page.get_by_label("Klachtenregeling").fill("Mail naar klachten@incassomidden.example.")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator(".messages")).to_have_text("Bewaard.")


def _fill(page: Page, name: str, fields: dict[str, str], button: str) -> None:
    """One of the forms that fold out."""
    fold = page.locator("details", has=page.locator("summary", has_text=name))
    fold.locator("summary").click()
    for label, value in fields.items():
        fold.get_by_label(label).fill(value)
    fold.get_by_role("button", name=button).click()
    expect(page.locator(".messages")).to_have_text("Vastgelegd.")


def _statement(page: Page, live_server: LiveServer, axe: str, line_id: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The month is over: what the client gets is settled, once."""
    monkeypatch.setenv("AKKOORD_ON", "2026-12-01")
    page.goto(live_server.url + reverse("desk_statements", args=[line_id]))
    assert shortcomings(page, axe) == []
    page.get_by_role("button", name="Afrekening maken en sturen").click()
    expect(page.get_by_text("niets meer af te rekenen")).to_be_visible()
    assert LineMessage.objects.get(line_id=line_id, kind="statement").body["pay_out"] == 102_170
    page.goto(live_server.url + reverse("desk_cases") + "?toon=ended&zoek=jansen")
    expect(page.get_by_role("link", name="J. Jansen")).to_have_count(1)
    assert shortcomings(page, axe) == []
