"""One payment of an arrangement."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class Instalment(Owned):
    """The last day for it, and its cents."""

    arrangement_id = models.BigIntegerField()
    arrangement = Link("store.Arrangement", column="arrangement_id", related_name="instalments")
    number = models.PositiveSmallIntegerField()  # 0 is the down payment
    due_on = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "arrangement_id", "number"), name="instalment_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.due_on}"
