"""Writes down what interrupted the prescription of an invoice, and takes back what was written down by mistake (art. 3:316 to 3:318 BW)."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Interruption, Invoice
from akkoord.store.models.interruption import How
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import record

_UNKNOWN = Refusal(Text("Kies wat er gebeurde.", "Choose what happened."), "3:316-3:318 BW")
_FUTURE = Refusal(Text("Deze dag is er nog niet; kies een dag tot en met vandaag.", "This day is yet to come; choose one up to today."))
_KNOWN = Refusal(Text("Dit is al vastgelegd.", "This was written down already."))


def keep_interruption(
    *, desk: Desk, invoice_id: int, day: date, how: str, note: str, on: date, at: datetime | None = None
) -> dict[str, Refusal]:
    """On `day` the term of this invoice was interrupted; an empty answer means it is written down, else why not, by field.

    Raises Invoice.DoesNotExist for another company's invoice, and for a credit note.
    """
    if not desk.may_work:
        return {"": MAY_NOT}
    with transaction.atomic():
        invoice = desk.invoices().select_for_update().get(id=invoice_id, kind="invoice")
        refusals = _refused(desk, invoice, day, how, on)
        if refusals:
            return refusals
        kept = Interruption.objects.create(
            creditor=desk.creditor, invoice_id=invoice.id, on=day, how=how, note=note.strip(), by=desk.user.email
        )
        _record("prescription-interrupted", desk, kept, invoice, on, at)
    return {}


def take_back_interruption(*, desk: Desk, interruption_id: int, on: date, at: datetime | None = None) -> Refusal | None:
    """It was a mistake: from today it does not count. Raises Interruption.DoesNotExist for another company's."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        kept = desk.interruptions().select_for_update().get(id=interruption_id)
        if kept.withdrawn_on is None:
            kept.withdrawn_on = on
            kept.save(update_fields=["withdrawn_on"])
            _record("interruption-withdrawn", desk, kept, desk.invoices().get(id=kept.invoice_id), on, at)
    return None


def _refused(desk: Desk, invoice: Invoice, day: date, how: str, on: date) -> dict[str, Refusal]:
    found: dict[str, Refusal] = {}
    early = jurisdiction().prescription.too_early(day, due=invoice.due_on)
    if how not in How.values:
        found["how"] = _UNKNOWN
    if day > on:
        found["day"] = _FUTURE
    elif early:
        found["day"] = early
    elif desk.interruptions().filter(invoice_id=invoice.id, on=day, how=how, withdrawn_on=None).exists():
        found["day"] = _KNOWN
    return found


def _record(kind: str, desk: Desk, kept: Interruption, invoice: Invoice, on: date, at: datetime | None) -> None:
    said = {"interruption": kept.id, "number": invoice.number, "day": str(kept.on), "how": kept.how, "note": kept.note}
    record(kind, creditor_id=desk.creditor.id, on=on, at=at, by=desk.user.email, debtor_id=invoice.debtor_id, invoice_id=invoice.id, **said)
