"""A case at the desk made ready for its page: its sums, what the file says is missing, its files, and its time line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from akkoord.core.dates import months_later
from akkoord.core.handover.owing import Owing
from akkoord.core.problem import Text
from akkoord.store.models import DeskCase, DeskEntry
from akkoord.work.told.desk import DESK_SENTENCES
from akkoord.work.told.events import Day, Told, by_day

KEPT = 24  # months after it ended that a case is kept at least (art. 5.1 Bki)
TONES = {
    "payment": "kept",
    "paid": "kept",
    "accepted": "kept",
    "objection": "amber",
    "complaint": "amber",
    "question": "amber",
    "withdraw": "amber",
    "refused": "broken",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One case in a list."""

    case: DeskCase
    owing: Owing
    why: Text | None = None
    task_id: int | None = None
    due_on: date | None = None


def time_line(case: DeskCase, rows: Iterable[DeskEntry]) -> list[Day]:
    """What happened in a case, by day."""
    return by_day([_told(case, one) for one in rows])


def _told(case: DeskCase, one: DeskEntry) -> Told:
    data = {"number": case.number, "amount": one.amount or None, "what": one.what, "payer": one.payer}
    text = DESK_SENTENCES[f"desk-{one.kind}"](data)
    return Told(one.on, text, TONES.get(one.kind, ""), one.text, one.by, None, one.letter_id)


def kept_until(case: DeskCase) -> date | None:
    """Until when it is kept at least; None while it runs."""
    return months_later(case.closed_on, months=KEPT) if case.closed_on else None


def files(case: DeskCase) -> list[dict[str, Any]]:
    """The files of its dossier, without those that describe the others."""
    return [one for one in case.manifest["files"] if one.get("what") or one["path"].lower().endswith(".pdf")]


def missing(case: DeskCase) -> list[dict[str, Any]]:
    """The checks of the client that found something missing, or that a person has to judge."""
    return [one for one in case.manifest["checks"] if one["state"] in ("missing", "person")]


def waiting_questions(rows: Sequence[DeskEntry]) -> list[DeskEntry]:
    """Questions without an answer."""
    return [one for one in rows if one.kind == "question" and one.answered_on is None]
