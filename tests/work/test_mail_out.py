"""A case that is handed over by e-mail leaves once, at the hours of contact, and whoever waits for it sees what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from akkoord.core.mail.bounce import Bounce
from akkoord.core.mail.incoming import read_mail
from akkoord.core.problem import Text
from akkoord.store.models import Creditor, Event, HandOver, Invoice
from akkoord.work.handover.mail_out import IN_DOUBT, came_back, mail_again, send_hand_overs
from akkoord.work.mail.whose_mail import which_hand_over, whose_mail
from akkoord.work.told.events import tell
from tests.cast import MONDAY
from tests.factories import at_hour, make_debtor, make_desk, make_hold, make_invoice
from tests.parcels import a_dossier
from tests.work.mail_server import Mailbox, mail_server

AT, MINUTE = at_hour(MONDAY), timedelta(minutes=1)


@pytest.fixture
def mailbox(creditor: Creditor) -> Iterator[Mailbox]:
    """The company's mail server."""
    with mail_server(Mailbox()) as running:
        said = {"smtp_host": "127.0.0.1", "smtp_port": running.port, "smtp_security": "none", "partner_email": "zaken@incasso.example"}
        Creditor.objects.filter(id=creditor.id).update(**said)
        creditor.refresh_from_db()
        yield running


def handed(creditor: Creditor, **more: Any) -> HandOver:
    """A case on its way to the partner."""
    debtor = make_debtor(creditor, number=more.get("ref", "Z-1"))
    file = {"dossier": a_dossier(), "dossier_sha256": "kept", "invoices": [make_invoice(debtor).id]}
    said = {"ref": "Z-1", "way": "csv_by_email", "partner": creditor.partner, "made_on": MONDAY, **file, **more}
    return HandOver.objects.create(creditor=creditor, debtor_id=debtor.id, **said)


def state(row: HandOver) -> tuple[bool, str, int]:
    """Whether it is sent, what went wrong, and how often it was tried."""
    row.refresh_from_db()
    return row.sent_at is not None, row.error, row.tries


def trouble(row: HandOver) -> Text:
    """What went wrong, in both languages."""
    row.refresh_from_db()
    return row.trouble


def test_case_leaves_once_with_everything(creditor: Creditor, mailbox: Mailbox) -> None:
    row = handed(creditor)
    assert [send_hand_overs(creditor=creditor, at=AT) for _ in range(3)] == [1, 0, 0]
    (mail,) = mailbox.mails
    assert (mail["To"], mail["Message-ID"].partition("@")[0]) == ("zaken@incasso.example", f"<handover-{creditor.id}-{row.id}")
    assert [part.get_filename() for part in mail.walk() if part.get_filename()] == [
        "facturen-Z-1.csv", "rente-Z-1.csv", "betalingen-Z-1.csv", "dossier-Z-1.pdf", "dossier-Z-1.zip",
    ]  # fmt: skip
    assert state(row) == (True, "", 1)
    assert Event.objects.get(kind="hand-over-mailed").debtor_id == row.debtor_id


@pytest.mark.parametrize(
    ("change", "at"),
    [({"sending_on": False}, AT), ({"test_address": "proef@delinde.example"}, AT), ({}, at_hour(MONDAY, 21)),
     ({}, at_hour(MONDAY - timedelta(days=1)))],
    ids=["off", "on trial", "in the evening", "on Sunday"],
)  # fmt: skip
def test_nothing_leaves_when_nothing_may(creditor: Creditor, mailbox: Mailbox, change: dict[str, Any], at: Any) -> None:
    Creditor.objects.filter(id=creditor.id).update(**change)
    creditor.refresh_from_db()
    row = handed(creditor)
    assert (send_hand_overs(creditor=creditor, at=at), mailbox.mails, state(row)) == (0, [], (False, "", 0))


