"""Gathers what a decision rests on, in a fixed number of queries whatever the number of debtors."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet, Sum

from akkoord.core.ladder.facts import CreditorFacts, DebtorFacts, HoldFact, InvoiceFacts, StepDone
from akkoord.core.ladder.next_step import Rules
from akkoord.jurisdictions import jurisdiction
from akkoord.ladders import ladder
from akkoord.steps import all_steps
from akkoord.store.models import Allocation, Contact, Creditor, DebtorAccount, Hold, Invoice, Payment, StepTaken, Task
from akkoord.work.replies import debtors_with_unread


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything for one day: the creditor's facts and each debtor's, with the rules he falls under."""

    creditor: CreditorFacts
    debtors: tuple[DebtorFacts, ...]


def rules_for(creditor: Creditor, *, kind: str) -> Rules:
    """The ladder and the law for a kind of debtor."""
    steps = all_steps()
    name = creditor.ladder_consumer if kind == "consumer" else creditor.ladder_business
    return Rules(ladder(name, steps=frozenset(steps)), steps, jurisdiction())


def open_on(creditor: Creditor, *, on: date) -> QuerySet[Invoice]:
    """Invoices that were open on a day, also when they were paid since."""
    standing = Q(open__gt=0) | Q(settled_on__gt=on)
    return Invoice.objects.filter(standing, creditor=creditor, kind="invoice", issued_on__lte=on)


def situation(creditor: Creditor, *, on: date, debtors: Sequence[int] | None = None, with_future: bool = False) -> Situation:
    """The facts of that day, of all debtors or of some. `with_future` takes invoices that are not due yet as well: a page
    wants them, a run does not."""
    chosen = open_on(creditor, on=on)
    if debtors is not None:
        chosen = chosen.filter(debtor_id__in=debtors)
    if not with_future:
        chosen = chosen.filter(due_on__lt=on)
    rows = list(
        chosen.order_by("debtor_id", "due_on", "id").values_list(
            "id", "number", "due_on", "total", "open", "debtor_id", "debtor__kind", "debtor__kind_doubtful", "debtor__phone"
        )
    )
    known = _Known.of(creditor, on=on, debtors=debtors)
    paid = _paid(creditor, on=on, invoices=[row[0] for row in rows if row[4] != row[3]])
    grouped: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row[5]].append(row)
    facts = tuple(known.debtor(number, group, paid) for number, group in grouped.items())
    return Situation(CreditorFacts(creditor.bank_until, creditor.tolerance, bool(creditor.partner)), facts)


def _paid(creditor: Creditor, *, on: date, invoices: list[int]) -> dict[int, int]:
    """What was booked by that day on invoices of which something was booked at all."""
    if not invoices:
        return {}
    booked = Allocation.objects.filter(creditor=creditor, undone_on=None, on__lte=on, invoice_id__in=invoices)
    return dict(booked.values_list("invoice_id").annotate(Sum("amount")))


@dataclass(slots=True)
class _Known:
    """What stands beside the invoices, by debtor and by invoice."""

    steps: dict[int, list[StepDone]]
    invoice_holds: dict[int, list[HoldFact]]
    debtor_holds: dict[int, list[HoldFact]]
    phones: set[int]
    under_way: set[int]
    handover_asked: set[int]
    wrote: set[int]

    @classmethod
    def of(cls, creditor: Creditor, *, on: date, debtors: Sequence[int] | None) -> _Known:
        one = {} if debtors is None else {"debtor_id__in": debtors}
        known = cls(defaultdict(list), defaultdict(list), defaultdict(list), set(), set(), set(), debtors_with_unread(creditor))
        standing = Q(invoice__open__gt=0) | Q(invoice__settled_on__gt=on)
        steps = StepTaken.objects.filter(standing, creditor=creditor, withdrawn_on=None)
        if debtors is not None:
            steps = steps.filter(invoice__debtor_id__in=debtors)
        columns = ("invoice_id", "step", "decided_on", "left_on", "received_on", "last_day")
        for invoice, step, decided_on, left_on, received_on, last_day in steps.values_list(*columns):
            known.steps[invoice].append(StepDone(step, decided_on, left_on, received_on, last_day))
        holds = Hold.objects.filter(Q(ended_on=None) | Q(ended_on__gt=on), creditor=creditor, since__lte=on, **one)
        holds = holds.exclude(~Q(kind="promise"), until__lt=on)  # whether a promise still stands depends on the bank
        for debtor, about, kind, until in holds.values_list("debtor_id", "invoice_id", "kind", "until"):
            place = known.debtor_holds[debtor] if about is None else known.invoice_holds[about]
            place.append(HoldFact(kind, until))
        known.phones = set(Contact.objects.filter(creditor=creditor, **one).exclude(phone="").values_list("debtor_id", flat=True))
        known.under_way = _under_way(creditor, on, debtors)
        asked = Task.objects.filter(creditor=creditor, kind="handover", done_on=None, **one)
        known.handover_asked = set(asked.values_list("debtor_id", flat=True))
        return known

    def debtor(self, number: int, rows: list[Any], paid: dict[int, int]) -> DebtorFacts:
        _, _, _, _, _, _, kind, doubtful, phone = rows[0]
        invoices = []
        for invoice, name, due_on, total, left, *_ in rows:
            still = total - paid.get(invoice, 0) if left != total else total
            if still > 0:
                steps, holds = tuple(self.steps.get(invoice, ())), tuple(self.invoice_holds.get(invoice, ()))
                invoices.append(InvoiceFacts(invoice, name, due_on, still, still < total, steps, holds))
        return DebtorFacts(
            number,
            "consumer" if doubtful else kind,
            tuple(invoices),
            has_phone=bool(phone) or number in self.phones,
            holds=tuple(self.debtor_holds.get(number, ())),
            payment_under_way=number in self.under_way,
            handover_asked=number in self.handover_asked,
            reply_unread=number in self.wrote,
        )


def _under_way(creditor: Creditor, on: date, debtors: Sequence[int] | None) -> set[int]:
    """Debtors whose money came in and is not placed: it came from their account, or is likely theirs for another reason."""
    free = Payment.objects.filter(creditor=creditor, free__gt=0, set_aside=False, on__lte=on)
    ibans = free.exclude(counterparty_iban="").values("counterparty_iban")
    accounts, likely = DebtorAccount.objects.filter(creditor=creditor, iban__in=ibans), free.exclude(likely_debtor_id=None)
    if debtors is not None:
        accounts, likely = accounts.filter(debtor_id__in=debtors), likely.filter(likely_debtor_id__in=debtors)
    named = (one for one in likely.values_list("likely_debtor_id", flat=True) if one is not None)
    return {*accounts.values_list("debtor_id", flat=True), *named}
