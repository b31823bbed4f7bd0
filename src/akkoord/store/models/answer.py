"""Why, and why not: for every debtor what was decided for each of his invoices, from which day on, and when to look again."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class Answer(Owned):
    """What a run decided for one debtor. It holds from `since` until the day before `until`; of a debtor one has no `until`.
    A row is written when the answer changes, so that every day has its answer and a quiet day writes nothing."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="answers")
    since = models.DateField()
    until = models.DateField(null=True)
    look_on = models.DateField(null=True)  # the first day on which time alone brings something new
    waits = models.CharField(max_length=300, blank=True)  # how many invoices wait for what: "not-due:3 promise:1"
    said = models.JSONField(default=list)  # [invoice id, step, reason to wait, day, and where not the usual words nl and en]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("creditor", "debtor_id"), condition=models.Q(until=None), name="one_answer"),
        ]
        indexes = [
            models.Index(fields=("creditor", "debtor_id", "since"), name="answer_debtor"),
            models.Index(fields=("creditor", "look_on"), condition=models.Q(until=None), name="answer_look"),
        ]

    def __str__(self) -> str:
        return f"{self.since} {self.waits}"
