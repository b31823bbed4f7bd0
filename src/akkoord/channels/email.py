"""E-mail over any SMTP server: the letter as text, and as PDF beside it."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formataddr, make_msgid
from functools import cache

from akkoord.core.message import MailServer, Message, Receipt

NAME = "email"
TIMEOUT = 30  # seconds for each exchange with the server


def send(message: Message) -> Receipt:
    """Hand one letter to the mail server. A 4xx answer or a lost connection may be tried again, a 5xx answer not."""
    if message.server is None or not message.server.host:
        return Receipt(sent=False, error="no mail server is set up", again=True)
    mail = compose(message)
    try:
        with connect(message.server) as server:
            server.send_message(mail)
    except smtplib.SMTPRecipientsRefused as refused:
        code, answer = next(iter(refused.recipients.values()))
        return Receipt(sent=False, error=f"{code} {answer.decode(errors='replace')}", again=400 <= code < 500)
    except smtplib.SMTPResponseException as answered:
        said = answered.smtp_error.decode(errors="replace") if isinstance(answered.smtp_error, bytes) else answered.smtp_error
        return Receipt(sent=False, error=f"{answered.smtp_code} {said}", again=400 <= answered.smtp_code < 500)
    except (smtplib.SMTPException, OSError) as outage:
        return Receipt(sent=False, error=str(outage) or type(outage).__name__, again=True)
    return Receipt(sent=True, reference=mail["Message-ID"])


def compose(message: Message) -> EmailMessage:
    """The mail as it goes over the line. Its id follows from the letter, so that a double can be seen."""
    mail = EmailMessage()
    mail["From"] = formataddr((message.sender_name, message.sender_address))
    mail["To"] = message.recipient
    mail["Subject"] = " ".join(message.subject.split())
    domain = message.sender_address.rpartition("@")[2] or "localhost"
    mail["Message-ID"] = f"<{message.key}@{domain}>" if message.key else make_msgid(domain=domain)
    mail["Auto-Submitted"] = "auto-generated"
    mail.set_content(message.text)
    mail.add_attachment(message.pdf, maintype="application", subtype="pdf", filename=message.file_name)
    return mail


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates of this machine: loading them takes longer than sending a letter, so once."""
    return ssl.create_default_context()


def connect(server: MailServer) -> smtplib.SMTP:
    """A connection that is ready to take mail. Raises smtplib.SMTPException or OSError where there is none."""
    if server.security == "tls":
        link: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=_trusted())
    else:
        link = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
    try:
        if server.security == "starttls":
            link.starttls(context=_trusted())
        if server.user:
            link.login(server.user, server.password)
    except (smtplib.SMTPException, OSError):
        link.close()
        raise
    return link
