"""Whoever comes first to an installation with the example in it: he makes his account, and sees the example at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from akkoord.cli import main
from akkoord.store.access import active_people, desks_of, nobody_yet, ownerless
from akkoord.store.models import Creditor, Invoice, User
from akkoord.work.demo.company import NAME, example, found_example, stop_sending
from tests.factories import at_hour, make_creditor, make_desk, make_user

pytestmark = pytest.mark.django_db
FIRST = {"company": "Bakkerij Aalders", "email": "eerste@example.nl", "password1": "een zin om te onthouden"}
DAY = date(2026, 11, 2)


def _example() -> Creditor:
    desk = found_example(on=DAY, at=at_hour(DAY))
    stop_sending(desk.creditor)
    return desk.creditor


def test_the_owner_in_the_example_cannot_sign_in_and_keeps_nobody_out() -> None:
    creditor = _example()
    karin = User.objects.get()
    assert (karin.is_active, karin.has_usable_password(), nobody_yet(), active_people()) == (False, False, True, [])
    assert (list(ownerless()), example()) == ([creditor], creditor)


def test_the_first_visit_makes_the_account_and_shows_the_example() -> None:
    creditor = _example()
    client = Client()
    assert client.get("/").headers["Location"] == reverse("account_signup")
    assert client.post(reverse("account_signup"), FIRST).headers["Location"] == "/"
    user = User.objects.get(email=FIRST["email"])
    assert [(desk.creditor.name, desk.role) for desk in desks_of(user)] == [("Bakkerij Aalders", "owner"), (NAME, "owner")]
    assert client.get("/").context["desk"].creditor == creditor
    assert (nobody_yet(), list(ownerless())) == (False, [])


def test_the_first_user_gets_what_the_command_line_made_and_nothing_of_others() -> None:
    made = make_creditor({"name": "Mijn bedrijf"})
    Client().post(reverse("account_signup"), FIRST)
    assert [desk.creditor.name for desk in desks_of(User.objects.get())] == ["Bakkerij Aalders", made.name]


def test_somebody_who_once_could_sign_in_keeps_the_door_closed() -> None:
    desk = make_desk()
    User.objects.update(is_active=False, password=make_password(FIRST["password1"]))
    assert (nobody_yet(), list(ownerless()), active_people()) == (False, [], [])
    assert Client().get("/").headers["Location"].startswith(reverse("account_login"))
    assert desk.creditor.memberships.count() == 1


def test_demo_asks_who_may_see_it_where_there_are_several(capsys: pytest.CaptureFixture[str]) -> None:
    make_user("a@example.nl")
    make_user("b@example.nl")
    assert main(["demo"]) == 2
    assert capsys.readouterr().err == "akkoord demo: say who gets to see it with --owner: a@example.nl, b@example.nl\n"
    assert main(["demo", "--owner", "c@example.nl"]) == 2
    assert capsys.readouterr().err == "akkoord demo: there is no user 'c@example.nl'; there is a@example.nl, b@example.nl\n"
    assert Creditor.objects.count() == 0


def test_demo_that_is_there_is_shown_to_who_asks(capsys: pytest.CaptureFixture[str]) -> None:
    _example()
    make_user("a@example.nl")
    make_user("b@example.nl")
    assert main(["demo", "--owner", "B@example.nl"]) == 0
    said = f"{NAME} staat er al; er is niets veranderd.\nBekijken: akkoord serve, en aanmelden als b@example.nl.\n"
    assert capsys.readouterr().out == said
    assert [desk.creditor.name for desk in desks_of(User.objects.get(email="b@example.nl"))] == [NAME]
    assert desks_of(User.objects.get(email="a@example.nl")) == []


def test_files_of_ones_own_do_not_end_up_in_the_example(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _example()
    path = tmp_path / "open.csv"
    path.write_text(
        "Factuurnummer;Klantnaam;Factuurdatum;Bedrag\n2026-118;Bouwbedrijf Van Vliet B.V.;02-03-2026;100,00\n", encoding="utf-8"
    )
    assert main(["import", str(path)]) == 0
    capsys.readouterr()
    assert list(Invoice.objects.values_list("number", "creditor__name")) == [("2026-118", "Mijn bedrijf")]
