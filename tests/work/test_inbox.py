"""Answers come in over a real IMAP server: each once, with its debtor, and until somebody read them nothing more leaves."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from akkoord.channels import imap
from akkoord.store.access import Desk
from akkoord.store.models import ChannelState, Creditor, Event, InboundMail, Letter, Outbox, Task
from akkoord.work.letters.edit_letter import approve_letter
from akkoord.work.mail.read_inbox import read_inbox
from akkoord.work.mail.replies import mark_read
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.outlook import outlook
from akkoord.work.run_day import run_day
from tests.cast import JANSEN, MONDAY, VERMEER
from tests.dovecot import Dovecot
from tests.factories import at_hour, make_contact, make_creditor, make_debtor, make_invoice
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says, work_day
from tests.work.inbox import answer, put, with_inbox

TEN = at_hour(MONDAY)


@pytest.fixture
def reading(creditor: Creditor, post_office: Dovecot, folder: str) -> Creditor:
    """A company that looks into a mailbox, and wrote one debtor a reminder."""
    make_invoice(make_debtor(creditor), number="2026-0118")
    work_day(creditor, MONDAY, {name: Carrier(name) for name in ("email", "post")})
    return with_inbox(creditor, post_office, folder)


def key(letter: Letter) -> str:
    """The Message-ID under which a letter leaves."""
    return f"<letter-{letter.creditor_id}-{letter.id}@delinde.example>"


def read(creditor: Creditor, at: datetime = TEN) -> int:
    """Look into the mailbox."""
    return read_inbox(creditor=creditor, at=at)


def kept() -> list[tuple[str, str, bool]]:
    """What was kept: (kind, debtor, whether it is about a letter)."""
    rows = InboundMail.objects.select_related("debtor").order_by("id")
    return [(row.kind, row.debtor.name, row.letter_id is not None) for row in rows]


def test_answer_to_a_letter_comes_to_its_debtor_once(reading: Creditor, post_office: Dovecot, folder: str) -> None:
    put(post_office, folder, answer(sender="iemand@elders.example", In_Reply_To=key(Letter.objects.get())))
    assert [read(reading), read(reading)] == [1, 0]
    mail = InboundMail.objects.get()
    assert kept() == [("reply", VERMEER["name"], True)]
    assert (mail.sender, mail.subject, mail.text, mail.on) == ("iemand@elders.example", "Re: Herinnering", "Ik betaal vrijdag.", MONDAY)
    assert list(Task.objects.values_list("kind", "done_on")) == [("read-reply", None)]
    assert list(Event.objects.filter(kind="mail-received").values_list("debtor_id", flat=True)) == [mail.debtor_id]


def test_nothing_in_the_mailbox_changes(reading: Creditor, post_office: Dovecot, folder: str) -> None:
    put(post_office, folder, answer(), answer(sender="nieuws@brief.example"))
    before = post_office.flags(f'"{folder}"')
    read(reading)
    assert post_office.flags(f'"{folder}"') == before


@pytest.mark.parametrize(
    "mail",
    [
        answer(sender="iemand@elders.example", References="<x@y.example> {key} <z@y.example>"),
        answer(sender=VERMEER["email"].upper(), subject="vraag"),
        answer(sender="s.deboer@vermeer.example", subject="vraag"),
        answer(sender="iemand@elders.example", subject="Factuur 2026-0118 is betaald"),
        answer(sender="iemand@elders.example", subject="kenmerk 1001-261116"),
    ],
    ids=["references", "address", "contact", "invoice", "reference"],
)
def test_answer_is_known_by(reading: Creditor, post_office: Dovecot, folder: str, mail: bytes) -> None:
    letter = Letter.objects.get()
    make_contact(letter.debtor)
    put(post_office, folder, mail.replace(b"{key}", key(letter).encode()))
    assert read(reading) == 1
    assert [debtor for _, debtor, _ in kept()] == [VERMEER["name"]]


@pytest.mark.parametrize(
    "mail",
    [
        answer(sender="nieuws@brief.example", subject="Aanbieding"),
        answer(sender="administratie@delinde.example", subject="Factuur 2026-0118"),
        answer(sender="iemand@elders.example", In_Reply_To="<letter-1-2@delinde.example>"),
        answer(In_Reply_To="<trial-1-2@delinde.example>"),
    ],
    ids=["stranger", "own copy", "letter of nobody", "answer to a trial"],
)
def test_other_mail_is_left_alone(reading: Creditor, post_office: Dovecot, folder: str, mail: bytes) -> None:
    put(post_office, folder, mail)
    assert (read(reading), kept(), Task.objects.count()) == (0, [], 0)


def test_of_other_mail_only_the_head_is_fetched(
    reading: Creditor, post_office: Dovecot, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    fetched: list[str] = []
    real = imap.Folder._fetch

    def noted(self: imap.Folder, number: int, what: str) -> bytes:
        fetched.append(what)
        return real(self, number, what)

    monkeypatch.setattr(imap.Folder, "_fetch", noted)
    put(post_office, folder, answer(sender="nieuws@brief.example"))
    read(reading)
    assert fetched == [f"BODY.PEEK[HEADER]<0.{imap.HEAD}>"]


def test_answer_from_an_address_of_two_goes_to_who_was_written_to(reading: Creditor, post_office: Dovecot, folder: str) -> None:
    make_debtor(reading, JANSEN, email=VERMEER["email"])
    put(post_office, folder, answer())
    read(reading)
    assert kept() == [("reply", VERMEER["name"], False)]


def test_letter_of_another_company_is_not_ours(reading: Creditor, post_office: Dovecot, folder: str) -> None:
    other = make_creditor(name="Drukkerij De Brug", email="kantoor@debrug.example")
    with_inbox(other, post_office, folder)
    put(post_office, folder, answer(In_Reply_To=key(Letter.objects.get())))
    assert [read(other), read(reading)] == [0, 1]


def test_out_of_office_is_noted_and_holds_nothing(reading: Creditor, post_office: Dovecot, folder: str) -> None:
    put(post_office, folder, answer("Ik ben afwezig.", Auto_Submitted="auto-replied"))
    read(reading)
    assert kept() == [("automatic", VERMEER["name"], False)]
    assert Task.objects.count() == 0
    assert Event.objects.filter(kind="mail-automatic").count() == 1


def test_two_answers_are_one_line_on_the_work_list(reading: Creditor, post_office: Dovecot, folder: str) -> None:
    put(post_office, folder, answer(), answer())
    assert (read(reading), Task.objects.count()) == (2, 1)


def test_unread_answer_holds_what_was_approved_and_lets_it_go_when_read(
    creditor: Creditor, desk: Desk, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    with_inbox(creditor, post_office, folder)
    work_day(creditor, MONDAY)
    put(post_office, folder, answer())
    read(creditor)
    assert send_outbox(creditor=creditor, at=TEN, carriers=carriers) == 0
    run_day(creditor=creditor, on=MONDAY, at=TEN)
    assert (Letter.objects.get().state, Outbox.objects.get().state) == ("approved", "queued")
    assert mark_read(desk=desk, debtor_id=debtor.id, on=MONDAY, at=TEN) is None
    assert send_outbox(creditor=creditor, at=TEN, carriers=carriers) == 1
    assert Task.objects.get().outcome == "read"


def test_unread_answer_keeps_new_letters_from_being_made(
    reading: Creditor, desk: Desk, carriers: dict[str, Carrier], post_office: Dovecot, folder: str
) -> None:
    put(post_office, folder, answer())
    read(reading)
    late = MONDAY + 7 * DAY
    counts = work_day(reading, late, carriers)
    assert counts["waiting"] == {"hold": 1}
    debtor = Letter.objects.get().debtor
    assert [one.because.en for one in outlook(debtor=debtor, on=late)] == ["An answer of this debtor has not been read yet"]
    mark_read(desk=desk, debtor_id=debtor.id, on=late, at=at_hour(late))
    assert work_day(reading, late, carriers)["decisions"] == {"call": 1}


def test_letter_is_not_approved_while_an_answer_is_unread(creditor: Creditor, desk: Desk, post_office: Dovecot, folder: str) -> None:
    Creditor.objects.filter(id=creditor.id).update(approval="person")
    creditor.refresh_from_db()
    make_invoice(make_debtor(creditor))
    work_day(creditor, MONDAY)
    put(post_office, folder, answer())
    read(with_inbox(creditor, post_office, folder))
    refused = approve_letter(desk=desk, letter_id=Letter.objects.get().id, on=MONDAY)
    assert [one.why.en for one in refused] == ["An answer or objection of this debtor has not been read yet. Read it first."]
    assert Letter.objects.get().state == "draft"


def test_answer_that_came_in_while_another_was_read_stays_unread(reading: Creditor, desk: Desk, post_office: Dovecot, folder: str) -> None:
    put(post_office, folder, answer())
    read(reading)
    shown = InboundMail.objects.get()
    put(post_office, folder, answer("Nog iets."))
    read(reading)
    mark_read(desk=desk, debtor_id=shown.debtor_id, on=MONDAY, at=TEN, upto=shown.id)
    assert sorted(InboundMail.objects.values_list("read_on", flat=True), key=str) == [MONDAY, None]
    assert Task.objects.get().done_on is None


def test_server_that_numbers_anew_brings_nothing_twice(reading: Creditor, post_office: Dovecot, folder: str) -> None:
    first = answer("Een.")
    put(post_office, folder, answer(sender="nieuws@brief.example"), first)
    read(reading)
    before = ChannelState.objects.get(channel="inbox").cursor
    post_office.remake(f'"{folder}"')
    put(post_office, folder, first, answer("Twee."))
    assert read(reading) == 1
    assert sorted(InboundMail.objects.values_list("text", flat=True)) == ["Een.", "Twee."]
    assert ChannelState.objects.get(channel="inbox").cursor["validity"] != before["validity"]


def test_mailbox_is_read_in_portions(reading: Creditor, post_office: Dovecot, folder: str) -> None:
    put(post_office, folder, *(answer(f"{number}") for number in range(5)))
    assert [read_inbox(creditor=reading, at=TEN, most=2) for _ in range(4)] == [2, 2, 1, 0]


def test_strange_mail_holds_up_nothing(reading: Creditor, post_office: Dovecot, folder: str) -> None:
    strange = b"From: crediteuren@vermeer.example\r\nContent-Type: text/plain; charset=nonsense\r\n\r\n\x00\xff\xfe rood\r\n"
    put(post_office, folder, strange, answer())
    assert read(reading) == 2
    assert "\x00" not in InboundMail.objects.order_by("id").values_list("text", flat=True)[0]


def test_great_mail_is_kept_in_part(reading: Creditor, post_office: Dovecot, folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "WHOLE", 2_000)
    put(post_office, folder, answer("woord " * 2_000))
    read(reading)
    mail = InboundMail.objects.get()
    assert (mail.cut, len(mail.text) < 2_000) == (True, True)


def test_server_that_is_away_is_tried_again_later_and_later(reading: Creditor, post_office: Dovecot, folder: str) -> None:
    Creditor.objects.filter(id=reading.id).update(imap_port=1)
    reading.refresh_from_db()
    for minute in (0, 1, 2):
        read(reading, at_hour(MONDAY, 10, minute))
    state = ChannelState.objects.get(channel="inbox")
    assert (state.since, state.tries, state.not_before) == (TEN, 2, at_hour(MONDAY, 10, 6))
    for hour in range(11, 19):
        read(reading, at_hour(MONDAY, hour))
    state.refresh_from_db()
    assert state.not_before == at_hour(MONDAY, 18) + timedelta(hours=1)
    with_inbox(reading, post_office, folder)
    put(post_office, folder, answer())
    assert read(reading, at_hour(MONDAY, 19)) == 1
    state.refresh_from_db()
    assert (state.since, state.tries, state.error) == (None, 0, "")
    assert list(Event.objects.filter(kind__startswith="channel-").order_by("seq").values_list("kind", flat=True)) == [
        "channel-trouble",
        "channel-works",
    ]


@pytest.mark.parametrize(
    "wrong", [{"imap_password": "mis"}, {"imap_folder": "Nergens"}, {"imap_security": "tls"}, {"imap_security": "starttls"}]
)
def test_mailbox_that_cannot_be_opened_says_why_and_loses_nothing(
    reading: Creditor, post_office: Dovecot, folder: str, wrong: dict[str, str]
) -> None:
    put(post_office, folder, answer())
    Creditor.objects.filter(id=reading.id).update(**wrong)
    reading.refresh_from_db()
    assert read(reading) == 0
    assert ChannelState.objects.get(channel="inbox").error != ""
    assert read(with_inbox(reading, post_office, folder), at_hour(MONDAY, 11)) == 1


def test_company_without_a_mailbox_reads_nothing(creditor: Creditor) -> None:
    bank_says(creditor, MONDAY)
    assert read(creditor) == 0
    assert ChannelState.objects.count() == 0
