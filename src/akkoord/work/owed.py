"""What a debtor owes on a day by law, every euro with the article and the days behind it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from akkoord.core.balance import Balance, balance
from akkoord.core.claim import Booked, Claim
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.letter import CostLine, InterestLine
from akkoord.core.problem import Refusal
from akkoord.store.models import Allocation, Debtor, Invoice, StepTaken
from akkoord.work.law import law_of

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


Entry = tuple[Invoice, list[Booked], list[date]]  # an invoice, what was booked on it, and the last days that demands named
Books = Mapping[int, Sequence[Entry]]  # by debtor


def owed(
    *, debtor: Debtor, on: date, only: frozenset[int] | None = None, books: Books | None = None, law: Jurisdiction | None = None
) -> Owed | Refusal:
    """What this debtor owes at the end of `on`; `only` some of his invoices where a letter is about those. Who asks for many
    debtors reads their `books_of` and the `law_of` their company once."""
    kind = law_kind(debtor)
    law = law or law_of(debtor.creditor_id)
    entries = (books_of([debtor], on=on) if books is None else books).get(debtor.id, ())
    chosen = [entry for entry in entries if only is None or entry[0].id in only]
    claims = [_claim(row, kind, booked, demands) for row, booked, demands in chosen]
    answer = balance(claims, series=law.series_for(kind), scale=law.costs, on=on)
    return answer if isinstance(answer, Refusal) else _shown(answer, [row.id for row, _, _ in chosen], on)


def law_kind(debtor: Debtor) -> str:
    """The kind the law is applied by: who may be a consumer is treated as one."""
    return "consumer" if debtor.kind_doubtful else debtor.kind


def books_of(debtors: Collection[Debtor], *, on: date) -> Books:
    """The invoices of these debtors of one company that were open on that day, or of which interest or costs may be left,
    with what was booked and demanded; in three queries."""
    found: dict[int, list[Entry]] = defaultdict(list)
    if not debtors:
        return found
    creditor_id, ids = next(iter(debtors)).creditor_id, [one.id for one in debtors]
    demanded = _demanded(creditor_id, debtors, on=on)
    rows = Invoice.objects.filter(creditor_id=creditor_id, debtor_id__in=ids, kind="invoice", issued_on__lte=on)
    chosen = list(rows.filter(Q(open__gt=0) | Q(settled_on__gt=on) | Q(id__in=list(demanded))).order_by("due_on", "id"))
    booked: dict[int, list[Booked]] = defaultdict(list)
    allocations = Allocation.objects.filter(creditor_id=creditor_id, invoice_id__in=[row.id for row in chosen], undone_on=None, on__lte=on)
    for invoice, day, amount, note in allocations.order_by("on", "id").values_list("invoice_id", "on", "amount", "credit_note_id"):
        booked[invoice].append(Booked(day, amount, note is not None))
    for row in chosen:
        found[row.debtor_id].append((row, booked[row.id], demanded.get(row.id, [])))
    return found


def _demanded(creditor_id: int, debtors: Collection[Debtor], *, on: date) -> dict[int, list[date]]:
    """The last days that demands named, by invoice. A consumer owes costs only after a fourteen-day letter, whatever else he
    got while he was taken for a business (art. 6:96 lid 6 BW)."""
    kinds = {one.id: law_kind(one) for one in debtors}
    left = StepTaken.objects.filter(
        creditor_id=creditor_id, case__debtor_id__in=list(kinds), step__in=_DEMANDS, left_on__lte=on, withdrawn_on=None
    )
    days: dict[int, list[date]] = defaultdict(list)
    for debtor, invoice, step, last_day in left.values_list("case__debtor_id", "invoice_id", "step", "last_day"):
        if last_day is not None and (step == "fourteen-day-letter" or kinds[debtor] != "consumer"):
            days[invoice].append(last_day)
    return days


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
