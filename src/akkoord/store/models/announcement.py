"""What a letter announced, for which day, and what became of it: no empty words."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class AnnouncementState(models.TextChoices):
    """What became of it."""

    RUNNING = "running"
    DONE = "done"
    PAID = "paid"
    WITHDRAWN = "withdrawn"


class Announcement(Owned):
    """A consequence that a letter which left announced: the step that follows, from that day on."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="announcements")
    letter_id = models.BigIntegerField()
    letter = Link("store.Letter", column="letter_id", related_name="announcements")
    step = models.CharField(max_length=30)  # handover, suspension
    announced_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=AnnouncementState, default=AnnouncementState.RUNNING)
    ended_on = models.DateField(null=True)
    because = models.CharField(max_length=300, blank=True)
    by = models.CharField(max_length=200, blank=True)
    lacking = models.JSONField(default=list)  # of a hand-over: what its file still misses, keys of core.handover.checks
    looked = models.CharField(max_length=60, blank=True)  # what that was seen by: the day, the last event, the partner

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "letter_id", "step"), name="announced_once")]
        indexes = [models.Index(fields=("creditor", "state", "due_on"), name="announcement_due")]

    def __str__(self) -> str:
        return f"{self.step} {self.due_on}"
