"""A person says where the term of an invoice was agreed, of this one or of everything that is open at the same customer."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Invoice
from akkoord.work.keep_terms import Terms, keep_terms

UNSAID = ("invoice", "unknown")


def say_terms(*, desk: Desk, invoice_id: int, source: str, on: date, at: datetime, everything: bool = False) -> dict[str, Refusal]:
    """Keep the source of the term; `everything`: also of his other open invoices of which nobody said it. Raises
    Invoice.DoesNotExist for another company's invoice."""
    with transaction.atomic():
        chosen = desk.invoices().get(id=invoice_id, kind="invoice")
        rows = [chosen]
        if everything:
            others = desk.invoices().filter(debtor_id=chosen.debtor_id, kind="invoice", open__gt=0, term_source__in=UNSAID)
            rows += others.exclude(id=chosen.id)
        for row in rows:
            refusals = keep_terms(desk=desk, invoice_id=row.id, terms=_terms(row, source), on=on, at=at)
            if refusals:
                return refusals
    return {}


def _terms(row: Invoice, source: str) -> Terms:
    return Terms(source, row.received_on, row.performed_on, row.longer_holds, row.contract)
