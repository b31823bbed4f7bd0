"""What keeps an administration in order: debtors that were merged, likely doubles, and what a person chose to leave as it is."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class MergedDebtor(Owned):
    """What is left of a debtor that was merged into another: by what a file, a letter or an old address may still name him."""

    old_id = models.BigIntegerField()
    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="merged")
    number = models.CharField(max_length=60, blank=True)
    name = models.CharField(max_length=200)
    kvk = models.CharField(max_length=8, blank=True)
    vat = models.CharField(max_length=20, blank=True)
    on = models.DateField()
    by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "old_id"), name="merged_once")]
        indexes = [models.Index(fields=("creditor", "debtor_id"), name="merged_into")]

    def __str__(self) -> str:
        return f"{self.name} -> {self.debtor_id}"


class Double(Owned):
    """Two debtors that are likely one, and by what; `first_id` is the smaller number, so that a pair stands once."""

    first_id = models.BigIntegerField()
    first = Link("store.Debtor", column="first_id", related_name="+")
    second_id = models.BigIntegerField()
    second = Link("store.Debtor", column="second_id", related_name="+")
    score = models.SmallIntegerField()
    reasons = models.JSONField(default=list)  # core.doubles.Sign
    found_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "first_id", "second_id"), name="double_once")]
        indexes = [models.Index(fields=("creditor", "second_id"), name="double_second")]

    def __str__(self) -> str:
        return f"{self.first_id} = {self.second_id}"


class LeftAlone(Owned):
    """A person leaves something as it is, and says why. Taking that back sets `undone_on`; nothing is deleted."""

    kind = models.CharField(max_length=20)  # core.order.Kind
    about = models.BigIntegerField()  # the debtor, invoice, credit note, payment or pair that it is about
    why = models.CharField(max_length=300)
    on = models.DateField()
    by = models.CharField(max_length=200)
    undone_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("creditor", "kind", "about"), condition=models.Q(undone_on=None), name="left_alone_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.about}"
