"""The debtor's own page: the links that lead to it, what he says there, what he pays there, and who tried too often."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class PortalLink(Owned):
    """One link to what one debtor owes one creditor. The link itself is kept nowhere: it is made from this row's key, and
    `digest` is only how the row is found when somebody comes with it."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="portal_links")
    letter_id = models.BigIntegerField(null=True)
    letter = Link("store.Letter", column="letter_id", related_name="portal_links", null=True)
    digest = models.CharField(max_length=64)
    made_on = models.DateField()
    made_by = models.CharField(max_length=200, blank=True)  # who made it by hand; empty: it came with its letter
    expires_on = models.DateField()  # the last day on which it opens
    revoked_at = models.DateTimeField(null=True)
    wrong = models.PositiveIntegerField(default=0)  # wrong answers since the last right one
    locked_until = models.DateTimeField(null=True)
    first_seen = models.DateTimeField(null=True)  # when he first saw his details by it
    last_seen = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)  # when he last said that he was done: what was opened before is closed

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "debtor_id"), name="portal_link_debtor"),
            models.Index(fields=("creditor", "letter_id"), name="portal_link_letter"),
        ]
        constraints = [models.UniqueConstraint(fields=("digest",), name="portal_link_digest")]  # who comes names no creditor

    def __str__(self) -> str:
        return f"link {self.id}"


class PortalAct(models.TextChoices):
    """What a debtor can say on his page."""

    PAID = "paid"
    QUESTION = "question"
    DISPUTE = "dispute"
    CALLBACK = "callback"
    PROPOSAL = "proposal"


class PortalMessage(Owned):
    """Something he said on his page. His words stand in the mail that is read where all answers are."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="portal_messages")
    link_id = models.BigIntegerField()
    link = Link("store.PortalLink", column="link_id", related_name="messages")
    invoice_id = models.BigIntegerField(null=True)
    invoice = Link("store.Invoice", column="invoice_id", related_name="portal_messages", null=True)
    mail_id = models.BigIntegerField(null=True)
    mail = Link("store.InboundMail", column="mail_id", related_name="portal_messages", null=True)
    hold_id = models.BigIntegerField(null=True)
    hold = Link("store.Hold", column="hold_id", related_name="portal_messages", null=True)
    kind = models.CharField(max_length=10, choices=PortalAct)
    on = models.DateField()
    at = models.DateTimeField()
    day = models.DateField(null=True)  # that he paid on, wants to be called on, or would pay first on
    minute = models.TimeField(null=True)
    amount = models.BigIntegerField(null=True)  # cents: what he paid, or can pay each time
    every = models.CharField(max_length=12, blank=True)  # of a proposal: week, fortnight, 4-weeks or month

    class Meta:
        indexes = [models.Index(fields=("creditor", "debtor_id"), name="portal_message_debtor")]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class PayState(models.TextChoices):
    """How it goes with a payment at a payment service; the names are those of Mollie."""

    OPEN = "open"
    PENDING = "pending"
    AUTHORIZED = "authorized"
    PAID = "paid"
    CANCELED = "canceled"
    EXPIRED = "expired"
    FAILED = "failed"


class PayLink(Owned):
    """A payment that was begun at a payment service."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="pay_links")
    link_id = models.BigIntegerField()
    link = Link("store.PortalLink", column="link_id", related_name="pay_links")
    amount = models.BigIntegerField()  # cents
    reference = models.CharField(max_length=140)
    remote_id = models.CharField(max_length=64, blank=True)  # as the payment service names it
    checkout = models.CharField(max_length=500, blank=True)  # where he pays
    state = models.CharField(max_length=10, choices=PayState, default=PayState.OPEN)
    made_on = models.DateField()
    made_at = models.DateTimeField()
    paid_at = models.DateTimeField(null=True)
    settled_on = models.DateField(null=True)  # of one that was paid: when it was booked; until then nobody is bothered

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "debtor_id"), name="pay_link_debtor"),
            models.Index(fields=("creditor", "debtor_id"), condition=models.Q(state="paid", settled_on=None), name="pay_link_paid"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.amount}"


class PortalVisitor(models.Model):
    """Who tried wrong answers or links that do not exist, over all links. Not his address: a seal over it, that nobody can undo."""

    seal = models.CharField(max_length=64, primary_key=True)
    wrong = models.PositiveIntegerField(default=0)
    since = models.DateTimeField()
    locked_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=("since",), name="portal_visitor_since")]

    def __str__(self) -> str:
        return f"{self.wrong}"
