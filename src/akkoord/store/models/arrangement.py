"""A payment arrangement: what is paid when, as it was agreed, and whether it is kept."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class ArrangementState(models.TextChoices):
    """How it goes with it."""

    RUNNING = "running"
    KEPT = "kept"
    BROKEN = "broken"
    ENDED = "ended"


class Arrangement(Owned):
    """One arrangement with one debtor over what he owes. While it runs its hold keeps the ladder still."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="arrangements")
    hold_id = models.BigIntegerField(null=True)
    hold = Link("store.Hold", column="hold_id", related_name="arrangements", null=True)
    agreed_on = models.DateField()
    state = models.CharField(max_length=8, choices=ArrangementState, default=ArrangementState.RUNNING)
    ended_on = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index(fields=("creditor", "debtor_id"), name="arrangement_debtor")]
        constraints = [
            models.UniqueConstraint(fields=("creditor", "debtor_id"), condition=models.Q(state="running"), name="one_arrangement"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.agreed_on}"


class Instalment(Owned):
    """One payment of an arrangement: the last day for it, and its cents."""

    arrangement_id = models.BigIntegerField()
    arrangement = Link("store.Arrangement", column="arrangement_id", related_name="instalments")
    number = models.PositiveSmallIntegerField()  # 0 is the sum at once
    due_on = models.DateField()
    amount = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "arrangement_id", "number"), name="instalment_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.due_on}"
