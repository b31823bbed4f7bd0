"""Out of hands, on its pages: what is needed, what is added, the file, and what is done with a case at the partner."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from akkoord.core.handover.dossier import Opened, opened
from akkoord.core.problem import Text
from akkoord.store.access import Desk
from akkoord.store.models import CaseCheck, Creditor, DebtorFile, Document, HandOver, Invoice, Line, LineMessage, Payment, Task
from akkoord.work.handover.prepare import prepare_all
from akkoord.work.line.trouble import trouble
from tests.documents import pdf
from tests.doors import cast
from tests.work.handed import AT, case_at_its_end, handed_over

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Desk:
    """A company that sends, with a partner who has a mandate."""
    desk = cast.company()
    said = {"sending_on": True, "partner": "Incasso Midden B.V.", "partner_mandated": True, "partner_email": "zaken@incasso.example"}
    Creditor.objects.filter(id=desk.creditor.id).update(**said)
    desk.creditor.refresh_from_db()
    return desk


@pytest.fixture
def client(at: Desk) -> Client:
    """Its owner."""
    return cast.signed_in(at.user)


def test_the_page_says_what_is_missing_and_takes_it(at: Desk, client: Client) -> None:
    debtor, invoice, _ = case_at_its_end(at.creditor)
    place = reverse("hand_over", args=[debtor.id])
    before = {one.key for one in client.get(place).context["lacking"]}
    assert {"contract", "insolvency", "mandate"} <= before
    client.post(reverse("hand_over_looked", args=[debtor.id]), {"key": "insolvency", "note": "CIR"})
    sent = {"what": "contract", "file": SimpleUploadedFile("opdracht.pdf", pdf())}
    client.post(reverse("hand_over_paper", args=[debtor.id]), sent)
    client.post(
        reverse("hand_over_paper", args=[debtor.id]), {"what": f"delivery-{invoice.id}", "file": SimpleUploadedFile("b.pdf", pdf())}
    )
    after = {one.key for one in client.get(place).context["lacking"]}
    assert before - after == {"contract", "insolvency"}
    assert (CaseCheck.objects.get().by, DebtorFile.objects.get().kind) == (at.user.email, "contract")
    assert Document.objects.filter(proves_delivery=True).count() == 2


@pytest.mark.parametrize(
    "sent",
    [
        {"what": "contract"},
        {"what": "contract", "file": SimpleUploadedFile("x.pdf", b"MZ")},
        {"what": "iets", "file": SimpleUploadedFile("x.pdf", pdf())},
        {"what": "", "file": SimpleUploadedFile("x.pdf", pdf())},
    ],
)
def test_what_is_no_paper_is_refused_with_the_reason(at: Desk, client: Client, sent: dict[str, Any]) -> None:
    debtor, _, _ = case_at_its_end(at.creditor)
    page = client.post(reverse("hand_over_paper", args=[debtor.id]), sent, follow=True)
    assert len(list(page.context["messages"])) == 1
    assert not DebtorFile.objects.exists()


def test_an_invoice_of_somebody_else_takes_no_paper(at: Desk, client: Client) -> None:
    debtor, _, _ = case_at_its_end(at.creditor)
    other = cast.invoice(at, cast.debtor(at, number="77"), number="X-1")
    sent = {"what": f"invoice-{other.id}", "file": SimpleUploadedFile("x.pdf", pdf())}
    assert client.post(reverse("hand_over_paper", args=[debtor.id]), sent).status_code == 404


def test_the_file_can_be_read_before_it_goes(at: Desk, client: Client) -> None:
    debtor, _, _ = case_at_its_end(at.creditor)
    page = client.get(reverse("hand_over_read", args=[debtor.id]))
    assert (page["Content-Type"], page.content[:5]) == ("application/pdf", b"%PDF-")
    archive = client.get(reverse("hand_over_dossier", args=[debtor.id]))
    assert isinstance(opened(archive.content), Opened)


@pytest.fixture
def one(at: Desk) -> HandOver:
    """A case that is at the partner."""
    row = handed_over(at.creditor, cast.TODAY)
    prepare_all(creditor=at.creditor, on=cast.TODAY, at=AT)
    HandOver.objects.update(sent_at=AT)
    row.refresh_from_db()
    return row


def do(client: Client, one: HandOver, **said: str) -> str:
    """What is done with it, and what the next page says of it."""
    page = client.post(reverse("hand_over_act", args=[one.id]), said, follow=True)
    return "; ".join(str(message) for message in page.context["messages"])


def test_a_case_at_the_partner_from_payment_to_its_end(client: Client, one: HandOver) -> None:
    assert do(client, one, way="objection", text="Hij zegt dat het niet klopt.") == "Vastgelegd."
    assert do(client, one, way="received", amount="1.000,00", day=str(cast.TODAY)) == "Vastgelegd."
    assert (Payment.objects.get().amount, Invoice.objects.get().open) == (100_000, 150_000)
    assert do(client, one, way="ended", because="uncollectable") == "Vastgelegd."
    page = client.get(reverse("hand_over_case", args=[one.id])).content.decode()
    assert "Afgelopen, er staat nog € 1.500,00 open" in page.replace("\xa0", " ")
    assert Task.objects.get(kind="partner").done_on is None
    assert do(client, one, way="ladder", text="Wij gaan zelf verder.") == "Vastgelegd."
    assert Task.objects.get(kind="partner").done_on == cast.TODAY
    assert [row.kind for row in LineMessage.objects.all()] == ["objection"]


@pytest.mark.parametrize(
    "said",
    [
        {"way": "received", "amount": "veel"}, {"way": "received", "amount": "10,00", "day": "2099-01-01"},
        {"way": "ended", "because": "zomaar"}, {"way": "take-back", "text": " "}, {"way": "answer", "text": "ja", "question": "0"},
        {"way": "passed-on"}, {"way": "ladder", "text": "x"},
    ],
)  # fmt: skip
def test_what_cannot_be_done_is_said_and_changes_nothing(client: Client, one: HandOver, said: dict[str, str]) -> None:
    assert do(client, one, **said) != "Vastgelegd."
    one.refresh_from_db()
    assert (one.state, one.there, LineMessage.objects.count()) == ("sent", 0, 0)


def test_the_file_is_handed_out_as_it_went(client: Client, one: HandOver) -> None:
    assert client.get(reverse("hand_over_file", args=[one.id])).content == bytes(one.dossier or b"")
    assert client.get(reverse("hand_overs")).context["running"][0][0].ref == one.ref


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("nl", ["De andere kant is stil", "niet verwerkt door Incasso Midden B.V.", "Bezwaar van de debiteur", "Deze zaak is gesloten"]),
        ("en", ["The other end is silent", "not taken in by Incasso Midden B.V.", "Objection of the debtor", "This case is closed"]),
    ],
)
def test_the_page_of_a_line_says_in_both_languages_what_is_wrong(at: Desk, client: Client, language: str, said: list[str]) -> None:
    line = Line.objects.create(
        creditor=at.creditor, side="client", state="open", mark="1.a", name="Incasso Midden B.V.", made_on=cast.TODAY
    )
    why = {"nl": "Deze zaak is gesloten.", "en": "This case is closed."}
    own: dict[str, Any] = {"creditor": at.creditor, "line_id": line.id, "seq": 1, "uid": "0" * 32, "raw": b"{}", "signature": ""}
    LineMessage.objects.create(ours=True, kind="objection", ref="Z-1", state="refused", because=why, made_on=cast.TODAY, **own)
    trouble(line, Text("De andere kant is stil.", "The other end is silent."), at=cast.AT)
    client.post("/taal/", {"language": language, "next": "/"})
    page = client.get(reverse("line", args=[line.id])).content.decode()
    assert [one for one in said if one not in page] == []
    assert "silent.." not in page
