"""What a debtor owes on a day by law, every euro with the article and the days behind it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from akkoord.core.balance import Balance, balance
from akkoord.core.claim import Booked, Claim
from akkoord.core.letter import CostLine, InterestLine
from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Allocation, Debtor, Invoice, StepTaken

_DEMANDS = ("notice-of-default", "fourteen-day-letter")
_AGREED = ("contract", "terms")


@dataclass(frozen=True, slots=True)
class OwedInvoice:
    """One invoice on that day; sums in cents."""

    id: int
    number: str
    issued_on: date
    due_on: date
    total: int
    principal: int
    interest: int
    days_overdue: int


@dataclass(frozen=True, slots=True)
class Owed:
    """Sums in cents; `total` is principal, interest and costs together."""

    principal: int
    interest: int
    costs: int
    total: int
    invoices: tuple[OwedInvoice, ...]
    interest_lines: tuple[InterestLine, ...]
    cost_lines: tuple[CostLine, ...]


def owed(*, debtor: Debtor, on: date, only: frozenset[int] | None = None) -> Owed | Refusal:
    """What this debtor owes at the end of `on`; `only` some of his invoices where a letter is about those."""
    kind = law_kind(debtor)
    law = jurisdiction()
    invoices = _invoices(debtor, on=on, only=only)
    claims = [_claim(row, kind, booked, demands) for row, booked, demands in invoices]
    answer = balance(claims, series=law.series_for(kind), scale=law.costs, on=on)
    return answer if isinstance(answer, Refusal) else _shown(answer, [row.id for row, _, _ in invoices], on)


def law_kind(debtor: Debtor) -> str:
    """The kind the law is applied by: who may be a consumer is treated as one."""
    return "consumer" if debtor.kind_doubtful else debtor.kind


def _invoices(debtor: Debtor, *, on: date, only: frozenset[int] | None) -> list[tuple[Invoice, list[Booked], list[date]]]:
    """Invoices that were open on that day, or of which interest or costs may be left, with what was booked and demanded."""
    rows = Invoice.objects.filter(creditor_id=debtor.creditor_id, debtor_id=debtor.id, kind="invoice", issued_on__lte=on)
    demanded = StepTaken.objects.filter(
        creditor_id=debtor.creditor_id, case__debtor_id=debtor.id, step__in=_DEMANDS, left_on__lte=on, withdrawn_on=None
    )
    days: dict[int, list[date]] = defaultdict(list)
    for invoice, step, last_day in demanded.values_list("invoice_id", "step", "last_day"):
        if last_day is not None and (step == "fourteen-day-letter" or law_kind(debtor) != "consumer"):
            days[invoice].append(last_day)
    rows = rows.filter(Q(open__gt=0) | Q(settled_on__gt=on) | Q(id__in=list(days)))
    chosen = [row for row in rows.order_by("due_on", "id") if only is None or row.id in only]
    booked: dict[int, list[Booked]] = defaultdict(list)
    allocations = Allocation.objects.filter(
        creditor_id=debtor.creditor_id, invoice_id__in=[row.id for row in chosen], undone_on=None, on__lte=on
    )
    for invoice, day, amount, note in allocations.order_by("on", "id").values_list("invoice_id", "on", "amount", "credit_note_id"):
        booked[invoice].append(Booked(day, amount, note is not None))
    return [(row, booked[row.id], days[row.id]) for row in chosen]


def _claim(row: Invoice, kind: str, booked: list[Booked], demanded: list[date]) -> Claim:
    after_demand = min(demanded) + timedelta(days=1) if demanded else None
    in_default = kind != "consumer" or row.term_source in _AGREED
    interest_from = row.due_on + timedelta(days=1) if in_default else after_demand
    return Claim(row.number, row.issued_on, row.due_on, row.total, interest_from, after_demand, tuple(booked), row.currency)


def _shown(answer: Balance, ids: list[int], on: date) -> Owed:
    invoices = tuple(
        OwedInvoice(
            number,
            one.claim.number,
            one.claim.issued_on,
            one.claim.due_on,
            one.claim.total,
            one.principal,
            one.interest,
            max(0, (on - one.claim.due_on).days),
        )
        for number, one in zip(ids, answer.claims, strict=True)
    )
    lines = tuple(
        InterestLine(one.claim.number, line.first, line.last, line.days, f"{line.rate}", line.base, line.interest, line.source)
        for one in answer.claims
        for line in one.lines
    )
    costs = tuple(CostLine(line.over, f"{line.percentage}", line.amount, line.source) for line in answer.cost_lines)
    return Owed(answer.principal, answer.interest, answer.costs, answer.total, invoices, lines, costs)
