"""Handing over."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tests.doors import cast

pytestmark = pytest.mark.django_db


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
