"""A case goes out of hands: its file says what the books say, it leaves once and rightly, and whoever has it hears of what comes in."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from pypdf import PdfReader

from akkoord.cli import main
from akkoord.core.handover.dossier import EVENTS, PDF, Opened, opened, problems
from akkoord.core.problem import Refusal
from akkoord.core.uploaded import Upload
from akkoord.store.access import Desk
from akkoord.store.models import Allocation, CaseCheck, Creditor, Event, HandOver, Hold, Invoice, LineMessage, Payment, StepTaken, Task
from akkoord.work.handover import at_desk
from akkoord.work.handover.dossier import Made, make_dossier
from akkoord.work.handover.looked import say_looked
from akkoord.work.handover.notes import send_notes
from akkoord.work.handover.papers import add_paper
from akkoord.work.handover.pass_on import pass_on
from akkoord.work.handover.prepare import prepare_all, waits_for
from akkoord.work.handover.ready import checked, keeps_here
from akkoord.work.handover.turn import hand_over_turn
from akkoord.work.owed import Owed, owed
from akkoord.work.payments.allocate import allocate
from akkoord.work.payments.bookings import undo
from akkoord.work.record import Log, broken_link
from tests.cast import JANSEN, MONDAY
from tests.documents import pdf
from tests.factories import at_hour, make_allocation, make_debtor, make_hold, make_invoice, make_mail, make_payment
from tests.work.handed import AT, case_at_its_end, handed_over
from tests.work.mail_server import Mailbox, mail_server

pytestmark = pytest.mark.django_db
TUESDAY = MONDAY + timedelta(days=1)


def states(debtor_id: int, creditor: Creditor) -> dict[str, str]:
    """How each check stands."""
    from akkoord.store.models import Debtor

    debtor = Debtor.objects.select_related("creditor").get(creditor=creditor, id=debtor_id)
    return {one.key: one.state for one in checked(debtor=debtor, invoices=None, on=MONDAY)}


def test_the_file_says_what_the_books_say(creditor: Creditor) -> None:
    debtor, invoice, _ = case_at_its_end(creditor)
    make_allocation(invoice, make_payment(creditor, amount=50_000, on=date(2026, 10, 1)), amount=50_000, on=date(2026, 10, 1))
    Invoice.objects.filter(id=invoice.id).update(open=200_000)
    made, sums = make_dossier(debtor=debtor, invoices=None, ref="Z1", on=MONDAY, at=AT), owed(debtor=debtor, on=MONDAY)
    assert isinstance(made, Made)
    assert isinstance(sums, Owed)
    found = opened(made.raw)
    assert isinstance(found, Opened)
    claim = found.manifest["claim"]
    assert (claim["principal"], claim["interest"], claim["costs"], claim["total"]) == (
        sums.principal,
        sums.interest,
        sums.costs,
        sums.total,
    )
    assert [line["interest"] for line in claim["interest_lines"]] == [line.interest for line in sums.interest_lines]
    assert [one["kind"] for one in found.manifest["letters"]] == ["reminder", "notice-of-default", "collection-warning"]
    assert all(one["sent"][0]["receipt"] == "<1@example>" and one["file"] in found.files for one in found.manifest["letters"])
    assert found.manifest["invoices"][0]["files"] == ["facturen/2026-0101.pdf", "facturen/levering-2026-0101.pdf"]
    assert [(one["about"], one["answer"]) for one in found.manifest["defences"]] == [
        ("Het gras kwam niet op.", "Opnieuw gezaaid op 18 september."), ("het gras is geel", ""),
    ]  # fmt: skip
    assert found.manifest["payments"][0]["booked"] == [{"invoice": "2026-0101", "amount": 50_000}]
    assert broken_link(creditor.id) is None


def test_the_pages_carry_the_invoices_and_the_sums(creditor: Creditor) -> None:
    debtor, _, _ = case_at_its_end(creditor)
    made = make_dossier(debtor=debtor, invoices=None, ref="Z1", on=MONDAY, at=AT)
    assert isinstance(made, Made)
    reader = PdfReader(io.BytesIO(made.pdf))
    text = " ".join(page.extract_text() for page in reader.pages).replace("\xa0", " ")
    total = f"{made.manifest['claim']['total'] / 100:,.2f}".translate(str.maketrans(",.", ".,"))
    assert all(word in text for word in (f"€ {total}", "Bouwbedrijf Vermeer", "Het gras kwam niet op.", "Opnieuw gezaaid"))
    assert "Verloop" not in reader.pages[0].extract_text()
    assert sorted(reader.attachments) == ["facturen-2026-0101.pdf", "facturen-levering-2026-0101.pdf"]


def test_the_same_case_on_the_same_day_gives_the_same_file(creditor: Creditor) -> None:
    debtor, _, _ = case_at_its_end(creditor)
    first, second = (make_dossier(debtor=debtor, invoices=None, ref="Z1", on=MONDAY, at=AT) for _ in range(2))
    assert isinstance(first, Made)
    assert isinstance(second, Made)
    assert first.raw == second.raw


def test_without_anything_open_there_is_no_file(creditor: Creditor) -> None:
    found = make_dossier(debtor=make_debtor(creditor), invoices=None, ref="Z1", on=MONDAY, at=AT)
    assert isinstance(found, Refusal)


def test_what_is_there_and_what_is_not(creditor: Creditor, desk: Desk) -> None:
    debtor, invoice, _ = case_at_its_end(creditor)
    found = states(debtor.id, creditor)
    assert {key for key, state in found.items() if state == "missing"} == {"contract"}
    assert {key for key, state in found.items() if state == "person"} == {"insolvency", "mandate"}
    said: dict[str, Any] = {"desk": desk, "debtor_id": debtor.id, "on": MONDAY, "at": AT}
    assert say_looked(key="insolvency", note="CIR 16-11", **said) is None
    assert add_paper(kind="contract", file=Upload("opdracht.pdf", pdf()), **said) is None
    again = states(debtor.id, creditor)
    assert (again["insolvency"], again["contract"]) == ("there", "there")
    made = make_dossier(debtor=debtor, invoices=None, ref="Z1", on=MONDAY, at=AT)
    assert isinstance(made, Made)
    assert "stukken/2026-11-16-overeenkomst.pdf" in {one["path"] for one in made.manifest["files"]}
    assert keeps_here(debtor=debtor, invoices=frozenset({invoice.id}), on=MONDAY) is None


@pytest.mark.parametrize("key", ["invoices", "letters", "specification", "", "mandate"])
def test_what_akkoord_sees_itself_cannot_be_ticked(creditor: Creditor, desk: Desk, key: str) -> None:
    debtor, _, _ = case_at_its_end(creditor)
    assert say_looked(desk=desk, debtor_id=debtor.id, key=key, note="", on=MONDAY, at=AT) is not None
    assert not CaseCheck.objects.exists()


def test_who_is_known_to_be_insolvent_cannot_be_ticked_as_free_of_it(creditor: Creditor, desk: Desk) -> None:
    debtor, _, _ = case_at_its_end(creditor)
    make_hold(debtor, kind="insolvency")
    assert say_looked(desk=desk, debtor_id=debtor.id, key="insolvency", note="", on=MONDAY, at=AT) is not None
    assert states(debtor.id, creditor)["insolvency"] == "missing"


def test_toward_a_consumer_an_agency_without_registration_keeps_the_case_here(creditor: Creditor) -> None:
    debtor = make_debtor(creditor, JANSEN)
    invoice = make_invoice(debtor, due_on=date(2026, 9, 1))
    found = {one.key: one for one in checked(debtor=debtor, invoices=frozenset({invoice.id}), on=MONDAY)}
    assert (found["mandate"].state, found["mandate"].source, found["mandate"].must) == ("missing", "art. 4 Wki", True)
    assert (found["fourteen-day-letter"].state, found["debt-help"].state) == ("missing", "person")


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (lambda one: Creditor.objects.update(sending_on=False), "Sending is off."),
        (lambda one: make_mail(one.debtor), "An answer of his has not been read yet."),
        (lambda one: make_hold(one.debtor, kind="dispute"), "There is an objection: it must be answered first."),
        (lambda one: make_hold(one.debtor, kind="vulnerable"), "He is vulnerable: a person decides first."),
    ],
)
def test_the_file_stays_here_where_something_came_up(creditor: Creditor, change: Any, why: str) -> None:
    one = handed_over(creditor)
    change(one)
    creditor.refresh_from_db()
    found = waits_for(creditor, one, on=MONDAY)
    assert found is not None
    assert found.en == why
    prepare_all(creditor=creditor, on=MONDAY, at=AT)
    one.refresh_from_db()
    assert (one.dossier_sha256, one.ended_on) == ("", None)


def test_who_paid_in_full_while_it_was_decided_is_not_handed_over(creditor: Creditor) -> None:
    one = handed_over(creditor)
    Invoice.objects.update(open=0, settled_on=MONDAY)
    prepare_all(creditor=creditor, on=MONDAY, at=AT)
    one.refresh_from_db()
    assert (one.state, one.ended_because, one.dossier_sha256) == ("closed", "paid", "")
    assert not LineMessage.objects.exists()
    assert not Task.objects.filter(kind="partner").exists()


def test_the_file_is_made_once_and_kept_as_it_is(creditor: Creditor) -> None:
    one = handed_over(creditor)
    for _ in range(2):
        prepare_all(creditor=creditor, on=MONDAY, at=AT)
    one.refresh_from_db()
    assert problems(bytes(one.dossier or b"")) == []
    assert Event.objects.filter(kind="dossier-made").count() == 1
    assert Event.objects.get(kind="dossier-made").data["sha256"] == one.dossier_sha256


@pytest.fixture
def there(creditor: Creditor) -> HandOver:
    """A case that a partner has whom we reach by mail."""
    Creditor.objects.filter(id=creditor.id).update(partner_email="zaken@incasso.example")
    one = handed_over(creditor)
    prepare_all(creditor=creditor, on=MONDAY, at=AT)
    HandOver.objects.update(sent_at=AT)
    one.refresh_from_db()
    return one


def told(one: HandOver) -> list[tuple[str, int]]:
    """What the partner was told about money: (kind, cents)."""
    rows = LineMessage.objects.filter(creditor_id=one.creditor_id, ref=one.ref, ours=True).order_by("seq")
    return [(row.kind, row.body.get("amount", 0)) for row in rows]


def test_money_that_comes_in_here_is_told_once_and_what_goes_back_too(creditor: Creditor, there: HandOver) -> None:
    make_payment(creditor, amount=40_000, on=TUESDAY, remittance="2026-0101")
    allocate(creditor=creditor, on=TUESDAY)
    assert [pass_on(creditor=creditor, on=TUESDAY, at=AT) for _ in range(2)] == [1, 0]
    with transaction.atomic():
        log = Log(creditor.id, TUESDAY)
        undo(creditor, Allocation.objects.get(payment__amount=40_000), log, why="person")
        log.write()
    hand_over_turn(creditor=creditor, on=TUESDAY, at=AT)
    assert told(there) == [("paid", 40_000), ("paid", -40_000)]


def test_what_the_partner_received_is_booked_and_not_told_him_again(creditor: Creditor, desk: Desk, there: HandOver) -> None:
    said: dict[str, Any] = {"desk": desk, "hand_over_id": there.id, "on": TUESDAY, "at": AT}
    assert at_desk.note_payment(amount=300_000, day=TUESDAY, **said) is None  # interest and costs are in it
    assert pass_on(creditor=creditor, on=TUESDAY, at=AT) == 0
    payment = Payment.objects.get(format="partner")
    assert (Invoice.objects.get().open, payment.free, payment.set_aside) == (0, 50_000, True)
    assert at_desk.note_payment(amount=-300_000, day=TUESDAY, **said) is None
    there.refresh_from_db()
    assert (Invoice.objects.get().open, there.there) == (250_000, 0)
    assert pass_on(creditor=creditor, on=TUESDAY, at=AT) == 0
    assert Task.objects.get(kind="partner").done_on is None


def test_an_objection_that_comes_later_reaches_the_partner(creditor: Creditor, desk: Desk, there: HandOver) -> None:
    from akkoord.work.hold import add_hold

    add_hold(desk=desk, debtor_id=there.debtor_id, kind="dispute", note="Nu is het gras weg.", on=TUESDAY, at=AT)
    add_hold(desk=desk, debtor_id=there.debtor_id, kind="vulnerable", note="is ziek", on=TUESDAY, at=AT)
    texts = [row.body["text"] for row in LineMessage.objects.filter(kind="objection").order_by("seq")]
    assert texts[0] == "De debiteur heeft bezwaar gemaakt. Nu is het gras weg."
    assert "ziek" not in texts[1]


def test_a_partner_who_never_answers_is_noticed_once(creditor: Creditor, there: HandOver) -> None:
    for day in (MONDAY + timedelta(days=6), MONDAY + timedelta(days=7), MONDAY + timedelta(days=30)):
        hand_over_turn(creditor=creditor, on=day, at=at_hour(day))
    there.refresh_from_db()
    assert (there.silent_on, Task.objects.get(kind="partner").made_on) == (MONDAY + timedelta(days=7), MONDAY + timedelta(days=7))


@pytest.fixture
def mailbox(creditor: Creditor) -> Iterator[Mailbox]:
    """The company's mail server."""
    with mail_server(Mailbox()) as running:
        said = {"smtp_host": "127.0.0.1", "smtp_port": running.port, "smtp_security": "none"}
        Creditor.objects.filter(id=creditor.id).update(**said)
        yield running


