"""Reads a mail as it came over the line into plain values. Whatever a sender puts in it, this gives an answer and never raises."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from akkoord.core.mail.bounce import Bounce, bounce_of, is_report
from akkoord.core.mail.text import plain, text_of

PARTS = 100  # parts of a mail that are looked at
_IDS = re.compile(r"<[^<>\s]{3,300}>")
_BULK = frozenset({"bulk", "junk", "list", "auto_reply", "auto-reply"})
_ANSWERING = ("X-Autoreply", "X-Autorespond", "X-Autoresponse", "X-Auto-Reply", "X-Mailer-Autoreply")


@dataclass(frozen=True, slots=True)
class Attachment:
    """What hangs on a mail; `size` is in bytes."""

    name: str
    mime: str
    size: int


@dataclass(frozen=True, slots=True)
class Incoming:
    """A mail. `ids` are the Message-IDs it answers, the nearest first; `automatic` says that no person wrote it, `report` that
    it tells of a letter: of its `bounce`, unless only the head was read or the letter arrived."""

    digest: str
    ids: tuple[str, ...]
    sender: str
    sender_name: str
    subject: str
    text: str
    cut: bool
    attachments: tuple[Attachment, ...]
    automatic: bool
    report: bool
    bounce: Bounce | None


def read_mail(raw: bytes, *, cut: bool = False) -> Incoming:
    """The mail in these bytes, or as much of it as its head says. `cut`: there was more than these bytes."""
    mail = message_from_bytes(raw)
    bounce = bounce_of(mail)
    text, shortened = text_of(mail)
    name, address = parseaddr(header(mail, "From"))
    return Incoming(
        digest=_digest(mail, raw),
        ids=_answered(mail, bounce),
        sender=plain(address, most=320).lower(),
        sender_name=plain(name, most=200),
        subject=header(mail, "Subject", most=300),
        text=text,
        cut=cut or shortened,
        attachments=_attachments(mail),
        automatic=bounce is not None or is_automatic(mail),
        report=is_report(mail),
        bounce=bounce,
    )


def header(mail: Message, name: str, *, most: int = 2_000) -> str:
    """A header in readable characters, on one line; nothing where it is not there."""
    raw = mail.get(name)
    if raw is None:
        return ""
    try:
        said = str(make_header(decode_header(raw)))
    except (ValueError, LookupError):  # an encoding that does not exist, or broken words in it
        said = str(raw)
    return plain(" ".join(said.split()), most=most)


def is_automatic(mail: Message) -> bool:
    """Whether a machine says that it wrote this (RFC 3834, and what came before it)."""
    submitted = header(mail, "Auto-Submitted").partition(";")[0].strip().lower()
    if submitted and submitted != "no":
        return True
    if any(mail.get(name) is not None for name in _ANSWERING):
        return True
    return header(mail, "Precedence").lower() in _BULK or header(mail, "Return-Path") == "<>"


def _answered(mail: Message, bounce: Bounce | None) -> tuple[str, ...]:
    told = [bounce.original] if bounce and bounce.original else []
    near = _IDS.findall(header(mail, "In-Reply-To"))
    far = _IDS.findall(header(mail, "References", most=20_000))[::-1]
    return tuple(dict.fromkeys([*told, *near, *far]))


def _digest(mail: Message, raw: bytes) -> str:
    """The same for the same mail wherever it lies: of its id, or of its head where it has none."""
    known = header(mail, "Message-ID")
    head = raw.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    return hashlib.sha256(known.encode() if known else head).hexdigest()


def _attachments(mail: Message) -> tuple[Attachment, ...]:
    found = []
    for number, part in enumerate(mail.walk()):
        if number >= PARTS:
            break
        named = part.get_filename()
        if part.is_multipart() or not (named or part.get_content_disposition() == "attachment"):
            continue
        body = part.get_payload(decode=True)
        size = len(body) if isinstance(body, bytes) else 0
        found.append(Attachment(_file_name(named), part.get_content_type(), size))
    return tuple(found)


def _file_name(named: str | None) -> str:
    try:
        said = str(make_header(decode_header(named or "")))
    except (ValueError, LookupError):
        said = named or ""
    return plain(" ".join(said.split()), most=200)
