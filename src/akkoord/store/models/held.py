"""The shape of a row that one worker at a time works on, while others may be at work on the same database."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Owned


class Held(Owned):
    """A row that waits (`queued`) until a worker takes it."""

    taken_by = models.BigIntegerField(null=True)  # the Worker that has it, or somebody who takes it in at once; null: nobody
    broken_off = models.PositiveSmallIntegerField(default=0)  # how often who had it was gone in the middle

    class Meta:
        abstract = True
