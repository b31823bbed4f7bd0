"""One debtor's day: the decisions for all his invoices, brought together into at most one letter and one task."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from akkoord.core.ladder.candidates import Rules
from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts
from akkoord.core.ladder.next_step import Decision, next_step


@dataclass(frozen=True, slots=True)
class DayPlan:
    """What to do for one debtor today. `letter` is its step; `main` are the invoices it is about, `folded` those whose
    friendlier step leaves within it; `tasks` are decisions that make a task or a hand-over."""

    decisions: tuple[Decision, ...]
    letter: str = ""
    main: tuple[Decision, ...] = ()
    folded: tuple[Decision, ...] = ()
    tasks: tuple[Decision, ...] = ()

    @property
    def steps(self) -> tuple[str, ...]:
        """The names of all steps taken today, each once."""
        return tuple(dict.fromkeys(one.step for one in (*self.main, *self.folded, *self.tasks)))


def plan_day(
    debtor: DebtorFacts, *, creditor: CreditorFacts, rules: Rules, on: date, known: Mapping[int, Decision] | None = None
) -> DayPlan:
    """The day of one debtor. Of several letters the highest on the ladder leaves; a reminder goes along in it, another
    demand or offer waits for the next day, because it must stand on its own. Nobody gets two letters on a day:
    planned again after today's letter was made, there is none to make. `known` are decisions, by invoice, that an earlier day
    made and that still stand."""
    overdue = debtor.overdue(on)
    known = known or {}
    decisions = tuple(
        known.get(invoice.id) or next_step(invoice, debtor=debtor, creditor=creditor, rules=rules, on=on, overdue=overdue)
        for invoice in debtor.invoices
    )
    taken = [one for one in decisions if not one.wait]
    letters = [one for one in taken if rules.steps[one.step].MAKES == "letter"]
    tasks = tuple(one for one in taken if rules.steps[one.step].MAKES != "letter")
    if not letters or _written_to(debtor, rules=rules, on=on):
        return DayPlan(decisions, tasks=tasks)
    highest = max(letters, key=lambda one: rules.ladder.place(one.step)).step
    main = tuple(one for one in letters if one.step == highest)
    folded = tuple(one for one in letters if one.step != highest and rules.steps[one.step].FOLDS)
    return DayPlan(decisions, highest, main, folded, tasks)


def _written_to(debtor: DebtorFacts, *, rules: Rules, on: date) -> bool:
    done = (one for invoice in debtor.invoices for one in invoice.steps if one.decided_on == on)
    return any(one.step in rules.steps and rules.steps[one.step].MAKES == "letter" for one in done)
