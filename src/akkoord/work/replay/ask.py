"""Asks for a replay, and plays those that wait: in the background, as files are read, because a large company takes minutes."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta

from django.db import transaction

from akkoord.core.dates import ONE_DAY
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Invoice, Replay
from akkoord.store.outage import is_outage
from akkoord.work.may_not import MAY_NOT
from akkoord.work.replay.play import play
from akkoord.work.replay.question import Question

log_line = logging.getLogger(__name__)
KEPT = 20  # replays of a company; an older one makes room
YEAR = timedelta(days=364)
LONGEST = timedelta(days=3 * 366)
_ORDER = Refusal(Text("De eerste dag ligt na de laatste.", "The first day is after the last one."))
_LONG = Refusal(Text("Kies een periode van hooguit drie jaar.", "Choose a period of three years at most."))
_NOBODY = Refusal(
    Text(
        "Deze twee zijn voor verschillende soorten debiteuren; er is niets om naast elkaar te leggen.",
        "These two are for different kinds of debtors; there is nothing to lay side by side.",
    )
)


def usual_days(creditor: Creditor, *, on: date) -> tuple[date, date]:
    """The past year, up to where the bank was read; shorter where the first invoice is younger."""
    last = min(creditor.bank_until or on - ONE_DAY, on)
    oldest = Invoice.objects.filter(creditor=creditor, kind="invoice").order_by("issued_on").values_list("issued_on", flat=True).first()
    return max(last - YEAR, min(oldest or last, last)), last


def ask_replay(*, desk: Desk, question: Question, on: date, at: datetime | None = None) -> Replay | Refusal:
    """Put a question in the queue. Nothing that happened or will happen is changed by it."""
    if not desk.may_work:
        return MAY_NOT
    if question.first > question.last:
        return _ORDER
    if question.last - question.first > LONGEST:
        return _LONG
    if not set(question.before.ladder.kinds) & set(question.after.ladder.kinds):
        return _NOBODY
    with transaction.atomic():
        row = Replay.objects.create(creditor=desk.creditor, asked=question.written(), on=on, at=at, by=desk.user.email)
        newest = list(desk.replays().order_by("-id").values_list("id", flat=True)[:KEPT])
        desk.replays().exclude(id__in=newest).exclude(state="playing").delete()
    return row


def work_off_replays(*, most: int = 100) -> int:
    """Play those that wait, the oldest first; gives how many were played. Two workers never play the same one."""
    done = 0
    waiting = Replay.objects.filter(state="queued").order_by("id").values_list("creditor_id", "id")
    for creditor_id, number in list(waiting[:most]):
        if Replay.objects.filter(creditor_id=creditor_id, id=number, state="queued").update(state="playing") == 1:
            _play(Replay.objects.select_related("creditor").get(creditor_id=creditor_id, id=number))
            done += 1
    return done


def start_replays_again() -> int:
    """What was being played when the program stopped is played again; what stops it a second time is left. Gives how many."""
    playing = Replay.objects.filter(state="playing")
    playing.filter(broke_off=True).update(state="failed")
    return playing.update(state="queued", broke_off=True, done_units=0)


def queue_replays_again() -> int:
    """What the database or the disk broke off is played again, as often as that takes: it was no fault of the question."""
    return Replay.objects.filter(state="playing").update(state="queued", done_units=0)


def _play(row: Replay) -> None:
    mine = Replay.objects.filter(creditor_id=row.creditor_id, id=row.id)
    try:
        outcome = play(row.creditor, Question.read(row.asked), progress=_progress(row))
    except Exception as error:  # the edge of the queue: one question that cannot be played must not hold up the others
        if is_outage(error):
            raise
        log_line.exception("replay %s could not be played", row.id)
        mine.update(state="failed")
        return
    mine.update(outcome=outcome, state="done")


def _progress(row: Replay) -> Callable[[int, int], None]:
    """Tells the page how far it is, at most twice a second."""
    told = time.monotonic()

    def tell(done: int, of: int) -> None:
        nonlocal told
        if time.monotonic() - told > 0.5:
            told = time.monotonic()
            Replay.objects.filter(creditor_id=row.creditor_id, id=row.id).update(done_units=done, all_units=of)

    return tell
