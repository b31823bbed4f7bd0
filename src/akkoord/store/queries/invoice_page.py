"""Reads for the page of one invoice."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Invoice, StepTaken


def bookings(desk: Desk, invoice: Invoice) -> QuerySet[Allocation]:
    """What was booked on it, or, for a credit note, where it was set off; taken back ones too."""
    either = Q(credit_note_id=invoice.id) if invoice.kind == "credit_note" else Q(invoice_id=invoice.id)
    return desk.allocations().filter(either).select_related("payment", "credit_note", "invoice").order_by("on", "id")


def steps(desk: Desk, invoice_id: int) -> QuerySet[StepTaken]:
    """The steps taken for it, first one first."""
    return desk.steps().filter(invoice_id=invoice_id).order_by("decided_on", "id")
