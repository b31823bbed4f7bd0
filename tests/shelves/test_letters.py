"""The contract of the letters shelf: what every letter file in every language holds."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from akkoord.core.law.suspension import must_say
from akkoord.core.letter import LetterContent, LetterParty
from akkoord.letters.files import LANGUAGES, PARTS, SCHEDULE, SHELF, Alternative, LetterFile, kinds, letter_file, shared
from akkoord.letters.refusals import FACTS
from akkoord.letters.texts import FIELD, facts_for
from akkoord.steps import all_steps, beside_ladder, letter_step

EVERY = [(kind, language) for language in LANGUAGES for kind in kinds(language)]
every_letter = pytest.mark.parametrize(("kind", "language"), EVERY)


def known_facts(language: str) -> set[str]:
    """Every name a text may use."""
    nobody = LetterParty(name="")
    return set(facts_for(LetterContent("reminder", language, "", date(2026, 1, 1), nobody, nobody, (), 0)))


def alternatives_of(file: LetterFile) -> list[Alternative]:
    """Every piece of text in a letter's file."""
    return [*file.term, *file.subject, *(one for block in file.blocks.values() for one in block)]


def shape(alternatives: tuple[Alternative, ...]) -> list[tuple[str, ...]]:
    """When each alternative is taken."""
    return [alternative.when for alternative in alternatives]


def test_shelf_has_a_letter_for_every_step_that_makes_one() -> None:
    assert kinds("nl") == tuple(sorted([*(name for name, step in all_steps().items() if step.MAKES == "letter"), *beside_ladder()]))


def test_no_ladder_can_take_a_letter_beside_it() -> None:
    assert set(beside_ladder()) & set(all_steps()) == set()
    assert {letter_step(name).NAME for name in beside_ladder()} == set(beside_ladder())


def test_shelf_has_the_same_letters_in_every_language() -> None:
    assert kinds("en") == kinds("nl")


@every_letter
def test_letter_is_named_after_its_file(kind: str, language: str) -> None:
    assert letter_file(kind, language=language).kind == kind


@every_letter
def test_letter_has_its_whole_front_matter(kind: str, language: str) -> None:
    file = letter_file(kind, language=language)
    empty = [name for name in ("name", "audience", "source", "needs", "says", "order", "term_label", "subject") if not getattr(file, name)]
    assert empty == []


@every_letter
def test_letter_needs_and_says_facts_that_a_refusal_can_name(kind: str, language: str) -> None:
    file = letter_file(kind, language=language)
    assert set(file.needs) | set(file.says) | set(FACTS) == set(FACTS)
    assert {"creditor", "debtor", *(() if kind == "closing" else ("sum", "iban"))} - set(file.needs) == set()  # the last one asks nothing
    assert set(file.audience) - {"business", "consumer"} == set()


@every_letter
def test_letter_orders_all_its_blocks_and_both_parts(kind: str, language: str) -> None:
    file = letter_file(kind, language=language)
    schedule = (SCHEDULE,) if kind == "arrangement" else ()
    assert sorted(file.order) == sorted((*file.blocks, *PARTS, *schedule))
    assert (file.order[0], file.order[-1]) == ("greeting", "closing")
    assert set(file.fixed) - set(file.blocks) == set()


@every_letter
def test_letter_names_only_facts_that_exist(kind: str, language: str) -> None:
    pieces = alternatives_of(letter_file(kind, language=language))
    named = {name for piece in pieces for name, _ in FIELD.findall(piece.text)} | {name for piece in pieces for name in piece.when}
    assert named - known_facts(language) == set()


@every_letter
def test_letter_always_has_something_to_say(kind: str, language: str) -> None:
    file = letter_file(kind, language=language)
    unsure = [name for name, block in file.blocks.items() if block[-1].when]
    assert (unsure, file.subject[-1].when) == ([], ())


@every_letter
def test_letter_has_no_key_that_nobody_reads(kind: str, language: str) -> None:
    table = tomllib.loads((SHELF / language / f"{kind.replace('-', '_')}.toml").read_text(encoding="utf-8"))
    assert set(table) - set(LetterFile.__slots__) == set()


@pytest.mark.parametrize("kind", kinds("nl"))
def test_letter_is_built_alike_in_both_languages(kind: str) -> None:
    dutch, english = letter_file(kind, language="nl"), letter_file(kind, language="en")
    for name in ("audience", "source", "needs", "says", "fixed", "order"):
        assert getattr(dutch, name) == getattr(english, name)
    assert len(dutch.literally) == len(english.literally)
    assert {name: shape(block) for name, block in dutch.blocks.items()} == {name: shape(block) for name, block in english.blocks.items()}
    assert (shape(dutch.subject), shape(dutch.term)) == (shape(english.subject), shape(english.term))


def test_languages_share_the_same_words_fragments_and_countries() -> None:
    dutch, english = shared("nl"), shared("en")
    assert (set(dutch.words), set(dutch.countries)) == (set(english.words), set(english.countries))
    assert {name: shape(one) for name, one in dutch.fragments.items()} == {name: shape(one) for name, one in english.fragments.items()}


def test_every_fact_stands_in_the_how_to() -> None:
    how_to = (Path(__file__).parents[2] / "docs" / "how-to" / "add-a-letter.md").read_text(encoding="utf-8")
    missing = {name for name in known_facts("nl") if f"`{name}`" not in how_to}
    assert missing == {"pre_due_notice_on", "arrangement_offer_on"}


@pytest.mark.parametrize("kind", ["suspension-warning", "suspension"])
def test_letters_about_suspension_say_what_the_law_wants_of_them(kind: str) -> None:
    wanted = {name for name, _ in must_say(article="6:262", consumer=False)} - {"reach"}  # in whatever words
    assert wanted - set(letter_file(kind, language="nl").says) == set()
    assert {name for name, _ in must_say(article="6:263", consumer=True)} - wanted == {"fear", "money_help", "reach"}


def test_fourteen_day_letter_keeps_the_words_of_the_law() -> None:
    assert letter_file("fourteen-day-letter", language="nl").literally == (
        "binnen veertien dagen vanaf de dag nadat deze brief bij u is bezorgd",
    )


def test_unknown_letter_is_a_mistake_of_the_caller() -> None:
    with pytest.raises(ValueError, match="no letter 'love-letter' in 'nl'"):
        letter_file("love-letter", language="nl")
