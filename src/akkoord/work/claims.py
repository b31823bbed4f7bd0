"""A debtor's invoices as claims in law: from when interest and costs run, by which rate, and what was booked on each."""

from __future__ import annotations

from dataclasses import replace

from akkoord.core.arrangement.effect import as_arranged
from akkoord.core.claim import Claim
from akkoord.core.dates import ONE_DAY
from akkoord.core.law.agreed import Agreed, basis
from akkoord.core.law.charges import CostRules
from akkoord.core.law.costs import missing_for_surcharge
from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.law.start import Sides, Start, Term, interest_start
from akkoord.store.models import Creditor, Debtor, Invoice
from akkoord.work.books import Entry, law_kind

_AGREED = ("contract", "terms")


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
    term = replace(term_of(entry.invoice, creditor=creditor, law=law), demanded_until=entry.demanded_until)
    return interest_start(term, sides=sides_of(debtor, creditor), rules=law.start)


def term_of(row: Invoice, *, creditor: Creditor, law: Jurisdiction) -> Term:
    """What is known of the term of payment of an invoice; when it was received is presumed where nobody said so."""
    return Term(
        row.issued_on,
        row.due_on,
        agreed=row.term_source in _AGREED,
        received_on=row.received_on or law.received(row.issued_on, channel=creditor.invoices_by),  # type: ignore[arg-type]  # post or email
        performed_on=row.performed_on or row.delivered_until,
        longer_holds=row.longer_holds,
    )


def sides_of(debtor: Debtor, creditor: Creditor) -> Sides:
    """Who owes whom, in law."""
    return Sides(law_kind(debtor), debtor.large, creditor.large)


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
        entry.demanded_until + ONE_DAY if entry.demanded_until else None,
        tuple(entry.booked),
        row.currency,
        least_from=start.first_day if creditor.least_at_once and kind != "consumer" else None,
        contract=row.contract,
        basis=own,
        named=entry.demands[0].named if entry.demands and kind == "consumer" else None,
    )
    return as_arranged(claim, entry.arranged) if entry.arranged else claim, start


def _agreed(debtor: Debtor, creditor: Creditor) -> Agreed | None:
    """The clause that holds between these two: the debtor's own, or the company's general terms; None for the law's rates."""
    side: Debtor | Creditor = debtor if debtor.interest_clause == "own" else creditor
    if debtor.interest_clause == "law" or side.agreed_rate is None:
        return None
    return Agreed(side.agreed_rate, side.agreed_per, side.agreed_joins)  # type: ignore[arg-type]  # the columns hold these words only
