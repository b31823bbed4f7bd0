"""Creditor and desk find each other by a code, in a real browser; and a partner gets a mandate when he may collect."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from akkoord.core.problem import Text
from akkoord.store.models import Creditor, Line, LineMessage
from akkoord.work.line.trouble import trouble
from tests.browser.visit import shortcomings, sit_down
from tests.doors import cast
from tests.factories import make_creditor, make_desk
from tests.work.lines import BUREAU


@pytest.fixture(autouse=True)
def _today(transactional_db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", cast.TODAY.isoformat())


def invited(page: Page, live_server: LiveServer, axe: str) -> str:
    """The desk invites a client, and has the code."""
    bureau = make_desk(make_creditor(BUREAU), email="balie@eemvallei.example")
    sit_down(page, live_server.url, bureau)
    page.goto(live_server.url + "/instellingen/")
    page.get_by_role("link", name="Opdrachtgevers").click()
    page.get_by_label("Naam", exact=True).fill("Hoveniersbedrijf De Linde")
    page.get_by_role("button", name="Maak een koppelcode").click()
    expect(page.get_by_role("heading", name="De koppelcode voor Hoveniersbedrijf De Linde")).to_be_visible()
    assert shortcomings(page, axe) == []
    code = page.get_by_label("Koppelcode").input_value()
    page.goto(live_server.url + "/opdrachtgevers/")
    expect(page.get_by_text("De code werkt tot en met dinsdag 8 december.")).to_be_visible()
    expect(page.get_by_label("Koppelcode")).to_have_count(0)
    return code


def test_two_companies_are_coupled_and_the_partner_gets_his_mandate(page: Page, live_server: LiveServer, axe: str) -> None:
    code = invited(page, live_server, axe)
    client = cast.company()
    sit_down(page, live_server.url, client)
    page.goto(live_server.url + "/instellingen/partner/")
    assert shortcomings(page, axe) == []
    page.get_by_role("link", name="Koppelen met een code").click()
    page.get_by_label("Koppelcode").fill(code[:-3])
    page.get_by_role("button", name="Bekijk van wie zij is").click()
    expect(page.get_by_role("alert")).to_contain_text("niet heel overgekomen")
    assert shortcomings(page, axe) == []
    page.get_by_label("Koppelcode").fill(f"  {code[:80]}\n{code[80:]} ")
    page.get_by_role("button", name="Bekijk van wie zij is").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Koppelen met Incassobureau Eemvallei B.V.?")
    assert shortcomings(page, axe) == []
    page.get_by_role("button", name="Koppelen").click()
    expect(page.get_by_text("De lijn met Incassobureau Eemvallei B.V. is open.")).to_be_visible()
    mandated(page, client.creditor)
    line = Line.objects.get(side="client")
    trouble(line, Text("De partner is niet bereikbaar", "The partner cannot be reached"), at=cast.AT)
    page.goto(live_server.url + "/instellingen/partner/")
    expect(page.get_by_text("storing", exact=True)).to_be_visible()
    assert shortcomings(page, axe) == []
    why = {"nl": "Deze zaak is gesloten.", "en": "This case is closed."}
    own: dict[str, Any] = {"creditor": client.creditor, "line_id": line.id, "seq": 1, "uid": "0" * 32, "raw": b"{}", "signature": ""}
    LineMessage.objects.create(ours=True, kind="objection", ref="Z-1", state="refused", because=why, made_on=cast.TODAY, **own)
    page.get_by_role("link", name="Incassobureau Eemvallei B.V.").click()
    expect(page.get_by_text("niet verwerkt door Incassobureau Eemvallei B.V.")).to_be_visible()
    assert shortcomings(page, axe) == []
    page.get_by_role("button", name="Sluiten").click()
    expect(page.get_by_text("is gesloten.")).to_be_visible()
    assert set(Line.objects.values_list("state", flat=True)) == {"closed"}


def mandated(page: Page, creditor: Creditor) -> None:
    """No mandate before the number was looked up; then it stands, from today."""
    page.get_by_label("Deze partner heeft onze opdracht").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Zoek dit nummer op in het register van Justis, en vul in wanneer u dat deed.")).to_be_visible()
    page.get_by_label("Opgezocht in het register op").fill("2026-11-23")
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_text("Bewaard.")).to_be_visible()
    creditor.refresh_from_db()
    assert (creditor.has_partner, creditor.partner_mandated_on, creditor.partner_way) == (True, cast.TODAY, "akkoord")
