"""Letters that come back: not delivered, their address not used again, a person asked, and what went by post stands."""

from __future__ import annotations

from datetime import date

import pytest

from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Event, InboundMail, Letter, Outbox, StepTaken, Task
from akkoord.work.keep_contact import keep_contact
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.letters.edit_letter import send_again
from akkoord.work.mail.bounced import address_works, without_email
from akkoord.work.mail.read_inbox import read_inbox
from tests.cast import MONDAY, VERMEER
from tests.core.bounces import notice
from tests.dovecot import Dovecot
from tests.factories import at_hour, make_contact, make_debtor, make_invoice
from tests.work.carrier import Carrier
from tests.work.days import DAY, work_day, work_days
from tests.work.inbox import put, with_inbox

TUESDAY = MONDAY + DAY


@pytest.fixture
def reading(creditor: Creditor, post_office: Dovecot, folder: str) -> Creditor:
    """A company that looks into a mailbox."""
    return with_inbox(creditor, post_office, folder)


def reminded(creditor: Creditor, carriers: dict[str, Carrier], **fields: str) -> Letter:
    """The reminder that left by e-mail on MONDAY."""
    make_invoice(make_debtor(creditor, **fields))
    work_day(creditor, MONDAY, carriers)
    return Letter.objects.get()


def comes_back(creditor: Creditor, office: Dovecot, folder: str, raw: bytes, *, on: date = MONDAY) -> None:
    """A notice comes in and is read."""
    put(office, folder, raw)
    read_inbox(creditor=creditor, at=at_hour(on, 11))


def key(letter: Letter) -> str:
    """What stands before the domain in its Message-ID."""
    return f"letter-{letter.creditor_id}-{letter.id}"


@pytest.mark.parametrize("shape", ["postfix", "exchange", "gmail", "exim"])
def test_letter_that_came_back_is_not_delivered(
    reading: Creditor, carriers: dict[str, Carrier], post_office: Dovecot, folder: str, shape: str
) -> None:
    letter = reminded(reading, carriers)
    comes_back(reading, post_office, folder, notice(shape, key=key(letter)))
    letter.refresh_from_db()
    assert (letter.state, letter.sent_on, Outbox.objects.get().state) == ("withdrawn", None, "bounced")
    assert StepTaken.objects.get().withdrawn_on == MONDAY
    assert letter.debtor.bounced == VERMEER["email"]
    assert list(Task.objects.values_list("kind", "done_on")) == [("bad-address", None)]
    assert InboundMail.objects.get().kind == "bounce"
    assert Event.objects.filter(kind="mail-bounced", debtor_id=letter.debtor_id).count() == 1


