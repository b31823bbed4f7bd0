"""Who hears what comes in over a line: by its side one verb, which does with a message what it says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from typing import Protocol, cast

from akkoord.core.problem import Refusal
from akkoord.store.models import Line, LineMessage


class Heard(Protocol):
    """Does what one message says, in the transaction it is called in. A refusal marks the message refused, with its reason; an
    exception leaves it waiting."""

    def __call__(self, line: Line, message: LineMessage, *, on: date, at: datetime) -> Refusal | None:
        """None where it was done."""


HEARD: dict[str, Heard | str] = {"desk": "akkoord.work.desk.heard", "client": "akkoord.work.handover.heard"}
"""By the side of the line: the verb, or the module whose `heard` it is. Those modules say things over lines themselves, and are
loaded when something comes in."""


def heard_by(side: str) -> Heard:
    """The verb that hears what comes in at this side."""
    found = HEARD[side]
    return cast("Callable[..., Refusal | None]", import_module(found).heard) if isinstance(found, str) else found
