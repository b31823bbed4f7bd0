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
from akkoord.work.in_hand import InHand, new_worker

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

    @property
    def in_hand(self) -> InHand[Row]:
        """Those that are being played, and by whom."""
        return InHand(self.model, "playing")

    def work_off(self, *, most: int = 100, worker: int | None = None) -> int:
        """Play those that wait, the oldest first; gives how many were played. Two workers never play the same one. Raises the
        outage that broke one off: it stays with this worker until he gives it back."""
        done, worker = 0, worker or new_worker()
        for creditor_id, number in list(self._rows.filter(state="queued").order_by("id").values_list("creditor_id", "id")[:most]):
            if row := self.in_hand.take(creditor_id, number, worker):
                self._play(row)
                done += 1
        return done

    @property
    def _rows(self) -> QuerySet[Row]:
        return self.model._default_manager.all()

    def _play(self, row: Row) -> None:
        mine = self.in_hand.mine(row)
        try:
            outcome = self.play(row, _telling(mine))
        except Exception as error:  # the edge of the queue: one question that cannot be played must not hold up the others
            if is_outage(error):
                raise
            log_line.exception("%s could not be played", row)
            mine.update(state="failed", taken_by=None)
            return
        mine.update(outcome=outcome, state="done", taken_by=None)


def _telling(mine: QuerySet[Row]) -> Tell:
    """Tells the page how far it is, at most twice a second."""
    told = time.monotonic()

    def tell(done: int, of: int) -> None:
        nonlocal told
        if time.monotonic() - told > 0.5:
            told = time.monotonic()
            mine.update(done_units=done, all_units=of)

    return tell
