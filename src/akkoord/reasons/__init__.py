"""Why people say they do not pay, one file a reason: how it sounds, what to ask, how to show understanding, the way back, which proof."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from akkoord.core.conversation.reason import Reason, reason_of


@cache
def reasons(language: str = "nl") -> Mapping[str, Reason]:
    """Every reason in that language by its id, in the order of the ids. Raises ValueError for a file that says it wrongly."""
    shelf = files(__package__).joinpath(language)
    found = {}
    for one in sorted(shelf.iterdir(), key=lambda one: one.name):
        if not one.name.endswith(".toml"):
            continue
        reason = reason_of(tomllib.loads(one.read_text(encoding="utf-8")))
        if one.name != f"{reason.id}.toml":
            raise ValueError(f"reasons/{language}/{one.name}: its id is {reason.id}")
        found[reason.id] = reason
    return found
