"""What a practice talk was worth, against the three steps: what was done, where it turned, what was missed and what to say there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from akkoord.core.conversation.practice.character import PRESSING, Give
from akkoord.core.conversation.practice.moves import Move, moves_in
from akkoord.core.conversation.practice.talk import End, Talk, Turn
from akkoord.core.conversation.reason import Cause, Reason
from akkoord.core.money import shown


class Step(StrEnum):
    """The three steps of a call."""

    TALK = "talk"
    UNDERSTAND = "understand"
    RETURN = "return"


class Goal(StrEnum):
    """What a step is for."""

    SAID_WHO = "said-who"
    DISCREET = "discreet"  # nobody else heard of the debt
    OPEN_QUESTION = "open-question"
    LISTENED = "listened"
    ONLY_REASON = "only-reason"
    REASON_FOUND = "reason-found"
    ACKNOWLEDGED = "acknowledged"
    NO_ARGUING = "no-arguing"
    RIGHTED = "righted"  # said sorry, or asked for the complaint in writing, or said what we do about it
    AMOUNT = "amount"
    DAY = "day"
    TWO_DATES = "two-dates"
    CONFIRMED = "confirmed"


class Done(StrEnum):
    """How far a step came."""

    DONE = "done"
    PARTLY = "partly"
    NOT = "not"


class Came(StrEnum):
    """What came of it afterwards."""

    PAID = "paid"
    BEGAN = "began"  # he began to pay, in parts
    SENT = "sent"  # he sent the proof
    BROKEN = "broken"  # a promise that he did not keep
    FADED = "faded"  # he gave something that nobody said once more
    NOTHING = "nothing"


MUST = {
    Step.TALK: (Goal.OPEN_QUESTION, Goal.REASON_FOUND),
    Step.UNDERSTAND: (Goal.NO_ARGUING, Goal.ACKNOWLEDGED, Goal.RIGHTED),
    Step.RETURN: (Goal.AMOUNT, Goal.DAY, Goal.CONFIRMED),
}
"""What makes a step done."""

HELPS = {
    Step.TALK: (Goal.SAID_WHO, Goal.DISCREET, Goal.LISTENED, Goal.ONLY_REASON),
    Step.UNDERSTAND: (),
    Step.RETURN: (Goal.TWO_DATES,),
}
"""What makes a step easier."""

MOST_MISSED = 3  # what one can take in of what was missed
_NOT_DOING = frozenset({Goal.NO_ARGUING, Goal.DISCREET})  # met by leaving something: alone they make no beginning
_HURT = frozenset({Move.ARGUING, Move.RUDE, Move.THREAT_FORBIDDEN, Move.THIRD_PERSON})
_RIGHTS = frozenset({Move.APOLOGY, Move.ASKS_WRITTEN, Move.OUR_PART})
_WRONGED = frozenset({Cause.ANGER, Cause.DISPUTE})
_BEGINNING = 3  # turns
_TURNS_AT = 3  # by how much it must change to be a turning point


@dataclass(frozen=True, slots=True)
class Missed:
    """A goal that was not met, the turn at which it could have been, and what to say there."""

    goal: Goal
    at: int  # of the turns, from 0; -1 where there was none
    instead: str  # empty where it is better to say nothing


@dataclass(frozen=True, slots=True)
class Assessment:
    """What a talk was worth."""

    steps: Mapping[Step, Done]
    met: frozenset[Goal]
    asked: frozenset[Goal]  # the goals that this talk had
    up: int | None  # the turn at which it turned for the better
    down: int | None  # and for the worse
    missed: tuple[Missed, ...]
    came: Came


def assess(talk: Talk, *, first: Reason, real: Reason) -> Assessment:
    """Looks back on a talk. The better sentences are those of the reason he said first until the real one was out, and then of that."""
    asked = _asked(talk, real)
    met = frozenset(goal for goal in asked if _MET[goal](talk))
    if Goal.DAY in met:  # nobody has to offer two days to who names one
        asked -= frozenset({Goal.TWO_DATES}) - met
    changes = _changes(talk)
    return Assessment(
        steps={step: _done([goal for goal in MUST[step] if goal in asked], met) for step in Step},
        met=met,
        asked=asked,
        up=_furthest(changes, 1),
        down=_furthest(changes, -1),
        missed=tuple(_missed(talk, goal, first, real) for goal in _in_order(talk, asked - met)[:MOST_MISSED]),
        came=_came(talk),
    )


def _asked(talk: Talk, real: Reason) -> frozenset[Goal]:
    """The goals that this talk has."""
    asked = {goal for step in Step for goal in (*MUST[step], *HELPS[step])}
    if talk.character.door is None:
        asked.discard(Goal.DISCREET)
    if real.cause not in _WRONGED:
        asked.discard(Goal.RIGHTED)
    return frozenset(asked)


def _in_order(talk: Talk, goals: frozenset[Goal]) -> list[Goal]:
    """First the one thing that each step lacked most, then the rest. Who was hung up on could not come back to the money."""
    steps = [step for step in Step if step is not Step.RETURN or talk.end is not End.HUNG_UP]
    lacking = [[goal for goal in MUST[step] if goal in goals] for step in steps]
    helps = [goal for step in steps for goal in HELPS[step] if goal in goals]
    return [*(one[0] for one in lacking if one), *(goal for one in lacking for goal in one[1:]), *helps]


def _done(must: list[Goal], met: frozenset[Goal]) -> Done:
    if met.issuperset(must):
        return Done.DONE
    return Done.PARTLY if met & set(must) - _NOT_DOING else Done.NOT


def _changes(talk: Talk) -> list[int]:
    """How much better it went after each turn."""
    before, found = talk.character.mood, []
    for turn in talk.turns:
        found.append(turn.mood.sum - before.sum + 3 * turn.uncovered + 3 * bool(turn.gave))
        before = turn.mood
    return found


def _furthest(changes: list[int], sign: int) -> int | None:
    far = max(range(len(changes)), key=lambda at: sign * changes[at], default=None)
    return far if far is not None and sign * changes[far] >= _TURNS_AT else None


def _has(*moves: Move) -> Callable[[Talk], bool]:
    return lambda talk: bool(talk.done & set(moves))


def _listened(talk: Talk) -> bool:
    """Until he had told his story, in the first turns at least, nobody argued or asked for money."""
    told = _first(talk, lambda turn: turn.uncovered, _BEGINNING)
    return len(talk.turns) > 1 and not any(turn.moves & (_HURT | PRESSING) for turn in talk.turns[: min(told, _BEGINNING)])


_MET: Mapping[Goal, Callable[[Talk], bool]] = {
    Goal.SAID_WHO: _has(Move.GREETING),
    Goal.DISCREET: lambda talk: Move.THIRD_PERSON not in talk.done,
    Goal.OPEN_QUESTION: _has(Move.OPEN_QUESTION),
    Goal.LISTENED: _listened,
    Goal.ONLY_REASON: _has(Move.ONLY_REASON),
    Goal.REASON_FOUND: lambda talk: talk.known,
    Goal.ACKNOWLEDGED: lambda talk: any(Move.UNDERSTANDING in turn.moves and not turn.moves & _HURT for turn in talk.turns),
    Goal.NO_ARGUING: lambda talk: bool(talk.turns) and not talk.done & _HURT,
    Goal.RIGHTED: lambda talk: bool(talk.done & _RIGHTS),
    Goal.AMOUNT: lambda talk: Move.AMOUNT in talk.done or bool(talk.gift and talk.gift.cents),
    Goal.DAY: lambda talk: bool(talk.pays_on),
    Goal.TWO_DATES: _has(Move.TWO_DATES),
    Goal.CONFIRMED: lambda talk: talk.end is End.AGREED,
}


def _came(talk: Talk) -> Came:
    if talk.gift is None:
        return Came.NOTHING
    if talk.end is not End.AGREED:
        return Came.BROKEN if talk.gift.kind is Give.PROMISE else Came.FADED
    if not talk.gift.keeps:
        return Came.BROKEN
    return {Give.INSTALMENTS: Came.BEGAN, Give.PART: Came.BEGAN, Give.PROOF: Came.SENT}.get(talk.gift.kind, Came.PAID)


def _missed(talk: Talk, goal: Goal, first: Reason, real: Reason) -> Missed:
    last = len(talk.turns) - 1
    hurt = _first(talk, lambda turn: bool(turn.moves & _HURT), -1)
    out = _first(talk, lambda turn: turn.uncovered, -1)
    told = min(out + 1, last)
    where = {
        Goal.SAID_WHO: min(0, last),
        Goal.DISCREET: _first(talk, lambda turn: Move.THIRD_PERSON in turn.moves, -1),
        Goal.OPEN_QUESTION: min(1, last),
        Goal.LISTENED: hurt if hurt >= 0 else min(1, last),
        Goal.REASON_FOUND: min(2, last),
        Goal.ONLY_REASON: told if out >= 0 else min(2, last),
        Goal.ACKNOWLEDGED: told if out >= 0 else min(1, last),
        Goal.RIGHTED: told if out >= 0 else last,
        Goal.NO_ARGUING: hurt,
    }
    return Missed(goal, where.get(goal, last), _instead(talk, goal, first, real))


def _first(talk: Talk, fits: Callable[[Turn], bool], otherwise: int) -> int:
    return next((at for at, turn in enumerate(talk.turns) if fits(turn)), otherwise)


ONLY = "Is dit de enige reden dat de rekening nog openstaat?"
OPEN = "Wat is er gebeurd dat deze rekening is blijven liggen?"
SUM = "Er staat nog {bedrag} open. Lukt het om dat woensdag te betalen, of anders vrijdag?"
WHO = "Goedemorgen, u spreekt met … van …. Komt het gelegen?"
FOR = "Goedemorgen, u spreekt met … van …. Mag ik {name} zelf even spreken? Het gaat over iets tussen hem en mij."
RIGHTED = "Het spijt me dat het zo is gelopen. Zet u het voor mij op de mail? Dan ligt het vandaag nog bij de juiste persoon."
DATES = "Welke dag komt u beter uit: woensdag, of vrijdag?"
NOTED = "Dan noteer ik: u betaalt {amount}, uiterlijk {day}. Ik bevestig het u zo per mail. Heb ik het zo goed?"


def _instead(talk: Talk, goal: Goal, first: Reason, real: Reason) -> str:
    said: Mapping[Goal, str] = {
        Goal.SAID_WHO: WHO,
        Goal.DISCREET: FOR.replace("{name}", talk.character.name),
        Goal.OPEN_QUESTION: _which(Move.OPEN_QUESTION, (*first.opening, *first.ask), OPEN),
        Goal.REASON_FOUND: _which(Move.OPEN_QUESTION, (*real.ask, *first.ask), OPEN),
        Goal.ONLY_REASON: ONLY,
        Goal.ACKNOWLEDGED: (real if talk.known else first).empathy[0],
        Goal.NO_ARGUING: (real if talk.known else first).empathy[-1],
        Goal.RIGHTED: RIGHTED,
        Goal.AMOUNT: _which(Move.AMOUNT, real.back_to_arrears, SUM),
        Goal.DAY: _which(Move.TWO_DATES, real.back_to_arrears, DATES),
        Goal.TWO_DATES: DATES,
        Goal.CONFIRMED: NOTED,
    }
    return _spoken(said.get(goal, ""), talk)


def _which(move: Move, sentences: Iterable[str], otherwise: str) -> str:
    """The first of the sentences that does this."""
    filled = {one: _with(one, amount="100 euro", day="vrijdag") for one in sentences}
    return next((one for one, said in filled.items() if move in moves_in(said)), otherwise)


def _spoken(sentence: str, talk: Talk) -> str:
    """A sentence with its sums and days filled in: those he gave, or the whole debt and two days."""
    gift = talk.gift
    amount = shown(gift.cents if gift and gift.cents else talk.character.debt, language="nl").removesuffix(",00")
    return _with(sentence, amount=amount, day=talk.pays_on or "vrijdag")


def _with(sentence: str, *, amount: str, day: str) -> str:
    filled = {"{bedrag}": amount, "{amount}": amount, "{dag}": day, "{day}": day, "{dag1}": "woensdag", "{dag2}": "vrijdag"}
    for mark, said in filled.items():
        sentence = sentence.replace(mark, said)
    return sentence


def help_with(talk: Talk, *, first: Reason, real: Reason) -> tuple[Step, tuple[str, ...]]:
    """The step one is in, and sentences that fit there. Before his reason is out they are those of what he says first."""
    step, said = _help(talk, first, real)
    return step, tuple(_spoken(one, talk) for one in said)


def _help(talk: Talk, first: Reason, real: Reason) -> tuple[Step, tuple[str, ...]]:
    if talk.at_door:
        return Step.TALK, (FOR.replace("{name}", talk.character.name),)
    if not talk.known:
        who = () if Move.GREETING in talk.done else (WHO,)
        return Step.TALK, (*who, _which(Move.OPEN_QUESTION, first.opening, OPEN), *first.ask[:1], *first.empathy[:1], ONLY)
    if talk.pays_on:
        return Step.RETURN, (NOTED,)
    if talk.turns[-1].uncovered or not any(turn.moves & {Move.UNDERSTANDING, Move.APOLOGY} for turn in talk.turns[-2:]):
        return Step.UNDERSTAND, (*real.empathy[:2], ONLY)
    return Step.RETURN, (*real.back_to_arrears[:2], DATES)
