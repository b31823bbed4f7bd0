"""Each daily run and what it decided."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Owned


class Run(Owned):
    """One run for one day; `counts` is what `akkoord run --json` prints for this creditor."""

    on = models.DateField()
    at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)
    seq = models.BigIntegerField(default=0)  # the last event it knew of: what comes after is looked at by the next run
    version = models.CharField(max_length=20, blank=True)  # the version of Akkoord that decided
    full = models.BooleanField(default=False)  # every debtor was looked at, not only those where something could be new

    class Meta:
        indexes = [models.Index(fields=("creditor", "on"), name="run_day")]

    def __str__(self) -> str:
        return str(self.on)
