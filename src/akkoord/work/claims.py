"""A debtor's invoices as claims in law: from when interest and costs run, by which rate, and what was booked on each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q

from akkoord.core.claim import Booked, Claim
from akkoord.core.law.agreed import Agreed, basis
from akkoord.core.law.charges import CostRules
from akkoord.core.law.costs import missing_for_surcharge
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.law.start import Sides, Start, Term, interest_start
from akkoord.store.models import Allocation, Creditor, Debtor, Invoice, StepTaken

_DEMANDS = ("notice-of-default", "fourteen-day-letter")
_AGREED = ("contract", "terms")


@dataclass(slots=True)
class Entry:
    """An invoice, what was booked on it, and the last days that demands about it named."""

    invoice: Invoice
    booked: list[Booked] = field(default_factory=list)
    demanded: list[date] = field(default_factory=list)


Books = Mapping[int, Sequence[Entry]]  # by debtor


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
        found[row.debtor_id].append(Entry(row, booked[row.id], demanded.get(row.id, [])))
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


def cost_rules(creditor: Creditor, *, kind: str, law: Jurisdiction) -> CostRules:
    """How costs are reckoned toward this kind of debtor; what is for businesses only never reaches a consumer."""
    missing = missing_for_surcharge(
        taxed_service=creditor.collection_taxed, deductible=creditor.vat_deductible, declared=creditor.vat_declared
    )
    consumer = kind == "consumer"
    return CostRules(
        law.costs,
        vat_surcharge=not missing,
        over_capitalised=creditor.costs_over_capitalised and not consumer,
        cap=law.instalments[creditor.instalment_costs] if consumer else None,
    )


def start_of(entry: Entry, *, debtor: Debtor, creditor: Creditor, law: Jurisdiction) -> Start:
    """From which day interest runs on an invoice, and why then."""
    row = entry.invoice
    term = Term(
        row.issued_on,
        row.due_on,
        agreed=row.term_source in _AGREED,
        received_on=row.received_on or law.received(row.issued_on, channel=creditor.invoices_by),  # type: ignore[arg-type]  # post or email
        performed_on=row.performed_on,
        longer_holds=row.longer_holds,
        demanded_until=min(entry.demanded, default=None),
    )
    return interest_start(term, sides=Sides(law_kind(debtor), debtor.large, creditor.large), rules=law.start)


def claim_of(entry: Entry, *, debtor: Debtor, creditor: Creditor, law: Jurisdiction) -> tuple[Claim, Start]:
    """An invoice as a claim, and why its interest starts when it does."""
    row, kind = entry.invoice, law_kind(debtor)
    start = start_of(entry, debtor=debtor, creditor=creditor, law=law)
    agreed = _agreed(debtor, creditor) if row.term_source in _AGREED else None
    own = basis(agreed, kind=kind, law=law.series_for(kind), first_day=start.first_day) if agreed and start.first_day else None
    claim = Claim(
        row.number,
        row.issued_on,
        row.due_on,
        row.total,
        start.first_day,
        min(entry.demanded) + timedelta(days=1) if entry.demanded else None,
        tuple(entry.booked),
        row.currency,
        least_from=start.first_day if creditor.least_at_once and kind != "consumer" else None,
        contract=row.contract,
        basis=own,
    )
    return claim, start


def _agreed(debtor: Debtor, creditor: Creditor) -> Agreed | None:
    """The clause that holds between these two: the debtor's own, or the company's general terms; None for the law's rates."""
    side: Debtor | Creditor = debtor if debtor.interest_clause == "own" else creditor
    if debtor.interest_clause == "law" or side.agreed_rate is None:
        return None
    return Agreed(side.agreed_rate, side.agreed_per, side.agreed_joins)  # type: ignore[arg-type]  # the columns hold these words only
