"""Reads what came into a company's mailbox: answers and notices about its debtors, each once; of other mail only the head is seen."""

from __future__ import annotations

import logging
from dataclasses import asdict
from datetime import datetime, timedelta

from django.db import transaction

from akkoord.channels.imap import Folder, Trouble, open_folder
from akkoord.core.mail.incoming import Incoming, read_mail
from akkoord.core.message import MailFolder
from akkoord.store.models import ChannelState, Creditor, InboundMail
from akkoord.store.models.mail import MailKind
from akkoord.work.handover.mail_out import came_back
from akkoord.work.mail import replies
from akkoord.work.mail.bounced import take_bounce
from akkoord.work.mail.channel_state import in_trouble, may_try, state_of, works
from akkoord.work.mail.whose_mail import Whose, which_hand_over, whose_mail
from akkoord.work.record import Log
from akkoord.work.seal import unseal

log_line = logging.getLogger(__name__)
CHANNEL = "inbox"
BACK = timedelta(days=14)  # how far is looked back the first time, and when a server numbered its mail anew


def folder_of(creditor: Creditor) -> MailFolder:
    """The mailbox as it was set up."""
    return MailFolder(
        creditor.imap_host,
        creditor.imap_port,
        creditor.imap_user,
        unseal(creditor.imap_password) or "",
        creditor.imap_security,
        creditor.imap_folder,
    )


def read_inbox(*, creditor: Creditor, at: datetime, most: int = 100) -> int:
    """Take in what is new, at most so many mails at once; gives how many were kept. `at` is local time."""
    if not creditor.imap_host:
        return 0
    state = state_of(creditor, CHANNEL)
    if not may_try(state, at=at):
        return 0
    try:
        with open_folder(folder_of(creditor)) as folder:
            kept = sum(_take(creditor, folder, number, state, at) for number in _new(creditor, folder, state, at)[:most])
    except Trouble as trouble:
        with transaction.atomic():
            in_trouble(state, why=str(trouble) or type(trouble).__name__, at=at)
        return 0
    with transaction.atomic():
        works(state, at=at)
    return kept


def _new(creditor: Creditor, folder: Folder, state: ChannelState, at: datetime) -> list[int]:
    """The numbers of the mails that were not looked at. Where the numbers mean something else than before, those of the last
    two weeks are looked at again: what was kept then is known by its digest."""
    place = f"{creditor.imap_user}@{creditor.imap_host}/{creditor.imap_folder}"
    known = state.cursor
    if (known.get("place"), known.get("validity")) == (place, folder.validity):
        return folder.after(known["last"])
    state.cursor = {"place": place, "validity": folder.validity, "last": 0}
    return folder.since((at - BACK).date())


def _take(creditor: Creditor, folder: Folder, number: int, state: ChannelState, at: datetime) -> int:
    """Look at one mail and keep it where it is a debtor's. Whatever is wrong with it, the next one gets its turn."""
    try:
        kept = _look(creditor, folder, number, at)
    except Trouble:
        raise
    except Exception:  # the edge of the reading loop: one strange mail must not hold up the others
        log_line.exception("mail %s could not be read", number)
        kept = 0
    state.cursor["last"] = number
    state.save(update_fields=["cursor"])
    return kept


def _look(creditor: Creditor, folder: Folder, number: int, at: datetime) -> int:
    head = read_mail(folder.head(number))
    if not head.report and (_own(creditor, head) or whose_mail(creditor, head) is None):
        return 0
    raw, cut = folder.whole(number)
    mail = read_mail(raw, cut=cut)
    if mail.report and mail.bounce is None:
        return 0  # a letter that arrived, or was opened
    handed_over = which_hand_over(creditor, mail)
    if mail.bounce and handed_over is not None:
        came_back(creditor, handed_over, mail.bounce, at=at)
    whose = whose_mail(creditor, mail)
    return int(whose is not None and keep_mail(creditor, mail, whose, at=at))


def _own(creditor: Creditor, mail: Incoming) -> bool:
    """Whether it is a copy of what the company wrote itself."""
    return mail.sender in {one.lower() for one in (creditor.email, creditor.imap_user, creditor.smtp_user) if one}


def keep_mail(creditor: Creditor, mail: Incoming, whose: Whose, *, at: datetime) -> bool:
    """Keep a mail with its debtor and do what follows from it; False where it was kept before."""
    with transaction.atomic():
        Creditor.objects.select_for_update().only("id").get(id=creditor.id)  # two readers at once: one of them is first
        if InboundMail.objects.filter(creditor=creditor, digest=mail.digest).exists():
            return False
        kind = MailKind.BOUNCE if mail.bounce else MailKind.AUTOMATIC if mail.automatic else MailKind.REPLY
        kept = _row(creditor, mail, whose, kind, at)
        log = Log(creditor.id, at.date(), at)
        if mail.bounce:
            take_bounce(creditor, mail.bounce, debtor_id=whose.debtor_id, letter_id=whose.letter_id, log=log)
        else:
            event = "mail-received" if kind == MailKind.REPLY else "mail-automatic"
            log.add(event, debtor_id=whose.debtor_id, mail=kept.id, sender=mail.sender, subject=mail.subject)
        if kind == MailKind.REPLY:
            replies.ask_to_read(whose.debtor_id, log=log)
        log.write()
    return True


def _row(creditor: Creditor, mail: Incoming, whose: Whose, kind: MailKind, at: datetime) -> InboundMail:
    return InboundMail.objects.create(
        creditor=creditor,
        debtor_id=whose.debtor_id,
        letter_id=whose.letter_id,
        kind=kind,
        digest=mail.digest,
        sender=mail.sender,
        sender_name=mail.sender_name,
        subject=mail.subject,
        on=at.date(),
        at=at,
        text=mail.text,
        cut=mail.cut,
        attachments=[asdict(one) for one in mail.attachments],
    )
