"""Nobody gets at what is another's, by any address of the debtor's door; guessing is slowed, and seen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, reverse

from akkoord.portal.urls import urlpatterns
from akkoord.store.models import Creditor, Event, Hold, InboundMail, PortalLink, PortalVisitor, Task
from akkoord.store.models.portal import PortalAct
from akkoord.work.portal.links import code_of, guest_of, revoke_link
from akkoord.work.portal.say import Said, say
from tests.doors import cast, portal_cast
from tests.doors.portal_cast import Visit

pytestmark = pytest.mark.django_db
LINK = "0000-0000-0000-0000-0000-0000-0000"
ANYBODY = {"start", "link", "nowhere", "mollie"}  # pages that show nothing of anybody
SECRETS = ("1.312,45", "Café De Sluis", "2312 AB", "De Buurvrouw", "987,65")


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setenv("AKKOORD_ON", cast.TODAY.isoformat())
    settings.PUBLIC_URL = portal_cast.PUBLIC


def rows_of(of: Visit) -> dict[str, int]:
    """One row of each kind that an address of the door can name, all of this debtor."""
    guest = guest_of(of.desk.creditor.id, of.link.id, on=cast.TODAY)
    assert guest is not None
    told = say(guest, Said(PortalAct.QUESTION, text="Waarom?"), on=cast.TODAY, at=cast.AT)
    letter = portal_cast.letter_sent(of.desk, of.debtor)
    pay = portal_cast.pay_link(of.desk, of.debtor, of.link)
    return {
        "document_id": of.desk.documents().get(invoice_id=of.invoice.id).id,
        "message_id": told.message.id,  # type: ignore[union-attr]  # it was taken in
        "letter_id": letter.id,
        "pay_id": pay.id,
        **portal_cast.arrangement_rows(of.desk, of.debtor),
    }


def addresses(rows: dict[str, int]) -> Iterator[tuple[str, str]]:
    """Name and address of every page of the door that is somebody's."""
    for pattern in urlpatterns:
        assert isinstance(pattern, URLPattern)
        if pattern.name not in ANYBODY:
            wanted = pattern.pattern.converters
            yield str(pattern.name), reverse(f"portal:{pattern.name}", kwargs={name: rows[name] for name in wanted})


def _told(answer: Any) -> str:
    return str(answer.content.decode(errors="replace"))


def test_no_address_shows_what_is_of_another_debtor_or_company() -> None:
    """With the visit of another debtor of the same company, and of a debtor of another company."""
    his = portal_cast.visit()
    rows = rows_of(his)
    other = portal_cast.visit(his.desk, name="De Buurvrouw", postcode="2312 XY")
    elsewhere = portal_cast.visit(cast.company(name="Elders", email="ander@elders.example"), name="Ander", postcode="9999 ZZ")
    before = Event.objects.filter(debtor_id=his.debtor.id).count()
    for stranger in (other, elsewhere):
        client = stranger.come_in()
        for name, address in addresses(rows):
            for answer in (client.get(address), client.post(address, {"invoice": his.invoice.id, "text": "x", "because": "x"})):
                named = re.search(r"\d{6,}", address)
                assert "Café De Sluis" not in _told(answer), name
                assert not named or answer.status_code in (404, 405), (name, answer.status_code)
            client = stranger.come_in()  # what was left is opened anew
    assert Event.objects.filter(debtor_id=his.debtor.id).count() == before
    assert not Hold.objects.filter(debtor_id=his.debtor.id, kind__in=("dispute", "hold")).exists()


def test_no_address_shows_anything_without_a_visit_that_holds() -> None:
    """Nobody, a forged note, one signed with another key, a link that was revoked, expired, or turned off."""
    his = portal_cast.visit()
    rows = rows_of(his)
    good = his.come_in().cookies["akkoord_guest"].value
    head, _, tail = good.rpartition(":")
    bad = {"none": "", "forged": f"{head}:{tail[::-1]}", "rubbish": "x" * 900, "other": f"eyJjIjoxLCJsIjoxLCJ0IjoxfQ:{tail}"}
    for cookie in bad.values():
        _shut_out(cookie, rows)
    for state in ({"revoked_at": cast.AT}, {"revoked_at": None, "expires_on": cast.TODAY - timedelta(days=1)}):
        PortalLink.objects.filter(id=his.link.id).update(**state)
        _shut_out(good, rows)
    PortalLink.objects.filter(id=his.link.id).update(expires_on=cast.TODAY)
    Creditor.objects.filter(pk=his.desk.creditor.pk).update(portal_on=False)
    _shut_out(good, rows)
    Creditor.objects.filter(pk=his.desk.creditor.pk).update(portal_on=True)
    assert his.client.get("/p/rekening/").status_code == 200


def _shut_out(cookie: str, rows: dict[str, int]) -> None:
    client = Client()
    for name, address in addresses(rows):
        client.cookies["akkoord_guest"] = cookie
        for answer in (client.get(address), client.post(address, {"text": "x"})):
            assert answer.status_code in (403, 405), (name, answer.status_code)
            assert not [one for one in SECRETS if one in _told(answer)], name


