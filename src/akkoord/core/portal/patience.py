"""How long somebody waits who answered wrong too often: each time longer, so that guessing leads nowhere and a mistake is soon over."""

from __future__ import annotations

from datetime import datetime, timedelta

TRIES = 5  # wrong answers on one link until it waits
VISITOR_TRIES = 20  # wrong answers and links that do not exist from one place
FORGOTTEN = timedelta(days=1)  # a place that was quiet for so long begins anew
_WAITS = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=4), timedelta(hours=24))


def wait_until(wrong: int, *, at: datetime, tries: int = TRIES) -> datetime | None:
    """Until when is waited after so many wrong answers; None while there are tries left.

    >>> wait_until(4, at=datetime(2026, 11, 24, 10)), wait_until(5, at=datetime(2026, 11, 24, 10)).hour
    (None, 10)
    >>> [(wait_until(wrong, at=datetime(2026, 11, 24)) - datetime(2026, 11, 24)).seconds // 60 for wrong in (5, 10, 15)]
    [15, 60, 240]
    """
    if wrong == 0 or wrong % tries:
        return None
    return at + _WAITS[min(wrong // tries, len(_WAITS)) - 1]


def tries_left(wrong: int) -> int:
    """How often he may still try before he waits."""
    return TRIES - wrong % TRIES
