"""The pages of ladders, groups and how a debtor is treated: what is kept, what is refused and where, and for whom they are."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from akkoord.core.ladder.toml import ladder_of, ladder_of_toml, toml_of
from akkoord.ladders import ladder, names, text_of
from akkoord.steps import all_steps
from akkoord.store.access import Desk
from akkoord.store.models import DebtorGroup, LadderVersion
from akkoord.web.ladder_form import Sheet, sheet_of, sheet_posted
from akkoord.work.know_payers import know_payers
from tests.doors import cast

pytestmark = pytest.mark.django_db
STEPS = all_steps()
BUSINESS = "/instellingen/stappen/nl_business/"


@pytest.fixture
def at() -> Desk:
    """A company, on the day of the test."""
    return cast.company()


@pytest.fixture
def browser(at: Desk) -> Client:
    """Its owner, signed in."""
    return cast.signed_in(at.user)


def typed(sheet: Sheet, **more: str) -> dict[str, str | list[str]]:
    """What a browser sends of this form; `more` in place of it, with `__` for a point."""
    said: dict[str, str | list[str]] = {"step": [one.step for one in sheet.cards], "for": sheet.kinds, "title": sheet.title}
    for card in sheet.cards:
        own: dict[str, str | list[str]] = {"at_least": card.at_least, "at_most": card.at_most, "tone": card.tone}
        own |= {"channels": card.channels, "payers": card.payers}
        own |= {"on": "on"} if card.on else {}
        for place, way in enumerate(card.ways):
            own |= {f"days.{place}": way.days, f"base.{place}": way.base, f"for.{place}": way.payers}
        said |= {f"{card.step}.{name}": value for name, value in own.items()}
    return said | {name.replace("__", "."): value for name, value in more.items()}


def business(**more: str) -> dict[str, str | list[str]]:
    """The form of the shipped ladder for businesses, with something changed."""
    return typed(sheet_of(ladder("nl_business", steps=STEPS)), **more)


@pytest.mark.parametrize("name", names())
def test_form_gives_back_the_ladder_it_was_made_of(name: str) -> None:
    shipped, posted = ladder(name, steps=STEPS), QueryDict(mutable=True)
    for field, value in typed(sheet_of(shipped)).items():
        posted.setlist(field, value if isinstance(value, list) else [value])
    assert ladder_of(sheet_posted(posted).table(), name=name, steps=STEPS) == shipped


def test_steps_are_kept_as_a_new_version(at: Desk, browser: Client) -> None:
    said = business(reminder__days__0="5", reminder__channels="email", reminder__at_least="1.250", call__payers="refuser", do="save")
    answer = browser.post(BUSINESS, said, follow=True)
    assert "Bewaard als versie 2." in answer.content.decode()
    row = LadderVersion.objects.get(version=2)
    rung = ladder_of_toml(row.text, name=row.name, steps=STEPS).rung("reminder")
    assert rung is not None
    assert (rung.after[0].days, rung.channels, rung.at_least) == (5, ("email",), 125_000)
    page = browser.get(reverse("ladder-version", args=["nl_business", 2])).content.decode()
    assert '<del class="soft">1 dag na de vervaldag</del> → <ins>5 dagen na de vervaldag</ins>' in page


def test_mistakes_stand_at_their_step_and_nothing_is_lost(at: Desk, browser: Client) -> None:
    said = business(reminder__days__0="morgen", handover__at_most="x", do="save")
    answer = browser.post(BUSINESS, said)
    assert answer.status_code == 422
    cards = {one.step: one for one in answer.context["sheet"].cards}
    assert {step: [why.nl for why in card.wrong] for step, card in cards.items() if card.wrong} == {
        "reminder": ["Het aantal dagen is een heel getal van 1 tot en met 365"],
        "handover": ["'x' is geen bedrag; het lijkt op 1.312,45"],
    }
    assert 'value="morgen"' in answer.content.decode()
    assert LadderVersion.objects.count() == 0


def test_buttons_move_add_and_take_away_without_keeping(at: Desk, browser: Client) -> None:
    def order(do: str) -> list[str]:
        return [one.step for one in browser.post(BUSINESS, business(do=do)).context["sheet"].cards][:3]

    assert order("up:reminder") == ["reminder", "pre-due-notice", "call"]
    assert order("down:reminder") == ["pre-due-notice", "call", "reminder"]
    assert order("up:pre-due-notice") == ["pre-due-notice", "reminder", "call"]
    assert order("out:reminder") == ["pre-due-notice", "call", "arrangement-offer"]
    added = browser.post(BUSINESS, business(do="add:fourteen-day-letter")).context["sheet"].cards[-1]
    assert (added.step, added.fresh) == ("fourteen-day-letter", True)
    assert len(browser.post(BUSINESS, business(do="way:call")).context["sheet"].cards[2].ways) == 2
    assert LadderVersion.objects.count() == 0


def test_preview_counts_what_would_happen_tomorrow(at: Desk, browser: Client) -> None:
    for number in range(43):
        cast.invoice(at, cast.debtor(at, name=f"Klant {number:02}"), due=cast.TODAY, total=10_000)
    asked = {"HX-Request": "true"}
    page = browser.post(BUSINESS, business(do="look", running="on"), headers=asked).content.decode()
    assert "43 debiteuren krijgen iets op woensdag 25 november." in page
    assert "Voor niemand verandert er die dag iets." in page
    assert page.count('href="/debiteuren/') == 20
    third = browser.post(BUSINESS, business(do="look", running="on", p="reminder:3"), headers=asked).content.decode()
    assert [third.count('href="/debiteuren/'), "Klant 42" in third] == [3, True]
    later = business(reminder__days__0="8", do="look", running="on")
    other = browser.post(BUSINESS, later, headers=asked).content.decode()
    assert "0 debiteuren krijgen iets op woensdag 25 november." in other
    assert "Zonder de wijziging 43." in other
    week = browser.post(BUSINESS, later | {"day": "2026-12-02"}, headers=asked).content.decode()
    assert "43 debiteuren krijgen iets op woensdag 2 december." in week


def test_preview_of_a_mistake_says_it(browser: Client) -> None:
    page = browser.post(BUSINESS, business(reminder__days__0="0", do="look"), headers={"HX-Request": "true"}).content.decode()
    assert "Herinnering: Het aantal dagen is een heel getal van 1 tot en met 365" in page


def test_text_and_cards_are_two_sides_of_one_thing(browser: Client) -> None:
    as_text = browser.post(BUSINESS, business(reminder__days__0="5", do="toml"))
    text = as_text.context["text"]
    assert "days = 5" in text
    as_cards = browser.post(f"{BUSINESS}toml/", {"text": text, "do": "form"})
    assert [one.ways[0].days for one in as_cards.context["sheet"].cards if one.step == "reminder"] == ["5"]


def test_text_is_kept_with_its_remarks(browser: Client) -> None:
    text = "# Voor wie wij goed kennen\n" + text_of("nl_business")
    browser.post(f"{BUSINESS}toml/", {"text": text.replace("\n", "\r\n"), "do": "save"})
    assert LadderVersion.objects.get(version=2).text == text
    taken = browser.get(f"{BUSINESS}ladder.toml")
    assert (taken.content.decode(), taken.headers["Content-Disposition"]) == (text, 'attachment; filename="nl_business.toml"')


def test_text_comes_from_a_file_and_its_mistakes_are_named(browser: Client) -> None:
    wrong = text_of("nl_business").replace("days = 7 }]", 'days = "zeven" }]', 1)
    file = SimpleUploadedFile("mijn.toml", wrong.encode())
    answer = browser.post(f"{BUSINESS}toml/", {"text": "", "file": file, "do": "file"})
    assert answer.status_code == 422
    assert [(step.nl, why.nl) for step, why in answer.context["mistakes"]] == [
        ("Stap 3", "Het aantal dagen is een heel getal van 0 tot en met 365")
    ]
    assert answer.context["text"] == wrong


@pytest.mark.parametrize("raw", [b"\xff\xfe\x00", b"", b"x" * 300_000])
def test_files_that_are_no_ladder_get_an_answer(browser: Client, raw: bytes) -> None:
    answer = browser.post(f"{BUSINESS}toml/", {"text": "x", "file": SimpleUploadedFile("x.toml", raw), "do": "file"})
    assert answer.status_code in (200, 422)
    assert LadderVersion.objects.count() == 0


def test_new_ladder_is_made_chosen_and_listed(at: Desk, browser: Client) -> None:
    answer = browser.post("/instellingen/stappen/nieuw/", business(title="Rustig aan", do="save"), follow=True)
    assert answer.redirect_chain == [("/instellingen/stappen/eigen-rustig-aan/", 302)]
    browser.post(reverse("ladder-choose", args=["eigen-rustig-aan"]), {"kind": "business"})
    at.creditor.refresh_from_db()
    assert at.creditor.ladder_business == "eigen-rustig-aan"
    assert "Rustig aan" in browser.get(reverse("settings-rules")).content.decode()
    assert browser.post(reverse("ladder-choose", args=["eigen-rustig-aan"]), {"kind": "ducks"}).status_code == 404


def test_older_version_and_the_shipped_one_can_be_taken_back(browser: Client) -> None:
    browser.post(BUSINESS, business(reminder__days__0="5", do="save"))
    browser.post(BUSINESS, business(reminder__days__0="6", do="save"))
    browser.post(reverse("ladder-restore", args=["nl_business", 2]))
    browser.post(reverse("ladder-restore", args=["nl_business", 0]))
    texts = list(LadderVersion.objects.order_by("version").values_list("text", flat=True))
    assert [texts[3] == texts[1], texts[4] == text_of("nl_business")] == [True, True]
    assert browser.get(reverse("ladder-version", args=["nl_business", 9])).status_code == 404


def test_page_of_a_debtor_says_which_steps_and_how_he_pays(at: Desk, browser: Client) -> None:
    debtor = cast.debtor(at)
    for late in (6, 7, 9):
        row = cast.invoice(at, debtor, due=cast.TODAY - timedelta(days=60))
        row.open, row.settled_on = 0, row.due_on + timedelta(days=late)
        row.save()
    know_payers(creditor=at.creditor, debtors=[debtor.id], on=cast.TODAY)
    page = browser.get(reverse("debtor", args=[debtor.id])).content.decode()
    assert "Betaalt meestal een week te laat" in page
    assert "De helft van zijn 3 laatste facturen betaalde hij 6 tot 9 dagen na de vervaldag." in page
    assert reverse("ladder-version", args=["nl_business", 0]) in page
    browser.post(reverse("treatment", args=[debtor.id]), {"group": "", "ladder": "", "payer": "at-once"})
    page = browser.get(reverse("debtor", args=[debtor.id])).content.decode()
    assert ["Betaalt meteen" in page, "door een mens gezegd" in page] == [True, True]


def test_consumer_is_not_offered_a_ladder_for_businesses(at: Desk, browser: Client) -> None:
    browser.post("/instellingen/stappen/nieuw/", business(title="Rustig aan", do="save"))
    offered = {}
    for kind in ("business", "consumer"):
        form = browser.get(reverse("treatment", args=[cast.debtor(at, kind=kind).id])).context["form"]
        offered[kind] = [value for value, _ in form.fields["ladder"].choices]
    assert offered == {"business": ["", "eigen-rustig-aan", "nl_business"], "consumer": ["", "nl_consumer"]}


def test_debtors_of_the_list_are_put_in_a_group_at_once(at: Desk, browser: Client) -> None:
    browser.post(reverse("groups"), {"name": "Scholen", "ladder": ""})
    group = DebtorGroup.objects.get()
    one, other, third = (cast.debtor(at, name=name) for name in ("A", "B", "C"))
    cast.invoice(at, one)
    assert f'name="debtor" value="{one.id}"' in browser.get(reverse("debtors")).content.decode()
    said = {"debtor": [str(one.id), str(third.id), "x"], "group": str(group.id), "back": "//elders.example/"}
    answer = browser.post(reverse("into-group"), said)
    assert answer.headers["Location"] == reverse("debtors")
    assert list(at.debtors().filter(group_id=group.id).values_list("name", flat=True)) == ["A", "C"]
    browser.post(reverse("into-group"), {"debtor": [str(third.id)], "group": "0"})
    assert list(at.debtors().filter(group_id=None).values_list("id", flat=True).order_by("id")) == [other.id, third.id]
    browser.post(reverse("group-remove", args=[group.id]))
    assert at.debtors().exclude(group_id=None).count() == 0


def test_who_only_looks_sees_the_steps_and_changes_nothing(at: Desk) -> None:
    debtor = cast.debtor(at)
    codes = {}
    for role in ("reader", "controller"):
        client = cast.signed_in(cast.member(at, role=role))
        codes[role] = [
            client.get(reverse("ladder-version", args=["nl_business", 0])).status_code,
            client.post(BUSINESS, business(do="save")).status_code,
            client.post(f"{BUSINESS}toml/", {"text": "", "do": "save"}).status_code,
            client.post(reverse("ladder-restore", args=["nl_business", 0])).status_code,
            client.post(reverse("ladder-choose", args=["nl_business"]), {"kind": "business"}).status_code,
            client.post(reverse("groups"), {"name": "x"}).status_code,
            client.post(reverse("into-group"), {"debtor": [debtor.id], "group": "0"}).status_code,
        ]
    assert codes == {"reader": [200, 403, 403, 403, 403, 403, 403], "controller": [200, 403, 403, 403, 403, 403, 302]}
    assert LadderVersion.objects.count() == 0


def test_another_companys_ladders_and_groups_are_not_there(at: Desk, browser: Client) -> None:
    browser.post("/instellingen/stappen/nieuw/", business(title="Rustig aan", do="save"))
    browser.post(reverse("groups"), {"name": "Scholen", "ladder": ""})
    group = DebtorGroup.objects.get()
    stranger = cast.signed_in(cast.company(name="Elders", email="ander@elders.example").user)
    own = "eigen-rustig-aan"
    pages = [reverse(name, args=[own]) for name in ("ladder", "ladder-toml", "ladder-download")]
    pages += [reverse("ladder-version", args=[own, 1]), reverse("group", args=[group.id]), BUSINESS.replace("nl_business", "weg")]
    assert [stranger.get(page).status_code for page in pages] == [404] * 6
    posts = [reverse("ladder-restore", args=[own, 1]), reverse("group-remove", args=[group.id])]
    assert [stranger.post(page).status_code for page in posts] == [404, 404]
    assert stranger.post(reverse("into-group"), {"group": str(group.id)}).status_code == 404


def test_changes_are_asked_by_post_only(browser: Client) -> None:
    asked = [reverse("ladder-restore", args=["nl_business", 0]), reverse("ladder-choose", args=["nl_business"])]
    asked += [reverse("group-remove", args=[1]), reverse("into-group")]
    assert [browser.get(address).status_code for address in asked] == [405] * 4


def test_queries_of_the_pages_do_not_grow(at: Desk, browser: Client) -> None:
    pages = [reverse("ladders"), BUSINESS, reverse("groups"), reverse("debtors")]

    def count() -> list[int]:
        found = []
        for page in pages:
            browser.get(page)  # what is kept beside the rest is up to date
            with CaptureQueriesContext(connection) as asked:
                assert browser.get(page).status_code == 200
            found.append(len(asked))
        return found

    def more(number: int) -> None:
        cast.invoice(at, cast.debtor(at, name=f"Klant {number}"))
        browser.post(reverse("groups"), {"name": f"Groep {number}", "ladder": ""})
        browser.post("/instellingen/stappen/nieuw/", business(title=f"Stappen {number}", do="save"))

    more(1)
    few = count()
    more(2)
    more(3)
    assert count() == few


def test_text_of_a_form_reads_back_to_the_same(browser: Client) -> None:
    text = browser.post(BUSINESS, business(do="toml")).context["text"]
    assert text == toml_of(ladder("nl_business", steps=STEPS))
