"""Measures a day: of everybody, or an ordinary one on which one in twenty has something due."""

from __future__ import annotations

import resource
import time
from datetime import date, timedelta
from typing import Any

from akkoord.store.models import Creditor, Letter
from akkoord.work.bench.fill import EACH, fill
from akkoord.work.bench.floor import Mark, floor_seconds
from akkoord.work.bench.settle import settle
from akkoord.work.run_day import run_day

ON = date(2026, 6, 10)  # a Wednesday
DAY = timedelta(days=1)


def measure(invoices: int, *, ordinary: bool) -> dict[str, Any]:
    """Fill the database of this process, run the day and its floor; gives what `akkoord bench daily` prints. An ordinary day
    is the second one: on the first everybody is looked at."""
    creditor, on = fill(invoices, on=ON), ON
    if ordinary:
        on = _first_day_done(creditor)
    settle()
    mark, began = Mark.now(), time.perf_counter()
    counts = run_day(creditor=creditor, on=on)
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    settle()
    floor = floor_seconds(creditor, mark, on=on, ordinary=ordinary)
    return _told(invoices, counts["letters"], seconds, floor, peak)


def _first_day_done(creditor: Creditor) -> date:
    """The day on which everybody is looked at lies behind us, and its letters left; gives the next one."""
    run_day(creditor=creditor, on=ON)
    Letter.objects.filter(creditor=creditor).update(state="sent", sent_on=ON)
    Creditor.objects.filter(id=creditor.id).update(bank_until=ON + DAY)
    creditor.refresh_from_db()
    return ON + DAY


def _told(invoices: int, letters: int, seconds: float, floor: float, peak: int) -> dict[str, Any]:
    return {
        "invoices": invoices,
        "debtors": -(-invoices // EACH),
        "seconds": round(seconds, 3),
        "floor_seconds": round(floor, 3),
        "ratio": round(seconds / floor, 2),
        "peak_mb": peak,
        "letters": letters,
        "letters_per_second": round(letters / seconds, 1),
    }
