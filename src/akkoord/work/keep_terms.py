"""Says where the payment term of an invoice was agreed; from that follows from when interest runs (art. 6:83 a and 6:119a BW)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models.invoice import TermSource
from akkoord.work.keep_debtor import READER
from akkoord.work.record import Log


def keep_terms(*, desk: Desk, invoice_id: int, term_source: str, on: date, at: datetime) -> Refusal | None:
    """Stores the source of the term. Raises Invoice.DoesNotExist for another company's invoice."""
    if not desk.may_work:
        return READER
    if term_source not in TermSource.values:
        return Refusal(Text("Kies een van de mogelijkheden.", "Choose one of the answers."))
    with transaction.atomic():
        invoice = desk.invoices().select_for_update().get(id=invoice_id)
        before = invoice.term_source
        if before != term_source:
            invoice.term_source = term_source
            invoice.save(update_fields=["term_source"])
            log = Log(desk.creditor.pk, on, at, desk.user.email)
            changed = {"term_source": [before, term_source]}
            log.add("terms-changed", debtor_id=invoice.debtor_id, invoice_id=invoice.id, number=invoice.number, changed=changed)
            log.write()
    return None
