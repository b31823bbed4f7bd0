"""Tries the mailbox of a company: connects, signs in and looks into the folder, and says in words what went wrong."""

from __future__ import annotations

import imaplib
import socket
import ssl
from datetime import datetime

from akkoord.channels.imap import NoSuchFolder, SignInRefused, Trouble, open_folder
from akkoord.core.problem import Refusal, Text
from akkoord.store.access import Desk
from akkoord.store.models import Creditor
from akkoord.work.mail.channel_state import try_now
from akkoord.work.mail.read_inbox import BACK, CHANNEL, folder_of
from akkoord.work.mail.try_mail import PASSWORD_LOST
from akkoord.work.seal import unseal

_NO_SERVER = Text("Vul eerst de naam van de mailserver in.", "Fill in the name of the mail server first.")
_SAID: tuple[tuple[type[Exception], str, str], ...] = (
    (
        SignInRefused,
        "{where} herkent deze gebruiker of dit wachtwoord niet. Sommige aanbieders vragen een apart app-wachtwoord, of dat u IMAP aanzet.",
        "{where} does not accept this user or password. Some providers ask for a separate app password, or that you turn IMAP on.",
    ),
    (
        NoSuchFolder,
        "De postbus heeft geen map {folder}. De gewone map heet INBOX.",
        "The mailbox has no folder {folder}. The usual one is called INBOX.",
    ),
    (
        ssl.SSLCertVerificationError,
        "Het certificaat van {where} klopt niet. Staat de naam van de server goed?",
        "The certificate of {where} is not valid. Is the name of the server right?",
    ),
    (
        ssl.SSLError,
        "{where} spreekt geen TLS op deze poort. 993 hoort bij TLS, 143 bij STARTTLS.",
        "{where} does not speak TLS on this port. 993 goes with TLS, 143 with STARTTLS.",
    ),
    (
        socket.gaierror,
        "De server {host} is niet gevonden. Klopt de naam, en is er internet?",
        "The server {host} was not found. Is the name right, and is there a connection?",
    ),
    (
        ConnectionRefusedError,
        "{where} neemt geen verbinding aan. Klopt de poort? Gangbaar is 993.",
        "{where} refuses connections. Is the port right? The usual one is 993.",
    ),
    (
        TimeoutError,
        "{where} antwoordde niet. Klopt de poort, of houdt een firewall het tegen?",
        "{where} did not answer. Is the port right, or is a firewall in the way?",
    ),
    (
        imaplib.IMAP4.error,
        "{where} laat Akkoord zo niet binnen: {error}. Past de beveiliging bij de poort?",
        "{where} does not let Akkoord in this way: {error}. Does the security fit the port?",
    ),
    (OSError, "{where} gaf een fout: {error}", "{where} gave an error: {error}"),
)
"""What an error means and what to do about it; the first that fits is said."""


def try_inbox(*, desk: Desk, at: datetime) -> int | Refusal:
    """Looks into the folder as it is stored and changes nothing; gives how many mails came in over the last two weeks."""
    creditor = desk.creditor
    if not creditor.imap_host:
        return Refusal(why=_NO_SERVER)
    if unseal(creditor.imap_password) is None:
        return Refusal(why=PASSWORD_LOST)
    try:
        with open_folder(folder_of(creditor)) as folder:
            found = len(folder.since((at - BACK).date()))
    except Trouble as error:
        return Refusal(why=_in_words(error, creditor))
    try_now(creditor, CHANNEL)
    return found


def _in_words(error: Exception, creditor: Creditor) -> Text:
    where = f"{creditor.imap_host}:{creditor.imap_port}"
    facts = {"where": where, "host": creditor.imap_host, "folder": creditor.imap_folder, "error": error}
    nl, en = next((nl, en) for kind, nl, en in _SAID if isinstance(error, kind))
    return Text(nl.format(**facts), en.format(**facts))
