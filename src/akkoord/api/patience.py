"""How often one may ask: so many times in a minute from one place, and far fewer times wrongly."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict

MINUTE = 60.0
PLACES = 10_000  # as many are remembered at once; the one that was heard of longest ago is forgotten first


class Patience:
    """Counts what comes from each place, in the memory of this process: the web is one process."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._seen: OrderedDict[str, tuple[float, int]] = OrderedDict()
        self._held = threading.Lock()

    def count(self, place: str) -> None:
        """Once more from there."""
        with self._held:
            began, times = self._now(place)
            self._seen[place] = (began, times + 1)
            self._seen.move_to_end(place)
            while len(self._seen) > PLACES:
                self._seen.popitem(last=False)

    def waits(self, place: str) -> int:
        """How many seconds nothing is heard from there; 0 where it may ask."""
        with self._held:
            began, times = self._now(place)
        return max(1, int(began + MINUTE - time.monotonic())) if times >= self.most else 0

    def _now(self, place: str) -> tuple[float, int]:
        began, times = self._seen.get(place, (time.monotonic(), 0))
        return (began, times) if time.monotonic() - began < MINUTE else (time.monotonic(), 0)
