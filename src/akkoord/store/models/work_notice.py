"""What the people who do the work are told: it stops, it stopped, it goes on. Written with the decision, sent once."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class NoticeState(models.TextChoices):
    """A row is claimed by a conditional update, so that two workers never send it both."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    CANCELLED = "cancelled"  # what came after it was told instead


class WorkNotice(Owned):
    """One message about one work to one receiver. `number` tells occurrences apart: the letter of a warning, or which stop it
    was; together with the receiver it is unique, so that nothing is told twice."""

    work_id = models.BigIntegerField()
    work = Link("store.OngoingWork", column="work_id", related_name="notices")
    event = models.CharField(max_length=20)  # work.warned, work.stopped, work.resumed
    number = models.BigIntegerField()
    channel = models.CharField(max_length=10)  # email, webhook
    recipient = models.CharField(max_length=300)
    to_debtor = models.BooleanField(default=False)  # the short word to the debtor that the work goes on
    body = models.JSONField(default=dict)  # what it says, frozen when it was decided
    made_on = models.DateField()
    state = models.CharField(max_length=10, choices=NoticeState, default=NoticeState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "work_id", "event", "number", "channel", "recipient"), name="told_once")]
        indexes = [models.Index(fields=("creditor", "state"), name="work_notice_state")]

    def __str__(self) -> str:
        return f"{self.event} {self.recipient}"
