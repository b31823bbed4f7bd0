"""Files that came in, what was made of them, and what a person said their columns mean."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Owned


class ImportState(models.TextChoices):
    """Where the reading of a file stands."""

    QUEUED = "queued"
    READING = "reading"
    NEEDS_COLUMNS = "needs-columns"
    DONE = "done"
    FAILED = "failed"


class ImportedFile(Owned):
    """One file as it came in. `report` has the counts and problems that `akkoord import` prints."""

    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
    content = models.BinaryField()
    kind = models.CharField(max_length=20, blank=True)
    state = models.CharField(max_length=15, choices=ImportState, default=ImportState.QUEUED)
    columns = models.JSONField(default=dict)
    headings = models.JSONField(default=list)
    unmapped = models.JSONField(default=list)
    done_units = models.BigIntegerField(default=0)
    all_units = models.BigIntegerField(default=0)
    report = models.JSONField(default=dict)
    on = models.DateField()
    at = models.DateTimeField(null=True)
    by = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=("creditor", "state"), name="file_state"),
            models.Index(fields=("creditor", "sha256"), name="file_hash"),
        ]

    def __str__(self) -> str:
        return self.name


class ColumnChoice(Owned):
    """What a person said the columns of files with these headings mean: asked once."""

    headings_hash = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "headings_hash"), name="columns_once")]

    def __str__(self) -> str:
        return self.headings_hash[:8]
