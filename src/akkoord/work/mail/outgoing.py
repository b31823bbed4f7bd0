"""The letter as a channel carries it, and its page as it leaves."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from datetime import date
from io import BytesIO

from django.conf import settings
from pypdf import PdfReader

from akkoord.core.message import Message
from akkoord.letters.page import address_lines
from akkoord.letters.plain import attachments_text
from akkoord.letters.render import plain_text, render_pdf
from akkoord.store.models import Creditor, Letter, Outbox
from akkoord.work.letters.attached import Attached, attached
from akkoord.work.letters.make_letter import blocks_of, said_in
from akkoord.work.mail.server import mail_server


def message_for(creditor: Creditor, row: Outbox, on: date, *, page: Callable[[Letter], bytes] | None = None) -> Message:
    """The letter as this channel carries it, with its invoices; its own PDF is made once, by `page` where that is given, and kept
    as it left."""
    letter, by_post = row.letter, row.channel == "post"
    keep_pdf(letter, page=page)
    content, along = said_in(letter), attached(creditor, letter, channel=row.channel)
    pdf = on_paper(letter, along) if by_post else bytes(letter.pdf or b"")
    return Message(
        key=f"letter-{creditor.id}-{letter.id}",
        recipient=row.recipient,
        subject=letter.subject,
        text=_text(letter, along),
        pdf=pdf,
        file_name=_file_name(creditor, letter, content.reference, on if by_post else None),
        sender_name=creditor.name,
        sender_address=creditor.email,
        server=mail_server(creditor),
        folder=_folder(creditor, on),
        address=address_lines(content.addressee, language=content.language),
        pages=pages_of(pdf) if by_post else 0,
        attachments=() if by_post else along.files,
    )


def _folder(creditor: Creditor, on: date) -> str:
    return str(settings.DATA / "post" / f"{_slug(creditor.name)}-{creditor.id}" / f"{on:%Y-%m-%d}")


def _file_name(creditor: Creditor, letter: Letter, reference: str, printed_on: date | None) -> str:
    """The name of the PDF; in the folder for the printer the day and the letter's number come first."""
    name = _slug(f"{creditor.name}-{reference}-{letter.kind}")
    return f"{name}.pdf" if printed_on is None else f"{printed_on:%Y%m%d}-{letter.id}-{name}.pdf"


def _text(letter: Letter, along: Attached) -> str:
    content = said_in(letter)
    said = plain_text(content, blocks=blocks_of(letter), subject=letter.subject)
    added = attachments_text(content, names=[one.name for one in along.files], left_out=along.left_out)
    return f"{said}\n{added}" if added else said


def on_paper(letter: Letter, along: Attached) -> bytes:
    """The letter with its invoices behind it, as it comes out of a printer."""
    pdf = bytes(letter.pdf or b"")
    if not along.files:
        return pdf
    from akkoord.work.mail.paper import behind  # loading pypdf takes longer than starting the rest, and few letters need it

    return behind(pdf, along.files)[0]


def _slug(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-")


def keep_pdf(letter: Letter, *, page: Callable[[Letter], bytes] | None = None) -> None:
    """Set the letter and keep it as it leaves, with its SHA-256."""
    if letter.pdf is None:
        pdf = page(letter) if page else render_pdf(said_in(letter), blocks=blocks_of(letter), subject=letter.subject)
        letter.pdf, letter.sha256 = pdf, hashlib.sha256(pdf).hexdigest()
        Letter.objects.filter(creditor_id=letter.creditor_id, id=letter.id).update(pdf=pdf, sha256=letter.sha256)


def pages_of(pdf: bytes) -> int:
    """How many pages it has."""
    return len(PdfReader(BytesIO(pdf)).pages)
