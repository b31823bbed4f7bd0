"""What a person has to do: call, look at a hand-over, place a payment."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class Task(Owned):
    """One thing to do about one debtor. It stays on the work list until it is done or no longer needed."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="tasks")
    case_id = models.BigIntegerField(null=True)
    case = Link("store.Case", column="case_id", related_name="tasks", null=True)
    desk_case_id = models.BigIntegerField(null=True)  # of a desk: the case that it is about
    desk_case = Link("store.DeskCase", column="desk_case_id", related_name="tasks", null=True, on_delete=models.DO_NOTHING)
    kind = models.CharField(max_length=30)  # call, handover
    made_on = models.DateField()
    due_on = models.DateField()
    minute = models.TimeField(null=True)  # agreed: not before this time on that day
    attempts = models.PositiveSmallIntegerField(default=0)
    failed = models.PositiveSmallIntegerField(default=0)  # attempts since he was last reached
    cannot_pay = models.BooleanField(default=False)  # he said that he cannot pay at once
    done_on = models.DateField(null=True)
    outcome = models.CharField(max_length=30, blank=True)  # reached, no-answer, call-back, paid, confirmed, withdrawn
    note = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "debtor_id"), name="task_debtor"),
            models.Index(fields=("creditor", "made_on"), name="task_day"),
            models.Index(fields=("creditor", "due_on"), condition=models.Q(done_on=None), name="task_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.due_on}"
