"""What a negotiation would be about today, and whether there may be one: what is open and late, and what protects the debtor."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q

from akkoord.core.negotiation.event import Open
from akkoord.core.problem import Refusal, Text
from akkoord.store.models import Arrangement, Bargain, Creditor, Debtor, Hold, Invoice, StepTaken
from akkoord.work.owed import owed

PROTECTING = ("insolvency", "vulnerable", "hold")  # holds on everything of a debtor; a dispute may be about one invoice
PROTECTED = Refusal(
    Text(
        "Over deze rekening kunt u hier nu geen voorstel krijgen. Een mens neemt contact met u op.",
        "There is no proposal for this bill here now. A person will contact you.",
    ),
)
NOTHING = Refusal(Text("Er staat niets open waarover een regeling nodig is.", "Nothing is open that needs an arrangement."))
ARRANGED = Refusal(Text("Er loopt al een regeling.", "There is an arrangement already."))


@dataclass(frozen=True, slots=True)
class About:
    """The invoices (open cents by number), what they come to with interest and costs, and what the engine may know of him."""

    basis: dict[int, int]
    debt: int
    opened: Open


def about(creditor: Creditor, debtor: Debtor, *, on: date, but: int | None = None, only: Collection[int] | None = None) -> About | Refusal:
    """What there is to negotiate with this debtor today, or why nothing: what is late, or else what is open, without what is in
    dispute or was handed over. `but` is the hold of the talk that asks, `only` the invoices that it is about."""
    refused = protected(creditor, debtor, on=on, but=but)
    if refused:
        return refused
    rows = [row for row in _open(creditor, debtor) if only is None or row.id in only]
    rows = [row for row in rows if only is None and row.due_on < on] or rows
    if not rows:
        return NOTHING
    basis = {row.id: row.open for row in rows}
    found = owed(debtor=debtor, on=on, only=frozenset(basis))
    debt = sum(basis.values()) if isinstance(found, Refusal) else found.total
    if debt <= 0:
        return NOTHING
    overdue = max(0, max((on - row.due_on).days for row in rows))
    late, broken = _history(creditor, debtor)
    kind = "consumer" if debtor.kind_doubtful else debtor.kind
    return About(basis, debt, Open(str(debtor.id), debt, kind, min(overdue, 36_500), late, broken))


def protected(creditor: Creditor, debtor: Debtor, *, on: date, but: int | None = None) -> Refusal | None:
    """Why nobody and nothing negotiates with him now; None where he can be."""
    holds = Hold.objects.filter(Q(until=None) | Q(until__gte=on), creditor=creditor, debtor_id=debtor.id, ended_on=None, invoice_id=None)
    if holds.filter(kind__in=(*PROTECTING, "dispute")).exclude(id=but or 0).exists():
        return PROTECTED
    if Arrangement.objects.filter(creditor=creditor, debtor_id=debtor.id, state="running").exists():
        return ARRANGED
    return None


def _open(creditor: Creditor, debtor: Debtor) -> list[Invoice]:
    """What is open, without what is in dispute or out of hands."""
    rows = Invoice.objects.filter(creditor=creditor, debtor_id=debtor.id, kind="invoice", open__gt=0)
    disputed = Hold.objects.filter(creditor=creditor, debtor_id=debtor.id, kind="dispute", ended_on=None).exclude(invoice_id=None)
    gone = StepTaken.objects.filter(creditor=creditor, invoice__debtor_id=debtor.id, step="handover", withdrawn_on=None)
    out = {*disputed.values_list("invoice_id", flat=True), *gone.values_list("invoice_id", flat=True)}
    return [row for row in rows.defer("description").order_by("due_on", "id") if row.id not in out]


def _history(creditor: Creditor, debtor: Debtor) -> tuple[float, int]:
    """The share of his settled invoices that was paid late, and how many promises and arrangements he broke."""
    settled = Invoice.objects.filter(creditor=creditor, debtor_id=debtor.id, kind="invoice").exclude(settled_on=None)
    counts = settled.aggregate(all=Count("id"), late=Count("id", filter=Q(settled_on__gt=F("due_on"))))
    promises = Hold.objects.filter(creditor=creditor, debtor_id=debtor.id, kind="promise", ended_because="broken").count()
    arranged = Arrangement.objects.filter(creditor=creditor, debtor_id=debtor.id, state="broken").count()
    return counts["late"] / counts["all"] if counts["all"] else 0.5, min(promises + arranged, 100)


def open_bargain(creditor: Creditor, debtor_id: int) -> Bargain | None:
    """The talk that goes on with this debtor."""
    return Bargain.objects.filter(creditor=creditor, debtor_id=debtor_id, state="open").select_related("debtor").first()
