"""Which steps, in which order, after how long: one TOML file a ladder."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from akkoord.core.ladder.ladder import Ladder
from akkoord.core.ladder.step import Step
from akkoord.core.ladder.toml import ladder_of_toml


@cache
def text_of(name: str) -> str:
    """The shipped ladder of that name as TOML. Raises FileNotFoundError where there is none."""
    return files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8")


def ladder(name: str, *, steps: Mapping[str, Step]) -> Ladder:
    """The shipped ladder of that name over these steps. Raises FileNotFoundError where there is none."""
    return ladder_of_toml(text_of(name), name=name, steps=steps)


def names() -> list[str]:
    """The ladders that are shipped."""
    return sorted(one.name.removesuffix(".toml") for one in files(__package__).iterdir() if one.name.endswith(".toml"))
