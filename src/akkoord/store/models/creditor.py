"""The company whose money it is, its settings, and who may work for it."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from akkoord.store.models.debtor import LegalForm
from akkoord.store.models.interest_clause import Joining, Period


class Approval(models.TextChoices):
    """Who lets a letter go."""

    PERSON = "person"
    AUTOMATIC = "automatic"


class SentBy(models.TextChoices):
    """How invoices usually reach the debtor: from their presumed receipt a term is counted where none was agreed."""

    EMAIL = "email"
    POST = "post"


class DayCount(models.TextChoices):
    """How many days a year has when interest is reckoned over a part of it (docs/decisions/0013)."""

    COMPOUNDING_YEAR = "compounding-year"
    ALWAYS_365 = "365"
    CALENDAR_YEAR = "calendar-year"


class Instalments(models.TextChoices):
    """Which reading of the cap on costs over small instalments holds (art. 2a Besluit BIK)."""

    SAFE = "safe"
    PUBLISHED = "published"


class Attach(models.TextChoices):
    """With which letters the invoices go along, where their documents are kept."""

    ALWAYS = "always"
    EMAIL = "email"
    NEVER = "never"


class PartnerKind(models.TextChoices):
    """Who takes a case over: bailiffs and lawyers need no registration of their own (art. 4 Wki)."""

    AGENCY = "agency"
    BAILIFF = "bailiff"
    LAWYER = "lawyer"


class Creditor(models.Model):
    """A company with unpaid invoices. Sending is off until somebody turned it on."""

    name = models.CharField(max_length=200)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=20, blank=True)
    city = models.CharField(max_length=100, blank=True)
    country = models.CharField(max_length=2, default="NL")
    email = models.EmailField(blank=True)
    phone = models.CharField(max_length=40, blank=True)
    website = models.CharField(max_length=200, blank=True)
    kvk = models.CharField(max_length=8, blank=True)
    vat = models.CharField(max_length=20, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    vat_deductible = models.BooleanField(default=True)
    legal_form = models.CharField(max_length=12, choices=LegalForm, blank=True)  # it decides what a court charges
    signed_by = models.CharField(max_length=200, blank=True)

    sending_on = models.BooleanField(default=False)
    paused_since = models.DateField(null=True, blank=True)  # everything lies still: no step is decided, no letter leaves
    paused_by = models.CharField(max_length=200, blank=True)
    paused_because = models.CharField(max_length=300, blank=True)
    approval = models.CharField(max_length=10, choices=Approval, default=Approval.PERSON)
    handover = models.CharField(max_length=10, choices=Approval, default=Approval.PERSON)
    post = models.CharField(max_length=10, choices=Approval, default=Approval.PERSON)  # a person prints, or a folder takes it
    attach_invoices = models.CharField(max_length=6, choices=Attach, default=Attach.ALWAYS)
    partner = models.CharField(max_length=200, blank=True)
    partner_email = models.EmailField(blank=True)
    partner_mandated = models.BooleanField(default=False)  # the partner has our mandate: only then a hand-over is announced
    partner_mandated_on = models.DateField(null=True, blank=True)
    partner_way = models.CharField(max_length=30, default="csv_by_email")  # a module of partners/: how the file reaches him
    partner_kind = models.CharField(max_length=7, choices=PartnerKind, default=PartnerKind.AGENCY)
    partner_phone = models.CharField(max_length=40, blank=True)
    partner_registration = models.CharField(max_length=40, blank=True)  # in the register of art. 4 Wki
    partner_checked_on = models.DateField(null=True, blank=True)  # when somebody looked it up there
    tolerance = models.BigIntegerField(default=500)  # cents: less than this is not chased
    default_term = models.PositiveSmallIntegerField(default=30)  # days, where an invoice names no due day
    discount_share = models.PositiveSmallIntegerField(default=0)  # hundredths of a percent off for who pays soon
    discount_days = models.PositiveSmallIntegerField(default=0)  # after the day of the invoice
    term_agreed = models.BooleanField(default=False)  # whether the usual term stands in the contract or the terms of sale
    negotiate_on = models.BooleanField(default=False)  # the portal negotiates by itself, inside the bounds
    bounds_business = models.JSONField(default=dict)  # a policy of work.bargain.policy; empty: the usual one
    bounds_consumer = models.JSONField(default=dict)
    remind_days = models.PositiveSmallIntegerField(null=True, blank=True)  # before each instalment, usually; None: no reminder
    thanks = models.BooleanField(default=False)  # a letter of thanks when an arrangement or a promise was kept
    ladder_business = models.CharField(max_length=60, default="nl_business")
    ladder_consumer = models.CharField(max_length=60, default="nl_consumer")
    bank_until = models.DateField(null=True, blank=True)  # the last day the bank was read up to
    call_attempts = models.PositiveSmallIntegerField(default=3)  # in vain, before it goes on in writing with an offer of an arrangement
    bank_days = models.PositiveSmallIntegerField(default=1)  # working days that a payment may be on its way between two banks

    invoices_by = models.CharField(max_length=5, choices=SentBy, default=SentBy.EMAIL)
    large = models.BooleanField(default=False)  # a large company itself (art. 2:397 BW)
    day_count = models.CharField(max_length=16, choices=DayCount, default=DayCount.COMPOUNDING_YEAR)
    agreed_rate = models.DecimalField(max_digits=5, decimal_places=2, null=True, blank=True)  # percent, by the general terms
    agreed_per = models.CharField(max_length=5, choices=Period, default=Period.YEAR)
    agreed_joins = models.CharField(max_length=5, choices=Joining, default=Joining.NEVER)
    least_at_once = models.BooleanField(default=False)  # the 40 euro between businesses from the first day of default
    costs_over_capitalised = models.BooleanField(default=False)  # a full year's interest counts for costs toward businesses
    instalment_costs = models.CharField(max_length=10, choices=Instalments, default=Instalments.SAFE)
    collection_taxed = models.BooleanField(default=False)  # an agency does the collecting, and charges VAT for it
    vat_declared = models.BooleanField(default=False)  # the declaration of art. 2 lid 3 Besluit BIK was made

    smtp_host = models.CharField(max_length=200, blank=True)
    smtp_port = models.PositiveIntegerField(default=587)
    smtp_user = models.CharField(max_length=200, blank=True)
    smtp_password = models.CharField(max_length=500, blank=True)  # sealed with the installation's key
    smtp_security = models.CharField(max_length=8, default="starttls")  # starttls, tls or none
    hourly_limit = models.PositiveIntegerField(default=200)  # e-mails an hour at most
    test_address = models.EmailField(blank=True)  # while it is filled, all mail goes there and nothing to a debtor

    imap_host = models.CharField(max_length=200, blank=True)  # where answers come in
    imap_port = models.PositiveIntegerField(default=993)
    imap_user = models.CharField(max_length=200, blank=True)
    imap_password = models.CharField(max_length=500, blank=True)  # sealed, as that of the other server
    imap_security = models.CharField(max_length=8, default="tls")  # tls, starttls or none
    imap_folder = models.CharField(max_length=200, default="INBOX")
    model_address = models.CharField(max_length=300, blank=True)  # of a language model that is asked; empty: none is
    model_name = models.CharField(max_length=100, blank=True)
    model_key = models.CharField(max_length=1000, blank=True)  # sealed, as the passwords of the servers
    made_at = models.DateTimeField(null=True, blank=True)

    desk_on = models.BooleanField(default=False)  # this company collects for others: it has a desk
    desk_registration = models.CharField(max_length=40, blank=True)  # its own number in that register
    desk_complaints = models.TextField(blank=True)  # how and where somebody complains about it (art. 6 Bki)
    desk_terms = models.JSONField(default=dict)  # its usual fees (core.handover.fees)

    portal_on = models.BooleanField(default=False)  # letters carry a link to the debtor's own page
    portal_days = models.PositiveSmallIntegerField(default=90)  # how long a link opens it
    mollie_on = models.BooleanField(default=False)  # there he can pay by Mollie
    mollie_key = models.CharField(max_length=500, blank=True)  # sealed, as the passwords of the servers

    @property
    def has_partner(self) -> bool:
        """Whether a hand-over can come true: there is a partner, and he has a mandate."""
        return bool(self.partner) and self.partner_mandated

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """What somebody may do for a company."""

    OWNER = "owner"  # everything, settings and people included
    CONTROLLER = "controller"  # all daily work, no settings
    READER = "reader"  # looks, changes nothing


class Membership(models.Model):
    """Somebody works for a company, in a role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    creditor = models.ForeignKey(Creditor, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=12, choices=Role, default=Role.CONTROLLER)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "user"), name="one_membership")]

    def __str__(self) -> str:
        return f"{self.user} @ {self.creditor}: {self.role}"
