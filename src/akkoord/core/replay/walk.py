"""Walks one debtor along a ladder over days that are past, by the function that every day's run decides with.

Nothing is looked at on a day on which nothing can be new: the walk goes from one day on which time, money or somebody changed
something to the next, and what it decided about an invoice stands until something changed for it. `daily` looks every day and decides
anew; both give the same steps.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from akkoord.core.dates import ONE_DAY
from akkoord.core.ladder.candidates import Rules
from akkoord.core.ladder.day import DayPlan, plan_day
from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts, HoldFact, InvoiceFacts
from akkoord.core.ladder.next_step import Decision, next_step
from akkoord.core.problem import Text
from akkoord.core.replay.known import About, Doing, Known
from akkoord.core.replay.money import AsItCame, Money
from akkoord.core.replay.past import Act, Bill, Office, Past, RealStep, Span, Walked

SUSPENSION = ("suspension-warning", "suspension")
REFUSED = Text("Dit kon toen niet", "This could not be done then")


@dataclass(slots=True)
class _Way:
    """One walk: what was done so far, and the days still to look at."""

    past: Past
    rules: Rules
    office: Office
    first: date
    last: date
    money: Money
    doing: dict[int, list[Doing]] = field(default_factory=dict)
    bills: dict[int, Bill] = field(default_factory=dict)
    live: list[Bill] = field(default_factory=list)  # what is not paid yet, by the day it falls due
    days: list[date] = field(default_factory=list)
    asked_until: date = date.min  # a hand-over waits for somebody's word
    call_until: date = date.min  # a call is still to be made
    work_until: date = date.max  # from then on the ladder itself stopped the work
    acts: list[Act] = field(default_factory=list)
    steps: list[tuple[int, str, date]] = field(default_factory=list)
    known: dict[int, Known] = field(default_factory=dict)  # by invoice
    after: dict[date, list[Bill]] = field(default_factory=dict)  # the day after a step left: something is new of these alone
    about: About = field(default_factory=About)
    about_until: date = date.min  # up to that day nothing else is known of him
    payers: bool = False  # whether it matters to the ladder how he pays
    sums: bool = False  # whether money that comes in can make it do something: it does other things for other sums or payers

    def begin(self) -> None:
        self.bills = {bill.id: bill for bill in self.past.bills}
        self.live = list(self.past.bills)
        self.payers = uses_payers(self.rules)
        self.sums = self.payers or any(rung.at_least is not None or rung.at_most is not None for rung in self.rules.ladder.rungs)
        for bill in self.past.bills:
            self.doing[bill.id] = [Doing.real(one) for one in bill.steps if one.decided_on < self.first]
        self.days = sorted({self.first, *(day for day in self._days() if day > self.first)})
        for task in self.past.tasks:
            if task.made_on < self.first and (task.done_on is None or task.done_on >= self.first):
                self._asked(task.kind, task.done_on)

    def _days(self) -> Iterator[date]:
        """Every day on which something other than the walk itself makes a difference."""
        past, early = self.past, self.rules.early
        for bill in past.bills:
            late = max(bill.due_on + ONE_DAY, bill.since)
            if early:
                yield bill.since
            if bill.back_on:
                yield bill.back_on
            if early or self.money.open_at(bill, late) > 0:
                yield late
        for one in past.stands:
            yield from _ends(one.since, one.until)
        yield from self._of_himself()
        for bill_steps in self.doing.values():
            for done in bill_steps:
                yield from (day for day in (done.left_on and done.left_on + ONE_DAY, done.over) if day)

    def _of_himself(self) -> Iterator[date]:
        """Those on which something else is known of the debtor himself."""
        past = self.past
        spans = (
            *past.under_way,
            *past.unread,
            *past.failed,
            *past.cannot_pay,
            *past.refused,
            *(span for _, span in (*past.work, *past.broken)),
        )
        for span in spans:
            yield from _ends(span.since, span.until)
        yield from (one.since for one in past.stands if one.bill is None)
        if past.number_wrong is not None:
            yield past.number_wrong + ONE_DAY

    def _asked(self, kind: str, done_on: date | None) -> None:
        """Somebody was really asked: he is busy with it until that day, and what he decided about a hand-over counts."""
        if kind == "call":
            self.call_until = done_on or date.max
            return
        self.asked_until = done_on or date.max
        self._look(done_on and done_on + ONE_DAY)
        for bill in self.past.bills:
            for one in bill.steps:
                if one.step == "handover" and one.decided_on == done_on:
                    self._take(bill, Doing.real(one))

    def go(self, *, daily: bool) -> None:
        on: date | None = self.first
        while on is not None and on <= self.last:
            if daily:
                self.known.clear()  # every decision anew, too
            facts = self._facts(on)
            if not facts.invoices:
                on = on + ONE_DAY if daily else self._following(on, ())
                continue
            plan = self._plan(facts, on)
            self._carry_out(plan, on)
            on = on + ONE_DAY if daily else self._following(on, plan.decisions)

    def _following(self, on: date, decisions: Sequence[Decision]) -> date | None:
        """The next day that asks for a look at all invoices. Before it, the day after a step left only says when the next one of
        that invoice comes; the others need no look for that."""
        full = self._next(on, decisions)
        while self.after and (full is None or min(self.after) < full):
            day = min(self.after)
            for bill in self.after.pop(day):
                if not on < day <= self.last or self.money.open_at(bill, day) <= 0:
                    continue
                found = self._alone(bill, day)
                if found is None:
                    return day
                full = min(full or found, found)
        return full

    def _alone(self, bill: Bill, on: date) -> date | None:
        """The day on which the next step of one invoice comes, `date.max` where nobody can tell; None where all of them have to be
        looked at, because something else is new too, or it comes today."""
        still = self.money.open_at(bill, on)
        if on >= self.about_until or on <= bill.due_on or still <= self.office.tolerance:
            return None
        facts = self._debtor((self._invoice(bill, still, on),), on)
        found = next_step(facts.invoices[0], debtor=facts, creditor=self._creditor(on), rules=self.rules, on=on, overdue=still)
        if not found.wait:
            return None
        one = self.known[bill.id]
        one.ground, one.decision = self._ground(facts, on), found
        return found.on or date.max

    def _next(self, on: date, decisions: Sequence[Decision]) -> date | None:
        found = [one.on for one in decisions if one.on is not None and one.on > on]
        found += [on + ONE_DAY] if sum(not one.wait for one in decisions) > 1 else []  # of two letters one waits for tomorrow
        place = bisect_right(self.days, on)
        found += self.days[place : place + 1]
        money = self.money.after(on) if decisions and self.sums else None
        return min([*found, money] if money else found, default=None)

    def _facts(self, on: date) -> DebtorFacts:
        if on >= self.about_until:
            self._about(on)
        return self._debtor(tuple(self._invoices(on)), on)

    def _debtor(self, invoices: tuple[InvoiceFacts, ...], on: date) -> DebtorFacts:
        about = self.about
        return DebtorFacts(
            self.past.id,
            self.past.kind,
            invoices,
            about.has_phone,
            about.holds,
            about.under_way,
            on <= self.asked_until,
            self.past.payer(on) if self.payers else "",
            about.failed_calls,
            about.cannot_pay,
            about.work if on <= self.work_until else None,
            about.unread,
            about.broken,
        )

    def _about(self, on: date) -> None:
        """What is known of the debtor himself on a day, and the day on which something else may be."""
        past = self.past
        self.about = About(
            past.has_phone and (past.number_wrong is None or on <= past.number_wrong),
            tuple(HoldFact(one.kind, one.until) for one in past.stands if one.bill is None and one.since <= on),
            _any(past.under_way, on),
            max((int(one.what) for one in past.failed if one.holds(on)), default=0),
            _any(past.cannot_pay, on),
            next((work for work, span in past.work if span.holds(on)), None),
            _any(past.unread, on),
            tuple(one for one, span in past.broken if span.holds(on)),
        )
        self.about_until = min((day for day in self._of_himself() if day > on), default=date.max)

    def _invoices(self, on: date) -> Iterator[InvoiceFacts]:
        """What the ladder has something to say of: what is late, and where it writes before the due day all that is open."""
        paid = False
        for bill in self.live:
            if bill.since > on or (on <= bill.due_on and not self.rules.early):
                continue
            still = self.money.open_at(bill, on)
            paid = paid or still <= 0
            if still > 0:
                yield self._invoice(bill, still, on)
        if paid:
            self.live = [bill for bill in self.live if self.money.open_at(bill, on) > 0]

    def _invoice(self, bill: Bill, still: int, on: date) -> InvoiceFacts:
        known = self.known.get(bill.id)
        if known is not None and on < known.until and known.facts.open == still:
            return known.facts
        stands = [one for one in self.past.stands if one.bill == bill.id] if self.past.stands else ()
        holds = tuple([HoldFact(one.kind, one.until) for one in stands if one.since <= on])
        doing = self.doing[bill.id]
        steps = tuple([seen for one in doing if (seen := one.seen(on))])
        back = bill.withdrawn if bill.back_on is not None and bill.back_on <= on else frozenset()
        facts = InvoiceFacts(bill.id, bill.number, bill.due_on, still, still < bill.total, steps, holds, back)
        changes = [day for one in doing for day in one.changes if day > on]
        changes += [one.since for one in stands if one.since > on]
        if bill.back_on is not None and bill.back_on > on:
            changes.append(bill.back_on)
        self.known[bill.id] = Known(facts, min(changes, default=date.max))
        return facts

    def _plan(self, facts: DebtorFacts, on: date) -> DayPlan:
        creditor = self._creditor(on)
        ground = self._ground(facts, on)
        known = {number: one.decision for number, one in self.known.items() if one.decision and one.still(ground, on)}
        plan = plan_day(facts, creditor=creditor, rules=self.rules, on=on, known=known)
        for decision in plan.decisions:
            one = self.known[decision.invoice.id]
            one.ground, one.decision = ground, decision
        if plan.letter in SUSPENSION and self._refused(plan, on):
            other = replace(facts, work=facts.work and replace(facts.work, against=REFUSED))
            plan = plan_day(other, creditor=creditor, rules=self.rules, on=on)
        return plan

    def _creditor(self, on: date) -> CreditorFacts:
        return CreditorFacts(on, self.office.tolerance, self.office.partner, self.office.attempts)

    def _ground(self, facts: DebtorFacts, on: date) -> tuple[object, ...]:
        """What a decision rests on besides its invoice and the day."""
        overdue = facts.overdue(on)
        owes = overdue if self.sums else overdue > self.office.tolerance
        said = (facts.holds, facts.payer, facts.failed_calls, facts.cannot_pay, facts.work, facts.has_phone, facts.broken)
        return (owes, *said, facts.payment_under_way, facts.handover_asked, facts.reply_unread)

    def _refused(self, plan: DayPlan, on: date) -> bool:
        """Whether this letter could not be made that day, for a reason that was written down then."""
        if not any(one.what == plan.letter and one.holds(on) for one in self.past.refused):
            return False
        return not any(self._real(one, on) for one in plan.main)

    def _real(self, one: Decision, on: date) -> RealStep | None:
        return next((done for done in self.bills[one.invoice.id].steps if done.step == one.step and done.decided_on == on), None)

    def _carry_out(self, plan: DayPlan, on: date) -> None:
        if plan.letter and not self._refused(plan, on):
            self._letter(plan, on)
        calls = [one for one in plan.tasks if self.rules.steps[one.step].MAKES == "task"]
        if calls:
            self._call(calls, on)
        handovers = [one for one in plan.tasks if self.rules.steps[one.step].MAKES == "handover"]
        if handovers:
            self._handover(handovers, on)

    def _letter(self, plan: DayPlan, on: date) -> None:
        told = (*plan.main, *plan.folded)
        usual = self.rules.law.calendar.contact_day_from(on + timedelta(days=self.office.letter_days))
        made = [(one, self._doing(one, plan.letter, on, usual)) for one in told]
        for one, done in made:
            self._take(self.bills[one.invoice.id], done)
        left = made[0][1].left_on
        still = left is not None and any(self.money.open_at(self.bills[one.invoice.id], left) > 0 for one in plan.main)
        if left is None or not still:
            return
        if plan.letter == "suspension":
            self.work_until = left
        self._act("letter", plan.letter, told, on, left, really=all(self._real(one, on) is not None for one in plan.main))

    def _doing(self, one: Decision, letter: str, on: date, usual: date) -> Doing:
        """The step as it was really taken that day, where it was; else as the creditor's letters usually leave."""
        real = self._real(one, on)
        if real is not None:
            return Doing.real(real)
        received, last = self.rules.days_of(letter, usual)
        return Doing(one.step, on, usual, received, last if one.step == letter else None)

    def _take(self, bill: Bill, done: Doing) -> None:
        self.doing[bill.id].append(done)
        self.known.pop(bill.id, None)
        self.steps.append((bill.id, done.step, done.decided_on))
        self._look(done.over)
        if done.left_on is not None:
            self._left(bill, done.step, done.left_on + ONE_DAY)
            self.money.stepped(bill, step=done.step, on=done.left_on)

    def _left(self, bill: Bill, step: str, on: date) -> None:
        """From that day on it is known that a step left; a letter about the work says more than that of one invoice."""
        if self.sums or step in SUSPENSION:
            self._look(on)
        else:
            self.after.setdefault(on, []).append(bill)

    def _look(self, *days: date | None) -> None:
        for day in days:
            if day is not None:
                insort(self.days, day)

    def _act(self, makes: str, step: str, told: Sequence[Decision], on: date, left: date, *, really: bool) -> None:
        numbers = tuple(one.invoice.id for one in told)
        self.acts.append(Act(left, on, makes, step, numbers, sum(one.invoice.open for one in told), really))

    def _call(self, calls: Sequence[Decision], on: date) -> None:
        """One task for all of them; where one is still to be done, they go along in it."""
        fresh = on > self.call_until
        if fresh:
            real = next((task for task in self.past.tasks if task.kind == "call" and task.made_on == on), None)
            usual = self.rules.law.calendar.contact_day_from(on + timedelta(days=self.office.call_days))
            self.call_until = (real.done_on or date.max) if real else usual
        for one in calls:
            self._take(self.bills[one.invoice.id], self._done(one, on))
        if fresh:
            self._act("call", calls[0].step, calls, on, on, really=all(self._real(one, on) is not None for one in calls))

    def _done(self, one: Decision, on: date) -> Doing:
        """What is done the day it is decided."""
        real = self._real(one, on)
        return Doing.real(real) if real is not None else Doing(one.step, on, on)

    def _handover(self, told: Sequence[Decision], on: date) -> None:
        """Asked of a person where that is the way of the house: what he said then counts, else he confirms it that day."""
        real = next((task for task in self.past.tasks if task.kind == "handover" and task.made_on == on), None)
        really = real is not None or all(self._real(one, on) is not None for one in told)
        if self.office.asks and real is not None:
            self._asked("handover", real.done_on)
        else:
            for one in told:
                self._take(self.bills[one.invoice.id], self._done(one, on))
        self._act("handover", told[0].step, told, on, on, really=really)


def _ends(since: date, until: date | None) -> Iterator[date]:
    yield since
    if until is not None and until < date.max:
        yield until + ONE_DAY


def _any(spans: Sequence[Span], on: date) -> bool:
    return bool(spans) and any(one.holds(on) for one in spans)


def uses_payers(rules: Rules) -> bool:
    """Whether the ladder does other things for who pays otherwise."""
    return any(rung.on and (rung.payers or any(one.payers for one in rung.after)) for rung in rules.ladder.rungs)


def walk(past: Past, *, rules: Rules, office: Office, first: date, last: date, money: Money | None = None, daily: bool = False) -> Walked:
    """What this ladder would have done to this debtor from `first` up to and including `last`, beginning with the steps that
    really were taken before `first`. Without `money` every payment comes on the day it really came."""
    way = _Way(past, rules, office, first, last, money or AsItCame(past.bills))
    way.begin()
    way.go(daily=daily)
    return Walked(tuple(one for one in way.acts if one.on <= last), tuple(way.steps))
