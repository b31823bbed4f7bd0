"""The line between a creditor and the desk of his partner, in this installation or another, and what was said over it."""

from __future__ import annotations

from django.db import models

from akkoord.core.problem import Text
from akkoord.store.base import Link, Owned


class LineState(models.TextChoices):
    """Where it stands."""

    INVITED = "invited"  # the desk made it; nobody took it up yet
    OPEN = "open"
    CLOSED = "closed"


class Line(Owned):
    """One line, seen from one side: of a `client`, who hands over, or of the `desk`, which takes in. The desk names it by `mark`.

    A line within this installation has `here_id`, the company at the other end, and no address. To a desk elsewhere the client
    sends and from it he fetches; the desk never has to reach him.
    """

    side = models.CharField(max_length=6)  # client, desk
    state = models.CharField(max_length=7, choices=LineState, default=LineState.INVITED)
    mark = models.CharField(max_length=40)
    name = models.CharField(max_length=200, blank=True)  # of who is at the other end
    email = models.EmailField(blank=True)
    kvk = models.CharField(max_length=8, blank=True)
    registration = models.CharField(max_length=40, blank=True)  # of the desk, under the Wki
    address = models.CharField(max_length=300, blank=True)  # of the desk's installation
    here_id = models.BigIntegerField(null=True)
    key = models.CharField(max_length=64, blank=True)  # the public key of the other end
    secret = models.CharField(max_length=64, blank=True)  # digest of the code that opens it; empty once it did
    expires_on = models.DateField(null=True)  # the last day on which that code opens it
    terms = models.JSONField(default=dict)  # of the desk: its fees (core.handover.fees)
    fetched = models.PositiveIntegerField(default=0)  # the last message of the other end that came in without a gap
    taken = models.PositiveIntegerField(default=0)  # the last of ours that the other end has
    heard_at = models.DateTimeField(null=True)
    since = models.DateTimeField(null=True)  # of the trouble; None while it works
    tries = models.PositiveIntegerField(default=0)
    not_before = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)
    error_en = models.CharField(max_length=500, blank=True)  # empty: what a server said, as it said it
    made_on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "side", "mark"), name="line_mark")]

    def __str__(self) -> str:
        return f"{self.side} {self.mark}"

    @property
    def trouble(self) -> Text:
        """What is wrong with it; empty while it works."""
        return Text(self.error, self.error_en or self.error)


class LineMessage(Owned):
    """One message over a line, ours or theirs, as it was signed. It is kept for good: the course of each case rests on it."""

    line_id = models.BigIntegerField()
    line = Link("store.Line", column="line_id", related_name="messages")
    ours = models.BooleanField()
    seq = models.PositiveIntegerField()
    uid = models.CharField(max_length=32)
    kind = models.CharField(max_length=12)
    ref = models.CharField(max_length=40, blank=True)
    body = models.JSONField(default=dict)
    raw = models.BinaryField()  # what was signed, byte for byte
    signature = models.CharField(max_length=100)
    attachment = models.BinaryField(null=True)
    attachment_sha256 = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, default="queued")  # ours: queued, sent, refused there; theirs: waiting, applied, refused
    because = models.JSONField(default=dict)  # why it was refused: {"nl", "en"}
    made_on = models.DateField()
    at = models.DateTimeField(null=True)  # when it was sent, or came in

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("creditor", "line_id", "ours", "seq"), name="line_message_seq"),
            models.UniqueConstraint(fields=("creditor", "line_id", "ours", "uid"), name="line_message_uid"),
        ]
        indexes = [
            models.Index(fields=("creditor", "line_id", "ref", "seq"), name="line_message_ref"),
            models.Index(fields=("creditor", "state"), condition=models.Q(state__in=("queued", "waiting")), name="line_message_open"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"
