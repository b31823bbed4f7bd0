"""The language model: off at first, asked over a real line without what is personal, and believed only where it can be."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from akkoord.channels.language_model import ask
from akkoord.core.conversation.model_talk import Proposed, answer
from akkoord.core.problem import Refusal
from akkoord.reasons import reasons
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Event
from akkoord.work.ask_model import EMPTY, NOT_YOURS, OFF, SIGNS, propose, try_model
from akkoord.work.settings import change_settings
from tests.cast import MONDAY
from tests.factories import at_hour, make_contact, make_debtor, make_desk, make_invoice
from tests.work.model_server import Answer, Model, choice, model_server, proposes

AT = at_hour(MONDAY)
INSIDE = frozenset({"127.0.0.1"})
SAID = (
    "Met Kees de Wit van Vermeer, kees@vermeer.example, 06-12345678. Factuur 2026-118 klopt niet, jullie rekenen 300 euro te veel. "
    "Ons adres is Kerkstraat 12, 1234 AB Utrecht, IBAN NL91ABNA0417164300."
)
PERSONAL = ("kees", "wit", "vermeer", "12345678", "2026-118", "kerkstraat", "1234 ab", "nl91", "0417164300")


@pytest.fixture
def model(settings: Any) -> Iterator[Model]:
    """A server at an address that is allowed."""
    settings.INSIDE_HOSTS = list(INSIDE)
    with model_server(Model()) as server:
        yield server


@pytest.fixture
def desk(db: None) -> Desk:
    """An owner whose company sends nothing yet."""
    return make_desk()


@pytest.fixture
def asking(desk: Desk, model: Model) -> Desk:
    """A company that set it up."""
    fields = {"model_address": model.address, "model_name": "klein-model", "model_key": "geheim"}
    assert change_settings(desk=desk, fields=fields, on=MONDAY, at=AT) == {}
    return desk


def proposed(desk: Desk, text: str = SAID) -> Proposed | Refusal:
    debtor = desk.debtors().first() or make_debtor(desk.creditor)
    if not desk.invoices().exists():
        make_contact(debtor, name="Kees de Wit")
        make_invoice(debtor, number="2026-118")
    return propose(desk=desk, debtor_id=debtor.id, text=text, on=MONDAY, at=AT)


def test_nothing_is_asked_until_an_owner_set_it_up(desk: Desk, model: Model) -> None:
    assert proposed(desk) == OFF
    assert try_model(desk=desk) == OFF
    assert model.asked == []


def test_question_leaves_without_what_is_personal_and_the_answer_gets_it_back(asking: Desk, model: Model) -> None:
    def told(asked: dict[str, Any]) -> Answer:
        said = asked["messages"][1]["content"]
        name = said.split()[1]
        return proposes("invoice-incorrect", f"{name} zegt dat er 300 euro te veel is gerekend.")

    model.answer = told
    assert proposed(asking) == Proposed("invoice-incorrect", "Kees de Wit zegt dat er 300 euro te veel is gerekend.")
    [asked] = model.asked
    sent = json.dumps(asked, ensure_ascii=False).casefold()
    assert [word for word in PERSONAL if word in sent] == []
    assert "300 euro te veel" in sent
    assert (asked["model"], asked["temperature"], [one["role"] for one in asked["messages"]]) == ("klein-model", 0, ["system", "user"])
    assert (model.paths, model.keys) == (["/v1/chat/completions"], ["Bearer geheim"])


def test_question_is_written_down_without_what_was_said(asking: Desk) -> None:
    proposed(asking)
    event = Event.objects.filter(kind="model-asked").get()
    assert (event.by, event.data) == (asking.user.email, {"answered": True})


def test_signs_of_vulnerability_never_leave(asking: Desk, model: Model) -> None:
    assert proposed(asking, "Mijn vrouw is vorige week overleden.") == SIGNS
    assert proposed(asking, "  ") == EMPTY
    assert model.asked == []


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ((401, b"{}"), "neemt de sleutel niet aan"),
        ((500, b"oeps"), "een fout (500)"),
        ((302, b""), "een fout (302)"),
        ((200, b"<html>"), "niet te lezen"),
        ((200, b"\xff\xfe\x00"), "niet te lezen"),
        ((200, b"[" * 100_000), "niet te lezen"),
        ((200, b"null"), "niet te lezen"),
        ((200, b'{"choices": []}'), "niet te lezen"),
        (choice("Dat lijkt mij een klacht."), "niet te lezen"),
        (choice('["not-received"]'), "niet te lezen"),
        (proposes("bored", "Hij verveelt zich."), "een reden die niet bestaat"),
        (choice('{"reason": ["not-received"]}'), "een reden die niet bestaat"),
        (choice('{"reason": "not-received", "summary": 3}'), "niet te lezen"),
    ],
)
def test_answer_that_cannot_be_believed_is_refused(asking: Desk, model: Model, said: Answer, why: str) -> None:
    model.answer = lambda _asked: said
    found = proposed(asking)
    assert isinstance(found, Refusal)
    assert why in found.why.nl
    assert Event.objects.filter(kind="model-asked").get().data == {"answered": False}


def test_answer_between_fences_is_read_and_a_long_summary_is_cut(asking: Desk, model: Model) -> None:
    model.answer = lambda _asked: choice('```json\n{"reason": "sue-me", "summary": "' + "lang \\u0000" * 400 + '"}\n```')
    found = proposed(asking)
    assert isinstance(found, Proposed)
    assert (found.reason, len(found.summary) <= 600, found.summary.isprintable()) == ("sue-me", True, True)


def test_model_that_is_slow_or_drips_is_left(model: Model) -> None:
    for model.wait, model.drip in ((3.0, 0.0), (0.0, 0.2)):
        found = ask(model.address, key="", question={}, inside=INSIDE, longest=0.5)
        assert isinstance(found, Refusal)
        assert found.why.en == "The language model cannot be reached."
    assert model.keys == ["", ""]


def test_model_that_is_not_there_is_a_refusal(asking: Desk) -> None:
    Creditor.objects.filter(id=asking.creditor.id).update(model_address="http://127.0.0.1:9/v1")
    asking.creditor.refresh_from_db()
    assert isinstance(proposed(asking), Refusal)


def test_address_inside_a_private_network_is_asked_only_where_it_was_allowed(model: Model) -> None:
    assert isinstance(ask(model.address, key="", question={}, inside=frozenset()), Refusal)
    assert isinstance(ask("https://10.0.0.1/v1", key="", question={}, inside=frozenset()), Refusal)
    assert model.asked == []


def test_key_is_sealed_and_never_goes_to_another_address(asking: Desk, model: Model) -> None:
    assert "geheim" not in asking.creditor.model_key
    elsewhere = change_settings(desk=asking, fields={"model_address": "https://other.example/v1"}, on=MONDAY, at=AT)
    assert [refusal.why.nl for refusal in elsewhere.values()] == ["Dit is een ander adres. Vul de sleutel opnieuw in."]
    assert change_settings(desk=asking, fields={"model_address": ""}, on=MONDAY, at=AT) == {}
    assert try_model(desk=asking) == OFF


def test_address_of_a_model_comes_with_its_name(desk: Desk) -> None:
    refused = change_settings(desk=desk, fields={"model_address": "https://model.example/v1"}, on=MONDAY, at=AT)
    assert list(refused) == ["model_name"]
    assert list(change_settings(desk=desk, fields={"model_address": "ftp://model"}, on=MONDAY, at=AT)) == ["model_address"]


def test_only_an_owner_tries_it(asking: Desk) -> None:
    assert try_model(desk=asking) == Proposed("not-received", "")
    assert try_model(desk=make_desk(asking.creditor, role="controller", email="c@example.nl")) == NOT_YOURS


@pytest.mark.parametrize(
    "body", [b"{}", b'{"choices": [{"message": null}]}', b'{"choices": "x"}', b'{"choices": [{"message": {"content": 1}}]}']
)
def test_answer_of_another_shape_is_refused(body: bytes) -> None:
    assert isinstance(answer(body, reasons=reasons()), Refusal)
