"""Invoices and credit notes."""

from __future__ import annotations

from django.db import models
from django.db.models import Expression, F, Func, Value
from django.db.models.functions import Replace, Upper

from akkoord.store.base import Link, Owned


def _spelled(column: str) -> Func:
    """A number in capitals without the signs that people leave out: how a payment may name it."""
    bare: Expression | F = F(column)
    for sign in " -./_#":
        bare = Replace(bare, Value(sign), Value(""))
    return Upper(bare)


class InvoiceKind(models.TextChoices):
    """An invoice asks, a credit note gives back; both in positive cents."""

    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


class TermSource(models.TextChoices):
    """Where the term of payment was agreed: it decides from when interest runs (art. 6:83 a, 6:119a BW)."""

    CONTRACT = "contract"
    TERMS = "terms"  # general terms of sale
    INVOICE = "invoice"  # named on the invoice only
    STATUTORY = "statutory"
    UNKNOWN = "unknown"


class Invoice(Owned):
    """One invoice or credit note. `open` is what was not paid, credited or written off, before interest and costs."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="invoices")
    number = models.CharField(max_length=100)
    spelled = models.GeneratedField(expression=_spelled("number"), output_field=models.CharField(max_length=100), db_persist=True)
    kind = models.CharField(max_length=12, choices=InvoiceKind, default=InvoiceKind.INVOICE)
    issued_on = models.DateField()
    due_on = models.DateField()
    term_source = models.CharField(max_length=10, choices=TermSource, default=TermSource.UNKNOWN)
    received_on = models.DateField(null=True, blank=True)  # by the debtor; else presumed, by how this company sends its invoices
    performed_on = models.DateField(null=True, blank=True)  # the goods or the work, where they came after the invoice
    delivered_from = models.DateField(null=True, blank=True)  # the first day of the goods or the work it is for, where that is known
    delivered_until = models.DateField(null=True, blank=True)  # the last one
    undelivered_id = models.BigIntegerField(null=True)  # a person said that it was never delivered: the hold that came of it
    longer_holds = models.BooleanField(default=True)  # a term past what the law allows by itself was agreed expressly
    contract = models.CharField(max_length=60, blank=True)  # what this is an instalment of
    currency = models.CharField(max_length=3, default="EUR")
    total = models.BigIntegerField()
    open = models.BigIntegerField()
    settled_on = models.DateField(null=True, blank=True)
    description = models.CharField(max_length=500, blank=True)
    payment_reference = models.CharField(max_length=140, blank=True)
    reference_spelled = models.GeneratedField(
        expression=_spelled("payment_reference"), output_field=models.CharField(max_length=140), db_persist=True
    )
    refers_to = models.CharField(max_length=100, blank=True)
    file_id = models.BigIntegerField(null=True)
    file = Link("store.ImportedFile", column="file_id", related_name="invoices", null=True, on_delete=models.DO_NOTHING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "number", "kind"), name="invoice_number")]
        indexes = [
            models.Index(fields=("creditor", "debtor_id", "due_on"), name="invoice_debtor"),
            models.Index(fields=("creditor", "spelled"), name="invoice_spelled"),
            models.Index(fields=("creditor", "reference_spelled"), name="invoice_reference"),
            models.Index(fields=("creditor", "due_on"), condition=models.Q(open__gt=0, kind="invoice"), name="invoice_open"),
            models.Index(fields=("creditor", "issued_on"), condition=models.Q(open__gt=0, kind="credit_note"), name="credit_note_open"),
        ]

    def __str__(self) -> str:
        return self.number
