"""Workers that are at work on this database, each with the sign of life that it renews."""

from __future__ import annotations

from django.db import models

from akkoord.store.ids import new_id


class Worker(models.Model):
    """One process; it has no data of any company. A row of its own, because to change one with a file in it is to write the whole
    file again."""

    id = models.BigIntegerField(primary_key=True, default=new_id, editable=False)
    signs = models.BigIntegerField(default=0)  # rises with every sign of life

    def __str__(self) -> str:
        return f"worker {self.id}"
