"""A practice talk, turn by turn: what was said and the mood give the answer and the next mood. The same words give the same talk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from hashlib import blake2b

from akkoord.core.conversation.practice.character import PRESSING, Character, Gift, Give
from akkoord.core.conversation.practice.mood import TOO_EARLY, Mood, felt
from akkoord.core.conversation.practice.moves import Move, days_in, moves_in
from akkoord.core.money import shown

LIMIT = 24  # turns, after which he has to go
ANGRY = 6  # from here he answers as an angry man does
OPEN = 4  # from here he answers a question
_BEGINS = re.compile(r"(?:^|(?<=[^.][.!?] )){day}")
_FLAT = 2  # turns of nothing but silence, after which silence annoys


class End(StrEnum):
    """How the talk ended."""

    AGREED = "agreed"  # what he gave was said once more, and he said yes
    HUNG_UP = "hung-up"  # he
    LEFT = "left"  # who practises
    LIMIT = "limit"  # he had to go


@dataclass(frozen=True, slots=True)
class Turn:
    """What was said, what that did, and what he answered."""

    said: str
    moves: frozenset[Move]
    answers: str  # the kind of answer
    reply: str
    mood: Mood  # after it
    uncovered: bool = False  # here his real reason came out
    gave: Gift | None = None  # here he gave something


@dataclass(frozen=True, slots=True)
class Talk:
    """A talk as far as it has come."""

    character: Character
    seed: int
    opening: str
    mood: Mood
    at_door: bool
    turns: tuple[Turn, ...] = ()
    known: bool = False  # his real reason is out
    gift: Gift | None = None
    day: str = ""  # the day of what he gives
    end: End | None = None

    @property
    def last(self) -> str:
        """What he said last."""
        return self.turns[-1].reply if self.turns else self.opening

    @property
    def pays_on(self) -> str:
        """The day on which he said to pay, all or a part; empty where he named none."""
        return self.day if self.gift and self.gift.kind is not Give.PROOF else ""

    @property
    def done(self) -> frozenset[Move]:
        """Every move so far."""
        return frozenset(move for turn in self.turns for move in turn.moves)


@dataclass(frozen=True, slots=True)
class _Answer:
    kind: str
    lines: tuple[str, ...]
    uncovered: bool = False
    gave: Gift | None = None
    day: str = ""
    end: End | None = None
    at_door: bool = False


def begin(character: Character, *, seed: int) -> Talk:
    """The phone is picked up. The seed chooses his words: a whole number."""
    opens = character.door.opens if character.door else character.opens
    return Talk(character, seed, _line(opens, seed, "opens", 0), character.mood, at_door=character.door is not None)


def replay(character: Character, *, seed: int, said: Iterable[str]) -> Talk:
    """The talk in which this was said, one text a turn."""
    talk = begin(character, seed=seed)
    for one in said:
        talk = say(talk, one)
    return talk


def say(talk: Talk, said: str) -> Talk:
    """The talk after one more turn; a talk that ended stays as it is."""
    if talk.end:
        return talk
    moves = moves_in(said, before=talk.last, at_door=talk.at_door)
    mood = _mood_after(talk, moves)
    answer = _at_door(talk, moves) if talk.at_door else _answer(replace(talk, mood=mood), said, moves)
    if answer.end is None and len(talk.turns) + 1 >= LIMIT:
        answer = _Answer("ends", talk.character.replies["ends"], end=End.LIMIT)
    gift, day = (answer.gave, answer.day) if answer.gave else (talk.gift, talk.day)
    turn = Turn(said, moves, answer.kind, _spoken(talk, answer, gift, day), mood, answer.uncovered, answer.gave)
    return replace(
        talk,
        mood=mood,
        at_door=answer.at_door,
        turns=(*talk.turns, turn),
        known=talk.known or answer.uncovered,
        gift=gift,
        day=day,
        end=answer.end,
    )


def _spoken(talk: Talk, answer: _Answer, gift: Gift | None, day: str) -> str:
    count = sum(turn.answers == answer.kind for turn in talk.turns)
    return _filled(_line(answer.lines, talk.seed, answer.kind, count), gift, day)


def leave(talk: Talk) -> Talk:
    """Who practises hangs up."""
    return talk if talk.end else replace(talk, end=End.LEFT)


def _mood_after(talk: Talk, moves: frozenset[Move]) -> Mood:
    mood = talk.mood
    earlier = [turn.moves for turn in talk.turns]
    for change in felt(moves, earlier, talk.character.temper):
        mood = mood.changed(change)
    if _pressing(moves) and not talk.known and not talk.at_door and mood.openness < talk.character.uncovers.openness:
        mood = mood.changed(TOO_EARLY)
    quiet = frozenset({Move.LISTENING})
    if moves == quiet and [*earlier[-_FLAT:]] == [quiet] * _FLAT:
        mood = mood.changed(Mood(anger=2))
    return mood


def _pressing(moves: frozenset[Move]) -> frozenset[Move]:
    """The moves that ask for money; who only says what it is about, with its sum, does not ask yet."""
    return moves & PRESSING - ({Move.AMOUNT} if Move.MATTER in moves else set())


def _at_door(talk: Talk, moves: frozenset[Move]) -> _Answer:
    """Somebody else listens: he passes the phone to whom is asked for, and tells him what he heard."""
    door = talk.character.door
    assert door is not None
    if Move.THIRD_PERSON in moves:
        return _Answer("door-told", door.told, at_door=False)
    if Move.GOODBYE in moves and not moves & {Move.ASKS_FOR, Move.GREETING}:
        return _Answer("goodbye", talk.character.replies["goodbye"], end=End.LEFT)
    if Move.ASKS_FOR in moves or len(talk.turns) > 1:
        return _Answer("door-connects", door.connects)
    return _Answer("door-asks", door.asks, at_door=True)


def _answer(talk: Talk, said: str, moves: frozenset[Move]) -> _Answer:
    replies = talk.character.replies
    if talk.mood.anger >= talk.character.hangs_up_at:
        return _Answer("hangs-up", replies["hangs-up"], end=End.HUNG_UP)
    for hurt in (Move.RUDE, Move.THIRD_PERSON, Move.THREAT_FORBIDDEN):
        if hurt in moves:
            return _of(talk, hurt.value)
    if _agreed(talk, said, moves):
        return _Answer("confirms", replies["confirms"], end=End.AGREED)
    if not talk.known and _opens_up(talk, moves):
        return _Answer("uncovers", talk.character.uncovers.says, uncovered=True)
    return _money(talk, said, moves) or _plain(talk, moves)


def _agreed(talk: Talk, said: str, moves: frozenset[Move]) -> bool:
    """What he gave is said once more, without another day than his."""
    if Move.SUMMARY not in moves or talk.gift is None or not talk.day:
        return False
    return not days_in(said) or talk.day in days_in(said)


def _opens_up(talk: Talk, moves: frozenset[Move]) -> bool:
    need = talk.character.uncovers
    eased = 2 if Move.ONLY_REASON in moves else 0
    return (
        bool(moves & (need.by | {Move.ONLY_REASON}))
        and talk.mood.openness >= need.openness - eased
        and talk.mood.trust >= need.trust - eased
    )


def _money(talk: Talk, said: str, moves: frozenset[Move]) -> _Answer | None:
    """What he gives where he is asked for it, or how he talks his way out."""
    asked = [gift for gift in talk.character.gifts if moves & gift.by and (_pressing(moves) or gift.by != PRESSING)]
    gift = next((one for one in asked if _gives(talk, one, moves)), None)
    if gift and (talk.gift is None or _place(talk, gift) < _place(talk, talk.gift) or _other_day(talk, gift, said)):
        named = days_in(said)
        day = gift.day if gift.own_day or not named or not gift.day else named[-1]
        if Move.SUMMARY in moves and gift != talk.gift and day in named:
            return _Answer("confirms", talk.character.replies["confirms"], gave=gift, day=day, end=End.AGREED)
        return _Answer(f"gives-{gift.kind}", gift.says, gave=gift, day=day)
    if _pressing(moves):
        return _of(talk, "repeats" if talk.pays_on else "evades")
    return None


def _gives(talk: Talk, gift: Gift, moves: frozenset[Move]) -> bool:
    mood = talk.mood
    fits = mood.trust >= gift.trust and mood.anger <= gift.anger and (talk.known or not gift.known)
    return fits and gift.after <= talk.done | moves


def _place(talk: Talk, gift: Gift) -> int:
    return talk.character.gifts.index(gift)


def _other_day(talk: Talk, gift: Gift, said: str) -> bool:
    return gift == talk.gift and bool(gift.day) and not gift.own_day and bool(days_in(said)) and talk.day not in days_in(said)


_IN_TURN = (
    *(Move.ARGUING, Move.THREAT_ALLOWED, Move.ASKS_WRITTEN, Move.OPEN_QUESTION, Move.OUR_PART, Move.APOLOGY, Move.UNDERSTANDING),
    *(Move.MATTER, Move.GREETING, Move.CLOSED_QUESTION, Move.GOODBYE, Move.LISTENING),
)
"""Of all that was said, he answers the first of these."""


def _plain(talk: Talk, moves: frozenset[Move]) -> _Answer:
    if Move.ONLY_REASON in moves:
        return _of(talk, "only" if talk.known else "only-shut")
    move = next((one for one in _IN_TURN if one in moves), None)
    if moves == {Move.GREETING, Move.GOODBYE} and talk.turns:
        move = Move.GOODBYE
    if move is None and (not talk.turns or talk.turns[-1].answers != "puzzled"):
        return _of(talk, "puzzled")
    if move is None or move in (Move.OPEN_QUESTION, Move.MATTER):
        return _of(talk, "told" if talk.known else "open" if talk.mood.openness >= OPEN else "open-shut")
    if move is Move.GOODBYE:
        return replace(_of(talk, "goodbye"), end=End.LEFT)
    return _of(talk, {Move.CLOSED_QUESTION: "closed"}.get(move, move.value))


def _of(talk: Talk, kind: str) -> _Answer:
    replies = talk.character.replies
    angry = f"{kind}-angry"
    return _Answer(kind, replies[angry] if talk.mood.anger >= ANGRY and angry in replies else replies[kind])


def _line(lines: Sequence[str], seed: int, kind: str, count: int) -> str:
    """One of the ways to say it: the seed chooses the first, then they go round."""
    first = int.from_bytes(blake2b(f"{seed}:{kind}".encode(), digest_size=4).digest(), "big")
    return lines[(first + count) % len(lines)]


def _filled(line: str, gift: Gift | None, day: str) -> str:
    cents = shown(gift.cents, language="nl").removesuffix(",00") if gift and gift.cents else "dat bedrag"
    begins = _BEGINS.sub((day or "binnenkort").capitalize(), line)
    return begins.replace("{day}", day or "binnenkort").replace("{amount}", cents)
