"""Keeps what stands open at each debtor, so that the work list of a company with a million invoices opens at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from django.db import transaction

from akkoord.store.bulk import insert_rows
from akkoord.store.models import Creditor, DebtorTotal, Event, TotalsMark
from akkoord.store.queries.debtor_totals import AGES, added_up, gains_of, moved_since

BATCH = 500
MANY = 20_000  # of so many debtors it is quicker to add up everybody anew
FAR = timedelta(days=62)


def kept_totals(creditor: Creditor, *, on: date) -> TotalsMark | None:
    """The mark of the totals that are kept, where they are right for this day; else None."""
    mark = TotalsMark.objects.filter(creditor=creditor, on=on).first()
    return mark if mark and mark.seq == _last_event(creditor) else None


def keep_totals(*, creditor: Creditor, on: date) -> TotalsMark | None:
    """Bring the totals up to this day and the last event; gives their mark. Where they were kept for a later day already nothing
    changes, and the answer is None."""
    mark = kept_totals(creditor, on=on)
    if mark:
        return mark
    with transaction.atomic():
        creditor = Creditor.objects.select_for_update().get(id=creditor.id)
        mark = TotalsMark.objects.filter(creditor=creditor).first()
        if mark and mark.on > on:
            return None
        seq = _last_event(creditor)
        debtors = moved_since(mark, on=on) if mark and on - mark.on < FAR else None
        if mark is None or debtors is None or len(debtors) > MANY:
            mark = _all_anew(creditor, mark, on)
        else:
            _some_anew(creditor, mark, sorted(debtors), on)
            if mark.on != on:
                gains_of(creditor, on=on, since=mark.on)
        mark.on, mark.seq = on, seq
        mark.save()
    return mark


def _last_event(creditor: Creditor) -> int:
    return Event.objects.filter(creditor=creditor).order_by("-seq").values_list("seq", flat=True).first() or 0


def _all_anew(creditor: Creditor, mark: TotalsMark | None, on: date) -> TotalsMark:
    DebtorTotal.objects.filter(creditor=creditor).delete()
    mark = mark or TotalsMark(creditor=creditor)
    for name in (*AGES, "debtors"):
        setattr(mark, name, 0)
    insert_rows(_counted(added_up(creditor, on=on), mark))
    return mark


def _some_anew(creditor: Creditor, mark: TotalsMark, debtors: Sequence[int], on: date) -> None:
    for first in range(0, len(debtors), BATCH):
        some = debtors[first : first + BATCH]
        rows = DebtorTotal.objects.filter(creditor=creditor, debtor_id__in=some)
        for _ in _counted(rows, mark, sign=-1):
            pass
        rows.delete()
        insert_rows(_counted(added_up(creditor, on=on, debtors=some), mark))


def _counted(rows: Iterable[DebtorTotal], mark: TotalsMark, *, sign: int = 1) -> Iterator[DebtorTotal]:
    """The same rows; on their way they are counted into, or out of, what they come to together."""
    for row in rows:
        for name in AGES:
            setattr(mark, name, getattr(mark, name) + sign * getattr(row, name))
        mark.debtors += sign
        yield row
