"""What happened, in order, never rewritten: each event carries the hash of the one before it."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Owned


class Event(Owned):
    """One thing that happened. `seq` counts per creditor without gaps; `hash` covers everything here and `previous`."""

    seq = models.BigIntegerField()
    debtor_id = models.BigIntegerField(null=True)
    invoice_id = models.BigIntegerField(null=True)
    on = models.DateField()  # the day it belongs to
    at = models.DateTimeField(null=True)  # when it was written down, where a door knew
    kind = models.CharField(max_length=40)
    by = models.CharField(max_length=200, blank=True)  # a user's address; empty: Akkoord itself
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "seq"), name="event_seq")]
        indexes = [models.Index(fields=("creditor", "debtor_id", "seq"), name="event_debtor")]

    def __str__(self) -> str:
        return f"{self.seq} {self.kind}"
