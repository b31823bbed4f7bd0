"""Marks a letter as having left: from that day the next step counts."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, Max, QuerySet
from django.utils import timezone

from akkoord.jurisdictions import jurisdiction
from akkoord.store.compiled import Compiled
from akkoord.store.models import Letter, Outbox, StepTaken
from akkoord.work.announcements import announce
from akkoord.work.desk.letters import desk_letter_left
from akkoord.work.ongoing.stop_work import after_letter
from akkoord.work.portal import links
from akkoord.work.record import Log


def left_on(letter: Letter) -> date | None:
    """The day the last of its messages that left did so; None while nothing has."""
    sent = Outbox.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id, state="sent")
    at = sent.aggregate(last=Max("sent_at"))["last"]
    return at.astimezone(timezone.get_current_timezone()).date() if at else None


def _standing(creditor: int, letter: int) -> QuerySet[Letter, tuple[Any, ...]]:
    waiting = Outbox.objects.filter(creditor_id=creditor, letter_id=letter, state__in=("queued", "sending"))
    return Letter.objects.filter(creditor_id=creditor, id=letter).values_list("debtor_id", Exists(waiting))


_STANDING = Compiled(_standing, numbers=2)


def debtor_of(letter: Letter) -> int:
    """Whose letter it is now: it may have moved to another debtor since it was read."""
    return int(_STANDING.rows(letter.creditor_id, letter.id)[0][0])


def mark_left(letter: Letter, *, on: date, log: Log) -> None:
    """When the last of its messages left, the letter has left: from that day the next step counts."""
    ((_, waiting),) = _STANDING.rows(letter.creditor_id, letter.id)
    if waiting:
        return
    Letter.objects.filter(creditor_id=letter.creditor_id, id=letter.id).update(state="sent", sent_on=on)
    letter.state, letter.sent_on = "sent", on
    steps = StepTaken.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id, left_on=None, withdrawn_on=None)
    if letter.last_day is not None:
        steps.filter(step=letter.kind).update(last_day=letter.last_day)
    steps.update(left_on=on, received_on=jurisdiction().received(on, channel="post"))
    links.letter_left(letter, on=on)
    announce(letter, on=on, received=jurisdiction().received(on, channel="post"), log=log)
    after_letter(letter, on=on, log=log)
    desk_letter_left(letter, on=on, log=log)
    log.add("letter-sent", debtor_id=letter.debtor_id, letter=letter.id, **_said(letter))


def _said(letter: Letter) -> dict[str, Any]:
    """What the record keeps of it."""
    last_day = str(letter.last_day or "")
    return {"step": letter.kind, "subject": letter.subject, "asked": letter.asked, "last_day": last_day, "sha256": letter.sha256}


def mark_rest_failed(letter: Letter, *, log: Log) -> None:
    """Nothing more of this letter can leave: what left before counts, so that it is never written a second time."""
    day = left_on(letter)
    if day is not None and letter.state == "approved":
        mark_left(letter, on=day, log=log)
