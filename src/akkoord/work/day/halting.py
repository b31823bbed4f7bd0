"""Whose work stops today: asked before anything is carried out, so that who may not be stopped walks on along his ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from akkoord.core.ladder.candidates import Rules
from akkoord.core.ladder.day import DayPlan, plan_day
from akkoord.core.ladder.facts import DebtorFacts
from akkoord.core.problem import Refusal
from akkoord.store.models import Creditor, Debtor, Event
from akkoord.work.day.counts import Counts
from akkoord.work.facts import Situation
from akkoord.work.ongoing.ongoing_work import Halt, halt
from akkoord.work.ongoing.suspension_stage import SUSPENSION
from akkoord.work.record import Log

Planned = tuple[DebtorFacts, DayPlan]


@dataclass(slots=True)
class Halting:
    """By debtor: what his letter says of the work that stops, or the step that was due and why it is not taken."""

    halts: dict[int, Halt] = field(default_factory=dict)
    refused: dict[int, tuple[str, Refusal]] = field(default_factory=dict)

    def plan(self, creditor: Creditor, today: Situation, plans: Sequence[Planned], *, on: date, counts: Counts) -> list[Planned]:
        """The same plans, but for who was to be warned or stopped and may not be: his ladder goes on without that step."""
        asked = [facts.id for facts, plan in plans if plan.letter in SUSPENSION]
        if not asked:
            return list(plans)
        debtors = {row.id: row for row in Debtor.objects.filter(creditor=creditor, id__in=asked).select_related("creditor")}
        found = []
        for facts, plan in plans:
            if facts.id in debtors:
                found.append(self._asked(debtors[facts.id], facts, plan, today.rules(facts), today, on, counts))
            else:
                found.append((facts, plan))
        return found

    def _asked(
        self, debtor: Debtor, facts: DebtorFacts, plan: DayPlan, rules: Rules, today: Situation, on: date, counts: Counts
    ) -> Planned:
        answer = halt(debtor, step=plan.letter, invoices=[one.invoice.id for one in plan.main], on=on)
        if isinstance(answer, Halt):
            self.halts[facts.id] = answer
            return facts, plan
        self.refused[facts.id] = (plan.letter, answer)
        counts.refused[plan.letter] += len(plan.main)
        other = replace(facts, work=facts.work and replace(facts.work, against=answer.why))
        return facts, plan_day(other, creditor=today.creditor, rules=rules, on=on)

    def tell(self, creditor: Creditor, *, on: date, at: datetime | None) -> None:
        """Write down why not; once, until the reason is another one. Call it in a transaction."""
        if not self.refused:
            return
        log = Log(creditor.id, on, at)
        rows = Event.objects.filter(creditor=creditor, debtor_id__in=list(self.refused), kind="step-refused").order_by("seq")
        before = {(row.debtor_id, row.data.get("step")): row.data.get("en") for row in rows}
        for debtor, (step, why) in self.refused.items():
            if before.get((debtor, step)) != why.why.en:
                log.add("step-refused", debtor_id=debtor, step=step, source=why.source, nl=why.why.nl, en=why.why.en)
        log.write()
