"""The debtors to practise with, one file a character: who he is, what he hides, how he answers and what he gives in the end."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from akkoord.core.conversation.practice.character import Character, character_of


@cache
def characters(language: str = "nl") -> Mapping[str, Character]:
    """Every character in that language by his id, the easy ones first. Raises ValueError for a file that says it wrongly."""
    shelf = files(__package__).joinpath(language)
    found = []
    for one in shelf.iterdir():
        if not one.name.endswith(".toml"):
            continue
        character = character_of(tomllib.loads(one.read_text(encoding="utf-8")))
        if one.name != f"{character.id}.toml":
            raise ValueError(f"characters/{language}/{one.name}: its id is {character.id}")
        found.append(character)
    return {one.id: one for one in sorted(found, key=lambda one: (one.level, one.late))}
