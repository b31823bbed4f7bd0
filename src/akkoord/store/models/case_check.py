"""What a person looked up or asked about a debtor before his case goes out of hands."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class CaseCheck(Owned):
    """On that day somebody looked, and found nothing against it. What he found is said elsewhere: as a hold. Nothing is deleted."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="case_checks")
    key = models.CharField(max_length=30)  # core.handover.readiness.BY_PERSON
    on = models.DateField()
    by = models.CharField(max_length=200)
    note = models.CharField(max_length=300, blank=True)  # a number in the register, or what was asked

    class Meta:
        indexes = [models.Index(fields=("creditor", "debtor_id", "key"), name="case_check_debtor")]

    def __str__(self) -> str:
        return f"{self.key} {self.on}"
