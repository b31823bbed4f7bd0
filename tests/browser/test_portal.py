"""A debtor on a phone: from the link in a letter to everything he can do, and to the last part of what he agreed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.visit import shortcomings, sit_down
from tests.documents import png

MONDAY = date(2026, 11, 16)
PUBLIC = "https://betalen.delinde.example"


class House:
    """A company that writes by itself, one consumer who owes 486,20, and the days as they pass."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **company: Any) -> None:
        from tests.cast import JANSEN
        from tests.factories import make_account, make_creditor, make_debtor, make_desk, make_document, make_invoice
        from tests.work.carrier import Carrier

        self.patch, self.day = monkeypatch, MONDAY
        sends = {"sending_on": True, "approval": "automatic", "post": "automatic", "portal_on": True}
        self.desk = make_desk(make_creditor(**{**sends, **company}))
        self.debtor = make_debtor(self.desk.creditor, JANSEN)
        self.invoice = make_invoice(self.debtor, total=48_620, number="2026-097", description="tuinaanleg in augustus")
        make_document(self.invoice)
        make_account(self.debtor, iban="NL86INGB0002445588")
        self.carriers = {name: Carrier(name) for name in ("email", "post")}
        self.statements = 0

    def days(self, until: date) -> None:
        """Run every day up to this one."""
        from tests.work.days import work_days

        work_days(self.desk.creditor, self.day, until, self.carriers)
        self.day = until + timedelta(days=1)
        self.patch.setenv("AKKOORD_ON", until.isoformat())

    def bank(self, on: date, cents: int, says: str) -> None:
        """The bank's statement of that day is read in, with one payment of his."""
        from akkoord.work.demo.camt_file import statement
        from akkoord.work.demo.scenes import Transfer
        from akkoord.work.intake.import_files import receive, work_off_queue

        self.statements += 1
        paid = Transfer(on, cents, "J. Jansen", "NL86INGB0002445588", says)
        said: dict[str, Any] = {"account": self.desk.creditor.iban, "number": self.statements, "opening": 0, "since": on, "until": on}
        receive(creditor=self.desk.creditor, name=f"{on}.xml", content=statement([paid], **said), on=on)
        work_off_queue()

    def link(self) -> str:
        """The link in the last e-mail that he got, without the address of the installation."""
        text = self.carriers["email"].messages[-1].text
        found = re.findall(rf"{re.escape(PUBLIC)}(/p/\S+)", text)
        assert len(found) == 1, text
        return str(found[0])


