"""A constant of the program that stands in the question itself, and not beside it as a value: the embedded database plans with the
words of a question alone, and only so sees that an index of the open invoices holds all that is asked."""

from __future__ import annotations

from typing import Any

from django.db.models import CharField, Expression, Field, IntegerField


class Plain(Expression):
    """A whole number or a plain word of the program's own, never what somebody typed. Raises ValueError for any other word."""

    def __init__(self, value: int | str) -> None:
        if isinstance(value, str) and not (value.isascii() and value.isidentifier()):
            raise ValueError(f"not a plain word: {value!r}")
        field: Field[Any, Any] = CharField() if isinstance(value, str) else IntegerField()
        super().__init__(output_field=field)
        self.value = value

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[str | int, ...]]:
        """The constant as SQL writes it, and no values."""
        return (f"'{self.value}'" if isinstance(self.value, str) else str(int(self.value))), ()
