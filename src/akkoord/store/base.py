"""The shape of every table with a creditor's data: the creditor's number comes first in its key, its links and its indexes."""

from __future__ import annotations

from typing import Any

from django.db import models

from akkoord.store.ids import new_id


class Owned(models.Model):
    """A row of one creditor. The key is (creditor, id), so that a cluster can keep a creditor's rows together."""

    pk = models.CompositePrimaryKey("creditor_id", "id")
    creditor = models.ForeignKey("store.Creditor", on_delete=models.CASCADE, related_name="+", db_index=False)
    id = models.BigIntegerField(default=new_id, editable=False)

    class Meta:
        abstract = True


class Link(models.ForeignObject):  # type: ignore[type-arg]  # the stubs ask for parameters that the class does not take at run time
    """A link within one creditor: (creditor, <name>_id) -> (creditor, id). A row of another creditor cannot be named by it."""

    def __init__(self, to: str, *, column: str, related_name: str = "+", null: bool = False, **kwargs: Any) -> None:
        kwargs.pop("from_fields", None)
        kwargs.pop("to_fields", None)
        kwargs.setdefault("on_delete", models.CASCADE)
        super().__init__(to, from_fields=("creditor", column), to_fields=("creditor", "id"), related_name=related_name, null=null, **kwargs)
        self.column_name = column

    def deconstruct(self) -> Any:
        """What a migration needs to make this link again."""
        name, path, args, kwargs = super().deconstruct()
        kwargs["column"] = self.column_name
        for taken in ("from_fields", "to_fields"):
            kwargs.pop(taken, None)
        return name, path, args, kwargs
