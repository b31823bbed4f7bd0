"""Work that goes on for a debtor, a project or a subscription, and who must stop it when it is not paid for."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class WorkState(models.TextChoices):
    """Where the work stands."""

    ONGOING = "ongoing"
    STOPPED = "stopped"
    ENDED = "ended"


class OngoingWork(Owned):
    """One project or subscription. Whether it may be stopped rests on what a person answered about it here (6:52, 6:262 BW)."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="work")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=12, default="project")  # project, subscription
    sector = models.CharField(max_length=40, default="general")
    relation = models.CharField(max_length=20, default="same-contract")
    order = models.CharField(max_length=20, default="debtor-first")
    fear = models.CharField(max_length=300, blank=True)
    measures = models.JSONField(default=list)
    share = models.PositiveSmallIntegerField(default=100)  # percent of the work that stops
    state = models.CharField(max_length=8, choices=WorkState, default=WorkState.ONGOING)
    since = models.DateField()
    stopped_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    notify = models.CharField(max_length=500, blank=True)  # addresses of who does the work, with commas between
    webhook = models.CharField(max_length=300, blank=True)
    secret = models.CharField(max_length=500, blank=True)  # signs what is sent there; sealed with the installation's key

    class Meta:
        indexes = [models.Index(fields=("creditor", "debtor_id"), name="work_debtor")]

    def __str__(self) -> str:
        return self.name
