"""Mail that came in from debtors, and how each way in or out is doing."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class MailKind(models.TextChoices):
    """What came in: words of a person, an answer that a machine gave, or a letter that could not be delivered."""

    REPLY = "reply"
    AUTOMATIC = "automatic"
    BOUNCE = "bounce"


class InboundMail(Owned):
    """One mail about one debtor, as plain text. `digest` is that of its Message-ID, so that the same mail comes in once."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="mails")
    letter_id = models.BigIntegerField(null=True)
    letter = Link("store.Letter", column="letter_id", related_name="mails", null=True)
    kind = models.CharField(max_length=10, choices=MailKind)
    digest = models.CharField(max_length=64)
    sender = models.CharField(max_length=320)
    sender_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300, blank=True)
    on = models.DateField()  # the day it was taken in
    at = models.DateTimeField()
    text = models.TextField(blank=True)
    cut = models.BooleanField(default=False)  # there was more than is kept
    attachments = models.JSONField(default=list)  # [{"name", "mime", "size"}]: what they are; they stay in the mailbox
    read_on = models.DateField(null=True)  # a reply that nobody read holds the letters to this debtor
    read_by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "debtor_id"), name="mail_debtor"),
            models.Index(fields=("creditor", "debtor_id"), condition=models.Q(kind=MailKind.REPLY, read_on=None), name="mail_unread"),
        ]
        constraints = [models.UniqueConstraint(fields=("creditor", "digest"), name="mail_once")]

    def __str__(self) -> str:
        return f"{self.sender}: {self.subject}"


class ChannelState(Owned):
    """How a way in or out is doing: since when it fails, and when it is tried again. `cursor` is how far a mailbox was read."""

    channel = models.CharField(max_length=10)  # email, or inbox
    since = models.DateTimeField(null=True)  # of the trouble; None while it works
    tries = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    worked_at = models.DateTimeField(null=True)
    cursor = models.JSONField(default=dict)  # {"place", "validity", "last"}

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "channel"), name="channel_state")]

    def __str__(self) -> str:
        return f"{self.channel}: {self.error or 'ok'}"


class PrintBatch(Owned):
    """Letters that were printed together: by whom and when; which they were is said by their messages."""

    on = models.DateField()
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    letters = models.PositiveIntegerField()
    pages = models.PositiveIntegerField()

    class Meta:
        indexes = [models.Index(fields=("creditor", "at"), name="print_batch_at")]

    def __str__(self) -> str:
        return f"{self.at} {self.letters}"
