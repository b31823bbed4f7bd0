"""What was agreed with whom about interest and costs: asked on pages, judged field by field, shown in the calculation."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from akkoord.store.models import Allocation, Invoice
from tests.doors import cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
TYPED = {
    "invoices_by": "post",
    "agreed_rate": "1,5",
    "agreed_per": "month",
    "agreed_joins": "year",
    "least_at_once": "on",
    "instalment_costs": "published",
    "day_count": "365",
}


def test_settings_of_interest_and_costs_are_kept() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    assert client.post(reverse("settings-claims"), TYPED).status_code == 302
    at.creditor.refresh_from_db()
    kept = at.creditor
    assert (kept.agreed_rate, kept.agreed_per, kept.agreed_joins, kept.day_count) == (Decimal("1.50"), "month", "year", "365")
    assert (kept.invoices_by, kept.instalment_costs, kept.least_at_once, kept.costs_over_capitalised) == ("post", "published", True, False)
    assert 'value="1,5"' in client.get(reverse("settings-claims")).content.decode()


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"agreed_rate": "veel"}, "Dit is geen percentage; het lijkt op 8,5."),
        ({"agreed_rate": "0"}, "Een afgesproken rente ligt boven 0 en is hoogstens 100 procent."),
        ({"agreed_rate": "101"}, "Een afgesproken rente ligt boven 0 en is hoogstens 100 procent."),
        ({"vat_declared": "on"}, "Dan mag er geen btw bij de incassokosten."),
        ({"day_count": "360"}, "Kies uit: compounding-year, 365, calendar-year."),
    ],
)
def test_settings_that_cannot_be_are_refused_and_nothing_is_kept(typed: dict[str, str], says: str) -> None:
    at = cast.company()
    page = cast.signed_in(at.user).post(reverse("settings-claims"), {**TYPED, **typed}).content.decode()
    at.creditor.refresh_from_db()
    assert (says in page, at.creditor.agreed_rate, at.creditor.least_at_once) == (True, None, False)


def test_a_debtor_can_have_a_rate_of_his_own() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    cast.invoice(at, someone)
    client = cast.signed_in(at.user)
    known = {"name": someone.name, "kind": "business", "language": "nl", "country": "NL"}
    own = {"interest_clause": "own", "agreed_rate": "1", "agreed_per": "month", "agreed_joins": "never", "large": "on"}
    assert client.post(reverse("debtor_edit", args=[someone.id]), {**known, **own}).status_code == 302
    someone.refresh_from_db()
    assert (someone.agreed_rate, someone.large) == (Decimal("1.00"), True)
    page = client.get(reverse("debtor_how", args=[someone.id])).content.decode()
    assert ("Per maand" in page, "overeengekomen rente" in page) == (True, True)


def test_a_clause_of_its_own_needs_a_rate() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    said = {"name": someone.name, "kind": "business", "language": "nl", "country": "NL", "interest_clause": "own", "agreed_rate": ""}
    page = cast.signed_in(at.user).post(reverse("debtor_edit", args=[someone.id]), said).content.decode()
    someone.refresh_from_db()
    assert ("Welk percentage is met deze klant afgesproken?" in page, someone.interest_clause) == (True, "terms")


def test_what_was_agreed_decides_from_when_interest_runs() -> None:
    at = cast.company()
    someone = cast.debtor(at, kind="business")
    row = cast.invoice(at, someone, due=cast.TODAY - 30 * DAY)
    client = cast.signed_in(at.user)
    received = row.issued_on + 4 * DAY
    said = {"term_source": "invoice", "received_on": received.isoformat(), "longer_holds": "on", "contract": "Tuin 12"}
    assert client.post(reverse("invoice_terms", args=[row.id]), said).status_code == 302
    row.refresh_from_db()
    assert (row.term_source, row.received_on, row.contract, row.longer_holds) == ("invoice", received, "Tuin 12", True)
    page = client.get(reverse("invoice", args=[row.id])).content.decode()
    assert ("geen termijn afgesproken: 30 dagen na ontvangst op" in page, "6:119a BW lid 2" in page) == (True, True)


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ({"received_on": "2000-01-01"}, "Een factuur komt niet aan voordat zij is verstuurd."),
        ({"received_on": (cast.TODAY + DAY).isoformat()}, "Die dag moet nog komen."),
        ({"performed_on": (cast.TODAY + DAY).isoformat()}, "Die dag moet nog komen."),
    ],
)
def test_terms_that_cannot_be_are_said_at_their_field(said: dict[str, str], says: str) -> None:
    at = cast.company()
    row = cast.invoice(at, cast.debtor(at))
    answer = cast.signed_in(at.user).post(
        reverse("invoice_terms", args=[row.id]), {"term_source": "contract", "longer_holds": "on", **said}
    )
    row.refresh_from_db()
    assert (answer.status_code, says in answer.content.decode(), row.term_source) == (422, True, "terms")


def test_the_calculation_tells_what_a_payment_went_to() -> None:
    at = cast.company()
    someone = cast.debtor(at, kind="business")
    row = cast.invoice(at, someone, total=100_000, due=cast.TODAY - 400 * DAY)
    paid = cast.payment(at, amount=20_000, name="Iemand", remittance="")
    on = cast.TODAY - 100 * DAY
    Allocation.objects.create(creditor=at.creditor, invoice_id=row.id, payment_id=paid.id, on=on, amount=20_000, because="person")
    Invoice.objects.filter(creditor=at.creditor, id=row.id).update(open=80_000)
    page = cast.signed_in(at.user).get(reverse("debtor_how", args=[someone.id])).content.decode().replace("\u00a0", " ")
    for part in ("Betaling € 200,00:", "op de rente,", "op de hoofdsom", "telt vanaf nu mee in het bedrag.", "Daarvan betaald", " / 365"):
        assert part in page


def test_the_specification_is_a_pdf_of_this_debtor_only() -> None:
    at, other = cast.company(), cast.company(email="ander@example.com")
    someone = cast.debtor(at, kind="business")
    row = cast.invoice(at, someone)
    address = reverse("debtor_specified", args=[someone.id])
    answer = cast.signed_in(at.user).get(address, {"factuur": str(row.id)})
    assert (answer.status_code, answer["Content-Type"], answer.content[:5]) == (200, "application/pdf", b"%PDF-")
    assert cast.signed_in(at.user).get(address, {"factuur": "1"}).status_code == 404
    assert cast.signed_in(other.user).get(address).status_code == 404
