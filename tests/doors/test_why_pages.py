"""Why, and why not, on the page: of one debtor, and of each run."""

from __future__ import annotations

import pytest
from django.urls import reverse

from akkoord.store.access import Desk
from akkoord.store.models import Answer, Creditor, Debtor, Run
from akkoord.work.run_day import run_day
from tests.doors import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    """A company whose day was run, with one debtor to be reminded."""
    at = cast.company()
    Creditor.objects.update(bank_until=cast.TODAY)
    at.creditor.refresh_from_db()
    cast.invoice(at, cast.debtor(at))
    run_day(creditor=at.creditor, on=cast.TODAY)
    return at


def text_of(at: Desk, address: str) -> str:
    """The page as text."""
    answer = cast.signed_in(at.user).get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_runs_are_listed_with_what_they_did(at: Desk) -> None:
    text = text_of(at, reverse("runs"))
    assert "Herinnering 1" in text
    assert reverse("run", args=[Run.objects.get().id]) in text


def test_a_run_says_for_whom_and_why(at: Desk) -> None:
    text = text_of(at, reverse("run", args=[Run.objects.get().id]))
    assert "Café De Sluis" in text
    assert "40 dagen over de vervaldag" in text
    assert "Café De Sluis" not in text_of(at, reverse("run", args=[Run.objects.get().id]) + "?stap=onzin&p=9").partition("<main")[0]


def test_a_run_shows_who_got_one_step(at: Desk) -> None:
    address = reverse("run", args=[Run.objects.get().id])
    assert "Café De Sluis" in text_of(at, f"{address}?stap=reminder")


def test_a_debtor_shows_every_step_and_what_was_decided(at: Desk) -> None:
    text = text_of(at, reverse("debtor_why", args=[Debtor.objects.get().id]))
    assert "40 dagen over de vervaldag" in text
    assert "Er loopt geen werk dat kan stoppen" in text
    assert "Ligt klaar en is nog niet weg" in text


def test_a_day_before_anything_was_decided_says_so(at: Desk) -> None:
    address = reverse("debtor_why", args=[Debtor.objects.get().id])
    assert "Op deze dag was er nog niets besloten." in text_of(at, f"{address}?dag=2020-01-01")
    assert "40 dagen over de vervaldag" in text_of(at, f"{address}?dag=geen-dag")


def test_another_company_sees_neither_run_nor_reason(at: Desk) -> None:
    other = cast.company(name="Vreemd", email="ander@example.nl")
    client = cast.signed_in(other.user)
    assert client.get(reverse("run", args=[Run.objects.get().id])).status_code == 404
    assert client.get(reverse("debtor_why", args=[Debtor.objects.get().id])).status_code == 404
    assert Answer.objects.count() == 1
