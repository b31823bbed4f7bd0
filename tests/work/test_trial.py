"""Sending on trial: everything goes to the test address, nothing to a debtor, and afterwards each letter leaves once for real."""

from __future__ import annotations

import pytest

from akkoord.core.message import Receipt
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Letter, Outbox, StepTaken
from akkoord.work.mail.print_post import print_batch
from akkoord.work.mail.send_outbox import room_this_hour, send_outbox
from akkoord.work.mail.sending import turn_sending
from tests.cast import JANSEN, MONDAY, VERMEER
from tests.factories import at_hour, make_allocation, make_debtor, make_invoice
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says, work_day, work_days

TEST = "proef@delinde.example"


@pytest.fixture
def trying(creditor: Creditor, desk: Desk) -> Creditor:
    """A company on trial with two reminders ready: one for e-mail, one for the post."""
    Creditor.objects.filter(id=creditor.id).update(smtp_host="127.0.0.1")
    make_invoice(make_debtor(creditor))
    make_invoice(make_debtor(creditor, JANSEN, email=""))
    work_day(creditor, MONDAY)
    turn(desk, trial_to=TEST)
    creditor.refresh_from_db()
    return creditor


def turn(desk: Desk, *, sending: bool = True, trial_to: str = "") -> list[str]:
    """Turn sending on, on trial or off; gives why not."""
    refused = turn_sending(desk=desk, sending=sending, trial_to=trial_to, on=MONDAY, at=at_hour(MONDAY))
    return [one.why.en for one in refused]


def send(creditor: Creditor, carriers: dict[str, Carrier], hour: int = 10) -> int:
    """Send what may leave."""
    creditor.refresh_from_db()
    return send_outbox(creditor=creditor, at=at_hour(MONDAY, hour), carriers=carriers)


def test_trial_reaches_the_test_address_once_and_no_debtor(trying: Creditor, carriers: dict[str, Carrier]) -> None:
    assert [send(trying, carriers), send(trying, carriers)] == [0, 0]
    mails = carriers["email"].messages
    assert [mail.recipient for mail in mails] == [TEST, TEST]
    assert [mail.subject.partition("]")[0] for mail in mails] == [
        f"[PROEF voor {VERMEER['email']}",
        f"[PROEF voor {JANSEN['street']}, {JANSEN['postcode']} {JANSEN['city']}",
    ]
    assert carriers["post"].messages == []
    assert all(mail.pdf.startswith(b"%PDF") for mail in mails)
    assert [mail.key.startswith("trial-") for mail in mails] == [True, True]


def test_trial_leaves_every_letter_as_it_was(trying: Creditor, carriers: dict[str, Carrier]) -> None:
    send(trying, carriers)
    assert set(Letter.objects.values_list("state", "sent_on")) == {("approved", None)}
    assert set(Outbox.objects.values_list("state", "sent_at", "attempts")) == {("queued", None, 0)}
    assert set(StepTaken.objects.values_list("left_on", flat=True)) == {None}


def test_trial_may_be_at_night(trying: Creditor, carriers: dict[str, Carrier]) -> None:
    send(trying, carriers, hour=23)
    assert len(carriers["email"].messages) == 2


def test_after_the_trial_each_letter_leaves_once_for_real(trying: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    send(trying, carriers)
    carriers["email"].messages.clear()
    assert turn(desk) == []
    assert [send(trying, carriers), send(trying, carriers)] == [2, 0]
    assert [mail.recipient for mail in carriers["email"].messages] == [VERMEER["email"]]
    assert len(carriers["post"].messages) == 1
    assert set(Letter.objects.values_list("state", "sent_on")) == {("sent", MONDAY)}


def test_letter_that_waited_through_a_long_trial_is_dated_the_day_it_leaves(
    trying: Creditor, desk: Desk, carriers: dict[str, Carrier]
) -> None:
    send(trying, carriers)
    turn(desk)
    late = MONDAY + 10 * DAY
    work_days(trying, late, late, carriers)
    assert set(Letter.objects.values_list("state", "made_on", "sent_on")) == {("sent", late, late)}


def test_trial_at_another_address_shows_everything_again(trying: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    send(trying, carriers)
    turn(desk, trial_to="ander@delinde.example")
    send(trying, carriers)
    assert [mail.recipient for mail in carriers["email"].messages] == [TEST, TEST, *["ander@delinde.example"] * 2]


def test_who_paid_meanwhile_gets_no_trial_letter_either(trying: Creditor, carriers: dict[str, Carrier]) -> None:
    for letter in Letter.objects.all():
        invoice = letter.debtor.invoices.get()
        make_allocation(invoice, amount=invoice.open)
    send(trying, carriers)
    assert carriers["email"].messages == []


def test_trial_over_a_server_that_fails_is_tried_again(trying: Creditor, carriers: dict[str, Carrier]) -> None:
    carriers["email"].receipts = [Receipt(sent=False, error="away", again=True, trouble=True, tried=False)]
    send(trying, carriers)
    assert set(Outbox.objects.values_list("tested_at", flat=True)) == {None}
    send(trying, carriers, hour=11)
    assert len(carriers["email"].messages) == 2


def test_trial_counts_for_the_limit_an_hour(trying: Creditor, carriers: dict[str, Carrier]) -> None:
    Creditor.objects.filter(id=trying.id).update(hourly_limit=1)
    send(trying, carriers)
    assert len(carriers["email"].messages) == 1
    trying.refresh_from_db()
    assert room_this_hour(trying, at_hour(MONDAY, 10)) == 0


def test_nothing_is_printed_as_posted_on_trial(trying: Creditor, desk: Desk) -> None:
    Creditor.objects.filter(id=trying.id).update(post="person")
    desk.creditor.refresh_from_db()
    assert print_batch(desk=desk, on=MONDAY, at=at_hour(MONDAY)) is None
    assert set(Outbox.objects.values_list("state", flat=True)) == {"queued"}


def test_trial_needs_an_address(creditor: Creditor, desk: Desk) -> None:
    Creditor.objects.filter(id=creditor.id).update(smtp_host="127.0.0.1", sending_on=False)
    assert turn(desk, trial_to="geen adres") == ["This is no e-mail address; it looks like name@company.com."]
    desk.creditor.refresh_from_db()
    assert (desk.creditor.sending_on, desk.creditor.test_address) == (False, "")


def test_sending_off_ends_the_trial(trying: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    assert turn(desk, sending=False, trial_to=TEST) == []
    bank_says(trying, MONDAY)
    assert (send(trying, carriers), carriers["email"].messages, trying.test_address) == (0, [], "")
