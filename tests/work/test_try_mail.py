"""The mail server is tried against real servers on loopback: one that takes mail, one that knows nobody, one that is not there."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from email.message import Message
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Message as MessageHandler
from aiosmtpd.smtp import AuthResult

from akkoord.store.access import Desk
from akkoord.work.mail.try_mail import try_mail
from akkoord.work.seal import seal
from tests.pages_cast import owner

pytestmark = pytest.mark.django_db


class Box(MessageHandler):
    """Keeps what came in."""

    def __init__(self) -> None:
        super().__init__()
        self.came: list[Message] = []

    def handle_message(self, message: Message) -> None:
        """One message more."""
        self.came.append(message)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


@pytest.fixture
def box() -> Iterator[tuple[Box, int]]:
    """A mail server that takes mail from who signs in as anna."""
    kept, port = Box(), free_port()

    def knows(_server: Any, _session: Any, _envelope: Any, _how: str, data: Any) -> AuthResult:
        return AuthResult(success=(data.login, data.password) == (b"anna", b"geheim"), handled=False)

    server = Controller(kept, hostname="127.0.0.1", port=port, authenticator=knows, auth_require_tls=False)
    server.start()
    yield kept, port
    server.stop()


def over(port: int, *, password: str = "geheim", security: str = "none") -> Desk:
    """A company whose mail server is on loopback."""
    desk = owner()
    creditor = desk.creditor
    creditor.smtp_host, creditor.smtp_port, creditor.smtp_user, creditor.smtp_security = "127.0.0.1", port, "anna", security
    creditor.smtp_password = seal(password)
    creditor.save()
    return desk


def said(desk: Desk) -> str:
    """Why it did not work, in Dutch; empty where it did."""
    refused = try_mail(desk=desk, to="anna@delinde.example")
    return refused.why.nl if refused else ""


def test_mail_that_is_taken_says_nothing_is_wrong(box: tuple[Box, int]) -> None:
    kept, port = box
    assert said(over(port)) == ""
    assert [(mail["To"], mail["From"]) for mail in kept.came] == [("anna@delinde.example", "post@delinde.example")]


def test_mail_with_a_wrong_password_says_so(box: tuple[Box, int]) -> None:
    assert "herkent deze gebruiker of dit wachtwoord niet" in said(over(box[1], password="mis"))


def test_mail_without_starttls_on_the_server_says_so(box: tuple[Box, int]) -> None:
    assert "kan geen STARTTLS" in said(over(box[1], security="starttls"))


def test_mail_over_tls_on_a_plain_port_says_so(box: tuple[Box, int]) -> None:
    assert "spreekt geen TLS op deze poort" in said(over(box[1], security="tls"))


def test_mail_to_a_port_where_nobody_listens_says_so() -> None:
    assert "neemt geen verbinding aan" in said(over(free_port()))


def test_mail_without_a_server_asks_for_one() -> None:
    assert said(owner()) == "Vul eerst de naam van de mailserver in."


def test_mail_whose_password_cannot_be_read_asks_for_it_again() -> None:
    desk = over(free_port())
    desk.creditor.smtp_password = "met een andere sleutel verzegeld"
    assert "niet meer te lezen" in said(desk)
