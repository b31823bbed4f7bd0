"""Work that stops with its letter and goes on with the money: once, at once, and never by itself the other way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from akkoord.core.letter_json import unpacked
from akkoord.store.access import Desk
from akkoord.store.models import Announcement, Creditor, Debtor, Event, Letter, OngoingWork, Payment, StepTaken, WorkNotice
from akkoord.work.hold import add_hold
from akkoord.work.ongoing.keep_work import end_work
from akkoord.work.ongoing.resume_work import looked_at, resume_by_hand
from akkoord.work.ongoing.stop_work import stop_by_hand
from akkoord.work.payments.allocate import allocate
from akkoord.work.payments.place_payment import place_payment, undo_allocation
from akkoord.work.today import today
from akkoord.work.withdraw_announcement import withdraw_announcement
from tests.cast import MONDAY
from tests.factories import make_allocation, make_invoice, make_payment
from tests.work.arranged import arranged
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says, steps_of, work_day, work_days
from tests.work.halted import STOPS, late_with_work, make_work, stopped, warned

Carriers = dict[str, Carrier]


def told(creditor: Creditor) -> list[tuple[str, str, str]]:
    """What is told to whom, in order: (event, recipient, state)."""
    return list(WorkNotice.objects.filter(creditor=creditor).order_by("id").values_list("event", "recipient", "state"))


def state(work: OngoingWork) -> tuple[str, str]:
    """How it stands, and why somebody should look."""
    work.refresh_from_db()
    return work.state, work.look


def test_warning_tells_who_does_the_work_and_stops_nothing(creditor: Creditor, carriers: Carriers) -> None:
    _, work = warned(creditor, carriers)
    letter = Letter.objects.get(kind="suspension-warning")
    assert (letter.state, letter.work_id, unpacked(letter.content).stops_on) == ("sent", work.id, STOPS)
    assert told(creditor) == [("work.warned", "ploeg@delinde.example", "queued")]
    assert WorkNotice.objects.get().body["day"] == str(STOPS)
    assert state(work) == ("ongoing", "")
    row = Announcement.objects.get()
    assert (row.step, row.state, row.due_on) == ("suspension", "running", STOPS)


def test_letter_that_leaves_stops_the_work_and_tells_it_once(creditor: Creditor, carriers: Carriers) -> None:
    invoice, work = stopped(creditor, carriers)
    assert (work.state, work.stopped_on, work.stopped_for, work.stopped_open) == ("stopped", STOPS, [invoice.id], 120_000)
    assert told(creditor) == [("work.warned", "ploeg@delinde.example", "cancelled"), ("work.stopped", "ploeg@delinde.example", "queued")]
    assert [(row.state, row.ended_on) for row in Announcement.objects.filter(step="suspension")] == [("done", STOPS)]
    assert Event.objects.filter(kind="work-stopped").count() == 1
    work_days(creditor, STOPS + DAY, STOPS + 5 * DAY, carriers)
    assert WorkNotice.objects.count() == 2


def test_draft_that_waits_stops_nothing_and_names_the_day_it_leaves(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    from akkoord.work.letters.edit_letter import approve_letter

    _, work = warned(creditor, carriers)
    work_days(creditor, MONDAY + DAY, STOPS - DAY, carriers)
    Creditor.objects.filter(id=creditor.id).update(approval="person")
    creditor.refresh_from_db()
    work_day(creditor, STOPS, carriers)
    letter = Letter.objects.get(kind="suspension")
    assert (letter.state, state(work)) == ("draft", ("ongoing", ""))
    bank_says(creditor, STOPS + DAY)
    at = replace(desk, creditor=creditor)
    assert approve_letter(desk=at, letter_id=letter.id, on=STOPS + DAY) == ()
    work_day(creditor, STOPS + DAY, carriers)
    letter.refresh_from_db()
    work.refresh_from_db()
    assert (letter.state, unpacked(letter.content).stops_on, work.stopped_on) == ("sent", STOPS + DAY, STOPS + DAY)


def paid(creditor: Creditor, desk: Desk, invoice: Any, how: str) -> None:
    """The money is in, or the bill is gone."""
    if how == "bank":
        make_payment(creditor, amount=120_000, on=STOPS + DAY, remittance=invoice.number)
        allocate(creditor=creditor, on=STOPS + DAY)
    elif how == "person":
        payment = make_payment(creditor, amount=120_000, on=STOPS + DAY)
        assert place_payment(desk=desk, payment_id=payment.id, invoice_id=invoice.id, amount=120_000, on=STOPS + DAY) is None
    elif how == "nearly":
        payment = make_payment(creditor, amount=119_600, on=STOPS + DAY)
        assert place_payment(desk=desk, payment_id=payment.id, invoice_id=invoice.id, amount=119_600, on=STOPS + DAY) is None
    else:
        arranged(invoice.debtor, on=STOPS + DAY, instalments=4, first_on=STOPS + 30 * DAY)


@pytest.mark.parametrize(("how", "why"), [("bank", "paid"), ("person", "paid"), ("nearly", "paid"), ("arranged", "arrangement")])
def test_work_goes_on_in_the_transaction_that_took_its_ground(
    creditor: Creditor, desk: Desk, carriers: Carriers, how: str, why: str
) -> None:
    invoice, work = stopped(creditor, carriers)
    invoice.refresh_from_db()
    paid(creditor, desk, invoice, how)
    assert state(work) == ("ongoing", "")
    assert work.resumed_on == STOPS + DAY
    assert told(creditor)[-2:] == [
        ("work.resumed", "ploeg@delinde.example", "queued"),
        ("work.resumed", "crediteuren@vermeer.example", "queued"),
    ]
    assert {row.body["reason"] for row in WorkNotice.objects.filter(event="work.resumed")} == {why}
    allocate(creditor=creditor, on=STOPS + 2 * DAY)
    assert Event.objects.filter(kind="work-resumed").count() == 1


def test_first_payment_of_an_arrangement_that_is_due_at_once_is_waited_for(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    invoice, work = stopped(creditor, carriers)
    day = STOPS + DAY
    arranged(invoice.debtor, on=day, down=20_000, first_on=day + 30 * DAY)
    assert state(work) == ("stopped", "")
    payment = make_payment(creditor, amount=20_000, on=day)
    place_payment(desk=desk, payment_id=payment.id, invoice_id=invoice.id, amount=20_000, on=day)
    assert state(work) == ("ongoing", "")


def test_part_that_is_paid_lets_a_person_look_and_the_rest_lets_it_go_on(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    invoice, work = stopped(creditor, carriers)
    payment = make_payment(creditor, amount=70_000, on=STOPS)
    place_payment(desk=desk, payment_id=payment.id, invoice_id=invoice.id, amount=70_000, on=STOPS)
    assert state(work) == ("stopped", "part-paid")
    [item] = [one for one in today(creditor=creditor, on=STOPS) if one.step == "work"]
    assert (item.work_id, "een deel is betaald" in item.because.nl) == (work.id, True)
    assert looked_at(desk=desk, work_id=work.id, on=STOPS) is None
    allocate(creditor=creditor, on=STOPS)
    assert state(work) == ("stopped", "")
    more = make_payment(creditor, amount=50_000, on=STOPS)
    place_payment(desk=desk, payment_id=more.id, invoice_id=invoice.id, amount=50_000, on=STOPS)
    assert state(work) == ("ongoing", "")


def test_money_that_goes_back_stops_nothing_by_itself(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    invoice, work = stopped(creditor, carriers)
    payment = make_payment(creditor, amount=120_000, on=STOPS)
    place_payment(desk=desk, payment_id=payment.id, invoice_id=invoice.id, amount=120_000, on=STOPS)
    part = desk.allocations().get(payment_id=payment.id)
    assert undo_allocation(desk=desk, allocation_id=part.id, on=STOPS + DAY) is None
    assert state(work) == ("ongoing", "reversed")
    Payment.objects.filter(creditor=creditor, id=payment.id).update(set_aside=True)
    work_days(creditor, STOPS + 2 * DAY, STOPS + 20 * DAY, carriers)
    assert state(work) == ("ongoing", "reversed")
    assert looked_at(desk=desk, work_id=work.id, on=STOPS + 20 * DAY) is None
    work_day(creditor, STOPS + 21 * DAY, carriers)
    assert state(work) == ("ongoing", "")


def test_arrangement_that_breaks_stops_nothing_by_itself(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    invoice, work = stopped(creditor, carriers)
    arranged(invoice.debtor, on=STOPS, first_on=STOPS + 5 * DAY)
    assert state(work) == ("ongoing", "")
    work_days(creditor, STOPS + DAY, STOPS + 20 * DAY, carriers)
    assert state(work) == ("ongoing", "broken")


@pytest.mark.parametrize("kind", ["dispute", "insolvency", "vulnerable"])
def test_complaint_while_work_is_stopped_lets_a_person_look(creditor: Creditor, desk: Desk, carriers: Carriers, kind: str) -> None:
    invoice, work = stopped(creditor, carriers)
    assert add_hold(desk=desk, debtor_id=invoice.debtor_id, kind=kind, note="", on=STOPS) is None
    assert state(work) == ("stopped", "dispute")


def test_person_stops_what_was_announced_without_a_second_letter(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    invoice, work = warned(creditor, carriers)
    early = stop_by_hand(desk=desk, work_id=work.id, because="nu al", on=MONDAY + DAY)
    assert early is not None
    assert early.source == "6:2 en 6:248 lid 2 BW"
    bank_says(creditor, STOPS)
    at = replace(desk, creditor=Creditor.objects.get(id=creditor.id))
    assert stop_by_hand(desk=at, work_id=work.id, because=" ", on=STOPS) is not None
    assert stop_by_hand(desk=at, work_id=work.id, because="afgesproken aan de telefoon", on=STOPS) is None
    work.refresh_from_db()
    assert (work.state, work.stopped_for, work.because) == ("stopped", [invoice.id], "afgesproken aan de telefoon")
    row = Announcement.objects.get(step="suspension")
    assert (row.state, row.by) == ("done", desk.user.email)
    work_days(creditor, STOPS, STOPS + 3 * DAY, carriers)
    assert Letter.objects.filter(kind="suspension").count() == 0
    assert resume_by_hand(desk=desk, work_id=work.id, because="goede klant", on=STOPS + 3 * DAY) is None
    work_days(creditor, STOPS + 4 * DAY, STOPS + 9 * DAY, carriers)
    assert state(work) == ("ongoing", "")


def test_person_may_not_stop_while_there_is_a_complaint(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    invoice, work = warned(creditor, carriers)
    add_hold(desk=desk, debtor_id=invoice.debtor_id, kind="dispute", note="", on=MONDAY)
    bank_says(creditor, STOPS)
    at = replace(desk, creditor=Creditor.objects.get(id=creditor.id))
    refused = stop_by_hand(desk=at, work_id=work.id, because="x", on=STOPS)
    assert refused is not None
    assert refused.source == "6:52 en 6:262 BW"


def test_work_that_ended_withdraws_what_was_announced_of_it(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    _, work = warned(creditor, carriers)
    assert end_work(desk=desk, work_id=work.id, because="opgeleverd", on=MONDAY + DAY) is None
    row = Announcement.objects.get()
    assert (row.state, row.because, row.by, row.ended_on) == ("withdrawn", "opgeleverd", desk.user.email, MONDAY + DAY)
    assert [one for _, _, one in told(creditor)] == ["cancelled"]
    work_days(creditor, MONDAY + DAY, STOPS + 3 * DAY, carriers)
    assert "suspension" not in [step for _, step in steps_of(creditor)]


def test_suspension_withdrawn_is_not_threatened_again_and_the_letters_go_on(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    _, work = warned(creditor, carriers)
    row = Announcement.objects.get()
    assert withdraw_announcement(desk=desk, announcement_id=row.id, because="", on=MONDAY + DAY) is not None
    assert withdraw_announcement(desk=desk, announcement_id=row.id, because="vaste klant", on=MONDAY + DAY) is None
    work_days(creditor, MONDAY + DAY, MONDAY + 20 * DAY, carriers)
    taken = [step for _, step in steps_of(creditor)]
    assert (taken.count("suspension-warning"), taken.count("suspension"), "collection-warning" in taken) == (1, 0, True)
    assert state(work) == ("ongoing", "")
    assert withdraw_announcement(desk=desk, announcement_id=row.id, because="nog eens", on=MONDAY + 20 * DAY) is not None


def test_handover_withdrawn_rests_a_week_and_is_announced_anew(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    Creditor.objects.filter(id=creditor.id).update(handover="automatic")
    creditor.refresh_from_db()
    invoice, _ = late_with_work(creditor, relation="none")
    work_days(creditor, invoice.due_on + DAY, MONDAY + 14 * DAY, carriers)
    row = Announcement.objects.get(step="handover")
    day = row.announced_on + DAY
    assert withdraw_announcement(desk=desk, announcement_id=row.id, because="praten nog", on=day) is None
    work_days(creditor, MONDAY + 15 * DAY, day + 30 * DAY, carriers)
    rows = list(Announcement.objects.filter(step="handover").order_by("id").values_list("state", flat=True))
    assert rows == ["withdrawn", "done"]
    again = Letter.objects.filter(kind="collection-warning").order_by("id").last()
    assert again is not None
    assert again.made_on > day + timedelta(days=7)


def test_step_that_may_not_be_taken_is_told_once_and_does_not_hold_up_the_ladder(creditor: Creditor, carriers: Carriers) -> None:
    invoice, work = late_with_work(creditor)
    make_allocation(invoice, make_payment(creditor, amount=70_000, on=MONDAY - 5 * DAY), amount=70_000, on=MONDAY - 5 * DAY)
    work_days(creditor, invoice.due_on + DAY, MONDAY + 8 * DAY, carriers)
    taken = [step for _, step in steps_of(creditor)]
    assert ("suspension-warning" in taken, "notice-of-default" in taken, state(work)) == (False, True, ("ongoing", ""))
    refused = [(one.data["step"], one.data["source"]) for one in Event.objects.filter(kind="step-refused").order_by("seq")]
    # first more than is unpaid was to stop; then the notice of default gave time of its own
    assert refused == [("suspension-warning", "6:262 lid 2 BW"), ("suspension-warning", "6:2 lid 1 BW")]


def test_only_the_work_that_was_announced_stops(creditor: Creditor, carriers: Carriers) -> None:
    invoice, work = warned(creditor, carriers)
    other = make_work(invoice.debtor, name="de website")
    work_days(creditor, MONDAY + DAY, STOPS, carriers)
    assert (state(work)[0], state(other)[0]) == ("stopped", "ongoing")


def test_other_work_does_not_stop_in_the_place_of_what_ended(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    invoice, work = warned(creditor, carriers)
    other = make_work(invoice.debtor, name="de website")
    OngoingWork.objects.filter(creditor=creditor, id=work.id).update(state="ended")
    work_days(creditor, MONDAY + DAY, STOPS + 2 * DAY, carriers)
    assert (state(other)[0], StepTaken.objects.filter(step="suspension").count()) == ("ongoing", 0)
    assert Event.objects.filter(kind="step-refused").count() == 1


def test_bill_of_somebody_else_keeps_no_work_waiting(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    invoice, work = stopped(creditor, carriers)
    debtor = Debtor.objects.get(creditor=creditor, id=invoice.debtor_id)
    make_invoice(debtor, due_on=date(2026, 11, 20), total=50_000)
    payment = make_payment(creditor, amount=120_000, on=STOPS)
    place_payment(desk=desk, payment_id=payment.id, invoice_id=invoice.id, amount=120_000, on=STOPS)
    assert state(work) == ("ongoing", "")
