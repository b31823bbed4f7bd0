"""Settings at the door: kept or refused by the field, sending only when nothing is missing, a mail server that is tried."""

from __future__ import annotations

import pytest
from django.urls import reverse

from akkoord.store.models import Role
from akkoord.work.letters.edit_letter import approve_letter
from akkoord.work.seal import unseal
from tests.doors import cast
from tests.pages_cast import NOW, TODAY, colleague, drafts, owner, signed_in

pytestmark = pytest.mark.django_db

OWN = (
    "settings",
    "settings-company",
    "settings-work",
    "settings-claims",
    "settings-rates",
    "settings-mail",
    "settings-sending",
    "settings-rules",
    "ladders",
    "ladder-new",
    "ladder-new-toml",
    "groups",
    "people",
    "companies",
)


@pytest.mark.parametrize("name", OWN)
def test_settings_are_for_the_owner(name: str) -> None:
    desk = owner()
    others = [colleague(desk, role, email=f"{role}@example.com") for role in (Role.CONTROLLER, Role.READER)]
    assert signed_in(desk).get(reverse(name)).status_code == 200
    assert [signed_in(one).get(reverse(name)).status_code for one in others] == [403, 403]


@pytest.mark.parametrize(
    "name", ["settings-company", "settings-work", "settings-claims", "settings-mail", "settings-sending", "settings-mail-test"]
)
def test_settings_are_not_changed_by_a_controller(name: str) -> None:
    desk = owner()
    posted = {"name": "Anders", "sending": "on", "smtp_host": "mail.example.com", "approval": "automatic"}
    assert signed_in(colleague(desk, Role.CONTROLLER)).post(reverse(name), posted).status_code == 403
    desk.creditor.refresh_from_db()
    assert (desk.creditor.name, desk.creditor.sending_on, desk.creditor.smtp_host) == ("Hoveniersbedrijf De Linde", False, "")


def test_company_is_kept_as_it_should_be_written() -> None:
    desk = owner()
    typed = {"name": " De  Linde ", "postcode": "3706ab", "iban": "nl91 abna 0417 1643 00", "vat": "NL 1234.56.782.B90", "kvk": "1234 5678"}
    signed_in(desk).post(reverse("settings-company"), typed)
    desk.creditor.refresh_from_db()
    kept = desk.creditor
    assert (kept.name, kept.postcode, kept.iban, kept.kvk, kept.vat_deductible) == (
        "De Linde",
        "3706 AB",
        "NL91ABNA0417164300",
        "12345678",
        False,
    )


def test_company_with_a_wrong_number_keeps_nothing_and_shows_what_was_typed() -> None:
    desk = owner()
    page = signed_in(desk).post(reverse("settings-company"), {"name": "Nieuw", "iban": "NL91ABNA0417164301"}).content.decode()
    desk.creditor.refresh_from_db()
    assert ("het controlegetal past niet" in page, 'value="NL91ABNA0417164301"' in page) == (True, True)
    assert (desk.creditor.name, desk.creditor.iban) == ("Hoveniersbedrijf De Linde", "NL91ABNA0417164300")


def test_mail_password_is_sealed_and_never_shown() -> None:
    desk = owner()
    client = signed_in(desk)
    typed = {"smtp_host": "mail.example.com", "smtp_port": "587", "smtp_user": "anna", "smtp_password": "zee-geheim"}
    client.post(reverse("settings-mail"), {**typed, "smtp_security": "starttls"})
    client.post(reverse("settings-mail"), {"smtp_port": "465", "smtp_password": ""})
    desk.creditor.refresh_from_db()
    assert "zee-geheim" not in client.get(reverse("settings-mail")).content.decode()
    assert (unseal(desk.creditor.smtp_password), desk.creditor.smtp_port) == ("zee-geheim", 465)
    assert "zee-geheim" not in str(list(desk.events().values_list("data", flat=True))) + desk.creditor.smtp_password


def test_sending_is_refused_with_what_is_missing_and_where_to_fill_it_in() -> None:
    desk = owner()
    desk.creditor.iban = ""
    desk.creditor.save()
    client = signed_in(desk)
    page = client.post(reverse("settings-sending"), {"sending": "on"}).content.decode()
    desk.creditor.refresh_from_db()
    assert desk.creditor.sending_on is False
    assert [found in page for found in ("Versturen kan nog niet aan", "#f-iban", "#f-smtp_host", "#f-city")] == [True, True, True, False]


def test_sending_says_how_many_letters_leave_and_then_is_on() -> None:
    desk = owner()
    letters = drafts(desk, 2)
    assert approve_letter(desk=desk, letter_id=letters[0].id, on=TODAY, at=NOW) == ()
    desk.creditor.smtp_host = "mail.example.com"
    desk.creditor.save()
    client = signed_in(desk)
    page = client.get(reverse("settings-sending")).content.decode()
    assert ("Eén brief gaat per e-mail weg" in page, "€\xa0101,50" in page) == (True, True)
    client.post(reverse("settings-sending"), {"sending": "on"})
    desk.creditor.refresh_from_db()
    assert desk.creditor.sending_on is True
    client.post(reverse("settings-sending"), {"sending": "off"})
    desk.creditor.refresh_from_db()
    assert desk.creditor.sending_on is False


def test_rules_name_steps_rates_and_their_sources(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2026-11-20")
    page = signed_in(owner()).get(reverse("settings-rules")).content.decode()
    sought = ("7 dagen na het telefoongesprek", "1 dag na de uiterste betaaldag van de ingebrekestelling", "10,40 %", "6:119a BW")
    assert [found in page for found in sought] == [True] * 4


def test_rules_past_what_was_checked_say_so_and_give_no_rate(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AKKOORD_ON", "2027-03-01")
    page = signed_in(owner()).get(reverse("settings-rules")).content.decode()
    assert ("bijwerken nodig" in page, "10,40 %" in page) == (True, False)


def test_everything_lies_still_says_so_on_every_page() -> None:
    at = cast.company()
    owner, controller = cast.signed_in(at.user), cast.signed_in(cast.member(at, role="controller"))
    assert owner.post("/instellingen/stilleggen/", {"because": ""}).status_code == 302
    assert "Alles ligt stil." not in owner.get("/debiteuren/").content.decode().replace("Zeg in een paar woorden waarom.", "")
    assert controller.post("/instellingen/stilleggen/", {"because": "<b>ruzie</b>"}).status_code == 302
    page = controller.get("/debiteuren/").content.decode()
    assert ("&lt;b&gt;ruzie&lt;/b&gt;" in page, "Laat het weer lopen" in page) == (True, False)
    assert controller.post("/instellingen/stilleggen/einde/").status_code == 403
    assert "Laat het weer lopen" in owner.get("/debiteuren/").content.decode()
    owner.post("/instellingen/stilleggen/einde/")
    owner.get("/")  # says that it goes on
    assert "Alles ligt stil" not in owner.get("/debiteuren/").content.decode()
