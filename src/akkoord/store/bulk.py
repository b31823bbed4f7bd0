"""Saves some fields of several rows: one by one where they are few, in one statement where they are many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from django.db import models

FEW = 8  # Django takes longer to write one big statement than a database takes for so many small ones
Row = TypeVar("Row", bound=models.Model)


def save_fields(rows: Sequence[Row], fields: Sequence[str]) -> None:
    """Write `fields` of these rows, which are all of one table; call it in a transaction."""
    if len(rows) > FEW:
        type(rows[0])._default_manager.bulk_update(rows, fields, batch_size=200)
        return
    for row in rows:
        row.save(update_fields=fields)
