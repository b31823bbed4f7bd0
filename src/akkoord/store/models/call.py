"""A conversation: who was called, what he said, and what was agreed."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class Call(Owned):
    """One time that somebody called a debtor, reached or not. It is saved while it goes on; `ended_at` closes it."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="calls")
    task_id = models.BigIntegerField(null=True)
    task = Link("store.Task", column="task_id", related_name="calls", null=True)
    on = models.DateField()
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=200)  # the address of who called
    phone = models.CharField(max_length=40, blank=True)
    spoke_with = models.CharField(max_length=200, blank=True)
    outcome = models.CharField(max_length=16, blank=True)  # core.conversation.outcome
    step = models.CharField(max_length=12, default="talk")  # talk, understand, return
    heard_before = models.PositiveSmallIntegerField(default=0)  # how many reasons were heard when this step began
    hearing = models.TextField(blank=True)  # what he is saying, as it is typed; it becomes Said with a reason
    note = models.TextField(blank=True)
    joined = models.JSONField(default=list)  # the addresses of colleagues who listen along
    letter_id = models.BigIntegerField(null=True)
    letter = Link("store.Letter", column="letter_id", related_name="calls", null=True)  # the confirmation
    version = models.PositiveIntegerField(default=0)  # goes up with every change, so that two people see each other

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "debtor_id", "started_at"), name="call_debtor"),
            models.Index(fields=("creditor", "debtor_id"), condition=models.Q(ended_at=None), name="call_going_on"),
        ]

    def __str__(self) -> str:
        return f"{self.debtor_id} {self.started_at}"


class Said(Owned):
    """A reason that was heard in a call. The words are left out where they touch somebody's health."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="said")
    call_id = models.BigIntegerField()
    call = Link("store.Call", column="call_id", related_name="said")
    on = models.DateField()
    words = models.TextField(blank=True)
    reason = models.CharField(max_length=40)  # the id of a file in reasons/
    improvement_id = models.BigIntegerField(null=True)
    improvement = Link("store.Improvement", column="improvement_id", related_name="said", null=True, on_delete=models.DO_NOTHING)
    chosen = models.BooleanField(default=False)  # a person said so; else it was recognised

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "debtor_id", "reason"), name="said_debtor"),
            models.Index(fields=("creditor", "reason", "on"), name="said_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.reason} {self.on}"


class Agreed(Owned):
    """One thing that was agreed: whose it is, what, by when, and what became of it."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="agreed")
    call_id = models.BigIntegerField(null=True)
    call = Link("store.Call", column="call_id", related_name="agreed", null=True)
    invoice_id = models.BigIntegerField(null=True)
    invoice = Link("store.Invoice", column="invoice_id", related_name="agreed", null=True)
    hold_id = models.BigIntegerField(null=True)
    hold = Link("store.Hold", column="hold_id", related_name="agreed", null=True)
    improvement_id = models.BigIntegerField(null=True)  # of a complaint: what it is about on our side
    improvement = Link("store.Improvement", column="improvement_id", related_name="agreed", null=True, on_delete=models.DO_NOTHING)
    kind = models.CharField(max_length=16)  # core.conversation.agreement.Agree
    ours = models.BooleanField(default=False)  # we do it; else he does
    what = models.TextField(blank=True)  # in words
    amount = models.BigIntegerField(null=True)  # cents
    parts = models.PositiveSmallIntegerField(null=True)  # in how many parts, of an arrangement that is still a wish
    made_on = models.DateField()
    day = models.DateField(null=True)  # the last day for it; None only while the call goes on
    minute = models.TimeField(null=True)  # at what time, for who calls back or meets
    place = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=10, default="draft")  # draft, open, done, kept, broken, withdrawn
    ended_on = models.DateField(null=True)
    by = models.CharField(max_length=200)  # who agreed it for us

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "debtor_id"), name="agreed_debtor"),
            models.Index(fields=("creditor", "day"), condition=models.Q(state="open"), name="agreed_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"
