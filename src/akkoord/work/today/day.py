"""One company's day, as the kinds of work on it look at it: what is late at whom, and what that is worth."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time
from functools import cached_property
from typing import Any

from django.db.models import F, Min, Q, QuerySet, Sum

from akkoord.core.behaviour.priority import expected_gain
from akkoord.core.problem import Text
from akkoord.store.models import Contact, Creditor, Debtor, DebtorTotal, Invoice, Task
from akkoord.store.queries.open_on import was_open
from akkoord.work.figures import figures
from akkoord.work.numbers import TASK as BAD_NUMBER
from akkoord.work.today.item import WorkItem
from akkoord.work.totals import kept_totals


class Day:
    """What is shared by everything on the list. What is late is asked for the debtors it is about, and remembered."""

    def __init__(self, creditor: Creditor, on: date, at: time | None = None) -> None:
        self.creditor, self.on, self.at = creditor, on, at
        mark = kept_totals(creditor, on=on)
        self.kept = mark is not None
        self.figures = figures(creditor=creditor, on=on, mark=mark)
        self._late: dict[int, tuple[int, date | None]] = {}

    @property
    def open(self) -> QuerySet[Invoice]:
        """The invoices that were open on this day, each with `left`."""
        return was_open(self.creditor, on=self.on)

    @property
    def tasks(self) -> QuerySet[Task]:
        """What stands to be done on this day."""
        return Task.objects.filter(creditor=self.creditor, done_on=None, due_on__lte=self.on, made_on__lte=self.on)

    @cached_property
    def unread(self) -> list[int]:
        """Who wrote something that nobody read yet."""
        return sorted(set(self.tasks.filter(kind="read-reply").order_by().values_list("debtor_id", flat=True)))

    @cached_property
    def nameless(self) -> list[int]:
        """Whom nobody can call, because every number there was turned out to be another's."""
        asked = set(self.tasks.filter(kind=BAD_NUMBER).order_by().values_list("debtor_id", flat=True))
        if not asked:
            return []
        right = ~Q(phone="") & ~Q(phone=F("wrong_phone"))
        own = Debtor.objects.filter(right, creditor=self.creditor, id__in=asked).values_list("id", flat=True)
        others = Contact.objects.filter(right, creditor=self.creditor, debtor_id__in=asked).values_list("debtor_id", flat=True)
        return sorted(asked - set(own) - set(others))

    def know(self, debtors: Collection[int] | QuerySet[Any]) -> None:
        """Ask what is late at these debtors."""
        if self.kept:
            kept = DebtorTotal.objects.filter(creditor=self.creditor, late__gt=0, debtor_id__in=debtors)
            self._late.update((one, (late, since)) for one, late, since in kept.values_list("debtor_id", "late", "late_since"))
            return
        rows = self.open.filter(due_on__lt=self.on, debtor_id__in=debtors).order_by().values("debtor_id")
        summed = rows.annotate(late=Sum("left"), since=Min("due_on")).values_list("debtor_id", "late", "since")
        self._late.update((one, (late, since)) for one, late, since in summed)

    def gain(self, debtor_id: int) -> int:
        """The cents that a push at this debtor is expected to bring in."""
        late, since = self._late.get(debtor_id, (0, None))
        return expected_gain(late, overdue_days=(self.on - since).days if since else 0)

    def item(self, step: str, because: Text, debtor: Debtor, **more: Any) -> WorkItem:
        """The same in words."""
        late, since = self._late.get(debtor.id, (0, None))
        days = (self.on - since).days if since else 0
        shared: dict[str, Any] = {"debtor_id": debtor.id, "debtor": debtor.name, "open": late, "since": since, "overdue_days": days}
        return WorkItem(step, because, expected_gain=self.gain(debtor.id), **shared, **more)
