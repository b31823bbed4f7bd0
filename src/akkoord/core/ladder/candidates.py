"""The steps that could come next for an invoice, each with its day: one on the main line, and those that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cached_property

from akkoord.core.conversation.promise import Broken
from akkoord.core.dates import ONE_DAY
from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts, InvoiceFacts, StepDone
from akkoord.core.ladder.ladder import DUE_DAY, After, Ladder, Rung
from akkoord.core.ladder.step import Step
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.problem import Text


@dataclass(frozen=True)
class Rules:
    """What the decision is made by."""

    ladder: Ladder
    steps: Mapping[str, Step]
    law: Jurisdiction

    @cached_property
    def early(self) -> bool:
        """Whether anything at all is done before the due day."""
        return any(rung.on and self.steps[rung.step].BEFORE_DUE for rung in self.ladder.rungs)

    @cached_property
    def handovers(self) -> frozenset[str]:
        """The steps that hand an invoice over."""
        return frozenset(name for name, step in self.steps.items() if step.MAKES == "handover")

    @cached_property
    def reach(self) -> dict[str, int]:
        """Where every step of the main line stands on the ladder; -1 for one that is not on it."""
        return {name: self.ladder.place(name) for name, step in self.steps.items() if not step.BESIDE}

    @cached_property
    def rungs(self) -> dict[bool, tuple[tuple[int, Rung, Step], ...]]:
        """The rungs that are on, with their places and steps: under True those before the due day, under False the others."""
        found = [(place, rung, self.steps[rung.step]) for place, rung in enumerate(self.ladder.rungs) if rung.on]
        return {early: tuple(one for one in found if early == one[2].BEFORE_DUE) for early in (True, False)}

    def days_of(self, letter: str, left_on: date) -> tuple[date, date | None]:
        """Of a letter by post that leaves on a day: when it is presumed to be received, and the last day to pay it names."""
        known = self._days.get((letter, left_on))
        if known is None:
            known = self.law.received(left_on, channel="post"), self.steps[letter].last_day(left_on, self.law)
            self._days[letter, left_on] = known
        return known

    @cached_property
    def _days(self) -> dict[tuple[str, date], tuple[date, date | None]]:
        return {}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A step that may come next. `planned` is the day the ladder gives it, `on` that day or the first with contact after it;
    both are None while the step it counts from has not left. `done` is that step, None where it counts from the due day.
    `broken` is a promise that was not kept since then: what comes next need not wait any longer."""

    rung: Rung
    place: int
    after: After | None = None
    done: StepDone | None = None
    planned: date | None = None
    on: date | None = None
    broken: Broken | None = None


def passed_over(rung: Rung, *, debtor: DebtorFacts, creditor: CreditorFacts, rules: Rules, overdue: int) -> Text | None:
    """Why a step is not for this debtor; None where it is."""
    return rung.not_for(debtor, overdue=overdue) or rules.steps[rung.step].not_for(debtor, creditor)


def candidates(
    invoice: InvoiceFacts, *, debtor: DebtorFacts, creditor: CreditorFacts, rules: Rules, overdue: int, early: bool = False
) -> Iterator[Candidate]:
    """What could come next, in the order of the ladder: before the due day where `early`, else after it."""
    done = {one.step: one for one in invoice.steps}
    taken = done.keys() | invoice.withdrawn
    reached = max((rules.reach.get(step, -1) for step in taken), default=-1)
    for place, rung, step in rules.rungs[early]:
        if rung.step in taken or (place < reached and not step.BESIDE):
            continue
        if passed_over(rung, debtor=debtor, creditor=creditor, rules=rules, overdue=overdue):
            continue
        found = _dated(rung, place, invoice.due_on, done, debtor.payer, rules)
        found = found if step.BESIDE else _at_once(found, debtor.broken_about(invoice.id), rules)
        if step.BESIDE:
            if found.planned is not None:
                yield found
            continue
        yield found
        return  # what stands beside the line after this step waits until it was taken


def _dated(rung: Rung, place: int, due_on: date, done: Mapping[str, StepDone], payer: str, rules: Rules) -> Candidate:
    for after in rung.after:
        if not after.fits(payer):
            continue
        if after.step == DUE_DAY:
            planned = due_on + timedelta(days=after.days)
            return Candidate(rung, place, after, None, planned, rules.law.calendar.contact_day_from(planned))
        if after.step in done:
            day = after.day(done[after.step])
            return Candidate(rung, place, after, done[after.step], day, day and rules.law.calendar.contact_day_from(day))
    return Candidate(rung, place)


def _at_once(one: Candidate, broken: Broken | None, rules: Rules) -> Candidate:
    """The same, on the day a promise was found to be broken where that is sooner: once, for the step that comes next. A term
    that we gave runs out all the same."""
    if broken is None or one.done is None or one.done.left_on is None or one.done.left_on >= broken.since:
        return one
    if one.after is None or one.after.since != "left" or one.planned is None:
        return replace(one, broken=broken)
    last_day = one.done.last_day
    soonest = broken.since if last_day is None else max(broken.since, last_day + ONE_DAY)
    planned = min(one.planned, soonest)
    return replace(one, planned=planned, on=rules.law.calendar.contact_day_from(planned), broken=broken)
