"""Reads the notice that a letter could not be delivered (RFC 3464), as Postfix, Exchange, Gmail and Exim write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.message import Message
from email.utils import parseaddr

from akkoord.core.mail.text import plain

_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")
_NO_ADDRESS = re.compile(r"\b5\.1\.(1|2|3|6|10)\b")
_CODE = re.compile(r"\b([245])\d\d\b")
_DAEMONS = ("mailer-daemon@", "postmaster@")


@dataclass(frozen=True, slots=True)
class Bounce:
    """A letter that came back. `final`: nobody tries it again. `original` is the Message-ID of the letter, where it is told."""

    recipient: str
    status: str  # class.subject.detail, RFC 3463
    said: str
    final: bool
    original: str

    @property
    def hard(self) -> bool:
        """Whether the address itself does not work."""
        return self.final and self.status.startswith("5")


def refused_address(recipient: str, answer: str) -> Bounce | None:
    """The same, told at once by the server that was to take the letter: it says that there is no such address (RFC 3463, 5.1.x).

    >>> refused_address("a@b.example", "550 5.1.1 no such user").status
    '5.1.1'
    >>> refused_address("a@b.example", "554 5.7.1 relay access denied")
    """
    found = _NO_ADDRESS.search(answer)
    return Bounce(recipient.lower(), found.group(), answer[:400], final=True, original="") if found else None


def is_report(mail: Message) -> bool:
    """Whether a mail tells what became of a letter, as far as its head says."""
    return mail.get_content_type() == "multipart/report" or mail.get("X-Failed-Recipients") is not None


def bounce_of(mail: Message) -> Bounce | None:
    """The notice in this mail; None where it is none, or where it says that the letter arrived."""
    if mail.get_content_type() == "multipart/report":
        return _of_report(mail)
    failed = parseaddr(str(mail.get("X-Failed-Recipients", "")))[1]
    sender = parseaddr(str(mail.get("From", "")))[1].lower()
    if failed and sender.startswith(_DAEMONS):  # Exim without a report: the address stands in a header
        return Bounce(plain(failed, most=320).lower(), "5.0.0", "", final=True, original=_original(mail))
    return None


def _of_report(mail: Message) -> Bounce | None:
    told = [one for one in _recipients(mail) if _field(one, "Action").lower() in ("failed", "delayed")]
    if not told:
        return None
    gravest = min(told, key=lambda one: _field(one, "Action").lower() != "failed")
    said = _after_type(_field(gravest, "Diagnostic-Code"))
    recipient = _after_type(_field(gravest, "Original-Recipient") or _field(gravest, "Final-Recipient"))
    return Bounce(
        recipient=parseaddr(recipient)[1].lower() or recipient.lower(),
        status=_status(_field(gravest, "Status"), said),
        said=said[:400],
        final=_field(gravest, "Action").lower() == "failed",
        original=_original(mail),
    )


def _recipients(mail: Message) -> Iterator[Message]:
    """What the report says, recipient by recipient; what it says of the whole has no action and is not among them."""
    for part in _parts(mail):
        payload = part.get_payload()
        if part.get_content_type() == "message/delivery-status" and isinstance(payload, list):
            yield from (one for one in payload if isinstance(one, Message) and one.get("Action") is not None)


def _status(told: str, said: str) -> str:
    """The status as it was told, made out from the answer of the other server where it was not."""
    found = _STATUS.search(told) or _STATUS.search(said)
    if found:
        return found.group()
    code = _CODE.search(said)
    return f"{code.group(1) if code else 5}.0.0"


def _original(mail: Message) -> str:
    for part in _parts(mail):
        payload = part.get_payload()
        if part.get_content_type() == "message/rfc822" and isinstance(payload, list) and payload and isinstance(payload[0], Message):
            return _field(payload[0], "Message-ID")
        if part.get_content_type() in ("text/rfc822-headers", "message/rfc822-headers"):
            head = part.get_payload(decode=True)
            return _field(message_from_bytes(head), "Message-ID") if isinstance(head, bytes) else ""
    return ""


def _parts(mail: Message) -> list[Message]:
    payload = mail.get_payload()
    return [part for part in payload if isinstance(part, Message)] if isinstance(payload, list) else []


def _field(mail: Message, name: str) -> str:
    return plain(" ".join(str(mail.get(name, "")).split()), most=1_000)


def _after_type(told: str) -> str:
    """The value after its type: `rfc822; a@b.example`, `smtp; 550 …`."""
    kind, mark, value = told.partition(";")
    return value.strip() if mark and " " not in kind.strip() else told
