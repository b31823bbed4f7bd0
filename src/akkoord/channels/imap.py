"""The mailbox in which answers arrive, over any IMAP server: looked into and never changed. It carries no letters."""

from __future__ import annotations

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date
from functools import cache

from akkoord.core.message import MailFolder

TIMEOUT = 20  # seconds for each exchange with the server
HEAD, WHOLE = 64 * 1024, 2 * 1024 * 1024  # bytes of a mail's head, and of a mail, that are fetched at most
_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
Trouble = (imaplib.IMAP4.error, OSError)  # everything that can go wrong between here and there


class SignInRefused(imaplib.IMAP4.error):
    """The server is there and does not know this user with this password."""


class NoSuchFolder(imaplib.IMAP4.error):
    """The mailbox is there and has no folder of that name."""


class Folder:
    """An open folder. Numbers are UIDs: they stay those of a mail as long as `validity` stays the same."""

    def __init__(self, link: imaplib.IMAP4, validity: int) -> None:
        self._link, self.validity = link, validity

    def after(self, last: int) -> list[int]:
        """The mails that came after that one, in order."""
        return [number for number in self._search("UID", f"{last + 1}:*") if number > last]  # `*` is the last one, however old

    def since(self, day: date) -> list[int]:
        """The mails that came on that day or later, in order."""
        return self._search("SINCE", f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}")

    def head(self, number: int) -> bytes:
        """The head of a mail; nothing where it is gone by now."""
        return self._fetch(number, f"BODY.PEEK[HEADER]<0.{HEAD}>")

    def whole(self, number: int) -> tuple[bytes, bool]:
        """The mail, at most WHOLE bytes of it, and whether there is more."""
        found = self._fetch(number, f"BODY.PEEK[]<0.{WHOLE}>")
        return found, len(found) >= WHOLE

    def _search(self, *criteria: str) -> list[int]:
        answer, data = self._link.uid("SEARCH", *criteria)
        if answer != "OK":
            raise imaplib.IMAP4.error(f"SEARCH: {data!r}")
        return sorted({int(word) for line in data if line for word in line.split() if word.isdigit()})

    def _fetch(self, number: int, what: str) -> bytes:
        answer, data = self._link.uid("FETCH", str(number), f"({what})")
        if answer != "OK":
            raise imaplib.IMAP4.error(f"FETCH {number}: {data!r}")
        return next((bytes(part[1]) for part in data if isinstance(part, tuple)), b"")


@contextmanager
def open_folder(server: MailFolder) -> Iterator[Folder]:
    """The folder, opened to look only. Raises one of Trouble where that cannot be."""
    link = _connect(server)
    try:
        _sign_in(link, server)
        answer, said = link.select(quoted(folder_name(server.folder)), readonly=True)
        if answer != "OK":
            raise NoSuchFolder(_words(said))
        told = _words(link.response("UIDVALIDITY")[1] or [])
        yield Folder(link, int(told) if told.isdecimal() else 0)
    finally:
        with suppress(*Trouble):
            link.logout()


def quoted(text: str) -> str:
    """A string as IMAP takes it.

    >>> quoted('Mijn "post"')
    '"Mijn \\\\"post\\\\""'
    """
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def folder_name(name: str) -> str:
    """A name with accents as a server knows it (modified UTF-7, RFC 3501 5.1.3).

    >>> folder_name("Reacties"), folder_name("Financiën & meer")
    ('Reacties', 'Financi&AOs-n &- meer')
    """

    def shifted(found: re.Match[str]) -> str:
        return "&" + found.group().encode("utf-7").decode()[1:].removesuffix("-").replace("/", ",") + "-"

    return re.sub(r"[^\x20-\x7e]+", shifted, name.replace("&", "&-"))


def _connect(server: MailFolder) -> imaplib.IMAP4:
    if server.security == "tls":
        return imaplib.IMAP4_SSL(server.host, server.port, ssl_context=_trusted(), timeout=TIMEOUT)
    link = imaplib.IMAP4(server.host, server.port, timeout=TIMEOUT)
    if server.security == "starttls":
        try:
            link.starttls(ssl_context=_trusted())
        except Trouble:
            link.shutdown()
            raise
    return link


@cache
def _trusted() -> ssl.SSLContext:
    """The certificates of this machine."""
    return ssl.create_default_context()


def _sign_in(link: imaplib.IMAP4, server: MailFolder) -> None:
    """In the way that takes every password, where the server knows it."""
    try:
        if "AUTH=PLAIN" in link.capabilities:
            link.authenticate("PLAIN", lambda _: f"\0{server.user}\0{server.password}".encode())
        else:
            link.login(quoted(server.user), server.password)
    except imaplib.IMAP4.abort:
        raise
    except (imaplib.IMAP4.error, UnicodeError) as refused:
        raise SignInRefused(str(refused)) from refused


def _words(said: list[bytes | None] | list[bytes]) -> str:
    return b" ".join(line for line in said if line).decode(errors="replace")
