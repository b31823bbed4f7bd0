"""What is told about work leaves once: signed, to the right place, tried again with patience, against real servers that count."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest

from akkoord.channels import webhook
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, WorkNotice
from akkoord.work.ongoing.keep_work import keep_work, new_secret, secret_of
from akkoord.work.ongoing.notices import RESUMED, STOPPED, WARNED, tell, tell_debtor
from akkoord.work.ongoing.send_notices import send_notice_again, send_notices
from akkoord.work.seal import seal
from akkoord.work.today import today
from tests.cast import MONDAY
from tests.factories import at_hour, make_debtor
from tests.work.halted import make_work
from tests.work.hook_server import Hook, hook_server
from tests.work.mail_server import Mailbox, mail_server

INSIDE = frozenset({"127.0.0.1"})
AT = at_hour(MONDAY)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def hook(settings: Any) -> Iterator[Hook]:
    """A web server that takes everything, at an address that is allowed."""
    settings.INSIDE_HOSTS = list(INSIDE)
    with hook_server(Hook()) as server:
        yield server


def told(creditor: Creditor, hook: Hook, event: str = STOPPED, **fields: Any) -> WorkNotice:
    """One message to the webhook."""
    said = {"notify": "", "webhook": hook.address, "secret": seal("geheim"), "stops": 1, **fields}
    work = make_work(make_debtor(creditor), **said)
    tell(work, event, number=1, day=MONDAY, why="unpaid", on=MONDAY)
    return WorkNotice.objects.get()


def test_webhook_gets_one_signed_message_that_says_what_happened(creditor: Creditor, hook: Hook) -> None:
    row = told(creditor, hook)
    assert [send_notices(creditor=creditor, at=AT) for _ in range(3)] == [1, 0, 0]
    assert hook.said == [
        {
            "event": "work.stopped",
            "id": str(row.id),
            "company": creditor.name,
            "customer": {"number": "1001", "name": "Bouwbedrijf Vermeer & Zn. B.V."},
            "work": {"id": str(row.work_id), "name": "het onderhoud", "kind": "project"},
            "day": "2026-11-16",
            "reason": "unpaid",
        }
    ]
    [headers] = hook.headers
    stamp = headers["Akkoord-Timestamp"]
    digest = hmac.new(b"geheim", stamp.encode() + b"." + hook.bodies[0], hashlib.sha256).hexdigest()
    assert (headers["Akkoord-Signature"], headers["Akkoord-Id"]) == (f"v1={digest}", str(row.id))
    assert (headers["Content-Type"], int(stamp)) == ("application/json", int(AT.timestamp()))
    row.refresh_from_db()
    assert (row.state, row.receipt, row.sent_at) == ("sent", "HTTP 204", AT)


@pytest.mark.parametrize("answer", [500, 503, 429, 0])
def test_outage_is_tried_again_later_with_the_same_id(creditor: Creditor, hook: Hook, answer: int) -> None:
    told(creditor, hook)
    hook.answers = [answer, answer]
    assert [send_notices(creditor=creditor, at=AT + minutes * MINUTE) for minutes in (0, 0.5, 1, 2, 3)] == [0, 0, 0, 0, 1]
    assert len(set(hook.bodies)) == 1
    assert (len(hook.bodies), len({one["Akkoord-Id"] for one in hook.headers})) == (3, 1)


@pytest.mark.parametrize("answer", [301, 302, 307, 400, 404, 410])
def test_refusal_or_redirect_is_not_tried_again_and_stands_on_the_work_list(
    creditor: Creditor, desk: Desk, hook: Hook, answer: int
) -> None:
    row = told(creditor, hook)
    hook.answers = [answer]
    assert [send_notices(creditor=creditor, at=AT + hours * 60 * MINUTE) for hours in (0, 5)] == [0, 0]
    row.refresh_from_db()
    assert (row.state, row.error, len(hook.bodies)) == ("failed", f"HTTP {answer}", 1)
    assert [one.work_id for one in today(creditor=creditor, on=MONDAY) if one.step == "work"] == [row.work_id]
    assert send_notice_again(desk=desk, notice_id=row.id, on=AT) is None
    assert send_notices(creditor=creditor, at=AT) == 1
    assert send_notice_again(desk=desk, notice_id=row.id, on=AT) is not None


def test_outage_without_end_gives_up(creditor: Creditor, hook: Hook) -> None:
    row = told(creditor, hook)
    hook.answers = [500] * 20
    for hour in range(24):
        send_notices(creditor=creditor, at=AT + hour * 60 * MINUTE)
    row.refresh_from_db()
    assert (row.state, row.attempts, len(hook.bodies)) == ("failed", 8, 8)


def test_row_that_was_claimed_is_not_sent_by_another_and_comes_back_when_it_got_stuck(creditor: Creditor, hook: Hook) -> None:
    row = told(creditor, hook)
    WorkNotice.objects.update(state="sending", claimed_by="x", claimed_at=AT)
    assert send_notices(creditor=creditor, at=AT + MINUTE) == 0
    assert send_notices(creditor=creditor, at=AT + 16 * MINUTE) == 1
    assert [one["id"] for one in hook.said] == [str(row.id)]


def test_what_came_after_it_is_told_instead_and_the_same_is_told_once(creditor: Creditor, hook: Hook) -> None:
    row = told(creditor, hook, WARNED)
    work = row.work
    for event in (STOPPED, STOPPED, RESUMED, RESUMED):
        tell(work, event, number=1, day=MONDAY, why="unpaid", on=MONDAY)
    assert send_notices(creditor=creditor, at=AT) == 1
    assert [one["event"] for one in hook.said] == ["work.resumed"]


def test_newer_word_waits_for_an_older_one_that_is_on_its_way(creditor: Creditor, hook: Hook) -> None:
    row = told(creditor, hook)
    WorkNotice.objects.update(state="sending", claimed_by="x", claimed_at=AT)
    tell(row.work, RESUMED, number=1, day=MONDAY, why="paid", on=MONDAY)
    assert (send_notices(creditor=creditor, at=AT), hook.bodies) == (0, [])


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1:{port}/",
        "https://127.0.0.1:{port}/",
        "https://localhost:{port}/",
        "https://10.0.0.8/",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]:{port}/",
        "https://[::ffff:127.0.0.1]:{port}/",
        "https://[64:ff9b::7f00:1]:{port}/",
        "https://2130706433:{port}/",
        "https://0x7f.1:{port}/",
        "http://example.com/",
        "ftp://127.0.0.1/",
        "https://user@127.0.0.1/",
        "https://",
    ],
)
def test_nothing_goes_inside_unless_it_was_set_up(hook: Hook, address: str) -> None:
    receipt = webhook.post(address.format(port=hook.port), body=b"{}", secret="s", key="1", moment=0, inside=frozenset())
    assert (receipt.sent, receipt.again, hook.bodies) == (False, False, [])


def test_name_that_leads_inside_may_be_set_up(hook: Hook) -> None:
    said = {"body": b"{}", "secret": "s", "key": "1", "moment": 0}
    named = f"http://localhost:{hook.port}/x"
    assert webhook.post(named, **said, inside=frozenset({"localhost"})).sent  # type: ignore[arg-type]  # keywords of the call
    assert len(hook.bodies) == 1


def test_place_where_nobody_listens_may_be_tried_again() -> None:
    receipt = webhook.post("http://127.0.0.1:1/", body=b"{}", secret="s", key="1", moment=0, inside=INSIDE)
    assert (receipt.sent, receipt.again) == (False, True)


def test_secret_is_sealed_and_another_signs_from_then_on(creditor: Creditor, desk: Desk, hook: Hook) -> None:
    debtor = make_debtor(creditor)
    fields = {"name": "het onderhoud", "webhook": hook.address}
    assert keep_work(desk=desk, debtor_id=debtor.id, work_id=None, fields=fields, on=MONDAY) == {}
    work = desk.work().get()
    first = secret_of(work)
    assert (len(first) > 30, first in work.secret) == (True, False)
    assert keep_work(desk=desk, debtor_id=debtor.id, work_id=work.id, fields={"notify": "a@b.example"}, on=MONDAY) == {}
    work.refresh_from_db()
    assert secret_of(work) == first
    new_secret(desk=desk, work_id=work.id, on=MONDAY)
    work.refresh_from_db()
    assert secret_of(work) not in ("", first)


def test_people_and_debtor_are_mailed_over_the_companys_own_server(creditor: Creditor) -> None:
    with mail_server(Mailbox()) as box:
        Creditor.objects.filter(id=creditor.id).update(smtp_host="127.0.0.1", smtp_port=box.port, smtp_security="none")
        creditor.refresh_from_db()
        work = make_work(make_debtor(creditor), notify="Ploeg@delinde.example, bas@delinde.example; ploeg@delinde.example", stops=1)
        tell(work, RESUMED, number=1, day=MONDAY, why="paid", on=MONDAY)
        tell_debtor(work, why="paid", on=MONDAY)
        assert [send_notices(creditor=creditor, at=AT) for _ in range(2)] == [3, 0]
    assert [mail["To"] for mail in box.mails] == ["ploeg@delinde.example", "bas@delinde.example", "crediteuren@vermeer.example"]
    assert not any(mail.is_multipart() for mail in box.mails)
    people, _, debtor = (bytes(mail.get_payload(decode=True)).decode() for mail in box.mails)
    assert "Er is betaald. Pak het zo snel op als u kunt." in people
    assert "It was paid. Please take it up as soon as you can." in people
    assert "Wij hebben uw betaling ontvangen. Dank u wel. Het werk dat stillag, gaat meteen weer verder: het onderhoud." in debtor
    assert "English" not in debtor


@pytest.mark.parametrize(
    ("sending", "trial", "hour", "left"),
    [(False, "", 10, 0), (True, "", 23, 1), (True, "", 10, 2), (True, "proef@delinde.example", 10, 1)],
)
def test_debtor_hears_it_at_hours_of_contact_and_people_at_any(creditor: Creditor, sending: bool, trial: str, hour: int, left: int) -> None:
    with mail_server(Mailbox()) as box:
        said = {"smtp_host": "127.0.0.1", "smtp_port": box.port, "smtp_security": "none", "sending_on": sending, "test_address": trial}
        Creditor.objects.filter(id=creditor.id).update(**said)
        creditor.refresh_from_db()
        work = make_work(make_debtor(creditor), stops=1)
        tell(work, RESUMED, number=1, day=MONDAY, why="paid", on=MONDAY)
        tell_debtor(work, why="paid", on=MONDAY)
        assert send_notices(creditor=creditor, at=at_hour(MONDAY, hour)) == left


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("kind", "magic"),
        ("sector", "magic"),
        ("since", "gisteren"),
        ("share", "0"),
        ("share", "101"),
        ("relation", "love"),
        ("order", "never"),
        ("notify", "ploeg"),
        ("notify", ",".join(f"a{n}@b.example" for n in range(11))),
        ("webhook", "http://example.com/"),
        ("webhook", "https://192.168.1.4/"),
        ("fear", "x" * 301),
    ],
)
def test_work_that_cannot_be_is_refused_at_its_field(creditor: Creditor, desk: Desk, field: str, value: str) -> None:
    debtor = make_debtor(creditor)
    fields = {"name": "het onderhoud", field: value}
    assert list(keep_work(desk=desk, debtor_id=debtor.id, work_id=None, fields=fields, on=MONDAY)) == [field]
    assert desk.work().count() == 0


def test_work_of_one_name_stands_once(creditor: Creditor, desk: Desk) -> None:
    debtor = make_debtor(creditor)
    keep = {"desk": desk, "debtor_id": debtor.id, "fields": {"name": "het onderhoud."}, "on": MONDAY}
    assert keep_work(**keep, work_id=None) == {}  # type: ignore[arg-type]  # keywords of the call
    assert list(keep_work(**keep, work_id=None)) == ["name"]  # type: ignore[arg-type]  # likewise
    assert keep_work(**keep, work_id=desk.work().get().id) == {}  # type: ignore[arg-type]  # likewise
