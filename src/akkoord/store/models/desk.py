"""The desk of who collects for others: the cases that came in, what happened in each, and what was settled with a client per month."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class DeskCase(Owned):
    """One case of one client. Its sums, in cents, are those of the day it was submitted; what happened since stands in its entries.

    The debtor is a row of the desk's own company, so that letters, mail, people and the time line work as for anybody else. It is kept
    for two years at least after it ended (art. 5.1 Bki).
    """

    line_id = models.BigIntegerField()
    line = Link("store.Line", column="line_id", related_name="desk_cases")
    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="desk_cases")
    ref = models.CharField(max_length=40)  # of the client
    number = models.CharField(max_length=20)  # our own
    client = models.CharField(max_length=200)  # as he was called then
    state = models.CharField(max_length=12, default="received")  # core.handover.course.State
    principal = models.BigIntegerField(default=0)
    interest = models.BigIntegerField(default=0)
    costs = models.BigIntegerField(default=0)
    reckoned_on = models.DateField()  # the last day over which that interest was counted
    runs = models.JSONField(default=list)  # its invoices as interest runs on after that day (core.handover.onward); empty: it does not here
    claim = models.JSONField(default=dict)  # as it was submitted, with its lines; the manifest may be of a newer file
    manifest = models.JSONField(default=dict)
    dossier = models.BinaryField()
    dossier_sha256 = models.CharField(max_length=64)
    dossiers = models.PositiveSmallIntegerField(default=1)  # how many versions of it came
    handler = models.CharField(max_length=200, blank=True)  # the address of who handles it
    received_on = models.DateField()
    accepted_on = models.DateField(null=True)
    acted_on = models.DateField()  # the last day on which the desk did something in it
    closed_on = models.DateField(null=True)
    because = models.CharField(max_length=20, blank=True)  # core.handover.course.CLOSED_BECAUSE, refused
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("creditor", "line_id", "ref"), name="desk_case_ref"),
            models.UniqueConstraint(fields=("creditor", "number"), name="desk_case_number"),
        ]
        indexes = [
            models.Index(fields=("creditor", "debtor_id"), name="desk_case_debtor"),
            models.Index(fields=("creditor", "acted_on"), condition=models.Q(closed_on=None), name="desk_case_running"),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.state}"


class DeskEntry(Owned):
    """One thing that happened in a case; `amount` in cents. Money that came in at the client (`paid`) and here (`payment`) is above
    nothing, what was reversed below. An entry stands; another one puts it right, and comes in the statement of its own month."""

    case_id = models.BigIntegerField()
    case = Link("store.DeskCase", column="case_id", related_name="entries")
    kind = models.CharField(max_length=12)  # a kind of core.handover.message; complaint, note, letter
    on = models.DateField()
    at = models.DateTimeField(null=True)
    by = models.CharField(max_length=200, blank=True)  # empty: the client
    amount = models.BigIntegerField(default=0)
    what = models.CharField(max_length=200, blank=True)  # the action; what a cost is for; which invoice was paid
    payer = models.CharField(max_length=6, blank=True)  # of a cost: debtor, client
    text = models.TextField(blank=True)
    uid = models.CharField(max_length=32, blank=True)  # of the message it came with, or went with
    about = models.CharField(max_length=32, blank=True)  # of an answer: the uid of the question
    answered_on = models.DateField(null=True)  # of a question; of a complaint, when its receipt was confirmed
    letter_id = models.BigIntegerField(null=True)
    letter = Link("store.Letter", column="letter_id", related_name="desk_entries", null=True, on_delete=models.DO_NOTHING)
    statement_id = models.BigIntegerField(null=True)  # in which statement this money was settled
    statement = Link("store.DeskStatement", column="statement_id", related_name="entries", null=True, on_delete=models.DO_NOTHING)

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "case_id", "on"), name="desk_entry_case"),
            models.Index(fields=("creditor", "on"), condition=models.Q(statement_id=None), name="desk_entry_unsettled"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("creditor", "case_id", "uid"), condition=~models.Q(uid=""), name="desk_entry_message"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.on}"


class DeskStatement(Owned):
    """What was settled with one client over one month, once: sums in cents, `lines` one a case (core.handover.fees), and its page."""

    line_id = models.BigIntegerField()
    line = Link("store.Line", column="line_id", related_name="statements")
    month = models.CharField(max_length=7)  # 2026-11
    received = models.BigIntegerField()
    costs = models.BigIntegerField()
    fee = models.BigIntegerField()
    vat = models.BigIntegerField()
    pay_out = models.BigIntegerField()  # to the client; below nothing: he pays that
    lines = models.JSONField(default=list)
    terms = models.JSONField(default=dict)  # as they were then
    made_on = models.DateField()
    by = models.CharField(max_length=200, blank=True)
    pdf = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "line_id", "month"), name="desk_statement_month")]

    def __str__(self) -> str:
        return f"{self.month} {self.pay_out}"
