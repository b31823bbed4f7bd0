"""How the lines of a company are doing: what runs over each, what is on its way, and what was not understood."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from akkoord.core.handover.course import ENDED
from akkoord.store.access import Desk
from akkoord.store.models import Line

SILENT = timedelta(days=3)  # a client elsewhere comes by every few seconds; over a weekend his computer may be off


@dataclass(frozen=True, slots=True)
class Standing:
    """One line: so many cases run over it, so many messages are on their way, and so many of the other end were refused here."""

    line: Line
    running: int
    on_its_way: int
    refused: int
    silent: bool

    @property
    def trouble(self) -> bool:
        """Whether somebody should look."""
        return self.line.state == "open" and (self.line.since is not None or self.silent)


def standings(desk: Desk, *, side: str, at: datetime) -> list[Standing]:
    """The lines of one side, those that are open first. A number of queries that does not grow with them."""
    lines = list(desk.lines().filter(side=side))
    messages = desk.line_messages().filter(line__side=side)
    begun, ended = defaultdict[int, set[str]](set), defaultdict[int, set[str]](set)
    for line_id, kind, ref in messages.filter(kind__in=("submit", *ENDED)).exclude(state="refused").values_list("line_id", "kind", "ref"):
        (begun if kind == "submit" else ended)[line_id].add(ref)
    counts = Counter(messages.filter(state__in=("queued", "waiting", "refused")).values_list("line_id", "state"))
    found = [
        Standing(
            one,
            len(begun[one.id] - ended[one.id]),
            counts[one.id, "queued"] + counts[one.id, "waiting"],
            counts[one.id, "refused"],
            _silent(one, at),
        )
        for one in lines
    ]
    order = {"open": 0, "invited": 1, "closed": 2}
    return sorted(found, key=lambda one: (order[one.line.state], not one.trouble, one.line.name.lower(), one.line.id))


def _silent(line: Line, at: datetime) -> bool:
    elsewhere = line.here_id is None and line.state == "open"
    return elsewhere and line.heard_at is not None and line.heard_at < at - SILENT
