"""Payments in a real browser: a key takes the proposal, and the next payment follows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.visit import shortcomings, sit_down
from tests.doors import cast

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_key_takes_the_proposal_and_the_next_payment_follows(page: Page, live_server: LiveServer, axe: str) -> None:
    desk = cast.company()
    someone = cast.debtor(desk)
    for number, cents in (("2026-118", 5000), ("2026-119", 7000)):
        cast.invoice(desk, someone, number=number, total=cents)
        cast.payment(desk, amount=cents, name=someone.name, remittance="factuur", iban="")
    sit_down(page, live_server.url, desk)
    page.goto(f"{live_server.url}/betalingen/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Twee betalingen horen nog nergens bij")
    assert shortcomings(page, axe) == []
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_have_text("Eén betaling hoort nog nergens bij")
    page.wait_for_load_state()
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_have_text("Elke betaling heeft haar plaats")
    assert sorted((one.invoice.number, one.amount) for one in desk.allocations().select_related("invoice")) == [
        ("2026-118", 5000),
        ("2026-119", 7000),
    ]


def test_a_payment_that_is_for_no_invoice_is_set_aside_with_one_key(page: Page, live_server: LiveServer) -> None:
    desk = cast.company()
    money = cast.payment(desk, amount=4321, name="Onbekend", remittance="gift", iban="")
    sit_down(page, live_server.url, desk)
    page.goto(f"{live_server.url}/betalingen/")
    page.keyboard.press("o")
    expect(page.get_by_text("Opzij gezet. U vindt het terug onder Opzij gezet.")).to_be_visible()
    money.refresh_from_db()
    assert money.set_aside
