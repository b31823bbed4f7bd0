"""Sends what is handed over by e-mail, once: each hand-over claimed by one conditional update and tried again with patience.

One that was claimed and never answered may have left. It stands as failed until a person has it sent once more.
"""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from akkoord.channels import email
from akkoord.core.handover.dossier import opened
from akkoord.core.handover.parcel import ARCHIVE, Parcel
from akkoord.core.mail.bounce import Bounce
from akkoord.core.message import Message, Receipt
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, HandOver, Invoice
from akkoord.store.outage import is_outage
from akkoord.work.handover.formats import by_mail, formats
from akkoord.work.handover.prepare import waits_for
from akkoord.work.mail.server import mail_server, may_mail
from akkoord.work.may_not import MAY_NOT
from akkoord.work.record import Log

log_line = logging.getLogger(__name__)
TRIES = 8
STUCK = timedelta(minutes=15)
IN_DOUBT = Text(
    "Onderbroken tijdens het versturen: misschien is het weg.",
    "Interrupted while it was sent: it may have left.",
)
_NOT_MADE = Text("De mail kon niet gemaakt worden; zie het logboek.", "The mail could not be made; see the log.")
_CAME_BACK = Text("De mail kwam terug.", "The mail came back.")
_ANOTHER = Refusal(
    Text(
        "Uw partner is intussen een ander. Neem deze zaak terug en draag haar opnieuw over.",
        "Your partner is another one by now. Take this case back and hand it over again.",
    )
)
_SENT = Refusal(Text("Deze overdracht hoeft niet opnieuw verstuurd.", "This hand-over need not be sent again."))


def send_hand_overs(*, creditor: Creditor, at: datetime, most: int = 50) -> int:
    """Send what waits; gives how many left. Nothing leaves while sending is off or on trial, or outside the hours of contact."""
    rows = HandOver.objects.filter(creditor_id=creditor.id, way__in=by_mail(), sent_at=None).exclude(dossier=None)
    rows.exclude(claimed_by="").filter(claimed_at__lt=at - STUCK).update(
        claimed_by="", error=IN_DOUBT.nl, error_en=IN_DOUBT.en, not_before=None
    )
    if not may_mail(creditor, at):
        return 0
    waiting = rows.filter(claimed_by="", ended_on=None).filter(Q(error="") | Q(not_before__lte=at))
    try:
        return sum(_send_one(creditor, number, at) for number in list(waiting.order_by("id").values_list("id", flat=True)[:most]))
    finally:
        email.finish()


def _send_one(creditor: Creditor, number: int, at: datetime) -> int:
    mine, row = secrets.token_hex(8), HandOver.objects.filter(creditor_id=creditor.id, id=number)
    if not _claimed(creditor, row, mine, at):
        return 0
    try:
        message = _message(creditor, row.get())
        receipt, ours = (_told(message.why), message.why) if isinstance(message, Refusal) else (email.send(message), None)
    except Exception as error:  # the edge of the send loop: one case that cannot be made must not hold up the others
        if is_outage(error):
            raise
        log_line.exception("hand-over %s could not be sent", number)
        receipt, ours = _told(_NOT_MADE), _NOT_MADE
    with transaction.atomic():
        _after(row.filter(claimed_by=mine), receipt, at, ours=ours)
    return int(receipt.sent)


def _told(why: Text) -> Receipt:
    return Receipt(sent=False, error=why.nl)


def _claimed(creditor: Creditor, row: QuerySet[HandOver], mine: str, at: datetime) -> bool:
    """Ours to send, by one conditional update, after a last look: who paid or objects by now is not handed over."""
    with transaction.atomic():
        one = row.defer("dossier").first()
        if one is None or waits_for(creditor, one, on=at.date()) is not None:
            return False
        if not Invoice.objects.filter(creditor_id=creditor.id, id__in=one.invoices, open__gt=0).exists():
            return False  # the next turn ends it
        free = row.filter(claimed_by="", sent_at=None, ended_on=None).filter(Q(error="") | Q(not_before__lte=at))
        return free.update(claimed_by=mine, claimed_at=at) == 1


