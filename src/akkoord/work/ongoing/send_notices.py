"""Sends what is told about work that stops and goes on: each row claimed by one conditional update, tried again with patience."""

from __future__ import annotations

import json
import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction

from akkoord.channels import email, webhook
from akkoord.core.message import Message, Receipt
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, WorkNotice
from akkoord.work.mail.server import contact_now, mail_server
from akkoord.work.may_not import MAY_NOT
from akkoord.work.ongoing.notice_words import words_of
from akkoord.work.record import Log
from akkoord.work.seal import unseal

log_line = logging.getLogger(__name__)
TRIES = 8
STUCK = timedelta(minutes=15)


def send_notices(*, creditor: Creditor, at: datetime, most: int = 200) -> int:
    """Send what may leave now; gives how many messages were taken. Nothing leaves while sending is off. Who does the work hears
    it at any hour: work that goes on waits for nobody. A debtor is written to at hours of contact, and not on trial."""
    _take_up_stuck(creditor, at)
    if not creditor.sending_on:
        return 0
    ready = WorkNotice.objects.filter(creditor_id=creditor.id, state="queued").exclude(not_before__gt=at)
    if not _debtors_may_hear(creditor, at):
        ready = ready.filter(to_debtor=False)
    sent = 0
    for number in list(ready.order_by("id").values_list("id", flat=True)[:most]):
        sent += _send_one(creditor, number, at)
    return sent


def send_notice_again(*, desk: Desk, notice_id: int, on: datetime) -> Refusal | None:
    """A person has a message tried once more that could not be delivered. It keeps its id: who has it already can see that."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        row = desk.notices().select_for_update().select_related("work").get(id=notice_id)
        if row.state != "failed":
            return Refusal(Text("Dit bericht hoeft niet opnieuw.", "This message need not be sent again."))
        row.state, row.attempts, row.not_before, row.error = "queued", 0, None, ""
        row.save(update_fields=["state", "attempts", "not_before", "error"])
        log = Log(desk.creditor.id, on.date(), on, desk.user.email)
        log.add("work-told-again", debtor_id=row.work.debtor_id, work=row.work_id, event=row.event, channel=row.channel)
        log.write()
    return None


def _debtors_may_hear(creditor: Creditor, at: datetime) -> bool:
    return contact_now(at) and not creditor.test_address and not creditor.paused_since


def _take_up_stuck(creditor: Creditor, at: datetime) -> None:
    """A row that was claimed and never came back: the webhook gets it again under the same id and can tell; an e-mail may have
    left, so that a person looks."""
    stuck = WorkNotice.objects.filter(creditor_id=creditor.id, state="sending", claimed_at__lt=at - STUCK)
    stuck.filter(channel="webhook").update(state="queued", claimed_by="")
    stuck.update(state="failed", claimed_by="", error="interrupted while sending: it may have left")


def _send_one(creditor: Creditor, number: int, at: datetime) -> int:
    mine = secrets.token_hex(8)
    row = WorkNotice.objects.filter(creditor_id=creditor.id, id=number)
    if row.filter(state="queued").update(state="sending", claimed_by=mine, claimed_at=at) != 1:
        return 0
    one = row.select_related("work").get()
    if _waits_for_an_earlier_one(one):
        row.filter(claimed_by=mine).update(state="queued", claimed_by="")
        return 0
    try:
        receipt = _by_mail(creditor, one) if one.channel == "email" else _by_webhook(one, at)
    except Exception:  # the edge of the send loop: one message that cannot be made must not hold up the others
        log_line.exception("notice %s could not be sent", one.id)
        receipt = Receipt(sent=False, error="could not be made; see the log")
    with transaction.atomic():
        _after(creditor, one, mine, receipt, at)
    return int(receipt.sent)


def _waits_for_an_earlier_one(row: WorkNotice) -> bool:
    """Whether another worker is telling this receiver something older of this work: what is newer must come last."""
    same = {"creditor_id": row.creditor_id, "work_id": row.work_id, "channel": row.channel, "recipient": row.recipient}
    return WorkNotice.objects.filter(state="sending", id__lt=row.id, **same).exists()


def payload(row: WorkNotice) -> bytes:
    """The body as it goes over the line: the same bytes each time it is tried."""
    said = {"event": row.event, "id": str(row.id), **row.body}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _by_webhook(row: WorkNotice, at: datetime) -> Receipt:
    secret = unseal(row.work.secret)
    if not secret:
        return Receipt(sent=False, error="the secret can no longer be read: make a new one")
    inside, moment = frozenset(settings.INSIDE_HOSTS), int(at.timestamp())
    return webhook.post(row.recipient, body=payload(row), secret=secret, key=str(row.id), moment=moment, inside=inside)


def _by_mail(creditor: Creditor, row: WorkNotice) -> Receipt:
    subject, text = words_of(row, creditor)
    server = mail_server(creditor)
    message = Message(
        key=f"work-{creditor.id}-{row.id}",
        recipient=row.recipient,
        subject=subject,
        text=text,
        pdf=b"",
        file_name="",
        sender_name=creditor.name,
        sender_address=creditor.email,
        server=server,
    )
    return email.send(message)


def _after(creditor: Creditor, row: WorkNotice, mine: str, receipt: Receipt, at: datetime) -> None:
    again = receipt.again and row.attempts + 1 < TRIES
    said = {
        "state": "sent" if receipt.sent else "queued" if again else "failed",
        "attempts": row.attempts + 1,
        "sent_at": at if receipt.sent else None,
        "not_before": at + timedelta(minutes=2**row.attempts) if again else None,
        "receipt": receipt.reference[:300],
        "error": receipt.error[:500],
        "claimed_by": "",
    }
    claimed = WorkNotice.objects.filter(creditor_id=creditor.id, id=row.id, state="sending", claimed_by=mine)
    if claimed.update(**said) == 1 and not again:
        log = Log(creditor.id, at.date(), at)
        kind = "work-told" if receipt.sent else "work-not-told"
        told: dict[str, Any] = {"event": row.event, "channel": row.channel, "recipient": row.recipient, "error": receipt.error[:300]}
        log.add(kind, debtor_id=row.work.debtor_id, work=row.work_id, **told)
        log.write()
