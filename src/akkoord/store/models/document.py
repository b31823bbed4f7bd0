"""Documents that came with an invoice: its picture as PDF, a specification, a receipt."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class Document(Owned):
    """One document of one invoice, as it came; `size` in bytes. Made by somebody else: it is handed out, never shown here."""

    invoice_id = models.BigIntegerField()
    invoice = Link("store.Invoice", column="invoice_id", related_name="documents")
    name = models.CharField(max_length=150)
    mime = models.CharField(max_length=100)
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    proves_delivery = models.BooleanField(default=False)  # a person added it as proof that the goods or the work came

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "invoice_id", "sha256"), name="document_once")]

    def __str__(self) -> str:
        return self.name
