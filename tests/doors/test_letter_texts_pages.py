"""The pages with the texts of the letters: what stands in each, what is refused with its reason, and what an upgrade changed."""

from __future__ import annotations

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from akkoord.letters.files import kinds, letter_file
from akkoord.letters.texts import in_tone, situation
from akkoord.store.access import Desk
from akkoord.store.models import Event, Letter, LetterText
from akkoord.web.letter_words import BLOCK_WORDS, FIELD_WORDS, SITUATION_WORDS
from akkoord.work.letters.keep_letter_texts import TOGETHER, Which, keep_letter_texts, own_letter
from tests.cast import MONDAY
from tests.doors import cast
from tests.factories import at_hour, make_creditor, make_debtor, make_desk, make_invoice
from tests.work.days import work_day

pytestmark = pytest.mark.django_db
WHICH = Which("reminder", "nl", "businesslike")
OPENING = ("opening", "one")
ADDRESS = "/instellingen/brieven/reminder/nl/businesslike/"
OWN = "Van factuur {invoice} missen wij nog {sum}."


@pytest.fixture
def at() -> Desk:
    """A company, on the day of the test."""
    return cast.company()


@pytest.fixture
def browser(at: Desk) -> Client:
    """Its owner, signed in."""
    return cast.signed_in(at.user)


def keep(desk: Desk, text: str = OWN, *, which: Which = WHICH, **more: object) -> dict[object, list[str]]:
    """Write the opening about one invoice; gives what is against it."""
    refused = keep_letter_texts(desk=desk, which=which, typed={OPENING: text}, on=MONDAY, at=at_hour(MONDAY), **more)  # type: ignore[arg-type]  # only `seen`
    return {place: [one.why.nl for one in reasons] for place, reasons in refused.items()}


