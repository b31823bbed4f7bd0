"""The debtors that Akkoord plays: who he is, what he hides, how he answers, what he gives and what makes him hang up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from akkoord.core.conversation.practice.mood import Mood
from akkoord.core.conversation.practice.moves import Move
from akkoord.core.problem import Text

PRESSING = frozenset({Move.ASKS_PAY, Move.AMOUNT, Move.DAY, Move.TWO_DATES, Move.INSTALMENTS, Move.SUMMARY})
"""The moves that ask for money."""


class Give(StrEnum):
    """What he gives in the end."""

    PAY = "pay"  # all of it, on a day
    PART = "part"  # a part of it, on a day
    INSTALMENTS = "instalments"
    PROOF = "proof"  # he sends what shows it, on a day
    PROMISE = "promise"  # that he will pay, without a day


@dataclass(frozen=True, slots=True)
class Gift:
    """What he gives, where he is in the mood for it. The first that he is in the mood for is what he gives."""

    kind: Give
    trust: int  # at least
    anger: int  # at most
    known: bool  # only when his real reason is out
    after: frozenset[Move]  # what must have been done before, or with it
    by: frozenset[Move]  # what he answers with it
    cents: int  # what he pays on that day, in whole cents; 0 where he names no sum
    day: str  # the day he names himself; empty where he names none
    own_day: bool  # he keeps to his own day, whatever day was asked
    keeps: bool  # whether he does what he says
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Uncovers:
    """How his real reason comes out."""

    by: frozenset[Move]
    openness: int  # at least
    trust: int  # at least
    says: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """Somebody else picks up first, who should hear nothing of the debt."""

    opens: tuple[str, ...]
    asks: tuple[str, ...]  # what it is about
    told: tuple[str, ...]  # where he was told of the debt
    connects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Character:
    """One debtor to practise with."""

    id: str
    level: int  # from 1, easy, to 4
    name: str
    company: str
    line: Text  # who he is in one line, for who chooses
    file: Text  # what one knows before calling
    debt: int  # whole cents
    late: int  # days
    first: str  # the id of the reason that he says first
    reason: str  # the id of the real one
    mood: Mood
    temper: Mapping[Move, Mood]  # what a move does to him, where that differs from others
    hangs_up_at: int  # anger
    uncovers: Uncovers
    gifts: tuple[Gift, ...]
    door: Door | None
    opens: tuple[str, ...]
    replies: Mapping[str, tuple[str, ...]]


ANSWERED = (
    *("greeting", "open", "open-shut", "told", "closed", "listening", "understanding", "apology", "arguing", "threat-allowed"),
    *("threat-forbidden", "asks-written", "our-part", "only", "only-shut", "evades", "repeats", "rude", "third-person"),
    *("confirms", "goodbye", "hangs-up", "puzzled", "ends"),
)
"""What every character has an answer to; with `-angry` behind it, how he says it when he is angry."""

FEWEST = 2  # ways to say the same thing


def character_of(said: Mapping[str, Any]) -> Character:
    """The character that a TOML file tells of. Raises ValueError that names what is missing or cannot be."""
    replies = {key: tuple(lines) for key, lines in said["replies"].items()}
    wrong = [key for key in ANSWERED if len(replies.get(key, ())) < FEWEST]
    wrong += [key for key in replies if key.removesuffix("-angry") not in ANSWERED]
    if wrong:
        raise ValueError(f"character {said.get('id', '?')}: replies {wrong}")
    return Character(
        **{key: said[key] for key in ("id", "level", "name", "company", "debt", "late", "first", "reason", "hangs_up_at")},
        line=Text(said["line"]["nl"], said["line"]["en"]),
        file=Text(said["file"]["nl"], said["file"]["en"]),
        mood=Mood(**said["mood"]),
        temper={Move(move): Mood(**change) for move, change in said.get("temper", {}).items()},
        uncovers=_uncovers(said["uncovers"]),
        gifts=tuple(_gift(one) for one in said["gives"]),
        door=Door(**{key: tuple(lines) for key, lines in said["door"].items()}) if "door" in said else None,
        opens=tuple(said["opens"]),
        replies=replies,
    )


def _uncovers(said: Mapping[str, Any]) -> Uncovers:
    return Uncovers(_moves(said["by"]), said["openness"], said["trust"], tuple(said["says"]))


def _gift(said: Mapping[str, Any]) -> Gift:
    return Gift(
        kind=Give(said["kind"]),
        trust=said["trust"],
        anger=said["anger"],
        known=said.get("known", True),
        after=_moves(said.get("after", ())),
        by=_moves(said["by"]) if "by" in said else PRESSING,
        cents=said.get("cents", 0),
        day=said.get("day", ""),
        own_day=said.get("own_day", False),
        keeps=said["keeps"],
        says=tuple(said["says"]),
    )


def _moves(said: Sequence[str]) -> frozenset[Move]:
    return frozenset(Move(one) for one in said)