def _message(creditor: Creditor, one: HandOver) -> Message | Refusal:
    """The mail, made from the dossier as it is kept: what was changed since does not leave."""
    raw = bytes(one.dossier or b"")
    dossier = opened(raw)
    if isinstance(dossier, Refusal):
        return dossier
    if one.partner != creditor.partner:
        return _ANOTHER
    if not creditor.partner_email:
        return Refusal(Text("De partner heeft geen e-mailadres.", "The partner has no e-mail address."))
    parcel = formats()[one.way].parcel(dossier.manifest, {**dossier.files, ARCHIVE: raw})
    return parcel if isinstance(parcel, Refusal) else _addressed(creditor, one, parcel)


def _addressed(creditor: Creditor, one: HandOver, parcel: Parcel) -> Message:
    return Message(
        key=f"handover-{creditor.id}-{one.id}",
        recipient=creditor.partner_email,
        subject=parcel.subject,
        text=parcel.text,
        pdf=b"",
        file_name="",
        sender_name=creditor.name,
        sender_address=creditor.email,
        server=mail_server(creditor),
        attachments=parcel.attachments,
    )


def _after(claimed: QuerySet[HandOver], receipt: Receipt, at: datetime, *, ours: Text | None) -> None:
    """What became of it; in our own words, where it never came to sending. Trouble with the server is no fault of this mail: that
    counts as no try."""
    one = claimed.select_for_update().defer("dossier").first()
    if one is None:
        return
    tries = one.tries + int(receipt.tried)
    again = receipt.again and tries < TRIES
    wait = timedelta(minutes=2 ** max(1, min(tries, 6)))
    english = ours.en if ours else ""
    claimed.update(
        claimed_by="", tries=tries, receipt=receipt.reference[:300], error=receipt.error[:500], error_en=english[:500],
        sent_at=at if receipt.sent else None, not_before=at + wait if again else None,
    )  # fmt: skip
    if not again:
        log = Log(one.creditor_id, at.date(), at)
        kind = "hand-over-mailed" if receipt.sent else "hand-over-not-mailed"
        log.add(kind, debtor_id=one.debtor_id, hand_over=one.id, partner=one.partner, error=receipt.error[:300], error_en=english[:300])
        log.write()


def mail_again(*, desk: Desk, hand_over_id: int, on: datetime) -> Refusal | None:
    """A person has a hand-over sent once more that failed, came back, or of which nobody knows whether it left."""
    if not desk.may_work:
        return MAY_NOT
    with transaction.atomic():
        one = desk.hand_overs().select_for_update().get(id=hand_over_id)
        if one.way not in by_mail() or not one.error or one.claimed_by or one.not_before:
            return _SENT
        HandOver.objects.filter(creditor_id=one.creditor_id, id=one.id).update(
            error="", error_en="", tries=0, not_before=None, sent_at=None
        )
        log = Log(desk.creditor.id, on.date(), on, desk.user.email)
        log.add("hand-over-mailed-again", debtor_id=one.debtor_id, hand_over=one.id, partner=one.partner)
        log.write()
    return None


def came_back(creditor: Creditor, number: int, bounce: Bounce, *, at: datetime) -> None:
    """The mail came back: the hand-over did not arrive, and that stands with it. A delay changes nothing."""
    if not bounce.final:
        return
    with transaction.atomic():
        row = HandOver.objects.filter(creditor_id=creditor.id, id=number).exclude(sent_at=None)
        one = row.select_for_update().defer("dossier").first()
        said = f"{bounce.status} {bounce.said}".strip()[:500]
        if one is None or one.error:
            return
        row.update(error=said or _CAME_BACK.nl, error_en="" if said else _CAME_BACK.en, not_before=None)
        log = Log(creditor.id, at.date(), at)
        log.add("hand-over-not-mailed", debtor_id=one.debtor_id, hand_over=one.id, partner=one.partner, error=said[:300])
        log.write()
