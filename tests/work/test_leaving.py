"""Letters on their way out: looked at again at every door, dated the day they leave, and never sent twice."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from akkoord.core.letter_json import unpacked
from akkoord.core.message import Receipt
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Letter, Outbox, StepTaken
from akkoord.work.hold import add_hold, end_hold
from akkoord.work.keep_debtor import keep_debtor
from akkoord.work.letters.edit_letter import approve_letter, change_letter, send_again, withdraw_letter
from akkoord.work.mail.print_post import print_batch
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.run_day import run_day
from tests.cast import MONDAY
from tests.factories import at_hour, make_allocation, make_debtor, make_hold, make_invoice, make_payment
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says, states_of, work_day, work_days

TUESDAY, WEDNESDAY = MONDAY + DAY, MONDAY + 2 * DAY
AGAIN = Receipt(sent=False, error="451 later", again=True)
NEVER = Receipt(sent=False, error="550 unknown", again=False)


@pytest.fixture
def reading(creditor: Creditor) -> Creditor:
    """The same company, where a person reads every letter first."""
    Creditor.objects.filter(id=creditor.id).update(approval="person")
    creditor.refresh_from_db()
    return creditor


def only_letter(creditor: Creditor) -> Letter:
    """The one letter there is."""
    return Letter.objects.get(creditor=creditor)


def notice_day(creditor: Creditor, carriers: dict[str, Carrier]) -> date:
    """Walk to the day on which the notice of default for an invoice due before MONDAY is made; it has not been sent."""
    work_days(creditor, MONDAY, MONDAY + 13 * DAY, carriers)
    for one in carriers.values():
        one.messages.clear()
    return MONDAY + 14 * DAY


def test_run_writes_a_draft_that_a_person_lets_go(reading: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(reading))
    work_day(reading, MONDAY, carriers)
    letter = only_letter(reading)
    assert (letter.state, Outbox.objects.count()) == ("draft", 0)
    assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY) == ()
    assert [(row.channel, row.state) for row in Outbox.objects.all()] == [("email", "queued")]
    again = approve_letter(desk=desk, letter_id=letter.id, on=MONDAY)
    assert [one.why.en for one in again] == ["This letter cannot be changed any more."]
    assert Outbox.objects.count() == 1
    assert send_outbox(creditor=reading, at=at_hour(MONDAY), carriers=carriers) == 1
    assert send_outbox(creditor=reading, at=at_hour(MONDAY), carriers=carriers) == 0
    step = StepTaken.objects.get()
    assert (only_letter(reading).state, step.left_on) == ("sent", MONDAY)
    assert len(carriers["email"].messages) == 1


@pytest.mark.parametrize("reason", ["paid", "part", "promise", "dispute", "unplaced"])
def test_letter_is_taken_back_when_things_changed_before_approval(reading: Creditor, desk: Desk, reason: str) -> None:
    debtor = make_debtor(reading)
    invoice = make_invoice(debtor)
    work_day(reading, MONDAY)
    change(desk, invoice.id, reason)
    refused = approve_letter(desk=desk, letter_id=only_letter(reading).id, on=MONDAY)
    assert len(refused) == 1
    assert (only_letter(reading).state, Outbox.objects.count()) == ("withdrawn", 0)
    assert list(StepTaken.objects.values_list("withdrawn_on", flat=True)) == [MONDAY]


@pytest.mark.parametrize("reason", ["paid", "part", "promise", "dispute", "unplaced"])
def test_letter_is_taken_back_when_things_changed_before_sending(
    creditor: Creditor, desk: Desk, carriers: dict[str, Carrier], reason: str
) -> None:
    invoice = make_invoice(make_debtor(creditor))
    work_day(creditor, MONDAY)
    assert states_of(creditor) == [("reminder", "approved")]
    change(desk, invoice.id, reason)
    assert send_outbox(creditor=creditor, at=at_hour(MONDAY), carriers=carriers) == 0
    assert carriers["email"].messages == []
    assert (only_letter(creditor).state, Outbox.objects.get().state) == ("withdrawn", "cancelled")


def change(desk: Desk, invoice_id: int, reason: str) -> None:
    """Something happens to this invoice."""
    invoice = desk.invoices().get(id=invoice_id)
    if reason in ("paid", "part"):
        make_allocation(invoice, amount=invoice.open if reason == "paid" else 1_000)
    elif reason == "unplaced":
        debtor = invoice.debtor
        debtor.accounts.create(creditor=desk.creditor, iban="NL20INGB0001234567")
        make_payment(desk.creditor, amount=123, counterparty_iban="NL20INGB0001234567")
    else:
        until = TUESDAY if reason == "promise" else None
        assert add_hold(desk=desk, debtor_id=invoice.debtor_id, kind=reason, note="", on=MONDAY, until=until) is None


def test_run_writes_anew_for_what_is_left_after_a_part_payment(creditor: Creditor) -> None:
    invoice = make_invoice(make_debtor(creditor))
    work_day(creditor, MONDAY)
    make_allocation(invoice, amount=4_000)
    work_day(creditor, MONDAY)
    assert states_of(creditor) == [("reminder", "withdrawn"), ("reminder", "approved")]
    assert list(StepTaken.objects.order_by("id").values_list("round", "withdrawn_on")) == [(1, MONDAY), (2, None)]
    assert Letter.objects.get(state="approved").asked == 6_000


def test_letter_that_mentions_an_invoice_paid_since_is_written_anew(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    debtor = make_debtor(creditor)
    other = make_invoice(debtor, total=20_000)
    day = MONDAY + 3 * DAY
    work_days(creditor, MONDAY, day - DAY, carriers)
    make_invoice(debtor, due_on=day - DAY)
    work_day(creditor, day)
    letter = Letter.objects.get(state="approved")
    assert [(line.number, line.main) for line in unpacked(letter.content).invoices if not line.main] == [(other.number, False)]
    make_allocation(other, amount=20_000, on=day)
    assert send_outbox(creditor=creditor, at=at_hour(day), carriers=carriers) == 0
    work_day(creditor, day, carriers)
    fresh = Letter.objects.order_by("id").last()
    assert fresh is not None
    assert (fresh.state, len(unpacked(fresh.content).invoices)) == ("sent", 1)


def test_hold_that_ran_out_does_not_hold_letters_for_ever(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    debtor = make_debtor(creditor)
    make_hold(debtor, since=MONDAY, until=TUESDAY)
    make_invoice(debtor)
    work_days(creditor, MONDAY, WEDNESDAY, carriers)
    assert states_of(creditor) == [("reminder", "sent")]
    assert len(carriers["email"].messages) == 1


def test_hold_that_was_ended_lets_the_letter_go(reading: Creditor, desk: Desk) -> None:
    debtor = make_debtor(reading)
    make_invoice(debtor)
    hold = make_hold(debtor)
    work_day(reading, MONDAY)
    assert states_of(reading) == []
    assert end_hold(desk=desk, hold_id=hold.id, because="released", on=TUESDAY) is None
    work_day(reading, TUESDAY)
    assert approve_letter(desk=desk, letter_id=only_letter(reading).id, on=TUESDAY) == ()


def test_letter_taken_back_by_a_person_gives_a_week(reading: Creditor, desk: Desk) -> None:
    make_invoice(make_debtor(reading))
    work_day(reading, MONDAY)
    assert withdraw_letter(desk=desk, letter_id=only_letter(reading).id, because="bel eerst", on=MONDAY) == ()
    work_days(reading, MONDAY, MONDAY + 7 * DAY)
    assert states_of(reading) == [("reminder", "withdrawn")]
    work_day(reading, MONDAY + 8 * DAY)
    assert states_of(reading) == [("reminder", "withdrawn"), ("reminder", "draft")]
    letter = Letter.objects.get(state="draft")
    assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY + 8 * DAY) == ()


def test_letter_that_waited_is_dated_the_day_it_leaves(creditor: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(creditor))
    day = notice_day(creditor, carriers)
    work_day(creditor, day)
    letter = Letter.objects.get(kind="notice-of-default")
    interest = unpacked(letter.content).interest
    later = day + 10 * DAY
    bank_says(creditor, later)
    assert send_outbox(creditor=creditor, at=at_hour(later), carriers=carriers) == 2
    letter.refresh_from_db()
    content = unpacked(letter.content)
    assert (letter.made_on, content.dated, content.last_day) == (later, later, letter.last_day)
    assert content.interest > interest
    step = StepTaken.objects.get(step="notice-of-default")
    assert (step.left_on, step.last_day) == (later, letter.last_day)
    assert letter.last_day is not None
    assert letter.last_day >= later + timedelta(days=9)


def test_letter_that_failed_and_is_tried_another_day_is_made_todays(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(creditor, street="", city=""))
    day = notice_day(creditor, carriers)
    carriers["email"].receipts = [AGAIN]
    work_day(creditor, day, carriers)
    letter = Letter.objects.get(kind="notice-of-default")
    first = letter.last_day
    assert (letter.pdf is None, Outbox.objects.get(letter_id=letter.id).state) == (False, "queued")
    work_day(creditor, day + 3 * DAY, carriers)
    letter.refresh_from_db()
    assert letter.state == "sent"
    assert letter.last_day is not None
    assert first is not None
    assert letter.last_day > first
    assert carriers["email"].messages[0].pdf == bytes(letter.pdf or b"")


def test_changed_letter_whose_last_day_came_too_near_is_refused(creditor: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(creditor))
    day = notice_day(creditor, carriers)
    Creditor.objects.filter(id=creditor.id).update(approval="person")
    creditor.refresh_from_db()
    work_day(creditor, day)
    letter = Letter.objects.get(kind="notice-of-default")
    block = next(raw for raw in letter.blocks if raw["editable"])
    words = {block["name"]: block["text"] + " Bel ons gerust."}
    assert change_letter(desk=desk, letter_id=letter.id, subject=letter.subject, texts=words, on=day) == ()
    bank_says(creditor, day + 5 * DAY)
    refused = approve_letter(desk=desk, letter_id=letter.id, on=day + 5 * DAY)
    assert [one.source for one in refused] == ["6:82 lid 1 BW"]
    letter.refresh_from_db()
    assert (letter.state, letter.made_on) == ("draft", day)
    assert approve_letter(desk=desk, letter_id=letter.id, on=day) == ()


def test_address_given_after_the_draft_is_used_the_same_day(reading: Creditor, desk: Desk) -> None:
    debtor = make_debtor(reading, email="", street="", postcode="", city="")
    make_invoice(debtor)
    work_day(reading, MONDAY)
    letter = only_letter(reading)
    assert len(approve_letter(desk=desk, letter_id=letter.id, on=MONDAY)) == 1
    type(debtor).objects.filter(id=debtor.id).update(email="nieuw@vermeer.example")
    assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY) == ()
    assert Outbox.objects.get().recipient == "nieuw@vermeer.example"


def test_letter_left_by_one_channel_has_left_when_the_other_fails(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(creditor))
    day = notice_day(creditor, carriers)
    carriers["email"].receipts = [NEVER]
    work_day(creditor, day, carriers)
    letter = Letter.objects.get(kind="notice-of-default")
    assert (letter.state, letter.sent_on) == ("sent", day)
    assert sorted(letter.messages.values_list("channel", "state")) == [("email", "failed"), ("post", "sent")]
    assert StepTaken.objects.get(step="notice-of-default").left_on == day


def test_letter_left_by_one_channel_is_not_written_again(creditor: Creditor, carriers: dict[str, Carrier]) -> None:
    """The e-mail left, the paper waits for a printer; then a part is paid: the rest stays behind, nothing is sent twice."""
    invoice = make_invoice(make_debtor(creditor))
    day = notice_day(creditor, carriers)
    Creditor.objects.filter(id=creditor.id).update(post="person")
    creditor.refresh_from_db()
    work_day(creditor, day, carriers)
    make_allocation(invoice, amount=4_000, on=day + DAY)
    work_day(creditor, day + DAY, carriers)
    letter = Letter.objects.get(kind="notice-of-default")
    assert sorted(letter.messages.values_list("channel", "state")) == [("email", "sent"), ("post", "cancelled")]
    assert (letter.state, letter.sent_on, len(carriers["email"].messages)) == ("sent", day, 1)
    assert StepTaken.objects.get(step="notice-of-default").withdrawn_on is None


def test_print_batch_marks_post_as_left_once(creditor: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(creditor))
    day = notice_day(creditor, carriers)
    Creditor.objects.filter(id=creditor.id).update(post="person")
    desk.creditor.refresh_from_db()
    work_day(creditor, day)
    pages = print_batch(desk=desk, on=day, at=at_hour(day))
    assert pages is not None
    assert pages.startswith(b"%PDF")
    assert Letter.objects.get(kind="notice-of-default").state == "approved"  # its e-mail has still to leave
    assert print_batch(desk=desk, on=day, at=at_hour(day)) is None
    creditor.refresh_from_db()
    assert send_outbox(creditor=creditor, at=at_hour(day), carriers=carriers) == 1
    assert Letter.objects.get(kind="notice-of-default").state == "sent"
    assert carriers["post"].messages == []


def test_print_batch_leaves_out_who_paid(creditor: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    invoice = make_invoice(make_debtor(creditor))
    day = notice_day(creditor, carriers)
    Creditor.objects.filter(id=creditor.id).update(post="person")
    desk.creditor.refresh_from_db()
    work_day(creditor, day)
    make_allocation(invoice, amount=10_000, on=day)
    assert print_batch(desk=desk, on=day, at=at_hour(day)) is None
    assert Letter.objects.get(kind="notice-of-default").state == "withdrawn"


def test_print_batch_makes_nothing_while_sending_is_off(creditor: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(creditor))
    day = notice_day(creditor, carriers)
    work_day(creditor, day)
    Creditor.objects.filter(id=creditor.id).update(sending_on=False, post="person")
    desk.creditor.refresh_from_db()
    assert print_batch(desk=desk, on=day, at=at_hour(day)) is None


def test_run_day_does_not_release_while_sending_is_off(creditor: Creditor) -> None:
    Creditor.objects.filter(id=creditor.id).update(sending_on=False)
    creditor.refresh_from_db()
    make_invoice(make_debtor(creditor))
    run_day(creditor=creditor, on=MONDAY)
    assert states_of(creditor) == [("reminder", "draft")]


def test_what_could_not_be_sent_is_tried_again_when_somebody_says_so(creditor: Creditor, desk: Desk, carriers: dict[str, Carrier]) -> None:
    make_invoice(make_debtor(creditor))
    carriers["email"].receipts = [NEVER]
    work_day(creditor, MONDAY, carriers)
    assert list(Outbox.objects.values_list("state", "error")) == [("failed", "550 unknown")]
    assert send_again(desk=desk, letter_id=only_letter(creditor).id, on=MONDAY) is None
    assert send_outbox(creditor=creditor, at=at_hour(MONDAY), carriers=carriers) == 1
    assert (only_letter(creditor).state, len(carriers["email"].messages)) == ("sent", 1)
    assert send_again(desk=desk, letter_id=only_letter(creditor).id, on=MONDAY) is not None
    assert Outbox.objects.get().state == "sent"


def test_what_was_refused_goes_to_the_address_that_was_filled_in_since(
    creditor: Creditor, desk: Desk, carriers: dict[str, Carrier]
) -> None:
    debtor = make_debtor(creditor)
    make_invoice(debtor)
    carriers["email"].receipts = [NEVER]
    work_day(creditor, MONDAY, carriers)
    fields = {"email": "nieuw@vermeer.example"}
    assert keep_debtor(desk=desk, debtor_id=debtor.id, fields=fields, on=MONDAY, at=at_hour(MONDAY)) == {}
    assert send_again(desk=desk, letter_id=only_letter(creditor).id, on=MONDAY) is None
    assert send_outbox(creditor=creditor, at=at_hour(MONDAY), carriers=carriers) == 1
    assert [message.recipient for message in carriers["email"].messages] == ["nieuw@vermeer.example"]
    assert Outbox.objects.get().recipient == "nieuw@vermeer.example"
