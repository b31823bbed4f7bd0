"""Lets a letter go without a person in between, where the company chose that and sending is on."""

from __future__ import annotations

from akkoord.store.models import Creditor, Letter, Outbox
from akkoord.work.letters.make_letter import channels_of, refusals
from akkoord.work.mail.replies import is_unread
from akkoord.work.record import Log


def approve_if_automatic(creditor: Creditor, letter: Letter, log: Log) -> bool:
    """Whether the letter, that is stored already, waits in the outbox from now on. Call it in a transaction."""
    if creditor.approval != "automatic" or not creditor.sending_on or is_unread(creditor, letter.debtor_id) or refusals(letter):
        return False
    letter.state = "approved"
    letter.save(update_fields=["state"])
    Outbox.objects.bulk_create(
        Outbox(creditor=creditor, letter_id=letter.id, channel=channel, recipient=recipient) for channel, recipient in channels_of(letter)
    )
    log.add("letter-approved", debtor_id=letter.debtor_id, letter=letter.id, subject=letter.subject)
    return True
