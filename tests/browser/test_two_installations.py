"""A case walks between two installations as people see it: the creditor here, the desk in a process of its own, the debtor outside."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from akkoord.cli.run_verb import run_one
from akkoord.cli.worker_verb import all_turns, lines_turn
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, HandOver, LineMessage, StepTaken, Task
from akkoord.work.in_hand import new_worker
from akkoord.work.record import broken_link
from tests.browser.visit import sit_down
from tests.cast import MONDAY
from tests.elsewhere import Serving, serving
from tests.factories import at_hour, make_creditor, make_desk
from tests.work.days import bank_says
from tests.work.desk_cast import MIDDEN
from tests.work.handed import case_at_its_end
from tests.work.mail_server import Mailbox, mail_server

GONE = date(2026, 11, 25)  # seven days after a letter of MONDAY was received
PUBLIC = "https://betalen.delinde.example"
WORKED = ("handing over", "the lines to partners")
Another = Callable[[], Page]


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Serving]:
    """The desk's installation, where nobody was yet. It starts while the creditor sets up; nothing that happens in it before the
    case is there rests on its day."""
    with serving(tmp_path / "desk", on=GONE) as running:
        yield running


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """The creditor's mail server."""
    with mail_server(Mailbox()) as running:
        yield running


@pytest.fixture
def ours(there: Serving, transactional_db: None, mailbox: Mailbox, settings: Any) -> Desk:
    """The creditor, who writes by itself, with a debtor who got every letter but the last."""
    settings.INSIDE_HOSTS, settings.PUBLIC_URL = ["127.0.0.1"], PUBLIC
    by_itself = {"sending_on": True, "approval": "automatic", "post": "automatic", "portal_on": True}
    mail = {"smtp_host": "127.0.0.1", "smtp_port": mailbox.port, "smtp_security": "none"}
    creditor = make_creditor(partner="", partner_mandated=False, **by_itself, **mail)
    case_at_its_end(creditor, last="notice-of-default")
    return make_desk(creditor)


class Day:
    """What goes on here by itself: the day's run, and what the worker does again and again."""

    def __init__(self, ours: Desk, patch: pytest.MonkeyPatch) -> None:
        self.creditor, self.patch, self.on = ours.creditor, patch, MONDAY
        patch.setenv("AKKOORD_ON", f"{MONDAY}")

    def becomes(self, on: date) -> None:
        """Another day, with its run."""
        self.on = on
        self.patch.setenv("AKKOORD_ON", f"{on}")
        bank_says(self.creditor, on)
        run_one(self.creditor, on=on, at=at_hour(on))
        self.goes_on()

    def goes_on(self) -> None:
        """The worker's turns: files leave, and what both ends said is carried."""
        turns = [one for one in (*all_turns(new_worker()), lines_turn()) if one.name in WORKED]
        for one in turns:
            one.take()
        assert [(one.name, one.pause) for one in turns] == [(name, 0) for name in WORKED]


