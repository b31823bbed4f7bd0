"""What a turn does is recognised as it is typed: short, long, with slips, and not where it only sounds like it."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.core.conversation.practice.moves import Move, days_in, moves_in
from akkoord.core.conversation.practice.phrases import PHRASES
from akkoord.core.conversation.practice.spoken import LONGEST, sentences

BOUNDED = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])
SAID = tomllib.loads(Path(__file__).with_name("moves.toml").read_text(encoding="utf-8"))
AT_THE_DOOR = (
    *("Goedemorgen, mag ik meneer Mulder even spreken?", "Is Henk er?", "Kunt u mij doorverbinden?", "Wanneer is hij weer thuis?"),
    *("Ik bel straks wel terug.", "Ik wil hem graag persoonlijk spreken.", "Mag ik uw man even aan de lijn?", "kan ik henk spreken"),
    *("Is meneer Mulder thuis?", "Zou ik hem even mogen spreken?", "Wanneer kan ik hem bereiken?", "Ik spreek hem graag zelf."),
    *(
        "Is hij bereikbaar?",
        "Wilt u mij verbinden?",
        "Mag ik meneer Mulder persoonlijk aan de lijn?",
        "ist hij er, ik wil hem graag spreken",
    ),
)
TOLD = (
    *("Ik bel over een rekening.", "Er staat nog een factuur open.", "Uw man moet nog betalen.", "Het gaat om 640 euro."),
    *("Hij heeft een schuld bij ons.", "Wij hebben een aanmaning gestuurd.", "Ik wil het met hem over geld hebben."),
    *("Er is een betalingsachterstand, een achterstand dus.", "Het is voor de incasso.", "over een openstaande nota"),
    *("We wachten op zijn betaling.", "Kan hij mij bellen over dat bedrag?", "de deurwaarder komt", "Hij krijgt nog een herinnering."),
    "het gaat over de reknening",
)


@pytest.mark.parametrize("move", [move for move in Move if move is not Move.ASKS_FOR])
def test_a_move_is_recognised_in_what_people_say(move: Move) -> None:
    assert [said for said in SAID[move]["yes"] if move not in moves_in(said)] == []


@pytest.mark.parametrize("move", [move for move in Move if move is not Move.ASKS_FOR])
def test_a_move_is_not_heard_in_what_only_sounds_like_it(move: Move) -> None:
    assert [said for said in SAID[move]["no"] if move in moves_in(said)] == []


@pytest.mark.parametrize("move", [move for move in Move if move is not Move.ASKS_FOR])
def test_every_move_has_its_sentences(move: Move) -> None:
    assert (len(SAID[move]["yes"]) >= 15, len(SAID[move]["no"]) >= 8) == (True, True)


def test_asking_for_somebody_is_heard_only_where_another_picks_up() -> None:
    assert [said for said in AT_THE_DOOR if Move.ASKS_FOR not in moves_in(said, at_door=True)] == []
    assert [said for said in AT_THE_DOOR if Move.ASKS_FOR in moves_in(said)] == []


def test_a_word_of_the_debt_at_the_door_is_telling_another() -> None:
    assert [said for said in TOLD if Move.THIRD_PERSON not in moves_in(said, at_door=True)] == []
    assert [said for said in AT_THE_DOOR if Move.THIRD_PERSON in moves_in(said, at_door=True)] == []


def test_saying_his_own_words_back_is_understanding() -> None:
    his = "De gemeente heeft de straat opengebroken en de gasten lopen om."
    assert Move.UNDERSTANDING in moves_in("De gemeente heeft bij u de straat opengebroken", before=his)
    assert Move.UNDERSTANDING not in moves_in("De gemeente? Opengebroken? En dan?", before=his)


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("Lukt dinsdag, of anders vrijdag?", ("dinsdag", "vrijdag")),
        ("Ik mail u vandaag een kopie. Betaalt u dan vrijdag?", ("vrijdag",)),
        ("Dan noteer ik 640 euro op maandag.", ("maandag",)),
        ("Zo snel mogelijk.", ()),
        ("de 28e, of 3 december", ("de 28e", "3 december")),
    ],
)
def test_days_asked_of_him_are_found_and_our_own_are_not(said: str, days: tuple[str, ...]) -> None:
    assert days_in(said) == days


@BOUNDED
@given(st.text(max_size=300))
def test_any_text_is_some_moves(said: str) -> None:
    assert moves_in(said) <= set(Move)
    assert moves_in(said, before=said, at_door=True) <= set(Move)


@BOUNDED
@given(
    st.lists(
        st.sampled_from("maar u moet ja nee niet betalen wanneer euro 12 of vrijdag . ? dat begrijp ik het hele".split()), max_size=400
    )
)
def test_words_of_calls_in_any_order_are_some_moves(words: list[str]) -> None:
    assert moves_in(" ".join(words)) <= set(Move)


@pytest.mark.parametrize("said", ["a" * 10_000, "maar u moet " * 900, "😀" * 10_000, "1" * 10_000, "?!.;" * 2_500, "\0\x1b\u202e" * 3_000])
def test_ten_thousand_signs_of_anything_are_heard_to_a_thousand(said: str) -> None:
    assert sum(len(one.words) for one in sentences(said)) <= 4 * LONGEST
    assert moves_in(said) <= set(Move)


def test_every_pattern_belongs_to_a_move() -> None:
    assert set(PHRASES) <= {move.value for move in Move}
