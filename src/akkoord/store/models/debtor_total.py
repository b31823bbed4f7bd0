"""What stands open at each debtor, by age: kept beside the invoices, so that a page need not add up a million of them."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class Ages(Owned):
    """Cents that are open, before interest and costs, by how long their invoice is late."""

    not_due = models.BigIntegerField(default=0)
    late_30 = models.BigIntegerField(default=0)  # 1 to 30 days late
    late_60 = models.BigIntegerField(default=0)  # 31 to 60 days late
    late_older = models.BigIntegerField(default=0)

    class Meta:
        abstract = True


class DebtorTotal(Ages):
    """One debtor of whom something is open. A row is only ever made again from his invoices, and stays until then where he is gone."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="+", on_delete=models.DO_NOTHING)
    late = models.BigIntegerField(default=0)
    late_since = models.DateField(null=True)  # the first due day that went by
    late_day = models.IntegerField(null=True)  # the same as a number of days, so that a database can reckon with it
    gain = models.BigIntegerField(default=0)  # cents that one more push is expected to bring in, on the day the totals are of

    class Meta:
        indexes = [models.Index(fields=("creditor", "-gain", "debtor_id"), name="total_gain")]
        constraints = [models.UniqueConstraint(fields=("creditor", "debtor_id"), name="one_total")]

    def __str__(self) -> str:
        return f"{self.not_due + self.late}"


class TotalsMark(Ages):
    """Of which day the totals of a company are, up to which event they were kept, and what they come to together."""

    on = models.DateField()
    seq = models.BigIntegerField()
    debtors = models.IntegerField(default=0)  # of whom something is open

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor",), name="one_totals_mark")]

    def __str__(self) -> str:
        return f"{self.on} {self.seq}"
