"""Ways to recognise a reason beside each other, each on the same utterances that it was not taught: what docs/algorithms/reasons.md tells.

`python -m tests.bench.reasons_ways [--folds N]`: the shelf in N parts, each recognised by what the others teach. The first ways
are those of scikit-learn on TF-IDF of words and pieces of words as it makes them itself; the last is ours, with and without each
of its blocks. One line of JSON: macro-F1 of each way.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.naive_bayes import ComplementNB
from sklearn.neighbors import KNeighborsClassifier, NearestCentroid
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

from akkoord.core.conversation.features import BLOCKS
from akkoord.core.conversation.learn import Lessons
from akkoord.core.conversation.weights import SHARE
from akkoord.reasons import examples, lexicon

Way = Callable[[], Any]
WAYS: dict[str, Way] = {
    "linear SVM": lambda: LinearSVC(C=0.5, class_weight="balanced"),
    "logistic regression": lambda: LogisticRegression(C=20, max_iter=200, class_weight="balanced"),
    "complement naive Bayes": lambda: ComplementNB(alpha=0.3),
    "nearest centroid": lambda: NearestCentroid(),
    "7 nearest neighbours": lambda: KNeighborsClassifier(7, metric="cosine", weights="distance"),
    "NB-SVM": lambda: LogCountSvm(),
}


class LogCountSvm:
    """A linear SVM for each reason over features that weigh by how much more often they stand in it (NB-SVM)."""

    def fit(self, rows: Any, truth: NDArray[np.intp]) -> LogCountSvm:
        """Learn, from a sparse matrix."""
        self.classes_ = np.unique(truth)
        self._taught = []
        for one in self.classes_:
            here, there = (np.asarray(rows[truth == one].sum(0)).ravel() + 0.05, np.asarray(rows[truth != one].sum(0)).ravel() + 0.05)
            ratio = np.log((here / here.sum()) / (there / there.sum()))
            ratio /= np.abs(ratio).mean()
            self._taught.append((ratio, LinearSVC(class_weight="balanced").fit(rows.multiply(ratio).tocsr(), truth == one)))
        return self

    def predict(self, rows: Any) -> NDArray[np.intp]:
        """The reason of each row."""
        scores = [svm.decision_function(rows.multiply(ratio).tocsr()) for ratio, svm in self._taught]
        return np.asarray(self.classes_[np.stack(scores, axis=1).argmax(axis=1)])


def vectoriser() -> Any:
    """TF-IDF of words, pairs of words and 2 to 5 letters."""
    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, strip_accents="unicode")
    pieces = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, strip_accents="unicode")
    return FeatureUnion([("words", words), ("pieces", pieces)])


def of_others(way: Way, said: Sequence[str], truth: NDArray[np.intp], part: NDArray[np.intp]) -> float:
    """Macro-F1 of one of scikit-learn's ways, each part recognised by what the others teach."""
    found = np.zeros_like(truth)
    for one in np.unique(part):
        reads = vectoriser()
        rows = reads.fit_transform([text for text, its in zip(said, part, strict=True) if its != one]).tocsr()
        asked = reads.transform([text for text, its in zip(said, part, strict=True) if its == one]).tocsr()
        found[part == one] = way().fit(rows, truth[part != one]).predict(asked)
    return float(f1_score(truth, found, average="macro"))


def of_ours(folds: int, *, without: str = "") -> float:
    """Macro-F1 of ours; `without` leaves one of its blocks out."""
    share = [0.0 if block == without else one for block, one in zip(BLOCKS, SHARE, strict=True)]
    lessons = Lessons(examples(), lexicon(), share=share)
    part = np.arange(len(lessons.truth)) % folds
    found = np.zeros_like(lessons.truth)
    for one in range(folds):
        found[part == one] = lessons.scores_of(part == one).argmax(axis=1)
    return float(f1_score(lessons.truth, found, average="macro"))


def main() -> int:
    """Print one line of JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--folds", type=int, default=3)
    args = parser.parse_args()
    taught = examples()
    said = [text for reason in sorted(taught) for text in taught[reason]]
    truth = np.array([place for place, reason in enumerate(sorted(taught)) for _ in taught[reason]])
    part = np.arange(len(truth)) % args.folds
    figures = {name: round(of_others(way, said, truth, part), 4) for name, way in WAYS.items()}
    figures |= {"ours": round(of_ours(args.folds), 4)}
    figures |= {f"ours without {block}": round(of_ours(args.folds, without=block), 4) for block in BLOCKS}
    print(json.dumps(figures))
    return 0


if __name__ == "__main__":
    sys.exit(main())
