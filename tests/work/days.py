"""Shorthand for days of work: run a day, send what may leave, walk over many days."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from akkoord.core.message import Channel
from akkoord.store.models import Creditor, Letter, StepTaken
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.run_day import run_day
from tests.factories import at_hour

DAY = timedelta(days=1)


def bank_says(creditor: Creditor, until: date) -> None:
    """The bank was read up to that day."""
    Creditor.objects.filter(id=creditor.id).update(bank_until=until)
    creditor.refresh_from_db()


def work_day(creditor: Creditor, on: date, carriers: Mapping[str, Channel] | None = None) -> dict[str, Any]:
    """The bank is read, the day is run, and at ten what may leave leaves."""
    bank_says(creditor, on)
    counts = run_day(creditor=creditor, on=on, at=at_hour(on))
    if carriers is not None:
        send_outbox(creditor=creditor, at=at_hour(on), carriers=carriers)
    return counts


def work_days(creditor: Creditor, first: date, last: date, carriers: Mapping[str, Channel] | None = None) -> None:
    """Every day from the first to the last."""
    day = first
    while day <= last:
        work_day(creditor, day, carriers)
        day += DAY


def steps_of(creditor: Creditor) -> list[tuple[str, str]]:
    """Every step that stands, with its day: (day, step)."""
    rows = StepTaken.objects.filter(creditor=creditor, withdrawn_on=None).order_by("decided_on", "id")
    return [(str(row.decided_on), row.step) for row in rows]


def states_of(creditor: Creditor) -> list[tuple[str, str]]:
    """Every letter in the order they were made: (kind, state)."""
    return list(Letter.objects.filter(creditor=creditor).order_by("id").values_list("kind", "state"))
