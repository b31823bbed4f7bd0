"""Asks the lab: in the background, as ladders are played back, because it takes a while."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Lab
from akkoord.work.bargain.policy import KINDS, bounds_for, table_of
from akkoord.work.lab.play import play
from akkoord.work.may_not import MAY_NOT
from akkoord.work.questions.queue import Queue, Tell

SEED = 2026
_KIND = Refusal(Text("Kies bedrijven of consumenten.", "Choose businesses or consumers."))


def ask_lab(*, desk: Desk, kind: str, on: date, at: datetime | None = None) -> Lab | Refusal:
    """Put the bounds toward one kind of debtor in the queue. Nothing changes by it."""
    if not desk.may_work:
        return MAY_NOT
    if kind not in KINDS:
        return _KIND
    return LABS.put(desk, {"kind": kind, "bounds": table_of(bounds_for(desk.creditor, kind)), "seed": SEED}, on=on, at=at)


def drop_lab(*, desk: Desk, lab_id: int) -> Refusal | None:
    """An answer that nobody needs any more is gone; one that is being played stays until it is done."""
    if not desk.may_work:
        return MAY_NOT
    row = desk.labs().get(id=lab_id)
    desk.labs().filter(id=row.id).exclude(state="playing").delete()
    return None


def _answer(row: Lab, tell: Tell) -> dict[str, Any]:
    return play(row.creditor, row.asked, on=row.on, progress=tell)


LABS = Queue(Lab, _answer)
