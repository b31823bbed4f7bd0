"""Settings as a verb: what is read, what is refused, what is written down."""

from __future__ import annotations

import pytest

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Role
from akkoord.work.mail.sending import turn_sending, would_leave
from akkoord.work.record import broken_link
from akkoord.work.seal import seal, unseal
from akkoord.work.setting_fields import READERS
from akkoord.work.settings import change_settings
from tests.pages_cast import NOW, TODAY, colleague, owner

RIGHT = [
    ("tolerance", "7,50", 750),
    ("tolerance", "", 0),
    ("discount_share", "2,5%", 250),
    ("discount_share", "", 0),
    ("discount_days", "10", 10),
    ("default_term", "14", 14),
    ("remind_days", "3", 3),
    ("remind_days", " ", None),
    ("smtp_port", "465", 465),
    ("smtp_host", " smtp.example.com ", "smtp.example.com"),
    ("country", "be", "BE"),
    ("postcode", "B-1000", "B-1000"),
    ("email", "", ""),
    ("vat", "NL123456782B90", "NL123456782B90"),
    ("iban", "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
    ("vat_deductible", "on", True),
    ("vat_deductible", "", False),
]
WRONG = [
    ("name", "  "),
    ("name", "x" * 201),
    ("kvk", "1234567"),
    ("vat", "NL123456789B01"),
    ("iban", "NL00ABNA0417164300"),
    ("country", "Nederland"),
    ("email", "anna@"),
    ("tolerance", "-1"),
    ("discount_share", "26"),
    ("discount_share", "-1"),
    ("discount_days", "x"),
    ("tolerance", "12,345"),
    ("tolerance", "1000,01"),
    ("default_term", "0"),
    ("remind_days", "0"),
    ("remind_days", "31"),
    ("legal_form", "ltd"),
    ("default_term", "٣"),
    ("default_term", "3.5"),
    ("smtp_port", "65536"),
    ("smtp_host", "https://smtp.example.com"),
    ("smtp_host", "smtp.example.com:25"),
    ("smtp_security", "ssl"),
    ("approval", "niemand"),
]


def change(desk: Desk, **fields: str) -> dict[str, Refusal]:
    """The verb, on the day of the cast."""
    return change_settings(desk=desk, fields=fields, on=TODAY, at=NOW)


@pytest.mark.parametrize(("field", "typed", "kept"), RIGHT)
def test_setting_is_read_as_it_is_kept(field: str, typed: str, kept: str | int | bool) -> None:
    assert READERS[field](typed) == kept


@pytest.mark.parametrize(("field", "typed"), WRONG)
def test_setting_that_is_wrong_is_refused_in_both_languages(field: str, typed: str) -> None:
    read = READERS[field](typed)
    assert isinstance(read, Refusal)
    assert (bool(read.why.nl), bool(read.why.en)) == (True, True)


@pytest.mark.django_db
def test_settings_are_kept_whole_or_not_at_all() -> None:
    desk = owner()
    assert list(change(desk, city="Utrecht", kvk="1")) == ["kvk"]
    desk.creditor.refresh_from_db()
    assert desk.creditor.city == "Zeist"


@pytest.mark.django_db
def test_settings_write_down_only_what_changed() -> None:
    desk = owner()
    assert change(desk, city="Utrecht", street=desk.creditor.street) == {}
    assert change(desk, city="Utrecht") == {}
    assert [(event.kind, event.by, event.data) for event in desk.events()] == [("settings-changed", desk.user.email, {"city": "Utrecht"})]
    assert broken_link(desk.creditor.pk) is None


@pytest.mark.django_db
def test_settings_are_changed_by_an_owner_only() -> None:
    desk = owner()
    assert list(change(colleague(desk, Role.CONTROLLER), city="Utrecht")) == [""]


@pytest.mark.django_db
def test_settings_that_do_not_exist_are_a_mistake() -> None:
    with pytest.raises(KeyError):
        change(owner(), sending_on="on")


@pytest.mark.django_db
def test_automatic_handover_needs_a_partner() -> None:
    desk = owner()
    assert list(change(desk, handover="automatic")) == ["partner"]
    assert list(change(desk, handover="automatic", partner="Incasso Midden")) == ["partner_mandated"]
    mandated = {"partner": "Incasso Midden", "partner_mandated": "on", "partner_kind": "bailiff"}
    assert list(change(desk, **mandated)) == ["partner_email"]
    assert change(desk, handover="automatic", partner_email="dossiers@midden.example", **mandated) == {}
    assert desk.creditor.partner_mandated_on == TODAY
    assert list(change(desk, partner="")) == ["partner"]


@pytest.mark.django_db
def test_an_agency_without_a_registration_that_was_looked_up_gets_no_mandate() -> None:
    desk = owner()
    wanted = {"partner": "Incasso Midden", "partner_email": "dossiers@midden.example", "partner_mandated": "on"}
    refused = change(desk, **wanted)
    assert {name: one.source for name, one in refused.items()} == {"partner_registration": "art. 4 Wki"}
    wanted["partner_registration"] = "100123"
    assert {name: one.source for name, one in change(desk, **wanted).items()} == {"partner_checked_on": "art. 4 Wki"}
    tomorrow = {"partner_checked_on": "2126-01-01"}
    assert list(change(desk, **wanted, **tomorrow)) == ["partner_checked_on"]
    assert change(desk, **wanted, partner_checked_on="2026-11-01") == {}
    assert list(change(desk, partner_registration="100124")) == ["partner_checked_on"]  # another number is looked up again
    assert change(desk, partner_registration="100124", partner_checked_on="2026-11-02") == {}
    assert list(change(desk, partner_way="akkoord")) == ["partner_way"]  # there is no line yet
    assert change(desk, partner_mandated="") == {}
    assert desk.creditor.partner_mandated_on is None


@pytest.mark.django_db
def test_a_kept_password_does_not_follow_to_another_server() -> None:
    desk = owner()
    assert change(desk, smtp_host="mail.example.com", smtp_user="anna", smtp_password="geheim") == {}
    assert list(change(desk, smtp_host="mail.anders.example")) == ["smtp_password"]
    assert change(desk, smtp_host="mail.anders.example", smtp_password="ander geheim") == {}
    assert unseal(desk.creditor.smtp_password) == "ander geheim"


@pytest.mark.django_db
def test_what_sending_needs_is_not_emptied_while_sending_is_on() -> None:
    desk = owner()
    change(desk, smtp_host="mail.example.com")
    assert turn_sending(desk=desk, sending=True, on=TODAY, at=NOW) == ()
    assert list(change(desk, iban="")) == ["iban"]
    assert turn_sending(desk=desk, sending=False, on=TODAY, at=NOW) == ()
    assert change(desk, iban="") == {}
    assert [event.data for event in desk.events().filter(data__has_key="sending_on").order_by("seq")] == [
        {"sending_on": True},
        {"sending_on": False},
    ]


@pytest.mark.django_db
def test_sending_is_turned_on_by_an_owner_only() -> None:
    desk = owner()
    assert len(turn_sending(desk=colleague(desk, Role.CONTROLLER), sending=True, on=TODAY, at=NOW)) == 1
    assert [len(turn_sending(desk=desk, sending=True, on=TODAY, at=NOW)), would_leave(desk=desk).by_email] == [1, 0]


def test_seal_that_was_damaged_is_not_opened() -> None:
    sealed = seal("geheim")
    assert unseal(sealed) == "geheim"
    assert unseal(sealed[:-4] + "AAAA") is None
    assert (seal(""), unseal("")) == ("", "")
