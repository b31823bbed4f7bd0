"""A ladder: steps in order, each so many days after the due day or after an earlier step."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal

from akkoord.core.ladder.facts import StepDone

Since = Literal["left", "receipt", "last-day"]
DUE_DAY = "due-day"


@dataclass(frozen=True, slots=True)
class After:
    """So many days after a step: counted from the day it left, its presumed receipt, or the last day it named."""

    step: str
    days: int
    since: Since = "left"

    def day(self, done: StepDone) -> date | None:
        """The day this comes to once that step is done; None while it has not left."""
        base = {"left": done.left_on, "receipt": done.received_on, "last-day": done.last_day}[self.since]
        return None if base is None else base + timedelta(days=self.days)


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of a ladder; of several `after` the first counts whose step was taken."""

    step: str
    after: tuple[After, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """Steps in order, for some kinds of debtor."""

    name: str
    kinds: tuple[str, ...]
    rungs: tuple[Rung, ...]

    def place(self, step: str) -> int:
        """Where a step stands on this ladder; -1 where it does not."""
        return next((n for n, rung in enumerate(self.rungs) if rung.step == step), -1)


def ladder_of(raw: Mapping[str, Any], *, name: str, steps: Collection[str]) -> Ladder:
    """The ladder that a TOML file describes. Raises ValueError for a step or a base it does not know, saying which."""
    rungs: list[Rung] = []
    for row in raw["step"]:
        step = row["step"]
        earlier = {DUE_DAY, *(rung.step for rung in rungs)}
        after = tuple(After(one["step"], one["days"], one.get("since", "left")) for one in row["after"])
        for one in after:
            if one.step not in earlier:
                raise ValueError(f"{name}: {step} counts from {one.step}, which does not come before it")
            if one.since not in ("left", "receipt", "last-day") or one.days < 0:
                raise ValueError(f"{name}: {step} counts in a way that does not exist: {one}")
        if step not in steps or step in earlier or not after:
            raise ValueError(f"{name}: {step} is no step, stands there twice, or counts from nothing")
        rungs.append(Rung(step, after))
    return Ladder(name, tuple(raw["for"]), tuple(rungs))
