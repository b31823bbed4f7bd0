"""Amicable endings: booked for what they are, undone while nothing left, and closed by one friendly letter."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from akkoord.core.problem import Refusal
from akkoord.letters.qr import epc_svg
from akkoord.letters.talk import to_pay
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Ending, Hold, Invoice, Letter
from akkoord.work.bargain.policy import USUAL
from akkoord.work.ending.end import WriteOff, give_credit, offer_settlement, undo_ending, withdraw_settlement, write_closing, write_off
from akkoord.work.ending.watch import look_at_endings
from akkoord.work.letters.make_letter import refusals, said_in
from akkoord.work.letters.recheck import check_now
from akkoord.work.owed import Owed, owed
from akkoord.work.payments.bookings import undo
from akkoord.work.record import Log, broken_link
from akkoord.work.run_day import run_day
from tests.cast import MONDAY
from tests.factories import at_hour, make_allocation, make_case, make_debtor, make_desk, make_hold, make_invoice, make_payment

AT = at_hour(MONDAY)
LAST = MONDAY + timedelta(days=7)


@pytest.fixture
def late(desk: Desk) -> Debtor:
    """A debtor with 1,000 euro open for two months, whose company may give a tenth."""
    desk.creditor.bounds_business = {**USUAL["business"], "max_discount_share": "0.15"}
    desk.creditor.save()
    debtor = make_debtor(desk.creditor)
    make_invoice(debtor, total=100_000, due_on=MONDAY - timedelta(days=60))
    make_case(debtor)
    return debtor


def open_of(debtor: Debtor, on: date = LAST) -> int:
    found = owed(debtor=debtor, on=on)
    assert isinstance(found, Owed)
    return found.total


def letters(debtor: Debtor) -> list[str]:
    return list(Letter.objects.filter(debtor_id=debtor.id, kind="closing").exclude(state="withdrawn").values_list("subject", flat=True))


def settle(desk: Desk, debtor: Debtor, pay: int = 90_000, **more: Any) -> Ending:
    made = offer_settlement(desk=desk, debtor_id=debtor.id, pay=pay, last_day=LAST, on=MONDAY, at=AT, **more)
    assert isinstance(made, Ending), made
    return made


def pays(debtor: Debtor, amount: int, *, on: Any = MONDAY) -> Any:
    invoice = Invoice.objects.get(debtor_id=debtor.id)
    return make_allocation(invoice, make_payment(debtor.creditor, amount=amount, on=on), amount=amount, on=on)


def test_who_pays_a_settlement_in_time_owes_nothing_more(desk: Desk, late: Debtor) -> None:
    one = settle(desk, late)
    assert Hold.objects.get(debtor_id=late.id, ended_on=None).until == LAST
    look_at_endings(creditor=desk.creditor, on=MONDAY)
    assert Ending.objects.get(id=one.id).state == "offered"
    pays(late, 90_000)
    run_day(creditor=desk.creditor, on=MONDAY, at=AT)
    one.refresh_from_db()
    assert (one.state, one.let_go, open_of(late)) == ("done", 10_000, 0)  # interest and costs are not asked either
    assert letters(late) == [f"Factuur {Invoice.objects.get(debtor_id=late.id).number} is afgehandeld"]
    assert not Hold.objects.filter(debtor_id=late.id, ended_on=None).exists()
    text = str(Letter.objects.get(kind="closing").blocks)
    assert "Zoals afgesproken vragen wij de laatste €\\xa0100,00 niet meer." in text


def test_late_the_whole_sum_stands(desk: Desk, late: Debtor) -> None:
    one = settle(desk, late)
    pays(late, 90_000, on=LAST + timedelta(days=4))
    desk.creditor.bank_until = LAST + timedelta(days=5)
    desk.creditor.save()
    look_at_endings(creditor=desk.creditor, on=LAST + timedelta(days=5))
    one.refresh_from_db()
    assert (one.state, Invoice.objects.get(debtor_id=late.id).open, letters(late)) == ("lapsed", 10_000, [])


def test_a_settlement_that_the_bank_took_back_is_none(desk: Desk, late: Debtor) -> None:
    one, part = settle(desk, late), pays(late, 90_000)
    look_at_endings(creditor=desk.creditor, on=MONDAY)
    log = Log(desk.creditor.id, LAST)
    part.refresh_from_db()
    undo(desk.creditor, part, log, why="reversed")
    log.write()
    look_at_endings(creditor=desk.creditor, on=LAST)
    one.refresh_from_db()
    assert (one.state, Invoice.objects.get(debtor_id=late.id).open, letters(late)) == ("undone", 100_000, [])


def test_a_settlement_stays_within_the_bounds_or_an_owner_says_why(desk: Desk, late: Debtor) -> None:
    daan = make_desk(desk.creditor, role="controller", email="daan@delinde.example")
    less: dict[str, Any] = {"debtor_id": late.id, "pay": 50_000, "last_day": LAST, "on": MONDAY, "at": AT}
    assert isinstance(offer_settlement(desk=daan, **less, beyond="oude klant"), Refusal)
    assert isinstance(offer_settlement(desk=desk, **less), Refusal)
    made = offer_settlement(desk=desk, **less, beyond="oude klant")
    assert isinstance(made, Ending)
    assert made.beyond == "oude klant"
    assert isinstance(offer_settlement(desk=desk, **less, beyond="nog eens"), Refusal)  # one at a time
    assert withdraw_settlement(desk=desk, ending_id=made.id, on=MONDAY) is None
    assert Ending.objects.get(id=made.id).state == "lapsed"


def test_a_write_off_is_booked_with_its_reason_and_can_be_undone(desk: Desk, late: Debtor) -> None:
    invoice, before = Invoice.objects.get(debtor_id=late.id), open_of(late)
    wanted = WriteOff(frozenset({invoice.id}), "goodwill", "vaste klant")
    one = write_off(desk=desk, debtor_id=late.id, wanted=wanted, on=MONDAY, at=AT)
    assert isinstance(one, Ending)
    assert [part.because for part in invoice.allocations.all()] == ["written-off"]
    assert (open_of(late), len(letters(late))) == (0, 1)
    run_day(creditor=desk.creditor, on=MONDAY, at=AT)
    assert undo_ending(desk=desk, ending_id=one.id, on=MONDAY, at=AT) is None
    assert (open_of(late), letters(late)) == (before, [])
    again = write_off(desk=desk, debtor_id=late.id, wanted=wanted, on=MONDAY, at=AT)
    assert isinstance(again, Ending)
    Letter.objects.filter(kind="closing").exclude(state="withdrawn").update(state="sent")
    assert isinstance(undo_ending(desk=desk, ending_id=again.id, on=MONDAY, at=AT), Refusal)  # he was told
    assert broken_link(desk.creditor.id) is None


def test_more_than_a_small_sum_is_written_off_by_an_owner(desk: Desk, late: Debtor) -> None:
    daan = make_desk(desk.creditor, role="controller", email="daan@delinde.example")
    small = make_invoice(late, total=400, due_on=MONDAY - timedelta(days=60))
    whole = WriteOff(frozenset(Invoice.objects.filter(debtor_id=late.id).values_list("id", flat=True)), "small")
    assert isinstance(write_off(desk=daan, debtor_id=late.id, wanted=whole, on=MONDAY), Refusal)
    one = write_off(desk=daan, debtor_id=late.id, wanted=WriteOff(frozenset({small.id}), "small"), on=MONDAY)
    assert isinstance(one, Ending)
    assert (one.let_go, letters(late)) == (400, [])  # the other invoice is open still: no last letter


def test_a_credit_note_of_our_own_is_set_off_and_undone(desk: Desk, late: Debtor) -> None:
    invoice = Invoice.objects.get(debtor_id=late.id)
    give: dict[str, Any] = {"desk": desk, "invoice_id": invoice.id, "number": "C-7", "note": "te veel uren", "on": MONDAY, "at": AT}
    assert isinstance(give_credit(amount=100_001, **give), Refusal)
    one = give_credit(amount=30_000, **give)
    assert isinstance(one, Ending)
    invoice.refresh_from_db()
    assert (invoice.open, one.credit_note and one.credit_note.open) == (70_000, 0)
    assert isinstance(give_credit(amount=100, **give), Refusal)  # that number is taken
    assert undo_ending(desk=desk, ending_id=one.id, on=MONDAY, at=AT) is None
    invoice.refresh_from_db()
    note = Invoice.objects.get(number="C-7")
    assert (invoice.open, note.open) == (100_000, 0)


@pytest.mark.parametrize("kind", ["insolvency", "vulnerable"])
def test_who_is_protected_gets_no_letter_that_nobody_made(desk: Desk, late: Debtor, kind: str) -> None:
    make_hold(late, kind=kind)
    invoices = frozenset(Invoice.objects.filter(debtor_id=late.id).values_list("id", flat=True))
    one = write_off(desk=desk, debtor_id=late.id, wanted=WriteOff(invoices, "uncollectable"), on=MONDAY)
    assert isinstance(one, Ending)
    assert letters(late) == []
    assert isinstance(write_closing(desk=desk, ending_id=one.id, on=MONDAY), Ending)
    assert isinstance(write_closing(desk=desk, ending_id=one.id, on=MONDAY), Refusal)
    assert len(letters(late)) == 1


def test_who_kept_a_promise_is_thanked_once_where_that_is_on(creditor: Creditor, late: Debtor) -> None:
    make_hold(late, kind="promise", since=MONDAY, until=MONDAY + timedelta(days=1), amount=100_000, ended_on=LAST, ended_because="kept")
    pays(late, 100_000)
    look_at_endings(creditor=late.creditor, on=LAST)
    assert letters(late) == []
    late.creditor.thanks = True
    for _ in range(2):
        look_at_endings(creditor=late.creditor, on=LAST)
    assert len(letters(late)) == 1


def offer_letter(one: Ending) -> Letter:
    one.refresh_from_db()
    return Letter.objects.get(id=one.offer_letter_id or 0)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_an_offer_to_settle_is_written_and_checked(desk: Desk, late: Debtor, language: str) -> None:
    Debtor.objects.filter(pk=late.pk).update(language=language)
    letter = offer_letter(settle(desk, late))
    said = said_in(letter)
    assert (letter.state, letter.last_day, refusals(letter)) == ("approved", LAST, ())
    assert said.settlement is not None
    assert (said.settlement.pay, to_pay(said), said.settlement.whole) == (90_000, 90_000, open_of(late, MONDAY))
    assert epc_svg(said) != ""


def test_its_letter_is_withdrawn_when_the_offer_is_and_when_it_lapses(desk: Desk, late: Debtor) -> None:
    one = settle(desk, late)
    withdraw_settlement(desk=desk, ending_id=one.id, on=MONDAY, at=AT)
    again = settle(desk, late)
    Creditor.objects.update(bank_until=LAST + timedelta(days=9))
    desk.creditor.refresh_from_db()
    look_at_endings(creditor=desk.creditor, on=LAST + timedelta(days=10), at=AT)
    assert [(offer_letter(row).state, row.state) for row in (one, again)] == [("withdrawn", "lapsed")] * 2
    assert broken_link(desk.creditor.pk) is None


def test_its_letter_stays_behind_once_something_was_paid_and_waits_for_a_reader_where_care_is_asked(desk: Desk, late: Debtor) -> None:
    one = settle(desk, late)
    pays(late, 5_000)
    assert check_now(offer_letter(one), creditor=desk.creditor, on=MONDAY) is not None
    withdraw_settlement(desk=desk, ending_id=one.id, on=MONDAY, at=AT)
    make_hold(late, kind="vulnerable")
    assert offer_letter(settle(desk, late, 85_000)).state == "draft"
