"""A call: it begins once, keeps what is typed field by field, and hanging up carries out what was agreed."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest

from akkoord.core.problem import Refusal
from akkoord.store.access import Desk
from akkoord.store.models import Agreed, Call, Creditor, Debtor, Letter
from akkoord.work.conversation.agreeing import drop_agreed, put_agreed
from akkoord.work.conversation.hang_up import Hung, hang_up
from akkoord.work.conversation.keep import Kept, go_to, keep_field
from akkoord.work.conversation.say import pause_for_care, say_reason, unsay
from akkoord.work.conversation.send_copy import send_copy
from akkoord.work.conversation.settle import settle_agreed
from akkoord.work.conversation.start import drop_call, join_call, start_call
from akkoord.work.hold import add_hold
from akkoord.work.letters.edit_letter import approve_letter
from akkoord.work.mail.send_outbox import send_outbox
from akkoord.work.today import today
from tests.cast import MONDAY
from tests.factories import (
    at_hour,
    make_allocation,
    make_contact,
    make_debtor,
    make_desk,
    make_document,
    make_invoice,
    make_payment,
    make_task,
)
from tests.work.carrier import Carrier
from tests.work.halted import make_work

AT = at_hour(MONDAY)
FRIDAY = MONDAY + timedelta(days=4)


@pytest.fixture
def debtor(creditor: Creditor) -> Debtor:
    """A debtor who is late with one invoice, and stands on the list to be called."""
    one = make_debtor(creditor)
    make_invoice(one, total=150_000)
    make_task(one)
    return one


def begun(desk: Desk, debtor: Debtor) -> Call:
    call = start_call(desk=desk, debtor_id=debtor.id, on=MONDAY, at=AT)
    assert isinstance(call, Call)
    return call


def keep(desk: Desk, call: Call, field: str, value: str, *, was: str = "", agreed: Agreed | None = None) -> Kept:
    kept = keep_field(desk=desk, call_id=call.id, field=field, was=was, value=value, on=MONDAY, agreed_id=agreed.id if agreed else None)
    assert isinstance(kept, Kept)
    return kept


def promise_of(desk: Desk, call: Call) -> Agreed:
    return desk.agreed().get(call_id=call.id, kind="promise")


def promised(desk: Desk, call: Call, amount: str = "500", day: date = FRIDAY) -> Agreed:
    keep(desk, call, "amount", amount, agreed=promise_of(desk, call))
    keep(desk, call, "day", str(day), agreed=promise_of(desk, call))
    return promise_of(desk, call)


def agreed(desk: Desk, call: Call, kind: str, **fields: str) -> Agreed:
    row = put_agreed(desk=desk, call_id=call.id, kind=kind, on=MONDAY)
    assert isinstance(row, Agreed)
    for field, value in fields.items():
        row.refresh_from_db()
        kept = keep_field(
            desk=desk,
            call_id=call.id,
            field=field,
            was=str(getattr(row, field if field != "invoice" else "invoice_id") or ""),
            value=value,
            on=MONDAY,
            agreed_id=row.id,
        )
        assert isinstance(kept, Kept)
        assert kept.stored, kept
    row.refresh_from_db()
    return row


def hung(desk: Desk, call: Call, outcome: str = "reached", **more: Any) -> Hung:
    found = hang_up(desk=desk, call_id=call.id, outcome=outcome, on=MONDAY, at=AT, **more)
    assert isinstance(found, Hung), found
    return found


def test_two_colleagues_are_on_one_call(desk: Desk, debtor: Debtor) -> None:
    other = make_desk(desk.creditor, email="bas@delinde.example")
    first, second = begun(desk, debtor), begun(other, debtor)
    assert (first.id, second.joined) == (second.id, ["bas@delinde.example"])
    assert isinstance(join_call(desk=desk, call_id=first.id), Call)
    first.refresh_from_db()
    assert (first.by, first.joined, desk.calls().count()) == (desk.user.email, ["bas@delinde.example"], 1)


def test_a_call_that_was_no_call_is_gone_unless_something_was_written(desk: Desk, debtor: Debtor) -> None:
    call = begun(desk, debtor)
    keep(desk, call, "note", "belt uit de auto")
    assert isinstance(drop_call(desk=desk, call_id=call.id, on=MONDAY, at=AT), Refusal)
    keep(desk, call, "note", "", was="belt uit de auto")
    assert drop_call(desk=desk, call_id=call.id, on=MONDAY, at=AT) is None
    assert (desk.calls().count(), desk.agreed().count(), desk.tasks().get(kind="call").attempts) == (0, 0, 0)


def test_a_call_begins_with_who_decides_and_the_task_that_stands(desk: Desk, debtor: Debtor) -> None:
    make_contact(debtor, name="Anna", phone="1")
    make_contact(debtor, name="Zoë", phone="2", decides=True)
    call = begun(desk, debtor)
    assert (call.spoke_with, call.phone, call.task_id) == ("Zoë", "2", desk.tasks().get(kind="call").id)


def test_different_fields_do_not_hurt_each_other_and_the_same_is_not_overwritten(desk: Desk, debtor: Debtor) -> None:
    call = begun(desk, debtor)
    assert keep(desk, call, "note", "van Anna") == Kept(stored=True, value="van Anna", version=1)
    assert keep(desk, call, "spoke_with", "Kees").stored
    late = keep(desk, call, "note", "van Bas", was="")
    assert (late.stored, late.value) == (False, "van Anna")
    assert keep(desk, call, "note", "van Anna en Bas", was="van Anna").version == 3
    assert keep(desk, call, "note", "van Anna en Bas", was="iets ouds").stored  # the same twice, as after a lost answer


@pytest.mark.parametrize(
    ("field", "value", "stored"),
    [
        ("amount", "1.500,00", True),
        ("amount", "1500,01", False),
        ("amount", "vijfhonderd", False),
        ("amount", "0", False),
        ("amount", "", True),
        ("day", "2026-11-01", False),
        ("day", "gisteren", False),
        ("day", str(FRIDAY), True),
        ("minute", "14.30", True),
        ("minute", "25:00", False),
        ("parts", "1", False),
        ("parts", "3", True),
        ("invoice", "99", False),
        ("what", "x" * 2_001, False),
    ],
)
def test_what_cannot_be_is_not_kept(desk: Desk, debtor: Debtor, field: str, value: str, stored: bool) -> None:
    call = begun(desk, debtor)
    assert keep(desk, call, field, value, agreed=promise_of(desk, call)).stored == stored


@pytest.mark.parametrize("words", ["x" * 10_000, "我们还没有收到发票", "🙈🙈🙈", "a\x00b", ""])
def test_odd_words_are_kept_as_they_are(desk: Desk, debtor: Debtor, words: str) -> None:
    call = begun(desk, debtor)
    assert keep(desk, call, "hearing", words).value == words.replace("\x00", "")
    assert hung(desk, call).letter is None
    assert [one.words for one in desk.said()] == ([words.replace("\x00", "")] if words else [])


def test_words_about_health_are_not_kept_anywhere(desk: Desk, debtor: Debtor) -> None:
    call, words = begun(desk, debtor), "ik lig in het ziekenhuis met een depressie"
    assert not keep(desk, call, "hearing", words).stored
    assert not keep(desk, call, "note", words).stored
    assert say_reason(desk=desk, call_id=call.id, reason="awaiting-own-customer", words=words, chosen=True, on=MONDAY) is None
    assert pause_for_care(desk=desk, call_id=call.id, on=MONDAY, at=AT) is None
    assert pause_for_care(desk=desk, call_id=call.id, on=MONDAY, at=AT) is None
    hung(desk, call)
    assert [one.words for one in desk.said()] == [""]
    assert desk.holds().get().kind == "vulnerable"
    assert "ziekenhuis" not in str(list(desk.events().values("data")))


def test_a_reason_can_be_taken_back(desk: Desk, debtor: Debtor) -> None:
    call, words = begun(desk, debtor), "we wachten zelf op geld van een klant"
    keep(desk, call, "hearing", words)
    say_reason(desk=desk, call_id=call.id, reason="awaiting-own-customer", words=words, chosen=False, on=MONDAY)
    call.refresh_from_db()
    assert call.hearing == ""
    assert unsay(desk=desk, said_id=desk.said().get().id) is None
    call.refresh_from_db()
    assert (call.hearing, desk.said().count()) == (words, 0)


def test_a_step_is_taken_by_a_person_and_remembers_what_was_heard(desk: Desk, debtor: Debtor) -> None:
    call = begun(desk, debtor)
    say_reason(desk=desk, call_id=call.id, reason="awaiting-own-customer", words="", chosen=True, on=MONDAY)
    assert desk.calls().get().step == "talk"
    assert go_to(desk=desk, call_id=call.id, step="return") is None
    call.refresh_from_db()
    assert (call.step, call.heard_before) == ("return", 1)
    assert isinstance(go_to(desk=desk, call_id=call.id, step="elsewhere"), Refusal)


def test_hanging_up_carries_out_everything_at_once(desk: Desk, debtor: Debtor) -> None:
    invoice = desk.invoices().get()
    call = begun(desk, debtor)
    promised(desk, call)
    complaint = agreed(desk, call, "complaint", what="de haag is scheef", invoice=str(invoice.id))
    proof = agreed(desk, call, "proof", what="de factuur aan de gemeente")
    found = hung(desk, call)
    task = desk.tasks().get(kind="call")
    assert (task.done_on, task.outcome, found.call.outcome) == (MONDAY, "reached", "reached")
    holds = {hold.kind: hold for hold in desk.holds()}
    assert (holds["promise"].amount, holds["promise"].until, holds["dispute"].invoice_id) == (50_000, FRIDAY, invoice.id)
    complaint.refresh_from_db()
    proof.refresh_from_db()
    assert (complaint.hold_id, complaint.state, proof.state, proof.ours) == (holds["dispute"].id, "open", "open", False)
    assert found.letter is not None
    assert (found.letter.state, found.letter.kind, found.call.letter_id) == ("draft", "confirmation", found.letter.id)
    said = "\n".join(block["text"] for block in found.letter.blocks).replace("\u00a0", " ")
    for piece in ("€ 500,00 uiterlijk vrijdag", "de factuur aan de gemeente, uiterlijk", "“de haag is scheef”"):
        assert piece in said
    assert isinstance(hang_up(desk=desk, call_id=call.id, outcome="reached", on=MONDAY, at=AT), Refusal)


def test_a_day_is_needed_before_anything_is_carried_out(desk: Desk, debtor: Debtor) -> None:
    call = begun(desk, debtor)
    keep(desk, call, "amount", "500", agreed=promise_of(desk, call))
    assert isinstance(hang_up(desk=desk, call_id=call.id, outcome="reached", on=MONDAY, at=AT), Refusal)
    assert (desk.calls().get().ended_at, desk.tasks().get(kind="call").done_on, desk.holds().count()) == (None, None, 0)


@pytest.mark.parametrize("outcome", ["no-answer", "voicemail", "third-person", "wrong-number"])
def test_nobody_was_reached(desk: Desk, debtor: Debtor, outcome: str) -> None:
    call = begun(desk, debtor)
    promised(desk, call)
    assert hung(desk, call, outcome).letter is None
    task = desk.tasks().get(kind="call")
    assert (task.done_on, task.attempts, task.due_on > MONDAY) == (None, 1, True)
    assert (desk.agreed().count(), desk.holds().count(), desk.calls().get().outcome) == (0, 0, outcome)


def test_calling_back_has_a_day_and_a_minute(desk: Desk, debtor: Debtor) -> None:
    call = begun(desk, debtor)
    assert isinstance(hang_up(desk=desk, call_id=call.id, outcome="call-back", on=MONDAY, at=AT), Refusal)
    hung(desk, call, "call-back", back_on=FRIDAY, back_at=time(14, 30))
    back = desk.agreed().get()
    assert (back.kind, back.ours, back.day, back.minute, back.state) == ("callback", True, FRIDAY, time(14, 30), "open")
    assert desk.tasks().get(kind="call").due_on == FRIDAY


def test_a_call_from_the_debtors_page_needs_no_task(desk: Desk, creditor: Creditor) -> None:
    one = make_debtor(creditor)
    make_invoice(one)
    call = begun(desk, one)
    promised(desk, call, "100")
    assert hung(desk, call).letter is not None
    assert (desk.tasks().get(kind="call").done_on, desk.events().filter(kind="call").count()) == (MONDAY, 1)


def test_the_confirmation_may_leave_while_its_promise_holds_the_ladder(desk: Desk, debtor: Debtor) -> None:
    call = begun(desk, debtor)
    promised(desk, call)
    letter = hung(desk, call).letter
    assert letter is not None
    add_hold(desk=desk, debtor_id=debtor.id, kind="dispute", note="", on=MONDAY)
    assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY + timedelta(days=1)) == ()
    letter.refresh_from_db()
    assert (letter.state, letter.made_on) == ("approved", MONDAY + timedelta(days=1))


def test_the_confirmation_says_what_is_open_when_it_leaves_and_nothing_once_paid(desk: Desk, debtor: Debtor) -> None:
    invoice, call = desk.invoices().get(), begun(desk, debtor)
    promised(desk, call)
    letter = hung(desk, call).letter
    assert letter is not None
    make_allocation(invoice, make_payment(desk.creditor, amount=20_000), amount=20_000)
    assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY) == ()
    letter.refresh_from_db()
    assert (letter.state, letter.asked) == ("approved", 130_000)
    other = Letter.objects.get(id=letter.id)
    other.state = "draft"
    other.save(update_fields=["state"])
    make_allocation(desk.invoices().get(), make_payment(desk.creditor, amount=130_000), amount=130_000)
    assert len(approve_letter(desk=desk, letter_id=letter.id, on=MONDAY)) == 1
    letter.refresh_from_db()
    assert letter.state == "withdrawn"


def test_a_copy_leaves_while_he_is_on_the_phone(desk: Desk, debtor: Debtor) -> None:
    invoice, call = desk.invoices().get(), begun(desk, debtor)
    row = agreed(desk, call, "copy", invoice=str(invoice.id))
    assert isinstance(send_copy(desk=desk, agreed_id=row.id, on=MONDAY, at=AT), Refusal)
    make_document(invoice)
    letter = send_copy(desk=desk, agreed_id=row.id, on=MONDAY, at=AT)
    assert isinstance(letter, Letter)
    assert (letter.state, letter.kind, letter.messages.get().channel) == ("approved", "invoice-copy", "email")
    confirmation = hung(desk, call).letter
    assert confirmation is not None
    assert f"kopie van factuur {invoice.number}" in "\n".join(block["text"] for block in confirmation.blocks)


def test_a_meeting_goes_along_with_the_confirmation_for_his_calendar(desk: Desk, debtor: Debtor, carriers: dict[str, Carrier]) -> None:
    call = begun(desk, debtor)
    agreed(desk, call, "meeting", minute="14:30", place="Havenstraat 7, Leiden")
    letter = hung(desk, call).letter
    assert letter is not None
    assert approve_letter(desk=desk, letter_id=letter.id, on=MONDAY, at=AT) == ()
    assert send_outbox(creditor=desk.creditor, at=AT, carriers=carriers) == 1
    message = carriers["email"].messages[0]
    assert [(one.mime, one.content[:15]) for one in message.attachments] == [("text/calendar", b"BEGIN:VCALENDAR")]
    assert "14:30 uur, Havenstraat 7, Leiden" in message.text
    letter.refresh_from_db()
    assert (letter.state, desk.steps().filter(letter_id=letter.id).count()) == ("sent", 0)


def test_a_meeting_stands_on_the_list_on_its_day_and_not_before(desk: Desk, debtor: Debtor) -> None:
    call = begun(desk, debtor)
    agreed(desk, call, "meeting", minute="14:30", place="Havenstraat 7, Leiden")
    hung(desk, call)
    day = desk.agreed().get(kind="meeting").day
    assert day is not None
    listed = {on: [item.because.en for item in today(creditor=desk.creditor, on=on) if item.step == "agreement"] for on in (MONDAY, day)}
    assert listed[MONDAY] == []
    assert [said.startswith("We meet him") and "at 14:30, Havenstraat 7, Leiden" in said for said in listed[day]] == [True]


def test_a_copy_waits_while_sending_is_off(desk: Desk, debtor: Debtor) -> None:
    Creditor.objects.update(sending_on=False)
    desk.creditor.refresh_from_db()
    invoice, call = desk.invoices().get(), begun(desk, debtor)
    make_document(invoice)
    letter = send_copy(desk=desk, agreed_id=agreed(desk, call, "copy", invoice=str(invoice.id)).id, on=MONDAY, at=AT)
    assert isinstance(letter, Letter)
    assert letter.state == "draft"


def test_stopped_work_goes_on_when_that_is_agreed(desk: Desk, debtor: Debtor) -> None:
    work = make_work(debtor, state="stopped", stopped_on=MONDAY)
    call = begun(desk, debtor)
    agreed(desk, call, "resume-work", what=work.name)
    hung(desk, call)
    work.refresh_from_db()
    assert (work.state, desk.agreed().get(kind="resume-work").state) == ("ongoing", "done")


def test_what_is_ours_is_done_or_withdrawn_once(desk: Desk, debtor: Debtor) -> None:
    call = begun(desk, debtor)
    agreed(desk, call, "meeting")
    hung(desk, call)
    row = desk.agreed().get(kind="meeting")
    assert isinstance(settle_agreed(desk=desk, agreed_id=row.id, state="kept", on=MONDAY), Refusal)
    assert settle_agreed(desk=desk, agreed_id=row.id, state="done", on=MONDAY) is None
    assert isinstance(settle_agreed(desk=desk, agreed_id=row.id, state="done", on=MONDAY), Refusal)


def test_what_is_taken_off_is_gone_and_the_promise_is_empty_again(desk: Desk, debtor: Debtor) -> None:
    call = begun(desk, debtor)
    row = promised(desk, call)
    other = agreed(desk, call, "proof")
    assert drop_agreed(desk=desk, agreed_id=other.id) is None
    assert drop_agreed(desk=desk, agreed_id=row.id) is None
    row.refresh_from_db()
    assert (row.amount, row.day, desk.agreed().count()) == (None, None, 1)
