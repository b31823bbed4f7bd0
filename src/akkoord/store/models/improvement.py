"""Something on our own side that makes customers pay late: what it is called here, and whether it was mended."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Owned


class Improvement(Owned):
    """What several customers say is one thing, with a name that a person gave it. The reasons heard point at it."""

    reason = models.CharField(max_length=40)  # the id of a file in reasons/
    label = models.CharField(max_length=120)  # as in: unfriendly at sale
    made_on = models.DateField()
    by = models.CharField(max_length=200)
    mended_on = models.DateField(null=True)
    mended_by = models.CharField(max_length=200, blank=True)
    mended_what = models.TextField(blank=True)  # what was done about it

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "reason", "label"), name="improvement_label")]

    def __str__(self) -> str:
        return self.label
