"""Who owes: a business, a consumer or a public authority, the people one can speak to, and the accounts it pays from."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned
from akkoord.store.models.interest_clause import Clause, Joining, Period


class DebtorKind(models.TextChoices):
    """Which law protects the debtor."""

    BUSINESS = "business"
    CONSUMER = "consumer"
    GOVERNMENT = "government"


class LegalForm(models.TextChoices):
    """As what a business stands in the trade register: it says who is sued, and who answers for the debt with what he has."""

    SOLE = "eenmanszaak"
    BV = "bv"
    NV = "nv"
    VOF = "vof"
    CV = "cv"
    MAATSCHAP = "maatschap"
    STICHTING = "stichting"
    VERENIGING = "vereniging"
    COOPERATIE = "cooperatie"
    FOREIGN = "foreign"


class Debtor(Owned):
    """One debtor of one creditor."""

    number = models.CharField(max_length=60, blank=True)  # in the creditor's own administration
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=DebtorKind, default=DebtorKind.BUSINESS)
    kind_doubtful = models.BooleanField(default=False)  # nobody said which; then he is treated as a consumer in law
    language = models.CharField(max_length=2, default="nl")
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="NL")
    email = models.EmailField(blank=True)
    bounced = models.CharField(max_length=254, blank=True)  # the address that mail came back from; another one works again
    phone = models.CharField(max_length=40, blank=True)
    wrong_phone = models.CharField(max_length=40, blank=True)  # the number that turned out not to be his; another one is right again
    kvk = models.CharField(max_length=8, blank=True)
    vat = models.CharField(max_length=20, blank=True)
    legal_form = models.CharField(max_length=12, choices=LegalForm, blank=True)  # said by a person; a name only makes it likely
    note = models.TextField(blank=True)
    large = models.BooleanField(default=False)  # a large company (art. 2:397 BW): no terms over 30 days toward a smaller one
    interest_clause = models.CharField(max_length=5, choices=Clause, default=Clause.TERMS)
    agreed_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)  # percent, where its clause is its own
    agreed_per = models.CharField(max_length=5, choices=Period, default=Period.YEAR)
    agreed_joins = models.CharField(max_length=5, choices=Joining, default=Joining.NEVER)
    group_id = models.BigIntegerField(null=True)
    group = Link("store.DebtorGroup", column="group_id", related_name="debtors", null=True, on_delete=models.PROTECT)
    ladder = models.CharField(max_length=60, blank=True)  # the name of a ladder of his own; empty: his group's, or that of his kind
    payer = models.CharField(max_length=10, blank=True)  # one of core.behaviour.payer.PAYERS, from his history
    payer_rests = models.JSONField(default=dict)  # on what that rests: {"settled", "quartiles", "stale"}
    payer_said = models.BooleanField(default=False)  # a person said it, and history does not change it

    class Meta:
        indexes = [models.Index(fields=("creditor", "name"), name="debtor_name")]
        constraints = [
            models.UniqueConstraint(fields=("creditor", "number"), condition=~models.Q(number=""), name="debtor_number"),
        ]

    def __str__(self) -> str:
        return self.name


class Contact(Owned):
    """Somebody at the debtor's whom one can reach."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="contacts")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    bounced = models.CharField(max_length=254, blank=True)  # as with a debtor
    phone = models.CharField(max_length=40, blank=True)
    wrong_phone = models.CharField(max_length=40, blank=True)  # as with a debtor
    decides = models.BooleanField(default=False)  # he is who decides about paying

    class Meta:
        indexes = [models.Index(fields=("creditor", "debtor_id"), name="contact_debtor")]

    def __str__(self) -> str:
        return self.name


class DebtorAccount(Owned):
    """A bank account this debtor paid from, or that an invoice named."""

    debtor_id = models.BigIntegerField()
    debtor = Link("store.Debtor", column="debtor_id", related_name="accounts")
    iban = models.CharField(max_length=34)
    times = models.PositiveIntegerField(default=0)  # payments of his that came from it

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "iban", "debtor_id"), name="debtor_account")]

    def __str__(self) -> str:
        return self.iban
