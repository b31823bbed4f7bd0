"""People at the door: added with a link, never the last owner away, no way into another company."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from akkoord.store.models import Creditor, Membership, Role, User
from tests.pages_cast import PASSWORD, colleague, desk_of, owner, person, signed_in

pytestmark = pytest.mark.django_db


def link_in(page: str) -> str:
    """The link on the page that hands it over, without its host."""
    found = re.search(r'id="link" value="https?://[^/]+([^"]+)"', page)
    assert found is not None
    return found[1]


def test_somebody_new_gets_a_link_sets_a_password_and_signs_in() -> None:
    desk = owner()
    page = signed_in(desk).post(reverse("people"), {"email": "Cas@Example.com", "role": "controller"}).content.decode()
    guest = Client()
    form = guest.get(link_in(page), follow=True)
    address = form.redirect_chain[-1][0]
    guest.post(address, {"password1": "appeltaart met slagroom", "password2": "appeltaart met slagroom"})
    assert guest.post(reverse("account_login"), {"login": "cas@example.com", "password": "appeltaart met slagroom"}).status_code == 302
    assert guest.get(reverse("letters")).status_code == 200
    assert "werkt niet meer" in Client().get(link_in(page), follow=True).content.decode()


def test_a_new_link_makes_the_old_one_worthless() -> None:
    desk = owner()
    client = signed_in(desk)
    old = link_in(client.post(reverse("people"), {"email": "cas@example.com", "role": "reader"}).content.decode())
    member = Membership.objects.get(user__email="cas@example.com")
    client.post(reverse("person-link", args=[member.pk]))
    assert "werkt niet meer" in Client().get(old, follow=True).content.decode()


def test_somebody_who_works_elsewhere_is_added_without_a_link() -> None:
    desk, elsewhere = owner(), owner(name="Ander B.V.", email="ander@example.com")
    client = signed_in(desk)
    page = client.post(reverse("people"), {"email": "ander@example.com", "role": "reader"}, follow=True).content.decode()
    member = Membership.objects.get(user=elsewhere.user, creditor=desk.creditor)
    assert ("eigen wachtwoord" in page, 'id="link"' in page) == (True, False)
    assert client.post(reverse("person-link", args=[member.pk])).status_code == 404


@pytest.mark.parametrize(
    ("email", "role", "says"), [("geen adres", "reader", "geen e-mailadres"), ("x@example.com", "baas", "Kies een rol")]
)
def test_somebody_without_an_address_or_a_role_is_refused(email: str, role: str, says: str) -> None:
    desk = owner()
    page = signed_in(desk).post(reverse("people"), {"email": email, "role": role}).content.decode()
    assert (says in page, User.objects.count()) == (True, 1)


def test_somebody_who_works_here_is_not_added_twice() -> None:
    desk = owner()
    page = signed_in(desk).post(reverse("people"), {"email": desk.user.email, "role": "reader"}).content.decode()
    assert ("werkt hier al" in page, desk.members().get().role) == (True, "owner")


def test_the_last_owner_stays_and_stays_owner() -> None:
    desk = owner()
    client, member = signed_in(desk), desk.members().get()
    assert "enige eigenaar" in client.post(reverse("person-role", args=[member.pk]), {"role": "reader"}, follow=True).content.decode()
    assert "enige eigenaar" in client.post(reverse("person-remove", args=[member.pk]), follow=True).content.decode()
    assert desk.members().get().role == "owner"


def test_a_role_changes_and_somebody_leaves() -> None:
    desk = owner()
    other = colleague(desk, Role.READER)
    client, member = signed_in(desk), desk.members().get(user=other.user)
    client.post(reverse("person-role", args=[member.pk]), {"role": "controller"})
    member.refresh_from_db()
    assert member.role == "controller"
    client.post(reverse("person-remove", args=[member.pk]))
    assert (desk.members().count(), User.objects.filter(pk=other.user.pk).exists()) == (1, True)
    assert [event.data["role"] for event in desk.events().order_by("seq")] == ["controller", None]


@pytest.mark.parametrize("name", ["person-link", "person-role", "person-remove"])
def test_people_of_another_company_are_not_found(name: str) -> None:
    member = owner().members().get()
    stranger = signed_in(owner(name="Ander B.V.", email="ander@example.com"))
    assert stranger.post(reverse(name, args=[member.pk]), {"role": "reader"}).status_code == 404


@pytest.mark.parametrize("name", ["person-link", "person-role", "person-remove"])
def test_people_are_not_managed_by_a_controller(name: str) -> None:
    desk = owner()
    member = desk.members().get()
    assert signed_in(colleague(desk, Role.CONTROLLER)).post(reverse(name, args=[member.pk]), {"role": "reader"}).status_code == 403


def test_a_company_is_added_and_opened_with_sending_off() -> None:
    desk = owner()
    client = signed_in(desk)
    page = client.post(reverse("companies"), {"name": "  Tweede  Zaak "}, follow=True).content.decode()
    made = Creditor.objects.get(name="Tweede Zaak")
    assert ("U werkt nu voor Tweede Zaak" in page, made.sending_on) == (True, False)
    assert list(made.memberships.values_list("user", "role")) == [(desk.user.pk, "owner")]
    assert "een naam van hoogstens" in client.post(reverse("companies"), {"name": " "}).content.decode()


def test_a_reader_elsewhere_manages_only_what_is_his() -> None:
    desk, user = owner(), person("dirk@example.com", password=PASSWORD)
    desk_of(user, desk.creditor, Role.READER)
    mine = signed_in(desk_of(user, desk.creditor, Role.READER))
    assert mine.post(reverse("companies"), {"name": "Zaak"}).status_code == 403
