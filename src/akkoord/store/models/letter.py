"""Letters, from draft to proof of sending, and the outbox from which they leave once."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class LetterState(models.TextChoices):
    """Where a letter stands. Only an approved one may leave; only a draft may be changed."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class Letter(Owned):
    """One letter to one debtor. `content` is frozen when it is made, `blocks` are the texts a person may change."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="letters")
    case_id = models.BigIntegerField()
    case = Link("store.Case", column="case_id", related_name="letters")
    kind = models.CharField(max_length=30)  # the step
    language = models.CharField(max_length=2, default="nl")
    state = models.CharField(max_length=10, choices=LetterState, default=LetterState.DRAFT)
    made_on = models.DateField()
    asked = models.BigIntegerField()  # cents: the sum the letter asks for
    last_day = models.DateField(null=True)
    subject = models.CharField(max_length=300)
    blocks = models.JSONField(default=list)  # [{"name", "text", "editable"}]
    content = models.JSONField(default=dict)  # a core.letter.LetterContent
    basis = models.JSONField(default=dict)  # {invoice id: cents open} on which it was decided, before interest and costs
    changed = models.BooleanField(default=False)  # a person changed the text
    work_id = models.BigIntegerField(null=True)  # the work it is about, where it says that work stops
    channels = models.JSONField(default=list)  # the ways the ladder sends it; empty: as its step says
    approved_by = models.ForeignKey("store.User", on_delete=models.SET_NULL, null=True, related_name="+")
    sent_on = models.DateField(null=True)
    withdrawn_because = models.CharField(max_length=300, blank=True)
    pdf = models.BinaryField(null=True)  # as it left
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "state", "made_on", "debtor_id", "id"), name="letter_state"),  # a list needs no texts
            models.Index(fields=("creditor", "debtor_id"), name="letter_debtor"),
        ]

    def __str__(self) -> str:
        return self.subject


class OutboxState(models.TextChoices):
    """A row is claimed by a conditional update, so that two workers never send it both."""

    QUEUED = "queued"
    SENDING = "sending"
    SENT = "sent"
    BOUNCED = "bounced"  # it left, and came back
    FAILED = "failed"
    CANCELLED = "cancelled"


class Outbox(Owned):
    """One message of one letter over one channel; written in the transaction that decided it."""

    letter_id = models.BigIntegerField()
    letter = Link("store.Letter", column="letter_id", related_name="messages")
    channel = models.CharField(max_length=10)  # email, post
    recipient = models.CharField(max_length=300)
    state = models.CharField(max_length=10, choices=OutboxState, default=OutboxState.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    claimed_at = models.DateTimeField(null=True)
    claimed_by = models.CharField(max_length=40, blank=True)
    sent_at = models.DateTimeField(null=True)
    receipt = models.CharField(max_length=300, blank=True)  # message id, or the file that was printed
    batch_id = models.BigIntegerField(null=True)  # the print batch it was in
    tested_at = models.DateTimeField(null=True)  # a copy went to the test address; the letter itself still waits
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "letter_id", "channel"), name="message_once")]
        indexes = [
            models.Index(fields=("creditor", "state"), name="outbox_state"),
            models.Index(fields=("creditor", "sent_at"), name="outbox_sent"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.recipient}"
