"""Asks for a replay: in the background, as files are read, because a large company takes minutes."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from akkoord.core.dates import ONE_DAY
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Invoice, Replay
from akkoord.work.may_not import MAY_NOT
from akkoord.work.questions.queue import Queue, Tell
from akkoord.work.replay.play import play
from akkoord.work.replay.question import Question

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
    return REPLAYS.put(desk, question.written(), on=on, at=at)


def _answer(row: Replay, tell: Tell) -> dict[str, Any]:
    return play(row.creditor, Question.read(row.asked), progress=tell)


REPLAYS = Queue(Replay, _answer)
