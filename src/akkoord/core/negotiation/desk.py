"""Many cases at once: remembers the talk of each and answers line by line; a line that cannot be read gets an answer too."""

from __future__ import annotations

from akkoord.core.negotiation.because import NOT_OPENED
from akkoord.core.negotiation.belief import HAZARDS, world
from akkoord.core.negotiation.bounds import Bounds
from akkoord.core.negotiation.engine import Talk, begin, step, unread
from akkoord.core.negotiation.event import Answer, Open, case_of, event_of
from akkoord.core.problem import Refusal


class Talks:
    """The talks of one creditor under one policy."""

    def __init__(self, bounds: Bounds, *, seed: int = 0) -> None:
        self._bounds, self._seed = bounds, seed
        self._talks: dict[str, Talk] = {}
        for hazard in HAZARDS:
            world(bounds, hazard)  # reckoned before the first debtor waits for it

    def answer(self, said: object) -> Answer:
        """The answer to one event as it came from outside; nothing that comes in raises."""
        event = event_of(said)
        if isinstance(event, Refusal):
            return unread(case_of(said), event.why)
        talk = self._talks.get(event.case)
        if talk is None:
            if not isinstance(event, Open):
                return unread(event.case, NOT_OPENED)
            talk, answer = begin(event, bounds=self._bounds, seed=self._seed)
        else:
            talk, answer = step(talk, event, bounds=self._bounds)
        self._talks[event.case] = talk
        return answer
