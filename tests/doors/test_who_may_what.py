"""Every address of the pages: for a stranger, for somebody of another company, for a reader."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from akkoord.core.uploaded import PDF
from akkoord.ladders import text_of
from akkoord.store.access import Desk
from akkoord.store.models import (
    Agreed,
    Announcement,
    Bargain,
    Call,
    Creditor,
    Debtor,
    DeskStatement,
    Ending,
    HandOver,
    Improvement,
    Invoice,
    Lab,
    LeftAlone,
    Line,
    Membership,
    OngoingWork,
    PayLink,
    PortalLink,
    Replay,
    Said,
    WorkNotice,
)
from akkoord.web.views import (
    announcements,
    arrangements,
    bargains,
    call,
    debtor_forms,
    debtors,
    decide,
    desk,
    desk_cases,
    desk_statements,
    endings,
    handover,
    improvements,
    invoices,
    lab,
    lines,
    mails,
    merge,
    order,
    payments,
    portal,
    prescription,
    promises,
    replays,
    suspend,
    tasks,
    today,
    treatment,
    work,
)
from akkoord.work.conversation.agreeing import put_agreed
from akkoord.work.conversation.say import say_reason
from akkoord.work.conversation.start import start_call
from akkoord.work.hold import add_hold
from akkoord.work.keep_interruption import keep_interruption
from akkoord.work.payments.place_payment import place_payment
from akkoord.work.record import Log
from akkoord.work.replay.question import Question, Side
from akkoord.work.uploads.keep import keep_file
from akkoord.work.uploads.look import Good
from tests.doors import cast
from tests.factories import make_document, make_letter, make_mail, make_said
from tests.work.arranged import proposed
from tests.work.desk_cast import make_line, message, submit

pytestmark = pytest.mark.django_db
MODULES = (
    today,
    debtors,
    debtor_forms,
    bargains,
    endings,
    suspend,
    arrangements,
    work,
    announcements,
    tasks,
    call,
    mails,
    invoices,
    prescription,
    payments,
    treatment,
    replays,
    lab,
    order,
    merge,
    promises,
    improvements,
    decide,
    portal,
    lines,
    desk_cases,
    desk_statements,
    handover,
)
POSTED = {
    "contact_remove",
    "hold_end",
    "court_answer",
    "call_join",
    "call_drop",
    "call_keep",
    "call_hear",
    "call_model",
    "call_reason",
    "call_step",
    "call_agree",
    "call_care",
    "lab-drop",
    "bargain_stop",
    "call_offer_yes",
    "call_offer_no",
    "call_offer_his",
    "ending",
    "call_hang_up",
    "call_unsay",
    "agreed_drop",
    "agreed_copy",
    "agreed_done",
    "handover_confirm",
    "handover_withdraw",
    "reply_read",
    "address_right",
    "address_without",
    "invoice_terms",
    "interruption_add",
    "interruption_back",
    "allocation_undo",
    "payment_place",
    "payment_accept",
    "payment_aside",
    "refund_accept",
    "refund_undo",
    "work_stop",
    "work_resume",
    "work_end",
    "work_seen",
    "work_secret",
    "notice_again",
    "announcement_withdraw",
    "order-back",
    "order-mend",
    "order-leave",
    "agreed_settle",
    "matter_name",
    "improvement_mend",
    "decided",
    "portal_link",
    "portal_revoke",
    "portal_seen",
    "pay_booked",
    "arrangement_accept",
    "arrangement_send",
    "arrangement_close",
    "line_close",
    "desk_do",
    "hand_over_looked",
    "hand_over_paper",
    "hand_over_act",
}
FORMS = {
    "call_debtor",
    "debtor_edit",
    "contact_add",
    "contact_edit",
    "hold_add",
    "end",
    "suspend",
    "treatment",
    "work_add",
    "work_edit",
    "order-merge",
    "arrangement_build",
}


def rows_of(at: Desk) -> dict[str, Any]:
    """One row of each kind that an address can name."""
    someone = cast.debtor(at, country="BE")  # for whom form A can be made
    late = cast.invoice(at, someone)
    money = cast.payment(at)
    place_payment(desk=at, payment_id=money.id, invoice_id=late.id, amount=100, on=cast.TODAY)
    add_hold(desk=at, debtor_id=someone.id, kind="hold", note="", until=cast.TODAY + timedelta(days=3), on=cast.TODAY)
    keep_interruption(desk=at, invoice_id=late.id, day=cast.TODAY, how="letter", note="", on=cast.TODAY)
    return {
        "debtor_id": someone.id,
        "invoice_id": late.id,
        "document_id": make_document(late).id,
        "payment_id": money.id,
        "contact_id": cast.contact(at, someone).id,
        "mail_id": make_mail(someone).id,
        "task_id": cast.task(at, someone).id,
        "hold_id": at.holds().get().id,
        "interruption_id": at.interruptions().get().id,
        "bargain_id": Bargain.objects.create(
            creditor=at.creditor, debtor_id=someone.id, state="ended", place="call", begun_on=cast.TODAY, offered_on=cast.TODAY, debt=1
        ).id,
        "kind": "json",
        "lab_id": Lab.objects.create(creditor=at.creditor, asked={"kind": "business"}, on=cast.TODAY).id,
        "ending_id": Ending.objects.create(creditor=at.creditor, debtor_id=someone.id, kind="credited", made_on=cast.TODAY).id,
        "replay_id": Replay.objects.create(creditor=at.creditor, asked=_question(), on=cast.TODAY).id,
        "allocation_id": at.allocations().get().id,
        **arrangement_rows(at, someone, late),
        **work_rows(at, someone, late),
        **order_rows(at, someone),
        **call_rows(at, someone),
        **portal_rows(at, someone),
        "line_id": Line.objects.create(creditor=at.creditor, side="client", state="open", mark="x", name="Bureau", made_on=cast.TODAY).id,
        **desk_rows(at),
        "hand_over_id": HandOver.objects.create(
            creditor=at.creditor, debtor_id=someone.id, ref="2026-0001", made_on=cast.TODAY, dossier=b"PK"
        ).id,
    }


def desk_rows(at: Desk) -> dict[str, Any]:
    """A case of a client, what came along with his answer, and a statement."""
    Creditor.objects.filter(pk=at.creditor.pk).update(desk_on=True)
    at.creditor.refresh_from_db()
    line = make_line(at.creditor)
    case = submit(line)
    answer = message(line, "answer", "D1", {"question": "0" * 32, "text": "x"}, file=b"%PDF-1.7")
    sums = dict.fromkeys(("received", "costs", "fee", "vat", "pay_out"), 0)
    made = DeskStatement.objects.create(creditor=at.creditor, line_id=line.id, month="2026-10", made_on=cast.TODAY, pdf=b"%PDF-1.7", **sums)
    return {"case_id": case.id, "message_id": answer.id, "line_id": line.id, "statement_id": made.id}


def portal_rows(at: Desk, someone: Debtor) -> dict[str, Any]:
    """A link to his own page, what he paid there, and what he sent."""
    own = {"creditor": at.creditor, "debtor_id": someone.id}
    link = PortalLink.objects.create(digest="x", made_on=cast.TODAY, expires_on=cast.TODAY, **own)
    pay = PayLink.objects.create(amount=1, reference="x", made_on=cast.TODAY, made_at=cast.AT, link_id=link.id, **own)
    return {"link_id": link.id, "pay_id": pay.id}


def arrangement_rows(at: Desk, someone: Debtor, late: Invoice) -> dict[str, Any]:
    """A proposal, and a file that was sent with it."""
    made = proposed(Debtor.objects.select_related("creditor").get(id=someone.id), on=cast.TODAY, invoices=frozenset((late.id,)))
    log = Log(at.creditor.pk, cast.TODAY)
    kept = keep_file(debtor_id=someone.id, kind="signed", file=Good("a.pdf", PDF, b"%PDF-1.7 %%EOF"), sender="", log=log)
    log.write()
    return {"arrangement_id": made.id, "file_id": kept.id}


def call_rows(at: Desk, someone: Debtor) -> dict[str, Any]:
    """A call that goes on, what was said in it, and a meeting that is being agreed."""
    going = start_call(desk=at, debtor_id=someone.id, on=cast.TODAY, at=cast.AT)
    assert isinstance(going, Call)
    say_reason(desk=at, call_id=going.id, reason="no-money", words="", chosen=True, on=cast.TODAY)
    meeting = put_agreed(desk=at, call_id=going.id, kind="meeting", on=cast.TODAY)
    assert isinstance(meeting, Agreed)
    said = at.said().get().id
    rude = make_said(someone, "bad-treatment", call=going)
    named = Improvement.objects.create(creditor=at.creditor, reason="bad-treatment", label="x", made_on=cast.TODAY, by=at.user.email)
    Said.objects.filter(id=rude.id).update(improvement_id=named.id)
    make_said(someone, "bad-treatment", call=going)
    return {"call_id": going.id, "said_id": said, "agreed_id": meeting.id, "reason": "bad-treatment", "improvement_id": named.id}


def _question() -> dict[str, object]:
    side = Side("nl_business", 0, text_of("nl_business"))
    return Question(side, side, cast.TODAY, cast.TODAY).written()


def work_rows(at: Desk, someone: Debtor, late: Invoice) -> dict[str, int]:
    """Work that is stopped, what was told of it, and an announcement."""
    own = {"creditor": at.creditor, "debtor_id": someone.id}
    work = OngoingWork.objects.create(**own, name="het onderhoud", since=cast.TODAY, state="stopped", stopped_on=cast.TODAY, look="dispute")
    notice = WorkNotice.objects.create(
        creditor=at.creditor, work_id=work.id, event="work.stopped", number=1, channel="email", recipient="x@y.example", made_on=cast.TODAY
    )
    letter = make_letter(at.cases().get(debtor_id=someone.id), kind="suspension-warning", on=cast.TODAY, work_id=work.id)
    row = Announcement.objects.create(**own, letter_id=letter.id, step="suspension", announced_on=cast.TODAY, due_on=cast.TODAY)
    return {"work_id": work.id, "notice_id": notice.id, "announcement_id": row.id}


def order_rows(at: Desk, someone: Debtor) -> dict[str, Any]:
    """Something that was left as it is, something that is not in order, and somebody who may be the same."""
    left = LeftAlone.objects.create(creditor=at.creditor, kind="email", about=someone.id, why="x", on=cast.TODAY, by=at.user.email)
    return {
        "left_id": left.id,
        "slug": "telefoon",
        "about": someone.id,
        "into_id": someone.id,
        "old_id": cast.debtor(at, name="De Sluis").id,
    }


def addresses(ids: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and address of every page that names a row."""
    for module in MODULES:
        for pattern in module.urlpatterns:
            assert isinstance(pattern, URLPattern)
            wanted = pattern.pattern.converters
            if set(wanted) - {"slug"} and pattern.name:
                yield pattern.name, reverse(pattern.name, kwargs={name: ids[name] for name in wanted})


