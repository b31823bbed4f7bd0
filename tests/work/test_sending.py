"""Mail and post leave once: over a real mail server, within the hours of contact, with one sender or two."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.db import connections
from pytest_django.fixtures import Settings

from akkoord.store.models import Creditor, Letter, Outbox, StepTaken
from akkoord.work.mail.send_outbox import send_outbox
from tests.cast import JANSEN, MONDAY, VERMEER
from tests.factories import at_hour, make_creditor, make_debtor, make_debtors, make_invoice
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says, work_day
from tests.work.mail_server import Mailbox, mail_server


@pytest.fixture
def mailbox() -> Iterator[Mailbox]:
    """A mail server on loopback."""
    with mail_server(Mailbox()) as running:
        yield running


@pytest.fixture
def mailing(creditor: Creditor, mailbox: Mailbox) -> Creditor:
    """A company that mails over it, with one reminder ready to leave."""
    Creditor.objects.filter(id=creditor.id).update(smtp_host="127.0.0.1", smtp_port=mailbox.port, smtp_security="none")
    creditor.refresh_from_db()
    make_invoice(make_debtor(creditor), number="2026-0118")
    work_day(creditor, MONDAY)
    return creditor


def send(creditor: Creditor, day: date = MONDAY, hour: int = 10, minute: int = 0) -> int:
    """Send what may leave at that hour, over the real channels."""
    bank_says(creditor, day)
    return send_outbox(creditor=creditor, at=at_hour(day, hour, minute))


def message() -> tuple[str, int, str]:
    """The only message: (state, attempts, error)."""
    row = Outbox.objects.get()
    return row.state, row.attempts, row.error


def test_mail_arrives_once_with_its_page(mailing: Creditor, mailbox: Mailbox) -> None:
    assert [send(mailing), send(mailing)] == [1, 0]
    (mail,) = mailbox.mails
    letter = Letter.objects.get()
    assert mail["To"] == "crediteuren@vermeer.example"
    assert mail["From"] == '"Hoveniersbedrijf De Linde B.V." <administratie@delinde.example>'
    assert mail["Message-ID"] == f"<letter-{mailing.id}-{letter.id}@delinde.example>"
    assert mail["Date"]
    pages = [part for part in mail.walk() if part.get_content_type() == "application/pdf"]
    assert [part.get_payload(decode=True) for part in pages] == [bytes(letter.pdf or b"")]
    assert (letter.state, StepTaken.objects.get().left_on, message()[0]) == ("sent", MONDAY, "sent")


def test_mail_that_is_put_off_is_tried_again_later_and_later(mailing: Creditor, mailbox: Mailbox) -> None:
    mailbox.answers = ["451 busy", "451 busy"]
    assert send(mailing) == 0
    assert message() == ("queued", 1, "451 busy")
    assert [send(mailing, minute=1), send(mailing, minute=2), send(mailing, minute=5)] == [0, 0, 0]
    assert message() == ("queued", 2, "451 busy")
    assert send(mailing, minute=6) == 1
    assert message() == ("sent", 3, "")
    assert len(mailbox.mails) == 1


def test_mail_that_is_put_off_too_often_fails(mailing: Creditor, mailbox: Mailbox) -> None:
    mailbox.answers = ["451 busy"] * 9
    for day in range(9):
        send(mailing, MONDAY + day * DAY, 19, 59)
    assert message() == ("failed", 8, "451 busy")
    assert mailbox.mails == []


@pytest.mark.parametrize("where", ["answers", "recipient_answers"])
def test_mail_that_is_refused_fails_at_once(mailing: Creditor, mailbox: Mailbox, where: str) -> None:
    setattr(mailbox, where, ["550 no such user"])
    assert send(mailing) == 0
    assert message() == ("failed", 1, "550 no such user")
    assert (Letter.objects.get().state, StepTaken.objects.get().left_on) == ("approved", None)
    assert send(mailing, hour=15) == 0


def test_mail_over_a_line_that_breaks_before_it_is_handed_over_is_tried_again(mailing: Creditor, mailbox: Mailbox) -> None:
    mailbox.hang_up = "RCPT"
    assert send(mailing) == 0
    assert message()[:2] == ("queued", 1)
    mailbox.hang_up = ""
    assert send(mailing, minute=30) == 1
    assert len(mailbox.mails) == 1


def test_mail_over_a_line_that_breaks_afterwards_is_never_sent_twice(mailing: Creditor, mailbox: Mailbox) -> None:
    mailbox.hang_up = "DATA"
    assert send(mailing) == 0
    assert message() == ("failed", 1, "the connection was lost while the letter was handed over: it may have left")
    mailbox.hang_up = ""
    assert [send(mailing, hour=11), send(mailing, hour=15)] == [0, 0]
    assert len(mailbox.mails) == 1


def test_mail_that_was_taken_is_sent_whatever_the_server_says_at_parting(mailing: Creditor, mailbox: Mailbox) -> None:
    mailbox.hang_up = "QUIT"
    assert [send(mailing), send(mailing, hour=11)] == [1, 0]
    assert (message()[0], len(mailbox.mails)) == ("sent", 1)


def test_mail_waits_for_a_server_that_is_not_there(creditor: Creditor) -> None:
    make_invoice(make_debtor(creditor))
    work_day(creditor, MONDAY)
    assert send(creditor) == 0
    assert message() == ("queued", 0, "no mail server is set up")


@pytest.mark.parametrize(
    ("day", "hour", "minute", "sent"),
    [
        (MONDAY, 6, 59, 0),
        (MONDAY, 7, 0, 1),
        (MONDAY, 19, 59, 1),
        (MONDAY, 20, 0, 0),
        (MONDAY + 5 * DAY, 12, 0, 1),  # Saturday
        (MONDAY + 6 * DAY, 12, 0, 0),  # Sunday
        (date(2026, 12, 25), 12, 0, 0),
        (date(2026, 12, 24), 12, 0, 1),
    ],
)
def test_send_only_within_the_hours_of_contact(
    creditor: Creditor, carriers: dict[str, Carrier], day: date, hour: int, minute: int, sent: int
) -> None:
    make_invoice(make_debtor(creditor))
    work_day(creditor, MONDAY)
    bank_says(creditor, day)
    assert send_outbox(creditor=creditor, at=at_hour(day, hour, minute), carriers=carriers) == sent


def test_send_nothing_while_sending_is_off(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(creditor))
    work_day(creditor, MONDAY)
    Creditor.objects.filter(id=creditor.id).update(sending_on=False)
    creditor.refresh_from_db()
    assert send_outbox(creditor=creditor, at=at_hour(MONDAY), carriers=carriers) == 0
    assert carriers["email"].messages == []


def test_send_leaves_a_row_that_another_claimed(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(creditor))
    work_day(creditor, MONDAY)
    Outbox.objects.update(state="sending", claimed_by="another", claimed_at=at_hour(MONDAY, 9, 50))
    assert send_outbox(creditor=creditor, at=at_hour(MONDAY), carriers=carriers) == 0
    assert message()[0] == "sending"
    assert send_outbox(creditor=creditor, at=at_hour(MONDAY, 10, 30), carriers=carriers) == 0
    assert message() == ("failed", 0, "interrupted while sending: it may have left")


def test_send_goes_on_when_one_message_falls_over(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    for debtor in (make_debtor(creditor), make_debtor(creditor, JANSEN)):
        make_invoice(debtor)
    carriers["email"].stumbles_over = VERMEER["email"]
    work_day(creditor, MONDAY)
    assert send_outbox(creditor=creditor, at=at_hour(MONDAY), carriers=carriers) == 1
    found = Outbox.objects.values_list("recipient", "state", "error")
    assert sorted(found) == [
        (VERMEER["email"], "failed", "could not be made; see the log"),
        (JANSEN["email"], "sent", ""),
    ]


@pytest.mark.django_db(transaction=True)
def test_two_senders_at_once_send_each_message_once() -> None:
    creditor = make_creditor(sending_on=True, approval="automatic", post="automatic")
    for debtor in make_debtors(creditor, 6):
        make_invoice(debtor)
    work_day(creditor, MONDAY)
    numbers = sorted(Outbox.objects.values_list("id", flat=True))
    claims: list[int] = []
    start = threading.Barrier(2)

    def sender() -> None:
        start.wait()
        for number in numbers:
            claims.append(Outbox.objects.filter(creditor_id=creditor.id, id=number, state="queued").update(state="sending"))
        connections.close_all()

    threads = [threading.Thread(target=sender) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (sum(claims), len(claims)) == (6, 12)


def test_post_is_laid_in_the_folder_once(creditor: Creditor, settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    Creditor.objects.filter(id=creditor.id).update(smtp_host="127.0.0.1", smtp_port=1, smtp_security="none")
    creditor.refresh_from_db()
    make_invoice(make_debtor(creditor, email=""))
    work_day(creditor, MONDAY)
    assert [send(creditor), send(creditor)] == [1, 0]
    (page,) = (tmp_path / "post" / f"Hoveniersbedrijf-De-Linde-B-V-{creditor.id}" / "2026-11-16").glob("*.pdf")
    assert page.read_bytes() == bytes(Letter.objects.get().pdf or b"")


def test_back_off_ends_within_a_day() -> None:
    assert sum((timedelta(minutes=2**n) for n in range(1, 8)), timedelta()) < timedelta(days=1)
