"""The floor of a day: a bare script that reads the same rows as columns, decides with them, and writes the very same rows."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from django.db import connection, models, transaction

from akkoord.store.models import Answer, Case, Creditor, Event, LadderVersion, Letter, Outbox, Run, StepTaken, Task

WRITTEN: tuple[type[models.Model], ...] = (LadderVersion, Case, Letter, Task, StepTaken, Outbox, Event, Answer, Run)
CHUNK = 5_000


class _Undo(Exception):
    """What was measured is taken back."""


@dataclass(slots=True)
class Mark:
    """What stood in the tables before a day was run: the highest number of each, and the answers that held."""

    highest: dict[str, int]

    @classmethod
    def now(cls) -> Mark:
        """The mark before the day."""
        return cls({one._meta.db_table: one._default_manager.aggregate(most=models.Max("id"))["most"] or 0 for one in WRITTEN})


def floor_seconds(creditor: Creditor, mark: Mark, *, on: date, ordinary: bool) -> float:
    """Seconds of the bare script for the day that was just run after `mark`. What the run wrote is read first and taken out,
    the script is timed while it reads, decides and writes all of it again, and everything is as it was afterwards."""
    seconds = 0.0
    try:
        with transaction.atomic():
            kept = [_taken_out(one, mark) for one in WRITTEN]
            ended = list(Answer.objects.filter(creditor=creditor, until=on).values_list("id", flat=True))
            _end(creditor.id, ended, None)
            os.sync()  # the disk is done with what was taken out
            began = time.perf_counter()
            _read_and_decide(creditor.id, on, ordinary=ordinary)
            _end(creditor.id, ended, on)
            for table, columns, rows in kept:
                _insert(table, columns, rows)
            seconds = time.perf_counter() - began
            raise _Undo
    except _Undo:
        return seconds


def _taken_out(model: type[models.Model], mark: Mark) -> tuple[str, list[str], list[tuple[Any, ...]]]:
    """The rows a run wrote in a table, as the driver gives them, and out of the table with them."""
    table = model._meta.db_table
    columns = [field.column for field in model._meta.concrete_fields if field.column and not field.generated]
    with connection.cursor() as cursor:
        names = ", ".join(f'"{one}"' for one in columns)
        cursor.execute(f'SELECT {names} FROM "{table}" WHERE id > %s', [mark.highest[table]])
        rows = cursor.fetchall()
        cursor.execute(f'DELETE FROM "{table}" WHERE id > %s', [mark.highest[table]])
    return table, columns, [tuple(_plain(value) for value in row) for row in rows]


def _plain(value: Any) -> Any:
    """A value the way it can be inserted again: PostgreSQL gives JSON back as what it means."""
    if isinstance(value, dict | list):
        from psycopg.types.json import Jsonb

        return Jsonb(value)
    return value


def _end(creditor: int, ended: Sequence[int], on: date | None) -> None:
    """These answers held until that day; with None they hold still."""
    with connection.cursor() as cursor:
        sql = 'UPDATE "store_answer" SET "until" = %s WHERE creditor_id = %s AND id = %s'
        cursor.executemany(sql, [(on, creditor, one) for one in ended])


def _insert(table: str, columns: list[str], rows: Sequence[tuple[Any, ...]]) -> None:
    names = ", ".join(f'"{one}"' for one in columns)
    sql = f'INSERT INTO "{table}" ({names}) VALUES ({", ".join(["%s"] * len(columns))})'
    with connection.cursor() as cursor:
        for first in range(0, len(rows), CHUNK):
            cursor.executemany(sql, rows[first : first + CHUNK])


_INVOICES = (
    "SELECT i.id, i.number, i.due_on, i.total, i.open, i.debtor_id FROM store_invoice i "
    "WHERE i.creditor_id = %s AND i.open > 0 AND i.kind = 'invoice' AND i.issued_on <= %s"
)
_LOOKED_AT = (
    " AND (i.debtor_id IN (SELECT a.debtor_id FROM store_answer a WHERE a.creditor_id = %s AND a.until IS NULL AND a.look_on <= %s)"
    " OR i.debtor_id IN (SELECT j.debtor_id FROM store_invoice j WHERE j.creditor_id = %s AND j.open > 0 AND j.due_on = %s))"
)


def _read_and_decide(creditor: int, on: date, *, ordinary: bool) -> int:
    """Columns of the invoices, debtors, steps and reasons to wait; who is due a step, and how many of his invoices are."""
    since = [creditor, on, creditor, on - timedelta(days=1)] if ordinary else []
    rows = _rows(_INVOICES + (_LOOKED_AT if ordinary else ""), [creditor, on, *since])
    kinds = dict(_rows("SELECT id, kind FROM store_debtor WHERE creditor_id = %s", [creditor]))
    steps = _rows("SELECT invoice_id, left_on FROM store_steptaken WHERE creditor_id = %s", [creditor])
    held = _numbers(_rows("SELECT debtor_id FROM store_hold WHERE creditor_id = %s AND ended_on IS NULL", [creditor]), 0)
    due, gone = _days(rows, 2), _days(steps, 1)
    today = np.datetime64(on)
    reminded = np.isin(_numbers(rows, 0), _numbers(steps, 0)[gone <= today])
    debtor = _numbers(rows, 5)
    step = (due < today) & ~reminded & ~np.isin(debtor, held) & (_numbers(rows, 4) > 500)
    found, _ = np.unique(debtor[step], return_counts=True)
    return len(found) + len(kinds)


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def _numbers(rows: Sequence[tuple[Any, ...]], place: int) -> np.ndarray[Any, Any]:
    return np.fromiter((row[place] for row in rows), dtype=np.int64, count=len(rows))


def _days(rows: Sequence[tuple[Any, ...]], place: int) -> np.ndarray[Any, Any]:
    return np.array([str(row[place] or "9999-12-31") for row in rows], dtype="datetime64[D]")
