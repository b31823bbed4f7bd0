"""Prescription on the pages: of an invoice, of its debtor, and on the work list."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from django.urls import reverse

from akkoord.cli import main
from akkoord.store.access import Desk
from akkoord.store.models import Invoice, User
from tests.doors import cast

pytestmark = pytest.mark.django_db
DUE = date(2022, 1, 10)


def late(at: Desk, *, due: date = DUE, kind: str = "business") -> Invoice:
    """An invoice that prescribes soon, or as the day says."""
    return cast.invoice(at, cast.debtor(at, kind=kind), number="2022-041", due=due)


def shown(at: Desk, row: Invoice) -> str:
    """The page of an invoice."""
    return cast.signed_in(at.user).get(reverse("invoice", args=[row.id])).content.decode().replace("\u00a0", " ")


def test_the_page_says_when_why_and_how_long_is_left() -> None:
    at = cast.company()
    page = shown(at, late(at))
    assert "Verjaart op <strong>11 januari 2027</strong>. Stuiten kan tot en met 10 januari 2027." in page
    assert "Daarvoor zijn nog 47 dagen." in page
    assert "Opeisbaar op 10 januari 2022; de dag erna begint de termijn." in page
    assert "5 jaar · 3:307 lid 1 BW" in page


def test_the_page_of_a_young_invoice_does_not_alarm() -> None:
    at = cast.company()
    page = shown(at, late(at, due=date(2026, 10, 1)))
    assert "Verjaart op <strong>2 oktober 2031</strong>." in page
    assert "Daarvoor zijn nog" not in page


def test_the_page_says_what_is_left_when_it_has_prescribed() -> None:
    at = cast.company()
    page = shown(at, late(at, due=date(2021, 11, 23)))
    assert "Verjaard op 24 november 2026. Betaling mag nog worden gevraagd, niet meer worden afgedwongen." in page


def test_the_page_tells_a_consumers_creditor_what_holds_for_a_service() -> None:
    at = cast.company()
    page = shown(at, late(at, due=date(2024, 6, 1), kind="consumer"))
    assert "Verjaard op 2 juni 2026." in page
    assert "dan geldt 5 jaar en verjaart het op 2 juni 2029." in page


def test_the_page_in_english() -> None:
    at = cast.company()
    User.objects.update(language="en")
    page = shown(at, late(at))
    assert "Prescribes on <strong>11 January 2027</strong>. It can be interrupted up to and including 10 January 2027." in page
    assert "Fell due on 10 January 2022; the term starts the day after." in page


@pytest.mark.parametrize("fields", [{"kind": "credit_note"}, {"open": 0, "settled_on": cast.TODAY}])
def test_nothing_prescribes_where_nothing_is_claimed(fields: dict[str, object]) -> None:
    at = cast.company()
    row = late(at)
    at.invoices().filter(id=row.id).update(**fields)
    assert 'id="verjaring"' not in shown(at, row)


def test_an_interruption_is_written_down_told_and_taken_back() -> None:
    at = cast.company()
    row = late(at)
    client = cast.signed_in(at.user)
    said = {"how": "acknowledgement", "day": "2026-11-20", "note": "per e-mail"}
    answer = client.post(reverse("interruption_add", args=[row.id]), said)
    assert answer.headers["Location"] == reverse("invoice", args=[row.id]) + "#verjaring"
    page = shown(at, row)
    assert "Verjaart op <strong>21 november 2031</strong>." in page
    assert "Gestuit op 20 november 2026 door een erkenning van de schuld" in page
    told = client.get(reverse("debtor", args=[row.debtor_id])).content.decode()
    assert "Verjaring van factuur 2022-041 gestuit op 20 november 2026 (een erkenning van de schuld)" in told
    assert "per e-mail" in told
    client.post(reverse("interruption_back", args=[at.interruptions().get().id]))
    assert "Verjaart op <strong>11 januari 2027</strong>." in shown(at, row)
    assert "· teruggenomen" in client.get(reverse("debtor", args=[row.debtor_id])).content.decode()


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({}, {"how", "day"}),
        ({"how": "letter", "day": "31-02-2026"}, {"day"}),
        ({"how": "letter", "day": "2026-11-25"}, {"day"}),
        ({"how": "letter", "day": "2022-01-09"}, {"day"}),
        ({"how": "part-payment", "day": "2026-11-20"}, {"how"}),
    ],
)
def test_an_interruption_that_cannot_be_is_asked_again(said: dict[str, str], wrong: set[str]) -> None:
    at = cast.company()
    row = late(at)
    page = cast.signed_in(at.user).post(reverse("interruption_add", args=[row.id]), {**said, "note": "bewaard"})
    assert (page.status_code, set(page.context["form"].errors)) == (422, wrong)
    assert "bewaard</textarea>" in page.content.decode()
    assert at.interruptions().count() == 0


def test_a_reader_sees_the_day_and_no_form() -> None:
    at = cast.company()
    row = late(at)
    page = cast.signed_in(cast.member(at, role="reader")).get(reverse("invoice", args=[row.id])).content.decode()
    assert "Verjaart op <strong>" in page
    assert reverse("interruption_add", args=[row.id]) not in page


@pytest.mark.parametrize(
    ("due", "words"),
    [(DUE, "Factuur 2022-041 verjaart 11 januari 2027"), (date(2021, 6, 1), "Factuur 2022-041 verjaarde 2 juni 2026")],
)
def test_the_debtors_page_warns(due: date, words: str) -> None:
    at = cast.company()
    row = late(at, due=due)
    cast.invoice(at, row.debtor)
    assert words in cast.signed_in(at.user).get(reverse("debtor", args=[row.debtor_id])).content.decode()


def test_the_debtors_page_does_not_warn_too_early() -> None:
    at = cast.company()
    row = late(at, due=DUE + timedelta(days=365))
    assert "verjaart" not in cast.signed_in(at.user).get(reverse("debtor", args=[row.debtor_id])).content.decode()


def test_the_work_list_leads_to_the_invoice(capsys: pytest.CaptureFixture[str]) -> None:
    at = cast.company()
    row = late(at)
    page = cast.signed_in(at.user).get("/")
    assert [(line.label, line.address) for line in page.context["lines"]] == [
        ("Verjaring", reverse("invoice", args=[row.id]) + "#verjaring")
    ]
    assert main(["today", "--json"]) == 0
    (item,) = json.loads(capsys.readouterr().out)
    assert (item["step"], item["debtor"], item["open"]) == ("prescription", "Café De Sluis", "1312.45")
    assert item["because"].startswith("Factuur 2022-041 verjaart op maandag 11 januari 2027.")
