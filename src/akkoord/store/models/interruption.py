"""What interrupted the prescription of an invoice and that Akkoord cannot know by itself: written down by a person."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class How(models.TextChoices):
    """The names are those of the ways to interrupt in the jurisdiction's file; part payments are read from the bookings."""

    LETTER = "letter"
    ACKNOWLEDGEMENT = "acknowledgement"
    CLAIM_IN_COURT = "claim-in-court"


class Interruption(Owned):
    """On that day the term of this invoice was interrupted. Taking it back sets `withdrawn_on`; nothing is deleted."""

    invoice_id = models.BigIntegerField()
    invoice = Link("store.Invoice", column="invoice_id", related_name="interruptions")
    on = models.DateField()
    how = models.CharField(max_length=20, choices=How)
    note = models.TextField(blank=True)
    by = models.CharField(max_length=200)  # the address of who wrote it down
    withdrawn_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=("creditor", "invoice_id"), name="interruption_invoice")]

    def __str__(self) -> str:
        return f"{self.how} {self.on}"
