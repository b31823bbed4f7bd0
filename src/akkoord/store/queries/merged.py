"""By which numbers a debtor was known: those of debtors that were merged into him. Events keep the number they were written with."""

from __future__ import annotations

from akkoord.store.models import MergedDebtor


def ids_of(creditor_id: int, debtor_id: int) -> list[int]:
    """His own number and those of whom was merged into him; one query."""
    gone = MergedDebtor.objects.filter(creditor_id=creditor_id, debtor_id=debtor_id)
    return [debtor_id, *gone.order_by("id").values_list("old_id", flat=True)]


def now_known_as(creditor_id: int, debtor_id: int) -> int | None:
    """The debtor that one was merged into; None where he never was."""
    return MergedDebtor.objects.filter(creditor_id=creditor_id, old_id=debtor_id).values_list("debtor_id", flat=True).first()
