"""Stopping work on the pages: the questions, the answer with its articles, and the draft where nothing is against it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Invoice, Letter, StepTaken
from akkoord.work.ongoing.suspend import draft_suspension
from akkoord.work.ongoing.suspension_answers import Answers
from tests.doors import cast

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
SAID = {"work": "het onderhoud van uw terras", "sector": "general", "share": "100", "relation": "same-contract", "order": "debtor-first"}


def late(at: Desk, **fields: Any) -> tuple[Debtor, Invoice]:
    """A debtor with an invoice that is forty days late."""
    someone = cast.debtor(at, **fields)
    return someone, cast.invoice(at, someone)


def ask(at: Desk, someone: Debtor, *invoices: Invoice, button: str = "judge", **more: Any) -> Any:
    """What the page answers."""
    said = {**SAID, "invoices": [one.id for one in invoices], button: "1", **more}
    return cast.signed_in(at.user).post(reverse("suspend", args=[someone.id]), said)


def test_debtor_page_leads_to_the_questions_for_who_may_work() -> None:
    at = cast.company()
    someone, _ = late(at)
    address = reverse("suspend", args=[someone.id])
    assert address in cast.signed_in(at.user).get(reverse("debtor", args=[someone.id])).content.decode()
    reader = cast.signed_in(cast.member(at, role="reader"))
    assert address not in reader.get(reverse("debtor", args=[someone.id])).content.decode()


def test_answer_stands_on_the_page_with_its_article() -> None:
    at = cast.company()
    someone, invoice = late(at)
    page = ask(at, someone, invoice)
    assert (page.status_code, page.context["answer"].allowed) == (200, True)
    assert "Het rust op artikel 6:262 BW." in page.content.decode()
    assert at.letters().count() == 0


def test_what_is_against_it_is_named_with_its_article() -> None:
    at = cast.company()
    someone, invoice = late(at)
    page = ask(at, someone, invoice, relation="lasting-relation", order="", security="on", own_default="on").content.decode()
    assert "Dit mag nu niet" in page
    assert "(6:55 BW)" in page
    assert "(6:54 onder a en 6:262 lid 1 BW)" in page


def test_draft_is_made_and_waits_to_be_read() -> None:
    at = cast.company()
    someone, invoice = late(at)
    answer = ask(at, someone, invoice, button="draft")
    letter = at.letters().get()
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse("letter", args=[letter.id]))
    assert (letter.kind, letter.state, letter.made_on) == ("suspension-warning", "draft", cast.TODAY)
    page = cast.signed_in(at.user).get(reverse("letter", args=[letter.id])).content.decode()
    assert f"Factuur {invoice.number} is 40 dagen te laat; stilleggen rust op artikel 6:262 BW" in page
    told = cast.signed_in(at.user).get(reverse("debtor", args=[someone.id])).content.decode()
    assert "Werk stilleggen mag (artikel 6:262 BW): het onderhoud van uw terras" in told


def test_draft_that_may_not_be_made_says_why() -> None:
    at = cast.company()
    someone, invoice = late(at)
    page = ask(at, someone, invoice, button="draft", sector="rent").content.decode()
    assert "Verhuur van een woning of een gebouw: dit kan alleen via de rechter." in page
    assert at.letters().count() == 0


def test_bound_work_asks_its_steps() -> None:
    at = cast.company()
    someone, invoice = late(at)
    page = ask(at, someone, invoice, sector="energy", measures=["reminders", "demand"])
    assert "Stcrt. 2023, 10020" in page.content.decode()
    assert [one.why.nl for one in page.context["answer"].against][:1] == ["Nog niet gedaan: aantoonbaar persoonlijk contact."]
    assert len(page.context["answer"].against) == 5


def test_another_kind_of_work_only_brings_its_steps() -> None:
    at = cast.company()
    someone, invoice = late(at)
    page = ask(at, someone, invoice, button="other", sector="energy", work="", relation="")
    assert (page.status_code, page.context["answer"]) == (200, None)
    assert "Aantoonbaar persoonlijk contact" in page.content.decode()


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("work", " ", "Noem het werk."),
        ("share", "alles", "Een getal van 1 tot en met 100."),
        ("relation", "", "Kies er een."),
        ("order", "", "Kies er een."),
    ],
)
def test_question_without_an_answer_is_said_at_its_field(field: str, value: str, message: str) -> None:
    at = cast.company()
    someone, invoice = late(at)
    page = ask(at, someone, invoice, **{field: value})
    assert (page.status_code, page.context["form"].errors) == (422, {field: [message]})


def test_invoice_of_somebody_else_cannot_be_chosen() -> None:
    at = cast.company()
    someone, _ = late(at)
    _, foreign = late(at, name="Ander")
    page = ask(at, someone, foreign, button="draft")
    assert set(page.context["form"].errors) == {"invoices"}


@pytest.mark.parametrize(
    ("kind", "says"),
    [("dispute", "Er staat een klacht of betwisting open."), ("promise", "Er is betaling toegezegd."), ("vulnerable", "extra zorg nodig")],
)
def test_reason_to_wait_is_said_instead_of_questions(kind: str, says: str) -> None:
    at = cast.company()
    someone, _ = late(at)
    someone.holds.create(creditor=at.creditor, kind=kind, since=cast.TODAY, until=cast.TODAY + DAY)
    page = cast.signed_in(at.user).get(reverse("suspend", args=[someone.id])).content.decode()
    assert says in page
    assert 'name="judge"' not in page


def warned(at: Desk, someone: Debtor, invoice: Invoice) -> None:
    """The warning left three weeks ago."""
    left = cast.TODAY - 21 * DAY
    Creditor.objects.filter(pk=at.creditor.pk).update(bank_until=left)
    answers = Answers("het onderhoud van uw terras", "general", "same-contract", "debtor-first", (invoice.id,), share=100)
    letter = draft_suspension(desk=at, debtor_id=someone.id, answers=answers, on=left)
    assert isinstance(letter, Letter)
    Letter.objects.filter(pk=letter.pk).update(state="sent", sent_on=left)
    StepTaken.objects.filter(letter_id=letter.id).update(left_on=left, last_day=letter.last_day)
    Creditor.objects.filter(pk=at.creditor.pk).update(bank_until=cast.TODAY)


def test_second_letter_is_asked_once_the_term_is_over() -> None:
    at = cast.company()
    someone, invoice = late(at)
    warned(at, someone, invoice)
    client = cast.signed_in(at.user)
    page = client.get(reverse("suspend", args=[someone.id]))
    assert page.context["stage"].against == ()
    assert "Wat u aankondigde" in page.content.decode()
    assert page.context["form"].initial["relation"] == "same-contract"
    early = ask(at, someone, invoice, stopped_on=(cast.TODAY - 20 * DAY).isoformat()).content.decode()
    assert "Kies de dag waarop het werk stopte" in early
    done = ask(at, someone, invoice, button="draft", stopped_on=cast.TODAY.isoformat())
    letter = at.letters().get(state="draft")
    assert (done.headers["Location"], letter.kind) == (reverse("letter", args=[letter.id]), "suspension")


def test_page_speaks_english_too() -> None:
    at = cast.company()
    someone, _ = late(at)
    at.user.language = "en"
    at.user.save()
    page = cast.signed_in(at.user).get(reverse("suspend", args=[someone.id])).content.decode()
    assert "May you stop this work?" in page
    assert "Electricity or gas to a small user" in page
