"""The mailbox is tried against a real server: one that lets Akkoord in, and every way in which one does not."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, InboundMail
from akkoord.work.mail.try_inbox import try_inbox
from akkoord.work.seal import seal
from akkoord.work.settings import change_settings
from tests.cast import MONDAY
from tests.dovecot import Dovecot
from tests.factories import at_hour
from tests.work.inbox import answer, put, with_inbox

TEN = at_hour(MONDAY)


@pytest.fixture
def looking(creditor: Creditor, desk: Desk, post_office: Dovecot, folder: str) -> Desk:
    """The owner of a company whose mailbox is on loopback, with one mail in it."""
    Creditor.objects.filter(id=creditor.id).update(smtp_host="127.0.0.1")
    put(post_office, folder, answer())
    with_inbox(creditor, post_office, folder)
    desk.creditor.refresh_from_db()
    return desk


def said(desk: Desk, **other: Any) -> str:
    """Why it did not work, in Dutch; how many mails there are where it did."""
    for name, value in other.items():
        setattr(desk.creditor, name, value)
    found = try_inbox(desk=desk, at=TEN)
    return found.why.nl if isinstance(found, Refusal) else str(found)


def test_mailbox_that_opens_says_how_much_came_in_and_keeps_nothing(looking: Desk) -> None:
    assert (said(looking), InboundMail.objects.count()) == ("1", 0)


def nobody_listens() -> int:
    """A port on which nobody does."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.mark.parametrize(
    ("other", "words"),
    [
        ({"imap_password": seal("mis")}, "herkent deze gebruiker of dit wachtwoord niet"),
        ({"imap_folder": "Elders"}, "De postbus heeft geen map Elders"),
        ({"imap_security": "tls"}, "spreekt geen TLS op deze poort"),
        ({"imap_security": "starttls"}, "laat Akkoord zo niet binnen"),
        ({"imap_port": nobody_listens()}, "neemt geen verbinding aan"),
        ({"imap_host": "bestaat-niet.invalid"}, "is niet gevonden"),
        ({"imap_host": ""}, "Vul eerst de naam van de mailserver in."),
        ({"imap_password": "met een andere sleutel verzegeld"}, "niet meer te lezen"),
    ],
)
def test_mailbox_that_does_not_open_says_why(looking: Desk, other: dict[str, Any], words: str) -> None:
    assert words in said(looking, **other)


def test_password_of_the_mailbox_does_not_go_to_another_server(looking: Desk) -> None:
    refused = change_settings(desk=looking, fields={"imap_host": "imap.elders.example"}, on=MONDAY, at=TEN)
    assert list(refused) == ["imap_password"]
    fields = {"imap_host": "imap.elders.example", "imap_password": "nieuw"}
    assert change_settings(desk=looking, fields=fields, on=MONDAY, at=TEN) == {}
    assert looking.creditor.imap_password not in ("", "nieuw")
