"""How a matter ended amicably: settled for less, written off, credited, or simply kept; and the last letter about it."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned


class EndingKind(models.TextChoices):
    """How it ended."""

    SETTLED = "settled"  # less, paid at once and in time
    WRITTEN_OFF = "written-off"
    CREDITED = "credited"
    ARRANGEMENT = "arrangement"  # kept to the end
    PROMISE = "promise"  # kept


class EndingState(models.TextChoices):
    """Where it stands."""

    OFFERED = "offered"
    DONE = "done"
    LAPSED = "lapsed"
    UNDONE = "undone"


class Ending(Owned):
    """One ending with one debtor. `basis` are the cents that were open by invoice, `parts` the bookings it made, `let_go` the
    cents that are not asked any more; of a settlement `pay` is what must come in by `last_day`."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="endings")
    case_id = models.BigIntegerField(null=True)
    case = Link("store.Case", column="case_id", null=True, on_delete=models.DO_NOTHING)
    kind = models.CharField(max_length=11, choices=EndingKind)
    state = models.CharField(max_length=7, choices=EndingState, default=EndingState.DONE)
    reason = models.CharField(max_length=20, blank=True)  # of a write-off: small, uncollectable, goodwill
    note = models.TextField(blank=True)
    beyond = models.TextField(blank=True)  # why an owner went beyond the bounds
    basis = models.JSONField(default=dict)
    parts = models.JSONField(default=list)
    pay = models.BigIntegerField(default=0)
    let_go = models.BigIntegerField(default=0)
    last_day = models.DateField(null=True)
    made_on = models.DateField()
    done_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)  # lapsed, or undone
    by = models.CharField(max_length=200, blank=True)
    about_id = models.BigIntegerField(null=True)  # the arrangement or the promise that was kept
    credit_note_id = models.BigIntegerField(null=True)
    credit_note = Link("store.Invoice", column="credit_note_id", null=True)
    letter_id = models.BigIntegerField(null=True)  # the last letter
    letter = Link("store.Letter", column="letter_id", null=True, on_delete=models.DO_NOTHING)
    offer_letter_id = models.BigIntegerField(null=True)  # that brought the offer to settle
    offer_letter = Link("store.Letter", column="offer_letter_id", null=True, on_delete=models.DO_NOTHING)
    hold_id = models.BigIntegerField(null=True)
    hold = Link("store.Hold", column="hold_id", related_name="endings", null=True)

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "debtor_id"), name="ending_debtor"),
            models.Index(fields=("creditor", "last_day"), condition=models.Q(state="offered"), name="ending_offered"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("creditor", "debtor_id"), condition=models.Q(state="offered"), name="one_settlement"),
            models.UniqueConstraint(
                fields=("creditor", "case_id"), condition=models.Q(letter_id__isnull=False, state="done"), name="closing_once"
            ),
            models.UniqueConstraint(fields=("creditor", "kind", "about_id"), condition=~models.Q(about_id=None), name="ending_about_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
