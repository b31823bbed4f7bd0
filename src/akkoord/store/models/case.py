"""A case: one debtor's path along the ladder, and every step that was taken for every invoice, once."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class Case(Owned):
    """Opens when the first step is taken for a debtor, ends when nothing in it is open any more or it is handed over."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="cases")
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    closed_because = models.CharField(max_length=20, blank=True)  # paid, handed-over, written-off
    ladder_id = models.BigIntegerField(null=True)  # the version of the ladder it walks
    ladder = Link("store.LadderVersion", column="ladder_id", null=True, on_delete=models.PROTECT)

    class Meta:
        indexes = [models.Index(fields=("creditor", "debtor_id"), name="case_debtor")]
        constraints = [
            models.UniqueConstraint(fields=("creditor", "debtor_id"), condition=models.Q(closed_on=None), name="one_open_case"),
        ]

    def __str__(self) -> str:
        return f"case {self.id}"


class StepTaken(Owned):
    """A step of the ladder for one invoice. The constraint is what keeps it from ever being taken twice."""

    case_id = models.BigIntegerField()
    case = Link("store.Case", column="case_id", related_name="steps")
    invoice_id = models.BigIntegerField()
    invoice = Link("store.Invoice", column="invoice_id", related_name="steps")
    step = models.CharField(max_length=30)
    round = models.PositiveSmallIntegerField(default=1)
    decided_on = models.DateField()
    left_on = models.DateField(null=True)  # the day the letter really left, or the task appeared
    received_on = models.DateField(null=True)  # presumed receipt
    last_day = models.DateField(null=True)  # the last day to pay that it named
    withdrawn_on = models.DateField(null=True)  # a person took it back before it left
    letter_id = models.BigIntegerField(null=True)
    letter = Link("store.Letter", column="letter_id", related_name="steps", null=True)
    task_id = models.BigIntegerField(null=True)
    task = Link("store.Task", column="task_id", related_name="steps", null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "case_id", "invoice_id", "step", "round"), name="step_once")]
        indexes = [
            models.Index(fields=("creditor", "invoice_id"), name="step_invoice"),
            models.Index(fields=("creditor", "letter_id"), name="step_letter"),
        ]

    def __str__(self) -> str:
        return f"{self.step} {self.decided_on}"
