"""Why people say they do not pay, one file a reason, and beside it the guide: what is said in a call whatever the reason.

What the recogniser knows stands there too: `lexicon/` (words by the notion they stand for), what was learnt from how the reasons
sound, one `.npz` a language, made by `python -m akkoord.reasons.learnt` (`make reasons`), and `vulnerable/`: how signs sound.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from akkoord.core.conversation.reason import Reason, reason_of

if TYPE_CHECKING:
    from akkoord.core.conversation.recognise import Recogniser
    from akkoord.core.conversation.vulnerable import Listener


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


def examples(language: str = "nl") -> dict[str, list[str]]:
    """How each reason sounds: what the recogniser learns from."""
    return {name: list(reason.sounds_like) for name, reason in reasons(language).items()}


@cache
def lexicon(language: str = "nl") -> Mapping[str, list[str]]:
    """The words of that language by the notion they stand for."""
    return tomllib.loads(files(__package__).joinpath("lexicon", f"{language}.toml").read_text(encoding="utf-8"))


@cache
def recogniser(language: str = "nl") -> Recogniser:
    """What recognises reasons in that language, as it was learnt when this version was made."""
    import numpy as np

    from akkoord.core.conversation.notions import Lexicon
    from akkoord.core.conversation.recognise import Recogniser
    from akkoord.core.conversation.weights import weights_of

    with files(__package__).joinpath(f"{language}.npz").open("rb") as kept, np.load(kept, allow_pickle=False) as arrays:
        return Recogniser(weights_of(dict(arrays)), Lexicon(lexicon(language)))


@cache
def listener(language: str = "nl") -> Listener:
    """What hears signs of vulnerability in that language."""
    from akkoord.core.conversation.vulnerable import Listener

    rules = tomllib.loads(files(__package__).joinpath("vulnerable", f"{language}.toml").read_text(encoding="utf-8"))
    return Listener(rules["says"], otherwise=rules["otherwise"]["says"], kin=rules["kin"], who=rules["who"])
