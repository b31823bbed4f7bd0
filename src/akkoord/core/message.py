"""What a channel carries, and what it says afterwards. The shape of the channels shelf."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class MailServer:
    """Where mail is handed in; `security` is starttls, tls or none."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = "starttls"


@dataclass(frozen=True, slots=True)
class MailFolder:
    """Where answers come in: a folder of a mailbox; `security` as with the other server."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    security: str = "tls"
    folder: str = "INBOX"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that goes along with a letter; `mime` as application/pdf."""

    name: str
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Message:
    """One letter on its way, or a word about work, which has no `pdf`. `key` is the same for the same letter and channel, so
    that a receiver can see a double."""

    key: str
    recipient: str
    subject: str
    text: str
    pdf: bytes
    file_name: str
    sender_name: str = ""
    sender_address: str = ""
    server: MailServer | None = None
    folder: str = ""  # where a printed letter is laid
    address: tuple[str, ...] = ()  # the lines of the window
    pages: int = 0
    attachments: tuple[Attachment, ...] = ()  # behind the letter; on paper they are in its PDF already


@dataclass(frozen=True, slots=True)
class Receipt:
    """What happened. `sent` is certain; a failure says why, and whether trying later can help. `trouble`: it is the way that
    fails, so that no other letter is tried now; `tried`: this letter had its chance, and it counts as one of its tries."""

    sent: bool
    reference: str = ""
    error: str = ""
    again: bool = False
    trouble: bool = False
    tried: bool = True


class Channel(Protocol):
    """A module of the channels shelf."""

    @property
    def NAME(self) -> str:
        """The name an outbox row calls it by."""

    def send(self, message: Message) -> Receipt:
        """Hand the message over; an outage is a receipt with `again`, never an exception."""

    def finish(self) -> None:
        """No more letters for now: let go of what was kept between them, such as a connection. Never an exception."""
