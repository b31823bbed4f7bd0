"""What stands beside the invoices of debtors: steps taken, reasons to wait, numbers to call, money under way, work that goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Q

from akkoord.core.conversation.promise import Broken
from akkoord.core.ladder.facts import HoldFact, StepDone, WorkFacts
from akkoord.core.law.suspension_words import refusal
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Announcement, Contact, Creditor, DebtorAccount, Hold, OngoingWork, Payment, StepTaken, Task
from akkoord.work.mail.replies import debtors_with_unread
from akkoord.work.portal.paid_elsewhere import paid_elsewhere
from akkoord.work.watch.broken import broken_promises, money_until

ANNOUNCING = frozenset({"collection-warning", "suspension-warning"})
# After a hand-over that was withdrawn it may be announced anew; work that a person lets go on is not threatened again by itself.
STAY_AWAY = {"suspension-warning": frozenset({"suspension-warning", "suspension"})}
_BY_HAND = Text("Voor dit werk gelden eigen regels: een mens beslist", "This work has rules of its own: a person decides")


@dataclass(slots=True)
class Known:
    """By invoice and by debtor, each in its own query."""

    steps: dict[int, list[StepDone]] = field(default_factory=lambda: defaultdict(list))
    invoice_holds: dict[int, list[HoldFact]] = field(default_factory=lambda: defaultdict(list))
    debtor_holds: dict[int, list[HoldFact]] = field(default_factory=lambda: defaultdict(list))
    phones: set[int] = field(default_factory=set)
    under_way: set[int] = field(default_factory=set)
    handover_asked: set[int] = field(default_factory=set)
    failed_calls: dict[int, int] = field(default_factory=dict)
    cannot_pay: set[int] = field(default_factory=set)
    work: dict[int, WorkFacts] = field(default_factory=dict)
    wrote: set[int] = field(default_factory=set)
    withdrawn: dict[int, frozenset[str]] = field(default_factory=dict)
    broken: dict[int, tuple[Broken, ...]] = field(default_factory=dict)
    about: set[int] = field(default_factory=set)  # the invoices of which anything is known

    @classmethod
    def of(cls, creditor: Creditor, *, on: date, debtors: Collection[int] | None = None, invoices: Collection[int] | None = None) -> Known:
        """What is known on a day, of all debtors or of some, and of these invoices of theirs."""
        known = cls()
        one = {} if debtors is None else {"debtor_id__in": debtors}
        known._steps(creditor, on, invoices, _taken_back(creditor, one))
        known._holds(creditor, on, one)
        known._tasks(creditor, one)
        reached = Contact.objects.filter(creditor=creditor, **one).exclude(phone="").exclude(phone=F("wrong_phone"))
        known.phones = set(reached.values_list("debtor_id", flat=True))
        known.under_way = _under_way(creditor, on, debtors)
        known.wrote = debtors_with_unread(creditor)
        known.broken = broken_promises(creditor, on=on, debtors=debtors)
        known._work(creditor, on, one)
        known.about = {*known.steps, *known.invoice_holds, *known.withdrawn}
        return known

    def of_invoice(self, invoice: int) -> tuple[tuple[StepDone, ...], tuple[HoldFact, ...], frozenset[str]]:
        """What was done about an invoice, why it waits, and what a person took back for good."""
        steps, holds = self.steps.get(invoice, ()), self.invoice_holds.get(invoice, ())
        return tuple(steps), tuple(holds), self.withdrawn.get(invoice, frozenset())

    def _work(self, creditor: Creditor, on: date, one: dict[str, Collection[int]]) -> None:
        """Of several works the first that may be stopped; where none may, the first with what is against it."""
        rows = OngoingWork.objects.filter(creditor=creditor, state="ongoing", since__lte=on, **one).order_by("id")
        for debtor, name, *said in rows.values_list("debtor_id", "name", "sector", "relation", "order", "fear"):
            if debtor not in self.work or self.work[debtor].against:
                against = against_stopping(*said)
                if debtor not in self.work or against is None:
                    self.work[debtor] = WorkFacts(name, against)

    def _steps(self, creditor: Creditor, on: date, invoices: Collection[int] | None, taken_back: set[int]) -> None:
        """What was done; a warning of which a person withdrew what it announced warns of nothing any more."""
        steps = StepTaken.objects.filter(creditor=creditor, withdrawn_on=None)
        if invoices is None:
            steps = steps.filter(Q(invoice__open__gt=0) | Q(invoice__settled_on__gt=on))
        else:
            steps = steps.filter(invoice_id__in=invoices)
        columns = ("invoice_id", "step", "letter_id", "decided_on", "left_on", "received_on", "last_day")
        for invoice, step, letter, *days in steps.values_list(*columns):
            if letter in taken_back and step in ANNOUNCING:
                self.withdrawn[invoice] = self.withdrawn.get(invoice, frozenset()) | STAY_AWAY.get(step, frozenset())
            else:
                self.steps[invoice].append(StepDone(step, *days))
        for invoice in self.withdrawn:
            if any(done.step in STAY_AWAY for done in self.steps[invoice]):  # a person warned anew
                self.withdrawn[invoice] = frozenset()

    def _holds(self, creditor: Creditor, on: date, one: dict[str, Collection[int]]) -> None:
        holds = Hold.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), creditor=creditor, since__lte=on, **one)
        holds = holds.exclude(~Q(kind="promise"), until__lt=on)  # whether a promise still stands depends on the bank
        for debtor, about, kind, until in holds.values_list("debtor_id", "invoice_id", "kind", "until"):
            place = self.debtor_holds[debtor] if about is None else self.invoice_holds[about]
            last = money_until(creditor, until) if kind == "promise" and until is not None else until
            place.append(HoldFact(kind, last))

    def _tasks(self, creditor: Creditor, one: dict[str, Collection[int]]) -> None:
        rows = Task.objects.filter(Q(done_on=None) | Q(case__closed_on=None), creditor=creditor, kind__in=("call", "handover"), **one)
        for debtor, kind, done_on, failed, cannot_pay in rows.values_list("debtor_id", "kind", "done_on", "failed", "cannot_pay"):
            if kind == "handover" and done_on is None:
                self.handover_asked.add(debtor)
            if kind == "call" and done_on is None:
                self.failed_calls[debtor] = max(failed, self.failed_calls.get(debtor, 0))
            if cannot_pay:
                self.cannot_pay.add(debtor)


def against_stopping(sector: str, relation: str, order: str, fear: str) -> Text | None:
    """Why work like this never stops by itself, whatever is unpaid."""
    found = jurisdiction().suspension.get(sector)
    if found is None or found.rule != "free" or found.unsure is not None:
        return _BY_HAND
    if relation == "none":
        return refusal("no-connection").why
    if relation == "same-contract" and order == "creditor-first" and not fear.strip():
        return refusal("no-fear").why
    return None


def _taken_back(creditor: Creditor, one: dict[str, Collection[int]]) -> set[int]:
    """The letters of which a person withdrew what they announced."""
    return set(Announcement.objects.filter(creditor=creditor, state="withdrawn", **one).values_list("letter_id", flat=True))


def _under_way(creditor: Creditor, on: date, debtors: Collection[int] | None) -> set[int]:
    """Debtors whose money came in and is not placed: it came from their account, or is likely theirs for another reason."""
    free = Payment.objects.filter(creditor=creditor, free__gt=0, set_aside=False, on__lte=on)
    ibans = free.exclude(counterparty_iban="").values("counterparty_iban")
    accounts, likely = DebtorAccount.objects.filter(creditor=creditor, iban__in=ibans), free.exclude(likely_debtor_id=None)
    if debtors is not None:
        accounts, likely = accounts.filter(debtor_id__in=debtors), likely.filter(likely_debtor_id__in=debtors)
    named = (one for one in likely.values_list("likely_debtor_id", flat=True) if one is not None)
    return {*accounts.values_list("debtor_id", flat=True), *named, *paid_elsewhere(creditor, on=on, debtors=debtors)}