def shown(client: Client, address: str = ADDRESS) -> str:
    """The page, which is there."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_list_names_every_letter_in_its_languages_and_tones(browser: Client) -> None:
    page = shown(browser, reverse("settings-letters"))
    sought = [
        reverse("settings-letter", args=[kind, language, tone])
        for kind in kinds("nl")
        for language in ("nl", "en")
        for tone in ("friendly", "firm")
    ]
    assert [one for one in sought if f'href="{one}"' not in page] == []
    assert (page.count("tag green"), page.count("tag amber")) == (0, 0)


@pytest.mark.parametrize("kind", kinds("nl"))
def test_every_letter_has_a_page_and_an_example(browser: Client, kind: str) -> None:
    address = reverse("settings-letter", args=[kind, "nl", "firm"])
    assert "Alle teksten zijn die van Akkoord." in shown(browser, address)
    pdf = browser.get(f"{address}voorbeeld.pdf")
    assert (pdf.status_code, pdf["Content-Type"], len(PdfReader(io.BytesIO(pdf.content)).pages) > 0) == (200, "application/pdf", True)


def test_every_block_situation_and_field_has_its_words() -> None:
    files = [letter_file(kind, language="nl") for kind in kinds("nl")]
    lists = [alternatives for file in files for alternatives in (file.subject, *file.blocks.values())]
    situations = {
        name for one in lists for tone in ("friendly", "firm") for found in in_tone(one, tone=tone) for name in situation(found).split("+")
    }
    assert situations - {""} - set(SITUATION_WORDS) == set()
    assert {name for file in files for name in file.blocks} - set(BLOCK_WORDS) == set()
    assert [name for name in FIELD_WORDS if not name.isidentifier()] == []


def test_own_text_is_kept_shown_beside_ours_and_taken_in_new_letters(at: Desk, browser: Client) -> None:
    answer = browser.post(ADDRESS, {"text-opening.one": OWN})
    assert (answer.status_code, LetterText.objects.get().text) == (302, OWN)
    page = shown(browser)
    assert (f"{OWN}</textarea>" in page, "Op {due_on} verliep de betaaltermijn" in page, "Eén tekst is van uzelf." in page) == (
        True,
        True,
        True,
    )
    assert "eigen tekst" in shown(browser, reverse("settings-letters"))
    said = "".join(page.extract_text() for page in PdfReader(io.BytesIO(browser.get(f"{ADDRESS}voorbeeld.pdf").content)).pages)
    assert "missen wij nog" in said
    assert Event.objects.filter(kind="letter-texts-changed").get().data["blocks"] == ["opening"]


def test_form_as_it_stands_changes_nothing(at: Desk, browser: Client) -> None:
    ours = own_letter(at, WHICH).ours
    browser.post(ADDRESS, {f"text-{block}.{when}": text for (block, when), text in ours.items()})
    assert LetterText.objects.count() == 0


def test_refused_text_is_shown_with_its_reason_and_not_kept(browser: Client) -> None:
    answer = browser.post(ADDRESS, {"text-opening.one": "Betaal eens.", "text-request.": "Alstublieft."})
    page = answer.content.decode().replace("\u00a0", " ")
    assert (answer.status_code, LetterText.objects.count()) == (200, 0)
    assert "In de tekst staat het gevraagde bedrag niet meer: € 1.250,00." in page
    assert "Betaal eens.</textarea>" in page


def test_empty_text_brings_ours_back(at: Desk) -> None:
    assert (keep(at), keep(at, "  ")) == ({}, {})
    assert LetterText.objects.count() == 0


def test_fixed_text_is_read_and_never_written(at: Desk, browser: Client) -> None:
    address = reverse("settings-letter", args=["fourteen-day-letter", "nl", "firm"])
    assert "ligt vast in de wet" in shown(browser, address)
    browser.post(address, {"text-term.": "Betaal nu."})
    assert LetterText.objects.count() == 0
    which = Which("fourteen-day-letter", "nl", "firm")
    found = keep_letter_texts(desk=at, which=which, typed={("term", ""): "Betaal nu."}, on=MONDAY)
    assert [one.why.nl for one in found["term", ""]] == ["De wet legt deze tekst vast."]


def test_changed_text_of_akkoord_is_shown_until_a_person_saw_it(at: Desk, browser: Client) -> None:
    keep(at)
    LetterText.objects.update(shipped="Op {due_on} verliep de termijn.")
    page = shown(browser)
    assert ("De tekst van Akkoord is veranderd" in page, "<del>termijn.</del>" in page) == (True, True)
    assert "kijk na" in shown(browser, reverse("settings"))
    browser.post(ADDRESS, {"text-opening.one": OWN})
    assert "De tekst van Akkoord is veranderd" in shown(browser)
    browser.post(ADDRESS, {"text-opening.one": OWN, "seen-opening.one": "1"})
    assert "De tekst van Akkoord is veranderd" not in shown(browser)
    assert "kijk na" not in shown(browser, reverse("settings-letters"))


def test_text_that_lacks_what_must_be_said_now_is_not_used_and_says_why(at: Desk, browser: Client) -> None:
    keep(at)
    LetterText.objects.update(text="Betaal eens.")  # as after an upgrade that asks for the sum
    assert "In de tekst staat het gevraagde bedrag niet meer" in shown(browser).replace("\u00a0", " ")
    make_invoice(make_debtor(at.creditor), number="7")
    work_day(at.creditor, MONDAY)
    letter = Letter.objects.get()
    assert "verliep de betaaltermijn van factuur 7" in letter.blocks[1]["text"]


def test_text_of_a_situation_that_is_gone_is_shown_and_can_be_removed(at: Desk, browser: Client) -> None:
    keep(at)
    LetterText.objects.update(situation="one+gone")
    assert "wordt niet meer gebruikt" in shown(browser)
    browser.post(ADDRESS, {"forget-opening.one+gone": "1"})
    assert LetterText.objects.count() == 0


def test_letters_of_the_run_say_it_in_their_own_words_also_when_dated_anew(at: Desk) -> None:
    keep(at)
    make_invoice(make_debtor(at.creditor), number="7")
    work_day(at.creditor, MONDAY)
    assert Letter.objects.get().blocks[1]["text"].replace("\u00a0", " ") == "Van factuur 7 missen wij nog € 100,00."


def test_texts_of_one_company_are_not_those_of_another(at: Desk) -> None:
    keep(at)
    other = make_desk(make_creditor(name="Elders"), email="ander@elders.example")
    assert (own_letter(other, WHICH).own, len(own_letter(at, WHICH).own)) == ({}, 1)


@pytest.mark.parametrize("role", ["reader", "controller"])
def test_only_an_owner_writes_texts(role: str) -> None:
    desk = make_desk(role=role, email=f"{role}@delinde.example")
    assert keep(desk) == {TOGETHER: ["Alleen een eigenaar verandert de teksten van brieven."]}
    client = cast.signed_in(desk.user)
    assert [client.get(address).status_code for address in (ADDRESS, f"{ADDRESS}voorbeeld.pdf", reverse("settings-letters"))] == [403] * 3


@pytest.mark.parametrize("address", ["love/nl/firm/", "reminder/fr/firm/", "reminder/nl/angry/", "reminder/nl/angry/voorbeeld.pdf"])
def test_letter_there_is_not_is_no_page(browser: Client, address: str) -> None:
    assert browser.get(f"/instellingen/brieven/{address}").status_code == 404


def test_pages_speak_english(at: Desk, browser: Client) -> None:
    at.user.language = "en"
    at.user.save()
    assert "All texts are those of Akkoord." in shown(browser)
