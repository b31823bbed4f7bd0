"""Sends what was approved: each row claimed by one conditional update, looked at once more, and marked at once when it left."""

from __future__ import annotations

import hashlib
import logging
import re
import secrets
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import cast

from django.conf import settings
from django.db import transaction

from akkoord import channels as shelf
from akkoord.core.letter_json import unpacked
from akkoord.core.message import Channel, MailServer, Message, Receipt
from akkoord.core.shelf import modules
from akkoord.jurisdictions import jurisdiction
from akkoord.letters.plain import attachments_text
from akkoord.letters.render import plain_text, render_pdf
from akkoord.store.models import Creditor, Letter, Outbox
from akkoord.work.attached import Attached, attached
from akkoord.work.letter_left import mark_left, mark_rest_failed
from akkoord.work.make_letter import blocks_of
from akkoord.work.recheck import may_leave
from akkoord.work.record import Log
from akkoord.work.seal import unseal

log_line = logging.getLogger(__name__)
TRIES = 8
STUCK = timedelta(minutes=15)


def send_outbox(*, creditor: Creditor, at: datetime, carriers: Mapping[str, Channel] | None = None, most: int = 500) -> int:
    """Send what may leave now; gives how many messages left. Nothing leaves while sending is off, or outside the hours of
    contact (Bki art. 4.2). `at` is local time."""
    law = jurisdiction()
    on = at.date()
    if not creditor.sending_on or not law.contact_from <= at.hour < law.contact_until or not law.calendar.is_contact_day(on):
        return 0
    _give_up_on_stuck(creditor, at)
    carry = carriers or cast("Mapping[str, Channel]", modules(shelf))
    ready = Outbox.objects.filter(creditor=creditor, state="queued").exclude(not_before__gt=at)
    if creditor.post != "automatic":
        ready = ready.exclude(channel="post")
    sent = 0
    for number in list(ready.order_by("id").values_list("id", flat=True)[:most]):
        sent += _send_one(creditor, number, at, carry)
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


def _send_one(creditor: Creditor, number: int, at: datetime, carry: Mapping[str, Channel]) -> int:
    mine = secrets.token_hex(8)
    claimed = Outbox.objects.filter(creditor=creditor, id=number, state="queued").update(state="sending", claimed_by=mine, claimed_at=at)
    if claimed != 1:
        return 0
    row = Outbox.objects.select_related("letter").get(creditor=creditor, id=number)
    if not _still_right(creditor, row, at):
        return 0
    try:
        receipt = carry[row.channel].send(message_for(creditor, row, at.date()))
    except Exception:  # the edge of the send loop: one message that cannot be made must not hold up the others
        log_line.exception("message %s could not be sent", row.id)
        receipt = Receipt(sent=False, error="could not be made; see the log")
    with transaction.atomic():
        _after(creditor, row, receipt, at)
    return int(receipt.sent)


def _still_right(creditor: Creditor, row: Outbox, at: datetime) -> bool:
    """The check at the very moment of sending; what is not right any more is withdrawn or goes back to be read."""
    with transaction.atomic():
        if row.letter.state != "approved":
            Outbox.objects.filter(creditor=creditor, id=row.id).update(state="cancelled", claimed_by="")
            return False
        log = Log(creditor.id, at.date(), at)
        right = may_leave(row.letter, creditor=creditor, on=at.date(), log=log)
        if not right:
            Outbox.objects.filter(creditor=creditor, id=row.id, claimed_by=row.claimed_by).update(state="cancelled", claimed_by="")
        log.write()
    return right


def message_for(creditor: Creditor, row: Outbox, on: date) -> Message:
    """The letter as this channel carries it, with its invoices; its own PDF is made once and kept as it left."""
    letter = row.letter
    keep_pdf(letter)
    content, along = unpacked(letter.content), attached(creditor, letter, channel=row.channel)
    name = re.sub(r"[^A-Za-z0-9]+", "-", f"{creditor.name}-{content.reference}-{letter.kind}").strip("-")
    return Message(
        key=f"letter-{creditor.id}-{letter.id}",
        recipient=row.recipient,
        subject=letter.subject,
        text=_text(letter, along),
        pdf=_paper(letter, along) if row.channel == "post" else bytes(letter.pdf or b""),
        file_name=f"{name}.pdf" if row.channel == "email" else f"{on:%Y%m%d}-{letter.id}-{name}.pdf",
        sender_name=creditor.name,
        sender_address=creditor.email,
        server=_server(creditor),
        folder=str(settings.DATA / "post" / f"{on:%Y-%m-%d}"),
        attachments=() if row.channel == "post" else along.files,
    )


def _server(creditor: Creditor) -> MailServer:
    password = unseal(creditor.smtp_password) or ""
    return MailServer(creditor.smtp_host, creditor.smtp_port, creditor.smtp_user, password, creditor.smtp_security)


def _text(letter: Letter, along: Attached) -> str:
    content = unpacked(letter.content)
    said = plain_text(content, blocks=blocks_of(letter), subject=letter.subject)
    added = attachments_text(content, names=[one.name for one in along.files], left_out=along.left_out)
    return f"{said}\n{added}" if added else said


def _paper(letter: Letter, along: Attached) -> bytes:
    """The letter with its invoices behind it, as it comes out of a printer."""
    pdf = bytes(letter.pdf or b"")
    if not along.files:
        return pdf
    from akkoord.work.paper import behind  # loading pypdf takes longer than starting the rest, and few letters need it

    return behind(pdf, along.files)[0]


def keep_pdf(letter: Letter) -> None:
    """Set the letter and keep it as it leaves, with its SHA-256."""
    if letter.pdf is None:
        letter.pdf = render_pdf(unpacked(letter.content), blocks=blocks_of(letter), subject=letter.subject)
        letter.sha256 = hashlib.sha256(letter.pdf).hexdigest()
        letter.save(update_fields=["pdf", "sha256"])


def _after(creditor: Creditor, row: Outbox, receipt: Receipt, at: datetime) -> None:
    log = Log(creditor.id, at.date(), at)
    row.attempts += 1
    if receipt.sent:
        row.state, row.sent_at, row.receipt, row.error = "sent", at, receipt.reference[:300], ""
        log.add("message-sent", debtor_id=row.letter.debtor_id, channel=row.channel, recipient=row.recipient, letter=row.letter_id)
    else:
        again = receipt.again and row.attempts < TRIES
        row.state, row.error = ("queued" if again else "failed"), receipt.error[:500]
        row.not_before = at + timedelta(minutes=2**row.attempts) if again else None
        if not again:
            log.add("send-failed", debtor_id=row.letter.debtor_id, channel=row.channel, recipient=row.recipient, error=row.error)
    row.claimed_by = ""
    row.save(update_fields=["state", "sent_at", "receipt", "error", "attempts", "not_before", "claimed_by"])
    if receipt.sent:
        mark_left(row.letter, on=at.date(), log=log)
    elif row.state == "failed":
        mark_rest_failed(row.letter, log=log)
    log.write()
