"""Money that went back to a debtor: what he paid too much, or what a credit note gave him."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class Refund(Owned):
    """An outgoing payment, whole, as what it gave back: of a payment that came in, or a credit note. `amount` in cents, above
    nothing. Taking it back sets `undone_on`; nothing is deleted."""

    out_id = models.BigIntegerField()
    out = Link("store.Payment", column="out_id", related_name="refunds")
    payment_id = models.BigIntegerField(null=True)
    payment = Link("store.Payment", column="payment_id", related_name="refunded_by", null=True)
    credit_note_id = models.BigIntegerField(null=True)
    credit_note = Link("store.Invoice", column="credit_note_id", related_name="refunded_by", null=True)
    on = models.DateField()  # the day the money went out
    amount = models.BigIntegerField()
    by_person = models.BooleanField(default=False)
    score = models.SmallIntegerField(default=0)
    reasons = models.JSONField(default=list)  # core.matching.refunds.RefundReason
    undone_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("creditor", "out_id"), condition=models.Q(undone_on=None), name="refund_once"),
            models.CheckConstraint(
                condition=models.Q(payment_id=None, credit_note_id__isnull=False) | models.Q(payment_id__isnull=False, credit_note_id=None),
                name="refund_of_one",
            ),
        ]
        indexes = [
            models.Index(fields=("creditor", "payment_id"), name="refund_payment"),
            models.Index(fields=("creditor", "credit_note_id"), name="refund_note"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} back by {self.out_id}"
