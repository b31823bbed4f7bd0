"""Why people say they do not pay, one file a reason, and beside it the guide: what is said in a call whatever the reason."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

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


@cache
def guide(language: str = "nl") -> Mapping[str, Any]:
    """What is said in a call in that language: `start`, `step` (talk, understand, return, in this order), `close` and `special`.

    Each has `say`, `questions` (where something is asked) and `avoid`; a step has `id`, `name`, `goal` and `minutes` as well, and
    `special.stop` has `refer`: whom to refer to. In the sentences {bedrag}, {dag}, {dag1} and {dag2} are to be filled in.
    """
    return tomllib.loads(files(__package__).joinpath("guide", f"{language}.toml").read_text(encoding="utf-8"))
