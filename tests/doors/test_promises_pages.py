"""The pages of promises and of what to mend, and the decision after a call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akkoord.store.models import Agreed, Hold, Improvement, Task
from tests.doors import cast
from tests.factories import make_agreed, make_hold, make_said

pytestmark = pytest.mark.django_db
LATER = cast.TODAY + timedelta(days=4)


def test_promises_say_what_came_of_them_and_too_few_say_nothing() -> None:
    at = cast.company()
    someone = cast.debtor(at, name="Kwekerij Oost")
    make_hold(someone, kind="promise", until=LATER, amount=45_000, since=cast.TODAY, by="eva@linde.example")
    for how in ("kept", "kept", "broken"):
        make_hold(someone, kind="promise", until=cast.TODAY, amount=10_000, ended_on=cast.TODAY, ended_because=how, by="eva@linde.example")
    page = cast.signed_in(at.user).get(reverse("promises"))
    text = page.content.decode()
    assert "Kwekerij Oost" in text
    assert "€\u00a0450,00" in text
    assert text.count("te weinig om iets over te zeggen") == 1  # of the colleague; and with a capital above
    assert "Te weinig om iets over te zeggen" in text
    assert (page.context["sums"].open, page.context["sums"].kept_sum, page.context["sums"].broken) == (1, 20_000, 1)


def test_promises_of_one_debtor_are_his_alone() -> None:
    at = cast.company()
    one, other = cast.debtor(at, name="Een"), cast.debtor(at, name="Twee")
    for debtor in (one, other):
        make_hold(debtor, kind="promise", until=LATER, amount=100, since=cast.TODAY)
    page = cast.signed_in(at.user).get(reverse("promises"), {"debiteur": one.id})
    assert [row.debtor_id for row in page.context["page"].object_list] == [one.id]
    assert "colleagues" not in page.context


@pytest.mark.parametrize("which", ["open", "broken", "kept", "all", "ours", "his", "onzin"])
def test_every_choice_of_promises_opens_and_asks_no_more_for_three(which: str) -> None:
    at = cast.company()
    client = cast.signed_in(at.user)

    def queries() -> int:
        someone = cast.debtor(at, name=f"Debiteur {at.debtors().count()}")
        make_hold(someone, kind="promise", until=LATER, amount=100, since=cast.TODAY)
        make_agreed(someone, "copy", day=LATER)
        make_agreed(someone, "proof", day=LATER)
        assert client.get(reverse("promises"), {"toon": which}).status_code == 200
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("promises"), {"toon": which})
        return len(seen)

    first = queries()
    queries()
    assert queries() == first


def test_proof_that_came_in_is_done() -> None:
    at = cast.company()
    row = make_agreed(cast.debtor(at), "proof", day=LATER)
    client = cast.signed_in(at.user)
    answer = client.post(reverse("agreed_settle", args=[row.id]), {"state": "done"})
    assert answer["Location"].endswith("?toon=his")
    assert Agreed.objects.get().state == "done"


def test_what_customers_say_is_named_and_mended() -> None:
    at = cast.company()
    someone = cast.debtor(at, name="Kwekerij Oost")
    cast.invoice(at, someone)
    said = make_said(someone, "bad-treatment", words="afgesnauwd")
    client = cast.signed_in(at.user)
    assert "€\u00a01.312,45" in client.get(reverse("improvements")).content.decode()
    assert "afgesnauwd" in client.get(reverse("matter", args=["bad-treatment"])).content.decode()
    client.post(reverse("matter_name", args=["bad-treatment"]), {"label": "Onvriendelijk bij verkoop", "said": [str(said.id)]})
    named = Improvement.objects.get()
    assert client.get(reverse("matter_named", args=["bad-treatment", named.id])).status_code == 200
    client.post(reverse("improvement_mend", args=[named.id]), {"what": "Met verkoop besproken."})
    assert "Met verkoop besproken." in client.get(reverse("improvements")).content.decode()
    client.post(reverse("improvement_mend", args=[named.id]), {"do": "reopen"})
    assert Improvement.objects.get().mended_on is None


def test_a_decision_after_a_call_lets_the_ladder_go_on() -> None:
    at = cast.company()
    someone = cast.debtor(at)
    make_hold(someone, kind="vulnerable", since=cast.TODAY)
    task = cast.task(at, someone, kind="decide")
    client = cast.signed_in(at.user)
    assert "Hoe gaat het hier verder?" in client.get(reverse("task", args=[task.id])).content.decode()
    client.post(reverse("decided", args=[task.id]), {"do": "go-on"})
    assert (Hold.objects.get().ended_on, Task.objects.get().outcome) == (cast.TODAY, "released")
    assert "Hierover is beslist" in client.get(reverse("task", args=[task.id])).content.decode()


@pytest.mark.parametrize("what", ["promises", "improvements"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_the_lists_can_be_taken_along(what: str, form: str) -> None:
    at = cast.company()
    someone = cast.debtor(at)
    make_hold(someone, kind="promise", until=LATER, amount=100, since=cast.TODAY)
    make_said(someone, "not-received")
    answer = cast.signed_in(at.user).get(reverse("export", args=[what, form]))
    assert answer.status_code == 200
    assert len(b"".join(answer)) > 40
