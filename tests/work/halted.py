"""A debtor with work that goes on, walked to the day on which it was warned about or stopped, by the real verbs."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from akkoord.core.message import Channel
from akkoord.store.models import Creditor, Debtor, Invoice, OngoingWork
from tests.cast import MONDAY
from tests.factories import make_debtor, make_invoice
from tests.work.days import DAY, work_days

DUE = MONDAY - 14 * DAY  # so that the warning is due on MONDAY
STOPS = date(2026, 11, 25)  # received on the 18th, and the seven days after that


def make_work(debtor: Debtor, **fields: Any) -> OngoingWork:
    """Work that goes on for him."""
    said = {"name": "het onderhoud", "since": DUE - 30 * DAY, "notify": "ploeg@delinde.example", **fields}
    return OngoingWork.objects.create(creditor=debtor.creditor, debtor_id=debtor.id, **said)


def late_with_work(creditor: Creditor, **fields: Any) -> tuple[Invoice, OngoingWork]:
    """An invoice that is two weeks late on MONDAY, and the work."""
    debtor = make_debtor(creditor)
    return make_invoice(debtor, due_on=DUE, total=120_000), make_work(debtor, **fields)


def warned(creditor: Creditor, carriers: Mapping[str, Channel], **fields: Any) -> tuple[Invoice, OngoingWork]:
    """The warning left on MONDAY."""
    invoice, work = late_with_work(creditor, **fields)
    work_days(creditor, DUE + DAY, MONDAY, carriers)
    return invoice, work


def stopped(creditor: Creditor, carriers: Mapping[str, Channel], **fields: Any) -> tuple[Invoice, OngoingWork]:
    """The letter that it stopped left on STOPS."""
    invoice, work = warned(creditor, carriers, **fields)
    work_days(creditor, MONDAY + DAY, STOPS, carriers)
    work.refresh_from_db()
    return invoice, work
