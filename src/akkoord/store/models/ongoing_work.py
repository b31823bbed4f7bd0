"""Work that goes on for a debtor, a project or a subscription, and who must stop it when it is not paid for."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class WorkState(models.TextChoices):
    """Where the work stands."""

    ONGOING = "ongoing"
    STOPPED = "stopped"
    ENDED = "ended"


class WorkLook(models.TextChoices):
    """Why a person should look at it: nothing is stopped or taken up again by itself for these."""

    REVERSED = "reversed"  # it went on because it was paid, and the money went back
    BROKEN = "broken"  # it went on because of an arrangement that was broken
    PART_PAID = "part-paid"  # it is stopped, and a part was paid since
    DISPUTE = "dispute"  # it is stopped, and there is a complaint, an insolvency or need of care now


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
    stops = models.PositiveSmallIntegerField(default=0)  # how often it was stopped; each time is told under its own number
    stopped_for = models.JSONField(default=list)  # the invoices it was stopped for last, also after it went on
    stopped_open = models.BigIntegerField(default=0)  # cents open on those when a person last had reason to look
    resumed_on = models.DateField(null=True)
    because = models.CharField(max_length=300, blank=True)  # why it stopped, went on or ended, where a person said so
    look = models.CharField(max_length=12, choices=WorkLook, blank=True)

    class Meta:
        indexes = [models.Index(fields=("creditor", "debtor_id"), name="work_debtor")]

    def __str__(self) -> str:
        return self.name