def test_links_that_open_nothing_are_all_alike() -> None:
    """Unknown, forged, expired, revoked, of a letter that did not leave, of a company that turned it off: one page, and no more."""
    his = portal_cast.visit()
    code = code_of(his.desk.creditor.id, his.link.id)
    turned = code[:-1] + ("0" if code[-1] != "0" else "1")
    kept = _plain(his.client.get(f"/p/{LINK}"))
    assert "De Linde" not in kept
    assert _plain(his.client.get(f"/p/{turned}")) == kept
    for state in ({"revoked_at": cast.AT}, {"revoked_at": None, "expires_on": cast.TODAY - timedelta(days=1)}):
        PortalLink.objects.filter(id=his.link.id).update(**state)
        answers = [his.client.get(his.path), his.client.post(his.path, {"answer": "1.312,45"})]
        assert [(one.status_code, _plain(one)) for one in answers] == [(404, kept)] * 2
    PortalLink.objects.filter(id=his.link.id).update(expires_on=cast.TODAY)
    assert his.client.get(his.path.lower().replace("-", "")).status_code == 200  # however it is typed


def _plain(answer: Any) -> str:
    return re.sub(r'value="[^"]{20,}"', "", answer.content.decode())


def test_nothing_about_him_shows_before_the_question_is_answered() -> None:
    his = portal_cast.visit()
    page = his.client.get(his.path).content.decode()
    assert "De Linde" in page
    assert not [one for one in (*SECRETS, his.invoice.number) if one in page]


@pytest.mark.parametrize("answer", ["1.312,45", "€ 1312.45", "1312,45 euro", "2312ab", "2312 AB"])
def test_each_right_answer_opens(answer: str) -> None:
    his = portal_cast.visit()
    assert his.client.post(his.path, {"answer": answer}).status_code == 302
    assert his.events()[-1] == "portal-opened"


def test_guessing_is_slowed_and_seen() -> None:
    his = portal_cast.visit()
    tried = [his.client.post(his.path, {"answer": f"{cents},00"}) for cents in range(1, 8)]
    assert [one.status_code for one in tried] == [422] * 4 + [429] * 3
    assert his.client.post(his.path, {"answer": "1.312,45"}).status_code == 429  # also what is right
    assert int(tried[-1]["Retry-After"]) > 600
    assert "14 minuten" in _told(tried[-1]) or "15 minuten" in _told(tried[-1])
    assert his.events().count("portal-locked") == 1
    assert Task.objects.get(kind="portal-locked", done_on=None).debtor_id == his.debtor.id
    assert "Er is niets getoond" in cast.signed_in(his.desk.user).get("/").content.decode()
    PortalLink.objects.filter(id=his.link.id).update(locked_until=None)
    PortalVisitor.objects.all().delete()
    again = [his.client.post(his.path, {"answer": "7"}) for _ in range(5)]
    assert int(again[-1]["Retry-After"]) > 3_000  # the second time it takes longer


def test_whoever_tries_many_links_waits_at_all_of_them() -> None:
    his = portal_cast.visit()
    codes = [f"0000-0000-0000-0000-0000-0000-{number:04}" for number in range(21)]
    answers = [his.client.get(f"/p/{code}").status_code for code in codes]
    assert answers == [404] * 20 + [429]
    assert his.client.get(his.path).status_code == 429
    assert Client(REMOTE_ADDR="203.0.113.9").get(his.path).status_code == 200  # who comes from elsewhere does not


def test_a_visit_ends_when_he_leaves_and_when_his_link_is_revoked() -> None:
    his = portal_cast.visit()
    client = his.come_in()
    note = client.cookies["akkoord_guest"].value
    assert client.post("/p/weg/").status_code == 200
    client.cookies["akkoord_guest"] = note  # a copy of it is worth nothing any more
    assert client.get("/p/rekening/").status_code == 403
    his.come_in()
    assert client.get("/p/rekening/").status_code == 200
    assert revoke_link(desk=his.desk, link_id=his.link.id, on=cast.TODAY, at=cast.AT) is None
    assert client.get("/p/rekening/").status_code == 403


def test_pages_keep_everything_else_out() -> None:
    his = portal_cast.visit()
    client = his.come_in()
    cookie = client.cookies["akkoord_guest"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/p/", True, "Lax")
    for address in ("/p/", his.path, "/p/rekening/", "/p/betalen/", "/p/vraag/", f"/p/{LINK}"):
        answer = client.get(address)
        policy = dict(part.strip().split(" ", 1) for part in answer["Content-Security-Policy"].split(";"))
        assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
        assert (answer["Cache-Control"], answer["Referrer-Policy"]) == ("private, no-store", "same-origin")
        assert "noindex" in answer["X-Robots-Tag"]
        page = re.sub(r"<svg.*?</svg>", "", answer.content.decode(), flags=re.DOTALL)
        assert not re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son\w+=|javascript:", page)


def test_forms_without_their_token_are_refused() -> None:
    his = portal_cast.visit()
    his.come_in()
    careful = Client(enforce_csrf_checks=True)
    careful.cookies["akkoord_guest"] = his.client.cookies["akkoord_guest"].value
    for pattern in ("question", "dispute", "paid", "call", "arrangement", "leave", "start"):
        answer = careful.post(reverse(f"portal:{pattern}"), {"text": "x"})
        assert (
            answer.status_code,
            "Dit formulier is verlopen" in answer.content.decode(),
            "'none'" in answer["Content-Security-Policy"],
        ) == (
            403,
            True,
            True,
        )
    assert not InboundMail.objects.exists()


def test_too_much_at_once_is_not_read() -> None:
    answer = Client().generic("POST", "/p/vraag/", b"x", CONTENT_LENGTH="90000000")
    assert answer.status_code == 413


def test_codes_of_links_stand_in_no_log(capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture) -> None:
    """A wrong answer is logged as any request that was refused, without the link."""
    his = portal_cast.visit()
    assert his.client.post(his.path, {"answer": "1"}).status_code == 422
    said = caplog.text + capfd.readouterr().err
    assert "/p/…" in said
    assert his.path not in said
