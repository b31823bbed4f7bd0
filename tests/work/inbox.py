"""Mail that debtors write back, and the mailbox it comes into."""

from __future__ import annotations

import itertools
from email.message import EmailMessage

from akkoord.store.models import Creditor
from akkoord.work.seal import seal
from tests.cast import VERMEER
from tests.dovecot import PASSWORD, USER, Dovecot

_numbers = itertools.count(1)


def with_inbox(creditor: Creditor, office: Dovecot, folder: str) -> Creditor:
    """The company looks into this folder."""
    fields = {"imap_host": "127.0.0.1", "imap_port": office.port, "imap_user": USER, "imap_password": seal(PASSWORD)}
    Creditor.objects.filter(id=creditor.id).update(imap_security="none", imap_folder=folder, **fields)
    creditor.refresh_from_db()
    return creditor


def answer(text: str = "Ik betaal vrijdag.", *, sender: str = VERMEER["email"], subject: str = "Re: Herinnering", **headers: str) -> bytes:
    """A mail of a debtor; a name of a header has underscores for its dashes."""
    mail = EmailMessage()
    mail["From"], mail["Subject"], mail["To"] = sender, subject, "administratie@delinde.example"
    mail["Message-ID"] = headers.pop("Message_ID", f"<answer-{next(_numbers)}@vermeer.example>")
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail.as_bytes()


def put(office: Dovecot, folder: str, *mails: bytes) -> None:
    """They come in."""
    for one in mails:
        office.deliver(one, folder=f'"{folder}"')