@contextmanager
def phone(browser: Browser, address: str, **more: Any) -> Iterator[Page]:
    """His phone; a complaint of a page fails the test."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="nl-NL", base_url=address, has_touch=True, **more)
    page, wrong = context.new_page(), list[str]()
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda line: wrong.append(line.text) if "Content Security" in line.text else None)
    yield page
    context.close()
    assert wrong == []


def come_in(page: Page, link: str, answer: str = "486,20") -> None:
    """He opens his link and answers the question."""
    page.goto(link)
    page.get_by_label("Het bedrag van uw factuur, of uw postcode").fill(answer)
    page.get_by_role("button", name="Verder").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("J. Jansen")


@pytest.fixture
def house(transactional_db: None, monkeypatch: pytest.MonkeyPatch, settings: Any) -> House:
    """The company on a Monday on which the reminder left."""
    settings.PUBLIC_URL = PUBLIC
    made = House(monkeypatch)
    made.days(MONDAY)
    return made


def test_from_the_link_in_a_letter_to_paying_asking_and_complaining(browser: Browser, live_server: Any, house: House) -> None:
    with phone(browser, live_server.url) as page:
        page.goto(house.link())
        assert not re.search(r"Jansen|486|2026-097|Kesteren", page.inner_text("body"))
        page.get_by_label("Het bedrag").fill("480")
        page.get_by_role("button", name="Verder").click()
        expect(page.get_by_role("alert")).to_have_text("Dat klopt niet. U kunt het nog 4 keer proberen.")
        come_in(page, house.link(), "4041 cd")
        expect(page.locator(".sum").first).to_have_text("€ 486,20")
        page.get_by_role("link", name="Nu betalen").click()
        expect(page.get_by_role("img", name="QR-code")).to_be_visible()
        expect(page.locator("#c-ref")).to_have_text("2026-097")
        page.get_by_role("link", name="Terug").click()
        page.get_by_role("link", name="Ik heb al betaald").click()
        page.get_by_label("Hebt u een afschrift").set_input_files({"name": "bon.png", "mimeType": "image/png", "buffer": png()})
        page.get_by_role("button", name="Versturen").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Dank u wel, het is binnen")
        page.get_by_role("link", name="Terug naar uw pagina").click()
        page.get_by_role("link", name="Klopt 2026-097 niet?").click()
        page.get_by_label("Wat is er mis?").fill("De heg is scheef.")
        page.get_by_label("Hebt u iets om te laten zien?").set_input_files(
            {"name": "x.pdf", "mimeType": "application/pdf", "buffer": b"<html><script>alert(1)</script>"}
        )
        page.get_by_role("button", name="Klacht versturen").click()
        expect(page.get_by_role("alert")).to_contain_text("x.pdf is geen pdf of foto")
        expect(page.get_by_label("Wat is er mis?")).to_have_value("De heg is scheef.")
        page.get_by_role("button", name="Klacht versturen").click()
        page.get_by_role("link", name="Terug naar uw pagina").click()
        expect(page.get_by_text("U hoeft nu niets te betalen")).to_be_visible()
        page.get_by_role("button", name="Sluit deze pagina").click()
        page.goto("/p/rekening/")
        expect(page.get_by_role("heading", level=1)).to_have_text("U bent niet (meer) binnen")
    _read_by_the_company(browser, live_server.url, house)


def _read_by_the_company(browser: Browser, address: str, house: House) -> None:
    """What he said stands on the work list, with what he sent, and the ladder waits."""
    house.days(MONDAY + timedelta(days=20))
    assert len(house.carriers["email"].messages) == 1
    context = browser.new_context(viewport={"width": 1024, "height": 768}, locale="nl-NL")
    page = context.new_page()
    sit_down(page, address, house.desk)
    page.goto(address)
    page.get_by_role("link", name="Antwoord lezen").first.click()
    expect(page.locator(".mail-text", has_text="De heg is scheef.")).to_be_visible()
    with page.expect_download() as saved:
        page.get_by_role("link", name="bon.png").click()
    assert Path(saved.value.path()).read_bytes() == png()
    page.goto(f"{address}/debiteuren/{house.debtor.id}/")
    expect(page.get_by_text("Opende zijn betaalpagina voor het eerst")).to_be_visible()
    context.close()


def _agreed(page: Page, house: House, first: date) -> Any:
    """He proposes, the company answers with a proposal, and he agrees to its text."""
    from akkoord.core.arrangement.terms import Interest
    from akkoord.store.models import Arrangement
    from akkoord.work.mail.replies import mark_read
    from tests.factories import at_hour
    from tests.work.arranged import proposed

    page.get_by_role("link", name="In delen betalen").click()
    page.get_by_label("Bedrag per keer").fill("250")
    page.get_by_label("Vanaf welke dag?").fill(first.isoformat())
    page.get_by_role("button", name="Voorstel versturen").click()
    expect(page.get_by_text("Wij kijken naar uw voorstel")).to_be_visible()
    mark_read(desk=house.desk, debtor_id=house.debtor.id, on=MONDAY, at=at_hour(MONDAY))
    made = proposed(house.debtor, on=MONDAY, instalments=2, every="month", first_on=first, interest=Interest.FROZEN)
    page.goto("/p/regeling/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Dit is ons voorstel")
    expect(page.locator(".letter", has_text="erkent").first).to_be_visible()
    page.get_by_label("Uw naam").fill("Jan Jansen")
    page.get_by_label("Ik ga akkoord").check()
    page.get_by_role("button", name="Akkoord").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("U betaalt in delen")
    kept = Arrangement.objects.get(id=made.id)
    assert (kept.state, kept.accepted_how, kept.accepted_by, kept.accepted_from) == ("running", "portal", "Jan Jansen", "127.0.0.1")
    return kept


def test_who_agrees_and_pays_every_part_is_done(browser: Browser, live_server: Any, house: House) -> None:
    from akkoord.core.arrangement.fits import reference_of
    from akkoord.store.models import Case

    first = MONDAY + timedelta(days=7)
    with phone(browser, live_server.url) as page:
        come_in(page, house.link())
        plan = _agreed(page, house, first)
        parts = list(plan.instalments.order_by("number"))
        page.get_by_role("link", name="Dit deel betalen").click()
        expect(page.locator("#c-ref")).to_have_text(reference_of(plan.first_id))
        for number, part in enumerate(parts):
            house.days(part.due_on - timedelta(days=1))
            house.bank(part.due_on, part.amount, f"deel {number + 1} {reference_of(plan.first_id)}")
            house.days(part.due_on + timedelta(days=1))
            come_in(page, house.link(), "4041 CD")
            if number == 0:
                page.get_by_role("link", name="Uw afspraak bekijken").click()
                expect(page.locator(".path .kept")).to_have_count(1)
        expect(page.locator(".sum").first).to_have_text("Alles is betaald")
    plan.refresh_from_db()
    assert plan.state == "kept"
    assert Case.objects.get(debtor_id=house.debtor.id).closed_because == "paid"


def test_who_breaks_what_he_agreed_is_warned_and_asked_again(browser: Browser, live_server: Any, house: House) -> None:
    first = MONDAY + timedelta(days=7)
    with phone(browser, live_server.url) as page:
        come_in(page, house.link())
        plan = _agreed(page, house, first)
        house.days(first + timedelta(days=4))
        come_in(page, house.link(), "4041 CD")  # the link in the warning
        expect(page.locator(".sheet.ask")).to_contain_text("243,12")
        page.get_by_role("link", name="Uw afspraak bekijken").click()
        expect(page.locator(".path .missed")).to_have_count(1)
        house.days(first + timedelta(days=30))
        plan.refresh_from_db()
        assert plan.state == "broken"
        come_in(page, house.link(), "4041 CD")
        expect(page.get_by_role("link", name="Nu betalen")).to_be_visible()


def test_pages_fit_are_read_by_everybody_and_need_no_script(browser: Browser, live_server: Any, house: House, axe: str) -> None:
    """Every page in both languages and themes, at 360, 1024 and 1600; under sixty kilobytes of style and script."""
    from tests.work.arranged import proposed

    house.desk.creditor.mollie_on, house.desk.creditor.mollie_key = True, "x"
    house.desk.creditor.save()
    with phone(browser, live_server.url) as page:
        weight: dict[str, int] = {}
        page.on("response", lambda got: weight.update({got.url: len(got.body())}) if re.search(r"\.(css|js)$", got.url) else None)
        wrong = _look(page, axe, ["/p/", house.link(), "/p/0000-0000-0000-0000-0000-0000-0000", "/p/rekening/"])
        come_in(page, house.link())
        wrong += _look(
            page, axe, [f"/p/{name}/" for name in ("rekening", "betalen", "vraag", "klacht", "betaald", "bellen", "voorstel", "hulp")]
        )
        proposed(house.debtor, on=MONDAY, instalments=2)
        wrong += _look(page, axe, ["/p/regeling/"])
        assert wrong == []
        assert 0 < sum(weight.values()) < 60_000
    with phone(browser, live_server.url, java_script_enabled=False) as page:
        come_in(page, house.link())
        page.get_by_role("link", name="Bel mij").click()
        page.get_by_label("Dag").fill("2026-11-20")
        page.get_by_label("Tijd").fill("10:30")
        page.get_by_role("button", name="Vraag om te bellen").click()
        expect(page.get_by_text("Wij bellen u vrijdag 20 november om 10:30 uur.")).to_be_visible()


def test_what_the_company_sees_of_it_fits_and_is_read_by_everybody(page: Page, live_server: Any, house: House, axe: str) -> None:
    """Its settings, the debtor with his links and what he sent, and what is asked after too many wrong answers."""
    from django.test import Client

    from akkoord.core.uploaded import Upload
    from akkoord.store.models import PortalLink, Task
    from akkoord.store.models.portal import PortalAct
    from akkoord.work.portal.links import guest_of
    from akkoord.work.portal.say import Said, say
    from tests.factories import at_hour

    for _ in range(5):
        Client().post(house.link(), {"answer": "1"})
    link = PortalLink.objects.get()
    guest = guest_of(house.desk.creditor.id, link.id, on=MONDAY)
    assert guest is not None
    say(guest, Said(PortalAct.PAID, text="Vorige week al.", files=[Upload("bon.png", png())]), on=MONDAY, at=at_hour(MONDAY))
    task = Task.objects.get(kind="portal-locked")
    sit_down(page, live_server.url, house.desk)
    for place in ("/instellingen/betaalpagina/", f"/debiteuren/{house.debtor.id}/", f"/taken/{task.id}/", "/"):
        page.goto(live_server.url + place)
        assert shortcomings(page, axe) == [], place
    page.goto(f"{live_server.url}/debiteuren/{house.debtor.id}/")
    page.get_by_role("button", name="Nieuwe link maken").click()
    expect(page.get_by_label("De link")).to_have_count(2)
    page.get_by_role("button", name="Intrekken").first.click()
    expect(page.get_by_label("De link")).to_have_count(1)


def _look(page: Page, axe: str, places: list[str]) -> list[str]:
    wrong = []
    for place in places:
        for language in ("en", "nl"):
            page.goto(f"{place}?taal={language}")
            assert page.get_attribute("html", "lang") == language
            wrong += [f"{place} {language}: {fault}" for fault in shortcomings(page, axe)]
    return wrong
