"""Which steps, in which order, after how long: one TOML file a ladder."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from akkoord.core.ladder.ladder import Ladder, ladder_of


@cache
def ladder(name: str, *, steps: frozenset[str]) -> Ladder:
    """The shipped ladder of that name over these steps. Raises FileNotFoundError where there is none."""
    raw = tomllib.loads(files(__package__).joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return ladder_of(raw, name=name, steps=steps)


def names() -> list[str]:
    """The ladders that are shipped."""
    return sorted(one.name.removesuffix(".toml") for one in files(__package__).iterdir() if one.name.endswith(".toml"))
