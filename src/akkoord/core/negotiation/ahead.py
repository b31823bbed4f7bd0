"""Thinking ahead: the few offers, one after another, that together are expected to bring most, and what that is.

Each refusal of one offer is what makes the next one right, so they are chosen together: each in turn is replaced by the best
one given those before and after it, until nothing changes or three rounds are done.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from akkoord.core.negotiation.belief import STAYS, Floats

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Course:
    """The rows of the offers to make in this order, and what they are expected to bring (share of the debt, hand-over included)."""

    rows: tuple[int, ...]
    value: float


def best_course(belief: Floats, *, yes: Floats, value: Floats, handover: float, offers: int, cost: float) -> Course:
    """The best course of at most so many offers; `cost` a share of the debt for each. No offer at all brings the hand-over."""
    if not len(yes) or offers < 1:
        return Course((), handover)
    gain = yes * (value - handover)  # over handing over, for each plan and type
    no = 1 - yes
    rows: list[int] = []
    for _ in range(offers):  # each before those that are there
        rows.insert(0, 0)
        rows[0] = _best_at(0, rows, belief, gain, no)
    for _ in range(ROUNDS):
        before = list(rows)
        for place in range(offers):
            rows[place] = _best_at(place, rows, belief, gain, no)
        if rows == before:
            break
    return Course(tuple(rows), handover + _expected(rows, belief, gain, no, cost))


def _best_at(place: int, rows: list[int], belief: Floats, gain: Floats, no: Floats) -> int:
    """The best row at one place, given the others."""
    left = belief
    for row in rows[:place]:
        left = left * no[row] * STAYS
    after = np.zeros_like(belief)
    for row in reversed(rows[place + 1 :]):
        after = gain[row] + no[row] * STAYS * after
    return int(np.argmax(gain @ left + no @ (left * STAYS * after)))


def _expected(rows: list[int], belief: Floats, gain: Floats, no: Floats, cost: float) -> float:
    total, left = 0.0, belief
    for row in rows:
        total += float(gain[row] @ left) - cost * float(left.sum())
        left = left * no[row] * STAYS
    return total


def alone(belief: Floats, value: Floats) -> float:
    """What a yes now is worth under the belief."""
    return float(np.dot(belief, value))


def among(scores: NDArray[np.float64], margin: float) -> NDArray[np.intp]:
    """The rows whose score is within a margin of the best."""
    return np.flatnonzero(scores >= scores.max() - margin)
