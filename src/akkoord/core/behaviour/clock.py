"""When money would have come along another ladder: the same invoices, paid as early or late as they were, on a clock whose speed is
that of the days they would have had.

Every invoice has a clock. Along what really happened it stood at a mark when it was paid; along another ladder it is paid on the
day its clock reaches that mark. So a ladder that does the same changes nothing, to the cent and the day. Of an invoice that is
still open nobody knows the mark: it is the place of its clock today and a draw from what is left, the same for every ladder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from akkoord.core.behaviour.pace import Rates, moves, real_path, spans, stage_of
from akkoord.core.ladder.step import Step
from akkoord.core.replay.past import Bill, Part, Past

HALF = 0.5  # of the day on which it was paid: the money came at some hour of it


@dataclass(slots=True)
class _Clock:
    bill: Bill
    kind: int
    mark: float
    began: int
    real: list[tuple[int, int]]
    path: list[tuple[int, int]]
    paid: int | None = None
    parts: tuple[Part, ...] = ()


@dataclass(slots=True)
class AsItMightCome:
    """The money of one debtor along a ladder, by these rates. It is asked and told by a walk (core.replay.money.Money)."""

    past: Past
    rates: Rates
    kinds: Mapping[int, int]  # how its debtor pays, by invoice: a place in pace.KINDS
    steps: Mapping[str, Step]
    first: date
    last: date
    marks: dict[int, float] = field(default_factory=dict)  # by invoice; what is given here counts for another ladder too
    clocks: dict[int, _Clock] = field(default_factory=dict)
    thin: int = 0  # days that a payment moved over and of which too little was seen
    days: int = 0

    def __post_init__(self) -> None:
        for bill in self.past.bills:
            if moves(bill):
                self.clocks[bill.id] = self._clock(bill, self.kinds[bill.id])

    def _clock(self, bill: Bill, kind: int) -> _Clock:
        began = max(self.first.toordinal() - 1, bill.issued_on.toordinal())
        real, due, end = real_path(bill, self.steps), bill.due_on.toordinal(), self.last.toordinal()
        paid = bill.paid_on.toordinal() if bill.paid_on and bill.paid_on <= self.last else None
        mark = self.marks.get(bill.id)
        if mark is None and paid is not None:
            mark = self.rates.run(real, kind=kind, due=due, after=began, upto=paid - 1)
            mark += HALF * self.rates.run(real, kind=kind, due=due, after=max(began, paid - 1), upto=paid)
        elif mark is None:
            mark = self.rates.run(real, kind=kind, due=due, after=began, upto=end) + Random(bill.id).expovariate(1)
        self.marks[bill.id] = mark
        clock = _Clock(bill, kind, mark, began, real, real_path(bill, self.steps, before=self.first))
        self._foresee(clock)
        return clock

    def _foresee(self, clock: _Clock) -> None:
        """When it is paid, if nothing more is done."""
        bill, real = clock.bill, clock.bill.paid_on
        if clock.path == clock.real or (real and real.toordinal() <= clock.began):
            clock.paid = real.toordinal() if real and real <= self.last else None
        else:
            due, end = bill.due_on.toordinal(), self.last.toordinal()
            clock.paid = self.rates.reaches(clock.path, clock.mark, kind=clock.kind, due=due, after=clock.began, upto=end)
        clock.parts = _parts(bill, clock.paid, self.last)

    def parts(self, bill: Bill) -> tuple[Part, ...]:
        """What comes off an invoice, as it is foreseen now."""
        return self.clocks[bill.id].parts if bill.id in self.clocks else bill.parts

    def open_at(self, bill: Bill, on: date) -> int:
        """Cents that are open, as the run of that day would know it."""
        return bill.total - sum(one.amount for one in self.parts(bill) if one.known <= on)

    def after(self, on: date) -> date | None:
        """The next day on which something comes off, as it is foreseen now."""
        return min((part.known for bill in self.past.bills for part in self.parts(bill) if part.known > on), default=None)

    def stepped(self, bill: Bill, *, step: str, on: date) -> None:
        """From the day after the step its clock runs otherwise."""
        clock = self.clocks.get(bill.id)
        if clock is None or (clock.paid is not None and clock.paid <= on.toordinal()):
            return
        clock.path = sorted([*clock.path, (on.toordinal(), stage_of(step, self.steps))])
        self._foresee(clock)

    def weigh(self) -> None:
        """Count the days on which it went otherwise than it really did, and those of them of which too little was seen."""
        end = self.last.toordinal()
        for clock in self.clocks.values():
            if clock.path == [one for one in clock.real if one[0] <= end]:
                continue
            upto = clock.paid or end
            for cell, _, count in spans(clock.path, due=clock.bill.due_on.toordinal(), after=clock.began, upto=upto):
                self.days += count
                self.thin += 0 if self.rates.seen[cell] else count


def _parts(bill: Bill, paid: int | None, last: date) -> tuple[Part, ...]:
    """The parts of an invoice that is paid off on a day (None: not in these days). What was paid before that day stays on its
    own; what really came after it comes that day."""
    real = bill.paid_on
    if paid is not None and real is not None and paid == real.toordinal():
        return bill.parts
    closing = date.fromordinal(paid) if paid is not None else None
    early = [one for one in bill.parts if one.on <= last and (not one.money or one.on != real) and (closing is None or one.on <= closing)]
    if closing is None:
        return tuple(early)
    rest = bill.total - sum(one.amount for one in early)
    lag = max((one.known - one.on for one in bill.parts if one.money), default=timedelta(days=1))
    return (*early, Part(closing, closing + lag, rest)) if rest > 0 else tuple(early)