def test_a_partner_without_software_hears_it_by_one_mail(creditor: Creditor, there: HandOver, mailbox: Mailbox) -> None:
    make_payment(creditor, amount=40_000, on=TUESDAY, remittance="2026-0101")
    allocate(creditor=creditor, on=TUESDAY)
    hand_over_turn(creditor=creditor, on=TUESDAY, at=AT)
    creditor.refresh_from_db()
    assert send_notes(creditor=creditor, at=at_hour(TUESDAY, 22)) == 0
    assert [send_notes(creditor=creditor, at=at_hour(TUESDAY)) for _ in range(2)] == [1, 0]
    (mail,) = mailbox.mails
    assert (mail["To"], mail["Subject"]) == ("zaken@incasso.example", f"Zaak {there.ref}: betaling bij ons")
    body = mail.get_payload(decode=True)
    assert isinstance(body, bytes)
    assert "€ 400,00" in body.decode().replace("\xa0", " ")


def test_a_mail_of_which_nobody_knows_whether_it_left_is_not_sent_again(creditor: Creditor, there: HandOver, mailbox: Mailbox) -> None:
    make_payment(creditor, amount=40_000, on=TUESDAY, remittance="2026-0101")
    allocate(creditor=creditor, on=TUESDAY)
    hand_over_turn(creditor=creditor, on=TUESDAY, at=AT)
    creditor.refresh_from_db()
    LineMessage.objects.update(state="sending", at=at_hour(TUESDAY, 9))
    assert send_notes(creditor=creditor, at=at_hour(TUESDAY)) == 0
    assert (mailbox.mails, LineMessage.objects.get().state, Task.objects.filter(kind="partner").count()) == ([], "doubt", 1)


