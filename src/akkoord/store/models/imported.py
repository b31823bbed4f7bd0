"""Files that came in, what was made of them, and what a person said their columns mean."""

from __future__ import annotations

from django.db import models

from akkoord.store.base import Link, Owned
from akkoord.store.models.held import Held


class ImportState(models.TextChoices):
    """Where the reading of a file stands."""

    QUEUED = "queued"
    READING = "reading"
    NEEDS_COLUMNS = "needs-columns"
    DONE = "done"
    FAILED = "failed"


class ImportedFile(Held):
    """One file as it came in. `report` has the counts and problems that `akkoord import` prints."""

    name = models.CharField(max_length=300)
    sha256 = models.CharField(max_length=64)
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
            models.Index(fields=("creditor", "id"), name="file_taken", condition=models.Q(taken_by__isnull=False)),
        ]

    def __str__(self) -> str:
        return self.name


class FileContent(Owned):
    """What a file holds. A row of its own: how far the reading is changes often, and the embedded database writes a row whole."""

    file_id = models.BigIntegerField()
    file = Link("store.ImportedFile", column="file_id", related_name="contents")
    content = models.BinaryField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "file_id"), name="content_once")]

    def __str__(self) -> str:
        return f"content of file {self.file_id}"


class ColumnChoice(Owned):
    """What a person said the columns of files with these headings mean: asked once."""

    headings_hash = models.CharField(max_length=64)
    columns = models.JSONField(default=dict)

    class Meta:
        constraints = [models.UniqueConstraint(fields=("creditor", "headings_hash"), name="columns_once")]

    def __str__(self) -> str:
        return self.headings_hash[:8]
