"""Signs of vulnerability: each that must be heard, and what sounds alike and is none."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.conversation.vulnerable import KINDS
from akkoord.reasons import listener

signs = listener().signs
HERE = Path(__file__).parent / "vulnerable"
SAID: dict[str, list[str]] = tomllib.loads((HERE / "signs.toml").read_text(encoding="utf-8"))
NONE: list[str] = tomllib.loads((HERE / "no_signs.toml").read_text(encoding="utf-8"))["none"]


def test_signs_are_tried_by_enough_sentences() -> None:
    assert sorted(SAID) == sorted(KINDS)
    assert len(NONE) + sum(map(len, SAID.values())) >= 160


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAID.items() for text in texts])
def test_sign_is_heard(kind: str, text: str) -> None:
    assert kind in signs(text)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAID.items() for text in texts])
def test_sign_is_heard_in_the_middle_of_a_long_talk_and_in_capitals(kind: str, text: str) -> None:
    assert kind in signs(f"Goedemorgen, u belt over die factuur van 2.300 euro. {text.upper()}\nVerder wil ik er weinig over zeggen.")


@pytest.mark.parametrize("text", NONE)
def test_sentence_that_sounds_alike_is_no_sign(text: str) -> None:
    assert signs(text) == ()


def test_signs_come_with_the_most_pressing_first() -> None:
    assert signs("mijn man is overleden, ik zit in de schuldhulp en ik wil niet meer leven") == ("self-harm", "grief", "debt-counselling")


@given(st.text())
def test_signs_take_any_text(text: str) -> None:
    assert set(signs(text)) <= set(KINDS)


def test_signs_take_a_very_long_text() -> None:
    assert signs("ik weet dat " * 20_000 + "ik wil dood") == ("self-harm",)
