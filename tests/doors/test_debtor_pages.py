"""Debtors: the list, the page of one, and what may be changed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akkoord.store.models import Allocation, Debtor
from akkoord.work.hold import add_hold
from tests.doors import cast

pytestmark = pytest.mark.django_db
KNOWN = {"name": "Café De Sluis", "kind": "business", "language": "nl", "country": "NL"}


def names(page: object) -> list[str]:
    """The debtors of a list, in order."""
    return [row.name for row, _ in page.context["rows"]]  # type: ignore[attr-defined]  # Django's test client adds it


def test_the_list_has_who_owes_most_first() -> None:
    at = cast.company()
    cast.invoice(at, cast.debtor(at, name="Klein"), total=100)
    cast.invoice(at, cast.debtor(at, name="Groot"), total=90000)
    cast.debtor(at, name="Niets")
    assert names(cast.signed_in(at.user).get(reverse("debtors"))) == ["Groot", "Klein"]


def test_the_list_is_sorted_as_asked() -> None:
    at = cast.company()
    cast.invoice(at, cast.debtor(at, name="Aa"), total=100, due=cast.TODAY - timedelta(days=50))
    cast.invoice(at, cast.debtor(at, name="Bb"), total=900, due=cast.TODAY + timedelta(days=5))
    cast.invoice(at, cast.debtor(at, name="Cc"), total=500, due=cast.TODAY - timedelta(days=5))
    client = cast.signed_in(at.user)
    orders = {op: names(client.get(reverse("debtors"), {"op": op})) for op in ("open", "overdue", "since", "name", "onzin")}
    assert orders == {
        "open": ["Bb", "Cc", "Aa"],
        "overdue": ["Cc", "Aa", "Bb"],
        "since": ["Aa", "Cc", "Bb"],
        "name": ["Aa", "Bb", "Cc"],
        "onzin": ["Bb", "Cc", "Aa"],
    }


@pytest.mark.parametrize("said", ["sluis", "leiden", "2026-777", "sluis leiden"])
def test_searching_finds_by_name_town_and_invoice(said: str) -> None:
    at = cast.company()
    cast.invoice(at, cast.debtor(at), number="2026-777")
    other = Debtor.objects.create(creditor=at.creditor, name="Kwekerij Oost", city="Boskoop")
    cast.invoice(at, other, number="2026-778")
    assert names(cast.signed_in(at.user).get(reverse("debtors"), {"q": said})) == ["Café De Sluis"]


def test_htmx_gets_the_rows_alone() -> None:
    at = cast.company()
    page = cast.signed_in(at.user).get(reverse("debtors"), headers={"HX-Request": "true"})
    assert page.templates[0].name == "debtors/rows.html"


def test_everybody_shows_who_owes_nothing_too() -> None:
    at = cast.company()
    cast.debtor(at, name="Niets")
    assert names(cast.signed_in(at.user).get(reverse("debtors"), {"wie": "alle"})) == ["Niets"]


def test_the_list_of_another_day_works_sums_back() -> None:
    at = cast.company()
    late = cast.invoice(at, cast.debtor(at), total=1000)
    paid = cast.TODAY - timedelta(days=2)
    money = cast.payment(at, amount=1000)
    Allocation.objects.create(creditor=at.creditor, invoice_id=late.id, payment_id=money.id, on=paid, amount=1000, because="person")
    at.invoices().update(open=0, settled_on=paid)
    client = cast.signed_in(at.user)
    assert names(client.get(reverse("debtors"))) == []
    before = client.get(reverse("debtors"), {"on": (paid - timedelta(days=1)).isoformat()})
    assert [(row.name, row.open) for row, _ in before.context["rows"]] == [("Café De Sluis", 1000)]


def test_the_page_says_how_one_stands_and_explains_it() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    cast.invoice(at, someone)
    page = cast.signed_in(at.user).get(reverse("debtor", args=[someone.id]))
    text = page.content.decode()
    assert page.context["owed"].principal == 131245
    assert page.context["owed"].interest > 0
    assert "Hoe komt dit bedrag tot stand?" in text
    assert 'href="tel:0715140033"' in text


def test_the_calculation_stands_on_a_page_of_its_own() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    cast.invoice(at, someone)
    page = cast.signed_in(at.user).get(reverse("debtor_how", args=[someone.id]))
    assert "Wat Café De Sluis verschuldigd is" in page.content.decode()


def test_the_page_asks_no_more_for_three_of_everything() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    client = cast.signed_in(at.user)

    def queries() -> int:
        cast.invoice(at, someone, due=cast.TODAY + timedelta(days=10))
        cast.contact(at, someone)
        add_hold(desk=at, debtor_id=someone.id, kind="hold", note="", until=cast.TODAY + timedelta(days=9), on=cast.TODAY)
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("debtor", args=[someone.id]))
        return len(seen)

    one = queries()
    queries()
    assert queries() == one


def test_changing_a_debtor_is_kept_and_told() -> None:
    at = cast.company()
    someone = cast.debtor(at, kind_doubtful=True)
    said = {**KNOWN, "name": "Eetcafé De Sluis", "vat": "nl 0044.95445.b01", "kvk": "1234 5678"}
    client = cast.signed_in(at.user)
    assert client.post(reverse("debtor_edit", args=[someone.id]), said).status_code == 302
    someone.refresh_from_db()
    assert (someone.name, someone.vat, someone.kvk, someone.kind_doubtful) == ("Eetcafé De Sluis", "NL004495445B01", "12345678", False)
    assert at.events().get().kind == "debtor-changed"
    assert "Gewijzigd: naam" in client.get(reverse("debtor", args=[someone.id])).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("vat", "NL004495454B01", "Dit btw-nummer klopt niet: de controlecijfers passen er niet bij. Is er een cijfer verwisseld?"),
        ("vat", "123", "Een btw-nummer begint met de letters van een EU-land, zoals NL."),
        ("vat", "NL12", "Dit btw-nummer heeft niet de goede vorm; een Nederlands nummer is NL, negen cijfers, B en twee cijfers."),
        ("kvk", "1234567", "Een KvK-nummer heeft acht cijfers; dit zijn er 7."),
        ("email", "sluis.nl", "Dit is geen e-mailadres; het lijkt op naam@bedrijf.nl."),
        ("phone", "geen", "Een telefoonnummer heeft zes tot vijftien cijfers."),
        ("name", " ", "Zonder naam kan er geen brief weg."),
        ("country", "Nederland", "Twee letters, zoals NL of BE."),
    ],
)
def test_what_cannot_be_right_is_said_at_its_field(field: str, value: str, message: str) -> None:
    at = cast.company()
    someone = cast.debtor(at)
    page = cast.signed_in(at.user).post(reverse("debtor_edit", args=[someone.id]), {**KNOWN, field: value})
    assert page.status_code == 422
    assert page.context["form"].errors == {field: [message]}
    assert f'value="{value}"' in page.content.decode()
    assert at.events().count() == 0


def test_contacts_are_added_changed_removed_and_put_back() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    client = cast.signed_in(at.user)
    client.post(reverse("contact_add", args=[someone.id]), {"name": "Kees", "phone": "06 1234 5678"})
    kept = at.contacts().get()
    client.post(reverse("contact_edit", args=[someone.id, kept.id]), {"name": "Kees", "email": "kees@sluis.example"})
    assert at.contacts().get().email == "kees@sluis.example"
    client.post(reverse("contact_remove", args=[someone.id, kept.id]))
    assert at.contacts().count() == 0
    assert client.get(reverse("debtor", args=[someone.id])).context["removed"]["name"] == "Kees"
    assert client.get(reverse("debtor", args=[someone.id])).context["removed"] is None


def test_a_contact_needs_a_name_and_a_way_to_reach_him() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    page = cast.signed_in(at.user).post(reverse("contact_add", args=[someone.id]), {"role": "eigenaar"})
    assert set(page.context["form"].errors) == {"name", "phone"}


def test_a_promise_is_a_sum_and_a_day() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    client, address = cast.signed_in(at.user), reverse("hold_add", args=[someone.id])
    assert set(client.post(address, {"kind": "promise"}).context["form"].errors) == {"until", "amount"}
    assert set(client.post(address, {"kind": "promise", "until": "2026-12-01", "amount": "12,345"}).context["form"].errors) == {"amount"}
    client.post(address, {"kind": "promise", "until": "2026-12-01", "amount": "1.312,45", "note": "na de vakantie"})
    kept = at.holds().get()
    assert (kept.amount, kept.until.isoformat() if kept.until else "", kept.note) == (131245, "2026-12-01", "na de vakantie")


def test_a_reason_to_wait_is_shown_and_lifted() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    client = cast.signed_in(at.user)
    client.post(reverse("hold_add", args=[someone.id]), {"kind": "dispute", "note": "Planten dood"})
    kept = at.holds().get()
    assert "Planten dood" in client.get(reverse("debtor", args=[someone.id])).content.decode()
    client.post(reverse("hold_end", args=[someone.id, kept.id]), {"because": "settled"})
    kept.refresh_from_db()
    assert (kept.ended_on, kept.ended_because) == (cast.TODAY, "settled")


def test_an_invoice_of_somebody_else_cannot_be_held() -> None:
    at = cast.company()
    someone, other = cast.debtor(at), cast.debtor(at, name="Ander")
    foreign = cast.invoice(at, other)
    page = cast.signed_in(at.user).post(reverse("hold_add", args=[someone.id]), {"kind": "hold", "invoice": foreign.id})
    assert set(page.context["form"].errors) == {"invoice"}
