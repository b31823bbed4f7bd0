"""E-mail over any SMTP server: the letter as text, and as PDF beside it."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formataddr, formatdate, make_msgid
from functools import cache
from typing import Any

from akkoord.core.message import MailServer, Message, Receipt

NAME = "email"
TIMEOUT = 30  # seconds for each exchange with the server


class Phased(smtplib.SMTP):
    """A connection that remembers whether it began to hand a letter over: lost after that, nobody knows whether it left."""

    handing = False

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand the letter over."""
        self.handing = True
        return super().data(msg)


class PhasedTls(Phased, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


def send(message: Message) -> Receipt:
    """Hand one letter to the mail server. A 4xx answer or a connection that was lost before the letter was handed over may be
    tried again, a 5xx answer not; and what was taken is sent, whatever the server says at parting."""
    if message.server is None or not message.server.host:
        return Receipt(sent=False, error="no mail server is set up", again=True)
    mail, link, taken = compose(message), None, False
    try:
        with connect(message.server) as link:
            link.send_message(mail)
            taken = True
    except (smtplib.SMTPException, OSError) as problem:
        if not taken:
            return _failed(problem, handing=link is not None and link.handing)
    return Receipt(sent=True, reference=mail["Message-ID"])


def _failed(problem: smtplib.SMTPException | OSError, *, handing: bool) -> Receipt:
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        code, answer = next(iter(problem.recipients.values()))
        return Receipt(sent=False, error=f"{code} {answer.decode(errors='replace')}", again=400 <= code < 500)
    if isinstance(problem, smtplib.SMTPResponseException):
        said = problem.smtp_error.decode(errors="replace") if isinstance(problem.smtp_error, bytes) else problem.smtp_error
        return Receipt(sent=False, error=f"{problem.smtp_code} {said}", again=400 <= problem.smtp_code < 500)
    if handing:
        return Receipt(sent=False, error="the connection was lost while the letter was handed over: it may have left")
    return Receipt(sent=False, error=str(problem) or type(problem).__name__, again=True)


def compose(message: Message) -> EmailMessage:
    """The mail as it goes over the line. Its id follows from the letter, so that a double can be seen."""
    mail = EmailMessage()
    mail["From"] = formataddr((message.sender_name, message.sender_address))
    mail["To"] = message.recipient
    mail["Date"] = formatdate(localtime=True)
    mail["Subject"] = " ".join(message.subject.split())
    domain = message.sender_address.rpartition("@")[2] or "localhost"
    mail["Message-ID"] = f"<{message.key}@{domain}>" if message.key else make_msgid(domain=domain)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    if message.pdf:
        mail.add_attachment(message.pdf, maintype="application", subtype="pdf", filename=message.file_name)
    return mail


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates of this machine: loading them takes longer than sending a letter, so once."""
    return ssl.create_default_context()


def connect(server: MailServer) -> Phased:
    """A connection that is ready to take mail. Raises smtplib.SMTPException or OSError where there is none."""
    if server.security == "tls":
        link: Phased = PhasedTls(server.host, server.port, timeout=TIMEOUT, context=_trusted())
    else:
        link = Phased(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.security == "starttls":
            link.starttls(context=_trusted())
        if server.user:
            link.login(server.user, server.password)
    except (smtplib.SMTPException, OSError):
        link.close()
        raise
    return link
