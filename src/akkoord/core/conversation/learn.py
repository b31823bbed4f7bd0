"""Learns from examples which reason an utterance is: softmax regression over the likeness of every two examples.

With thousands of examples and tens of thousands of features the examples are the smaller side, so what is learnt is how much
each example counts for each reason (its dual form): scores = likeness x counts. Gradient steps with momentum (Nesterov) over
one matrix, from nothing, a fixed number of them: no chance plays a part, and the same examples give the same weights.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from akkoord.core.conversation.features import Features, features
from akkoord.core.conversation.notions import Lexicon
from akkoord.core.conversation.weights import SHARE, Weights

PENALTY = 0.1  # what it costs to lean on one example
STEPS = 150
LEAST = 2  # examples in which a feature stands at least
_COMMON = 0.05  # share of the examples from which on a feature is laid down as a full column
VERSION = 1  # of features and learning: another one makes other weights of the same examples

Floats = NDArray[np.float32]


def hash_of(examples: Mapping[str, Sequence[str]], lexicon: Mapping[str, Sequence[str]]) -> str:
    """What weights are made of: two that learnt from the same have the same hash."""
    spelled = json.dumps([VERSION, PENALTY, STEPS, LEAST, SHARE, examples, lexicon], sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(spelled.encode()).hexdigest()


class Lessons:
    """Examples laid beside each other, ready to be learnt from: all of them, or all but some to see how those come out."""

    def __init__(
        self, examples: Mapping[str, Sequence[str]], lexicon: Mapping[str, Sequence[str]], *, share: Sequence[float] = SHARE
    ) -> None:
        self.reasons = tuple(sorted(examples))
        self.said = [(text, place) for place, reason in enumerate(self.reasons) for text in examples[reason]]
        self.truth = np.array([place for _, place in self.said])
        self._made_of = hash_of(examples, lexicon)
        notions = Lexicon(lexicon)
        rows = [features(text, lexicon=notions) for text, _ in self.said]
        self._keys, self._rare = _vocabulary(rows)
        self._laid = _Laid(rows, self._keys, self._rare, share)
        self._alike = self._laid.likeness()

    def weights(self) -> Weights:
        """What all of them teach."""
        counts = _counts(self._alike, self.truth, len(self.reasons))
        table = self._laid.transposed(counts)
        scale = np.maximum(np.abs(table).max(axis=0), 1e-12) / 127
        return Weights(
            reasons=self.reasons,
            keys=self._keys,
            rare=self._rare,
            table=np.rint(table / scale).astype(np.int8),
            scale=scale.astype(np.float32),
            bias=counts.sum(axis=0).astype(np.float32),
            made_of=self._made_of,
        )

    def scores_of(self, held_back: NDArray[np.bool_]) -> Floats:
        """The scores of the examples that are held back, by what the others teach: a row an example, a column a reason."""
        taught = np.flatnonzero(~held_back)
        counts = _counts(self._alike[np.ix_(taught, taught)], self.truth[taught], len(self.reasons))
        return np.asarray(self._alike[np.ix_(np.flatnonzero(held_back), taught)] @ counts)


def learn(examples: Mapping[str, Sequence[str]], lexicon: Mapping[str, Sequence[str]]) -> Weights:
    """The weights that these examples (reason -> utterances) teach."""
    return Lessons(examples, lexicon).weights()


def _vocabulary(rows: Sequence[Features]) -> tuple[NDArray[np.uint32], NDArray[np.float32]]:
    """The features that stand in enough examples, and how much the rare ones say more (inverse document frequency)."""
    every = np.fromiter((key for row in rows for block in row for key in block), dtype=np.uint32)
    keys, often = np.unique(every, return_counts=True)
    kept = often >= LEAST
    rare = np.log((1 + len(rows)) / (1 + often[kept])) + 1
    return keys[kept], rare.astype(np.float32)


class _Laid:
    """The examples as a sparse matrix: for each feature in which rows it stands, and how heavy."""

    def __init__(self, rows: Sequence[Features], keys: NDArray[np.uint32], rare: NDArray[np.float32], share: Sequence[float]) -> None:
        self.many, self.width = len(rows), len(keys)
        at, column, value = [], [], []
        for place, row in enumerate(rows):
            for part, block in zip(share, row, strict=True):
                asked = np.fromiter(sorted(block), dtype=np.uint32, count=len(block))
                found = np.flatnonzero(np.isin(keys, asked, assume_unique=True))
                heavy = rare[found].astype(np.float64)
                at.append(np.full(len(found), place))
                column.append(found)
                value.append(heavy * (part / max(float(np.sqrt(heavy @ heavy)), 1e-12)))
        order = np.argsort(np.concatenate(column), kind="stable")
        self._at, self._value = np.concatenate(at)[order], np.concatenate(value)[order].astype(np.float32)
        self._starts = np.searchsorted(np.concatenate(column)[order], np.arange(self.width + 1))

    def likeness(self) -> Floats:
        """How much every two examples have in common, and one more for the constant."""
        alike = np.ones((self.many, self.many), dtype=np.float32)
        common = []
        for feature in range(self.width):
            at, value = self._column(feature)
            if len(at) > _COMMON * self.many:
                full = np.zeros(self.many, dtype=np.float32)
                full[at] = value
                common.append(full)
            else:
                alike[np.ix_(at, at)] += np.outer(value, value)
        if common:
            laid = np.array(common)
            alike += laid.T @ laid
        return alike

    def transposed(self, counts: Floats) -> Floats:
        """What each feature says for each reason, when each example counts so much."""
        return np.array([value @ counts[at] for at, value in map(self._column, range(self.width))])

    def _column(self, feature: int) -> tuple[NDArray[np.intp], Floats]:
        here = slice(self._starts[feature], self._starts[feature + 1])
        return self._at[here], self._value[here]


def _counts(alike: Floats, truth: NDArray[np.intp], many: int) -> Floats:
    """How much each example counts for each reason; reasons with few examples weigh as heavy as those with many."""
    wanted = np.eye(many, dtype=np.float32)[truth]
    weight = (len(truth) / (many * np.maximum(wanted.sum(axis=0), 1)))[truth][:, None].astype(np.float32)
    step = 1 / (0.5 * float(np.abs(alike).sum(axis=1).max()) * float(weight.max()) + PENALTY)
    counts = ahead = np.zeros_like(wanted)
    for turn in range(STEPS):
        new = ahead - step * (weight * (chances(alike @ ahead) - wanted) + PENALTY * ahead)
        ahead = new + np.float32(turn / (turn + 3)) * (new - counts)
        counts = new
    return counts


def chances(scores: NDArray[Any]) -> NDArray[Any]:
    """Scores as chances that add up to one, along the last axis."""
    raised = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))
