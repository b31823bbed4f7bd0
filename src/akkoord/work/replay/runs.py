"""From which run on something was known: what happened after the run of a day, the next run is the first to know."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from datetime import date

from akkoord.core.dates import ONE_DAY
from akkoord.store.models import Creditor, Run


@dataclass(frozen=True, slots=True)
class Runs:
    """The days of all runs in order, and the last event that each of them knew."""

    days: tuple[date, ...]
    seqs: tuple[int, ...]

    @classmethod
    def of(cls, creditor: Creditor) -> Runs:
        """Of all days, in one query."""
        rows = list(Run.objects.filter(creditor=creditor).order_by("seq", "id").values_list("on", "seq"))
        return cls(tuple(on for on, _ in rows), tuple(seq for _, seq in rows))

    def knew(self, seq: int) -> date | None:
        """The day of the first run that knew of an event; None where there was none yet."""
        place = bisect_left(self.seqs, seq)
        return self.days[place] if place < len(self.days) else None

    def known(self, on: date, seq: int) -> date:
        """The first day from which a run could know what a person wrote down on a day: that day, or the day after it."""
        day = self.knew(seq)
        return on if day is not None and day <= on else on + ONE_DAY

    def there(self, on: date) -> bool:
        """Whether Akkoord ran by then."""
        return bool(self.days) and self.days[0] <= on
