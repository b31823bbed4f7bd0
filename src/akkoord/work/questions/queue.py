"""One kind of question: how it waits, is played once by whichever worker comes first, and goes on after the program stopped."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.db import transaction
from django.db.models import QuerySet

from akkoord.store.access import Desk
from akkoord.store.models import Asked
from akkoord.store.outage import is_outage

log_line = logging.getLogger(__name__)
KEPT = 20  # of a company; an older one makes room
Row = TypeVar("Row", bound=Asked)
Tell = Callable[[int, int], None]
"""Hears how much of how much is done."""


@dataclass(frozen=True, slots=True)
class Queue(Generic[Row]):
    """The questions of one table. `play` answers one, and tells how far it is."""

    model: type[Row]
    play: Callable[[Row, Tell], dict[str, Any]]

    def put(self, desk: Desk, asked: dict[str, Any], *, on: date, at: datetime | None) -> Row:
        """A question more. Nothing that happened or will happen is changed by it."""
        mine = self._rows.filter(creditor=desk.creditor)
        with transaction.atomic():
            row = self._rows.create(creditor=desk.creditor, asked=asked, on=on, at=at, by=desk.user.email)
            newest = list(mine.order_by("-id").values_list("id", flat=True)[:KEPT])
            mine.exclude(id__in=newest).exclude(state="playing").delete()
        return row

    def work_off(self, *, most: int = 100) -> int:
        """Play those that wait, the oldest first; gives how many were played. Two workers never play the same one."""
        done = 0
        for creditor_id, number in list(self._rows.filter(state="queued").order_by("id").values_list("creditor_id", "id")[:most]):
            if self._rows.filter(creditor_id=creditor_id, id=number, state="queued").update(state="playing") == 1:
                self._play(self._rows.select_related("creditor").get(creditor_id=creditor_id, id=number))
                done += 1
        return done

    def start_again(self) -> int:
        """What was being played when the program stopped is played again; what stops it a second time is left. Gives how many."""
        playing = self._rows.filter(state="playing")
        playing.filter(broke_off=True).update(state="failed")
        return playing.update(state="queued", broke_off=True, done_units=0)

    def queue_again(self) -> int:
        """What the database or the disk broke off is played again, as often as that takes: it was no fault of the question."""
        return self._rows.filter(state="playing").update(state="queued", done_units=0)

    @property
    def _rows(self) -> QuerySet[Row]:
        return self.model._default_manager.all()

    def _play(self, row: Row) -> None:
        mine = self._rows.filter(creditor_id=row.creditor_id, id=row.id)
        try:
            outcome = self.play(row, _telling(mine))
        except Exception as error:  # the edge of the queue: one question that cannot be played must not hold up the others
            if is_outage(error):
                raise
            log_line.exception("%s could not be played", row)
            mine.update(state="failed")
            return
        mine.update(outcome=outcome, state="done")


def _telling(mine: QuerySet[Row]) -> Tell:
    """Tells the page how far it is, at most twice a second."""
    told = time.monotonic()

    def tell(done: int, of: int) -> None:
        nonlocal told
        if time.monotonic() - told > 0.5:
            told = time.monotonic()
            mine.update(done_units=done, all_units=of)

    return tell
