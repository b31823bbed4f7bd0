"""The daily run: looks at every debtor, decides by the one pure function, and writes letters and tasks, each step once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Max

from akkoord.core.ladder.day import DayPlan, plan_day
from akkoord.core.ladder.facts import DebtorFacts
from akkoord.core.ladder.next_step import Decision
from akkoord.core.problem import Refusal
from akkoord.steps import all_steps
from akkoord.store.models import Case, Contact, Creditor, Debtor, Invoice, Letter, Outbox, Run, StepTaken, Task
from akkoord.work.books import books_of
from akkoord.work.close_cases import close_cases
from akkoord.work.facts import open_on, rules_for, situation
from akkoord.work.judge_promises import judge_promises
from akkoord.work.law import law_of
from akkoord.work.make_letter import Wanted, channels_of, content_of, invoices_by_id, new_letter, reached_at, refusals
from akkoord.work.recheck import recheck
from akkoord.work.record import Log

BATCH = 500  # debtors decided in one transaction, whole or not at all
Planned = tuple[DebtorFacts, DayPlan]


def run_day(*, creditor: Creditor, on: date, at: datetime | None = None) -> dict[str, Any]:
    """Decide for every debtor of one company; gives the counts that `akkoord run` prints (without `sent` and `seconds`).

    Run it twice on a day and the second changes nothing. A day that was missed is caught up: a step that was due then is
    due now, and only one step of an invoice is taken in a run.
    """
    judge_promises(creditor=creditor, on=on, at=at)
    counts = _Counts()
    for batch in _batches(creditor, on):
        with transaction.atomic():
            creditor = Creditor.objects.select_for_update().get(id=creditor.id)
            _decide(creditor, batch, on, at, counts)
    not_due = open_on(creditor, on=on).filter(due_on__gte=on).count()
    if not_due:
        counts.waiting["not-due"] += not_due
    with transaction.atomic():
        close_cases(creditor=creditor, on=on, at=at)
        report = counts.report(on)
        Run.objects.create(creditor=creditor, on=on, at=at, counts=report)
    return report


def _decide(creditor: Creditor, batch: list[int], on: date, at: datetime | None, counts: _Counts) -> None:
    """Look at these debtors and carry out what is decided. The facts are read under the lock on the company's row, so
    that two runs at once never decide on the same ones."""
    today = situation(creditor, on=on, debtors=batch)
    if recheck(creditor=creditor, on=on, at=at, facts=today, debtors=batch):
        today = situation(creditor, on=on, debtors=batch)
    rules = {kind: rules_for(creditor, kind=kind) for kind in {one.kind for one in today.debtors}}
    plans = [(facts, plan_day(facts, creditor=today.creditor, rules=rules[facts.kind], on=on)) for facts in today.debtors]
    counts.see(plans)
    acting = [(facts, plan) for facts, plan in plans if plan.steps]
    if acting:
        _Batch(creditor, on, at, counts).carry_out(acting)


@dataclass(slots=True)
class _Counts:
    debtors: int = 0
    decisions: Counter[str] = field(default_factory=Counter)
    waiting: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)
    letters: int = 0
    tasks: int = 0

    def see(self, batch: Sequence[Planned]) -> None:
        self.debtors += len(batch)
        for _, plan in batch:
            for one in plan.decisions:
                if one.wait:
                    self.waiting[one.wait] += 1

    def report(self, on: date) -> dict[str, Any]:
        return {
            "on": on.isoformat(),
            "debtors": self.debtors,
            "decisions": dict(sorted(self.decisions.items())),
            "waiting": dict(sorted(self.waiting.items())),
            "refused": dict(sorted(self.refused.items())),
            "letters": self.letters,
            "tasks": self.tasks,
        }


def _batches(creditor: Creditor, on: date) -> Iterator[list[int]]:
    """Everybody with something overdue, and everybody to whom a letter waits, some hundreds at a time."""
    overdue = open_on(creditor, on=on).filter(due_on__lt=on).values_list("debtor_id", flat=True)
    waiting = Letter.objects.filter(creditor=creditor, state__in=("draft", "approved")).values_list("debtor_id", flat=True)
    numbers = iter(sorted({*overdue, *waiting}))
    while batch := list(islice(numbers, BATCH)):
        yield batch


class _Batch:
    """Carries out the plans of some debtors within one transaction."""

    def __init__(self, creditor: Creditor, on: date, at: datetime | None, counts: _Counts) -> None:
        self.creditor, self.on, self.counts = creditor, on, counts
        self.kinds = all_steps()
        self.log = Log(creditor.id, on, at)
        self.letters: list[Letter] = []
        self.messages: list[Outbox] = []
        self.tasks: list[Task] = []
        self.steps: list[StepTaken] = []
        self.opened: list[Case] = []
        self.cases: dict[int, int] = {}
        self.rounds: dict[tuple[int, str], int] = {}

    def carry_out(self, acting: list[Planned]) -> None:
        numbers = [facts.id for facts, _ in acting]
        own = {"creditor": self.creditor}
        self.debtors = {row.id: row for row in Debtor.objects.filter(id__in=numbers, **own).select_related("creditor")}
        self.contacts: dict[int, Contact] = {}
        for contact in Contact.objects.filter(debtor_id__in=numbers, **own).order_by("-id"):
            self.contacts[contact.debtor_id] = contact
        self.cases = dict(Case.objects.filter(debtor_id__in=numbers, closed_on=None, **own).values_list("debtor_id", "id"))
        self.call_tasks = dict(Task.objects.filter(debtor_id__in=numbers, kind="call", done_on=None, **own).values_list("debtor_id", "id"))
        involved = [one.invoice.id for _, plan in acting for one in plan.decisions]
        self.invoices: dict[int, Invoice] = invoices_by_id(self.creditor, involved)
        taken = StepTaken.objects.filter(invoice_id__in=involved, **own).values_list("invoice_id", "step")
        self.rounds = {(invoice, step): most for invoice, step, most in taken.annotate(most=Max("round"))}
        formal = [self.debtors[facts.id] for facts, plan in acting if plan.letter and self.kinds[plan.letter].FORMAL]
        self.for_sums = (books_of(formal, on=self.on), law_of(self.creditor.id) if formal else None)
        for facts, plan in acting:
            self._letter(facts, plan)
            for one in plan.tasks:
                self._task(facts, one)
        self._save()

    def _case(self, debtor_id: int) -> int:
        if debtor_id not in self.cases:
            fresh = Case(creditor=self.creditor, debtor_id=debtor_id, opened_on=self.on)
            self.opened.append(fresh)
            self.cases[debtor_id] = fresh.id
        return self.cases[debtor_id]

    def _letter(self, facts: DebtorFacts, plan: DayPlan) -> None:
        if not plan.letter:
            return
        debtor, contact = self.debtors[facts.id], self.contacts.get(facts.id)
        main = tuple(one.invoice.id for one in plan.main)
        also = tuple(one.invoice.id for one in plan.decisions if one.invoice.id not in main and one.wait in ("", "not-yet"))
        earlier = {(done.step, done.left_on) for one in plan.main for done in one.invoice.steps if done.left_on}
        wanted = Wanted(
            debtor,
            self.kinds[plan.letter],
            main,
            also,
            {one.invoice.id: one.invoice.open for one in plan.decisions},
            tuple(sorted(earlier, key=lambda pair: (pair[1], pair[0]))),
            *reached_at(debtor, contact),
            *self.for_sums,
        )
        content = content_of(self.creditor, wanted, on=self.on, invoices=self.invoices)
        if isinstance(content, Refusal):
            self.counts.refused[plan.letter] += len(main)
            self.log.add("step-refused", debtor_id=facts.id, step=plan.letter, nl=content.why.nl, en=content.why.en, source=content.source)
            return
        letter = new_letter(self.creditor, wanted, content, case_id=self._case(facts.id))
        self._release(letter)
        self.letters.append(letter)
        self.counts.letters += 1
        for one in (*plan.main, *plan.folded):
            self._step(facts, one, letter_id=letter.id)
        self.log.add("letter-drafted", debtor_id=facts.id, step=letter.kind, subject=letter.subject, asked=letter.asked, letter=letter.id)

    def _release(self, letter: Letter) -> None:
        """Without a person in between a letter is approved at once, if nothing stands against it."""
        if self.creditor.approval != "automatic" or not self.creditor.sending_on or refusals(letter):
            return
        letter.state = "approved"
        for channel, recipient in channels_of(letter):
            self.messages.append(Outbox(creditor=self.creditor, letter_id=letter.id, channel=channel, recipient=recipient))

    def _task(self, facts: DebtorFacts, one: Decision) -> None:
        handover = self.kinds[one.step].MAKES == "handover"
        if handover and self.creditor.handover == "automatic":
            self._step(facts, one, left_on=self.on)
            self.log.add("handed-over", debtor_id=facts.id, invoice_id=one.invoice.id, partner=self.creditor.partner)
            return
        open_tasks = {} if handover else self.call_tasks
        if handover and any(task.kind == "handover" and task.debtor_id == facts.id for task in self.tasks):
            return
        if facts.id not in open_tasks:
            kind = "handover" if handover else one.step
            task = Task(
                creditor=self.creditor, debtor_id=facts.id, case_id=self._case(facts.id), kind=kind, made_on=self.on, due_on=self.on
            )
            self.tasks.append(task)
            open_tasks[facts.id] = task.id
            self.counts.tasks += 1
            self.log.add("task-made", debtor_id=facts.id, task=kind)
        if not handover:
            self._step(facts, one, left_on=self.on, task_id=open_tasks[facts.id])

    def _step(self, facts: DebtorFacts, one: Decision, **more: Any) -> None:
        key = (one.invoice.id, one.step)
        self.rounds[key] = self.rounds.get(key, 0) + 1
        self.steps.append(
            StepTaken(
                creditor=self.creditor,
                case_id=self._case(facts.id),
                invoice_id=one.invoice.id,
                step=one.step,
                round=self.rounds[key],
                decided_on=self.on,
                **more,
            )
        )
        self.counts.decisions[one.step] += 1
        self.log.add("step-decided", debtor_id=facts.id, invoice_id=one.invoice.id, step=one.step, nl=one.because.nl, en=one.because.en)

    def _save(self) -> None:
        Case.objects.bulk_create(self.opened)
        Letter.objects.bulk_create(self.letters)
        Task.objects.bulk_create(self.tasks)
        StepTaken.objects.bulk_create(self.steps)
        Outbox.objects.bulk_create(self.messages)
        self.log.write()
