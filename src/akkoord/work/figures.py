"""The sums beside the work list: what is open, how old it is, what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q, Sum

from akkoord.store.models import Creditor
from akkoord.store.queries.open_on import was_open
from akkoord.work.today import expected_soon


@dataclass(frozen=True, slots=True)
class Figures:
    """Cents by age, before interest and costs; `debtors` is how many have something open."""

    open: int
    not_due: int
    overdue_1_30: int
    overdue_31_60: int
    overdue_older: int
    promised: int
    debtors: int


def figures(*, creditor: Creditor, on: date) -> Figures:
    """The figures of a day, in two queries."""
    month, two = on - timedelta(days=30), on - timedelta(days=60)
    ages = {
        "not_due": Q(due_on__gte=on),
        "overdue_1_30": Q(due_on__lt=on, due_on__gte=month),
        "overdue_31_60": Q(due_on__lt=month, due_on__gte=two),
        "overdue_older": Q(due_on__lt=two),
    }
    sums = {name: Sum("left", filter=when) for name, when in ages.items()}
    # Sums of `open` come before one named `open`: Django would take that for the column.
    found = was_open(creditor, on=on).aggregate(**sums, debtors=Count("debtor_id", distinct=True), open=Sum("left"))
    return Figures(promised=expected_soon(creditor=creditor, on=on), **{name: value or 0 for name, value in found.items()})
