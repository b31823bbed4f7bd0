"""The decision: facts, ladder and day give a step, or a reason to wait. The same function is the run, the preview and the test."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from akkoord.core.dates import ONE_DAY
from akkoord.core.ladder.because import because
from akkoord.core.ladder.candidates import Candidate, Rules, candidates
from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts, HoldFact, InvoiceFacts
from akkoord.core.ladder.words import LAST_STEP, STEP_WORDS, WAIT_WORDS
from akkoord.core.problem import Text

BANK_DAYS = 3  # a statement older than this many days of contact does not say who paid
UNREAD = Text("Er ligt een antwoord van deze debiteur dat nog niemand las", "An answer of this debtor has not been read yet")
GRAVEST_FIRST = ("insolvency", "vulnerable", "dispute", "hold", "arrangement-kept", "promise")


class Decision(NamedTuple):
    """For one invoice on one day. `step` is the next step; it is taken today when `wait` is empty. `on` is its day, or the
    first day on which there is something new to decide; None where nobody can tell. `look` is the day on which something else
    is said, where that is an earlier one: a Sunday on which the step would have been taken."""

    invoice: InvoiceFacts
    step: str
    wait: str
    on: date | None
    because: Text
    look: date | None = None


def next_step(
    invoice: InvoiceFacts, *, debtor: DebtorFacts, creditor: CreditorFacts, rules: Rules, on: date, overdue: int | None = None
) -> Decision:
    """What happens to this invoice on this day, and why. `overdue` is what the debtor owes too late that day, in cents, where
    it was added up before."""
    if on <= invoice.due_on and invoice.open > 0 and not rules.early:
        return Decision(invoice, "", "not-due", invoice.due_on + ONE_DAY, WAIT_WORDS["not-due"])
    return _Question(invoice, debtor, creditor, rules, on).answer(debtor.overdue(on) if overdue is None else overdue)


@dataclass(frozen=True, slots=True)
class _Question:
    invoice: InvoiceFacts
    debtor: DebtorFacts
    creditor: CreditorFacts
    rules: Rules
    on: date

    def answer(self, overdue: int) -> Decision:
        if self.invoice.open <= 0:
            return self._wait("paid", None)
        if self.on <= self.invoice.due_on:
            return self._before_due()
        small = self.invoice.part and self.invoice.open <= self.creditor.tolerance
        if overdue <= self.creditor.tolerance or small:
            return self._wait("below-tolerance", None)
        return self._held() or self._on_the_ladder(overdue)

    def _wait(self, wait: str, until: date | None, why: Text | None = None, *, step: str = "") -> Decision:
        return Decision(self.invoice, step, wait, until, why or WAIT_WORDS[wait])

    def _candidates(self, overdue: int, *, early: bool = False) -> list[Candidate]:
        return list(candidates(self.invoice, debtor=self.debtor, creditor=self.creditor, rules=self.rules, overdue=overdue, early=early))

    def _before_due(self) -> Decision:
        """Nothing is asked before the due day; who usually pays late may be told that it comes near."""
        due = self.invoice.due_on
        quiet = self._wait("not-due", due + ONE_DAY)
        early = next((one for one in self._candidates(self.invoice.open, early=True) if one.on and one.on < due), None)
        if early is None or early.on is None or self.on >= due or self.invoice.open <= self.creditor.tolerance:
            return quiet
        if self.on < early.on:
            return Decision(self.invoice, early.rung.step, "not-due", early.on, WAIT_WORDS["not-due"], early.planned)
        return self._held() or self._blocked(early) or self._taken(early)

    def _held(self) -> Decision | None:
        holds = (*self.debtor.holds, *self.invoice.holds)
        if not holds:
            return None
        standing = [one for one in holds if one.stands(self.on, bank_until=self.creditor.bank_until)]
        if not standing:
            return None

        def gravity(hold: HoldFact) -> int:
            return GRAVEST_FIRST.index(hold.kind)

        first = min(standing, key=gravity)
        return self._wait(first.kind, None if first.until is None or first.until < self.on else first.until + ONE_DAY)

    def _on_the_ladder(self, overdue: int) -> Decision:
        waiting = next((one for one in self.invoice.steps if one.left_on is None), None)
        if waiting:
            word = STEP_WORDS[waiting.step]
            ready = Text(f"{word.nl} ligt klaar en is nog niet weg", f"{word.en} is ready and has not left")
            return self._wait("not-yet", None, ready)
        found = [] if self._handed_over() else self._candidates(overdue)
        due = sorted((one for one in found if one.on and one.on <= self.on), key=_soonest)
        for one in due:
            if self._blocked(one) is None:
                return self._taken(one)
        if due:
            return self._blocked(due[0]) or self._taken(due[0])
        return self._later(found)

    def _handed_over(self) -> bool:
        return any(one.step in self.rules.handovers for one in self.invoice.steps)

    def _later(self, found: list[Candidate]) -> Decision:
        """Nothing is due today: the soonest of what comes, or the end of the ladder."""
        if not found:
            return self._wait("not-yet", None, LAST_STEP)
        first = min(found, key=_soonest)
        if first.on is None or first.planned is None or self.on < first.planned:
            return Decision(self.invoice, first.rung.step, "not-yet", first.on, WAIT_WORDS["not-yet"], first.planned)
        return self._wait("no-contact-day", first.on, step=first.rung.step)

    def _taken(self, one: Candidate) -> Decision:
        return Decision(self.invoice, one.rung.step, "", self.on, because(one, self.invoice, self.on))

    def _blocked(self, one: Candidate) -> Decision | None:
        calendar, step = self.rules.law.calendar, one.rung.step
        handover = self.rules.steps[step].MAKES == "handover"  # between creditor and partner: the debtor is not approached
        if not handover and not calendar.is_contact_day(self.on):
            return self._wait("no-contact-day", calendar.contact_day_from(self.on), step=step)
        until = self.creditor.bank_until
        if until is None or calendar.contact_days_between(until, self.on) > BANK_DAYS:
            return self._wait("bank-not-up-to-date", None, step=step)
        if self.debtor.payment_under_way:
            return self._wait("payment-under-way", None, step=step)
        if self.debtor.reply_unread:
            return self._wait("hold", None, UNREAD, step=step)
        if handover and self.debtor.handover_asked:
            asked = Text("Wacht tot iemand de overdracht bevestigt", "Waits until somebody confirms the hand-over")
            return self._wait("not-yet", None, asked, step=step)
        return None


def _soonest(one: Candidate) -> tuple[date, int]:
    return one.planned or date.max, one.place
