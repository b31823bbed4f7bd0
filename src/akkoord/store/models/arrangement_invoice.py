"""Which invoices an arrangement is about, and how much was open on each when it was proposed."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class ArrangementInvoice(Owned):
    """One invoice of an arrangement; `hold` keeps the ladder still for it while the arrangement runs."""

    arrangement_id = models.BigIntegerField()
    arrangement = Link("store.Arrangement", column="arrangement_id", related_name="invoices")
    invoice_id = models.BigIntegerField()
    invoice = Link("store.Invoice", column="invoice_id", related_name="arrangements")
    open = models.BigIntegerField()  # cents of principal
    hold_id = models.BigIntegerField(null=True)
    hold = Link("store.Hold", column="hold_id", related_name="arrangements", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "arrangement_id", "invoice_id"), name="arrangement_invoice_once")]
        indexes = [models.Index(fields=("creditor", "invoice_id"), name="arrangement_invoice")]

    def __str__(self) -> str:
        return f"{self.invoice_id} {self.open}"
