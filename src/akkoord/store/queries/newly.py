"""What is new at a company since its last run: when that was, and the debtors for whom it matters.

Written out, as in `stands`: a worker asks this every day for every company, and nearly always the answer is nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

_LAST = """
SELECT run."on", run.seq, run.version, (SELECT MAX("on") FROM store_run WHERE creditor_id = %s AND "full")
FROM store_run AS run WHERE run.creditor_id = %s ORDER BY run."on" DESC, run.id DESC LIMIT 1
"""
_SEQ = "SELECT MAX(seq) FROM store_event WHERE creditor_id = %s"
_DAY_HAS_COME = "SELECT debtor_id FROM store_answer WHERE creditor_id = %s AND until IS NULL AND look_on <= %s"
_FELL_DUE = """
SELECT debtor_id FROM store_invoice WHERE creditor_id = %s AND kind = 'invoice' AND open > 0
AND issued_on <= %s AND due_on >= %s AND due_on < %s
"""
# Open on that day and paid since: looked for among what was booked later, which is nothing unless a day is caught up.
_WAS_OPEN = """
SELECT late.debtor_id FROM store_allocation AS booked
JOIN store_invoice AS late ON late.creditor_id = booked.creditor_id AND late.id = booked.invoice_id
WHERE booked.creditor_id = %s AND booked."on" > %s AND late.kind = 'invoice' AND late.settled_on > %s
AND late.issued_on <= %s AND late.due_on >= %s AND late.due_on < %s
"""
_TOLD_OF = "SELECT debtor_id FROM store_event WHERE creditor_id = %s AND seq > %s AND debtor_id IS NOT NULL"


@dataclass(frozen=True, slots=True)
class LastRun:
    """The day of the last run, the last event it knew of, the version that decided, and the last day on which it looked at all."""

    on: date
    seq: int
    version: str
    full_on: date | None


def last_run(creditor_id: int) -> LastRun | None:
    """The last run of this company, by the day it was for; None before the first."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [creditor_id, creditor_id])
        row = cursor.fetchone()
    return None if row is None else LastRun(_day(row[0]), row[1], row[2], None if row[3] is None else _day(row[3]))


def last_event(creditor_id: int) -> int:
    """The number of the last event of this company, 0 before the first."""
    with connection.cursor() as cursor:
        cursor.execute(_SEQ, [creditor_id])
        row = cursor.fetchone()
    return row[0] or 0


def to_look_at(creditor_id: int, *, on: date, last: LastRun, seq: int) -> set[int]:
    """The debtors whose day has come, whose invoice fell due since the last run, or to whom something happened after it."""
    question, today = f"{_DAY_HAS_COME} UNION {_FELL_DUE} UNION {_WAS_OPEN}", str(on)
    fell = [today, str(last.on), today]
    values: list[int | str] = [creditor_id, today, creditor_id, *fell, creditor_id, today, today, *fell]
    if seq > last.seq:
        question, values = f"{question} UNION {_TOLD_OF}", [*values, creditor_id, last.seq]
    with connection.cursor() as cursor:
        cursor.execute(question, values)
        return {row[0] for row in cursor.fetchall()}


def _day(found: date | str) -> date:
    """SQLite keeps a day as text."""
    return found if isinstance(found, date) else date.fromisoformat(found)
