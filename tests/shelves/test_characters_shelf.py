"""Every character to practise with stands on his own: complete, in his own words, with a reason that is on the shelf."""

from __future__ import annotations

import tomllib
from collections import Counter
from importlib.resources import files

import pytest

from akkoord.core.conversation.practice.character import ANSWERED, PRESSING, Character, Give, character_of
from akkoord.core.conversation.practice.moves import Move, moves_in
from akkoord.reasons import reasons
from akkoord.reasons.characters import characters

PEOPLE = list(characters().values())
everybody = pytest.mark.parametrize("who", PEOPLE, ids=[one.id for one in PEOPLE])


def said_by(who: Character) -> list[str]:
    own = [*who.opens, *who.uncovers.says, *(line for gift in who.gifts for line in gift.says)]
    return [*own, *(line for key, lines in who.replies.items() for line in lines)]


@everybody
def test_his_reasons_stand_on_the_shelf(who: Character) -> None:
    assert {who.first, who.reason} <= set(reasons())


@everybody
def test_he_says_enough_different_things(who: Character) -> None:
    said = Counter(said_by(who))
    assert [line for line, count in said.items() if count > 1 and line != "..."] == []
    assert len(said) >= 70


@everybody
def test_he_gives_something_in_the_end_and_a_way_out_before(who: Character) -> None:
    assert any(gift.keeps and gift.day and gift.kind in (Give.PAY, Give.PART, Give.INSTALMENTS) for gift in who.gifts)
    assert any(gift.kind is Give.PROMISE for gift in who.gifts)
    assert who.gifts[-1].kind is Give.PROMISE


@everybody
def test_what_he_keeps_is_no_more_than_the_debt_and_named(who: Character) -> None:
    assert [gift for gift in who.gifts if gift.cents > who.debt] == []
    named = [gift for gift in who.gifts if gift.kind in (Give.PAY, Give.PART, Give.INSTALMENTS)]
    assert [line for gift in named for line in gift.says if "{day}" not in line] == []


@everybody
def test_his_moods_are_whole_numbers_of_nought_to_ten(who: Character) -> None:
    assert all(0 <= part <= 10 for part in who.mood.parts)
    assert who.mood.anger < who.hangs_up_at <= 10
    assert set(who.temper) <= set(Move)


def test_nobody_borrows_the_words_of_another() -> None:
    said = Counter(line for who in PEOPLE for line in set(said_by(who)) if len(line) > 8)
    assert [line for line, count in said.items() if count > 1] == []


def test_everybody_hides_something_else_and_has_his_own_name() -> None:
    assert len({who.reason for who in PEOPLE}) == len({who.name for who in PEOPLE}) == len(PEOPLE)


def test_a_character_without_an_answer_is_refused() -> None:
    text = files("akkoord.reasons.characters").joinpath("nl/busy.toml").read_text(encoding="utf-8")
    said = tomllib.loads(text)
    del said["replies"]["evades"]
    with pytest.raises(ValueError, match=r"character busy: replies \['evades'\]"):
        character_of(said)


def test_a_character_with_an_answer_to_nothing_is_refused() -> None:
    said = tomllib.loads(files("akkoord.reasons.characters").joinpath("nl/busy.toml").read_text(encoding="utf-8"))
    said["replies"]["sings"] = ["La", "la"]
    assert "sings" not in ANSWERED
    with pytest.raises(ValueError, match="sings"):
        character_of(said)


HARM = {Move.ARGUING, Move.RUDE, Move.THREAT_FORBIDDEN, Move.THREAT_ALLOWED, Move.THIRD_PERSON}


def does(sentence: str) -> frozenset[Move]:
    """What a sentence of a reason does, with its sums and days filled in."""
    for mark, said in (("{bedrag}", "640 euro"), ("{dag1}", "woensdag"), ("{dag2}", "vrijdag"), ("{dag}", "vrijdag")):
        sentence = sentence.replace(mark, said)
    return moves_in(sentence)


@pytest.mark.parametrize("id", sorted(reasons()))
def test_no_sentence_of_a_reason_is_heard_as_harm(id: str) -> None:
    one = reasons()[id]
    said = [*one.opening, *one.ask, *one.empathy, *one.back_to_arrears, *one.again]
    assert [line for line in said if does(line) & HARM] == []


@everybody
def test_the_sentences_that_help_offers_do_what_they_are_for(who: Character) -> None:
    first, real = reasons()[who.first], reasons()[who.reason]
    kind = {Move.UNDERSTANDING, Move.APOLOGY}
    assert [line for line in (*first.empathy, *real.empathy) if not does(line) & kind] == []
    assert [line for line in real.back_to_arrears if not does(line) & (PRESSING | {Move.OUR_PART})] == []
