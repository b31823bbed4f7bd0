"""The desk at the door: only where there is one, files to save and never to show, and an invoice that is submitted online."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, DeskCase, Invoice, Task
from akkoord.work.desk.decide import accept_case
from akkoord.work.today import WorkList
from tests.doors import cast
from tests.work.desk_cast import MIDDEN, hear, make_line, submit

pytestmark = pytest.mark.django_db
TYPED = {
    "number": "2026-77", "name": "Kwekerij Oost", "issued": "2026-09-01", "due": "2026-10-01", "total": "1.250,50",
    "email": "oost@oost.example", "street": "Laan 1", "postcode": "2311 AB", "city": "Leiden", "kvk": "12345678",
}  # fmt: skip
CSV = b"Factuurnummer;Klant;Factuurdatum;Vervaldatum;Bedrag\nA1;Kwekerij Oost;01-09-2026;01-10-2026;125,50\n"


@pytest.fixture
def case() -> DeskCase:
    at = cast.company()
    Creditor.objects.filter(pk=at.creditor.pk).update(**{name: value for name, value in MIDDEN.items() if name != "name"})
    at.creditor.refresh_from_db()
    return submit(make_line(at.creditor))


def worker(case: DeskCase, role: str = "controller") -> Client:
    """Somebody who works at the desk."""
    owner = case.creditor.memberships.get(role="owner")
    return cast.signed_in(cast.member(Desk(case.creditor, owner.user, "owner"), role=role))


def test_there_are_no_such_pages_without_a_desk(case: DeskCase) -> None:
    client = worker(case)
    page = client.get(reverse("desk_work"))
    assert (page.status_code, "Zaken</a>" in page.content.decode()) == (200, True)
    Creditor.objects.filter(pk=case.creditor_id).update(desk_on=False)
    pages = (reverse("desk_work"), reverse("desk_cases"), reverse("desk_case", args=[case.id]), reverse("desk_file", args=[case.id]))
    assert [client.get(page).status_code for page in pages] == [404] * 4
    assert "Zaken</a>" not in client.get(reverse("debtors")).content.decode()


def test_files_of_the_dossier_are_saved_and_never_shown(case: DeskCase) -> None:
    client, place = worker(case), reverse("desk_file", args=[case.id])
    for address, first in ((place, b"PK"), (f"{place}?pad=facturen/F1.pdf", b"%PDF")):
        page = client.get(address)
        assert page.content.startswith(first)
        assert page["Content-Disposition"].startswith("attachment")
        assert (page["X-Content-Type-Options"], page["Content-Type"]) == ("nosniff", "application/octet-stream")
    assert [client.get(f"{place}?pad={path}").status_code for path in ("../x", "facturen/F2.pdf")] == [404, 404]


def test_what_cannot_be_done_says_why_and_keeps_what_was_typed(case: DeskCase) -> None:
    client, place = worker(case), reverse("desk_do", args=[case.id])
    tries = {
        "amount": {"way": "payment", "amount": "veel", "day": "2026-11-24"},
        "day": {"way": "payment", "amount": "1,00", "day": ""},
        "nothing": {"way": "vliegen"},
        "not yet": {"way": "act", "what": "call", "day": "2026-11-24"},
        "empty": {"way": "refuse", "text": " "},
    }
    assert {name: client.post(place, said).status_code for name, said in tries.items()} == dict.fromkeys(tries, 422)
    assert "Te oud voor ons" in client.post(place, {"way": "ask", "text": "Te oud voor ons" + "x" * 4001}).content.decode()


def test_tasks_of_the_desk_lead_to_their_case(case: DeskCase) -> None:
    client, task = worker(case), Task.objects.get(kind="desk-new")
    assert client.get(reverse("task", args=[task.id]))["Location"] == reverse("desk_case", args=[case.id])
    assert [item.step for item in WorkList(creditor=case.creditor, on=cast.TODAY).items] == ["desk-new"]
    assert "Nieuwe zaak bekijken" in client.get(reverse("debtor", args=[case.debtor_id])).content.decode()
    assert "Naar de zaak" in client.get(reverse("today")).content.decode()


def test_a_case_in_which_nothing_was_done_for_long_asks_for_somebody(case: DeskCase) -> None:
    client = worker(case)
    owner = case.creditor.memberships.get(role="owner")
    desk = Desk(case.creditor, owner.user, "owner")
    day = cast.TODAY - timedelta(days=14)
    assert accept_case(desk=desk, case_id=case.id, handler=owner.user.email, on=day) is None
    DeskCase.objects.filter(id=case.id).update(acted_on=day)
    assert "Al veertien dagen niets gedaan" in client.get(reverse("desk_work")).content.decode()
    assert hear(case.line, "paid", "D1", {"amount": 1, "on": "2026-11-20", "left": 1, "invoice": ""}) is None
    assert "Al veertien dagen niets gedaan" in client.get(reverse("desk_work")).content.decode()  # what a client does is no act of ours


def test_an_invoice_is_submitted_and_leads_to_what_it_still_needs() -> None:
    at = cast.company()
    client, place = cast.signed_in(at.user), reverse("submit_invoice")
    page = client.post(place, TYPED)
    one = Invoice.objects.get(number="2026-77")
    assert (one.total, one.debtor.kvk, page["Location"]) == (125_050, "12345678", reverse("hand_over", args=[one.debtor_id]))
    assert client.post(place, TYPED)["Location"] == page["Location"]  # twice is once
    page = client.post(place, {"file": SimpleUploadedFile("f.csv", CSV)})
    assert page["Location"] == reverse("hand_over", args=[Invoice.objects.get(number="A1").debtor_id])
    assert (Invoice.objects.count(), Debtor.objects.count(), at.hand_overs().count()) == (2, 1, 0)
    wrong: Any = (
        {},
        {**TYPED, "total": "0"},
        {**TYPED, "due": ""},
        {**TYPED, "number": ""},
        {"file": SimpleUploadedFile("x.pdf", b"%PDF-1.7")},
    )
    assert [client.post(place, said).status_code for said in wrong] == [422] * 5
    Creditor.objects.update(partner="")
    assert client.post(place, {**TYPED, "number": "2026-78"}).status_code == 422
