"""What Akkoord does to get an invoice paid, one step a file. A step does nothing until a ladder names it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from akkoord import steps as shelf
from akkoord.core.ladder.step import Beside, Step
from akkoord.core.shelf import modules
from akkoord.steps import beside


@cache
def all_steps() -> Mapping[str, Step]:
    """Every step on the shelf by its name."""
    return cast("Mapping[str, Step]", modules(shelf))


@cache
def beside_ladder() -> Mapping[str, Beside]:
    """Letters that no ladder takes: a person makes them, by their names."""
    return cast("Mapping[str, Beside]", modules(beside))


def letter_step(kind: str) -> Step:
    """What a letter of this kind is: a step of the ladder, or one that a person takes beside it. Raises KeyError for another."""
    return all_steps()[kind] if kind in all_steps() else beside_ladder()[kind]
