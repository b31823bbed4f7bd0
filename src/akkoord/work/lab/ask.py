"""Asks the lab, and plays what waits: in the background, as ladders are played back, because it takes a while."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Lab
from akkoord.store.outage import is_outage
from akkoord.work.bargain.policy import KINDS, bounds_for, table_of
from akkoord.work.lab.play import play
from akkoord.work.may_not import MAY_NOT

log_line = logging.getLogger(__name__)
KEPT = 20  # of a company; an older one makes room
SEED = 2026
_KIND = Refusal(Text("Kies bedrijven of consumenten.", "Choose businesses or consumers."))


def ask_lab(*, desk: Desk, kind: str, on: date, at: datetime | None = None) -> Lab | Refusal:
    """Put the bounds toward one kind of debtor in the queue. Nothing changes by it."""
    if not desk.may_work:
        return MAY_NOT
    if kind not in KINDS:
        return _KIND
    asked = {"kind": kind, "bounds": table_of(bounds_for(desk.creditor, kind)), "seed": SEED}
    with transaction.atomic():
        row = Lab.objects.create(creditor=desk.creditor, asked=asked, on=on, at=at, by=desk.user.email)
        newest = list(desk.labs().order_by("-id").values_list("id", flat=True)[:KEPT])
        desk.labs().exclude(id__in=newest).exclude(state="playing").delete()
    return row


def drop_lab(*, desk: Desk, lab_id: int) -> Refusal | None:
    """An answer that nobody needs any more is gone; one that is being played stays until it is done."""
    if not desk.may_work:
        return MAY_NOT
    row = desk.labs().get(id=lab_id)
    desk.labs().filter(id=row.id).exclude(state="playing").delete()
    return None


def work_off_labs(*, most: int = 1) -> int:
    """Play those that wait, the oldest first; gives how many. Two workers never play the same one."""
    done = 0
    for creditor_id, number in list(Lab.objects.filter(state="queued").order_by("id").values_list("creditor_id", "id")[:most]):
        if Lab.objects.filter(creditor_id=creditor_id, id=number, state="queued").update(state="playing") == 1:
            _play(Lab.objects.select_related("creditor").get(creditor_id=creditor_id, id=number))
            done += 1
    return done


def start_labs_again() -> int:
    """What was being played when the program stopped is played again; what stops it a second time is left. Gives how many."""
    playing = Lab.objects.filter(state="playing")
    playing.filter(broke_off=True).update(state="failed")
    return playing.update(state="queued", broke_off=True, done_units=0)


def queue_labs_again() -> int:
    """What the database or the disk broke off is played again."""
    return Lab.objects.filter(state="playing").update(state="queued", done_units=0)


def _play(row: Lab) -> None:
    mine = Lab.objects.filter(creditor_id=row.creditor_id, id=row.id)
    try:
        outcome = play(row.creditor, row.asked, on=row.on, progress=_progress(row))
    except Exception as error:  # the edge of the queue: one question that cannot be played must not hold up the others
        if is_outage(error):
            raise
        log_line.exception("lab %s could not be played", row.id)
        mine.update(state="failed")
        return
    mine.update(outcome=outcome, state="done")


def _progress(row: Lab) -> Callable[[int, int], None]:
    """Tells the page how far it is, at most twice a second."""
    told = time.monotonic()

    def tell(done: int, of: int) -> None:
        nonlocal told
        if time.monotonic() - told > 0.5:
            told = time.monotonic()
            Lab.objects.filter(creditor_id=row.creditor_id, id=row.id).update(done_units=done, all_units=of)

    return tell
