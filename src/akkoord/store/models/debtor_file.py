"""A file of a debtor: an arrangement that was signed, or proof and documents that he sent."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class DebtorFileKind(models.TextChoices):
    """What it is kept for."""

    SIGNED = "signed"  # an arrangement with a signature under it
    PROOF = "proof"  # of a payment
    DISPUTE = "dispute"  # what he has against an invoice
    CONTRACT = "contract"  # the contract, or the order
    TERMS = "terms"  # general terms, and what proves that he got them
    OTHER = "other"


class DebtorFile(Owned):
    """One file, as it came; `size` in bytes. Made by somebody else: it is handed out as an attachment, and never shown here."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="files")
    arrangement_id = models.BigIntegerField(null=True)
    arrangement = Link("store.Arrangement", column="arrangement_id", related_name="files", null=True)
    invoice_id = models.BigIntegerField(null=True)
    invoice = Link("store.Invoice", column="invoice_id", related_name="debtor_files", null=True)
    kind = models.CharField(max_length=8, choices=DebtorFileKind, default=DebtorFileKind.OTHER)
    name = models.CharField(max_length=150)
    mime = models.CharField(max_length=100)  # by what it holds, not by what it was called
    size = models.IntegerField()
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    sender = models.CharField(max_length=200, blank=True)  # the name of who sent it; or the address of who uploaded it
    on = models.DateField()
    at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=("creditor", "debtor_id"), name="debtor_file_debtor")]
        constraints = [models.UniqueConstraint(fields=("creditor", "debtor_id", "kind", "sha256"), name="debtor_file_once")]

    def __str__(self) -> str:
        return self.name
