"""A mail server that stalls, hangs up or refuses: the state is clear, nothing is lost, nothing leaves twice, and it goes on by itself."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from akkoord.channels import email
from akkoord.store.models import ChannelState, Creditor, Debtor, Event, Letter, Outbox, Task
from akkoord.work.mail.send_outbox import FUSE, room_this_hour, send_outbox
from akkoord.work.run_day import run_day
from tests.cast import MONDAY
from tests.factories import at_hour, make_debtors, make_invoice
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says, work_day
from tests.work.stubborn_server import CLOSE, STALL, Stubborn, stubborn_server


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stubborn]:
    """A mail server that does as it is told, and a sender that waits for it a moment only."""
    monkeypatch.setattr(email, "TIMEOUT", 0.3)
    monkeypatch.setattr(email, "PATIENCE", 0.3)
    with stubborn_server(Stubborn()) as running:
        yield running


@pytest.fixture
def mailing(creditor: Creditor, server: Stubborn) -> Creditor:
    """A company with three reminders ready to leave over it."""
    Creditor.objects.filter(id=creditor.id).update(smtp_host="127.0.0.1", smtp_port=server.port, smtp_security="none")
    creditor.refresh_from_db()
    for number, debtor in enumerate(make_debtors(creditor, 3)):
        type(debtor).objects.filter(id=debtor.id).update(email=f"klant{number}@vermeer.example")
        make_invoice(debtor)
    work_day(creditor, MONDAY)
    return creditor


def send(creditor: Creditor, hour: int = 10, minute: int = 0, *, day: date = MONDAY) -> int:
    """Send what may leave at that moment."""
    bank_says(creditor, day)
    return send_outbox(creditor=creditor, at=at_hour(day, hour, minute))


def rows() -> list[tuple[str, int]]:
    """Every message: (state, how often it was tried)."""
    return list(Outbox.objects.order_by("id").values_list("state", "attempts"))


def trouble() -> tuple[bool, int, str]:
    """How the way out is doing: (whether it fails, how often in a row, what was said)."""
    state = ChannelState.objects.get(channel="email")
    return state.since is not None, state.tries, state.error


def test_many_letters_leave_over_one_line(mailing: Creditor, server: Stubborn) -> None:
    assert send(mailing) == 3
    assert (server.lines, len(server.letters)) == (1, 3)
    assert trouble() == (False, 0, "")


def test_server_that_closes_the_line_gets_a_new_one(mailing: Creditor, server: Stubborn) -> None:
    server.most = 1
    assert send(mailing) == 3
    assert (server.lines, len(server.letters)) == (3, 3)
    assert rows() == [("sent", 1)] * 3


@pytest.mark.parametrize("does", [STALL, CLOSE, "421 not now"])
@pytest.mark.parametrize("word", ["GREETING", "EHLO"])
def test_server_that_is_not_ready_costs_no_letter_a_try(mailing: Creditor, server: Stubborn, word: str, does: str) -> None:
    server.does = {word: does, "HELO": does}
    assert send(mailing) == 0
    assert (rows(), server.lines, trouble()[:2]) == ([("queued", 0)] * 3, 1, (True, 1))
    assert send(mailing, 10, 1) == 0
    assert server.lines == 1  # it waits before it tries again
    server.does = {}
    assert send(mailing, 10, 2) == 3
    assert (trouble(), len(server.letters)) == ((False, 0, ""), 3)


@pytest.mark.parametrize("does", [STALL, CLOSE, "421 not now"])
@pytest.mark.parametrize("word", ["MAIL", "RCPT", "DATA"])
def test_line_that_is_lost_before_the_letter_is_handed_over_is_tried_again(
    mailing: Creditor, server: Stubborn, word: str, does: str
) -> None:
    server.does = {word: does}
    assert send(mailing) == 0
    assert ([state for state, _ in rows()], trouble()[:2]) == (["queued"] * 3, (True, 1))
    server.does = {}
    assert [send(mailing, 10, 2), send(mailing, 10, 4)] in ([3, 0], [2, 1])
    assert len(server.letters) == 3


@pytest.mark.parametrize("does", [STALL, CLOSE])
def test_line_that_is_lost_after_the_letter_leaves_one_doubt_and_no_double(mailing: Creditor, server: Stubborn, does: str) -> None:
    server.does = {"END": does}
    assert send(mailing) == 0
    assert [state for state, _ in rows()] == ["failed", "queued", "queued"]
    assert Outbox.objects.get(state="failed").error == "the connection was lost while the letter was handed over: it may have left"
    server.does = {}
    assert send(mailing, 10, 2) == 2
    assert send(mailing, 15) == 0
    assert len(server.letters) == 3  # what was taken, was taken; nothing came twice


def test_letter_put_off_after_it_was_handed_over_is_tried_again(mailing: Creditor, server: Stubborn) -> None:
    server.does = {"END": "451 try later"}
    assert send(mailing) == 0
    assert (rows(), trouble()[0], server.lines) == ([("queued", 1)] * 3, False, 1)
    server.does = {}
    assert send(mailing, 10, 2) == 3


def test_sender_that_is_refused_fails_no_letter(mailing: Creditor, server: Stubborn) -> None:
    server.does = {"MAIL": "553 5.7.1 you may not send from this address"}
    assert send(mailing) == 0
    assert (rows(), trouble()) == ([("queued", 0)] * 3, (True, 1, "553 5.7.1 you may not send from this address"))
    server.does = {}
    assert send(mailing, 10, 2) == 3


def test_letter_that_is_too_big_fails_by_itself(mailing: Creditor, server: Stubborn) -> None:
    server.does = {"MAIL": "552 5.3.4 message too big"}
    assert send(mailing) == 0
    assert (rows(), trouble()[0]) == ([("failed", 1)] * 3, False)


def test_address_that_the_server_does_not_know_is_not_used_again(mailing: Creditor, server: Stubborn) -> None:
    Letter.objects.filter(id__in=list(Letter.objects.order_by("-id").values_list("id", flat=True)[:2])).update(state="draft")
    server.does = {"RCPT": "550 5.1.1 user unknown"}
    assert send(mailing) == 0
    [letter] = Letter.objects.exclude(state="draft")
    assert (letter.state, Outbox.objects.get(letter_id=letter.id).state) == ("withdrawn", "bounced")
    assert list(Debtor.objects.exclude(bounced="").values_list("bounced", flat=True)) == ["klant0@vermeer.example"]
    assert Task.objects.get(kind="bad-address").debtor_id == letter.debtor_id
    bank_says(mailing, MONDAY + DAY)
    run_day(creditor=mailing, on=MONDAY + DAY, at=at_hour(MONDAY + DAY))
    assert list(Outbox.objects.filter(letter__debtor_id=letter.debtor_id, state="queued").values_list("channel", flat=True)) == ["post"]


def test_quota_of_the_mailbox_fails_no_letter(mailing: Creditor, server: Stubborn) -> None:
    server.does = {"RCPT": "550 5.4.5 Daily user sending limit exceeded"}
    assert send(mailing) == 0
    assert (rows(), trouble()[0]) == ([("queued", 0)] * 3, True)


def test_server_that_refuses_one_after_another_is_left_alone(creditor: Creditor, server: Stubborn) -> None:
    Creditor.objects.filter(id=creditor.id).update(smtp_host="127.0.0.1", smtp_port=server.port, smtp_security="none")
    creditor.refresh_from_db()
    for debtor in make_debtors(creditor, FUSE + 3):
        make_invoice(debtor)
    work_day(creditor, MONDAY)
    server.does = {"RCPT": "554 5.7.1 relay access denied"}
    assert send(creditor) == 0
    assert [state for state, _ in rows()] == ["failed"] * FUSE + ["queued"] * 3
    assert trouble() == (True, 1, "554 5.7.1 relay access denied")


def test_wrong_password_fails_no_letter(mailing: Creditor, server: Stubborn) -> None:
    Creditor.objects.filter(id=mailing.id).update(smtp_user="anna")
    mailing.refresh_from_db()
    server.does = {"EHLO": "250-hi\r\n250 AUTH PLAIN", "AUTH": "535 5.7.8 wrong password"}
    assert send(mailing) == 0
    assert (rows(), trouble()[:2]) == ([("queued", 0)] * 3, (True, 1))
    server.does = {"EHLO": "250-hi\r\n250 AUTH PLAIN"}
    assert send(mailing, 10, 2) == 3


@pytest.mark.parametrize("security", ["tls", "starttls"])
def test_line_that_cannot_be_made_safe_carries_nothing(mailing: Creditor, server: Stubborn, security: str) -> None:
    Creditor.objects.filter(id=mailing.id).update(smtp_security=security)
    mailing.refresh_from_db()
    assert send(mailing) == 0
    assert (rows(), server.letters, trouble()[0]) == ([("queued", 0)] * 3, [], True)


def test_outage_of_days_loses_no_letter(mailing: Creditor, server: Stubborn) -> None:
    server.does = {"GREETING": CLOSE}
    for day in range(4):
        for hour in range(7, 20):
            send(mailing, hour, 30, day=MONDAY + day * DAY)
    assert (rows(), trouble()[0]) == ([("queued", 0)] * 3, True)
    assert Event.objects.filter(kind="channel-trouble").count() == 1
    server.does = {}
    assert send(mailing, 12, day=MONDAY + 4 * DAY) == 3
    assert {letter.sent_on for letter in Letter.objects.all()} == {MONDAY + 4 * DAY}


def test_limit_an_hour_is_kept_over_rounds(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    for debtor in make_debtors(creditor, 5):
        make_invoice(debtor)
    Creditor.objects.filter(id=creditor.id).update(hourly_limit=2)
    work_day(creditor, MONDAY)
    creditor.refresh_from_db()
    at = [(10, 0), (10, 20), (10, 59), (11, 0), (11, 30), (12, 0)]
    assert [send_outbox(creditor=creditor, at=at_hour(MONDAY, *one), carriers=carriers) for one in at] == [2, 0, 0, 2, 0, 1]
    assert room_this_hour(creditor, at_hour(MONDAY, 12)) == 1


def test_limit_an_hour_holds_no_post(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    for debtor in make_debtors(creditor, 3, email=""):
        make_invoice(debtor)
    Creditor.objects.filter(id=creditor.id).update(hourly_limit=1)
    creditor.refresh_from_db()
    work_day(creditor, MONDAY, carriers)
    assert len(carriers["post"].messages) == 3
