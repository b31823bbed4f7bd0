"""Of every step of a ladder: was it taken, is it the next one, or why is it not: for one invoice on one day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from akkoord.core.ladder.candidates import Candidate, Rules, candidates, passed_over
from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts, InvoiceFacts, StepDone
from akkoord.core.ladder.ladder import Rung
from akkoord.core.ladder.next_step import Decision, next_step
from akkoord.core.ladder.words import STEP_WORDS
from akkoord.core.problem import Text

State = Literal["taken", "ready", "today", "held", "later", "passed-over", "closed"]
_TAKEN = Text("Gezet", "Taken")
_READY = Text("Ligt klaar en is nog niet weg", "Ready, and has not left")
_NOT_YET = Text("Nog niet aan de beurt", "Not its turn yet")
_AFTER_THIS = Text("Komt na de stap die nu voorgaat", "Comes after the step that goes first now")
_SKIPPED = Text("Overgeslagen: er is al een latere stap gezet", "Skipped: a later step was taken already")
_TOO_LATE = Text("De vervaldag is voorbij", "The due day has passed")
_IN_ORDER = Text("Komt pas na de stappen ervoor", "Comes after the steps before it")


@dataclass(frozen=True, slots=True)
class Rank:
    """One step: its state, the day that goes with it (taken on, or planned for), and the reason in words."""

    step: str
    state: State
    on: date | None
    because: Text


def why_not(
    invoice: InvoiceFacts, *, debtor: DebtorFacts, creditor: CreditorFacts, rules: Rules, on: date
) -> tuple[Decision, tuple[Rank, ...]]:
    """The decision of the day, and what it means for every step of the ladder."""
    decision = next_step(invoice, debtor=debtor, creditor=creditor, rules=rules, on=on)
    asked = debtor.overdue(on) or invoice.open
    early = on <= invoice.due_on
    found = candidates(invoice, debtor=debtor, creditor=creditor, rules=rules, overdue=asked, early=early)
    over = {one.step: passed_over(one, debtor=debtor, creditor=creditor, rules=rules, overdue=asked) for one in rules.ladder.rungs}
    view = _View(decision, rules, on, over, {one.rung.step: one for one in found}, {one.step: one for one in invoice.steps})
    return decision, tuple(view.rank(rung) for rung in rules.ladder.rungs)


@dataclass(frozen=True, slots=True)
class _View:
    decision: Decision
    rules: Rules
    on: date
    over: Mapping[str, Text | None]
    dated: Mapping[str, Candidate]
    done: Mapping[str, StepDone]

    def rank(self, rung: Rung) -> Rank:
        done, over = self.done.get(rung.step), self.over[rung.step]
        if done:
            gone = done.left_on is not None
            return Rank(rung.step, "taken" if gone else "ready", done.left_on or done.decided_on, _TAKEN if gone else _READY)
        if over:
            return Rank(rung.step, "passed-over", None, over)
        if rung.step == self.decision.step:
            return self._chosen(rung.step)
        one = self.dated.get(rung.step)
        if one is not None and one.on is not None:
            later = one.on > self.on
            return Rank(rung.step, "later" if later else "held", one.on, _NOT_YET if later else _AFTER_THIS)
        return self._without_a_day(rung)

    def _chosen(self, step: str) -> Rank:
        decision = self.decision
        if not decision.wait:
            return Rank(step, "today", self.on, decision.because)
        planned = decision.wait in ("not-yet", "not-due") and decision.on is not None
        return Rank(step, "later" if planned else "held", decision.on, decision.because)

    def _without_a_day(self, rung: Rung) -> Rank:
        step, ladder = self.rules.steps[rung.step], self.rules.ladder
        if not step.BESIDE and any(ladder.place(one) > ladder.place(rung.step) for one in self.done):
            return Rank(rung.step, "closed", None, _SKIPPED)
        if step.BEFORE_DUE:
            return Rank(rung.step, "closed", None, _TOO_LATE)
        word = STEP_WORDS.get(rung.after[0].step)
        words = Text(f"Telt vanaf: {word.nl.lower()}", f"Counts from: {word.en.lower()}") if word else _IN_ORDER
        return Rank(rung.step, "later", None, words)
