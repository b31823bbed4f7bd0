"""A case that went out of hands: what went to which partner, by which way, and how it goes there."""

from __future__ import annotations

from django.db import models

from akkoord.core.problem import Text
from akkoord.store.base import Link, Owned


class HandOver(Owned):
    """One hand-over of some invoices of one debtor. `ref` is what both sides call it. Sums are those of the day it was handed over;
    `there` what the partner received since, `told` what came in at the creditor since and was passed on, in cents."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="hand_overs")
    case_id = models.BigIntegerField(null=True)
    case = Link("store.Case", column="case_id", related_name="hand_overs", null=True, on_delete=models.DO_NOTHING)
    line_id = models.BigIntegerField(null=True)
    line = Link("store.Line", column="line_id", related_name="hand_overs", null=True)
    ref = models.CharField(max_length=40)
    way = models.CharField(max_length=30)  # a module of partners/
    partner = models.CharField(max_length=200)  # as he was called then
    registration = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=12, default="sent")  # core.handover.course.State
    number = models.CharField(max_length=60, blank=True)  # of the case at the partner
    invoices = models.JSONField(default=list)  # their ids
    basis = models.JSONField(default=dict)  # {invoice id: cents open} on that day
    principal = models.BigIntegerField(default=0)
    interest = models.BigIntegerField(default=0)
    costs = models.BigIntegerField(default=0)
    there = models.BigIntegerField(default=0)
    told = models.BigIntegerField(default=0)
    made_on = models.DateField()
    by = models.CharField(max_length=200, blank=True)
    sent_at = models.DateTimeField(null=True)  # when the file left, by mail or over the line
    answered_on = models.DateField(null=True)  # when the partner first answered
    silent_on = models.DateField(null=True)  # when somebody was asked to look, because the partner did not answer
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=20, blank=True)  # core.handover.course.CLOSED_BECAUSE, refused
    note = models.TextField(blank=True)
    claimed_at = models.DateTimeField(null=True)  # of the way by mail: as with an outbox row, so that it leaves once
    claimed_by = models.CharField(max_length=40, blank=True)
    tries = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=300, blank=True)
    error = models.CharField(max_length=500, blank=True)  # why it is still here; in Dutch, where the words are ours
    error_en = models.CharField(max_length=500, blank=True)  # the same in English; empty where others said it
    dossier = models.BinaryField(null=True)
    dossier_sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "ref"), name="hand_over_ref")]
        indexes = [
            models.Index(fields=("creditor", "debtor_id"), name="hand_over_debtor"),
            models.Index(fields=("creditor", "made_on"), condition=models.Q(ended_on=None), name="hand_over_running"),
        ]

    def __str__(self) -> str:
        return f"{self.ref} {self.state}"

    @property
    def trouble(self) -> Text:
        """Why it is still here, in both languages; empty where nothing is wrong."""
        return Text(self.error, self.error_en or self.error)
