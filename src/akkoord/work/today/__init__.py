"""The work list: what to do today, in which order and why. Thousands of things are put in order by the database; only those that
are shown are read and put into words."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, time
from functools import cached_property
from typing import Any

from django.db.models import QuerySet

from akkoord.store.models import Creditor
from akkoord.work.lazily import Lazily
from akkoord.work.today.day import Day
from akkoord.work.today.few import few
from akkoord.work.today.item import Found, WorkItem
from akkoord.work.today.many import KINDS
from akkoord.work.today.places import FIRST, LATER

__all__ = ["WorkItem", "WorkList", "today"]

BATCH = 500


class WorkList:
    """What a person should do today: first who was promised to be called by now, then what keeps the rest from being right, then
    what brings in most. `at` is the time of the day; without it everything of the day is on."""

    def __init__(self, *, creditor: Creditor, on: date, at: time | None = None) -> None:
        self.day = Day(creditor, on, at)
        self._few = [_found(place, item) for place, item in enumerate(few(self.day))]

    @cached_property
    def items(self) -> Lazily[WorkItem]:
        """What is on it, in words where it is shown."""
        return Lazily(len(self._few) + sum(self._many.values()), self._told)

    @cached_property
    def _many(self) -> dict[str, int]:
        """How many there are of each kind of which there is one at all."""
        counted = {name: kind.rows(self.day).count() for name, kind in KINDS.items()}
        return {name: count for name, count in counted.items() if count}

    def debtors(self) -> Iterator[Collection[int] | QuerySet[Any, Any]]:
        """Everybody who is on the list, in parts: as numbers, or as a question for them."""
        yield [one.debtor_id for one in self._few if one.debtor_id]
        for kind in map(KINDS.__getitem__, self._many):
            yield kind.rows(self.day).order_by().values_list(kind.debtor, flat=True)

    def _told(self, first: int, last: int) -> list[WorkItem]:
        found = list(self._few)
        for name, count in self._many.items():
            found += KINDS[name].first(self.day, last, of=count)
        return self._in_words(sorted(found)[first:last])

    def _in_words(self, wanted: Sequence[Found]) -> list[WorkItem]:
        told: dict[tuple[str, int], WorkItem] = {}
        for first in range(0, len(wanted), BATCH):
            some = wanted[first : first + BATCH]
            self.day.know([one.debtor_id for one in some if one.item is None])
            for name in {one.kind for one in some if one.item is None}:
                numbers = [one.row for one in some if one.kind == name]
                told.update(((name, row), item) for row, item in KINDS[name].tell(self.day, numbers))
        items = (one.item or told.get((one.kind, one.row)) for one in wanted)
        return [item for item in items if item]  # what was done while the list was made is on it no more


def today(*, creditor: Creditor, on: date, at: time | None = None) -> list[WorkItem]:
    """The whole list."""
    return list(WorkList(creditor=creditor, on=on, at=at).items[:])


def _found(row: int, one: WorkItem) -> Found:
    place = FIRST.get(one.step, LATER) if one.place is None else one.place
    return Found(place, -one.urgency, -one.expected_gain, one.debtor_id or 0, row, "few", one)
