"""Thinking ahead: the few offers, one after another, that together are expected to bring most, and what that is.

Each refusal of one offer is what makes the next one right, so they are chosen together: each in turn is replaced by the best
one given those before and after it, until nothing changes or three rounds are done.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Rows = NDArray[np.float32]
STAYS = 0.9  # chance that he is still there after he said no
ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Field:
    """Plans (rows) against types (columns): the chance of a yes, and what it gains over handing over; at most one row of
    another matter (`own`) stands for what the debtor offered himself, as the last row."""

    yes: Rows
    gain: Rows
    own: tuple[Rows, Rows] | None = None

    def row(self, place: int) -> tuple[Rows, Rows]:
        """Yes and gain of one row."""
        return (self.yes[place], self.gain[place]) if self.own is None or place < len(self.yes) else self.own

    def best(self, now: Rows, later: Rows) -> int:
        """The row that brings most with weights `now` on its gain, less what its yes takes away from what comes after it."""
        scores = self.gain @ now - self.yes @ later
        best = int(np.argmax(scores)) if len(scores) else 0
        if self.own is None:
            return best
        mine = float(self.own[1] @ now - self.own[0] @ later)
        return best if len(scores) and scores[best] >= mine else len(scores)

    def __len__(self) -> int:
        return len(self.yes) + (self.own is not None)


@dataclass(frozen=True, slots=True)
class Course:
    """The rows of the offers to make in this order, and what they are expected to gain over handing over (share of the debt)."""

    rows: tuple[int, ...] = ()
    gain: float = field(default=0.0)


def field_of(yes: Floats, value: Floats, *, handover: float) -> Field:
    """The field of some plans: the chance of a yes and the value of one, a column a type."""
    return Field(yes.astype(np.float32), (yes * (value - handover)).astype(np.float32))


def best_course(belief: Floats, plans: Field, *, offers: int, cost: float) -> Course:
    """The best course of at most so many offers; `cost` a share of the debt for each. No offer at all gains nothing."""
    if not len(plans) or offers < 1:
        return Course()
    rows: list[int] = []
    weight = belief.astype(np.float32)
    for _ in range(offers):  # each before those that are there
        rows.insert(0, 0)
        rows[0] = _best_at(0, rows, weight, plans)
    for _ in range(ROUNDS):
        before = list(rows)
        for place in range(offers):
            rows[place] = _best_at(place, rows, weight, plans)
        if rows == before:
            break
    return Course(tuple(rows), _expected(rows, weight, plans, cost))


def _best_at(place: int, rows: list[int], weight: Rows, plans: Field) -> int:
    """The best row at one place, given the others."""
    left = weight
    for row in rows[:place]:
        left = left * (1 - plans.row(row)[0]) * STAYS
    after = np.zeros_like(weight)
    for row in reversed(rows[place + 1 :]):
        yes, gain = plans.row(row)
        after = gain + (1 - yes) * STAYS * after
    return plans.best(left, left * STAYS * after)


def _expected(rows: list[int], weight: Rows, plans: Field, cost: float) -> float:
    total, left = 0.0, weight
    for row in rows:
        yes, gain = plans.row(row)
        total += float(gain @ left) - cost * float(left.sum())
        left = left * (1 - yes) * STAYS
    return total
