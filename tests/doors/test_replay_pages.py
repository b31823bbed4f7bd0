"""The pages of playing back: what is chosen, what is said while it is played, what comes of it, and where there is too little past."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akkoord.ladders import text_of
from akkoord.store.access import Desk
from akkoord.store.models import Replay
from akkoord.web.replay_page import between, differs, verdict
from akkoord.work.payments.place_payment import place_payment
from akkoord.work.replay.ask import REPLAYS
from tests.doors import cast

pytestmark = pytest.mark.django_db
PAGE = "/terugspelen/"
CHOSEN = {"nu": "nl_business:0", "straks": "eigen:1"}
LATER = text_of("nl_business").replace('after = [{ step = "due-day", days = 1 }]', 'after = [{ step = "due-day", days = 6 }]', 1)


@pytest.fixture
def at() -> Desk:
    """A company with a ladder of its own, one paid invoice and one that is late."""
    desk = cast.company()
    someone = cast.debtor(desk)
    due = cast.TODAY - timedelta(days=100)
    money = cast.payment(desk)
    late = cast.invoice(desk, someone, due=due)
    place_payment(desk=desk, payment_id=money.id, invoice_id=late.id, amount=100, on=cast.TODAY)
    desk.ladders().create(creditor=desk.creditor, name="eigen", title="Rustig aan", version=1, text=LATER, made_on=cast.TODAY)
    return desk


@pytest.fixture
def browser(at: Desk) -> Client:
    """Its owner, signed in."""
    return cast.signed_in(at.user)


def words(client: Client, address: str) -> str:
    """What the page says, with its white space as one."""
    return re.sub(r"\s+", " ", client.get(address).content.decode())


def asked(at: Desk, browser: Client, **more: str) -> str:
    """The address of a question that was asked and played."""
    place = browser.post(reverse("replay-ask"), {**CHOSEN, **more}).headers["Location"]
    REPLAYS.work_off()
    return str(place)


def test_page_offers_the_ladder_in_use_beside_another(browser: Client) -> None:
    shown = words(browser, PAGE)
    assert '<option value="nl_business:0" selected>' in shown
    assert '<option value="eigen:1" selected>' in shown


def test_question_waits_and_is_asked_for_again_until_it_was_played(at: Desk, browser: Client) -> None:
    place = browser.post(reverse("replay-ask"), CHOSEN).headers["Location"]
    busy = words(browser, place)
    assert "Het verleden wordt opnieuw doorlopen" in busy
    assert 'hx-trigger="every 1s"' in busy
    REPLAYS.work_off()
    assert "hx-trigger" not in words(browser, place)


def test_answer_has_figures_pictures_and_the_same_figures_as_a_table(at: Desk, browser: Client) -> None:
    shown = words(browser, asked(at, browser))
    assert "Nu: Bedrijven en overheden, zoals meegeleverd" in shown
    assert "Straks: Rustig aan, versie 1" in shown
    assert "Dat is te weinig om te zeggen" in shown
    assert shown.count("<svg") == shown.count("<title id") == shown.count("<desc id") == shown.count("Als tabel") >= 4
    assert "style=" not in shown
    assert "Café De Sluis" in shown


def test_draft_of_the_editor_is_played_beside_what_is_in_use(at: Desk, browser: Client) -> None:
    place = browser.post("/instellingen/stappen/nl_business/toml/", {"do": "replay", "text": LATER}).headers["Location"]
    REPLAYS.work_off()
    assert "zoals u hem net wijzigde" in words(browser, place)
    assert at.replays().get().asked["after"]["version"] is None
    assert at.ladders().filter(name="nl_business").count() == 0


def test_draft_that_is_wrong_is_not_played(at: Desk, browser: Client) -> None:
    answer = browser.post("/instellingen/stappen/nl_business/toml/", {"do": "replay", "text": "for = 1"})
    assert answer.status_code == 422
    assert not at.replays().exists()


@pytest.mark.parametrize("said", [{"nu": "weg:1"}, {"straks": "nl_business:99"}, {"straks": "x"}, {"nu": ""}, {"straks": "nl_consumer:0"}])
def test_ladders_that_cannot_be_compared_are_refused(at: Desk, browser: Client, said: dict[str, str]) -> None:
    assert browser.post(reverse("replay-ask"), {**CHOSEN, **said}).headers["Location"] == PAGE
    assert not at.replays().exists()


def test_days_the_wrong_way_round_are_refused(at: Desk, browser: Client) -> None:
    answer = browser.post(reverse("replay-ask"), {**CHOSEN, "van": "2026-06-01", "tot": "2026-05-01"}, follow=True)
    assert "De eerste dag ligt na de laatste." in answer.content.decode()
    assert not at.replays().exists()


def test_company_without_a_past_is_told_so() -> None:
    empty = cast.signed_in(cast.company(name="Nieuw", email="nieuw@delinde.example").user)
    assert "Er zijn nog geen facturen" in words(empty, PAGE)


def test_company_of_some_weeks_or_without_payments_is_told_so() -> None:
    young = cast.company(name="Jong", email="jong@delinde.example")
    late = cast.invoice(young, cast.debtor(young))
    client = cast.signed_in(young.user)
    assert "Er is nog geen betaling geplaatst" in words(client, PAGE)
    place_payment(desk=young, payment_id=cast.payment(young).id, invoice_id=late.id, amount=100, on=cast.TODAY)
    assert "Uw verleden is hier" in words(client, PAGE)


def test_days_in_which_nothing_was_open_are_told_so(at: Desk, browser: Client) -> None:
    assert "In deze periode stond er niets open" in words(browser, asked(at, browser, van="2020-01-01", tot="2020-03-01"))


def test_replay_of_another_company_does_not_exist(at: Desk, browser: Client) -> None:
    place = asked(at, browser)
    stranger = cast.signed_in(cast.company(name="Elders", email="ander@elders.example").user)
    assert stranger.get(place).status_code == 404
    assert "Rustig aan" not in words(stranger, PAGE)


def test_reader_looks_and_asks_nothing(at: Desk, browser: Client) -> None:
    place = asked(at, browser)
    reader = cast.signed_in(cast.member(at, role="reader"))
    assert (reader.get(PAGE).status_code, reader.get(place).status_code) == (200, 200)
    assert reader.post(reverse("replay-ask"), CHOSEN).status_code == 403
    assert Replay.objects.count() == 1


def test_page_of_many_replays_asks_no_more_of_the_database(at: Desk, browser: Client) -> None:
    counts = []
    for _ in range(3):
        asked(at, browser)
        with CaptureQueriesContext(connection) as told:
            browser.get(PAGE)
        counts.append(len(told))
    assert len(set(counts)) == 1


def test_differences_are_said_in_words() -> None:
    assert [differs(1, 1), differs(1, 3), differs(2_000, 1)] == ["gelijk", "2 meer", "1.999 minder"]
    said = {"before": {"letters": [3], "calls": [1]}, "after": {"letters": [2], "calls": [1]}, "invoices": 1, "differing": 1}
    assert verdict(said) == "1 brief minder en evenveel gesprekken"
    assert between({"outstanding": [-12, 34]}).startswith("Het kan 1,2 dagen eerder zijn en ook 3,4 dagen later")
    assert "2,0 tot 3,1 dagen eerder" in between({"outstanding": [-31, -20]})
