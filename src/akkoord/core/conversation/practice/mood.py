"""How he feels during a call, and what each move does to that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from akkoord.core.conversation.practice.moves import Move

MOST = 10


@dataclass(frozen=True, slots=True)
class Mood:
    """Anger, openness and trust: of 0 to 10 each, or by how much they change."""

    anger: int = 0
    openness: int = 0
    trust: int = 0

    def changed(self, by: Mood) -> Mood:
        """The mood after that.

        >>> Mood(9, 1, 5).changed(Mood(anger=4, openness=-3))
        Mood(anger=10, openness=0, trust=5)
        """
        return Mood(*(min(max(was + more, 0), MOST) for was, more in zip(self.parts, by.parts, strict=True)))

    @property
    def parts(self) -> tuple[int, int, int]:
        """The three numbers."""
        return (self.anger, self.openness, self.trust)

    @property
    def sum(self) -> int:
        """How well it goes, in one number."""
        return self.openness + self.trust - self.anger


CHANGES: Mapping[Move, Mood] = {
    Move.GREETING: Mood(trust=1),
    Move.OPEN_QUESTION: Mood(openness=2),
    Move.LISTENING: Mood(anger=-1, openness=1),
    Move.UNDERSTANDING: Mood(anger=-2, openness=1, trust=1),
    Move.APOLOGY: Mood(anger=-2, trust=1),
    Move.ARGUING: Mood(anger=2, openness=-1, trust=-1),
    Move.THREAT_ALLOWED: Mood(anger=2, openness=-1, trust=-1),
    Move.THREAT_FORBIDDEN: Mood(anger=4, openness=-2, trust=-3),
    Move.ASKS_WRITTEN: Mood(trust=1),
    Move.ONLY_REASON: Mood(openness=1),
    Move.OUR_PART: Mood(anger=-1, trust=2),
    Move.INSTALMENTS: Mood(trust=1),
    Move.TWO_DATES: Mood(trust=1),
    Move.RUDE: Mood(anger=4, openness=-2, trust=-3),
    Move.THIRD_PERSON: Mood(anger=3, openness=-2, trust=-4),
}
TOO_EARLY = Mood(anger=1, openness=-1)
"""What it does to ask for money before he has said what is the matter."""

TIRES = 3  # as often as that a move does good; more of the same only sounds so
_YES_BUT = frozenset({Move.UNDERSTANDING, Move.APOLOGY})
_SHUTS = frozenset({Move.ARGUING, Move.RUDE, Move.THREAT_FORBIDDEN})


def felt(moves: frozenset[Move], earlier: Sequence[frozenset[Move]], temper: Mapping[Move, Mood]) -> list[Mood]:
    """What a turn does to him, move by move. Understanding with a "but" behind it does no good.

    >>> felt(frozenset({Move.UNDERSTANDING, Move.ARGUING}), [], {})
    [Mood(anger=2, openness=-1, trust=-1)]
    """
    return [_worn(temper.get(move, CHANGES.get(move, Mood())), _count(move, earlier)) for move in sorted(moves) if not _undone(move, moves)]


def _undone(move: Move, moves: frozenset[Move]) -> bool:
    return move in _YES_BUT and bool(moves & _SHUTS)


def _count(move: Move, earlier: Sequence[frozenset[Move]]) -> int:
    return sum(move in one for one in earlier)


def _worn(change: Mood, before: int) -> Mood:
    if before < TIRES:
        return change
    return Mood(max(change.anger, 0), min(change.openness, 0), min(change.trust, 0))
