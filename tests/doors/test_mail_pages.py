"""Pages of mail: an answer is read as plain text and then lets the ladder go on; an address that came back is looked at."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, InboundMail
from akkoord.web import clock
from akkoord.work.today import today
from tests.factories import make_batch, make_case, make_debtor, make_invoice, make_letter, make_mail, make_message, make_state, make_task
from tests.pages_cast import colleague, owner, signed_in

pytestmark = pytest.mark.django_db
WHEN = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)


@pytest.fixture
def desk() -> Desk:
    """The owner of a company."""
    return owner()


@pytest.fixture
def debtor(desk: Desk) -> Debtor:
    """Who owes it something for a while."""
    someone = make_debtor(desk.creditor)
    make_invoice(someone, due_on=clock.today() - timedelta(days=20))
    return someone


@pytest.fixture
def client(desk: Desk) -> Client:
    """His browser."""
    return signed_in(desk)


def page(client: Client, address: str) -> str:
    """What stands on a page."""
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_answer_is_shown_as_plain_text(client: Client, debtor: Debtor) -> None:
    task = make_task(debtor, kind="read-reply", on=clock.today())
    text = "<script>alert(1)</script>\n<img src=https://spion.example/x>\n\nOp 3 nov. 2026 schreef De Linde:\n> Wilt u betalen?"
    make_mail(debtor, text=text, attachments=[{"name": "bewijs.pdf", "mime": "application/pdf", "size": 2048}])
    shown = page(client, reverse("task", args=[task.id]))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<img src=https" not in shown
    assert "<summary>Wat erbij geciteerd is</summary>" in shown
    assert "bewijs.pdf (2,0\xa0KB)" in shown


def test_answer_that_was_read_goes_off_the_list(client: Client, debtor: Debtor) -> None:
    task, mail = make_task(debtor, kind="read-reply", on=clock.today()), make_mail(debtor)
    answer = client.post(reverse("reply_read", args=[task.id]), {"upto": mail.id})
    assert answer.headers["Location"] == reverse("today")
    assert InboundMail.objects.get().read_on == clock.today()
    assert [item.step for item in today(creditor=debtor.creditor, on=clock.today()) if item.step == "read-reply"] == []
    assert "Dit antwoord is gelezen" in page(client, reverse("task", args=[task.id]))


def test_reason_to_wait_that_was_found_in_an_answer_reads_it_as_well(client: Client, debtor: Debtor) -> None:
    task, mail = make_task(debtor, kind="read-reply", on=clock.today()), make_mail(debtor)
    shown = page(client, reverse("task", args=[task.id]))
    address = f"{reverse('hold_add', args=[debtor.id])}?reden=dispute&antwoord={task.id}&tot={mail.id}"
    assert address.replace("&", "&amp;") in shown
    assert client.post(address, {"kind": "dispute", "note": "verkeerd geleverd"}).status_code == 302
    task.refresh_from_db()
    assert (InboundMail.objects.get().read_on, task.outcome) == (clock.today(), "read")


def test_time_line_leads_to_the_mail(client: Client, desk: Desk, debtor: Debtor) -> None:
    from akkoord.work.record import record

    mail = make_mail(debtor)
    said = {"mail": mail.id, "sender": mail.sender, "subject": mail.subject}
    record("mail-received", creditor_id=desk.creditor.id, debtor_id=debtor.id, on=clock.today(), **said)  # type: ignore[arg-type]  # data of the event
    shown = page(client, reverse("debtor", args=[debtor.id]))
    assert f"Antwoord van {mail.sender}: Re: Herinnering" in shown
    assert reverse("mail", args=[mail.id]) in shown
    assert "Ik betaal vrijdag." in page(client, reverse("mail", args=[mail.id]))


def test_address_that_came_back_is_marked_and_can_be_right_all_the_same(client: Client, debtor: Debtor) -> None:
    Debtor.objects.filter(id=debtor.id).update(bounced=debtor.email)
    task = make_task(debtor, kind="bad-address", on=clock.today(), note=f"{debtor.email}: 550 unknown")
    assert "550 unknown" in page(client, reverse("task", args=[task.id]))
    assert "komt terug" in page(client, reverse("debtor", args=[debtor.id]))
    client.post(reverse("address_right", args=[task.id]))
    debtor.refresh_from_db()
    assert debtor.bounced == ""
    assert "komt terug" not in page(client, reverse("debtor", args=[debtor.id]))


def test_debtor_without_a_better_address_goes_by_post(client: Client, debtor: Debtor) -> None:
    Debtor.objects.filter(id=debtor.id).update(bounced=debtor.email)
    task = make_task(debtor, kind="bad-address", on=clock.today())
    client.post(reverse("address_without", args=[task.id]))
    task.refresh_from_db()
    assert task.outcome == "without"


@pytest.mark.parametrize("kind", ["read-reply", "bad-address"])
def test_reader_may_look_and_not_answer(desk: Desk, debtor: Debtor, kind: str) -> None:
    task = make_task(debtor, kind=kind, on=clock.today())
    make_mail(debtor)
    shown = page(signed_in(colleague(desk, "reader")), reverse("task", args=[task.id]))
    assert '<form method="post" action="/taken/' not in shown


def test_work_list_puts_mail_first(client: Client, desk: Desk, debtor: Debtor) -> None:
    other = make_debtor(desk.creditor, number="1009", name="Kwekerij Oost")
    for one in (debtor, other):
        make_task(one, kind="call", on=clock.today())
    make_task(debtor, kind="read-reply", on=clock.today())
    make_mail(debtor)
    Creditor.objects.filter(id=desk.creditor.id).update(bank_until=clock.today(), imap_host="imap.example")
    make_state(desk.creditor, "inbox", since=WHEN, tries=3, not_before=WHEN, error="geen antwoord")
    shown = page(client, reverse("today"))
    places = [shown.index(words) for words in ("Postbus nakijken", "Antwoord lezen", ">Bellen")]
    assert places == sorted(places)
    assert shown.count(">Bellen") == 1  # whoever wrote something is read before he is called


def test_mail_that_waits_for_its_server_stands_on_the_work_list(client: Client, desk: Desk, debtor: Debtor) -> None:
    Creditor.objects.filter(id=desk.creditor.id).update(sending_on=True, bank_until=clock.today())
    make_message(make_letter(make_case(debtor), state="approved"))
    make_state(desk.creditor, since=WHEN, tries=2, not_before=WHEN + timedelta(minutes=4), error="Connection refused")
    assert "De mailserver neemt geen e-mail aan: Connection refused. 1 bericht wacht" in page(client, reverse("today"))
    assert "Akkoord probeert het om 10:34 opnieuw" in page(client, reverse("settings-mail"))


def test_mailbox_is_set_up_and_tried(client: Client, desk: Desk) -> None:
    fields = {"imap_host": "127.0.0.1", "imap_port": "1", "imap_security": "none", "imap_user": "anna", "imap_password": "geheim"}
    client.post(reverse("settings-inbox"), {**fields, "imap_folder": ""})
    desk.creditor.refresh_from_db()
    assert (desk.creditor.imap_host, desk.creditor.imap_folder) == ("127.0.0.1", "INBOX")
    assert "geheim" not in desk.creditor.imap_password
    assert "neemt geen verbinding aan" in client.post(reverse("settings-inbox-test"), follow=True).content.decode()


def test_sending_is_put_on_trial_and_ended(client: Client, desk: Desk) -> None:
    Creditor.objects.filter(id=desk.creditor.id).update(smtp_host="smtp.example")
    wanted = {"sending": "trial", "trial_to": "proef@delinde.example"}
    assert "Versturen staat op proef" in client.post(reverse("settings-sending"), wanted, follow=True).content.decode()
    make_invoice(make_debtor(desk.creditor))
    for name in ("settings", "letters", "letters-post", "today"):
        assert "proef@delinde.example" in page(client, reverse(name))
    client.post(reverse("settings-sending"), {"sending": "on"})
    desk.creditor.refresh_from_db()
    assert (desk.creditor.sending_on, desk.creditor.test_address) == (True, "")


@pytest.mark.parametrize("address", ["", "geen adres"])
def test_trial_without_an_address_is_refused(client: Client, desk: Desk, address: str) -> None:
    Creditor.objects.filter(id=desk.creditor.id).update(smtp_host="smtp.example")
    answer = client.post(reverse("settings-sending"), {"sending": "trial", "trial_to": address}, follow=True)
    assert "proef?" in answer.content.decode() or "geen e-mailadres" in answer.content.decode()
    desk.creditor.refresh_from_db()
    assert desk.creditor.sending_on is False


def test_limit_an_hour_is_a_setting(client: Client, desk: Desk) -> None:
    fields = {"smtp_host": "smtp.example", "smtp_port": "587", "smtp_security": "starttls", "smtp_user": "", "hourly_limit": "0"}
    assert "een heel getal van 1 tot en met" in client.post(reverse("settings-mail"), fields).content.decode()
    client.post(reverse("settings-mail"), {**fields, "hourly_limit": "60"})
    desk.creditor.refresh_from_db()
    assert desk.creditor.hourly_limit == 60


def test_what_was_printed_can_be_had_again(client: Client, desk: Desk) -> None:
    batch = make_batch(desk.creditor)
    assert reverse("letters-post-again", args=[batch.id]) in page(client, reverse("letters-post"))
    assert client.get(reverse("letters-post-again", args=[batch.id])).status_code == 404  # its letters are gone
    stranger = signed_in(owner(name="Elders", email="ander@elders.example"))
    assert stranger.get(reverse("letters-post-again", args=[batch.id])).status_code == 404
