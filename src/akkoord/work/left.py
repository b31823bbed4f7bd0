"""When a letter has left: with the last of its messages, or with those that could leave when the others could not."""

from __future__ import annotations

from datetime import date
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max

from akkoord.jurisdictions import jurisdiction
from akkoord.store.models import Creditor, Letter, Outbox, StepTaken
from akkoord.work.record import Log


def left_on(letter: Letter) -> date | None:
    """The day the last of its messages that left did so; None while nothing has."""
    sent = Outbox.objects.filter(creditor_id=letter.creditor_id, letter_id=letter.id, state="sent")
    at = sent.aggregate(last=Max("sent_at"))["last"]
    return at.astimezone(ZoneInfo(settings.TIME_ZONE)).date() if at else None


def mark_left(creditor: Creditor, letter: Letter, *, on: date, log: Log) -> None:
    """When the last of its messages left, the letter has left: from that day the next step counts."""
    if Outbox.objects.filter(creditor=creditor, letter_id=letter.id, state__in=("queued", "sending")).exists():
        return
    Letter.objects.filter(creditor=creditor, id=letter.id).update(state="sent", sent_on=on)
    letter.state, letter.sent_on = "sent", on
    received = jurisdiction().received(on, channel="post")
    steps = StepTaken.objects.filter(creditor=creditor, letter_id=letter.id, left_on=None, withdrawn_on=None)
    steps.filter(step=letter.kind).update(last_day=letter.last_day)
    steps.update(left_on=on, received_on=received)
    log.add(
        "letter-sent",
        debtor_id=letter.debtor_id,
        letter=letter.id,
        step=letter.kind,
        subject=letter.subject,
        asked=letter.asked,
        last_day=str(letter.last_day or ""),
        sha256=letter.sha256,
    )


def mark_rest_failed(creditor: Creditor, letter: Letter, *, log: Log) -> None:
    """Nothing more of this letter can leave: what left before counts, so that it is never written a second time."""
    day = left_on(letter)
    if day is not None and letter.state == "approved":
        mark_left(creditor, letter, on=day, log=log)
