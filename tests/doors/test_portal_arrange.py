"""Paying in parts on the debtor's page: what he agrees to is the text he saw, and what he negotiates stays inside the bounds."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest

from akkoord.core.arrangement.terms import Interest
from akkoord.store.models import Arrangement, Bargain, Creditor, Hold
from tests.doors import cast, portal_cast
from tests.doors.portal_cast import Visit
from tests.work.arranged import proposed

pytestmark = pytest.mark.django_db
PAGE = "/p/regeling/"


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setenv("AKKOORD_ON", cast.TODAY.isoformat())
    settings.PUBLIC_URL = portal_cast.PUBLIC


def visitor(*, negotiates: bool = False) -> Visit:
    """A debtor at his page."""
    his = portal_cast.visit()
    Creditor.objects.filter(pk=his.desk.creditor.pk).update(negotiate_on=negotiates, remind_days=3)
    his.debtor.creditor.refresh_from_db()
    his.come_in()
    return his


def text_of(page: Any) -> str:
    """The hash of the text that stands on the page."""
    [found] = re.findall(r'name="text" value="([0-9a-f]{64})"', page.content.decode())
    return str(found)


def test_he_agrees_to_the_text_that_he_saw_and_no_other() -> None:
    his = visitor()
    first = proposed(his.debtor, on=cast.TODAY, interest=Interest.FROZEN)
    page = his.client.get(PAGE)
    seen = text_of(page)
    assert "erkent" in page.content.decode()
    said = {"do": "agree", "name": "K. Bakker", "agree": "on", "text": seen}
    for wrong in ({"agree": ""}, {"name": " "}, {"text": "0" * 64}, {"text": ""}):
        assert his.client.post(PAGE, said | wrong).status_code == 422
    second = proposed(his.debtor, on=cast.TODAY, instalments=3, interest=Interest.FROZEN)  # the company thought again
    assert his.client.post(PAGE, said).status_code == 422
    assert set(Arrangement.objects.values_list("state", flat=True)) == {"withdrawn", "proposed"}
    assert his.client.post(PAGE, said | {"text": text_of(his.client.get(PAGE))}).status_code == 302
    second.refresh_from_db()
    kept = (second.state, second.accepted_how, second.accepted_by, second.accepted_from)
    assert kept == ("running", "portal", "K. Bakker", "127.0.0.1")
    assert his.client.get(f"{PAGE}{second.id}/").content == bytes(second.pdf or b"")
    assert his.client.get(f"{PAGE}{first.id}/").status_code == 404
    assert "U betaalt in delen" in his.client.get("/p/rekening/").content.decode()


def test_he_may_say_no_and_propose_himself() -> None:
    his = visitor()
    assert his.client.get(PAGE).headers["Location"] == "/p/voorstel/"
    made = proposed(his.debtor, on=cast.TODAY, interest=Interest.FROZEN)
    assert his.client.post(PAGE, {"do": "decline", "because": "te veel"}).status_code == 302
    made.refresh_from_db()
    assert made.state == "declined"
    answer = his.client.post("/p/voorstel/", {"amount": "50", "every": "month", "day": f"{cast.TODAY}"})
    assert answer.status_code == 302
    assert his.events()[-1] == "portal-proposal"


def test_negotiating_ends_in_an_arrangement_inside_the_bounds() -> None:
    his = visitor(negotiates=True)
    assert "Doe mij een voorstel" in his.client.get(PAGE).content.decode()
    assert his.client.post(PAGE, {"do": "begin"}).status_code == 302
    talk = Bargain.objects.get()
    offer = talk.now
    assert offer is not None
    page = his.client.get(PAGE).content.decode()
    assert talk.text in page.replace("&#x27;", "'")
    assert talk.because not in page  # that is for the company's eyes
    assert his.client.post(PAGE, {"do": "counter", "seen": talk.turns, "amount": "0", "every": "month", "day": "x"}).status_code == 422
    little = {"amount": "30", "every": "month", "day": f"{cast.TODAY + timedelta(days=3)}"}
    assert his.client.post(PAGE, {"do": "counter", "seen": talk.turns, **little}).status_code == 302
    talk.refresh_from_db()
    assert talk.state == "open"
    assert his.client.post(PAGE, {"do": "accept", "seen": 0}).status_code == 422
    assert his.client.post(PAGE, {"do": "accept", "seen": talk.turns}).status_code == 302
    made = Arrangement.objects.get()
    assert (made.state, made.accepted_how, made.remind_days) == ("proposed", "", 3)  # nothing is agreed before he read the text
    assert made.valid_until is not None
    assert made.valid_until <= min(made.instalments.values_list("due_on", flat=True))
    agreement = his.client.get(PAGE)  # he may leave and come back
    said = {"do": "agree", "name": "K. Bakker", "agree": "on", "text": text_of(agreement)}
    for wrong in ({"agree": ""}, {"name": " "}, {"text": "0" * 64}):
        assert his.client.post(PAGE, said | wrong).status_code == 422
    assert his.client.post(PAGE, said).status_code == 302
    made.refresh_from_db()
    assert (made.state, made.accepted_how, made.text_sha256) == ("running", "portal", said["text"])
    assert sum(made.instalments.values_list("amount", flat=True)) == made.total


def test_who_is_in_trouble_of_another_kind_is_not_negotiated_with() -> None:
    his = visitor(negotiates=True)
    his.client.post(PAGE, {"do": "begin"})
    talk = Bargain.objects.get()
    his.client.post(PAGE, {"do": "say", "seen": talk.turns, "words": "Ik zit in de schuldsanering en ik ben ernstig ziek."})
    talk.refresh_from_db()
    assert talk.state == "person"
    assert Hold.objects.filter(debtor_id=his.debtor.id, ended_on=None).exists()
    assert "Ik zit in" not in str(list(his.desk.events().values_list("data", flat=True)))