def test_a_case_walks_from_the_last_announcement_to_its_end(
    page: Page,
    another_page: Another,
    live_server: LiveServer,
    there: Serving,
    ours: Desk,
    mailbox: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    day, desk, phone = Day(ours, monkeypatch), another_page(), another_page()
    sit_down(page, live_server.url, ours)
    _coupled(page, live_server.url, _invited(desk, there.ready()))
    day.becomes(MONDAY)
    page.goto(live_server.url + "/brieven/aankondigingen/")
    expect(page.get_by_role("row").filter(has_text="Overdracht")).to_contain_text("25 nov")
    page.goto(live_server.url)
    expect(page.locator("main")).to_contain_text("Het dossier mist nog 2 dingen: overeenkomst of opdracht; faillissement")
    page.get_by_role("link", name="Aanvullen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bijna klaar")
    _comes_in(phone, page, live_server.url)
    expect(phone.locator("main")).to_contain_text("Dan geven wij de rekening aan een incassobureau.")
    day.becomes(GONE)
    assert not Task.objects.exists()  # nobody was asked: it went by the ladder
    _comes_in(phone, page, live_server.url)  # nine days later his page was closed
    expect(phone.get_by_role("heading", name="Incasso Midden B.V. behandelt dit nu")).to_be_visible()
    page.goto(live_server.url + "/uit-handen/")
    page.get_by_role("link", name="2026-0001").click()
    expect(page.locator(".tags")).to_contain_text("bij de partner 2026-0001")
    _asked_and_answered(desk, page, day)
    _worked_on(desk, page, day)
    _ended(desk, page, phone, day)
    assert [mail["Subject"] for mail in mailbox.mails] == ["Factuur 2026-0101 gaat naar Incasso Midden B.V. als u niet betaalt"]
    _nothing_is_left_over()


def _invited(desk: Page, address: str) -> str:
    """The agency's first user sets its desk up and invites the creditor; the code for him."""
    desk.goto(address)
    desk.get_by_label("Naam van uw bedrijf").fill(MIDDEN["name"])
    desk.get_by_label("E-mailadres").fill("balie@incassomidden.example")
    desk.get_by_label("Wachtwoord").fill("een zin onthoudt u makkelijk")
    desk.get_by_role("button", name="Beginnen").click()
    desk.goto(address + "/instellingen/incassobureau/")
    desk.get_by_label("Wij incasseren voor anderen").check()
    desk.get_by_label("Registratienummer (Wki)").fill(MIDDEN["desk_registration"])
    desk.get_by_label("Klachtenregeling").fill(MIDDEN["desk_complaints"])
    desk.get_by_role("button", name="Bewaren").click()
    desk.goto(address + "/opdrachtgevers/")
    desk.get_by_label("Naam", exact=True).fill("Hoveniersbedrijf De Linde")
    desk.get_by_role("button", name="Maak een koppelcode").click()
    return desk.get_by_label("Koppelcode").input_value()


def _coupled(page: Page, address: str, code: str) -> None:
    """The creditor couples, and gives his mandate: from now on a case goes by the ladder."""
    page.goto(address + "/instellingen/partner/koppelen/")
    page.get_by_label("Koppelcode").fill(code)
    page.get_by_role("button", name="Bekijk van wie zij is").click()
    page.get_by_role("button", name="Koppelen").click()
    expect(page.get_by_text("De lijn met Incasso Midden B.V. is open.")).to_be_visible()
    page.get_by_label("Deze partner heeft onze opdracht").check()
    page.get_by_label("Opgezocht in het register op").fill(f"{MONDAY}")
    page.get_by_label("Overdracht gaat vanzelf").check()
    page.get_by_role("button", name="Bewaren").click()
    expect(page.locator(".messages")).to_contain_text("Bewaard.")


def _comes_in(phone: Page, page: Page, address: str) -> None:
    """The debtor opens the link in the last letter."""
    page.goto(address + "/debiteuren/")
    page.get_by_role("link", name="Bouwbedrijf Vermeer").first.click()
    phone.goto(address + urlsplit(page.get_by_label("De link").first.input_value()).path)
    phone.get_by_label("Het bedrag van uw factuur, of uw postcode").fill("1012 JK")
    phone.get_by_role("button", name="Verder").click()


def _does(desk: Page, fold: str, fields: dict[str, str], button: str) -> None:
    """One of the forms of the desk that fold out."""
    form = desk.locator("details", has=desk.locator("summary", has_text=fold))
    form.locator("summary").click()
    for label, value in fields.items():
        form.get_by_label(label).fill(value)
    form.get_by_role("button", name=button).click()
    expect(desk.locator(".messages")).to_have_text("Vastgelegd.")


def _asked_and_answered(desk: Page, page: Page, day: Day) -> None:
    """The desk sees what is new, asks, hears, and takes it on."""
    desk.get_by_role("link", name="Zaken", exact=True).first.click()
    desk.get_by_role("link", name="Openen").click()
    expect(desk.get_by_role("heading", level=1)).to_have_text("Bouwbedrijf Vermeer & Zn. B.V.")
    _does(desk, "Iets vragen aan de opdrachtgever", {"Uw vraag": "Is er een getekende opdracht?"}, "Vragen")
    day.goes_on()
    page.reload()
    expect(page.get_by_text("Is er een getekende opdracht?").first).to_be_visible()
    page.get_by_label("Uw antwoord").fill("Nee, wel een bevestiging per e-mail.")
    page.get_by_role("button", name="Antwoord sturen").click()
    day.goes_on()
    desk.reload()
    expect(desk.get_by_text("Nee, wel een bevestiging per e-mail.").first).to_be_visible()
    desk.get_by_label("Wat maakt u ervan?").fill("Genoeg")
    desk.get_by_role("button", name="Bekeken").click()
    desk.get_by_role("button", name="Aannemen", exact=True).click()
    expect(desk.locator(".tags")).to_contain_text("in behandeling")


def _worked_on(desk: Page, page: Page, day: Day) -> None:
    """What the desk does and receives is seen by the creditor; his invoice goes down by it."""
    _does(desk, "Wat u deed", {"In uw woorden": "Gebeld: hij betaalt duizend euro"}, "Vastleggen")
    _does(desk, "Geld dat hier binnenkwam", {"Bedrag": "1.000,00"}, "Vastleggen")
    day.goes_on()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Incasso Midden B.V. heeft de zaak, € 1.500,00 staat nog open")
    expect(page.locator(".tags")).to_contain_text("in behandeling")
    expect(page.get_by_text("Gebeld: hij betaalt duizend euro")).to_be_visible()


def _ended(desk: Page, page: Page, phone: Page, day: Day) -> None:
    """They settle: the debtor pays a last sum, and the desk closes the case; the creditor decides what becomes of the rest."""
    _does(desk, "Geld dat hier binnenkwam", {"Bedrag": "1.200,00", "Omschrijving": "schikking"}, "Vastleggen")
    form = desk.locator("details", has=desk.locator("summary", has_text="De zaak sluiten"))
    form.locator("summary").click()
    form.get_by_label("Geschikt").check()
    form.get_by_label("Bericht aan de opdrachtgever").fill("Geschikt voor 2.200 euro.")
    form.get_by_role("button", name="Sluiten").click()
    expect(desk.locator(".tags")).to_contain_text("gesloten")
    day.goes_on()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Afgelopen, er staat nog € 300,00 open")
    expect(page.get_by_text("Geschikt voor 2.200 euro.").first).to_be_visible()
    phone.reload()
    expect(phone.get_by_role("heading", name="Incasso Midden B.V. behandelt dit nu")).to_have_count(0)


def _nothing_is_left_over() -> None:
    """Everything was said, heard and applied, and the books are whole."""
    one, creditor = HandOver.objects.get(), Creditor.objects.get()
    assert (one.state, one.ended_because, one.there, one.silent_on) == ("closed", "settled", 220_000, None)
    assert StepTaken.objects.get(step="handover").left_on == GONE
    assert not LineMessage.objects.exclude(state__in=("sent", "applied")).exists()
    assert broken_link(creditor.id) is None
