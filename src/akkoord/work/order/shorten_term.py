"""Brings a term of payment that is longer than the law allows back to what holds in its place (art. 6:119a and 6:119b BW)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.law.jurisdiction import Jurisdiction
from akkoord.core.law.start import Limit, too_long
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Invoice
from akkoord.work.claims import sides_of, term_of
from akkoord.work.law import law_of
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

_FITS = Refusal(Text("Deze termijn mag: hij is niet te lang.", "This term is allowed: it is not too long."))


def shorten_term(*, desk: Desk, invoice_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """Bring a term that is longer than the law allows back to what holds in its place: the due day becomes that day."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        invoice = desk.invoices().select_for_update(of=("self",)).select_related("debtor", "creditor").get(id=invoice_id, kind="invoice")
        limit = limit_of(invoice, law=law_of(desk.creditor.pk))
        if limit is None:
            return _FITS
        before, invoice.due_on, invoice.longer_holds = invoice.due_on, limit.due_on, False
        invoice.save(update_fields=["due_on", "longer_holds"])
        told = {"due_on": [before.isoformat(), limit.due_on.isoformat()]}
        log = Log(desk.creditor.pk, on, at, desk.user.email)
        log.add(
            "terms-changed", debtor_id=invoice.debtor_id, invoice_id=invoice.id, number=invoice.number, changed=told, source=limit.source
        )
        log.write()
    return None


def limit_of(invoice: Invoice, *, law: Jurisdiction) -> Limit | None:
    """What the law allows in place of the term of an invoice, with its debtor and creditor at hand; None where it may be so long."""
    creditor = invoice.creditor
    return too_long(term_of(invoice, creditor=creditor, law=law), sides=sides_of(invoice.debtor, creditor), rules=law.start)