def test_last_look_keeps_who_objects_or_paid_and_what_has_no_file_yet(creditor: Creditor, mailbox: Mailbox) -> None:
    objects, paid, fileless = handed(creditor), handed(creditor, ref="Z-2"), handed(creditor, ref="Z-3", dossier=None, dossier_sha256="")
    make_hold(objects.debtor, kind="dispute")
    Invoice.objects.filter(id__in=paid.invoices).update(open=0)
    assert send_hand_overs(creditor=creditor, at=AT) == 0
    assert ([state(row) for row in (objects, paid, fileless)], mailbox.mails) == ([(False, "", 0)] * 3, [])


def test_it_is_tried_again_with_patience_and_refused_for_good_it_waits_for_a_person(creditor: Creditor, mailbox: Mailbox) -> None:
    row, desk = handed(creditor), make_desk(creditor)
    mailbox.answers = ["451 later", "550 never"]
    assert [send_hand_overs(creditor=creditor, at=AT + n * MINUTE) for n in (0, 1, 3)] == [0, 0, 0]
    assert state(row) == (False, "550 never", 2)
    assert send_hand_overs(creditor=creditor, at=AT + 600 * MINUTE - 60 * MINUTE) == 0
    assert mail_again(desk=desk, hand_over_id=row.id, on=AT) is None
    assert send_hand_overs(creditor=creditor, at=AT + 5 * MINUTE) == 1
    assert mail_again(desk=desk, hand_over_id=row.id, on=AT) is not None


def test_sender_that_was_killed_leaves_a_doubt_for_a_person(creditor: Creditor, mailbox: Mailbox) -> None:
    row = handed(creditor, claimed_by="gone", claimed_at=AT)
    assert [send_hand_overs(creditor=creditor, at=AT + n * MINUTE) for n in (10, 16, 300)] == [0, 0, 0]
    assert (mailbox.mails, trouble(row)) == ([], IN_DOUBT)
    assert mail_again(desk=make_desk(creditor), hand_over_id=row.id, on=AT) is None
    assert send_hand_overs(creditor=creditor, at=AT + 20 * MINUTE) == 1


def test_dossier_that_is_not_whole_does_not_leave(creditor: Creditor, mailbox: Mailbox) -> None:
    row = handed(creditor, dossier=b"PK")
    assert (send_hand_overs(creditor=creditor, at=AT), mailbox.mails, bool(state(row)[1])) == (0, [], True)
    said, (told,) = trouble(row), tell(Event.objects.filter(kind="hand-over-not-mailed"), numbers={})
    assert (said.nl != said.en, said.nl in told.text.nl, said.en in told.text.en) == (True, True, True)


def test_case_whose_dossier_is_still_to_be_made_waits(creditor: Creditor, mailbox: Mailbox) -> None:
    row = handed(creditor, dossier=None)
    assert (send_hand_overs(creditor=creditor, at=AT), mailbox.mails, state(row)) == (0, [], (False, "", 0))


def test_mail_that_came_back_stands_with_the_case_and_a_partners_answer_is_not_the_debtors(creditor: Creditor, mailbox: Mailbox) -> None:
    row = handed(creditor)
    send_hand_overs(creditor=creditor, at=AT)
    answer = (
        f"From: zaken@incasso.example\nTo: x@y.example\nSubject: Re: 1001-202603\nIn-Reply-To: {mailbox.mails[0]['Message-ID']}\n\nDank"
    )
    mail = read_mail(answer.encode())
    assert (which_hand_over(creditor, mail), whose_mail(creditor, mail)) == (row.id, None)
    delay = Bounce("zaken@incasso.example", "4.4.1", "later", final=False, original="")
    came_back(creditor, row.id, delay, at=AT)
    assert state(row) == (True, "", 1)
    for _ in range(2):
        came_back(creditor, row.id, Bounce("zaken@incasso.example", "5.1.1", "no such user", final=True, original=""), at=AT)
    assert state(row) == (True, "5.1.1 no such user", 1)
    assert Event.objects.filter(kind="hand-over-not-mailed").count() == 1
