"""Invoices and payments."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from akkoord.store.models import DebtorAccount
from akkoord.work.order.merge_debtors import merge_debtors
from tests.doors import cast
from tests.factories import make_payment

pytestmark = pytest.mark.django_db


def test_the_list_of_invoices_shows_what_is_asked() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    cast.invoice(at, someone, number="laat")
    cast.invoice(at, someone, number="straks", due=cast.TODAY + timedelta(days=5))
    cast.invoice(at, someone, number="credit", kind="credit_note")
    at.invoices().filter(id=cast.invoice(at, someone, number="betaald").id).update(open=0, settled_on=cast.TODAY)
    client = cast.signed_in(at.user)
    shown = {
        which: {row.number for row in client.get(reverse("invoices"), {"toon": which}).context["page"]}
        for which in ("open", "overdue", "all", "credit")
    }
    assert shown == {
        "open": {"laat", "straks"},
        "overdue": {"laat"},
        "all": {"laat", "straks", "credit", "betaald"},
        "credit": {"credit"},
    }


def test_searching_an_invoice_by_number_or_name() -> None:
    at = cast.company()
    cast.invoice(at, cast.debtor(at), number="2026-118")
    cast.invoice(at, cast.debtor(at, name="Kwekerij Oost"), number="2026-131")
    client = cast.signed_in(at.user)
    assert [row.number for row in client.get(reverse("invoices"), {"q": "131"}).context["page"]] == ["2026-131"]
    assert [row.number for row in client.get(reverse("invoices"), {"q": "sluis"}).context["page"]] == ["2026-118"]


def test_invoices_of_one_debtor() -> None:
    at = cast.company()
    one = cast.debtor(at)
    cast.invoice(at, one, number="2026-118")
    cast.invoice(at, cast.debtor(at, name="Kwekerij Oost"))
    page = cast.signed_in(at.user).get(reverse("invoices"), {"debiteur": one.id})
    assert [row.number for row in page.context["page"]] == ["2026-118"]


def test_paging_keeps_to_pages_that_exist() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    for _ in range(51):
        cast.invoice(at, someone)
    client = cast.signed_in(at.user)
    assert len(client.get(reverse("invoices"), {"p": "2"}).context["page"]) == 1
    assert client.get(reverse("invoices"), {"p": "99999"}).context["page"].number == 2
    assert client.get(reverse("invoices"), {"p": "x"}).context["page"].number == 1


def test_the_source_of_the_term_is_kept_and_told() -> None:
    at = cast.company()
    row = cast.invoice(at, cast.debtor(at))
    client = cast.signed_in(at.user)
    client.post(reverse("invoice_terms", args=[row.id]), {"term_source": "contract"})
    client.post(reverse("invoice_terms", args=[row.id]), {"term_source": "onzin"})
    row.refresh_from_db()
    assert row.term_source == "contract"
    assert [event.kind for event in at.events()] == ["terms-changed"]


def test_a_payment_finds_its_invoice() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    right = cast.invoice(at, someone, number="2026-118", total=5000)
    cast.invoice(at, someone, number="2026-119", total=7000)
    DebtorAccount.objects.create(creditor=at.creditor, debtor_id=someone.id, iban="NL20INGB0001234567")
    cast.payment(at, amount=5000, name="Iemand", remittance="betaling 2026-118 dank")
    _, near, *_ = cast.signed_in(at.user).get(reverse("payments")).context["rows"][0]
    assert [([(row.number, cents) for row, cents in one.lines], one.likely, one.match.reasons) for one in near] == [
        ([(right.number, 5000)], True, ("number", "amount-rare", "account-other-name")),
    ]


def test_an_answer_is_taken_with_one_press_and_the_next_payment_stands_on_top() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    rows = [cast.invoice(at, someone, number=number, total=cents) for number, cents in (("2026-118", 5000), ("2026-119", 7000))]
    cast.payment(at, amount=2500, name="", remittance="de helft", iban="")
    money = cast.payment(at, amount=12000, name=someone.name, remittance="beide facturen", iban="")
    client = cast.signed_in(at.user)
    (first, near, *_), (second, *_) = client.get(reverse("payments")).context["rows"]
    assert (first.id, near[0].code, near[0].speaks_for) == (money.id, f"{rows[0].id}:5000,{rows[1].id}:7000", ["name", "amount-all-due"])
    client.post(reverse("payment_accept", args=[money.id]), {"parts": near[0].code})
    assert [(part.invoice.number, part.amount, part.because, part.score) for part in at.allocations().order_by("invoice__number")] == [
        ("2026-118", 5000, "person", 65),
        ("2026-119", 7000, "person", 65),
    ]
    assert [one.id for one, *_ in client.get(reverse("payments")).context["rows"]] == [second.id]


@pytest.mark.parametrize("parts", ["", "x", "1:2", "{invoice}:4999", "{invoice}:5000,{invoice}:5000"])
def test_an_answer_that_was_not_given_is_not_taken(parts: str) -> None:
    at = cast.company()
    row = cast.invoice(at, cast.debtor(at), number="2026-118", total=5000)
    money = cast.payment(at, amount=5000, name="Iemand anders", remittance="2026-118")
    client = cast.signed_in(at.user)
    client.post(reverse("payment_accept", args=[money.id]), {"parts": parts.format(invoice=row.id)})
    assert at.allocations().count() == 0
    assert "klopt niet meer" in client.get(reverse("payments")).content.decode()


def test_a_payment_is_placed_and_taken_back() -> None:
    at = cast.company()
    row, money = cast.invoice(at, cast.debtor(at), number="2026-118"), cast.payment(at, amount=100000)
    client = cast.signed_in(at.user)
    client.post(reverse("payment_place", args=[money.id]), {"number": "2026-118"})
    row.refresh_from_db()
    assert row.open == 31245
    booked = at.allocations().get()
    assert client.post(reverse("allocation_undo", args=[booked.id]), {"from": "payments"}).headers["Location"] == reverse("payments")
    row.refresh_from_db()
    assert row.open == 131245
    assert "teruggedraaid" in client.get(reverse("invoice", args=[row.id])).content.decode()


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"number": ""}, {"number"}),
        ({"number": "bestaat-niet"}, {"number"}),
        ({"number": "2026-118", "amount": "12,345"}, {"amount"}),
        ({"number": "2026-118", "amount": "99999"}, {"amount"}),
        ({"number": "2026-118", "amount": "-5"}, {"amount"}),
    ],
)
def test_a_payment_that_does_not_fit_is_asked_again(said: dict[str, str], wrong: set[str]) -> None:
    at = cast.company()
    cast.invoice(at, cast.debtor(at), number="2026-118")
    money = cast.payment(at)
    page = cast.signed_in(at.user).post(reverse("payment_place", args=[money.id]), said)
    assert page.status_code == 422
    assert set(page.context["rows"][0][3].errors) == wrong
    assert at.allocations().count() == 0


def test_a_payment_set_aside_is_found_back() -> None:
    at = cast.company()
    money = cast.payment(at)
    client = cast.signed_in(at.user)
    client.post(reverse("payment_aside", args=[money.id]))
    assert client.get(reverse("payments")).context["rows"] == []
    assert [row[0].id for row in client.get(reverse("payments"), {"toon": "aside"}).context["rows"]] == [money.id]


def test_the_bank_is_noted_up_to_a_day_that_has_been() -> None:
    at = cast.company()
    type(at.creditor).objects.update(bank_until=None)
    client = cast.signed_in(at.user)
    assert client.post(reverse("bank"), {"until": "2026-11-25"}).status_code == 422
    assert client.post(reverse("bank"), {"until": "2026-11-24"}).headers["Location"] == "/"
    at.creditor.refresh_from_db()
    assert at.creditor.bank_until == cast.TODAY


def test_a_refund_is_taken_with_one_press_and_taken_back_from_what_was_placed() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    note = cast.invoice(at, someone, number="CN-2026-7", total=2500, kind="credit_note")
    out = cast.payment(at, amount=-2500, name=someone.name, remittance="retour", iban="")
    at.payments().filter(id=out.id).update(free=-2500)
    client = cast.signed_in(at.user)
    ((first, near, *_),) = client.get(reverse("payments")).context["rows"]
    assert (first.id, near[0].code, near[0].speaks_for) == (
        out.id,
        f"credit-note:{note.id}",
        ["refund-amount", "refund-name", "refund-said"],
    )
    client.post(reverse("refund_accept", args=[out.id]), {"source": near[0].code})
    assert at.invoices().get(id=note.id).open == 0
    assert client.get(reverse("payments")).context["rows"] == []
    ((_, _, _, _, given),) = client.get(reverse("payments"), {"toon": "placed"}).context["rows"]
    client.post(reverse("refund_undo", args=[given[0].id]))
    assert (at.invoices().get(id=note.id).open, at.payments().get(id=out.id).free) == (2500, -2500)


def test_a_payment_under_the_name_of_who_was_merged_says_which_name_that_is() -> None:
    at = cast.company()
    into, old = cast.debtor(at, name="De Korenbloem B.V.", number="1"), cast.debtor(at, name="Vermeer Bouw B.V.", number="2")
    cast.invoice(at, into, number="2026-118")
    assert merge_debtors(desk=at, into_id=into.id, old_id=old.id, on=cast.TODAY) is None
    open_sum = at.invoices().get(number="2026-118").open
    make_payment(at.creditor, amount=open_sum, on=cast.TODAY, counterparty_iban="", counterparty_name="VERMEER BOUW", remittance="")
    page = cast.signed_in(at.user).get(reverse("payments")).content.decode()
    assert "de naam van wie met hem is samengevoegd: Vermeer Bouw B.V." in page
