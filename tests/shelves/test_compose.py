"""A letter as an e-mail: the same as the standard library makes of it, and nothing slips in between its headers."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import formataddr

import pytest

from akkoord.channels.compose import compose
from akkoord.core.message import Attachment, Message

LETTER = Message(
    key="letter-1-2", recipient="a@b.example", subject="Factuur\nBcc: x", text="Geachte", pdf=b"%PDF-1", file_name="brief.pdf",
    sender_name="De Linde, hoveniers", sender_address="administratie@delinde.example",
)  # fmt: skip
MEETING = Attachment("afspraak.ics", "text/calendar", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
LETTERS = {
    "plain": LETTER,
    "without a file": replace(LETTER, pdf=b""),
    "only a meeting": replace(LETTER, pdf=b"", attachments=(MEETING,)),
    "words that are not ASCII": replace(LETTER, subject="Een herinnering voor café Zoë \u2013 € 12,50 " * 4, sender_name="Café Zoë B.V."),
    "long lines": replace(LETTER, text="Geachte mevrouw, " * 90 + "\n\nMet vriendelijke groet,\n.\n.Zoë"),
    "lines of its own": replace(LETTER, text=".\n..\nFrom hier\n\n--=_\n"),
    "a large file": replace(
        LETTER, pdf=bytes(range(256)) * 300, attachments=(MEETING, Attachment("factuur é.pdf", "application/pdf", b"x"))
    ),
    "a name with quotes": replace(LETTER, file_name='een "naam" van meer dan zeventig letters, die op \u00e9\u00e9n regel niet past.pdf'),
    "an address that is not ASCII": replace(LETTER, recipient="zoë@café.example"),
}


def by_the_library(message: Message) -> EmailMessage:
    """The mail as the standard library puts it together."""
    mail = EmailMessage(SMTP if message.recipient.isascii() else SMTPUTF8)
    mail["From"], mail["To"] = formataddr((message.sender_name, message.sender_address)), message.recipient
    mail["Subject"], mail["Message-ID"] = " ".join(message.subject.split()), "<letter-1-2@delinde.example>"
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    files = [Attachment(message.file_name, "application/pdf", message.pdf)] if message.pdf else []
    for one in (*files, *message.attachments):
        maintype, _, subtype = one.mime.partition("/")
        mail.add_attachment(one.content, maintype=maintype, subtype=subtype, filename=one.name)
    return mail


def parts(content: bytes, name: str) -> list[tuple[dict[str, str], object, object]]:
    """Each part: its headers but those that differ by themselves, its kind with the name of the file, and what is in it."""
    mail = message_from_bytes(content, policy=SMTPUTF8 if "address" in name else SMTP)
    return [
        (
            {key: str(value) for key, value in part.items() if key not in ("Date", "Content-Type", "MIME-Version")},
            (part.get_content_type(), part.get_filename(), part.get_content_charset()),
            None if part.is_multipart() else part.get_payload(decode=True),
        )
        for part in mail.walk()
    ]


@pytest.mark.parametrize("name", LETTERS)
def test_mail_is_what_the_library_makes(name: str) -> None:
    letter = LETTERS[name]
    ours = compose(letter)
    assert parts(ours.content, name) == parts(by_the_library(letter).as_bytes(), name)
    assert (ours.sender, ours.recipients, ours.international) == (letter.sender_address, [letter.recipient], "address" in name)
    lines = ours.content.split(b"\r\n")
    assert (max(map(len, lines)) <= 998, any(b"\n" in line or b"\r" in line for line in lines)) == (True, False)
    assert ours.content.count(b"\r\nMIME-Version: 1.0\r\n") == ours.content.count(b"\r\nDate: ") == 1


def test_mail_cannot_be_given_headers_by_its_subject() -> None:
    mail = message_from_bytes(compose(LETTER).content, policy=SMTP)
    assert (mail["Subject"], mail["Bcc"]) == ("Factuur Bcc: x", None)
    assert mail["From"] == '"De Linde, hoveniers" <administratie@delinde.example>'
    assert mail["Message-ID"] == compose(LETTER).number == "<letter-1-2@delinde.example>"
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize("field", ["recipient", "sender_name", "sender_address"])
def test_mail_cannot_be_given_headers_by_a_name_or_address(field: str) -> None:
    with pytest.raises(ValueError, match=r"linefeed|newline"):
        compose(replace(LETTER, **{field: f"{getattr(LETTER, field)}\nBcc: x@y.example"}))  # type: ignore[arg-type]  # texts of the message