def test_pages_of_another_company_do_not_exist() -> None:
    ids = rows_of(cast.company())
    stranger = cast.signed_in(cast.company(name="Elders", email="ander@elders.example").user)
    answers = {
        name: (stranger.post if name in POSTED else stranger.get)(address, {"because": "x"}).status_code for name, address in addresses(ids)
    }
    assert {name: code for name, code in answers.items() if code != 404} == {}


def test_forms_of_another_company_take_nothing() -> None:
    at = cast.company()
    ids = rows_of(at)
    stranger = cast.signed_in(cast.company(name="Elders", email="ander@elders.example").user)
    before = at.events().count()
    answers = {stranger.post(address, {"name": "Gekaapt", "kind": "hold"}).status_code for name, address in addresses(ids) if name in FORMS}
    assert answers == {404}
    assert at.events().count() == before


def test_nobody_reaches_a_page_without_signing_in() -> None:
    ids = rows_of(cast.company())
    plain = [reverse(name) for name in ("today", "quiet", "quiet-count", "debtors", "invoices", "payments", "bank", "announcements")]
    for address in [*plain, *(address for _, address in addresses(ids))]:
        answer = Client().get(address)
        assert (answer.status_code, answer.headers["Location"].split("?")[0]) == (302, reverse("account_login"))


