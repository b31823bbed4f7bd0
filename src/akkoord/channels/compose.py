"""Writes a letter as the bytes of an e-mail (RFC 5322, RFC 2045): its words, and behind them what goes along.

The standard library folds and encodes every header and the text. Only the parts are put together here: it would take each of them
apart into lines twice more, and that took a tenth of what sending a letter costs.
"""

from __future__ import annotations

import base64
import secrets
from dataclasses import dataclass
from email.message import MIMEPart
from email.policy import SMTP, SMTPUTF8, EmailPolicy
from email.utils import formataddr, formatdate, getaddresses, make_msgid
from functools import lru_cache
from typing import Any

from akkoord.core.message import Attachment, Message

_END = b"\r\n"


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail as it goes over the line: from and to which addresses, its Message-ID, and whether one of the addresses is not ASCII."""

    sender: str
    recipients: list[str]
    number: str
    content: bytes
    international: bool


def compose(message: Message) -> Mail:
    """The mail of a letter. Its id follows from the letter, so that a double can be seen. Raises ValueError where a name or an
    address holds the end of a line: nothing can be slipped in between the headers."""
    domain = message.sender_address.rpartition("@")[2] or "localhost"
    number = f"<{message.key}@{domain}>" if message.key else make_msgid(domain=domain)
    sender = formataddr((message.sender_name, message.sender_address))
    recipients = [address for _, address in getaddresses([message.recipient])]
    international = not "".join((message.sender_address, *recipients)).isascii()
    headers = (
        ("From", sender),
        ("To", message.recipient),
        ("Date", formatdate(localtime=True)),
        ("Subject", " ".join(message.subject.split())),
        ("Message-ID", number),
        ("Auto-Submitted", "auto-generated"),
        ("MIME-Version", "1.0"),
    )
    policy: EmailPolicy[Any] = SMTPUTF8 if international else SMTP
    head = (_folded(name, value, policy) for name, value in headers)
    content = b"".join((*head, _body(message, policy)))
    return Mail(message.sender_address, recipients, number, content, international)


@lru_cache(maxsize=64)
def _folded(name: str, value: str, policy: EmailPolicy[Any]) -> bytes:
    """One header as it stands in the mail; many are the same in each."""
    return policy.fold_binary(*policy.header_store_parse(name, value))


def _body(message: Message, policy: EmailPolicy[Any]) -> bytes:
    """What follows the headers of the mail: those of the text and the text, or several parts where something goes along."""
    files = (Attachment(message.file_name, "application/pdf", message.pdf), *message.attachments) if message.pdf else message.attachments
    text = _text(message.text, policy)
    if not files:
        return text
    between = f"=_{secrets.token_hex(16)}"  # stands in no part: base64 has no underscore, and of a text it is never guessed
    rule = f"--{between}".encode("ascii")
    parts = (text, *(_file(one, policy) for one in files))
    kind = f'Content-Type: multipart/mixed; boundary="{between}"'.encode("ascii")
    return b"".join((kind, _END, _END, *(piece for part in parts for piece in (rule, _END, part, _END)), rule, b"--", _END))


def _text(text: str, policy: EmailPolicy[Any]) -> bytes:
    """The words, with the headers that say how they are written."""
    part = MIMEPart(policy)
    part.set_content(text)
    return part.as_bytes()


def _file(one: Attachment, policy: EmailPolicy[Any]) -> bytes:
    """What goes along, with the headers that say what it is."""
    part = MIMEPart(policy)
    part.add_header("Content-Disposition", "attachment", filename=one.name)
    named = (policy.fold_binary(name, value) for name, value in part.items())
    how = (_folded("Content-Type", one.mime, policy), _folded("Content-Transfer-Encoding", "base64", policy))
    return b"".join((*how, *named, _END, base64.encodebytes(one.content).replace(b"\n", _END)))
