"""A practice talk between two requests: who, the seed and what was said are kept in the session, the rest is played again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.sessions.backends.base import SessionBase
from django.utils.functional import Promise
from django.utils.translation import get_language

from akkoord.core.conversation.practice.assess import HELPS, MUST, Done, Goal, Missed, Step, assess, help_with
from akkoord.core.conversation.practice.mood import MOST, Mood
from akkoord.core.conversation.practice.moves import Move
from akkoord.core.conversation.practice.spoken import LONGEST
from akkoord.core.conversation.practice.talk import End, Talk, Turn, leave, replay, say
from akkoord.core.money import shown
from akkoord.reasons import reasons
from akkoord.reasons.characters import characters
from akkoord.web.practice_words import CAME, DONE, ENDS, HARMS, MET, MISSED, MOVES, NO_RETURN, STEPS, SUMS

WIDE, HIGH = 1000, 100  # of the picture
KEPT = "practice"  # the session key
Word = str | Promise


def begin(session: SessionBase, who: str, *, seed: int) -> None:
    """A new talk; the one before it is forgotten."""
    session[KEPT] = {"who": who, "seed": seed, "said": [], "left": False}


def talk_of(session: SessionBase) -> Talk | None:
    """The talk of this session, if there is one with somebody who still exists."""
    kept = session.get(KEPT)
    if kept is None or kept["who"] not in characters():
        return None
    character = characters()[kept["who"]]
    talk = replay(character, seed=kept["seed"], said=kept["said"])
    return leave(talk) if kept["left"] else talk


def said(session: SessionBase, talk: Talk, text: str) -> Talk:
    """One more turn; what is longer than is listened to is cut."""
    text = text.replace("\0", "")[:LONGEST]
    after = say(talk, text)
    if not talk.end:
        session[KEPT] = {**session[KEPT], "said": [*session[KEPT]["said"], text]}
    return after


def left(session: SessionBase) -> None:
    """Who practises hung up."""
    session[KEPT] = {**session[KEPT], "left": True}


def page(talk: Talk) -> dict[str, Any]:
    """What the page of a talk needs."""
    shelf, who = reasons(), talk.character
    step, sentences = help_with(talk, first=shelf[who.first], real=shelf[who.reason])
    return {"talk": talk, "who": who, "step": STEPS[step], "sentences": dict.fromkeys(sentences)}


@dataclass(frozen=True, slots=True)
class Line:
    """One turn as the look back shows it."""

    turn: Turn
    number: int
    tags: tuple[tuple[Word, str], ...]
    mark: str  # "up", "down" or nothing


@dataclass(frozen=True, slots=True)
class Picture:
    """Anger and trust as lines in a drawing of 1000 by 100, with the moods they begin and end with."""

    anger: str
    trust: str
    first: Mood
    last: Mood


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the look back shows it."""

    name: Word
    done: Word
    colour: str
    says: Word
    met: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class MissedRow:
    """One thing that was missed: what, after which words, and what to say there."""

    what: Word
    turn: Turn | None
    instead: str


def look_back(talk: Talk) -> dict[str, Any]:
    """What the page that looks back needs."""
    shelf, who = reasons(), talk.character
    seen = assess(talk, first=shelf[who.first], real=shelf[who.reason])
    lines = [_line(at, turn, seen.up, seen.down) for at, turn in enumerate(talk.turns)]
    amount = shown(talk.gift.cents if talk.gift else 0, language=get_language() or "nl").removesuffix(",00").removesuffix(".00")
    filled = {"name": who.name, "day": talk.day, "amount": amount}
    return {
        "talk": talk,
        "who": who,
        "ended": str(ENDS[talk.end]) % filled if talk.end else "",
        "came": str(CAME[seen.came]) % filled,
        "steps": [_step(step, seen.steps[step], seen.met, hung_up=talk.end is End.HUNG_UP) for step in Step],
        "up": None if seen.up is None else lines[seen.up],
        "down": None if seen.down is None else lines[seen.down],
        "missed": [_missed(talk, one) for one in seen.missed],
        "lines": lines,
        "mood": _picture(talk),
        "hardest": who.level == max(one.level for one in characters().values()),
        "reason": shelf[who.reason],
    }


def _line(at: int, turn: Turn, up: int | None, down: int | None) -> Line:
    tags = tuple((MOVES[one], "amber" if one in HARMS else "") for one in Move if one in turn.moves)
    return Line(turn, at + 1, tags, "up" if at == up else "down" if at == down else "")


def _step(step: Step, done: Done, met: frozenset[Goal], *, hung_up: bool) -> StepRow:
    word, colour = DONE[done]
    says = NO_RETURN if hung_up and (step, done) == (Step.RETURN, Done.NOT) else SUMS[step, done]
    return StepRow(STEPS[step], word, colour, says, tuple(MET[goal] for goal in (*MUST[step], *HELPS[step]) if goal in met))


def _picture(talk: Talk) -> Picture:
    """Both moods from the beginning to the end."""
    moods = [talk.character.mood, *(turn.mood for turn in talk.turns)]
    wide = WIDE / max(len(moods) - 1, 1)

    def line(values: list[int]) -> str:
        return " ".join(f"{at * wide:.1f},{HIGH - value * HIGH / MOST:.1f}" for at, value in enumerate(values))

    return Picture(line([one.anger for one in moods]), line([one.trust for one in moods]), moods[0], moods[-1])


def _missed(talk: Talk, one: Missed) -> MissedRow:
    return MissedRow(MISSED[one.goal], talk.turns[one.at] if one.at >= 0 else None, one.instead)