def test_readers_see_every_page_and_change_nothing() -> None:
    at = cast.company()
    ids = rows_of(at)
    reader = cast.signed_in(cast.member(at, role="reader"))
    before = at.events().count()
    named = dict(addresses(ids))
    looked = {name: reader.get(address).status_code for name, address in named.items() if name not in POSTED | FORMS}
    tried = {
        name: reader.post(address, {"because": "x", "name": "x"}).status_code for name, address in named.items() if name in POSTED | FORMS
    }
    tried["bank"] = reader.post(reverse("bank"), {"until": "2026-11-24"}).status_code
    assert set(looked.values()) == {200}
    assert set(tried.values()) == {403}
    assert at.events().count() == before


def test_changes_are_asked_by_post_only() -> None:
    at = cast.company()
    ids = rows_of(at)
    owner = cast.signed_in(at.user)
    assert {owner.get(address).status_code for name, address in addresses(ids) if name in POSTED} == {405}
    assert {owner.get(reverse(one.name or "")).status_code for one in desk.urlpatterns} == {405}


def test_forms_without_their_token_are_refused() -> None:
    at = cast.company()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(at.user)
    assert careful.post(reverse("day"), {"on": "2026-12-01"}).status_code == 403


def test_somebody_without_a_company_is_told_so() -> None:
    at = cast.company()
    Membership.objects.all().delete()
    answer = cast.signed_in(at.user).get("/")
    assert answer.status_code == 403
    assert "U werkt nog voor geen bedrijf" in answer.content.decode()


