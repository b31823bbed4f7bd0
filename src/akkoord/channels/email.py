"""E-mail over any SMTP server: the letter as text, as PDF beside it, and the invoices behind that; one connection for many."""

from __future__ import annotations

import re
import smtplib
import ssl
import threading
from contextlib import suppress
from functools import cache
from typing import Any

from akkoord.channels.compose import Mail, compose
from akkoord.core.message import MailServer, Message, Receipt

NAME = "email"
TIMEOUT = 30  # seconds for each exchange with the server
PATIENCE = 120  # seconds for its answer to a letter: it may look through it first, and an answer that is missed is a doubt
_GONE = 421  # the server closes the line, whatever was said before
_TOO_BIG = 552  # of this letter alone, although it is the sender that is refused with it
_CONGESTED = re.compile(r"\b[45]\.4\.5\b")  # a quota of the whole mailbox (RFC 3463), that some servers tell of with a 5xx answer
_UNSURE = "the connection was lost while the letter was handed over: it may have left"
_own = threading.local()


class Phased(smtplib.SMTP):
    """A connection that remembers whether it began to hand a letter over: lost after that, nobody knows whether it left."""

    handing = False

    def getreply(self) -> tuple[int, bytes]:
        """An answer. After 354 the letter goes over the line; before that the server has nothing of it."""
        code, said = super().getreply()
        if code == 354 and self.sock is not None:
            self.handing = True
            self.sock.settimeout(PATIENCE)
        return code, said

    def data(self, msg: Any) -> tuple[int, bytes]:
        """Hand the letter over. An answer, whatever it is, ends the doubt."""
        answer = super().data(msg)
        self.handing = False
        if self.sock is not None:
            self.sock.settimeout(TIMEOUT)
        return answer


class PhasedTls(Phased, smtplib.SMTP_SSL):
    """The same over TLS from the first byte."""


def send(message: Message) -> Receipt:
    """Hand one letter to the mail server, over the line that is open if there is one. A 4xx answer or a line that was lost
    before the letter was handed over may be tried again, a 5xx answer not; and what was taken is sent, whatever comes after."""
    server = message.server
    if server is None or not server.host:
        return Receipt(sent=False, error="no mail server is set up", again=True, trouble=True, tried=False)
    mail = compose(message)
    receipt = _over(_kept(server), mail)
    if receipt is not None:
        return receipt
    try:
        link = connect(server)
    except (smtplib.SMTPException, OSError) as problem:
        return Receipt(sent=False, error=_words(problem), again=True, trouble=True, tried=False)
    _own.line = (server, link)
    return _hand(link, mail)


def finish() -> None:
    """Close the line that was kept for the next letter."""
    line = getattr(_own, "line", None)
    _own.line = None
    if line is not None:
        with suppress(smtplib.SMTPException, OSError):  # what was taken is sent, however the server says goodbye
            line[1].quit()
        line[1].close()


def _drop() -> None:
    """Close a line that is broken, without a word."""
    line = getattr(_own, "line", None)
    _own.line = None
    if line is not None:
        line[1].close()


def _kept(server: MailServer) -> Phased | None:
    line = getattr(_own, "line", None)
    if line is None or line[0] != server:
        finish()
        return None
    link: Phased = line[1]
    return link


def _over(link: Phased | None, mail: Mail) -> Receipt | None:
    """Hand the letter over on the line that was kept; None where there is none, or the server had closed it by now."""
    if link is None:
        return None
    receipt = _hand(link, mail)
    return None if receipt.trouble and receipt.again and getattr(_own, "line", None) is None else receipt


def _hand(link: Phased, mail: Mail) -> Receipt:
    try:
        if mail.international and not link.has_extn("smtputf8"):
            raise smtplib.SMTPNotSupportedError("an address is not ASCII, and the server does not take such addresses (SMTPUTF8)")
        link.sendmail(mail.sender, mail.recipients, mail.content, ("SMTPUTF8", "BODY=8BITMIME") if mail.international else ())
    except (smtplib.SMTPException, OSError) as problem:
        receipt = _failed(problem, handing=link.handing)
        if receipt.trouble or link.sock is None:
            _drop()
        return receipt
    return Receipt(sent=True, reference=mail.number)


def _failed(problem: smtplib.SMTPException | OSError, *, handing: bool) -> Receipt:
    if isinstance(problem, smtplib.SMTPRecipientsRefused):
        return _refused(*next(iter(problem.recipients.values())))
    if isinstance(problem, smtplib.SMTPSenderRefused) and problem.smtp_code != _TOO_BIG:
        return Receipt(sent=False, error=_words(problem), again=True, trouble=True, tried=False)  # so it would be with every letter
    if isinstance(problem, smtplib.SMTPResponseException):
        return _refused(problem.smtp_code, problem.smtp_error)
    if isinstance(problem, smtplib.SMTPNotSupportedError):  # an address this server cannot write
        return Receipt(sent=False, error=_words(problem))
    if handing:
        return Receipt(sent=False, error=_UNSURE, trouble=True)
    return Receipt(sent=False, error=_words(problem), again=True, trouble=True)


def _refused(code: int, answer: bytes | str) -> Receipt:
    said = f"{code} {answer.decode(errors='replace') if isinstance(answer, bytes) else answer}"
    way = code == _GONE or bool(_CONGESTED.search(said))
    return Receipt(sent=False, error=said, again=way or 400 <= code < 500, trouble=way, tried=not way)


def _words(problem: Exception) -> str:
    if isinstance(problem, smtplib.SMTPResponseException):
        said = problem.smtp_error
        return f"{problem.smtp_code} {said.decode(errors='replace') if isinstance(said, bytes) else said}"
    return str(problem) or type(problem).__name__


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
        link.ehlo_or_helo_if_needed()
        if server.security == "starttls":
            link.starttls(context=_trusted())
        if server.user:
            link.login(server.user, server.password)
    except (smtplib.SMTPException, OSError):
        link.close()
        raise
    return link
