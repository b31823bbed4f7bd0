"""Tells a partner without a line what happens in a case that he has: each message one short mail, sent once.

The messages are those of a line, kept as such; only who carries them is another. One that was claimed and never answered may have
left: it is not sent again, and stands with its case for a person.
"""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet

from akkoord.channels import email
from akkoord.core.dates import date_of
from akkoord.core.day_words import day_shown
from akkoord.core.message import Message, Receipt
from akkoord.core.money import shown
from akkoord.store.models import Creditor, HandOver, Line, LineMessage
from akkoord.store.outage import is_outage
from akkoord.work.handover.end import ask
from akkoord.work.mail.server import mail_server, may_mail
from akkoord.work.record import Log

log_line = logging.getLogger(__name__)
MARK = "mail-"  # how the mark of such a line begins
STUCK = timedelta(minutes=15)
AGAIN = timedelta(minutes=5)


def mail_line(one: HandOver) -> Line:
    """The line that stands for the mails to this partner; made with its first message. Call it in a transaction."""
    known = Line.objects.filter(creditor_id=one.creditor_id, id=one.line_id or 0, mark__startswith=MARK).first()
    if known is not None:
        return known
    creditor = Creditor.objects.get(id=one.creditor_id)
    who: dict[str, Any] = {"name": one.partner, "email": creditor.partner_email, "registration": one.registration}
    line = Line.objects.create(
        creditor_id=one.creditor_id, side="client", state="open", mark=f"{MARK}{secrets.token_hex(8)}", made_on=one.made_on, **who
    )
    one.line_id = line.id
    one.save(update_fields=["line_id"])
    return line


def waiting_notes() -> QuerySet[LineMessage]:
    """What waits to be mailed to a partner, of every company."""
    return LineMessage.objects.filter(ours=True, state__in=("queued", "sending"), line__mark__startswith=MARK)


def send_notes(*, creditor: Creditor, at: datetime, most: int = 50) -> int:
    """Mail what waits; gives how many left. Nothing leaves while sending is off or on trial, or outside the hours of contact."""
    mine = waiting_notes().filter(creditor_id=creditor.id)
    for doubtful in mine.filter(state="sending", at__lt=at - STUCK):
        _in_doubt(doubtful, at)
    if not may_mail(creditor, at):
        return 0
    due = mine.filter(state="queued").filter(Q(line__not_before=None) | Q(line__not_before__lte=at))
    try:
        return sum(_send_one(creditor, number, at) for number in list(due.order_by("line_id", "seq").values_list("id", flat=True)[:most]))
    finally:
        email.finish()


def _in_doubt(message: LineMessage, at: datetime) -> None:
    with transaction.atomic():
        row = LineMessage.objects.filter(creditor_id=message.creditor_id, id=message.id, state="sending")
        one = HandOver.objects.filter(creditor_id=message.creditor_id, ref=message.ref).first()
        if row.update(state="doubt") and one is not None:
            log = Log(message.creditor_id, at.date(), at)
            log.add("partner-not-told", debtor_id=one.debtor_id, ref=one.ref, partner=one.partner, what=message.kind)
            ask(one, log)
            log.write()


def _send_one(creditor: Creditor, number: int, at: datetime) -> int:
    row = LineMessage.objects.filter(creditor_id=creditor.id, id=number, state="queued")
    if row.update(state="sending", at=at) != 1:
        return 0
    message = LineMessage.objects.select_related("line").get(creditor_id=creditor.id, id=number)
    try:
        receipt = email.send(_mail(creditor, message))
    except Exception as error:  # the edge of the send loop: one mail that cannot be made must not hold up the others
        if is_outage(error):
            raise
        log_line.exception("the note %s could not be mailed", number)
        receipt = Receipt(sent=False, error="could not be made; see the log", again=False)
    _after(message, receipt, at)
    return int(receipt.sent)


def _after(message: LineMessage, receipt: Receipt, at: datetime) -> None:
    rows = LineMessage.objects.filter(creditor_id=message.creditor_id, id=message.id, state="sending")
    line = Line.objects.filter(creditor_id=message.creditor_id, id=message.line_id)
    if receipt.sent:
        rows.update(state="sent", at=at)
        line.update(since=None, not_before=None, error="")
    elif receipt.again:
        rows.update(state="queued", at=None)
        line.update(since=message.line.since or at, not_before=at + AGAIN, error=receipt.error[:500])
    else:
        _in_doubt(message, at)
        line.update(since=message.line.since or at, error=receipt.error[:500])


def _mail(creditor: Creditor, message: LineMessage) -> Message:
    subject, text = words(message)
    closing = f"\n\nMet vriendelijke groet,\n{creditor.signed_by or creditor.name}\n{creditor.name}\n"
    return Message(
        key=f"partner-{creditor.id}-{message.id}",
        recipient=message.line.email or creditor.partner_email,
        subject=subject,
        text=f"Beste {message.line.name},\n\n{text}{closing}",
        pdf=b"",
        file_name="",
        sender_name=creditor.name,
        sender_address=creditor.email,
        server=mail_server(creditor),
        attachments=(),
    )


def words(message: LineMessage) -> tuple[str, str]:
    """The subject and the text of one message, in Dutch: the partner works here."""
    body, ref = message.body, message.ref
    if message.kind == "paid":
        back = body["amount"] < 0
        sum_, left = shown(abs(body["amount"])), shown(body["left"])
        day = date_of(body["on"])
        on = f" op {day_shown(day, language='nl', weekday=False)}" if day else ""
        what = f"ging {sum_} terug naar de debiteur" if back else f"kwam {sum_} bij ons binnen"
        return f"Zaak {ref}: betaling bij ons", f"In zaak {ref} {what}{on}. Van de hoofdsom staat nu nog {left} open."
    if message.kind == "objection":
        return f"Zaak {ref}: bezwaar van de debiteur", f"In zaak {ref} heeft de debiteur bij ons bezwaar gemaakt:\n\n{body['text']}"
    if message.kind == "withdraw":
        return f"Zaak {ref}: wij nemen de zaak terug", f"Wij nemen zaak {ref} terug. Wilt u er niets meer aan doen?\n\n{body['because']}"
    return f"Zaak {ref}", str(body.get("text") or body.get("because") or "")
