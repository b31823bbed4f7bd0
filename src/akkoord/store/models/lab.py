"""Ways to negotiate that were played over debtors like those of a company, with what came of it."""

from __future__ import annotations

from django.db import models

from akkoord.store.models.asked import Asked


class Lab(Asked):
    """One question and its answer. `asked` holds the kind of debtor, the bounds and the seed, `outcome` what work.lab.play made
    of it."""

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "state"), name="lab_state"),
            models.Index(fields=("creditor", "id"), name="lab_taken", condition=models.Q(taken_by__isnull=False)),
        ]
