"""Signing in, the first user, and the closed door after him."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from akkoord.store.models import Creditor, Membership, User
from tests.doors import cast

pytestmark = pytest.mark.django_db
FIRST = {"company": "Hoveniersbedrijf De Linde", "email": "Karin@DeLinde.example", "password1": cast.PASSWORD}


def test_the_first_visit_leads_to_the_page_that_makes_the_first_user() -> None:
    assert Client().get("/").headers["Location"] == reverse("account_signup")


def test_the_first_user_owns_his_company() -> None:
    client = Client()
    assert client.post(reverse("account_signup"), FIRST).headers["Location"] == "/"
    membership = Membership.objects.select_related("user", "creditor").get()
    assert (membership.user.email, membership.creditor.name, membership.role) == ("karin@delinde.example", FIRST["company"], "owner")
    assert membership.creditor.sending_on is False
    assert client.get("/").status_code == 200


def test_the_first_user_needs_a_company_and_a_real_password() -> None:
    answer = Client().post(reverse("account_signup"), {"company": "", "email": "karin@delinde.example", "password1": "kort"})
    assert set(answer.context["form"].errors) == {"company", "password1"}
    assert (User.objects.count(), Creditor.objects.count()) == (0, 0)


def test_signing_up_is_closed_after_the_first_user() -> None:
    cast.company()
    assert "Hier is al een eigenaar" in Client().get(reverse("account_signup")).content.decode()
    Client().post(reverse("account_signup"), FIRST)
    assert User.objects.count() == 1


def test_signing_in_and_out() -> None:
    cast.company()
    client = Client()
    answer = client.post(reverse("account_login"), {"login": "eigenaar@delinde.example", "password": cast.PASSWORD})
    assert answer.headers["Location"] == "/"
    client.post(reverse("account_logout"))
    assert client.get("/").status_code == 302


def test_a_wrong_password_is_named_without_saying_who_exists() -> None:
    cast.company()
    known = Client().post(reverse("account_login"), {"login": "eigenaar@delinde.example", "password": "iets anders"})
    unknown = Client().post(reverse("account_login"), {"login": "niemand@delinde.example", "password": "iets anders"})
    assert known.context["form"].errors == unknown.context["form"].errors != {}


def test_the_language_stays_with_the_user() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    assert 'lang="nl"' in client.get("/").content.decode()
    answer = client.post(reverse("language"), {"language": "en", "next": reverse("debtors")})
    assert answer.headers["Location"] == reverse("debtors")
    assert '<html lang="en">' in cast.signed_in(User.objects.get()).get("/").content.decode()


def test_the_way_back_stays_within_the_house() -> None:
    cast.company()
    assert Client().post(reverse("language"), {"language": "en", "next": "https://elders.example/"}).headers["Location"] == "/"


def test_an_htmx_request_of_somebody_signed_out_loads_the_whole_page() -> None:
    cast.company()
    answer = Client().get(reverse("debtors"), headers={"HX-Request": "true"})
    assert answer.headers["HX-Redirect"] == f"{reverse('account_login')}?next=%2Fdebiteuren%2F"


@pytest.mark.parametrize("name", ["account_change_password", "account_logout", "account_reset_password", "account_reset_password_done"])
def test_account_pages_are_ours(name: str) -> None:
    page = cast.signed_in(cast.company().user).get(reverse(name)).content.decode()
    assert 'class="door"' in page
    assert "akkoord.css" in page
