"""What stands beside the invoices of debtors: steps taken, reasons to wait, numbers to call, money under way, work that goes on."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q

from akkoord.core.ladder.facts import HoldFact, StepDone, WorkFacts
from akkoord.core.problem import Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Contact, Creditor, DebtorAccount, Hold, OngoingWork, Payment, StepTaken, Task
from akkoord.work.replies import debtors_with_unread

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

    @classmethod
    def of(cls, creditor: Creditor, *, on: date, debtors: Sequence[int] | None) -> Known:
        """What is known on a day, of all debtors or of some."""
        known = cls()
        one = {} if debtors is None else {"debtor_id__in": debtors}
        known._steps(creditor, on, debtors)
        known._holds(creditor, on, one)
        known._tasks(creditor, one)
        known.phones = set(Contact.objects.filter(creditor=creditor, **one).exclude(phone="").values_list("debtor_id", flat=True))
        known.under_way = _under_way(creditor, on, debtors)
        known.wrote = debtors_with_unread(creditor)
        work = OngoingWork.objects.filter(creditor=creditor, state="ongoing", since__lte=on, **one)
        for debtor, name, sector in work.order_by("-id").values_list("debtor_id", "name", "sector"):
            known.work[debtor] = WorkFacts(name, _against(sector))
        return known

    def _steps(self, creditor: Creditor, on: date, debtors: Sequence[int] | None) -> None:
        standing = Q(invoice__open__gt=0) | Q(invoice__settled_on__gt=on)
        steps = StepTaken.objects.filter(standing, creditor=creditor, withdrawn_on=None)
        if debtors is not None:
            steps = steps.filter(invoice__debtor_id__in=debtors)
        columns = ("invoice_id", "step", "decided_on", "left_on", "received_on", "last_day")
        for invoice, step, decided_on, left_on, received_on, last_day in steps.values_list(*columns):
            self.steps[invoice].append(StepDone(step, decided_on, left_on, received_on, last_day))

    def _holds(self, creditor: Creditor, on: date, one: dict[str, Sequence[int]]) -> None:
        holds = Hold.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), creditor=creditor, since__lte=on, **one)
        holds = holds.exclude(~Q(kind="promise"), until__lt=on)  # whether a promise still stands depends on the bank
        for debtor, about, kind, until in holds.values_list("debtor_id", "invoice_id", "kind", "until"):
            place = self.debtor_holds[debtor] if about is None else self.invoice_holds[about]
            place.append(HoldFact(kind, until))

    def _tasks(self, creditor: Creditor, one: dict[str, Sequence[int]]) -> None:
        rows = Task.objects.filter(Q(done_on=None) | Q(case__closed_on=None), creditor=creditor, kind__in=("call", "handover"), **one)
        for debtor, kind, done_on, failed, cannot_pay in rows.values_list("debtor_id", "kind", "done_on", "failed", "cannot_pay"):
            if kind == "handover" and done_on is None:
                self.handover_asked.add(debtor)
            if kind == "call" and done_on is None:
                self.failed_calls[debtor] = max(failed, self.failed_calls.get(debtor, 0))
            if cannot_pay:
                self.cannot_pay.add(debtor)


def _against(sector: str) -> Text | None:
    found = jurisdiction().suspension.get(sector)
    return None if found is not None and found.rule == "free" and found.unsure is None else _BY_HAND


def _under_way(creditor: Creditor, on: date, debtors: Sequence[int] | None) -> set[int]:
    """Debtors whose money came in and is not placed: it came from their account, or is likely theirs for another reason."""
    free = Payment.objects.filter(creditor=creditor, free__gt=0, set_aside=False, on__lte=on)
    ibans = free.exclude(counterparty_iban="").values("counterparty_iban")
    accounts, likely = DebtorAccount.objects.filter(creditor=creditor, iban__in=ibans), free.exclude(likely_debtor_id=None)
    if debtors is not None:
        accounts, likely = accounts.filter(debtor_id__in=debtors), likely.filter(likely_debtor_id__in=debtors)
    named = (one for one in likely.values_list("likely_debtor_id", flat=True) if one is not None)
    return {*accounts.values_list("debtor_id", flat=True), *named}
