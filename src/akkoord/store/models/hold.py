"""Reasons to wait that a person or the debtor gave: a promise, a dispute, a hold, insolvency, extra care."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class HoldKind(models.TextChoices):
    """The names are those of the reasons to wait."""

    PROMISE = "promise"
    DISPUTE = "dispute"
    HOLD = "hold"
    INSOLVENCY = "insolvency"
    VULNERABLE = "vulnerable"
    ARRANGEMENT = "arrangement-kept"


class Hold(Owned):
    """From `since` up to and including `until` nothing is asked of this debtor, or for this one invoice."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="holds")
    invoice_id = models.BigIntegerField(null=True)
    invoice = Link("store.Invoice", column="invoice_id", related_name="holds", null=True)
    kind = models.CharField(max_length=16, choices=HoldKind)
    since = models.DateField()
    until = models.DateField(null=True)
    amount = models.BigIntegerField(null=True)  # cents promised
    note = models.TextField(blank=True)
    answer = models.TextField(blank=True)  # of a dispute: what we say to it, as it goes before the judge
    by = models.CharField(max_length=200, blank=True)  # who wrote it down, so who agreed a promise
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=20, blank=True)  # kept, broken, settled, released

    class Meta:
        indexes = [models.Index(fields=("creditor", "debtor_id"), name="hold_debtor")]

    def __str__(self) -> str:
        return f"{self.kind} {self.since}"
