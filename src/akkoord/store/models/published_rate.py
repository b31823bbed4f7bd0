"""Rates of interest that a company entered itself, because they were published after its version of Akkoord."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Owned


class PublishedRate(Owned):
    """`percent` a year holds from `first`; `source` says where that was published. Taken back where `withdrawn_on` stands.

    A row of a company and not of the installation: one company may not change what another's debtors owe.
    """

    series = models.CharField(max_length=20)  # consumer, commercial: a table of the jurisdiction
    first = models.DateField()
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    source = models.CharField(max_length=200)
    entered_on = models.DateField()
    by = models.CharField(max_length=200)
    withdrawn_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("creditor", "series", "first"), condition=models.Q(withdrawn_on=None), name="rate_once")
        ]

    def __str__(self) -> str:
        return f"{self.series} {self.first}: {self.percent}"