def test_reminder_that_came_back_is_written_anew_for_the_post(
    reading: Creditor, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    letter = reminded(reading, carriers)
    comes_back(reading, post_office, folder, notice("postfix", key=key(letter)))
    work_day(reading, TUESDAY, carriers)
    assert [message.channel for message in Outbox.objects.filter(state="sent")] == ["post"]
    assert StepTaken.objects.get(withdrawn_on=None).left_on == TUESDAY


def test_letter_that_came_back_without_an_address_for_the_post_waits_for_a_person(
    reading: Creditor, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    letter = reminded(reading, carriers, street="", postcode="", city="")
    comes_back(reading, post_office, folder, notice("postfix", key=key(letter)))
    work_day(reading, TUESDAY, carriers)
    assert [row.state for row in Letter.objects.order_by("id")] == ["withdrawn", "draft"]
    assert len(carriers["email"].messages) == 1


def test_formal_letter_that_went_by_post_as_well_stands(
    reading: Creditor, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    make_invoice(make_debtor(reading))
    work_days(reading, MONDAY, MONDAY + 14 * DAY, carriers)
    letter = Letter.objects.get(kind="notice-of-default")
    comes_back(reading, post_office, folder, notice("postfix", key=key(letter)), on=MONDAY + 14 * DAY)
    letter.refresh_from_db()
    assert (letter.state, letter.sent_on) == ("sent", MONDAY + 14 * DAY)
    assert sorted(letter.messages.values_list("channel", "state")) == [("email", "bounced"), ("post", "sent")]
    assert StepTaken.objects.get(step="notice-of-default").withdrawn_on is None


def test_letter_whose_post_still_waits_goes_on_by_post(
    reading: Creditor, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    make_invoice(make_debtor(reading))
    day = MONDAY + 14 * DAY
    work_days(reading, MONDAY, day - DAY, carriers)
    Creditor.objects.filter(id=reading.id).update(post="person")
    reading.refresh_from_db()
    work_day(reading, day, carriers)
    letter = Letter.objects.get(kind="notice-of-default")
    comes_back(reading, post_office, folder, notice("postfix", key=key(letter)), on=day)
    letter.refresh_from_db()
    assert (letter.state, sorted(letter.messages.values_list("channel", "state"))) == (
        "approved",
        [("email", "bounced"), ("post", "queued")],
    )


def test_delay_is_noted_and_nothing_else(reading: Creditor, carriers: dict[str, Carrier], post_office: Dovecot, folder: str) -> None:
    letter = reminded(reading, carriers)
    raw = notice("postfix", key=key(letter), action="delayed", status="4.7.1", said="451 4.7.1 Greylisted")
    comes_back(reading, post_office, folder, raw)
    letter.refresh_from_db()
    assert (letter.state, letter.debtor.bounced, Task.objects.count()) == ("sent", "", 0)
    assert Event.objects.filter(kind="mail-delayed").count() == 1


def test_server_that_gave_up_leaves_the_address_usable(
    reading: Creditor, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    letter = reminded(reading, carriers)
    comes_back(reading, post_office, folder, notice("postfix", key=key(letter), status="4.4.1", said="Connection timed out"))
    letter.refresh_from_db()
    assert (letter.state, letter.debtor.bounced) == ("withdrawn", "")
    work_day(reading, TUESDAY, carriers)
    assert len(carriers["email"].messages) == 2


def test_notice_that_comes_twice_counts_once(reading: Creditor, carriers: dict[str, Carrier], post_office: Dovecot, folder: str) -> None:
    letter = reminded(reading, carriers)
    for number in (1, 2):
        comes_back(reading, post_office, folder, notice("postfix", key=key(letter), number=number))
    assert Event.objects.filter(kind="letter-undelivered").count() == 1
    assert Task.objects.count() == 1


def test_contact_whose_address_came_back_is_not_written_to(
    reading: Creditor, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    debtor = make_debtor(reading, email="")
    make_contact(debtor)
    make_invoice(debtor)
    work_day(reading, MONDAY, carriers)
    letter = Letter.objects.get()
    comes_back(reading, post_office, folder, notice("postfix", key=key(letter), recipient="s.deboer@vermeer.example"))
    work_day(reading, TUESDAY, carriers)
    assert [message.channel for message in Outbox.objects.filter(state="sent")] == ["post"]


def test_other_address_is_used_at_once(
    reading: Creditor, desk: Desk, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    letter = reminded(reading, carriers)
    comes_back(reading, post_office, folder, notice("postfix", key=key(letter)))
    fields = {"email": "nieuw@vermeer.example"}
    assert keep_debtor(desk=desk, debtor_id=letter.debtor_id, fields=fields, on=TUESDAY, at=at_hour(TUESDAY)) == {}
    assert Task.objects.get().outcome == "changed"
    work_day(reading, TUESDAY, carriers)
    assert carriers["email"].messages[-1].recipient == "nieuw@vermeer.example"


def test_other_address_of_a_contact_answers_the_question(
    reading: Creditor, desk: Desk, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    debtor = make_debtor(reading, email="")
    contact = make_contact(debtor)
    make_invoice(debtor)
    work_day(reading, MONDAY, carriers)
    raw = notice("postfix", key=key(Letter.objects.get()), recipient=contact.email)
    comes_back(reading, post_office, folder, raw)
    fields = {"name": contact.name, "email": "nieuw@vermeer.example"}
    keep_contact(desk=desk, debtor_id=debtor.id, contact_id=contact.id, fields=fields, on=TUESDAY, at=at_hour(TUESDAY))
    assert Task.objects.get().outcome == "changed"


def test_address_that_works_all_the_same_is_used_again(
    reading: Creditor, desk: Desk, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    letter = reminded(reading, carriers)
    comes_back(reading, post_office, folder, notice("postfix", key=key(letter)))
    assert address_works(desk=desk, debtor_id=letter.debtor_id, on=TUESDAY, at=at_hour(TUESDAY)) is None
    assert (Debtor.objects.get().bounced, Task.objects.get().outcome) == ("", "works")
    work_day(reading, TUESDAY, carriers)
    assert len(carriers["email"].messages) == 2


def test_who_has_no_better_address_goes_on_by_post(
    reading: Creditor, desk: Desk, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    letter = reminded(reading, carriers)
    comes_back(reading, post_office, folder, notice("postfix", key=key(letter)))
    assert without_email(desk=desk, debtor_id=letter.debtor_id, on=TUESDAY, at=at_hour(TUESDAY)) is None
    assert (Debtor.objects.get().bounced, Task.objects.get().outcome) == (VERMEER["email"], "without")


def test_letter_that_came_back_is_not_sent_again_by_hand(
    reading: Creditor, desk: Desk, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    letter = reminded(reading, carriers)
    comes_back(reading, post_office, folder, notice("postfix", key=key(letter)))
    assert send_again(desk=desk, letter_id=letter.id, on=TUESDAY) is not None


def test_notice_about_somebody_else_changes_nothing(
    reading: Creditor, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    letter = reminded(reading, carriers)
    comes_back(reading, post_office, folder, notice("postfix", recipient="een.ander@elders.example", key="iets-anders"))
    letter.refresh_from_db()
    assert (letter.state, InboundMail.objects.count()) == ("sent", 0)
