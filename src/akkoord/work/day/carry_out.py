"""Carries out what was decided for some debtors: letters, tasks, hand-overs and the steps they are, in the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from akkoord.core.ladder.day import DayPlan
from akkoord.core.ladder.facts import DebtorFacts, StepDone
from akkoord.core.ladder.ladder import Rung
from akkoord.core.ladder.next_step import Decision
from akkoord.core.letter import USUAL_TONE, LetterPromise
from akkoord.core.problem import Refusal, Text
from akkoord.steps import all_steps
from akkoord.store.bulk import insert_rows, new_row
from akkoord.store.models import Answer, Case, Contact, Creditor, Debtor, Letter, Outbox, StepTaken, Task
from akkoord.work.books import books_of
from akkoord.work.day.answers import REFUSED
from akkoord.work.day.counts import Counts
from akkoord.work.day.halting import Halting
from akkoord.work.facts import Situation
from akkoord.work.handover.begin import begin
from akkoord.work.handover.ready import keeps_here
from akkoord.work.law import law_of
from akkoord.work.letters.billed import billed
from akkoord.work.letters.make_letter import Wanted, channels_of, content_of, new_letter, reached_at, refusals
from akkoord.work.letters.own_texts import own_texts
from akkoord.work.ongoing.ongoing_work import Halt
from akkoord.work.portal.links import links_for
from akkoord.work.record import Log

Planned = tuple[DebtorFacts, DayPlan]


def carry_out(
    creditor: Creditor, today: Situation, acting: Sequence[Planned], *, on: date, at: datetime | None, counts: Counts, halting: Halting
) -> dict[int, Text]:
    """Take the steps of these plans; gives by debtor why a letter that was due could not be made."""
    if not acting:
        return {}
    batch = _Batch(creditor, today, acting, on, at, counts)
    batch.halts = halting.halts
    batch.carry_out(acting)
    return batch.refused


def _debtors(creditor: Creditor, numbers: Collection[int]) -> dict[int, Debtor]:
    """These debtors by their number, each with the company as it was read under the lock."""
    found = {row.id: row for row in Debtor.objects.filter(creditor=creditor, id__in=numbers)}
    for row in found.values():
        row.creditor = creditor
    return found


class _Batch:
    """Carries out the plans of some debtors within one transaction."""

    def __init__(
        self, creditor: Creditor, today: Situation, acting: Sequence[Planned], on: date, at: datetime | None, counts: Counts
    ) -> None:
        self.creditor, self.today, self.on, self.counts = creditor, today, on, counts
        self.kinds = all_steps()
        self.log = Log(creditor.id, on, at)
        self.refused: dict[int, Text] = {}
        self.halts: dict[int, Halt] = {}
        self.letters: list[Letter] = []
        self.messages: list[Outbox] = []
        self.tasks: list[Task] = []
        self.steps: list[StepTaken] = []
        self.opened: list[Case] = []
        self.gone: dict[int, list[int]] = {}  # by debtor: invoices that go out of hands now
        self._read(acting)

    def _read(self, acting: Sequence[Planned]) -> None:
        numbers = {facts.id for facts, _ in acting}
        own = {"creditor": self.creditor}
        self.debtors = _debtors(self.creditor, numbers)
        self.contacts: dict[int, Contact] = {}
        for contact in Contact.objects.filter(debtor_id__in=numbers, **own).order_by("-id"):
            self.contacts[contact.debtor_id] = contact
        open_cases = Case.objects.filter(debtor_id__in=numbers, closed_on=None, **own)
        self.cases: dict[int, int] = dict(open_cases.values_list("debtor_id", "id"))
        self.call_tasks = dict(Task.objects.filter(debtor_id__in=numbers, kind="call", done_on=None, **own).values_list("debtor_id", "id"))
        told = {one.invoice.id for _, plan in acting for one in plan.decisions if plan.letter and one.wait in ("", "not-yet")}
        self.invoices = billed(self.creditor, told)
        stepping = {one.invoice.id for _, plan in acting for one in (*plan.main, *plan.folded, *plan.tasks)}
        taken = StepTaken.objects.filter(invoice_id__in=stepping, **own).values_list("invoice_id", "step")
        self.rounds: dict[tuple[int, str], int] = {(invoice, step): most for invoice, step, most in taken.annotate(most=Max("round"))}
        formal = [self.debtors[facts.id] for facts, plan in acting if plan.letter and self.kinds[plan.letter].FORMAL]
        self.own = own_texts(self.creditor)
        self.for_sums = (books_of(formal, on=self.on), law_of(self.creditor.id) if formal else None)
        standing = Answer.objects.filter(debtor_id__in=numbers, until=None, **own)
        self.said_before: dict[int, list[list[Any]]] = dict(standing.values_list("debtor_id", "said"))

    def carry_out(self, acting: Sequence[Planned]) -> None:
        for facts, plan in acting:
            self._letter(facts, plan)
            for one in plan.tasks:
                self._task(facts, one)
        self._save()

    def _case(self, debtor_id: int) -> int:
        if debtor_id not in self.cases:
            walk = self.today.walks[debtor_id]
            version = self.today.book.keep(walk.ladder, on=self.on)
            fresh = new_row(Case, creditor_id=self.creditor.id, debtor_id=debtor_id, opened_on=self.on, ladder_id=version)
            self.opened.append(fresh)
            self.cases[debtor_id] = fresh.id
        return self.cases[debtor_id]

    def _letter(self, facts: DebtorFacts, plan: DayPlan) -> None:
        if not plan.letter:
            return
        rung = self.today.rules(facts).ladder.rung(plan.letter)
        wanted = self._wanted(facts, plan, rung, self.halts.get(facts.id))
        content = content_of(self.creditor, wanted, on=self.on, invoices=self.invoices)
        if isinstance(content, Refusal):
            self._refuse(facts, plan, content)
            return
        letter = new_letter(self.creditor, wanted, content, case_id=self._case(facts.id))
        letter.channels = list(rung.channels) if rung else []
        self._release(letter)
        self.letters.append(letter)
        self.counts.letters += 1
        for one in (*plan.main, *plan.folded):
            self._step(facts, one, letter_id=letter.id)
        self.log.add("letter-drafted", debtor_id=facts.id, step=letter.kind, subject=letter.subject, asked=letter.asked, letter=letter.id)

    def _wanted(self, facts: DebtorFacts, plan: DayPlan, rung: Rung | None, halt: Halt | None) -> Wanted:
        debtor, contact = self.debtors[facts.id], self.contacts.get(facts.id)
        main = tuple(one.invoice.id for one in plan.main)
        also = () if halt else tuple(one.invoice.id for one in plan.decisions if one.invoice.id not in main and one.wait in ("", "not-yet"))
        earlier = {(done.step, done.left_on) for one in plan.main for done in one.invoice.steps if done.left_on}
        return Wanted(
            debtor,
            self.kinds[plan.letter],
            main,
            also,
            {one.invoice.id: one.invoice.open for one in plan.decisions},
            tuple(sorted(earlier, key=lambda pair: (pair[1], pair[0]))),
            *reached_at(debtor, contact),
            *self.for_sums,
            stop=halt and halt.stop,
            work_id=halt and halt.work_id,
            own=self.own,
            tone=rung.tone if rung else USUAL_TONE,
            promise=self._not_kept(facts, plan),
        )

    def _not_kept(self, facts: DebtorFacts, plan: DayPlan) -> LetterPromise | None:
        """The promise about these invoices that was broken, where no letter left since that named it."""
        for one in plan.main:
            broken = facts.broken_about(one.invoice.id)
            if broken is not None and not any(self._written(done, broken.since) for done in one.invoice.steps):
                return LetterPromise(broken.made_on, broken.until, broken.amount or 0, broken.paid)
        return None

    def _written(self, done: StepDone, since: date) -> bool:
        return done.decided_on >= since and done.step in self.kinds and self.kinds[done.step].MAKES == "letter"

    def _refuse(self, facts: DebtorFacts, plan: DayPlan, refusal: Any) -> None:
        """Nothing is made, and it says why; once, until the reason is another one."""
        self.counts.refused[plan.letter] += len(plan.main)
        self.refused[facts.id] = refusal.why
        before = {(row[1], row[5]) for row in self.said_before.get(facts.id, ()) if row[2] == REFUSED and len(row) > 5}
        if (plan.letter, refusal.why.en) not in before:
            why = {"nl": refusal.why.nl, "en": refusal.why.en}
            self.log.add("step-refused", debtor_id=facts.id, step=plan.letter, source=refusal.source, **why)

    def _release(self, letter: Letter) -> None:
        """Without a person in between a letter is approved at once, if nothing stands against it."""
        if self.creditor.approval != "automatic" or not self.creditor.sending_on or refusals(letter):
            return
        letter.state = "approved"
        for channel, recipient in channels_of(letter):
            self.messages.append(new_row(Outbox, creditor_id=self.creditor.id, letter_id=letter.id, channel=channel, recipient=recipient))

    def _task(self, facts: DebtorFacts, one: Decision) -> None:
        handover = self.kinds[one.step].MAKES == "handover"
        if handover and self._by_itself(facts, one):
            self._step(facts, one, left_on=self.on)
            self.log.add("handed-over", debtor_id=facts.id, invoice_id=one.invoice.id, partner=self.creditor.partner)
            self.gone.setdefault(facts.id, []).append(one.invoice.id)
            return
        open_tasks = {} if handover else self.call_tasks
        if handover and any(task.kind == "handover" and task.debtor_id == facts.id for task in self.tasks):
            return
        if facts.id not in open_tasks:
            open_tasks[facts.id] = self._new_task(facts.id, "handover" if handover else one.step)
        if not handover:
            self._step(facts, one, left_on=self.on, task_id=open_tasks[facts.id])

    def _by_itself(self, facts: DebtorFacts, one: Decision) -> bool:
        """Whether it is handed over without a person: where that is how it is set, and nothing that must be there is missing."""
        if self.creditor.handover != "automatic":
            return False
        return keeps_here(debtor=self.debtors[facts.id], invoices=frozenset({one.invoice.id}), on=self.on) is None

    def _new_task(self, debtor_id: int, kind: str) -> int:
        case = self._case(debtor_id)
        task = Task(creditor=self.creditor, debtor_id=debtor_id, case_id=case, kind=kind, made_on=self.on, due_on=self.on)
        self.tasks.append(task)
        self.counts.tasks += 1
        self.log.add("task-made", debtor_id=debtor_id, task=kind)
        return task.id

    def _step(self, facts: DebtorFacts, one: Decision, **more: Any) -> None:
        key = (one.invoice.id, one.step)
        self.rounds[key] = self.rounds.get(key, 0) + 1
        self.steps.append(
            new_row(
                StepTaken,
                creditor_id=self.creditor.id,
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
        for rows in (self.opened, self.letters, self.tasks, self.steps, self.messages):
            insert_rows(rows)
        insert_rows(links_for(self.creditor, self.letters))
        for debtor_id, invoices in self.gone.items():
            begin(self.creditor, debtor_id=debtor_id, case_id=self.cases[debtor_id], invoices=invoices, log=self.log)
        self.log.write()
