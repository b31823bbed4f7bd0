"""How likely an open invoice is paid on a day, learnt from the creditor's own days: by kind of payer, by what was done last and
how long ago. Nothing is borrowed from others; where too little was seen of something, that is said.

A day of an open invoice falls in one cell. Before any step the cells are days after the due day; after a step they are days since
it. The rate of a cell is what was paid in it over the days spent in it; the rate of one kind of payer leans on that of all kinds,
as if LEAN days of everybody were added to his. docs/algorithms/replay.md has the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import expm1, log1p

import numpy as np
from numpy.typing import NDArray

from akkoord.core.behaviour.payer import PAYERS
from akkoord.core.ladder.step import Step
from akkoord.core.replay.past import Bill, Past

KINDS = ("", *PAYERS)
STAGES = ("none", "early", "asked", "called", "formal", "out")
BEFORE = (-15, -8, -4, -1, 1, 5, 10, 20, 40)  # the last day of a cell, in days after the due day
SINCE = (3, 7, 14, 30)  # the last day of a cell, in days after the step
CELLS = len(BEFORE) + 1 + (len(STAGES) - 1) * (len(SINCE) + 1)
LEAN = 50  # days
SEEN = 60  # days in a cell, over all kinds of payer, before anything is said of it
THIN = 20  # percent of days of which too little may be known
NEVER = 10**7  # the number of a day that does not come
Path = Sequence[tuple[int, int]]  # (day, stage) in order: from the day after it the stage counts


def stage_of(step: str, steps: Mapping[str, Step]) -> int:
    """What a step is to who gets it, as a place in STAGES: something before the due day, something friendly after it, a call, a
    formal letter, or out of the creditor's hands."""
    known = steps.get(step)
    if known is None:
        return STAGES.index("asked")
    if known.BEFORE_DUE:
        return STAGES.index("early")
    letter = "formal" if known.FORMAL else "asked"
    return STAGES.index({"task": "called", "handover": "out"}.get(known.MAKES, letter))


def spans(path: Path, *, due: int, after: int, upto: int) -> Iterator[tuple[int, int, int]]:
    """The days after `after` up to and including `upto`, as (cell, first day, how many); days are ordinals."""
    marks = [(-NEVER, 0), *path]
    for place, (since, stage) in enumerate(marks):
        end = marks[place + 1][0] if place + 1 < len(marks) else NEVER
        day, last = max(since, after) + 1, min(end, upto)
        base, bounds, first = (due, BEFORE, 0) if stage == 0 else (since, SINCE, len(BEFORE) + 1 + (stage - 1) * (len(SINCE) + 1))
        for number, bound in enumerate((*bounds, NEVER)):
            if day > last:
                break
            until = min(last, base + bound)
            if until >= day:
                yield first + number, day, until - day + 1
                day = until + 1


def real_path(bill: Bill, steps: Mapping[str, Step], *, before: date | None = None) -> list[tuple[int, int]]:
    """What was really done for an invoice, or only what was decided before a day."""
    taken = [one for one in bill.steps if one.left_on and (before is None or one.decided_on < before)]
    return sorted((one.left_on.toordinal(), stage_of(one.step, steps)) for one in taken if one.left_on)


def kinds_of(past: Past) -> dict[int, int]:
    """By invoice, the place in KINDS of how its debtor paid in the month it was sent."""
    known: dict[date, int] = {}
    found = {}
    for bill in past.bills:
        month = bill.issued_on.replace(day=1)
        if month not in known:
            known[month] = KINDS.index(past.payer(month))
        found[bill.id] = known[month]
    return found


def moves(bill: Bill) -> bool:
    """Whether a ladder could move its payment: it was paid with money, or it is open."""
    return bill.settled_on is None or bill.paid_on is not None


@dataclass(slots=True)
class Exposure:
    """Days spent in each cell and invoices paid in it, by kind of payer. The first layer is what was seen; the others are the same
    with debtors drawn anew (bootstrap): each counts as often as a seeded draw says."""

    draws: int
    days: NDArray[np.float64] = field(init=False)
    paid: NDArray[np.float64] = field(init=False)

    def __post_init__(self) -> None:
        shape = (self.draws + 1, len(KINDS), CELLS)
        self.days, self.paid = np.zeros(shape), np.zeros(shape)

    def see(
        self,
        past: Past,
        *,
        kinds: Mapping[int, int],
        steps: Mapping[str, Step],
        first: date,
        last: date,
        weights: NDArray[np.float64],
    ) -> None:
        """The days of one debtor, with the kind of payer by invoice; `weights` says how often he counts in each layer."""
        start, end = first.toordinal() - 1, last.toordinal()
        for bill in past.bills:
            paid, gone, kind = bill.paid_on, bill.settled_on, kinds[bill.id]
            until = min(end, gone.toordinal() if gone else NEVER)
            for cell, day, count in spans(
                real_path(bill, steps), due=bill.due_on.toordinal(), after=max(start, bill.issued_on.toordinal()), upto=until
            ):
                self.days[:, kind, cell] += weights * count
                if paid and day <= paid.toordinal() < day + count:
                    self.paid[:, kind, cell] += weights

    def rates(self, layer: int) -> Rates:
        """What a layer says of every cell."""
        days, paid = self.days[layer], self.paid[layer]
        all_days, all_paid = days.sum(axis=0), paid.sum(axis=0)
        everybody = all_paid / np.maximum(all_days, 1)
        daily = np.clip((paid + LEAN * everybody) / (days + LEAN), 0, 0.95)
        return Rates([[-log1p(-rate) for rate in row] for row in daily.tolist()], (self.days[0].sum(axis=0) >= SEEN).tolist())

    @property
    def settled(self) -> int:
        """Invoices that were paid in days that were seen."""
        return round(float(self.paid[0].sum()))


@dataclass(frozen=True, slots=True)
class Rates:
    """By kind of payer and cell, how fast the clock of an invoice runs; `seen` says of which cells enough was seen."""

    speed: Sequence[Sequence[float]]
    seen: Sequence[bool]

    def run(self, path: Path, *, kind: int, due: int, after: int, upto: int) -> float:
        """How far the clock gets in those days."""
        speed = self.speed[kind]
        return sum(speed[cell] * count for cell, _, count in spans(path, due=due, after=after, upto=upto))

    def reaches(self, path: Path, mark: float, *, kind: int, due: int, after: int, upto: int) -> int | None:
        """The first day after `after` on which a clock that begins at nothing has reached `mark`; None up to `upto`."""
        speed, at = self.speed[kind], 0.0
        for cell, day, count in spans(path, due=due, after=after, upto=upto):
            there = at + speed[cell] * count
            if there >= mark and speed[cell] > 0:
                return day + min(count - 1, max(0, -int((at - mark) // speed[cell]) - 1))
            at = there
        return None

    def needless(self, firsts: Mapping[tuple[int, int], int], *, within: int) -> int | None:
        """Of so many first steps, by kind of payer and days after the due day: about how many invoices would have been paid
        within `within` days without one. None where too little was seen of invoices that were left alone for so long."""
        found, thin, days = 0.0, 0, 0
        for (kind, late), count in firsts.items():
            found -= count * expm1(-self.run((), kind=kind, due=0, after=late, upto=late + within))
            for cell, _, many in spans((), due=0, after=late, upto=late + within):
                days += many * count
                thin += 0 if self.seen[cell] else many * count
        return round(found) if days and 100 * thin <= THIN * days else None