def test_a_case_that_never_left_is_back_at_once_and_walks_again_after_a_week(creditor: Creditor, desk: Desk) -> None:
    one = handed_over(creditor)
    said: dict[str, Any] = {"desk": desk, "hand_over_id": one.id, "on": MONDAY, "at": AT}
    assert isinstance(at_desk.back_on_the_ladder(because="toch zelf", **said), Refusal)
    assert at_desk.take_back(because="Wij proberen het zelf.", **said) is None
    assert at_desk.back_on_the_ladder(because="Wij proberen het zelf.", **said) is None
    assert StepTaken.objects.get(step="handover").withdrawn_on == MONDAY
    assert Hold.objects.get(kind="hold").until == MONDAY + timedelta(days=7)
    assert isinstance(at_desk.back_on_the_ladder(because="nog eens", **said), Refusal)


@pytest.mark.parametrize("text", ["", "   ", "x" * 4001])
def test_nothing_is_said_with_no_words_or_too_many(creditor: Creditor, desk: Desk, there: HandOver, text: str) -> None:
    said: dict[str, Any] = {"desk": desk, "hand_over_id": there.id, "on": MONDAY, "at": AT}
    assert isinstance(at_desk.take_back(because=text, **said), Refusal)
    assert isinstance(at_desk.tell_objection(text=text, **said), Refusal)
    assert not LineMessage.objects.exists()


def test_the_commands_make_a_file_and_prove_it(creditor: Creditor, tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    debtor, _, _ = case_at_its_end(creditor)
    place = tmp_path / "dossier.zip"
    assert main(["dossier", debtor.number, "--out", str(place), "--on", str(MONDAY), "--json"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert (made["valid"], PDF in made["files"], EVENTS in made["files"]) == (True, True, True)
    assert any("Overeenkomst" in one for one in made["problems"])
    assert main(["verify", str(place), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["files"] == made["files"]
    raw = bytearray(place.read_bytes())
    raw[len(raw) // 2] ^= 1
    place.write_bytes(raw)
    assert main(["verify", str(place), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["problems"] != []


@pytest.mark.parametrize(
    "words",
    [
        ["dossier", "1001"],
        ["dossier", "niemand", "--out", "x.zip"],
        ["dossier", "1001", "--out", "/"],
        ["verify"],
        ["verify", "/nergens.zip"],
    ],
)
def test_a_wrong_call_says_what_is_wrong_in_one_line(creditor: Creditor, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    case_at_its_end(creditor)
    assert main(words) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
