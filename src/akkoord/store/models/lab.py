"""Ways to negotiate that were played over debtors like those of a company, with what came of it."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Owned
from akkoord.store.models.replay import ReplayState


class Lab(Owned):
    """One question and its answer. `asked` holds the kind of debtor, the bounds and the seed, `outcome` what work.lab.play made
    of it; the rest as with a Replay."""

    asked = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=ReplayState, default=ReplayState.QUEUED)
    done_units = models.BigIntegerField(default=0)
    all_units = models.BigIntegerField(default=0)
    broke_off = models.BooleanField(default=False)  # the program stopped while it was played
    on = models.DateField()
    at = models.DateTimeField(null=True)
    by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [models.Index(fields=("creditor", "state"), name="lab_state")]

    def __str__(self) -> str:
        return f"{self.on} {self.state}"
