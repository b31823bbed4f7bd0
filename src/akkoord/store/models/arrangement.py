"""A payment arrangement: what was proposed and agreed, in which version, and how it goes with it."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class ArrangementState(models.TextChoices):
    """How it goes with it. A proposal runs once it was accepted; a new version replaces the one before it."""

    PROPOSED = "proposed"
    RUNNING = "running"
    KEPT = "kept"
    BROKEN = "broken"
    REPLACED = "replaced"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"  # nobody accepted it in time


class InterestRule(models.TextChoices):
    """The names are those of core.arrangement.terms.Interest."""

    FROZEN = "frozen"
    RUNNING = "running"
    WAIVED = "waived"


class How(models.TextChoices):
    """How it was accepted."""

    PORTAL = "portal"
    PAPER = "paper"
    SPOKEN = "spoken"


class Arrangement(Owned):
    """One version of an arrangement with one debtor. While it runs, each of its invoices has a reason to wait.

    Sums in cents. `total` is what is paid when it is kept: principal, interest and costs as they stood on the day of the
    proposal, with `added` for the time of the plan, less `waived` and `discount`, which revive when it is broken.
    """

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="arrangements")
    first_id = models.BigIntegerField()  # the first version, its own number where it is that
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=9, choices=ArrangementState, default=ArrangementState.PROPOSED)
    total = models.BigIntegerField()
    principal = models.BigIntegerField()
    interest = models.BigIntegerField(default=0)
    costs = models.BigIntegerField(default=0)
    added = models.BigIntegerField(default=0)
    waived = models.BigIntegerField(default=0)
    discount = models.BigIntegerField(default=0)
    interest_rule = models.CharField(max_length=7, choices=InterestRule, default=InterestRule.FROZEN)
    terms = models.JSONField(default=dict)  # as they were chosen, so that a new version can begin with them
    proposed_on = models.DateField()
    valid_until = models.DateField(null=True)
    by = models.CharField(max_length=200, blank=True)  # who proposed it: an address, or what did it by itself
    subject = models.CharField(max_length=300)
    blocks = models.JSONField(default=list)  # the text as it was proposed: [{"name", "text", "editable"}]
    content = models.JSONField(default=dict)  # a core.letter.LetterContent
    text_sha256 = models.CharField(max_length=64)  # over the whole text, the schedule included
    agreed_on = models.DateField(null=True)
    accepted_how = models.CharField(max_length=6, choices=How, blank=True)
    accepted_by = models.CharField(max_length=200, blank=True)  # the name of who did
    accepted_at = models.DateTimeField(null=True)
    accepted_from = models.CharField(max_length=60, blank=True)  # the address on the network
    pdf = models.BinaryField(null=True)  # as it was accepted
    pdf_sha256 = models.CharField(max_length=64, blank=True)
    warning_id = models.BigIntegerField(null=True)  # the letter about a missed instalment
    warning = Link("store.Letter", column="warning_id", null=True, on_delete=models.DO_NOTHING)
    warned_on = models.DateField(null=True)  # the day it left
    warned_until = models.DateField(null=True)  # the last day it named
    remind_days = models.PositiveSmallIntegerField(null=True)  # before each instalment; None: none is sent
    reminded = models.PositiveSmallIntegerField(null=True)  # the number of the last instalment there was a reminder of
    ended_on = models.DateField(null=True)
    ended_because = models.JSONField(default=dict)  # {"nl", "en"}
    note = models.TextField(blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "debtor_id"), name="arrangement_debtor"),
            models.Index(fields=("creditor", "state"), name="arrangement_state"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("creditor", "debtor_id"), condition=models.Q(state="running"), name="one_arrangement"),
            models.UniqueConstraint(fields=("creditor", "debtor_id"), condition=models.Q(state="proposed"), name="one_proposal"),
            models.UniqueConstraint(fields=("creditor", "first_id", "version"), name="arrangement_version"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.agreed_on or self.proposed_on}"
