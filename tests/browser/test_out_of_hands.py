"""A case goes out of hands in a real browser, seen from both sides: the creditor who gives it, and the desk that takes it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from akkoord.store.access import Desk
from akkoord.store.models import Creditor, DeskCase, HandOver, Invoice, Membership, Task
from akkoord.work.handover.turn import hand_over_turn
from akkoord.work.payments.allocate import allocate
from tests.browser.visit import shortcomings, sit_down
from tests.cast import MONDAY
from tests.documents import pdf
from tests.factories import at_hour, make_creditor, make_payment
from tests.work.desk_cast import carried, coupled
from tests.work.handed import case_at_its_end

pytestmark = pytest.mark.django_db(transaction=True)
AT = at_hour(MONDAY)


def work() -> None:
    """What the worker does meanwhile: files leave, and what was said reaches the other end."""
    for creditor in Creditor.objects.filter(desk_on=False):
        hand_over_turn(creditor=creditor, on=MONDAY, at=AT)
    carried()


@pytest.fixture
def ours() -> Desk:
    """The creditor, with a case at its end and a line to a desk here."""
    creditor = make_creditor(sending_on=True, partner="", partner_mandated=False)
    desk, _ = coupled(creditor)
    debtor, _, case = case_at_its_end(creditor)
    Task.objects.create(creditor=creditor, debtor_id=debtor.id, case_id=case.id, kind="handover", made_on=MONDAY, due_on=MONDAY)
    return desk


def test_a_case_goes_to_the_desk_and_is_settled_there(
    page: Page, live_server: LiveServer, axe: str, ours: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AKKOORD_ON", str(MONDAY))
    sit_down(page, live_server.url, ours)
    _make_it_complete(page, live_server.url, axe, ours)
    page.get_by_role("link", name="Naar de overdracht").click()
    page.get_by_role("button", name="Overdragen").click()
    expect(page.locator(".messages")).to_contain_text("is overgedragen")
    work()
    one, clerk = HandOver.objects.get(), Membership.objects.select_related("user", "creditor").get(creditor__desk_on=True)
    theirs = Desk(clerk.creditor, clerk.user, clerk.role)
    place = live_server.url + reverse("hand_over_case", args=[one.id])
    page.goto(place)
    expect(page.locator(".tags")).to_contain_text("ontvangen")
    _at_the_desk(page, live_server.url, theirs, "Iets vragen aan de opdrachtgever", "Uw vraag", "Is er een getekende opdracht?", "Vragen")
    sit_down(page, live_server.url, ours)
    page.goto(place)
    page.get_by_label("Uw antwoord").fill("Ja, die zit in het dossier.")
    assert shortcomings(page, axe) == []
    page.get_by_role("button", name="Antwoord sturen").click()
    make_payment(ours.creditor, amount=50_000, on=MONDAY, remittance="2026-0101")
    allocate(creditor=ours.creditor, on=MONDAY)
    work()
    _settled_there(page, live_server.url, theirs)
    sit_down(page, live_server.url, ours)
    page.goto(place)
    expect(page.get_by_role("heading", level=1)).to_contain_text("Afgelopen, alles is betaald")
    assert (Invoice.objects.get().open, HandOver.objects.get().told) == (0, 50_000)
    assert shortcomings(page, axe) == []


def _make_it_complete(page: Page, address: str, axe: str, ours: Desk) -> None:
    """The checklist, from what is missing to nothing."""
    page.goto(address + reverse("hand_over", args=[Task.objects.get().debtor_id]))
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bijna klaar")
    assert shortcomings(page, axe) == []
    page.get_by_role("button", name="Vandaag nagekeken, niets gevonden").click()
    page.get_by_label("Bestand").set_input_files({"name": "opdracht.pdf", "mimeType": "application/pdf", "buffer": pdf()})
    page.get_by_role("button", name="Bewaren").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Klaar om uit handen te geven")


def _at_the_desk(page: Page, address: str, theirs: Desk, fold: str, label: str, text: str, button: str) -> None:
    """One thing that the desk does with the case."""
    sit_down(page, address, theirs)
    page.goto(address + reverse("desk_case", args=[DeskCase.objects.get().id]))
    form = page.locator("details", has=page.locator("summary", has_text=fold))
    form.locator("summary").click()
    form.get_by_label(label).fill(text)
    form.get_by_role("button", name=button).click()
    work()


def _settled_there(page: Page, address: str, theirs: Desk) -> None:
    """It is taken on, the debtor pays the rest there, and it is closed."""
    sit_down(page, address, theirs)
    page.goto(address + reverse("desk_case", args=[DeskCase.objects.get().id]))
    page.get_by_role("button", name="Aannemen", exact=True).click()
    expect(page.locator(".tags")).to_contain_text("in behandeling")
    left = page.locator(".sum.big").inner_text().replace("€", "").strip()
    _at_the_desk(page, address, theirs, "Geld dat hier binnenkwam", "Bedrag", left, "Vastleggen")
    page.reload()
    page.get_by_role("button", name="Sluiten: betaald").click()
    work()
