"""Arrangements on the pages: built with the sums beside them, accepted on paper with a scan, and handed out as evidence."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Arrangement, Debtor, DebtorFile, Invoice, Letter
from tests.documents import pdf
from tests.doors import cast

pytestmark = pytest.mark.django_db
PDF = pdf()
FIRST = cast.TODAY + timedelta(days=14)


def late(at: Desk, **fields: Any) -> tuple[Debtor, Invoice]:
    """A debtor with an invoice that is forty days late."""
    someone = cast.debtor(at, **fields)
    return someone, cast.invoice(at, someone)


def typed(*invoices: Invoice, **more: Any) -> dict[str, Any]:
    """The form as somebody fills it in."""
    said = {"invoices": [one.id for one in invoices], "count": "4", "every": "month", "first_on": FIRST, "interest": "frozen"}
    return {**said, **more}


def built(at: Desk, someone: Debtor, *invoices: Invoice, **more: Any) -> Arrangement:
    """A proposal that was made on the page."""
    answer = cast.signed_in(at.user).post(reverse("arrangement_build", args=[someone.id]), typed(*invoices, **more))
    made = at.arrangements().get(state="proposed")
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("arrangement", args=[made.id]))
    return made


def test_builder_begins_with_what_a_call_wished_and_shows_the_plan() -> None:
    at = cast.company()
    someone, _ = late(at)
    said = {"kind": "arrangement", "made_on": cast.TODAY, "day": FIRST, "parts": 6, "amount": 1, "state": "open"}
    Agreed.objects.create(creditor=at.creditor, debtor_id=someone.id, **said)
    page = cast.signed_in(at.user).get(reverse("arrangement_build", args=[someone.id]))
    assert (page.context["form"].initial["count"], len(page.context["preview"].plan.parts)) == (6, 6)
    assert "waard dan nu overdragen" in page.content.decode()


def test_preview_follows_what_is_typed_and_either_number_gives_the_other() -> None:
    at = cast.company()
    someone, invoice = late(at)
    client, address = cast.signed_in(at.user), reverse("arrangement_preview", args=[someone.id])
    plan = client.get(address, typed(invoice, count="", each="500,00", down="300,00", interest="waived")).context["preview"].plan
    assert [part.cents for part in plan.parts] == [30_000, 33_748, 33_748, 33_749]
    assert client.get(address, typed(invoice, count="", each="veel")).context["preview"].plan is None


def test_interest_because_of_the_plan_is_a_hard_stop_for_a_consumer() -> None:
    at = cast.company()
    someone, invoice = late(at, kind="consumer")
    answer = cast.signed_in(at.user).post(reverse("arrangement_build", args=[someone.id]), typed(invoice, interest="running"))
    assert (answer.status_code, "7:58" in answer.content.decode(), at.arrangements().count()) == (422, True, 0)


def test_what_was_signed_on_paper_is_kept_and_handed_out_and_never_shown() -> None:
    at = cast.company()
    someone, invoice = late(at)
    made, client = built(at, someone, invoice), cast.signed_in(at.user)
    address, said = reverse("arrangement_accept", args=[made.id]), {"how": "paper", "name": "Kees de Boer"}
    assert client.post(address, said).status_code == 422
    for name, content in (("scan.pdf", b"<html>"), ("scan.png", b"MZ"), ("leeg.pdf", PDF + b"x" * 11_000_000)):
        assert client.post(address, {**said, "scan": SimpleUploadedFile(name, content)}).status_code == 422
    assert not DebtorFile.objects.exists()
    assert client.post(address, {**said, "scan": SimpleUploadedFile("../handtekening.exe", PDF)}).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.accepted_by, made.accepted_how) == ("running", "Kees de Boer", "paper")
    kept = DebtorFile.objects.get()
    handed = client.get(reverse("debtor_file", args=[kept.id]))
    assert (handed.content, handed["X-Content-Type-Options"], kept.name) == (PDF, "nosniff", "handtekening.pdf")
    assert handed["Content-Disposition"] == 'attachment; filename="handtekening.pdf"'
    page = client.get(reverse("arrangement", args=[made.id])).content.decode()
    assert "Kees de Boer ging akkoord" in page
    assert client.get(reverse("arrangement_pdf", args=[made.id])).content[:5] == b"%PDF-"


def test_spoken_agreement_is_confirmed_in_writing() -> None:
    at = cast.company()
    someone, invoice = late(at, email="info@desluis.example")
    made = built(at, someone, invoice)
    cast.signed_in(at.user).post(reverse("arrangement_accept", args=[made.id]), {"how": "spoken", "name": "An"})
    letter = Letter.objects.get()
    assert (letter.kind, letter.state, letter.blocks) == ("arrangement", "draft", made.blocks)
    made.refresh_from_db()
    assert made.state == "running"
    cast.signed_in(at.user).post(reverse("arrangement_close", args=[made.id]), {"because": "In overleg"})
    made.refresh_from_db()
    assert (made.state, made.ended_because["nl"], at.holds().filter(ended_on=None).count()) == ("withdrawn", "In overleg", 0)
