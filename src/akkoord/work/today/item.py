"""One thing on the work list: as it is found, and as it is told."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from akkoord.core.problem import Text


@dataclass(frozen=True, slots=True)
class WorkItem:
    """One thing to do. `step` is call, read-letter, print-letter, send-failed, handover, place-payment, answer-dispute,
    read-reply, bad-address, bad-number, decide, portal-locked, partner, dossier, agreement, mail-trouble, inbox-trouble,
    prescription, work, announcement or bank; sums in cents. `urgency` goes before what it brings in, or after it where it is below
    nothing. `place` is where it stands, where that is not where its step does. `time_why` says what the suggested time rests on."""

    step: str
    because: Text
    debtor_id: int | None = None
    debtor: str = ""
    open: int = 0
    since: date | None = None
    overdue_days: int = 0
    expected_gain: int = 0
    suggested_time: str = ""
    time_why: Text | None = None
    task_id: int | None = None
    letter_id: int | None = None
    payment_id: int | None = None
    hold_id: int | None = None
    invoice_id: int | None = None
    work_id: int | None = None
    announcement_id: int | None = None
    count: int = 1
    agreed_id: int | None = None
    place: int | None = None
    urgency: int = 0


class Found(NamedTuple):
    """One thing to do, before it is put into words: first what stands before the rest, then what is worth most. `row` is that
    of its kind; `item` is there where it is in words already."""

    place: int
    before: int  # less than nothing: it is urgent
    worth: int  # cents that it is expected to bring in, less than nothing
    debtor_id: int
    row: int
    kind: str
    item: WorkItem | None = None
