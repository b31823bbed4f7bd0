"""A practice talk: it always answers, always ends, and goes the same way when it is played again."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from akkoord.core.conversation.practice.character import ANSWERED, Character, Give
from akkoord.core.conversation.practice.mood import MOST, Mood
from akkoord.core.conversation.practice.moves import Move
from akkoord.core.conversation.practice.talk import LIMIT, End, Talk, begin, leave, replay, say
from akkoord.reasons.characters import characters

PEOPLE = list(characters().values())
SENTENCES = (
    *("Goedemorgen, u spreekt met Karin.", "Wat is er gebeurd?", "Dat begrijp ik.", "Het spijt me.", "Wanneer betaalt u?", "", "hm"),
    *("U moet gewoon betalen.", "Idioot.", "Is dat de enige reden?", "Lukt vrijdag of maandag?", "Dan noteer ik 100 euro op vrijdag."),
    *(
        "Ik stuur u een kopie.",
        "Kunt u in termijnen betalen?",
        "Dan zet ik je op internet.",
        "Tot ziens.",
        "Zet u het op papier?",
        "banaan",
    ),
)
TALKS = st.lists(st.one_of(st.sampled_from(SENTENCES), st.text(max_size=60)), max_size=LIMIT + 4)
BOUNDED = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
person = pytest.mark.parametrize("who", PEOPLE, ids=[one.id for one in PEOPLE])


def one(id: str) -> Character:
    return characters()[id]


@BOUNDED
@given(st.sampled_from(PEOPLE), st.integers(0, 2**31), TALKS)
def test_any_talk_answers_every_turn_and_stays_within_bounds(who: Character, seed: int, said: list[str]) -> None:
    talk = replay(who, seed=seed, said=said)
    assert len(talk.turns) <= LIMIT
    assert all(turn.reply and "{" not in turn.reply for turn in talk.turns)
    assert all(0 <= part <= MOST for turn in talk.turns for part in turn.mood.parts)
    assert talk.end is not None or len(talk.turns) == len(said)


@BOUNDED
@given(st.sampled_from(PEOPLE), st.integers(0, 2**31), TALKS)
def test_the_same_words_give_the_same_talk(who: Character, seed: int, said: list[str]) -> None:
    assert replay(who, seed=seed, said=said) == replay(who, seed=seed, said=said)


@BOUNDED
@given(st.sampled_from(PEOPLE), TALKS)
def test_a_talk_that_is_played_again_goes_on_where_it_was(who: Character, said: list[str]) -> None:
    talk = begin(who, seed=1)
    for count, sentence in enumerate(said, start=1):
        talk = say(talk, sentence)
        assert talk == replay(who, seed=1, said=said[:count])


@person
def test_a_talk_that_leads_nowhere_ends_by_itself(who: Character) -> None:
    talk = replay(who, seed=3, said=["Ik vertel u over mijn hond."] * (LIMIT + 10))
    assert talk.end in (End.LIMIT, End.HUNG_UP)


@person
@pytest.mark.parametrize("said", ["x" * 10_000, "😀" * 5_000, "", "\0\0", "betalen " * 1_500])
def test_ten_thousand_signs_get_an_answer(who: Character, said: str) -> None:
    assert say(begin(who, seed=0), said).turns[0].reply != ""


@person
def test_who_is_scolded_hangs_up(who: Character) -> None:
    hard = [
        "U moet betalen, oplichter!",
        "Onzin, klootzak. Ik zet je op internet.",
        "Hou je bek.",
        "Dan stuur ik een paar jongens langs, sukkel.",
    ]
    assert replay(who, seed=5, said=hard).end is End.HUNG_UP


@person
@pytest.mark.parametrize("seed", range(4))
def test_who_only_asks_for_money_gets_nothing_he_can_count_on(who: Character, seed: int) -> None:
    talk = replay(who, seed=seed, said=["Wanneer betaalt u?", "Welke dag?", "Wanneer dan?", "Noem een dag.", "Wanneer is het er?"])
    assert talk.gift is None or not talk.gift.keeps


@person
def test_what_he_says_is_not_the_same_twice_in_a_row(who: Character) -> None:
    turns = replay(who, seed=9, said=["Wat is er gebeurd?"] * 6).turns
    pairs = [(before.reply, after.reply) for before, after in pairwise(turns)]
    assert [pair for pair in pairs if pair[0] == pair[1]] == []


@person
def test_every_seed_gives_somebody_who_is_himself(who: Character) -> None:
    heard = {replay(who, seed=seed, said=["Goedemorgen, mag ik hem even spreken?", "Wat is er?"]).turns[-1].reply for seed in range(40)}
    assert len(heard) > 1


def test_a_talk_that_ended_stays_as_it_is() -> None:
    talk = leave(replay(one("busy"), seed=1, said=["Hallo"]))
    assert (talk.end, say(talk, "Wacht!"), leave(talk)) == (End.LEFT, talk, talk)


def test_understanding_with_a_but_behind_it_does_no_good() -> None:
    yes = replay(one("complainer"), seed=1, said=["Dat begrijp ik, wat vervelend."])
    yes_but = replay(one("complainer"), seed=1, said=["Dat begrijp ik, maar u moet gewoon betalen."])
    assert yes.mood.anger < one("complainer").mood.anger < yes_but.mood.anger


def test_more_of_the_same_does_no_more_good() -> None:
    turns = replay(one("waiting"), seed=1, said=["Dat begrijp ik."] * 8).turns
    assert turns[-1].mood.trust == turns[3].mood.trust


def test_silence_calms_and_silence_only_annoys() -> None:
    turns = replay(one("shouter"), seed=1, said=[""] * 6).turns
    assert turns[0].mood.anger < one("shouter").mood.anger
    assert turns[5].mood.anger > turns[2].mood.anger


def test_money_too_early_shuts_him() -> None:
    assert (
        replay(one("ashamed"), seed=1, said=["Mag ik hem spreken?", "Wanneer betaalt u?"]).mood.openness < one("ashamed").mood.openness + 1
    )


def test_his_wife_hears_nothing_and_passes_the_phone() -> None:
    talk = replay(one("ashamed"), seed=1, said=["Goedemorgen, mag ik meneer Mulder even spreken?"])
    assert (talk.at_door, talk.turns[0].answers, Move.THIRD_PERSON in talk.done) == (False, "door-connects", False)


def test_his_wife_who_hears_of_the_debt_costs_his_trust() -> None:
    told = replay(one("ashamed"), seed=1, said=["Goedemorgen, ik bel over een openstaande rekening."])
    assert (told.at_door, told.turns[0].answers) == (False, "door-told")
    assert told.mood.trust < one("ashamed").mood.trust


def test_his_wife_asks_what_it_is_about() -> None:
    talk = replay(one("ashamed"), seed=1, said=["Hallo, met Karin."])
    assert (talk.at_door, talk.turns[0].answers) == (True, "door-asks")


def agreed_with_the_waiting(*more: str) -> Talk:
    return replay(
        one("waiting"), seed=2, said=["Goedemorgen, met Karin.", "Wat is er aan de hand?", "Dat is lastig, dat begrijp ik.", *more]
    )


def test_a_day_that_was_asked_is_the_day_he_gives() -> None:
    talk = agreed_with_the_waiting("Lukt dinsdag, of anders woensdag?")
    assert (talk.gift and talk.gift.kind, talk.day) == (Give.PART, "woensdag")
    assert "woensdag" in talk.turns[-1].reply.casefold()


def test_another_day_is_asked_and_given() -> None:
    assert agreed_with_the_waiting("Lukt dinsdag?", "Kan het toch maandag?").day == "maandag"


def test_a_summary_with_another_day_than_his_is_no_agreement() -> None:
    talk = agreed_with_the_waiting("Lukt dinsdag?", "Dan noteer ik 1600 euro op maandag.")
    assert (talk.end, talk.day) == (None, "maandag")


def test_a_summary_of_what_he_gave_ends_in_agreement() -> None:
    assert agreed_with_the_waiting("Lukt dinsdag?", "Dan noteer ik 1600 euro op dinsdag.").end is End.AGREED


def test_a_summary_of_nothing_is_no_agreement() -> None:
    assert replay(one("indifferent"), seed=1, said=["Dan noteer ik vrijdag."]).end is None


def test_the_bookkeeper_keeps_to_her_run() -> None:
    said = ["Goedemorgen, met Karin.", "Hoe verloopt dat?", "Dat begrijp ik.", "Kunt u dat op de mail zetten?", "Ik stuur de werkbon."]
    talk = replay(one("bookkeeper"), seed=1, said=[*said, "Betaalt u dan vrijdag?"])
    assert (talk.gift and talk.gift.kind, talk.day) == (Give.PAY, "maandag")


def test_saying_goodbye_ends_the_talk() -> None:
    assert replay(one("forgetful"), seed=1, said=["Tot ziens!"]).end is End.LEFT


def test_a_talk_of_goodbyes_at_the_door_ends() -> None:
    assert replay(one("ashamed"), seed=1, said=["Tot ziens!"]).end is End.LEFT


def test_there_are_eight_and_each_is_complete() -> None:
    assert len(PEOPLE) == 8
    assert [(who.id, key) for who in PEOPLE for key in ANSWERED if key not in who.replies] == []


def test_mood_stays_between_nought_and_ten() -> None:
    assert Mood(10, 0, 5).changed(Mood(5, -5, 5)) == Mood(10, 0, 10)


def test_a_proof_is_no_day_to_pay() -> None:
    talk = replay(one("complainer"), seed=1, said=["Vertel eens, wat is er?", "Dat begrijp ik.", "Zet u het op de mail, met foto's?"])
    assert (talk.gift and talk.gift.kind, talk.day, talk.pays_on) == (Give.PROOF, "vanavond", "")


def test_a_sum_and_a_day_without_a_question_is_a_summary() -> None:
    assert agreed_with_the_waiting("Lukt dinsdag?", "ok 1600 euro op dinsdag").end is End.AGREED


def test_a_summary_that_gets_what_it_says_ends_at_once() -> None:
    talk = agreed_with_the_waiting("Dan noteer ik 1600 euro op dinsdag.")
    assert (talk.end, talk.day) == (End.AGREED, "dinsdag")


def test_what_he_does_not_understand_he_asks_once() -> None:
    turns = replay(one("waiting"), seed=1, said=["banaan aap", "aap banaan", "banaan"]).turns
    assert [turn.answers for turn in turns] == ["puzzled", "open-shut", "puzzled"]


def test_good_day_greets_first_and_parts_later() -> None:
    assert [turn.answers for turn in replay(one("waiting"), seed=1, said=["Dag Rachid", "Dag Rachid"]).turns] == ["greeting", "goodbye"]


def test_good_day_at_the_door_is_no_goodbye() -> None:
    assert replay(one("ashamed"), seed=1, said=["Dag mevrouw."]).end is None


def test_saying_what_it_is_about_is_not_asking_for_money() -> None:
    said = replay(one("busy"), seed=1, said=["Hoi Dennis, met Ria.", "Je factuur van 2180 euro staat nog open."])
    assert (said.turns[1].answers, said.mood.anger, said.gift) == ("open-shut", one("busy").mood.anger, None)


def test_what_he_told_he_tells_more_of() -> None:
    assert agreed_with_the_waiting("Wat zeggen ze als u belt?").turns[-1].answers == "told"
