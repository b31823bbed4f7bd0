"""What the bank said came in or went out, and which invoice it was booked on."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class Payment(Owned):
    """One entry of a bank account; `amount` in cents, received is positive. `free` is what is booked on no invoice yet; of money
    that went out it is below nothing while it waits for a person to say what it gave back. `given_back` went back to the payer."""

    on = models.DateField()
    amount = models.BigIntegerField()
    free = models.BigIntegerField()
    given_back = models.BigIntegerField(default=0)
    account = models.CharField(max_length=34, blank=True)
    counterparty_name = models.CharField(max_length=200, blank=True)
    counterparty_iban = models.CharField(max_length=34, blank=True)
    remittance = models.TextField(blank=True)
    reference = models.CharField(max_length=140, blank=True)
    end_to_end_id = models.CharField(max_length=140, blank=True)
    fingerprint = models.CharField(max_length=64)  # what makes it the same entry when it is read again
    set_aside = models.BooleanField(default=False)  # a person said: this is no payment of an invoice
    format = models.CharField(max_length=20, blank=True)  # of the statement it came in; its file may be a ZIP of several
    batch = models.BigIntegerField(default=0)  # cents: the sum of the batch that this is one payment of
    likely_debtor_id = models.BigIntegerField(null=True)  # who it is likely from, while nobody placed it
    file_id = models.BigIntegerField(null=True)
    file = Link("store.ImportedFile", column="file_id", related_name="payments", null=True, on_delete=models.DO_NOTHING)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "fingerprint"), name="payment_once")]
        indexes = [
            models.Index(fields=("creditor", "on"), name="payment_day"),
            models.Index(fields=("creditor", "end_to_end_id"), condition=~models.Q(end_to_end_id=""), name="payment_end_to_end"),
            models.Index(fields=("creditor", "on"), condition=models.Q(free__gt=0, set_aside=False), name="payment_free"),
            models.Index(fields=("creditor", "on"), condition=models.Q(amount__lt=0), name="payment_out"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {self.amount}"


class Allocation(Owned):
    """A part of a payment, or of a credit note, booked on an invoice. Taking it back sets `undone_on`; nothing is deleted."""

    invoice_id = models.BigIntegerField()
    invoice = Link("store.Invoice", column="invoice_id", related_name="allocations")
    payment_id = models.BigIntegerField(null=True)
    payment = Link("store.Payment", column="payment_id", related_name="allocations", null=True)
    credit_note_id = models.BigIntegerField(null=True)
    credit_note = Link("store.Invoice", column="credit_note_id", related_name="credits_given", null=True)
    with_payment_id = models.BigIntegerField(null=True)  # of a credit note: the payment that it was taken off with
    on = models.DateField()  # the day the money came in, or the day from which a credit note counts
    amount = models.BigIntegerField()
    # reference, account-and-amount, name-and-amount, person, file, credit-note, set-off, discount, arrangement, arrangement-kept
    because = models.CharField(max_length=40)
    score = models.SmallIntegerField(default=0)  # what spoke for it, less what spoke against it
    reasons = models.JSONField(default=list)  # core.matching.points.Reason
    undone_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "invoice_id"), name="allocation_invoice"),
            models.Index(fields=("creditor", "payment_id"), name="allocation_payment"),
            models.Index(fields=("creditor", "on"), name="allocation_day"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} on {self.invoice_id}"
