"""The list of invoices: open, overdue, all, or credit notes."""

from __future__ import annotations

from datetime import date
from typing import Literal

from django.db.models import Q, QuerySet

from akkoord.store.access import Desk
from akkoord.store.models import Invoice
from akkoord.store.queries.open_on import still_open, with_open

Which = Literal["open", "overdue", "all", "credit"]


def invoices(
    desk: Desk, *, which: Which, on: date, past: bool = False, search: str = "", debtor_id: int | None = None
) -> QuerySet[Invoice]:
    """Invoices with their debtor and `left`; the oldest due day first where something is open, the newest first elsewhere."""
    day = on if past else None
    chosen = desk.invoices() if debtor_id is None else desk.invoices().filter(debtor_id=debtor_id)
    for word in search.split()[:6]:
        chosen = chosen.filter(Q(number__icontains=word) | Q(debtor__name__icontains=word) | Q(description__icontains=word))
    if which in ("open", "overdue"):
        chosen = still_open(chosen, on=day)
        if which == "overdue":
            chosen = chosen.filter(due_on__lt=on)
        return chosen.select_related("debtor").order_by("due_on", "id")
    kinds = ("credit_note",) if which == "credit" else ("invoice", "credit_note")
    return with_open(chosen.filter(kind__in=kinds), on=day).select_related("debtor").order_by("-issued_on", "-id")
