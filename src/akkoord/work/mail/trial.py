"""Sending on trial: what would leave goes to the test address instead, once, and stays in the outbox as if nothing had happened.

No debtor gets anything, no letter counts as having left and no term begins. When the trial ends, the same letters leave for real,
each once, with the date and the sums of that day.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from django.db import transaction

from akkoord.core.message import Channel, Message, Receipt
from akkoord.store.models import Creditor, Outbox
from akkoord.work.letters.recheck import check_now
from akkoord.work.mail.outgoing import message_for
from akkoord.work.mail.replies import is_unread

log_line = logging.getLogger(__name__)
MARK = "PROEF"


class Turn(Protocol):
    """One look at the outbox, as send_outbox has it."""

    def open(self, channel: str) -> bool:
        """Whether another letter may be tried over it."""

    def note(self, channel: str, receipt: Receipt) -> None:
        """What the outcome of one letter means for the ones after it."""


def send_trial(creditor: Creditor, at: datetime, carry: Mapping[str, Channel], turn: Turn) -> None:
    """Send a copy of everything that waits to the test address: also of what would go by post, at any hour."""
    waiting = Outbox.objects.filter(creditor=creditor, state="queued", letter__state="approved", tested_at=None)
    for number in list(waiting.order_by("id").values_list("id", flat=True)):
        if turn.open("email"):
            _copy(creditor, number, at, carry["email"], turn)


def _copy(creditor: Creditor, number: int, at: datetime, channel: Channel, turn: Turn) -> None:
    mine = Outbox.objects.filter(creditor=creditor, id=number, state="queued")
    if mine.filter(tested_at=None).update(tested_at=at) != 1:
        return
    row = Outbox.objects.select_related("letter").get(creditor=creditor, id=number)
    if is_unread(creditor, row.letter.debtor_id) or check_now(row.letter, creditor=creditor, on=at.date()):
        mine.update(tested_at=None)  # for real it would not leave either
        return
    try:
        receipt = channel.send(on_trial(creditor, row, message_for(creditor, row, at.date())))
    except Exception:  # the edge of the send loop, as in send_outbox
        log_line.exception("message %s could not be sent on trial", row.id)
        receipt = Receipt(sent=False, error="could not be made; see the log")
    with transaction.atomic():
        mine.update(tested_at=at if receipt.sent or not receipt.again else None, error=receipt.error[:500])
        turn.note("email", receipt)


def on_trial(creditor: Creditor, row: Outbox, message: Message) -> Message:
    """The same letter to the test address: it says in its subject and first line for whom it is, and has an id of its own, so
    that an answer to it is no answer of the debtor."""
    way = {"email": "per e-mail", "post": "per post"}[row.channel]
    first = f"Dit is een proef. Zonder proef ging deze brief {way} naar: {row.recipient}\n\n"
    return replace(
        message,
        key=f"trial-{creditor.id}-{row.letter_id}-{row.channel}",
        recipient=creditor.test_address,
        subject=f"[{MARK} voor {row.recipient}] {message.subject}",
        text=first + message.text,
    )
