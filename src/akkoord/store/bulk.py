"""Saves many rows: some fields of rows that are there, or new rows, without what the object layer adds to each of a million."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any, TypeVar

from django.db import connection, models

FEW = 8  # Django takes longer to write one big statement than a database takes for so many small ones
CHUNK = 5_000
AS_IT_IS = frozenset({"CharField", "TextField", "EmailField", "BooleanField", "ForeignKey", "AutoField", "BigAutoField"})
Row = TypeVar("Row", bound=models.Model)


def save_fields(rows: Sequence[Row], fields: Sequence[str]) -> None:
    """Write `fields` of these rows, which are all of one table; call it in a transaction."""
    if len(rows) > FEW:
        type(rows[0])._default_manager.bulk_update(rows, fields, batch_size=200)
        return
    for row in rows:
        row.save(update_fields=fields)


def insert_rows(rows: Iterable[models.Model]) -> None:
    """Insert new rows of one table, each with the number it was made with; call it in a transaction."""
    left = iter(rows)
    while chunk := list(islice(left, CHUNK)):
        sql, values, changed = _plan(type(chunk[0]), connection.vendor)
        with connection.cursor() as cursor:
            cursor.executemany(sql, [_prepared(values(row), changed) for row in chunk])
        for row in chunk:
            row._state.adding = False


def _prepared(values: tuple[Any, ...], changed: Sequence[tuple[int, Callable[[Any], Any]]]) -> Sequence[Any]:
    if not changed:
        return values
    found = list(values)
    for place, prepare in changed:
        found[place] = prepare(found[place])
    return found


@cache
def _plan(model: type[models.Model], vendor: str) -> tuple[str, Callable[[Any], tuple[Any, ...]], list[tuple[int, Callable[[Any], Any]]]]:
    """The statement, what takes a row's values, and those that a database of this vendor wants in another form."""
    fields = [field for field in model._meta.concrete_fields if field.column and not field.generated]
    names = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    sql = f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(fields))})"
    changed = [(place, _form(field)) for place, field in enumerate(fields) if not _plain(field)]
    return sql, attrgetter(*(field.attname for field in fields)), changed


def _plain(field: Any) -> bool:
    kind = field.get_internal_type()
    return kind in AS_IT_IS or "Integer" in kind


def _form(field: Any) -> Callable[[Any], Any]:
    if field.get_internal_type() == "DateField":
        return connection.ops.adapt_datefield_value

    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return prepare
