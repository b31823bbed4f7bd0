"""The steps that could come next for an invoice, each with its day: one on the main line, and those that stand beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

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


@dataclass(frozen=True, slots=True)
class Candidate:
    """A step that may come next. `planned` is the day the ladder gives it, `on` that day or the first with contact after it;
    both are None while the step it counts from has not left. `done` is that step, None where it counts from the due day."""

    rung: Rung
    place: int
    after: After | None = None
    done: StepDone | None = None
    planned: date | None = None
    on: date | None = None


def passed_over(rung: Rung, *, debtor: DebtorFacts, creditor: CreditorFacts, rules: Rules, overdue: int) -> Text | None:
    """Why a step is not for this debtor; None where it is."""
    return rung.not_for(debtor, overdue=overdue) or rules.steps[rung.step].not_for(debtor, creditor)


def candidates(
    invoice: InvoiceFacts, *, debtor: DebtorFacts, creditor: CreditorFacts, rules: Rules, overdue: int, early: bool = False
) -> Iterator[Candidate]:
    """What could come next, in the order of the ladder: before the due day where `early`, else after it."""
    taken = {one.step for one in invoice.steps} | invoice.withdrawn
    reached = max((rules.ladder.place(step) for step in taken if step in rules.steps and not rules.steps[step].BESIDE), default=-1)
    for place, rung in enumerate(rules.ladder.rungs):
        step = rules.steps[rung.step]
        if early != step.BEFORE_DUE or rung.step in taken or (place < reached and not step.BESIDE):
            continue
        if passed_over(rung, debtor=debtor, creditor=creditor, rules=rules, overdue=overdue):
            continue
        found = _dated(rung, place, invoice, debtor, rules)
        if step.BESIDE:
            if found.planned is not None:
                yield found
            continue
        yield found
        return  # what stands beside the line after this step waits until it was taken


def _dated(rung: Rung, place: int, invoice: InvoiceFacts, debtor: DebtorFacts, rules: Rules) -> Candidate:
    done = {one.step: one for one in invoice.steps}
    for after in rung.after:
        if not after.fits(debtor.payer):
            continue
        if after.step == DUE_DAY:
            planned = invoice.due_on + timedelta(days=after.days)
            return Candidate(rung, place, after, None, planned, rules.law.calendar.contact_day_from(planned))
        if after.step in done:
            day = after.day(done[after.step])
            return Candidate(rung, place, after, done[after.step], day, day and rules.law.calendar.contact_day_from(day))
    return Candidate(rung, place)
