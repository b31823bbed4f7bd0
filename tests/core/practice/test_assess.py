"""What a talk was worth: each step, where it turned, what was missed, and a sentence that would have done it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.conversation.practice.assess import Assessment, Came, Done, Goal, Step, assess, help_with
from akkoord.core.conversation.practice.character import Character
from akkoord.core.conversation.practice.moves import Move, moves_in
from akkoord.core.conversation.practice.talk import End, Talk, begin, leave, replay, say
from akkoord.reasons import reasons
from akkoord.reasons.characters import characters
from tests.core.practice.test_talk import BOUNDED, PEOPLE, TALKS, person

GOOD = {
    "forgetful": (
        "Hoe komt het dat de rekening is blijven liggen?",
        "Dat begrijp ik.",
        "Ik stuur u een kopie. Lukt vrijdag of maandag?",
        "maandag",
    ),
    "busy": ("Wat is er aan de hand?", "Dat snap ik, dat is lastig.", "Lukt donderdag of vrijdag?", "vrijdag"),
    "waiting": ("Wat is er aan de hand?", "Dat is lastig, dat begrijp ik.", "Lukt woensdag of vrijdag?", "vrijdag"),
    "complainer": (
        *(
            "Vertel eens, wat is er gebeurd?",
            "Wat vervelend, dat begrijp ik.",
            "Mijn excuses namens mijn collega's.",
            "Is dat de enige reden?",
        ),
        *("Ik zorg dat er iemand komt. Betaalt u een deel, dinsdag of woensdag?", "woensdag"),
    ),
    "bookkeeper": (
        *("Hoe verloopt dat bij u?", "Dat begrijp ik.", "Zet u op de mail wat er ontbreekt?"),
        *("Ik stuur u de werkbon. Welke dag betaalt u?", "maandag"),
    ),
    "ashamed": (
        *(
            "Mag ik meneer Mulder spreken?",
            "Dag, met Karin. Hoe gaat het met u?",
            "",
            "Dat is zwaar, dat begrijp ik.",
            "Dank u dat u het vertelt.",
        ),
        *("Dat snap ik. Kunt u in termijnen betalen?", "de 28e"),
    ),
    "indifferent": (
        *(
            "Waarom zegt u dat?",
            "Dat snap ik, u bent boos.",
            "Het spijt me.",
            "Is dit de enige reden?",
            "Ik zoek de creditnota voor u uit.",
        ),
        *("Kunt u dinsdag de rest betalen?", "dinsdag"),
    ),
    "shouter": (
        *(
            "",
            "Dat begrijp ik, dat is vervelend.",
            "Wat is er gebeurd?",
            "Sorry.",
            "Wat erg voor u, dat snap ik.",
            "Is dat de enige reden?",
        ),
        *("Lukt een deel maandag of dinsdag?", "dinsdag"),
    ),
}


def of(talk: Talk) -> Assessment:
    shelf = reasons()
    return assess(talk, first=shelf[talk.character.first], real=shelf[talk.character.reason])


def well(who: Character, *, seed: int = 1) -> Talk:
    *said, day = GOOD[who.id]
    first = [] if who.door else ["Goedemorgen, u spreekt met Karin van De Linde."]
    return replay(who, seed=seed, said=[*first, *said, f"Dan noteer ik dat, op {day}. Klopt dat zo?"])


@person
@pytest.mark.parametrize("seed", range(5))
def test_the_three_steps_lead_to_an_agreement_with_everybody(who: Character, seed: int) -> None:
    talk = well(who, seed=seed)
    seen = of(talk)
    assert (talk.end, set(seen.steps.values())) == (End.AGREED, {Done.DONE})
    assert seen.came in (Came.PAID, Came.BEGAN)
    assert seen.up is not None


@person
def test_a_talk_of_contradiction_meets_no_step(who: Character) -> None:
    said = ["U moet gewoon betalen.", "Dat is niet waar.", "Onzin, dat is uw eigen schuld.", "U had moeten bellen."]
    seen = of(replay(who, seed=1, said=said))
    assert (set(seen.steps.values()), seen.came) == ({Done.NOT}, Came.NOTHING)
    assert [one.goal for one in seen.missed[:2]] == [Goal.OPEN_QUESTION, Goal.NO_ARGUING]


@person
def test_a_talk_of_nothing_is_looked_back_on(who: Character) -> None:
    seen = of(leave(begin(who, seed=1)))
    assert (set(seen.steps.values()), seen.came, seen.up, seen.down) == ({Done.NOT}, Came.NOTHING, None, None)
    assert {one.at for one in seen.missed} == {-1}


@BOUNDED
@given(st.sampled_from(PEOPLE), st.integers(0, 9), TALKS)
def test_any_talk_can_be_looked_back_on(who: Character, seed: int, said: list[str]) -> None:
    talk = replay(who, seed=seed, said=said)
    seen = of(talk)
    assert seen.met <= seen.asked
    assert all(-1 <= one.at < len(talk.turns) and one.goal not in seen.met and "{" not in one.instead for one in seen.missed)
    assert {one.goal for one in seen.missed} <= seen.asked


@BOUNDED
@given(st.sampled_from(PEOPLE), TALKS)
def test_help_always_has_a_sentence(who: Character, said: list[str]) -> None:
    talk = replay(who, seed=1, said=said)
    shelf = reasons()
    step, sentences = help_with(talk, first=shelf[who.first], real=shelf[who.reason])
    assert step in Step
    assert sentences != ()
    assert all("{" not in one for one in sentences)


DOES = {
    Goal.OPEN_QUESTION: Move.OPEN_QUESTION,
    Goal.SAID_WHO: Move.GREETING,
    Goal.ONLY_REASON: Move.ONLY_REASON,
    Goal.TWO_DATES: Move.TWO_DATES,
    Goal.CONFIRMED: Move.SUMMARY,
    Goal.AMOUNT: Move.AMOUNT,
    Goal.DAY: Move.DAY,
    Goal.REASON_FOUND: Move.OPEN_QUESTION,
}


@BOUNDED
@given(st.sampled_from(PEOPLE), TALKS)
def test_the_better_sentence_does_what_was_missed(who: Character, said: list[str]) -> None:
    """What the look back tells one to say is heard as what it says was missing."""
    seen = of(replay(who, seed=1, said=said))
    assert [one for one in seen.missed if one.goal in DOES and DOES[one.goal] not in moves_in(one.instead)] == []


def test_a_promise_to_be_rid_of_the_call_is_not_kept() -> None:
    said = ["Mag ik hem spreken?", "Dan gaat het naar de deurwaarder.", "Kunt u vrijdag alles betalen?", "Dan noteer ik vrijdag."]
    talk = replay(characters()["ashamed"], seed=1, said=said)
    assert (talk.end, of(talk).came) == (End.AGREED, Came.BROKEN)


def test_an_offer_that_nobody_summed_up_fades() -> None:
    talk = well(characters()["waiting"])
    before = leave(replay(talk.character, seed=1, said=[turn.said for turn in talk.turns[:-1]]))
    assert (of(before).came, of(before).steps[Step.RETURN]) == (Came.FADED, Done.PARTLY)
    assert Goal.CONFIRMED in {one.goal for one in of(before).missed}


def test_telling_another_of_the_debt_is_said() -> None:
    seen = of(replay(characters()["ashamed"], seed=1, said=["Ik bel over een rekening van uw man.", "Hoe gaat het?"]))
    assert Goal.DISCREET not in seen.met
    assert seen.down == 0


def test_only_a_wrong_has_to_be_righted() -> None:
    assert Goal.RIGHTED in of(begin(characters()["complainer"], seed=1)).asked
    assert Goal.RIGHTED not in of(begin(characters()["busy"], seed=1)).asked


def test_who_was_hung_up_on_is_not_told_to_name_a_day() -> None:
    seen = of(replay(characters()["shouter"], seed=1, said=["Hou je bek, idioot!", "Sukkel"]))
    assert not {Goal.AMOUNT, Goal.DAY, Goal.CONFIRMED} & {one.goal for one in seen.missed}


@person
@pytest.mark.parametrize("seed", range(3))
def test_who_says_what_help_offers_comes_to_an_agreement(who: Character, seed: int) -> None:
    """Every time the first sentence that was not said yet."""
    talk, said, shelf = begin(who, seed=seed), [""], reasons()
    while talk.end is None:
        _, sentences = help_with(talk, first=shelf[who.first], real=shelf[who.reason])
        said.append(next((one for one in sentences if one not in said), sentences[0]))
        talk = say(talk, said[-1])
    assert (talk.end, of(talk).came in (Came.PAID, Came.BEGAN)) == (End.AGREED, True)