def test_changing_company_leads_to_its_today() -> None:
    at = cast.company()
    other = cast.company(name="Tweede", email="tweede@delinde.example")
    Membership.objects.create(user=at.user, creditor=other.creditor, role="controller")
    client = cast.signed_in(at.user)
    assert client.get("/").context["desk"].creditor == at.creditor
    assert client.post(reverse("company"), {"creditor": other.creditor.pk}).headers["Location"] == "/"
    assert client.get("/").context["desk"].creditor == other.creditor


def test_a_company_one_does_not_work_for_cannot_be_chosen() -> None:
    at = cast.company()
    other = cast.company(name="Elders", email="ander@elders.example")
    client = cast.signed_in(at.user)
    assert client.post(reverse("company"), {"creditor": other.creditor.pk}).status_code == 404
    assert client.get("/").context["desk"].creditor == at.creditor


def test_pages_carry_strict_headers() -> None:
    answer = cast.signed_in(cast.company().user).get("/")
    policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert policy["object-src"] == "'none'"
    assert policy["frame-ancestors"] == "'self'"
    assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("address", ["/debiteuren/99999999999999999999999/", "/facturen/9223372036854775808/", "/taken/0/"])
def test_numbers_beyond_every_row_are_not_found(address: str) -> None:
    assert cast.signed_in(cast.company().user).get(address).status_code == 404


@pytest.mark.parametrize(
    "query", [{"q": "a\x00b"}, {"q": "x" * 5000}, {"q": "%_' \"; --"}, {"p": "-1"}, {"debiteur": "9" * 30}, {"on": "\x00"}]
)
@pytest.mark.parametrize("name", ["debtors", "invoices", "payments", "today"])
def test_strange_questions_get_a_page(name: str, query: dict[str, str]) -> None:
    at = cast.company()
    cast.invoice(at, cast.debtor(at))
    assert cast.signed_in(at.user).get(reverse(name), query).status_code == 200


def test_no_two_pages_have_the_same_address() -> None:
    seen = Counter(_addresses(get_resolver()))
    # django-ninja names an address once for each method
    assert [address for address, many in seen.items() if many > 1 and not address.startswith("api/")] == []


def _addresses(resolver: Any, before: str = "") -> Iterator[str]:
    """Every address below a resolver, whatever its variable parts are called."""
    for one in resolver.url_patterns:
        address = re.sub(r"<(\w+):\w+>", r"<\1>", f"{before}{one.pattern}")
        yield from _addresses(one, address) if hasattr(one, "url_patterns") else (address,)
