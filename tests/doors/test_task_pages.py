"""Calling and handing over."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.doors import cast

pytestmark = pytest.mark.django_db


def test_the_call_shows_what_is_late_and_the_number() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    cast.invoice(at, someone, number="2026-118")
    cast.contact(at, someone)
    text = cast.signed_in(at.user).get(reverse("task", args=[cast.task(at, someone).id])).content.decode()
    assert 'href="tel:0715140033"' in text
    assert 'href="tel:0612345678"' in text
    assert "2026-118" in text
    assert "Er staat nog €\u00a01.312,45 open. Welke dag kunt u dat betalen?" in text


def test_a_promise_made_in_a_call_is_kept_with_it() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    cast.invoice(at, someone)
    call = cast.task(at, someone)
    said = {"outcome": "reached", "note": "wacht op de gemeente", "promised": "500", "promised_by": "2026-12-01"}
    assert cast.signed_in(at.user).post(reverse("call_done", args=[call.id]), said).headers["Location"] == "/"
    call.refresh_from_db()
    assert (call.outcome, call.done_on) == ("reached", cast.TODAY)
    assert at.holds().get().amount == 50000


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, {"outcome"}),
        ({"outcome": "reached", "promised": "500"}, {"promised_by"}),
        ({"outcome": "reached", "promised_by": "2026-12-01"}, {"promised"}),
        ({"outcome": "reached", "promised": "vijfhonderd", "promised_by": "2026-12-01"}, {"promised"}),
        ({"outcome": "reached", "promised": "500", "promised_by": "2026-11-01"}, {"promised_by"}),
        ({"outcome": "no-answer", "promised": "500", "promised_by": "2026-12-01"}, {"outcome"}),
        ({"outcome": "call-back"}, {"call_back_on"}),
        ({"outcome": "call-back", "call_back_on": "2026-02-31"}, {"call_back_on"}),
    ],
)
def test_a_call_that_does_not_add_up_is_asked_again(said: dict[str, str], wrong: set[str]) -> None:
    at = cast.company()
    someone = cast.debtor(at)
    call = cast.task(at, someone)
    page = cast.signed_in(at.user).post(reverse("call_done", args=[call.id]), {"note": "blijft staan", **said})
    assert page.status_code == 422
    assert set(page.context["form"].errors) == wrong
    assert "blijft staan" in page.content.decode()
    call.refresh_from_db()
    assert call.done_on is None


def test_a_call_is_written_down_once() -> None:
    at = cast.company()
    call = cast.task(at, cast.debtor(at))
    client, address = cast.signed_in(at.user), reverse("call_done", args=[call.id])
    client.post(address, {"outcome": "reached"})
    assert client.post(address, {"outcome": "reached"}).status_code == 422
    assert at.events().filter(kind="call").count() == 1


def test_handing_over_shows_what_was_announced_and_does_it() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    ready = cast.announced(at, someone, cast.invoice(at, someone, number="2026-118"))
    client = cast.signed_in(at.user)
    page = client.get(reverse("task", args=[ready.id]))
    assert [row.number for row in page.context["owed"].invoices] == ["2026-118"]
    assert [one.invoice.number for one in page.context["announced"]] == ["2026-118"]
    client.post(reverse("handover_confirm", args=[ready.id]))
    ready.refresh_from_db()
    assert (ready.outcome, ready.done_on) == ("confirmed", cast.TODAY)
    assert "Over deze overdracht is beslist" in client.get(reverse("task", args=[ready.id])).content.decode()


def test_withdrawing_a_hand_over_needs_its_reason() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    ready = cast.announced(at, someone, cast.invoice(at, someone))
    client, address = cast.signed_in(at.user), reverse("handover_withdraw", args=[ready.id])
    assert set(client.post(address, {"because": " "}).context["form"].errors) == {"because"}
    client.post(address, {"because": "Betaalt vrijdag"})
    ready.refresh_from_db()
    assert (ready.outcome, ready.note) == ("withdrawn", "Betaalt vrijdag")
