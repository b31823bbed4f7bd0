"""The sums beside the work list: what is open, how old it is, what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum

from akkoord.store.models import Creditor, Hold, TotalsMark
from akkoord.store.queries.debtor_totals import AGES, by_age
from akkoord.store.queries.open_on import was_open
from akkoord.work.totals import kept_totals


@dataclass(frozen=True, slots=True)
class Figures:
    """Cents by age, before interest and costs; `debtors` is how many have something open."""

    not_due: int
    late_30: int
    late_60: int
    late_older: int
    promised: int
    debtors: int

    @property
    def late(self) -> int:
        """Cents whose due day went by."""
        return self.late_30 + self.late_60 + self.late_older

    @property
    def open(self) -> int:
        """Everything that is open."""
        return self.not_due + self.late


def figures(*, creditor: Creditor, on: date, mark: TotalsMark | None = None) -> Figures:
    """The figures of a day: as they are kept (`mark`), or else added up."""
    promised, mark = expected_soon(creditor=creditor, on=on), mark or kept_totals(creditor, on=on)
    if mark:
        return Figures(**{name: getattr(mark, name) for name in AGES}, promised=promised, debtors=mark.debtors)
    sums = {name: Sum("left", filter=when, default=0) for name, when in by_age(on).items()}
    return Figures(**was_open(creditor, on=on).aggregate(**sums, debtors=Count("debtor_id", distinct=True)), promised=promised)


def expected_soon(*, creditor: Creditor, on: date, days: int = 7) -> int:
    """Cents that were promised for the days to come."""
    promised = Hold.objects.filter(creditor=creditor, kind="promise", ended_on=None, until__gte=on, until__lte=on + timedelta(days=days))
    return promised.aggregate(total=Sum("amount"))["total"] or 0
