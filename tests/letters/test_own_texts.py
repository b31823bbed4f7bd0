"""What a company writes in its letters itself: taken in its place, and never without what must stand in a letter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from akkoord.core.letter import TONES, LetterContent
from akkoord.letters.check import check
from akkoord.letters.example import example, examples
from akkoord.letters.files import LANGUAGES, kinds, letter_file
from akkoord.letters.own import more_against, outdated, refused, texts_for
from akkoord.letters.texts import Own, Place, blocks_for, facts_for, picked, shipped, situation, subject_for
from tests.letters.conftest import LINDE

Make = Callable[..., LetterContent]
EVERY = [(kind, language, tone) for kind in kinds("nl") for language in LANGUAGES for tone in TONES]
every_letter = pytest.mark.parametrize(("kind", "language", "tone"), EVERY)
OPENING: Place = ("opening", "one")


def in_every_situation(kind: str, language: str = "nl", tone: str = "businesslike") -> list[LetterContent]:
    """The letter of De Linde in all situations."""
    return examples(kind, language=language, tone=tone, sender=LINDE, signed_by="Marieke Linde")


def why(kind: str, own: Own, **said: str) -> dict[Place, list[str]]:
    """The Dutch sentences of what is against these texts, with plain spaces."""
    found = refused(own, on=in_every_situation(kind, **said))
    return {place: [one.why.nl.replace("\u00a0", " ") for one in reasons] for place, reasons in found.items()}


@every_letter
def test_example_as_made_may_leave(kind: str, language: str, tone: str) -> None:
    content = example(kind, language=language, tone=tone, sender=LINDE, signed_by="Marieke Linde")
    assert check(content, blocks=blocks_for(content), subject=subject_for(content)) == ()


@every_letter
def test_every_text_is_taken_in_some_example(kind: str, language: str, tone: str) -> None:
    file = letter_file(kind, language=language)
    taken = set()
    for content in in_every_situation(kind, language, tone):
        facts = facts_for(content)
        for name, alternatives in {"subject": file.subject, **file.blocks}.items():
            found = picked(alternatives, facts=facts)
            assert found is not None
            taken.add((name, situation(found)))
    assert set(shipped(file, tone=tone)) - taken == set()


@every_letter
def test_text_of_akkoord_as_own_text_changes_nothing(kind: str, language: str, tone: str) -> None:
    on = in_every_situation(kind, language, tone)
    own = shipped(letter_file(kind, language=language), tone=tone)
    assert refused(own, on=on) == {}
    assert [texts_for(one, own=own) for one in on] == [(subject_for(one), blocks_for(one)) for one in on]


def test_own_text_takes_its_place_in_its_situation_only() -> None:
    own = {OPENING: "Van factuur {invoice} missen wij nog {sum}."}
    one, two = (next(one for one in in_every_situation("reminder") if len(one.invoices) == count) for count in (1, 2))
    said = {block.name: block.text.replace("\u00a0", " ") for block in texts_for(one, own=own)[1]}
    assert said["opening"] == "Van factuur 2026-0101 missen wij nog € 1.250,00."
    assert texts_for(two, own=own) == (subject_for(two), blocks_for(two))


def test_own_subject_is_filled_in() -> None:
    content = example("reminder", language="nl", tone="friendly", sender=LINDE)
    assert texts_for(content, own={("subject", "one"): "Even over {invoice}"})[0] == "Even over 2026-0101"


@pytest.mark.parametrize(
    ("kind", "place", "text", "reason"),
    [
        ("reminder", OPENING, "Betaal eens.", "In de tekst staat het gevraagde bedrag niet meer: € 1.250,00."),
        ("reminder", OPENING, "{sum} en {onzin}", "Dit is geen gegeven dat Akkoord kent: {onzin}."),
        ("reminder", OPENING, "{sum} {one}", "Dit is geen gegeven dat Akkoord kent: {one}."),
        ("reminder", OPENING, "{sum} {Factuur}", "Dit is geen gegeven dat Akkoord kent: {Factuur}."),
        ("reminder", OPENING, "{sum} }", "Een accolade hoort om de naam van een gegeven."),
        ("reminder", OPENING, "{sum} {interest}", "Dit gegeven is niet bij elke brief bekend, dus zou er een gat vallen: {interest}."),
        ("reminder", OPENING, "{sum} 😀", "Deze tekens kunnen niet worden gedrukt: 😀"),
        ("reminder", ("opening", "two"), "{sum}", "Deze brief heeft geen tekst voor: opening two."),
        ("reminder", ("subject", "one"), " ", "De brief heeft geen onderwerp."),
        ("fourteen-day-letter", ("term", ""), "Betaal.", "De wet legt deze tekst vast."),
        ("fourteen-day-letter", ("contact", ""), "Binnen 14 dagen na heden.", "Deze termijn geldt niet: “14 dagen na heden”."),
        ("notice-of-default", ("request", ""), "Betaal {sum} voor {last_day}.", "In de tekst moet staan: “stellen wij u in gebreke”."),
        ("pre-due-notice", ("request", "one"), "Anders volgt een aanmaning.", "Dit hoort niet in deze brief: “aanmaning”."),
        ("arrangement-offer", ("request", ""), "Anders komen er incassokosten.", "Dit hoort niet in deze brief: “incassokosten”."),
    ],
)
def test_own_text_that_may_not_be_used_says_why(kind: str, place: Place, text: str, reason: str) -> None:
    assert why(kind, {place: text}) == {place: [reason]}


def test_arrangement_offer_never_lacks_how_to_reach_us_or_where_help_is() -> None:
    phone = "In de tekst staat hoe u te bereiken bent niet meer: 033 123 45 67."
    assert why("arrangement-offer", {("contact", ""): "Tot ziens."}) == {("contact", ""): [phone]}
    lacking = why("arrangement-offer", {("help", "consumer"): "Sterkte."})[("help", "consumer")]
    assert lacking[0].startswith("In de tekst staat waar iemand gratis hulp krijgt bij geldzorgen niet meer:")


def test_texts_that_are_only_wrong_together_are_refused() -> None:
    one, two = ("request", ""), ("consequence", "costs_if_late+interest")
    ours = shipped(letter_file("notice-of-default", language="nl"), tone="businesslike")
    own = {one: ours[one].replace("stellen wij u in gebreke", "stellen  wij u in gebreke"), two: ours[two]}
    assert why("notice-of-default", own) == {}


def test_letter_falls_back_where_an_own_text_lacks_what_must_be_said_now() -> None:
    content = example("reminder", language="nl", tone="businesslike", sender=LINDE)
    own = {OPENING: "Betaal eens."}
    assert [one.why.en.replace("\u00a0", " ") for one in more_against(content, own=own)] == [
        "The text no longer says the sum asked: € 1.250,00."
    ]
    assert texts_for(content, own=own) == (subject_for(content), blocks_for(content))


def test_own_text_with_a_field_that_is_gone_gives_way() -> None:
    content = example("reminder", language="nl", tone="businesslike", sender=LINDE)
    assert blocks_for(content, own={OPENING: "{gone} {sum}"}) == blocks_for(content)


def test_fixed_block_is_never_overridden() -> None:
    content = example("fourteen-day-letter", language="nl", tone="firm", sender=LINDE)
    assert blocks_for(content, own={("term", ""): "Nu betalen."}) == blocks_for(content)


def test_changed_text_of_akkoord_is_told() -> None:
    file = letter_file("reminder", language="nl")
    now = shipped(file, tone="firm")
    kept = {OPENING: now[OPENING], ("request", ""): "Zoals het was.", ("request", "gone"): "Weg."}
    assert outdated(kept, file=file, tone="firm") == {("request", ""): now["request", ""], ("request", "gone"): ""}


@every_letter
def test_no_tone_changes_what_the_law_fixes(letter: Make, kind: str, language: str, tone: str) -> None:
    file = letter_file(kind, language=language)
    consumer = file.audience == ("consumer",)
    usual = letter(kind, language=language, consumer=consumer)
    texts = [{block.name: block.text for block in blocks_for(one)} for one in (usual, replace(usual, tone=tone))]
    law = {name for name in (*file.fixed, "consequence", "stop", "ground", "resume") if name in file.blocks}
    assert [texts[0][name] for name in sorted(law)] == [texts[1][name] for name in sorted(law)]
