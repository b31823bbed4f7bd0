"""Practising through the door: choose, talk, hang up, look back; and nothing real is touched."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from akkoord.core.conversation.practice.talk import LIMIT
from akkoord.reasons.characters import characters
from akkoord.web.practice_page import KEPT
from tests.doors import cast

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
GOOD = (
    *("Goedemorgen, u spreekt met Karin van De Linde.", "Wat is er aan de hand?", "Dat is lastig, dat begrijp ik."),
    *("Is dat de enige reden?", "Lukt woensdag of vrijdag?", "Dan noteer ik 1600 euro op vrijdag. Klopt dat?"),
)


def practising(who: str = "waiting", *, role: str = "owner") -> Client:
    """Somebody who just called this debtor."""
    at = cast.company()
    client = cast.signed_in(at.user if role == "owner" else cast.member(at, role=role))
    assert client.post(reverse("practice-begin"), {"who": who}).headers["Location"] == reverse("practice-talk")
    return client


def say(client: Client, text: str, *, turn: int) -> str:
    """One turn without script; the page that comes of it."""
    answer = client.post(reverse("practice-say"), {"said": text, "turn": str(turn)}, follow=True)
    return answer.content.decode()


def test_everybody_can_be_chosen() -> None:
    body = cast.signed_in(cast.company().user).get(reverse("practice")).content.decode()
    assert [who.name for who in characters().values() if who.name not in body or f'value="{who.id}"' not in body] == []
    assert body.index("Bram Verhoeven") < body.index("Gerard Brink")


def test_a_talk_goes_turn_by_turn_to_an_agreement_and_a_look_back() -> None:
    client = practising()
    body = ""
    for turn, text in enumerate(GOOD):
        body = say(client, text, turn=turn)
    assert "Het gesprek is rond." in body
    assert 'id="said"' not in body
    back = client.get(reverse("practice-back")).content.decode()
    assert "U werd het eens." in back
    assert "Het begin kwam, zoals afgesproken: €\u00a01.600, vrijdag." in back
    assert back.count('<span class="tag green">gelukt</span>') == 3
    assert "Niets gemist" in back


def test_hanging_up_leads_to_what_could_have_been_said() -> None:
    client = practising("indifferent")
    say(client, "U moet gewoon betalen.", turn=0)
    answer = client.post(reverse("practice-hang-up"), follow=True)
    body = answer.content.decode()
    assert answer.redirect_chain[-1][0] == reverse("practice-back")
    assert "U hing op." in body
    assert "Ga niet in discussie." in body
    assert "U zei: ‘U moet gewoon betalen.’" in body


def test_what_he_is_told_is_shown_as_text() -> None:
    body = say(practising(), "<script>alert(1)</script> & <b>hallo</b>", turn=0)
    assert "<script>alert(1)" not in body
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &lt;b&gt;hallo&lt;/b&gt;" in body


@pytest.mark.parametrize("text", ["", "   ", "😀" * 4_000, "x" * 10_000, "a\x00b", "{day} {{ who.name }} {% now %}", "\u202eomgekeerd"])
def test_anything_may_be_typed(text: str) -> None:
    client = practising("shouter")
    assert client.post(reverse("practice-say"), {"said": text, "turn": "0"}).status_code == 302
    assert client.get(reverse("practice-talk")).status_code == 200
    assert len(client.session[KEPT]["said"][0]) <= 1000


def test_silence_is_a_turn() -> None:
    client = practising()
    client.post(reverse("practice-say"), {"said": "wat ik niet zei", "silent": "1", "turn": "0"})
    assert client.session[KEPT]["said"] == [""]
    assert "U bent stil." in client.get(reverse("practice-talk")).content.decode()


def test_what_is_sent_twice_is_heard_once() -> None:
    client = practising()
    say(client, "Goedemorgen, met Karin.", turn=0)
    say(client, "Goedemorgen, met Karin.", turn=0)
    assert client.session[KEPT]["said"] == ["Goedemorgen, met Karin."]


def test_a_talk_always_ends() -> None:
    client = practising("forgetful")
    for turn in range(LIMIT + 3):
        say(client, "Mijn hond heet Bello.", turn=turn)
    assert len(client.session[KEPT]["said"]) == LIMIT
    assert client.get(reverse("practice-back")).status_code == 200


def test_htmx_gets_only_the_turn_the_form_and_the_help() -> None:
    client = practising()
    body = client.post(reverse("practice-say"), {"said": "Wat is er aan de hand?", "turn": "0"}, headers=HTMX).content.decode()
    assert "<html" not in body
    assert (body.count('class="mine"'), body.count('class="his"')) == (1, 1)
    assert body.count('hx-swap-oob="true"') == 2
    assert 'name="turn" value="1"' in body


def test_htmx_that_is_behind_loads_the_page_anew() -> None:
    client = practising()
    answer = client.post(reverse("practice-say"), {"said": "Hallo", "turn": "7"}, headers=HTMX)
    assert answer.headers["HX-Redirect"] == reverse("practice-talk")


def test_help_fits_the_step_one_is_in() -> None:
    client = practising()
    assert "U bent bij: <strong>Aan de praat</strong>" in client.get(reverse("practice-talk")).content.decode()
    for turn, text in enumerate(GOOD[:3]):
        body = say(client, text, turn=turn)
    assert "U bent bij: <strong>Begrip tonen</strong>" in body
    body = say(client, "Dat begrijp ik goed.", turn=3)
    assert "U bent bij: <strong>Terug naar de rekening</strong>" in body


def test_without_a_talk_one_is_led_to_choosing() -> None:
    client = cast.signed_in(cast.company().user)
    assert client.get(reverse("practice-talk")).headers["Location"] == reverse("practice")
    assert client.post(reverse("practice-say"), {"said": "Hallo", "turn": "0"}).headers["Location"] == reverse("practice")
    assert client.post(reverse("practice-hang-up")).headers["Location"] == reverse("practice")
    assert client.get(reverse("practice-back"), follow=True).redirect_chain[-1][0] == reverse("practice")


def test_a_talk_that_goes_on_is_not_looked_back_on_yet() -> None:
    assert practising().get(reverse("practice-back")).headers["Location"] == reverse("practice-talk")


def test_a_talk_can_be_picked_up_again() -> None:
    client = practising()
    say(client, "Goedemorgen, met Karin.", turn=0)
    assert "U bent nog in gesprek met Rachid Bennani." in client.get(reverse("practice")).content.decode()
    client.post(reverse("practice-hang-up"))
    assert "U bent nog in gesprek" not in client.get(reverse("practice")).content.decode()


def test_somebody_who_does_not_exist_cannot_be_called() -> None:
    client = cast.signed_in(cast.company().user)
    assert client.post(reverse("practice-begin"), {"who": "niemand"}).status_code == 404
    assert client.post(reverse("practice-begin")).status_code == 404


def test_a_talk_with_somebody_who_left_the_shelf_is_no_talk() -> None:
    client = practising()
    session = client.session
    session[KEPT] = {**session[KEPT], "who": "vertrokken"}
    session.save()
    assert client.get(reverse("practice-talk")).headers["Location"] == reverse("practice")


def test_practising_writes_nothing_but_the_session() -> None:
    at = cast.company()
    client = cast.signed_in(at.user)
    events, debtors = at.events().count(), at.debtors().count()
    client.post(reverse("practice-begin"), {"who": "busy"})
    for turn, text in enumerate(GOOD):
        say(client, text, turn=turn)
    client.post(reverse("practice-hang-up"))
    assert (at.events().count(), at.debtors().count(), at.calls().count(), at.tasks().count()) == (events, debtors, 0, 0)


def test_a_reader_may_practise_too() -> None:
    assert "U" in say(practising(role="reader"), "Goedemorgen", turn=0)


def test_two_people_each_have_their_own_talk() -> None:
    at = cast.company()
    one, other = cast.signed_in(at.user), cast.signed_in(cast.member(at, role="controller"))
    one.post(reverse("practice-begin"), {"who": "busy"})
    other.post(reverse("practice-begin"), {"who": "shouter"})
    assert "Dennis Kok" in one.get(reverse("practice-talk")).content.decode()
    assert "Gerard Brink" in other.get(reverse("practice-talk")).content.decode()


@pytest.mark.parametrize("name", ["practice", "practice-talk", "practice-back"])
def test_nobody_practises_without_signing_in(name: str) -> None:
    cast.company()
    assert Client().get(reverse(name)).headers["Location"].split("?")[0] == reverse("account_login")


@pytest.mark.parametrize("name", ["practice-begin", "practice-say", "practice-hang-up"])
def test_a_talk_is_changed_by_post_only(name: str) -> None:
    assert cast.signed_in(cast.company().user).get(reverse(name)).status_code == 405


def test_the_way_to_practising_stands_in_the_menu() -> None:
    assert f'href="{reverse("practice")}"' in cast.signed_in(cast.company().user).get("/").content.decode()


def test_the_labels_are_english_and_the_talk_is_dutch() -> None:
    at = cast.company()
    at.user.language = "en"
    at.user.save()
    client = cast.signed_in(at.user)
    client.post(reverse("practice-begin"), {"who": "waiting"})
    body = say(client, "Wat is er aan de hand?", turn=0)
    assert ("What do you say?" in body, 'lang="nl"' in body, "Wat zegt u?" in body) == (True, True, False)
    for turn, text in enumerate(GOOD[2:], start=1):
        say(client, text, turn=turn)
    assert "The beginning came, as agreed: €\u00a01,600, “vrijdag”." in client.get(reverse("practice-back")).content.decode()
