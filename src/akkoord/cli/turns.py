"""What the worker does again and again. Where it goes wrong it is tried later, ever later, and nothing else is held up."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from akkoord.store.models import Creditor

log_line = logging.getLogger(__name__)
FIRST, LONGEST = 1.0, 60.0  # seconds until the next try, twice as long each time


class Failed(Exception):
    """The work of some companies could not be done, and is to be tried again; what was wrong is in the log."""


@dataclass(slots=True)
class Turn:
    """A piece of work that is done every so many seconds, and at once when the worker starts. `after` is done before the next
    try where what it stands on went away. `work` says whether there may be more to do at once. `longest` is the longest pause
    between tries, in seconds."""

    name: str
    every: float
    work: Callable[[], bool | None]
    after: Callable[[], object] = bool
    longest: float = LONGEST
    due: float = float("-inf")
    pause: float = 0.0
    _broken: bool = False

    def take(self) -> bool:
        """Do it if it is due; gives whether there may be more to do at once."""
        if time.monotonic() < self.due:
            return False
        try:
            if self._broken:
                self.after()
            more = bool(self.work())
        except Exception as error:  # noqa: BLE001  # the edge of the worker's loop: it goes on by itself, and logs it in _later
            self._later(error)
            return False
        if self.pause:
            log_line.warning("%s: it works again", self.name)
        self.pause, self._broken, self.due = 0.0, False, time.monotonic() + self.every
        return more

    def _later(self, error: Exception) -> None:
        from akkoord.store.outage import is_outage, let_go

        outage = is_outage(error)
        if not self.pause and outage:
            log_line.warning("%s has to wait: %s", self.name, str(error).splitlines()[0])
        elif not self.pause and not isinstance(error, Failed):
            log_line.error("%s went wrong", self.name, exc_info=error)
        self._broken = self._broken or outage
        self.pause = min(self.longest, self.pause * 2 or FIRST)
        self.due = time.monotonic() + self.pause
        let_go()


def for_each(creditors: Iterable[Creditor], work: Callable[[Creditor], object], *, name: str) -> None:
    """Do it for every company; what goes wrong at one does not hold up the others. Raises Failed afterwards, or the outage at
    once."""
    from akkoord.store.outage import is_outage

    wrong = 0
    for creditor in creditors:
        try:
            work(creditor)
        except Exception as error:  # the same edge, for one company
            if is_outage(error):
                raise
            log_line.exception("%s went wrong for company %s", name, creditor.pk)
            wrong += 1
    if wrong:
        raise Failed(f"{name}: {wrong}")
