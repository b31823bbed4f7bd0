"""The work list: what to do today, in which order and why. Thousands of things are put in order by their numbers; only those
that are shown are put into words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from akkoord.store.models import Creditor
from akkoord.work.lazily import Lazily
from akkoord.work.today.day import Day
from akkoord.work.today.few import few
from akkoord.work.today.item import Found, WorkItem
from akkoord.work.today.many import KINDS

__all__ = ["WorkItem", "WorkList", "today"]

BATCH = 500
_FIRST = {"bank": 0, "mail-trouble": 1, "inbox-trouble": 1, "read-reply": 2, "send-failed": 3, "bad-address": 3, "place-payment": 4}
_LATER = 5
_AFTER_READING = frozenset(("call", "read-letter", "print-letter", "handover"))  # what wants to know first what the debtor wrote


class WorkList:
    """What a person should do today: first what keeps the rest from being right, then what brings in most."""

    def __init__(self, *, creditor: Creditor, on: date) -> None:
        self.day = Day(creditor, on)
        found = [Found(one.step, one.debtor_id, urgency=one.urgency, gain=one.expected_gain, item=one) for one in few(self.day)]
        for kind in KINDS.values():
            found += kind.find(self.day)
        unread = {one.debtor_id for one in found if one.step == "read-reply"}
        self.found = sorted((one for one in found if one.debtor_id not in unread or one.step not in _AFTER_READING), key=_place)

    @property
    def debtors(self) -> set[int]:
        """Everybody who is on the list."""
        return {one.debtor_id for one in self.found if one.debtor_id is not None}

    @property
    def items(self) -> Lazily[WorkItem]:
        """What is on it, in words where it is shown."""
        return Lazily(self.found, self._told)

    def _told(self, wanted: Sequence[Found]) -> list[WorkItem]:
        told: dict[tuple[str, int], WorkItem] = {}
        for name, kind in KINDS.items():
            numbers = [one.row for one in wanted if one.kind == name]
            for first in range(0, len(numbers), BATCH):
                told.update(((name, row), item) for row, item in kind.tell(self.day, numbers[first : first + BATCH]))
        items = (one.item or told.get((one.kind, one.row)) for one in wanted)
        return [item for item in items if item]  # what was done while the list was made is on it no more


def today(*, creditor: Creditor, on: date) -> list[WorkItem]:
    """The whole list."""
    return list(WorkList(creditor=creditor, on=on).items[:])


def _place(one: Found) -> tuple[int, int, int, int, int]:
    return _FIRST.get(one.step, _LATER), -one.urgency, -one.gain, one.debtor_id or 0, one.row
