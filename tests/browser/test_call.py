"""A whole call by keyboard alone, from the work list to the confirmation that may leave; and what a lost connection does to it."""

from __future__ import annotations

import time
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from akkoord.web.views import call as views
from tests.browser.test_pages import signed_in

ROWS = "document.activeElement.textContent.trim().startsWith('Bellen')"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2026-11-24")


@pytest.fixture
def company(transactional_db: None) -> Any:
    """The desk of a company with an autumn of trade."""
    from tests.browser.seeded import company_again

    return company_again()


def hears(page: Page, words: str) -> None:
    """Types what he says, and takes what is proposed first."""
    page.keyboard.press("Escape")
    page.keyboard.press("z")
    page.keyboard.type(words)
    expect(page.locator("#heard-words")).to_have_value(words)
    page.keyboard.press("Enter")
    expect(page.locator("#said")).to_contain_text(words)
    expect(page.locator("#hearing")).to_have_value("")


def step(page: Page, name: str) -> None:
    """Takes the step that is proposed."""
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    expect(page.locator(".steps [aria-current]")).to_contain_text(name)


def tab_to(page: Page, words: str) -> None:
    """Moves on until what has the focus says this."""
    for _ in range(120):
        if words in (page.evaluate("document.activeElement.textContent") or ""):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {words}")


def begin(page: Page) -> None:
    """From the work list to the first debtor to be called, and into the call."""
    for _ in range(40):
        page.keyboard.press("j")
        if page.evaluate(ROWS):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Gesprek beginnen")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#hearing")).to_be_visible()
    expect(page.locator("[data-state]")).to_have_text("alles bewaard")  # from here on the page listens to keys


def proof_comes(page: Page) -> None:
    """He will send proof; then the call ends, and the letter that confirms it stands there."""
    page.keyboard.press("a")
    tab_to(page, "Stuurt bewijs")
    page.keyboard.press("Enter")
    expect(page.locator("#deal legend", has_text="Stuurt bewijs")).to_be_visible()
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt deze brief, en mag hij weg?")


def latest(company: Any) -> Any:
    """The call that began last; others lie behind us."""
    return company.calls().order_by("-id")[0]


def test_the_call_of_a_refusing_debtor_by_keyboard(browser: Browser, live_server: Any, company: Any) -> None:
    context = signed_in(browser, live_server, company.user)
    page = context.new_page()
    page.goto(live_server.url)
    begin(page)
    hears(page, "klaag me maar aan")
    step(page, "Begrip tonen")
    hears(page, "we wachten zelf op geld van een klant")
    step(page, "Terug naar de rekening")
    page.keyboard.press("p")
    page.keyboard.type("50")
    tab_to(page, "vrijdag 27 november")
    page.keyboard.press("Enter")
    expect(page.locator("#deal .recap")).to_contain_text("vrijdag 27 november")
    page.keyboard.press("Escape")
    proof_comes(page)
    expect(page.locator("#letter")).to_contain_text("vrijdag\u00a027")
    page.keyboard.press("a")
    expect(page.get_by_role("heading", level=1)).to_have_text("Goedgekeurd, deze brief gaat weg")
    context.close()
    call = latest(company)
    promise = company.agreed().get(kind="promise", call_id=call.id)
    assert (call.outcome, call.letter.kind, call.letter.state) == ("reached", "confirmation", "approved")
    assert (promise.amount, str(promise.day), promise.hold.kind) == (5_000, "2026-11-27", "promise")
    assert [one.reason for one in company.said().filter(call_id=call.id).order_by("id")] == ["sue-me", "awaiting-own-customer"]


def test_one_key_says_that_nobody_was_reached(browser: Browser, live_server: Any, company: Any) -> None:
    context = signed_in(browser, live_server, company.user)
    page = context.new_page()
    page.goto(live_server.url)
    begin(page)
    page.keyboard.press("v")
    expect(page.get_by_role("status").filter(has_text="is vastgelegd")).to_be_visible()
    context.close()
    assert latest(company).outcome == "voicemail"


def test_a_lost_connection_loses_nothing(browser: Browser, live_server: Any, company: Any) -> None:
    context = signed_in(browser, live_server, company.user)
    page = context.new_page()
    page.goto(live_server.url)
    begin(page)
    context.set_offline(True)
    page.locator("#note").fill("belt uit de auto")
    expect(page.locator("[data-state]")).to_have_text("nog niet bewaard")
    assert latest(company).note == ""
    page.evaluate("document.querySelector('#note').value = ''")  # as if the page were loaded anew
    context.set_offline(False)
    page.reload()
    expect(page.locator("#note")).to_have_value("belt uit de auto")
    expect(page.locator("[data-state]")).to_have_text("alles bewaard")
    context.close()
    assert latest(company).note == "belt uit de auto"


def test_two_colleagues_see_each_others_changes(browser: Browser, live_server: Any, company: Any) -> None:
    from tests.browser.seed import add_reader

    other = add_reader(company)
    other.memberships.update(role="controller")
    first, second = signed_in(browser, live_server, company.user), signed_in(browser, live_server, other)
    mine, theirs = first.new_page(), second.new_page()
    mine.goto(live_server.url)
    begin(mine)
    call = latest(company)
    theirs.goto(f"{live_server.url}/debiteuren/{call.debtor_id}/bellen/")
    theirs.get_by_role("button", name="Meeluisteren").click()
    expect(mine.locator("#call-top")).to_contain_text(other.email)
    mine.locator("#note").fill("hij belt uit de auto")
    expect(theirs.locator("#note")).to_have_value("hij belt uit de auto")
    theirs.locator("#spoke_with").fill("Kees")
    expect(mine.locator("#spoke_with")).to_have_value("Kees")
    first.close()
    second.close()


def test_what_a_colleague_wrote_is_shown_and_not_overwritten(browser: Browser, live_server: Any, company: Any) -> None:
    context = signed_in(browser, live_server, company.user)
    page = context.new_page()
    page.goto(live_server.url)
    begin(page)
    page.locator("#note").focus()  # the page does not change a field in which somebody stands
    call = latest(company)
    call.note, call.version = "van Bas", call.version + 1
    call.save()
    page.keyboard.type("van Anna")
    expect(page.locator("#why-note")).to_contain_text("Hier staat nu: van Bas")
    expect(page.locator("#note")).to_have_value("van Anna")
    assert latest(company).note == "van Bas"
    page.keyboard.type(" en Bas")
    expect(page.locator("#why-note")).to_have_count(0)
    context.close()
    assert latest(company).note == "van Anna en Bas"


def test_who_hangs_up_comes_to_the_letter_however_long_that_takes(
    browser: Browser, live_server: Any, company: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page looks for news every three seconds, and finds meanwhile that the call has ended."""
    lead = views._to_read

    def slowly(request: Any, ended: Any) -> Any:
        time.sleep(4)
        return lead(request, ended)

    monkeypatch.setattr(views, "_to_read", slowly)
    context = signed_in(browser, live_server, company.user)
    page = context.new_page()
    page.goto(live_server.url)
    begin(page)
    proof_comes(page)
    context.close()
