"""What an arrangement would be about, and the plan that terms give for it: the sums of the law on the day, and why it may not be."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from akkoord.core.arrangement.plan import Due, Plan, Rate, plan_of
from akkoord.core.arrangement.rules import not_allowed
from akkoord.core.arrangement.terms import Terms
from akkoord.core.law.agreed import Basis
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Arrangement, Creditor, Debtor, Hold, Invoice, StepTaken
from akkoord.work.books import books_of, law_kind
from akkoord.work.law import law_of
from akkoord.work.owed import Owed, Reckoned, reckon, shown_of

_GONE = Refusal(
    Text(
        "Een van deze facturen is overgedragen. Maak de afspraak met de incassopartner, of trek de overdracht eerst in.",
        "One of these invoices was handed over. Make the agreement with the collection partner, or withdraw the hand-over first.",
    )
)
_INSOLVENT = Refusal(
    Text(
        "Deze klant is failliet of zit in een schuldregeling. Dien de vordering in bij de curator of de bewindvoerder.",
        "This customer is bankrupt or in debt restructuring. File the claim with the trustee.",
    ),
    "26 en 299 Fw",
)
_DISPUTED = Refusal(
    Text(
        "Over een van deze facturen loopt een klacht. Los die eerst op, of laat de factuur buiten de regeling.",
        "There is a complaint about one of these invoices. Settle it first, or leave the invoice out.",
    )
)
_NOT_THERE = Refusal(Text("Kies facturen die openstaan.", "Choose invoices that are open."))


@dataclass(frozen=True, slots=True)
class Subject:
    """What an arrangement would be about: the invoices by number, the sums of the law on the day, and the rate that runs."""

    debtor: Debtor
    invoices: frozenset[int]
    owed: Owed
    rate: Rate | None

    @property
    def due(self) -> Due:
        """The sums."""
        return Due(self.owed.principal, self.owed.interest, self.owed.costs)


def subject_of(creditor: Creditor, debtor: Debtor, invoices: frozenset[int] | None, *, on: date) -> Subject | Refusal:
    """What an arrangement over these invoices would be about; without any, over what is late, or else all that is open."""
    chosen = _chosen(creditor, debtor, invoices, on)
    refused = chosen if isinstance(chosen, Refusal) else _against(creditor, debtor, chosen)
    if isinstance(chosen, Refusal) or refused:
        return refused or _NOT_THERE
    found = reckon(debtor=debtor, on=on, books=books_of([debtor], on=on))
    if isinstance(found, Refusal):
        return found
    return Subject(debtor, chosen, shown_of(found, chosen, on), _rate(found, chosen, debtor, on))


def planned(subject: Subject, terms: Terms, *, on: date) -> Plan | Refusal:
    """The plan that these terms give for it, or why the law or the sums do not allow it."""
    debtor = subject.debtor
    refused = not_allowed(terms, consumer=law_kind(debtor) == "consumer", doubtful=debtor.kind_doubtful)
    return refused or plan_of(subject.due, terms, on=on, calendar=jurisdiction().calendar, rate=subject.rate)


def _chosen(creditor: Creditor, debtor: Debtor, invoices: frozenset[int] | None, on: date) -> frozenset[int] | Refusal:
    rows = Invoice.objects.filter(creditor=creditor, debtor_id=debtor.id, kind="invoice", open__gt=0, issued_on__lte=on)
    dues = dict(rows.values_list("id", "due_on"))
    if invoices is None:
        in_dispute = set(_holds(creditor, debtor).filter(kind="dispute").exclude(invoice_id=None).values_list("invoice_id", flat=True))
        left = {number: due for number, due in dues.items() if number not in in_dispute}
        invoices = frozenset(number for number, due in left.items() if due < on) or frozenset(left)
    return invoices if invoices and invoices <= set(dues) else _NOT_THERE


def _holds(creditor: Creditor, debtor: Debtor) -> QuerySet[Hold]:
    return Hold.objects.filter(creditor=creditor, debtor_id=debtor.id, ended_on=None)


def _against(creditor: Creditor, debtor: Debtor, invoices: frozenset[int]) -> Refusal | None:
    gone = StepTaken.objects.filter(creditor=creditor, invoice_id__in=invoices, step="handover", withdrawn_on=None)
    if gone.exists():
        return _GONE
    holds = set(_holds(creditor, debtor).values_list("kind", "invoice_id"))
    if any(kind == "insolvency" for kind, _ in holds):
        return _INSOLVENT
    return _DISPUTED if any(kind == "dispute" and about in (None, *invoices) for kind, about in holds) else None


def _rate(found: Reckoned, chosen: frozenset[int], debtor: Debtor, on: date) -> Rate | None:
    """The rate at which interest would run during the plan: that of the day, the lowest where invoices have several; the
    parties agree that it stays as it is, because nobody knows the law's later rates."""
    law, rates = law_of(debtor.creditor_id), []
    for number, claim in zip(found.ids, found.claims, strict=True):
        basis = claim.basis or Basis(law.series_for(law_kind(debtor)))
        now = basis.series.at(on)
        if number in chosen and not isinstance(now, Refusal):
            rates.append(Rate(now.value, basis.series.article, basis.per))
    return min(rates, key=lambda one: one.percent * 12 / one.per, default=None)


def running_of(creditor: Creditor, debtor_id: int) -> Arrangement | None:
    """The arrangement that runs with this debtor."""
    return Arrangement.objects.filter(creditor=creditor, debtor_id=debtor_id, state="running").defer("pdf").first()
