"""A negotiation with one debtor, kept from one answer to the next, and everything that was said in it."""

from __future__ import annotations

from django.db import models

from akkoord.core.negotiation.offer import Offer, offer_of
from akkoord.core.problem import Refusal, Text
from akkoord.store.base import Link, Owned


class BargainState(models.TextChoices):
    """How it goes with it."""

    OPEN = "open"
    AGREED = "agreed"
    OVER = "over"  # without an agreement
    PERSON = "person"  # a person goes on
    ENDED = "ended"  # something came in between, or a person stopped it


class Bargain(Owned):
    """One negotiation over what was open when it began (`basis`: cents by invoice; `debt`: with interest and costs), under the
    bounds that held then. `talk` is what the engine remembers, kept by version `engine`; the other columns are what was said
    last, so that an offer stands whatever becomes of the engine."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="bargains")
    place = models.CharField(max_length=6)  # portal, call
    state = models.CharField(max_length=6, choices=BargainState, default=BargainState.OPEN)
    begun_on = models.DateField()
    begun_at = models.DateTimeField(null=True)
    by = models.CharField(max_length=200, blank=True)
    debt = models.BigIntegerField()
    basis = models.JSONField(default=dict)
    bounds = models.JSONField(default=dict)
    engine = models.CharField(max_length=20)
    talk = models.JSONField(default=dict)
    offer = models.JSONField(null=True)  # what lies there, or was agreed
    kind = models.CharField(max_length=8)  # of the last answer: offer, final, accept, handover, person
    words = models.JSONField(default=dict)  # what the debtor reads, by language
    because = models.TextField(blank=True)  # for the creditor only, in Dutch
    because_en = models.TextField(blank=True)
    offered_on = models.DateField()  # the day the offer that lies there was made
    valid_until = models.DateField(null=True)
    turns = models.PositiveSmallIntegerField(default=0)
    ended_on = models.DateField(null=True)
    ended_because = models.CharField(max_length=20, blank=True)
    arrangement_id = models.BigIntegerField(null=True)
    arrangement = Link("store.Arrangement", column="arrangement_id", related_name="bargains", null=True)
    hold_id = models.BigIntegerField(null=True)
    hold = Link("store.Hold", column="hold_id", related_name="bargains", null=True)

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "debtor_id"), name="bargain_debtor"),
            models.Index(fields=("creditor", "begun_on"), condition=models.Q(state="open"), name="bargain_open"),
        ]
        constraints = [
            models.UniqueConstraint(fields=("creditor", "debtor_id"), condition=models.Q(state="open"), name="one_bargain"),
        ]

    def __str__(self) -> str:
        return f"{self.state} {self.begun_on}"

    @property
    def now(self) -> Offer | None:
        """The offer that lies there, or that was agreed."""
        found = offer_of(self.offer) if self.offer else None
        return None if isinstance(found, Refusal) else found

    @property
    def why(self) -> Text:
        """Why that was answered last, for the creditor."""
        return Text(self.because, self.because_en or self.because)

    @property
    def text(self) -> str:
        """What the debtor reads, in his language."""
        return self.text_in(self.debtor.language)

    def text_in(self, language: str) -> str:
        """What the debtor reads, in a language; Dutch where it is not known."""
        return str(self.words.get(language) or self.words.get("nl", ""))


class BargainTurn(Owned):
    """What came in, and what was answered. Rows are only ever added."""

    bargain_id = models.BigIntegerField()
    bargain = Link("store.Bargain", column="bargain_id", related_name="all_turns")
    number = models.PositiveSmallIntegerField()
    on = models.DateField()
    at = models.DateTimeField(null=True)
    by = models.CharField(max_length=200, blank=True)
    said = models.JSONField(default=dict)  # as it came in; without words that touch somebody's health
    kind = models.CharField(max_length=8)
    offer = models.JSONField(null=True)
    text = models.TextField()  # what the debtor read, in Dutch
    text_en = models.TextField(blank=True)
    because = models.TextField()  # for the creditor only, in Dutch
    because_en = models.TextField(blank=True)
    engine = models.CharField(max_length=20)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "bargain_id", "number"), name="bargain_turn_once")]

    def __str__(self) -> str:
        return f"{self.number} {self.kind}"

    @property
    def words(self) -> Text:
        """What the debtor read, in the language of who looks."""
        return Text(self.text, self.text_en or self.text)

    @property
    def why(self) -> Text:
        """Why that was answered, for the creditor."""
        return Text(self.because, self.because_en or self.because)
