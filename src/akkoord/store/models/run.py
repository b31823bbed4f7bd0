"""Each daily run and what it decided."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Owned


class Run(Owned):
    """One run for one day; `counts` is what `akkoord run --json` prints for this creditor."""

    on = models.DateField()
    at = models.DateTimeField(null=True)
    counts = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=("creditor", "on"), name="run_day")]

    def __str__(self) -> str:
        return str(self.on)
