"""The ladders of a company: every version that was ever walked is kept, and groups of debtors that walk one of their own."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Owned


class LadderVersion(Owned):
    """One version of a ladder, as TOML. It is never changed: another version takes its place for cases that open later."""

    name = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=100, blank=True)  # what people call it; empty for one that is shipped
    text = models.TextField()
    made_on = models.DateField()
    by = models.CharField(max_length=200, blank=True)  # empty: as it was shipped

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "name", "version"), name="ladder_version")]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class DebtorGroup(Owned):
    """Debtors that are treated alike, as all schools, or who buys through one shop."""

    name = models.CharField(max_length=100)
    ladder = models.CharField(max_length=60, blank=True)  # the name of the ladder they walk; empty: as everybody else

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "name"), name="group_name")]

    def __str__(self) -> str:
        return self.name
