"""The page that says what is not in order: what is on it, what mends it, and what leaves it as it is."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from akkoord.core.order import CHECKS
from akkoord.store.access import Desk
from akkoord.store.models import Contact, Debtor, Invoice
from akkoord.store.queries import order as order_query
from akkoord.work.law import law_of
from akkoord.work.order.find_doubles import find_doubles
from akkoord.work.order.settle_kind import doubt_about
from akkoord.work.order.shorten_term import limit_of
from akkoord.work.run_day import run_day
from tests.doors import cast

pytestmark = pytest.mark.django_db
WHOLE: dict[str, Any] = {
    "street": "Haven 1",
    "postcode": "2311 AA",
    "email": "info@desluis.example",
    "kvk": "12345678",
    "legal_form": "bv",
}


@pytest.fixture
def at() -> Desk:
    """A company at work."""
    return cast.company()


@pytest.fixture
def client(at: Desk) -> Client:
    """Its owner."""
    return cast.signed_in(at.user)


def whole(at: Desk, **but: Any) -> Debtor:
    """A debtor of whom all is known, but for something."""
    return cast.debtor(at, **{**WHOLE, **but})


def in_order(at: Desk, of: Debtor, **but: Any) -> Invoice:
    """An invoice of which all is known, but for something."""
    one = cast.invoice(at, of)
    fields = {"delivered_from": one.issued_on, "delivered_until": one.issued_on, **but}
    Invoice.objects.filter(creditor=at.creditor, id=one.id).update(**fields)
    return at.invoices().get(id=one.id)


def found(at: Desk) -> dict[str, int]:
    """How many there are of each kind, where there are any."""
    rules = law_of(at.creditor.pk).start
    counted = {name: one.rows for name, one in order_query.counts(at, rules=rules).items() if one.rows}
    assert counted == {name: len(rows) for name in CHECKS if (rows := order_query.listed(at, name, rules=rules))}
    return counted


def post(client: Client, slug: str, about: int, **said: Any) -> Any:
    """A form that was filled in."""
    return client.post(reverse("order-mend", args=[slug, about]), said)


def test_what_is_whole_is_on_no_list(at: Desk, client: Client) -> None:
    in_order(at, whole(at))
    assert found(at) == {}
    assert "De administratie is op orde" in client.get(reverse("order")).content.decode()


def test_who_owes_nothing_is_on_no_list(at: Desk) -> None:
    cast.debtor(at, phone="")
    assert found(at) == {}


@pytest.mark.parametrize(
    ("missing", "kind"),
    [
        ({"street": ""}, "address"),
        ({"postcode": ""}, "address"),
        ({"email": ""}, "email"),
        ({"phone": ""}, "phone"),
        ({"legal_form": ""}, "legal-form"),
        ({"kvk": ""}, "kvk"),
        ({"kind_doubtful": True}, "consumer"),
        ({"kind": "consumer"}, "consumer"),
        ({"bounced": "info@desluis.example"}, "bounced"),
    ],
)
def test_each_thing_that_is_missing_is_found(at: Desk, missing: dict[str, Any], kind: str) -> None:
    in_order(at, whole(at, **missing))
    assert found(at) == {kind: 1}


def test_a_person_at_his_place_can_be_reached_for_him(at: Desk) -> None:
    one = whole(at, email="", phone="")
    in_order(at, one)
    Contact.objects.create(creditor=at.creditor, debtor_id=one.id, name="Kees", email="kees@desluis.example", phone="06 12345678")
    assert found(at) == {}


@pytest.mark.parametrize(
    ("kind", "name", "kvk", "doubtful", "listed"),
    [
        ("consumer", "J. Jansen", "", False, False),
        ("consumer", "Jansen B.V.", "", False, True),
        ("consumer", "J. Jansen", "12345678", False, True),
        ("business", "J. Jansen", "", False, True),
        ("business", "J. Jansen", "12345678", False, False),
        ("business", "Kwekerij Oost", "", False, False),
        ("business", "Kwekerij Oost", "", True, True),
        ("government", "Gemeente Epe", "", False, False),
    ],
)
def test_the_database_doubts_as_the_core_does(at: Desk, kind: str, name: str, kvk: str, doubtful: bool, listed: bool) -> None:
    one = whole(at, kind=kind, name=name, kvk=kvk, kind_doubtful=doubtful, legal_form="")
    in_order(at, one)
    assert ("consumer" in found(at), doubt_about(one) is not None) == (listed, listed)


@pytest.mark.parametrize(
    ("kind", "large", "days", "listed"),
    [
        ("business", False, 60, False),
        ("business", False, 61, True),
        ("business", True, 30, False),
        ("business", True, 31, True),
        ("government", False, 31, True),
        ("consumer", False, 90, False),
    ],
)
def test_the_database_counts_terms_as_the_law_does(at: Desk, kind: str, large: bool, days: int, listed: bool) -> None:
    one = in_order(at, whole(at, kind=kind, large=large, legal_form="", kvk=""))
    Invoice.objects.filter(creditor=at.creditor, id=one.id).update(due_on=one.issued_on + timedelta(days=days))
    again = at.invoices().select_related("debtor", "creditor").get(id=one.id)
    assert ("long-term" in found(at), limit_of(again, law=law_of(at.creditor.pk)) is not None) == (listed, listed)


def test_a_line_says_what_it_costs_to_leave_it(at: Desk, client: Client) -> None:
    in_order(at, whole(at, phone=""))
    text = client.get(reverse("order-kind", args=["telefoon"])).content.decode()
    assert "Bellen valt weg uit de stappen" in text
    assert "op het spel wat er open is: €\xa01.312,45" in text


@pytest.mark.parametrize(
    ("missing", "slug", "said", "known"),
    [
        ({"email": ""}, "e-mail", {"email": "boek@desluis.example"}, {"email": "boek@desluis.example"}),
        ({"phone": ""}, "telefoon", {"phone": "071 1234567"}, {"phone": "071 1234567"}),
        ({"kvk": ""}, "kvk", {"kvk": "8765 4321"}, {"kvk": "87654321"}),
        ({"legal_form": ""}, "rechtsvorm", {"legal_form": "vof"}, {"legal_form": "vof"}),
        ({"street": ""}, "adres", {"street": "Kade 2", "postcode": "2311 AB", "city": "Leiden"}, {"street": "Kade 2"}),
        ({"kind_doubtful": True}, "consument-of-bedrijf", {"kind": "business"}, {"kind": "business", "kind_doubtful": False}),
        ({"kind": "consumer"}, "consument-of-bedrijf", {"kind": "consumer"}, {"kind": "consumer"}),
        ({"bounced": WHOLE["email"]}, "adres-komt-terug", {"email": "nieuw@desluis.example"}, {"email": "nieuw@desluis.example"}),
        ({"bounced": WHOLE["email"]}, "adres-komt-terug", {"do": "post"}, {"email": WHOLE["email"]}),
    ],
)
def test_one_form_mends_it(at: Desk, client: Client, missing: dict[str, Any], slug: str, said: Any, known: dict[str, Any]) -> None:
    one = whole(at, **missing)
    in_order(at, one)
    answer = post(client, slug, one.id, **said)
    assert answer.headers["Location"] == reverse("order-kind", args=[slug])
    one.refresh_from_db()
    assert {name: getattr(one, name) for name in known} == known
    assert found(at) == {}


def test_what_cannot_be_is_refused_where_it_was_typed(at: Desk, client: Client) -> None:
    one = whole(at, kvk="")
    in_order(at, one)
    answer = post(client, "kvk", one.id, kvk="1234")
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "Een KvK-nummer heeft acht cijfers; dit zijn er 4." in text
    assert 'value="1234"' in text


def test_htmx_gets_the_line_and_what_is_left(at: Desk, client: Client) -> None:
    one = whole(at, kvk="")
    in_order(at, one)
    there = reverse("order-mend", args=["kvk", one.id])
    wrong = client.post(there, {"kvk": "1"}, headers={"HX-Request": "true"})
    assert (wrong.status_code, wrong.content.decode().strip()[:3]) == (200, "<li")
    done = client.post(there, {"kvk": "12345678"}, headers={"HX-Request": "true"}).content.decode()
    assert "KvK-nummer bewaard." in done
    assert 'hx-swap-oob="true"' in done
    assert "Niets meer: dit is op orde." in done


def test_a_term_can_be_said_for_all_that_is_open(at: Desk, client: Client) -> None:
    of = whole(at)
    one, other = (in_order(at, of, term_source="unknown") for _ in range(2))
    third = in_order(at, of, term_source="statutory")
    post(client, "termijn", one.id, source="contract", everything="on")
    assert [at.invoices().get(id=row.id).term_source for row in (one, other, third)] == ["contract", "contract", "statutory"]


def test_a_term_can_be_said_for_one(at: Desk, client: Client) -> None:
    of = whole(at)
    one, other = (in_order(at, of, term_source="unknown") for _ in range(2))
    post(client, "termijn", one.id, source="terms")
    assert [at.invoices().get(id=row.id).term_source for row in (one, other)] == ["terms", "unknown"]


def test_a_term_of_the_law_takes_the_place_of_one_that_is_too_long(at: Desk, client: Client) -> None:
    one = in_order(at, whole(at, large=True))
    Invoice.objects.filter(creditor=at.creditor, id=one.id).update(due_on=one.issued_on + timedelta(days=90))
    post(client, "te-lange-termijn", one.id)
    assert at.invoices().get(id=one.id).due_on == one.issued_on + timedelta(days=30)
    assert found(at) == {}
    assert post(client, "te-lange-termijn", one.id).status_code == 422


def test_a_delivery_is_said_proved_or_denied(at: Desk, client: Client) -> None:
    nothing = {"delivered_from": None, "delivered_until": None}
    said, proved, never = (in_order(at, whole(at, kvk=f"1234567{n}"), **nothing) for n in range(3))
    assert found(at) == {"delivery": 3}
    post(client, "levering", said.id, first=str(cast.TODAY - timedelta(days=9)), last=str(cast.TODAY - timedelta(days=5)))
    post(client, "levering", proved.id, do="proof", proof=SimpleUploadedFile("bon.pdf", b"%PDF-1.7 getekend"))
    post(client, "levering", never.id, do="never")
    assert found(at) == {"undelivered": 1}
    assert at.invoices().get(id=said.id).delivered_until == cast.TODAY - timedelta(days=5)
    assert at.documents().get().name == "bon.pdf"
    pages = [client.get(reverse("invoice", args=[one.id])).content.decode() for one in (said, proved, never)]
    assert "15 november 2026 – 19 november 2026" in pages[0]
    assert "bewijs van levering" in pages[1]
    assert "<dd>Nog niet</dd>" in pages[2]
    assert at.holds().get(ended_on=None).invoice_id == never.id


def test_what_was_never_delivered_is_not_asked_for_until_it_is(at: Desk, client: Client) -> None:
    one = in_order(at, whole(at), delivered_from=None, delivered_until=None)
    post(client, "levering", one.id, do="never")
    run_day(creditor=at.creditor, on=cast.TODAY)
    assert at.letters().count() == 0
    post(client, "niet-geleverd", one.id, last=str(cast.TODAY))
    assert at.holds().filter(ended_on=None).count() == 0
    run_day(creditor=at.creditor, on=cast.TODAY + timedelta(days=1))
    assert at.letters().count() == 1


def test_a_proof_is_what_it_says_it_is(at: Desk, client: Client) -> None:
    one = in_order(at, whole(at), delivered_from=None, delivered_until=None)
    answer = post(client, "levering", one.id, do="proof", proof=SimpleUploadedFile("bon.pdf", b"<script>"))
    assert answer.status_code == 422
    assert "Alleen PDF, PNG of JPEG." in answer.content.decode()


def test_a_credit_note_is_set_off_on_an_invoice_of_the_same_customer(at: Desk, client: Client) -> None:
    of = whole(at)
    one = in_order(at, of)
    note = cast.invoice(at, of, total=31245, kind="credit_note", number="C1")
    assert found(at) == {"credit-note": 1}
    post(client, "creditnota", note.id, invoice=one.id)
    assert (at.invoices().get(id=one.id).open, at.invoices().get(id=note.id).open) == (100000, 0)
    assert found(at) == {}


def test_a_credit_note_is_not_set_off_at_somebody_else(at: Desk, client: Client) -> None:
    note = cast.invoice(at, whole(at), total=31245, kind="credit_note", number="C1")
    other = in_order(at, whole(at, kvk="87654321", email="x@y.example", postcode="9999 ZZ"))
    assert post(client, "creditnota", note.id, invoice=other.id).status_code == 422
    assert at.invoices().get(id=note.id).open == 31245


def test_a_payment_leads_to_where_it_is_placed(at: Desk, client: Client) -> None:
    money = cast.payment(at)
    assert found(at) == {"payment": 1}
    assert f'href="{reverse("payments")}#p{money.id}"' in client.get(reverse("order-kind", args=["betaling"])).content.decode()


def test_doubles_are_looked_at_and_merged(at: Desk, client: Client) -> None:
    one, other = whole(at, number="1"), whole(at, number="2", name="De Sluis Café", phone="")
    in_order(at, one)
    in_order(at, other)
    client.post(reverse("order-search"))
    assert found(at)["double"] == 1
    text = client.get(reverse("order-kind", args=["dubbel"])).content.decode()
    assert "Hetzelfde KvK-nummer" in text
    there = reverse("order-merge", args=[one.id, other.id])
    assert there in text
    before = client.get(there).content.decode()
    assert "Facturen en creditnota&#x27;s</dt><dd>1</dd>" in before
    assert "€\xa02.624,90" in before
    assert at.debtors().count() == 2
    assert client.post(there).headers["Location"] == reverse("debtor", args=[one.id])
    assert found(at) == {}
    assert client.get(reverse("debtor", args=[other.id])).headers["Location"] == reverse("debtor", args=[one.id])
    page = client.get(reverse("debtor", args=[one.id])).content.decode()
    assert "De Sluis Café (klantnummer 2) is met deze debiteur samengevoegd" in page


def test_the_time_line_of_who_stays_shows_both(at: Desk, client: Client) -> None:
    one, other = whole(at, number="1"), whole(at, number="2")
    client.post(reverse("hold_add", args=[other.id]), {"kind": "vulnerable", "note": "even geen post"})
    client.post(reverse("order-merge", args=[one.id, other.id]))
    assert "even geen post" in client.get(reverse("debtor", args=[one.id])).content.decode()
    assert client.get(reverse("debtor_how", args=[other.id])).status_code == 200


def test_merging_a_consumer_with_a_business_asks_what_he_is(at: Desk, client: Client) -> None:
    one, other = whole(at), whole(at, kind="consumer")
    there = reverse("order-merge", args=[one.id, other.id])
    assert "Wat is hij?" in client.get(there).content.decode()
    assert client.post(there, {"kind": ""}).status_code == 422
    assert at.debtors().count() == 2
    client.post(there, {"kind": "consumer"})
    assert at.debtors().get().kind == "consumer"


def test_what_is_left_says_why_and_comes_back(at: Desk, client: Client) -> None:
    one = whole(at, phone="")
    in_order(at, one)
    there = reverse("order-leave", args=["telefoon", one.id])
    assert client.post(there, {"why": "  "}).status_code == 422
    client.post(there, {"why": "Wil niet gebeld worden"})
    assert found(at) == {}
    text = client.get(reverse("order-left")).content.decode()
    assert "Wil niet gebeld worden" in text
    assert at.user.email in text
    client.post(reverse("order-back", args=[at.left_alone().get().id]))
    assert found(at) == {"phone": 1}
    assert list(at.events().filter(debtor_id=one.id).order_by("seq").values_list("kind", flat=True)) == ["left-alone", "taken-up"]


def test_a_pair_that_is_left_is_not_proposed_again(at: Desk, client: Client) -> None:
    one = whole(at)
    in_order(at, one)
    whole(at)
    find_doubles(at.creditor, on=cast.TODAY)
    client.post(reverse("order-leave", args=["dubbel", at.doubles().get().id]), {"why": "Twee vestigingen"})
    find_doubles(at.creditor, on=cast.TODAY)
    assert found(at) == {}


def test_a_reader_sees_and_mends_nothing(at: Desk) -> None:
    one = whole(at, phone="")
    in_order(at, one)
    reader = cast.signed_in(cast.member(at, role="reader"))
    main = reader.get(reverse("order-kind", args=["telefoon"])).content.decode().partition("<main")[2].partition("</main>")[0]
    assert ("Debiteuren zonder telefoonnummer" in main, "<form" in main) == (True, False)
    assert post(reader, "telefoon", one.id, phone="071 1234567").status_code == 403


@pytest.mark.parametrize("name", CHECKS)
def test_every_kind_has_its_page(at: Desk, client: Client, name: str) -> None:
    assert client.get(reverse("order-kind", args=[CHECKS[name].slug])).status_code == 200


def test_pages_of_many_ask_no_more_than_pages_of_few(at: Desk, client: Client) -> None:
    def fill(first: int, last: int) -> None:
        for number in range(first, last):
            of = cast.debtor(at, name=f"J. Jansen {number}", phone="", kind_doubtful=True, postcode="1234 AB")
            cast.invoice(at, of)
            cast.invoice(at, of, kind="credit_note", number=f"C{number}")
            cast.payment(at)
        find_doubles(at.creditor, on=cast.TODAY)

    def asked() -> dict[str, int]:
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        counted = {}
        for address in (reverse("order"), *(reverse("order-kind", args=[check.slug]) for check in CHECKS.values())):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(address).status_code == 200
            counted[address] = len(queries)
        return counted

    fill(0, 1)
    asked()
    fill(1, 2)
    few = asked()
    fill(2, 6)
    assert asked() == few
