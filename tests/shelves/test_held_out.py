"""The utterances that measure recognition stay apart from those that teach it."""

import itertools
import re
from pathlib import Path

import pytest

from akkoord.reasons import reasons

HELD_OUT = Path(__file__).parents[1] / "bench" / "utterances"
IDS = (
    *("already-paid", "awaiting-approval", "awaiting-own-customer", "bad-treatment", "call-back-later", "external-circumstances"),
    *("indifferent", "insolvency", "invoice-incorrect", "never-ordered", "no-money", "none", "not-my-department", "not-received"),
    *("other-term", "payment-run", "person-absent", "personal-circumstances", "quality-dispute", "set-off", "sue-me"),
    *("technical-problem", "vague-promise"),
)


def lines(id: str) -> list[str]:
    return (HELD_OUT / f"{id}.txt").read_text(encoding="utf-8").splitlines()


def bare(said: str) -> str:
    """Without case, spacing and punctuation: what stays is what was said."""
    return re.sub(r"[\W_]+", "", said.casefold())


def test_every_reason_has_its_utterances() -> None:
    assert sorted(one.stem for one in HELD_OUT.glob("*.txt")) == list(IDS)


@pytest.mark.parametrize("id", IDS)
def test_a_reason_has_twenty_utterances_of_its_own(id: str) -> None:
    said = lines(id)
    assert (len(said), all(bare(line) for line in said)) == (20, True)


def test_no_utterance_stands_twice() -> None:
    said = sorted(bare(line) for id in IDS for line in lines(id))
    assert [one for one, two in itertools.pairwise(said) if one == two] == []


def test_no_utterance_is_one_that_teaches() -> None:
    taught = {bare(one) for reason in reasons().values() for one in reason.sounds_like}
    assert [line for id in IDS for line in lines(id) if bare(line) in taught] == []
