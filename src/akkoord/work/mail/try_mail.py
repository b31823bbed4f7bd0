"""Tries the mail server of a company: connects, signs in and sends one letter to the owner himself, and says in words what went wrong."""

from __future__ import annotations

import smtplib
import socket
import ssl
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from akkoord.channels.email import connect
from akkoord.core.message import MailServer
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor
from akkoord.work.mail.channel_state import try_now
from akkoord.work.seal import unseal

_NO_SERVER = Text("Vul eerst de naam van de mailserver in.", "Fill in the name of the mail server first.")
PASSWORD_LOST = Text(
    "Het wachtwoord van de mailserver is niet meer te lezen: de sleutel van deze installatie is veranderd. Vul het opnieuw in.",
    "The mail server's password can no longer be read: the key of this installation changed. Fill it in again.",
)


def _message(creditor: Creditor, to: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"] = "Proefbericht van Akkoord"
    message["From"] = creditor.email or to
    message["To"] = to
    message["Date"] = formatdate(localtime=True)
    message["Message-ID"] = make_msgid(domain="akkoord.invalid")
    message.set_content(
        f"De mailserver van {creditor.name} werkt: dit bericht is erover verstuurd.\n"
        "Er is niets aan uw debiteuren gestuurd.\n\n"
        f"The mail server of {creditor.name} works: this message went through it.\n"
        "Nothing was sent to your debtors.\n"
    )
    return message


_SAID: tuple[tuple[tuple[type[OSError], ...], str, str], ...] = (
    (
        (smtplib.SMTPAuthenticationError,),
        "{where} herkent deze gebruiker of dit wachtwoord niet. Sommige aanbieders vragen een apart app-wachtwoord.",
        "{where} does not accept this user or password. Some providers ask for a separate app password.",
    ),
    (
        (smtplib.SMTPNotSupportedError,),
        "{where} kan geen STARTTLS, of laat zich niet aanmelden. Probeer beveiliging TLS met poort 465.",
        "{where} offers no STARTTLS or no sign-in. Try TLS on port 465.",
    ),
    (
        (smtplib.SMTPRecipientsRefused, smtplib.SMTPSenderRefused),
        "{where} weigert de afzender of de ontvanger. Mag deze gebruiker vanaf {sender} versturen?",
        "{where} refuses the sender or the recipient. May this user send from {sender}?",
    ),
    (
        (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError),
        "{where} verbrak de verbinding. Past de beveiliging bij de poort? 587 hoort bij STARTTLS, 465 bij TLS.",
        "{where} closed the connection. Does the security fit the port? 587 goes with STARTTLS, 465 with TLS.",
    ),
    (
        (ssl.SSLCertVerificationError,),
        "Het certificaat van {where} klopt niet. Staat de naam van de server goed?",
        "The certificate of {where} is not valid. Is the name of the server right?",
    ),
    (
        (ssl.SSLError,),
        "{where} spreekt geen TLS op deze poort. 587 hoort bij STARTTLS, 465 bij TLS.",
        "{where} does not speak TLS on this port. 587 goes with STARTTLS, 465 with TLS.",
    ),
    (
        (socket.gaierror,),
        "De server {host} is niet gevonden. Klopt de naam, en is er internet?",
        "The server {host} was not found. Is the name right, and is there a connection?",
    ),
    (
        (ConnectionRefusedError,),
        "{where} neemt geen verbinding aan. Klopt de poort? Gangbaar zijn 587 en 465.",
        "{where} refuses connections. Is the port right? Usual ones are 587 and 465.",
    ),
    (
        (TimeoutError,),
        "{where} antwoordde niet. Klopt de poort, of houdt een firewall het tegen?",
        "{where} did not answer. Is the port right, or is a firewall in the way?",
    ),
    ((OSError,), "{where} gaf een fout: {error}", "{where} gave an error: {error}"),
)
"""What an error of the connection means and what to do about it; the first that fits is said."""


def _in_words(error: OSError, creditor: Creditor) -> Text:
    facts = {"where": f"{creditor.smtp_host}:{creditor.smtp_port}", "host": creditor.smtp_host, "sender": creditor.email, "error": error}
    nl, en = next((nl, en) for kinds, nl, en in _SAID if isinstance(error, kinds))
    return Text(nl.format(**facts), en.format(**facts))


def try_mail(*, desk: Desk, to: str) -> Refusal | None:
    """Sends a test message to `to` over the stored mail server; None means it was taken."""
    creditor = desk.creditor
    if not creditor.smtp_host:
        return Refusal(why=_NO_SERVER)
    password = unseal(creditor.smtp_password)
    if password is None:
        return Refusal(why=PASSWORD_LOST)
    try:
        with connect(MailServer(creditor.smtp_host, creditor.smtp_port, creditor.smtp_user, password, creditor.smtp_security)) as server:
            server.send_message(_message(creditor, to))
    except OSError as error:  # smtplib's and ssl's own errors are OSErrors too
        return Refusal(why=_in_words(error, creditor))
    try_now(creditor, "email")
    return None
