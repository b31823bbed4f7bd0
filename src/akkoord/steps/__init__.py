"""What Akkoord does to get an invoice paid, one step a file. A step does nothing until a ladder names it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import cast

from akkoord import steps as shelf
from akkoord.core.ladder.step import Step
from akkoord.core.shelf import modules


@cache
def all_steps() -> Mapping[str, Step]:
    """Every step on the shelf by its name."""
    return cast("Mapping[str, Step]", modules(shelf))
