"""How a debtor stands and what happened, made ready for a page."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from akkoord.core.law.freshness import Ending
from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Debtor, Event
from akkoord.store.queries import debtor_page
from akkoord.work.books import law_kind
from akkoord.work.law import rates_ending
from akkoord.work.owed import Owed
from akkoord.work.told.events import Day, by_day, tell


def stand(sums: Owed | Refusal) -> dict[str, Any]:
    """What parts/stand.html shows: the sums, or why there are none; what of it is late, and for how many days at most."""
    if isinstance(sums, Refusal):
        return {"owed": None, "refusal": sums, "late": [], "overdue": 0, "oldest": 0}
    late = [row for row in sums.invoices if row.principal and row.days_overdue > 0]
    days = max((row.days_overdue for row in late), default=0)
    return {"owed": sums, "refusal": None, "late": late, "overdue": sum(row.principal for row in late), "oldest": days}


def ending_for(debtor: Debtor, *, on: date) -> Ending | None:
    """Whether the table of rates for this debtor ends soon or has ended, for parts/rates_ending.html."""
    return rates_ending(debtor.creditor_id, on=on, debtor_kind=law_kind(debtor))


def time_line(desk: Desk, events: Collection[Event]) -> list[Day]:
    """Events in words, by day, with the numbers of their invoices."""
    numbers = debtor_page.invoice_numbers(desk, [event.invoice_id for event in events if event.invoice_id])
    return by_day(tell(events, numbers=numbers))
