"""A question that takes a while, with its answer: what a replay and the lab have in common."""

from __future__ import annotations

from django.db import models

from akkoord.store.models.held import Held


class AskedState(models.TextChoices):
    """Where it stands."""

    QUEUED = "queued"
    PLAYING = "playing"
    DONE = "done"
    FAILED = "failed"


class Asked(Held):
    """One question and its answer, each in the form that who plays it gives it."""

    asked = models.JSONField(default=dict)
    outcome = models.JSONField(default=dict)
    state = models.CharField(max_length=7, choices=AskedState, default=AskedState.QUEUED)
    done_units = models.BigIntegerField(default=0)
    all_units = models.BigIntegerField(default=0)
    on = models.DateField()
    at = models.DateTimeField(null=True)
    by = models.CharField(max_length=200, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self._meta.model_name} {self.id} of {self.on}, {self.state}"
