"""Sends what was approved: each row claimed by one conditional update, looked at once more, and marked at once when it left."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast

from django.db import transaction
from django.db.models import Q

from akkoord import channels as shelf
from akkoord.core.mail.bounce import refused_address
from akkoord.core.message import Channel, Message, Receipt
from akkoord.core.shelf import modules
from akkoord.store.models import ChannelState, Creditor, Letter, Outbox
from akkoord.store.outage import is_outage
from akkoord.work.letters.letter_left import debtor_of, mark_left, mark_rest_failed
from akkoord.work.letters.make_letter import channels_of
from akkoord.work.letters.recheck import may_leave
from akkoord.work.mail.ahead import Ahead
from akkoord.work.mail.at_hand import AtHand, Claimed, as_claimed, read_some
from akkoord.work.mail.bounced import take_bounce
from akkoord.work.mail.channel_state import in_trouble, may_try, state_of, works
from akkoord.work.mail.outgoing import message_for
from akkoord.work.mail.replies import debtors_with_unread
from akkoord.work.mail.server import contact_now
from akkoord.work.mail.trial import send_trial
from akkoord.work.pausing.pause import running
from akkoord.work.record import Log

log_line = logging.getLogger(__name__)
TRIES = 8
STUCK = timedelta(minutes=15)
HOUR = timedelta(hours=1)
AT_ONCE = 25  # letters whose last look is read together
FUSE = 5  # letters refused for good one after another: then it is hardly the letters
_unwritten: dict[tuple[int, int], tuple[Outbox, Receipt]] = {}  # by company and message: it as it was claimed, and what became of it


@dataclass(slots=True)
class Round:
    """One look at the outbox: over what it sends, how it goes, and how many e-mails may still leave this hour."""

    creditor: Creditor
    at: datetime
    carry: Mapping[str, Channel]
    mail: ChannelState
    room: int
    refused: int = 0  # for good, one after another
    down: set[str] = field(default_factory=set)  # channels that are not tried any more in this round
    ahead: Ahead = field(default_factory=Ahead)

    def open(self, channel: str) -> bool:
        """Whether another letter may be tried over it."""
        return channel not in self.down and (channel != "email" or self.room > 0)

    def note(self, channel: str, receipt: Receipt) -> None:
        """What the outcome of one letter means for the ones after it."""
        if channel != "email":
            self.down |= {channel} if receipt.trouble else set()
            return
        self.refused = 0 if receipt.sent or receipt.again else self.refused + 1
        if receipt.trouble or self.refused >= FUSE:
            self.down.add(channel)
            with transaction.atomic():
                in_trouble(self.mail, why=receipt.error, at=self.at)
        elif receipt.sent:
            self.room -= 1
            if self.mail.since is not None or self.mail.worked_at != self.at:
                with transaction.atomic():
                    works(self.mail, at=self.at)


def send_outbox(*, creditor: Creditor, at: datetime, carriers: Mapping[str, Channel] | None = None, most: int = 500) -> int:
    """Send what may leave now; gives how many messages left. Nothing leaves while sending is off or all lies still,
    or outside the hours of contact (Bki art. 4.2); while there is a test address only copies do, to that address. `at` is local time."""
    if not creditor.sending_on or creditor.paused_since or not _anything(creditor):
        return 0
    carry = carriers or cast("Mapping[str, Channel]", modules(shelf))
    for number in [number for owner, number in _unwritten if owner == creditor.pk]:
        _write_down(creditor, number, at)
    _give_up_on_stuck(creditor, at)
    mail = state_of(creditor, "email")
    turn = Round(creditor, at, carry, mail, room=room_this_hour(creditor, at))
    if not may_try(mail, at=at):
        turn.down.add("email")
    try:
        if creditor.test_address:
            send_trial(creditor, at, carry, turn)
            return 0
        return _send_all(turn, most) if contact_now(at) else 0
    finally:
        turn.ahead.end()
        for channel in carry.values():
            channel.finish()


def _anything(creditor: Creditor) -> bool:
    return Outbox.objects.filter(creditor=creditor, state__in=("queued", "sending")).exists()


def room_this_hour(creditor: Creditor, at: datetime) -> int:
    """How many e-mails may still leave: the limit of the company less what left in the last hour, as the outbox has it."""
    lately = Q(sent_at__gt=at - HOUR) | Q(tested_at__gt=at - HOUR)
    return max(0, creditor.hourly_limit - Outbox.objects.filter(lately, creditor=creditor, channel="email").count())


def _send_all(turn: Round, most: int) -> int:
    creditor, at = turn.creditor, turn.at
    ready = Outbox.objects.filter(creditor=creditor, state="queued").exclude(not_before__gt=at)
    if creditor.post != "automatic":
        ready = ready.exclude(channel="post")
    ready = ready.exclude(channel__in=turn.down).exclude(letter__debtor_id__in=debtors_with_unread(creditor))
    sent, waiting = 0, list(ready.order_by("attempts", "id").values_list("id", "channel")[:most])
    for start in range(0, len(waiting), AT_ONCE):
        if next_ones := [(number, channel) for number, channel in waiting[start : start + AT_ONCE] if turn.open(channel)]:
            some = read_some(creditor, [number for number, _ in next_ones], on=at.date())
            turn.ahead.begin([letter for letter in some.letters if letter.made_on == at.date()])
            sent += sum(_send_one(turn, number, some) for number, channel in next_ones if turn.open(channel))
    return sent


def _give_up_on_stuck(creditor: Creditor, at: datetime) -> None:
    """A row that was claimed and never came back may have left: it is not sent again, a person looks at it."""
    stuck = Outbox.objects.filter(creditor=creditor, state="sending", claimed_at__lt=at - STUCK)
    for row in list(stuck.select_related("letter")):
        with transaction.atomic():
            mine = Outbox.objects.filter(creditor=creditor, id=row.id, state="sending", claimed_by=row.claimed_by)
            if mine.update(state="failed", claimed_by="", error="interrupted while sending: it may have left") == 1:
                log = Log(creditor.id, at.date(), at)
                mark_rest_failed(row.letter, log=log)
                log.write()


def _send_one(turn: Round, number: int, some: AtHand) -> int:
    """Claim, look once more and put the message together in one transaction, so that what is broken off there waits as before;
    then send. The look rests on what was read for some letters at once, as long as nothing happened since."""
    creditor, at, mine = turn.creditor, turn.at, secrets.token_hex(8)
    with transaction.atomic():
        waiting = Outbox.objects.filter(running(creditor), creditor=creditor, id=number, state="queued")
        if waiting.update(state="sending", claimed_by=mine, claimed_at=at) != 1:
            return 0
        claimed = as_claimed(creditor, number, by=mine, some=some)
        row = claimed.row
        message = _message(turn, row) if _still_right(creditor, claimed, at) else None
    if message is None:
        return 0
    receipt = message if isinstance(message, Receipt) else _carried(turn.carry[row.channel], row, message)
    _unwritten[creditor.pk, number] = row, receipt
    _write_down(creditor, number, at)
    turn.note(row.channel, receipt)
    return int(receipt.sent)


def _write_down(creditor: Creditor, number: int, at: datetime) -> None:
    """What became of a message. Where the database or the disk fails it is remembered, because this process knows it for sure,
    and written down before anything else is sent."""
    row, receipt = _unwritten[creditor.pk, number]
    try:
        with transaction.atomic():
            _after(creditor, row, receipt, at)
    except Exception as error:  # raised again: only a mistake is forgotten, so that it is not met again and again
        if not is_outage(error):
            del _unwritten[creditor.pk, number]
        raise
    del _unwritten[creditor.pk, number]


def _message(turn: Round, row: Outbox) -> Message | Receipt:
    try:
        with transaction.atomic():
            return message_for(turn.creditor, row, turn.at.date(), page=turn.ahead.page)
    except Exception as error:  # the edge of the send loop: one message that cannot be made must not hold up the others
        if is_outage(error):
            raise
        log_line.exception("message %s could not be made", row.id)
        return Receipt(sent=False, error="could not be made; see the log")


def _carried(channel: Channel, row: Outbox, message: Message) -> Receipt:
    try:
        return channel.send(message)
    except Exception:  # the edge of the send loop: one message that cannot be carried must not hold up the others
        log_line.exception("message %s could not be sent", row.id)
        return Receipt(sent=False, error="could not be made; see the log")


def _still_right(creditor: Creditor, claimed: Claimed, at: datetime) -> bool:
    """The check at the very moment of sending, in the transaction that claimed it; what is not right any more is withdrawn or
    goes back to be read."""
    row = claimed.row
    mine = Outbox.objects.filter(creditor=creditor, id=row.id, claimed_by=row.claimed_by)
    if row.letter.state != "approved":
        mine.update(state="cancelled", claimed_by="")
        return False
    if claimed.unread:  # it came in while this letter was about to leave
        mine.update(state="queued", claimed_by="")
        return False
    log = Log(creditor.id, at.date(), at)
    right = may_leave(row.letter, creditor=creditor, on=at.date(), log=log, known=claimed.known)
    if not right:
        mine.update(state="cancelled", claimed_by="")
    elif _addressed_anew(row):
        mine.update(recipient=row.recipient)
    log.write()
    return right


def _addressed_anew(row: Outbox) -> bool:
    """Whether the debtor has another address by now than when the letter was approved; the row then has it too."""
    now = dict(channels_of(row.letter)).get(row.channel, row.recipient)
    before, row.recipient = row.recipient, now
    return now != before


def _after(creditor: Creditor, row: Outbox, receipt: Receipt, at: datetime) -> None:
    """Write down what became of a message, if it is still the one that was claimed. The row stays as it is: where this breaks off it
    is done once more."""
    log, tries = Log(creditor.id, at.date(), at), row.attempts + receipt.tried
    again = receipt.again and tries < TRIES
    said: dict[str, Any] = {"state": "sent", "sent_at": at, "receipt": receipt.reference[:300], "error": "", "not_before": None}
    if not receipt.sent:
        wait = at + timedelta(minutes=2**tries) if again and receipt.tried else None
        said = {"state": "queued" if again else "failed", "error": receipt.error[:500], "not_before": wait}
    mine = Outbox.objects.filter(creditor=creditor, id=row.id, state="sending", claimed_by=row.claimed_by)
    if mine.update(attempts=tries, claimed_by="", **said) != 1:
        return
    letter = copy(row.letter)
    way: dict[str, Any] = {"channel": row.channel, "recipient": row.recipient}
    letter.debtor_id = debtor_of(letter)
    if receipt.sent:
        log.add("message-sent", debtor_id=letter.debtor_id, letter=letter.id, **way)
        mark_left(letter, on=at.date(), log=log)
    elif not again:
        log.add("send-failed", debtor_id=letter.debtor_id, error=said["error"], **way)
        _failed(row, letter, said["error"], log)
    log.write()


def _failed(row: Outbox, letter: Letter, error: str, log: Log) -> None:
    """Nothing more of it leaves this way; an address that there is not is treated as one from which the mail came back."""
    bounce = refused_address(row.recipient, error) if row.channel == "email" else None
    if bounce:
        take_bounce(letter.creditor, bounce, debtor_id=letter.debtor_id, letter_id=letter.id, log=log)
    mark_rest_failed(letter, log=log)
