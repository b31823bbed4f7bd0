"""The words in which an agreed rate of interest is kept: a year's or a month's, and when its interest joins the base."""

from __future__ import annotations

from django.db import models


class Period(models.TextChoices):
    """What a percentage is of."""

    YEAR = "year"
    MONTH = "month"


class Joining(models.TextChoices):
    """When interest itself begins to bear interest."""

    NEVER = "never"
    MONTH = "month"
    YEAR = "year"


class Clause(models.TextChoices):
    """Which interest was agreed with a debtor."""

    TERMS = "terms"  # what the company's general terms say, or the law where they say nothing
    LAW = "law"
    OWN = "own"
