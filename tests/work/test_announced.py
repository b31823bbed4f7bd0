"""No empty threats: what was announced happens, waits for a reason, or stands on top as late; in as many queries for many as for one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.jurisdictions import jurisdiction
from akkoord.ladders import text_of
from akkoord.store.access import Desk
from akkoord.store.models import Allocation, Announcement, Creditor, Invoice, Letter, StepTaken, Task
from akkoord.store.queries.announcement_list import listed
from akkoord.work.announced import Announced, in_words
from akkoord.work.hold import add_hold
from akkoord.work.letters.edit_letter import approve_letter
from akkoord.work.payments.place_payment import place_payment, undo_allocation
from akkoord.work.run_day import run_day
from akkoord.work.today import today
from tests.cast import MONDAY
from tests.factories import at_hour, make_case, make_debtors, make_hold, make_invoice, make_ladder, make_letter, make_payment, make_step
from tests.work.carrier import Carrier
from tests.work.days import DAY, bank_says, work_day, work_days
from tests.work.halted import STOPS, warned

Carriers = dict[str, Carrier]


def shown(creditor: Creditor, on: object = MONDAY) -> list[Announced]:
    """The list on a day."""
    return in_words(creditor, list(listed(creditor, on=on)), on=on)  # type: ignore[arg-type]  # a day


def handover_announced(creditor: Creditor, carriers: Carriers, **walks: int) -> Announcement:
    """The collection warning left."""
    debtor = make_debtors(creditor, 1)[0]
    invoice = make_invoice(debtor, due_on=MONDAY - 40 * DAY)
    case = make_case(debtor, opened_on=MONDAY - 39 * DAY, **walks)
    make_step(case, invoice, "reminder", on=MONDAY - 39 * DAY)
    make_step(case, invoice, "notice-of-default", on=MONDAY - 20 * DAY, last_day=MONDAY - 2 * DAY)
    work_day(creditor, MONDAY, carriers)
    return Announcement.objects.get()


def test_day_in_the_calendar_is_that_of_the_ladder_he_walks(creditor: Creditor, carriers: Carriers) -> None:
    text = text_of("nl_business")
    step = 'after = [{ step = "collection-warning", days = 7, since = "receipt" }]'
    assert step in text
    walks = make_ladder(creditor, text.replace(step, step.replace("days = 7", "days = 12")), name="nl_business")
    row = handover_announced(creditor, carriers, ladder_id=walks.id)
    assert row.due_on == jurisdiction().received(MONDAY, channel="post") + 12 * DAY
    work_days(creditor, MONDAY + DAY, row.due_on - DAY, carriers)
    assert not StepTaken.objects.filter(step="handover").exists()
    assert not Task.objects.filter(kind="handover").exists()
    work_day(creditor, row.due_on, carriers)
    assert Task.objects.filter(kind="handover").exists()


@pytest.mark.parametrize("missing", [{"partner": ""}, {"partner_mandated": False}])
def test_handover_is_not_announced_without_a_partner_and_his_mandate(
    creditor: Creditor, carriers: Carriers, missing: dict[str, object]
) -> None:
    Creditor.objects.filter(id=creditor.id).update(**missing)
    creditor.refresh_from_db()
    with pytest.raises(Announcement.DoesNotExist):
        handover_announced(creditor, carriers)
    assert Letter.objects.filter(kind="collection-warning").count() == 0


@pytest.mark.parametrize("how", ["approval", "run", "sending"])
def test_draft_that_announces_is_withdrawn_when_the_mandate_is_gone(creditor: Creditor, desk: Desk, carriers: Carriers, how: str) -> None:
    Creditor.objects.filter(id=creditor.id).update(approval="automatic" if how == "sending" else "person")
    creditor.refresh_from_db()
    if how != "sending":
        with pytest.raises(Announcement.DoesNotExist):
            handover_announced(creditor, carriers)
    else:
        debtor = make_debtors(creditor, 1)[0]
        invoice = make_invoice(debtor, due_on=MONDAY - 40 * DAY)
        make_step(make_case(debtor), invoice, "notice-of-default", on=MONDAY - 20 * DAY, last_day=MONDAY - 2 * DAY)
        run_day(creditor=creditor, on=MONDAY, at=at_hour(MONDAY))
    letter = Letter.objects.get(kind="collection-warning")
    Creditor.objects.filter(id=creditor.id).update(partner_mandated=False)
    creditor.refresh_from_db()
    bank_says(creditor, MONDAY)
    if how == "approval":
        assert len(approve_letter(desk=replace(desk, creditor=creditor), letter_id=letter.id, on=MONDAY)) == 1
    else:
        work_day(creditor, MONDAY, carriers)
    letter.refresh_from_db()
    assert (letter.state, Announcement.objects.count()) == ("withdrawn", 0)


def test_partner_who_is_gone_after_the_warning_puts_it_on_top(creditor: Creditor, carriers: Carriers) -> None:
    row = handover_announced(creditor, carriers)
    Creditor.objects.filter(id=creditor.id).update(partner="", handover="automatic")
    creditor.refresh_from_db()
    work_days(creditor, MONDAY + DAY, row.due_on, carriers)
    assert [one.late for one in shown(creditor, row.due_on)] == [False]
    after = row.due_on + DAY
    work_day(creditor, after, carriers)
    [one] = shown(creditor, after)
    assert (one.late, one.waits.en.startswith("There is no collection partner with your mandate")) == (True, True)
    [item] = [item for item in today(creditor=creditor, on=after) if item.step == "announcement"]
    assert item.announcement_id == row.id
    Creditor.objects.filter(id=creditor.id).update(partner="Incasso Midden B.V.")
    creditor.refresh_from_db()
    run_day(creditor=creditor, on=after + DAY, full=True)
    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("done", after + DAY)


def test_money_that_goes_back_lets_the_announcement_stand_again(creditor: Creditor, desk: Desk, carriers: Carriers) -> None:
    row = handover_announced(creditor, carriers)
    invoice = Invoice.objects.get()
    payment = make_payment(creditor, amount=invoice.open, on=MONDAY + DAY)
    assert place_payment(desk=desk, payment_id=payment.id, invoice_id=invoice.id, amount=invoice.open, on=MONDAY + DAY) is None
    work_day(creditor, MONDAY + 2 * DAY, carriers)
    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("paid", MONDAY + 2 * DAY)
    assert undo_allocation(desk=desk, allocation_id=Allocation.objects.get().id, on=MONDAY + 3 * DAY) is None
    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("running", None)


def test_person_who_is_asked_is_not_named_twice(creditor: Creditor, carriers: Carriers) -> None:
    row = handover_announced(creditor, carriers)
    after = row.due_on + DAY
    work_days(creditor, MONDAY + DAY, after, carriers)
    assert [one.late for one in shown(creditor, after)] == [True]
    steps = [item.step for item in today(creditor=creditor, on=after)]
    assert ("handover" in steps, "announcement" in steps) == (True, False)


@pytest.mark.parametrize("kind", ["promise", "dispute", "hold", "vulnerable"])
def test_reason_to_wait_leaves_it_running_and_is_named(creditor: Creditor, desk: Desk, carriers: Carriers, kind: str) -> None:
    invoice, _ = warned(creditor, carriers)
    until = STOPS + 5 * DAY if kind == "promise" else None
    assert add_hold(desk=desk, debtor_id=invoice.debtor_id, kind=kind, note="", on=MONDAY + DAY, until=until) is None
    work_days(creditor, MONDAY + DAY, STOPS + 3 * DAY, carriers)
    [one] = [one for one in shown(creditor, STOPS + 3 * DAY) if one.row.step == "suspension"]
    assert (one.row.state, one.late, bool(one.waits.nl)) == ("running", False, True)


def test_list_takes_as_many_queries_for_thirty_as_for_one(creditor: Creditor) -> None:
    counts = {}
    for many in (1, 3, 30):
        Announcement.objects.all().delete()
        for place, debtor in enumerate(make_debtors(creditor, many, {"number": f"Q{many}-", "name": "A", "kind": "business"})):
            invoice, case = make_invoice(debtor), make_case(debtor)
            letter = make_letter(case, kind="suspension-warning", state="sent")
            make_step(case, invoice, "suspension-warning", letter_id=letter.id)
            step = "suspension" if place % 2 == 0 else "handover"
            said = {"step": step, "announced_on": MONDAY - 9 * DAY, "due_on": MONDAY - DAY}
            Announcement.objects.create(creditor=creditor, debtor_id=debtor.id, letter_id=letter.id, **said)
            make_hold(debtor, invoice_id=invoice.id) if place % 3 == 0 else None
        with CaptureQueriesContext(connection) as queries:
            assert len(shown(creditor)) == many
        counts[many] = len(queries)
        creditor_debtors = [one.row.debtor for one in shown(creditor)]
        for debtor in creditor_debtors:
            debtor.delete()
    assert counts[30] == counts[3] == counts[1] + (1 if counts[3] > counts[1] else 0)
