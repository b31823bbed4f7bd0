"""Paying by Mollie, against a server on loopback that speaks its protocol: only what Mollie itself says is believed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from akkoord.store.models import Creditor, PayLink
from akkoord.work.facts import situation
from akkoord.work.outlook import outlook
from akkoord.work.portal.paid_elsewhere import look_at_paid
from akkoord.work.seal import seal, unseal
from akkoord.work.settings import change_settings
from tests.doors import cast, portal_cast
from tests.doors.portal_cast import Visit
from tests.factories import make_allocation
from tests.work.mollie_server import KEY, Mollie, mollie_server

pytestmark = pytest.mark.django_db


@pytest.fixture
def mollie(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mollie]:
    """Mollie, and an installation that debtors can reach."""
    monkeypatch.setenv("AKKOORD_ON", cast.TODAY.isoformat())
    settings.PUBLIC_URL = portal_cast.PUBLIC
    with mollie_server(Mollie()) as running:
        settings.MOLLIE_ENDPOINT = running.address
        yield running


def paying(key: str = KEY) -> Visit:
    """A debtor of a company that lets him pay by Mollie, at his page."""
    his = portal_cast.visit()
    Creditor.objects.filter(pk=his.desk.creditor.pk).update(mollie_on=True, mollie_key=seal(key))
    his.desk.creditor.refresh_from_db()
    his.come_in()
    return his


def begun(his: Visit) -> PayLink:
    """He begins to pay."""
    answer = his.client.post("/p/betalen/online/", {"factuur": ""})
    assert answer.status_code == 302
    return his.desk.pay_links().get()


def tell(row: PayLink, number: str = "") -> int:
    """Mollie, or who plays it, says that something changed."""
    return Client().post(f"/p/mollie/{row.id}", {"id": number or row.remote_id}).status_code


def _waits(his: Visit) -> set[str]:
    return {one.wait for one in outlook(debtor=his.debtor, on=cast.TODAY)}


def test_who_paid_by_mollie_is_left_alone_until_it_was_booked(mollie: Mollie) -> None:
    his = paying()
    row = begun(his)
    said = mollie.payments[row.remote_id]
    assert said["amount"] == {"currency": "EUR", "value": "1312.45"}
    assert said["webhookUrl"] == f"{portal_cast.PUBLIC}/p/mollie/{row.id}"
    page = his.client.get(f"/p/betalen/online/{row.id}/").content.decode()
    assert f'href="https://www.mollie.com/checkout/{row.remote_id}"' in page
    assert tell(row) == 200
    row.refresh_from_db()
    assert (row.state, _waits(his)) == ("open", {""})
    mollie.becomes(row.remote_id, "paid")
    assert tell(row) == 200
    row.refresh_from_db()
    assert (row.state, _waits(his)) == ("paid", {"payment-under-way"})
    assert situation(his.desk.creditor, on=cast.TODAY).debtors[0].payment_under_way
    assert "Uw betaling is gelukt" in his.client.get(f"/p/betalen/online/{row.id}/").content.decode()
    make_allocation(his.invoice, amount=131_245, on=cast.TODAY)
    assert look_at_paid(creditor=his.desk.creditor, on=cast.TODAY, at=cast.AT) == 1
    assert his.events()[-3:] == ["pay-begun", "pay-changed", "pay-settled"]


def test_what_somebody_else_says_of_a_payment_changes_nothing(mollie: Mollie) -> None:
    """A call that Mollie did not make; the number of another payment that was paid; a smaller sum; another currency."""
    his = paying()
    row = begun(his)
    other = mollie.new({"amount": {"currency": "EUR", "value": "0.01"}, "metadata": {"reference": "1/1"}}, "")
    mollie.becomes(str(other["id"]), "paid")
    asked = len(mollie.asked)
    for number in (str(other["id"]), "../../v2/payments/tr_1", "tr_", "x" * 5_000):
        assert tell(row, number) == 200
    assert len(mollie.asked) == asked
    for amount in ({"currency": "EUR", "value": "1.00"}, {"currency": "USD", "value": "1312.45"}, {"currency": "EUR", "value": "x"}):
        mollie.becomes(row.remote_id, "paid", amount=amount)
        assert tell(row) == 200
    row.refresh_from_db()
    assert (row.state, _waits(his)) == ("open", {""})
    assert Client().post(f"/p/mollie/{row.id + 1}", {"id": row.remote_id}).content == b""


@pytest.mark.parametrize("state", ["canceled", "expired", "failed"])
def test_a_payment_that_came_to_nothing_holds_nothing_up(mollie: Mollie, state: str) -> None:
    his = paying()
    row = begun(his)
    mollie.becomes(row.remote_id, state)
    page = his.client.get(f"/p/betalen/online/{row.id}/").content.decode()
    assert ("Er is niets afgeschreven" in page, _waits(his)) == (True, {""})


def test_without_mollie_he_is_told_to_pay_by_bank(mollie: Mollie) -> None:
    wrong = paying(key="test_wrongwrongwrongwrongwrong")
    assert wrong.client.post("/p/betalen/online/", {}).status_code == 503
    Creditor.objects.filter(pk=wrong.desk.creditor.pk).update(mollie_on=False)
    assert "Betaal online" not in wrong.client.get("/p/betalen/").content.decode()
    assert wrong.client.post("/p/betalen/online/", {}).status_code == 503


def test_key_is_sealed_and_looked_at_before_it_is_kept() -> None:
    at = cast.company()
    say = {"on": cast.TODAY, "at": cast.AT}
    assert list(change_settings(desk=at, fields={"mollie_on": "on", "mollie_key": ""}, **say)) == ["mollie_key"]  # type: ignore[arg-type]  # days
    assert list(change_settings(desk=at, fields={"mollie_key": "geheim"}, **say)) == ["mollie_key"]  # type: ignore[arg-type]  # likewise
    assert change_settings(desk=at, fields={"mollie_on": "on", "mollie_key": KEY}, **say) == {}  # type: ignore[arg-type]  # likewise
    assert KEY not in at.creditor.mollie_key
    assert unseal(at.creditor.mollie_key) == KEY
    assert KEY not in str(list(at.events().values_list("data", flat=True)))
