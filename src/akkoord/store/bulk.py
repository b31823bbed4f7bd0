"""Saves many rows: some fields of rows that are there, or new rows, without what the object layer adds to each of a million."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from itertools import islice
from operator import attrgetter
from typing import Any

from django.db import connection, models

CHUNK = 5_000
AS_IT_IS = frozenset({"CharField", "TextField", "EmailField", "BooleanField", "ForeignKey", "AutoField", "BigAutoField"})
# The statement, what takes a row's values, and those that the database wants in another form.
Plan = tuple[str, Callable[[Any], tuple[Any, ...]], list[tuple[int, Callable[[Any], Any]]]]


def save_fields(rows: Sequence[models.Model], fields: Sequence[str]) -> None:
    """Write `fields` of these rows, which are all of one table and hold plain values; call it in a transaction. One small statement
    for each: to lay out the big one that Django makes of many takes longer than all else that is done about them."""
    if rows:
        _many(_saving(type(rows[0]), tuple(fields), connection.vendor), rows)


def insert_rows(rows: Iterable[models.Model]) -> None:
    """Insert new rows of one table, each with the number it was made with; call it in a transaction."""
    left = iter(rows)
    while chunk := list(islice(left, CHUNK)):
        _many(_inserting(type(chunk[0]), connection.vendor), chunk)
        for row in chunk:
            row._state.adding = False


def _many(plan: Plan, rows: Iterable[models.Model]) -> None:
    sql, values, changed = plan
    with connection.cursor() as cursor:
        cursor.executemany(sql, [_prepared(values(row), changed) for row in rows])


def _prepared(values: tuple[Any, ...], changed: Sequence[tuple[int, Callable[[Any], Any]]]) -> Sequence[Any]:
    if not changed:
        return values
    found = list(values)
    for place, prepare in changed:
        found[place] = prepare(found[place])
    return found


@cache
def _inserting(model: type[models.Model], vendor: str) -> Plan:
    fields = [field for field in model._meta.concrete_fields if field.column and not field.generated]
    names = ", ".join(map(_name, fields))
    return _planned(f"INSERT INTO {_table(model)} ({names}) VALUES ({', '.join(['%s'] * len(fields))})", fields)


@cache
def _saving(model: type[models.Model], names: tuple[str, ...], vendor: str) -> Plan:
    fields, keys = [model._meta.get_field(name) for name in names], model._meta.pk_fields
    to, where = ", ".join(f"{_name(field)} = %s" for field in fields), " AND ".join(f"{_name(key)} = %s" for key in keys)
    return _planned(f"UPDATE {_table(model)} SET {to} WHERE {where}", [*fields, *keys])


def _planned(sql: str, fields: Sequence[Any]) -> Plan:
    changed = [(place, _form(field)) for place, field in enumerate(fields) if not _plain(field)]
    return sql, attrgetter(*(field.attname for field in fields)), changed


def _table(model: type[models.Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _name(field: Any) -> str:
    return connection.ops.quote_name(str(field.column))


def _plain(field: Any) -> bool:
    kind = field.get_internal_type()
    return kind in AS_IT_IS or "Integer" in kind


def _form(field: Any) -> Callable[[Any], Any]:
    if field.get_internal_type() == "DateField":
        return connection.ops.adapt_datefield_value

    def prepare(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return prepare
