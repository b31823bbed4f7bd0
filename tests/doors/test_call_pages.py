"""The page of a call: before it, while it goes on, and after it; with script and without."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from akkoord.store.access import Desk
from akkoord.store.models import Call, Debtor
from tests.doors import cast
from tests.factories import make_allocation, make_document, make_mail, make_payment
from tests.work.model_server import Model, model_server, proposes

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def begun(at: Desk, client: Client, someone: Debtor) -> Call:
    client.post(reverse("call_debtor", args=[someone.id]))
    return at.calls().get(debtor_id=someone.id, ended_at=None)


def late(at: Desk) -> Debtor:
    someone = cast.debtor(at)
    cast.invoice(at, someone, number="2026-118")
    return someone


def page_of(client: Client, call: Call) -> str:
    return client.get(reverse("call", args=[call.id])).content.decode()


def press(client: Client, name: str, number: int, **said: Any) -> Any:
    return client.post(reverse(name, args=[number]), said, headers=HTMX)


def test_before_the_call_stands_what_one_should_know() -> None:
    at = cast.company()
    someone = late(at)
    cast.contact(at, someone)
    make_mail(someone)
    text = cast.signed_in(at.user).get(reverse("task", args=[cast.task(at, someone).id])).content.decode()
    assert 'href="tel:0715140033"' in text
    assert 'href="tel:0612345678"' in text
    assert "2026-118" in text
    assert "Er ligt een antwoord van hem dat nog niemand las" in text
    assert at.calls().count() == 0


def test_a_call_from_the_list_belongs_to_its_task() -> None:
    at = cast.company()
    someone = late(at)
    task, client = cast.task(at, someone), cast.signed_in(at.user)
    answer = client.post(reverse("call_debtor", args=[someone.id]), {"task": task.id})
    call = at.calls().get()
    assert (answer.headers["Location"], call.task_id) == (reverse("call", args=[call.id]), task.id)
    assert client.post(reverse("call_debtor", args=[someone.id]), {"task": 5}).status_code == 404


def test_a_colleague_sees_who_is_in_the_call_and_listens_along() -> None:
    at = cast.company()
    someone, client = late(at), cast.signed_in(at.user)
    call = begun(at, client, someone)
    other = cast.member(at, role="controller")
    theirs = cast.signed_in(other)
    assert f"{at.user.email} is in gesprek met deze debiteur" in theirs.get(reverse("call_debtor", args=[someone.id])).content.decode()
    theirs.post(reverse("call_debtor", args=[someone.id]))
    assert (at.calls().count(), at.calls().get().joined) == (1, [other.email])
    news = client.get(reverse("call_news", args=[call.id]), {"v": "0", "m": "0"}, headers=HTMX).content.decode()
    assert f"{other.email} luistert mee" in re.sub(r"\s+", " ", news)


def test_a_field_is_kept_while_one_types_and_says_what_stands_there() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    call = begun(at, client, late(at))
    address = reverse("call_keep", args=[call.id])
    first = client.post(address, {"field": "note", "was": "", "value": "van Anna"}).json()
    second = client.post(address, {"field": "note", "was": "", "value": "van Bas"}).json()
    assert (first["stored"], second["stored"], second["value"]) == (True, False, "van Anna")
    assert client.post(address, {"field": "version", "was": "0", "value": "9"}).json()["stored"] is False


def test_everything_works_without_script() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    call = begun(at, client, late(at))
    promise = at.agreed().get()
    typed = {
        "was-note": "", "note": "belt uit de auto",
        f"was-a-{promise.id}-amount": "", f"a-{promise.id}-amount": "500",
        f"was-a-{promise.id}-day": "", f"a-{promise.id}-day": "2026-11-27",
        "was-hearing": "", "hearing": "we wachten zelf op een klant",
    }  # fmt: skip
    answer = client.post(reverse("call_reason", args=[call.id]), {**typed, "reason": "awaiting-own-customer"})
    assert answer.headers["Location"] == reverse("call", args=[call.id])
    text = page_of(client, call)
    assert "“we wachten zelf op een klant”" in text
    assert "belt uit de auto" in text
    ended = client.post(reverse("call_hang_up", args=[call.id]), {"outcome": "reached"})
    letter = at.letters().get()
    assert ended.headers["Location"] == reverse("letter", args=[letter.id])
    assert (at.holds().get().amount, letter.kind) == (50000, "confirmation")
    after = page_of(client, call)
    assert "Bevestiging" in after
    assert 'name="hearing"' not in after


def test_a_sum_that_cannot_be_keeps_the_call_open_and_says_why() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    call = begun(at, client, late(at))
    promise = at.agreed().get()
    typed = {f"was-a-{promise.id}-amount": "", f"a-{promise.id}-amount": "vijfhonderd", "outcome": "reached"}
    answer = client.post(reverse("call_hang_up", args=[call.id]), typed)
    assert answer.status_code == 422
    assert "Dit is geen bedrag" in answer.content.decode()
    assert at.calls().get().ended_at is None


def test_what_is_typed_is_heard_and_only_a_person_moves_the_guide() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    call = begun(at, client, late(at))
    heard = press(client, "call_hear", call.id, hearing="we wachten zelf op geld van een klant").content.decode()
    assert 'value="awaiting-own-customer"' in heard
    changed = press(client, "call_reason", call.id, reason="awaiting-own-customer", hearing="we wachten op een klant").content.decode()
    assert "U weet waarom hij niet betaalt. Toon nu begrip." in changed
    assert at.calls().get().step == "talk"
    press(client, "call_step", call.id, step="return")
    assert at.calls().get().step == "return"


def test_the_same_reason_a_second_time_shows_what_came_of_the_first() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    someone = late(at)
    call = begun(at, client, someone)
    press(client, "call_reason", call.id, reason="awaiting-own-customer", words="de gemeente betaalt niet")
    press(client, "call_agree", call.id, kind="proof")
    client.post(reverse("call_hang_up", args=[call.id]), {"outcome": "reached"})
    again = begun(at, client, someone)
    changed = press(client, "call_reason", again.id, reason="awaiting-own-customer", words="nog steeds").content.decode()
    assert "Dit zei hij ook op" in changed
    assert "“de gemeente betaalt niet”" in changed
    assert "Stuurt bewijs: loopt nog." in re.sub(r"\s+", " ", changed)


def test_signs_of_need_stop_the_pushing_and_nothing_of_them_is_kept() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    call, words = begun(at, client, late(at)), "ik zie geen uitweg meer, ik wil niet meer leven"
    heard = press(client, "call_hear", call.id, hearing=words).content.decode()
    assert "Vraag nu niet om geld" in heard
    assert "113" in heard
    typed = {"was-hearing": "", "hearing": words}
    changed = press(client, "call_care", call.id, **typed).content.decode()
    assert "Eerst de mens" in changed
    assert (at.calls().get().hearing, at.holds().get().kind) == ("", "vulnerable")


def test_words_about_health_do_not_keep_anybody_on_the_phone() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    call = begun(at, client, late(at))
    typed = {"was-hearing": "", "hearing": "ik zie geen uitweg meer, ik wil niet meer leven", "outcome": "reached"}
    assert client.post(reverse("call_hang_up", args=[call.id]), typed).status_code == 302
    assert (at.calls().get().outcome, at.said().count(), at.calls().get().hearing) == ("reached", 0, "")


def test_money_that_comes_in_during_the_call_is_told() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    someone = late(at)
    call = begun(at, client, someone)
    look = {"v": str(at.calls().get().version), "m": "0"}
    assert client.get(reverse("call_news", args=[call.id]), look, headers=HTMX).status_code == 204
    make_allocation(at.invoices().get(), make_payment(at.creditor, amount=131245, on=cast.TODAY), amount=131245, on=cast.TODAY)
    news = client.get(reverse("call_news", args=[call.id]), look, headers=HTMX).content.decode()
    assert "Net betaald:" in news
    assert "Alles is betaald" in news


def test_a_call_that_a_colleague_ended_leads_to_what_came_of_it() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    call = begun(at, client, late(at))
    client.post(reverse("call_hang_up", args=[call.id]), {"outcome": "no-answer"})
    answer = client.get(reverse("call_news", args=[call.id]), headers=HTMX)
    assert answer.headers["HX-Redirect"] == reverse("call", args=[call.id])


def test_one_click_sends_the_copy_and_the_meeting_goes_into_the_calendar() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    someone = late(at)
    make_document(at.invoices().get())
    call = begun(at, client, someone)
    press(client, "call_agree", call.id, kind="copy")
    row = at.agreed().get(kind="copy")
    invoice = at.invoices().get().id
    changed = press(client, "agreed_copy", row.id, **{f"was-a-{row.id}-invoice": "", f"a-{row.id}-invoice": str(invoice)})
    assert "Kopie van 2026-118 is onderweg." in changed.content.decode()
    press(client, "call_agree", call.id, kind="meeting")
    ics = client.get(reverse("agreed_ics", args=[at.agreed().get(kind="meeting").id]))
    assert ics.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert ics.content.startswith(b"BEGIN:VCALENDAR\r\n")


def test_what_is_ours_stands_on_the_list_and_is_done_at_the_debtor() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    someone = late(at)
    call = begun(at, client, someone)
    press(client, "call_agree", call.id, kind="complaint")
    row = at.agreed().get(kind="complaint")
    typed = {f"was-a-{row.id}-what": "", f"a-{row.id}-what": "de haag is scheef", "outcome": "reached"}
    client.post(reverse("call_hang_up", args=[call.id]), typed)
    today = client.get("/").content.decode()
    assert "Wij beantwoorden zijn klacht (de haag is scheef)" in today
    assert f"{reverse('debtor', args=[someone.id])}#afgesproken" in today
    client.post(reverse("agreed_done", args=[row.id]), {"state": "done"})
    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("done", cast.TODAY)
    assert "Wij beantwoorden zijn klacht" not in client.get("/").content.decode()


@pytest.mark.parametrize("words", ["x" * 10_000, "我们还没有收到发票 🙈", "a\x00b", "<script>alert(1)</script>"])
def test_odd_words_get_a_page(words: str) -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    call = begun(at, client, late(at))
    assert press(client, "call_hear", call.id, hearing=words).status_code == 200
    assert press(client, "call_reason", call.id, reason="no-money", hearing=words).status_code == 200
    assert client.post(reverse("call_hang_up", args=[call.id]), {"outcome": "reached"}).status_code == 302
    assert "<script>alert" not in page_of(client, call)


def test_the_language_model_may_be_asked_where_one_is_set_up_and_the_words_are_not_sure(settings: Any) -> None:
    settings.INSIDE_HOSTS = ["127.0.0.1"]
    at = cast.company()
    client = cast.signed_in(at.user)
    call, unsure = begun(at, client, late(at)), "we moeten het er met zijn allen nog eens over hebben"
    assert reverse("call_model", args=[call.id]) not in press(client, "call_hear", call.id, hearing=unsure).content.decode()
    assert "Er is geen taalmodel ingesteld." in press(client, "call_model", call.id, hearing=unsure).content.decode()
    with model_server(Model()) as model:
        at.creditor.model_address, at.creditor.model_name = model.address, "klein"
        at.creditor.save()
        model.answer = lambda asked: proposes("no-money", "Het gaat niet goed met de zaak.")
        assert reverse("call_model", args=[call.id]) in press(client, "call_hear", call.id, hearing=unsure).content.decode()
        told = press(client, "call_model", call.id, hearing=unsure).content.decode()
        assert "Het gaat niet goed met de zaak." in told
        assert 'value="no-money"' in told
        page = client.post(reverse("call_model", args=[call.id]), {"hearing": unsure}, follow=True).content.decode()
        assert "Het gaat niet goed met de zaak." in page
    assert at.said().count() == 0
