"""When invoices prescribe: what is known to interrupt, what people write down, and what the work list says in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.core.problem import Refusal
from akkoord.jurisdictions import jurisdiction
from akkoord.store.access import Desk
from akkoord.store.models import Creditor, Debtor, Event, Interruption, Invoice
from akkoord.store.models.interruption import How
from akkoord.store.queries.open_on import was_open
from akkoord.work.keep_interruption import keep_interruption, take_back_interruption
from akkoord.work.prescription import as_service, claim_kind, prescribing, prescriptions
from akkoord.work.today import WorkItem, today
from tests.cast import BRUG, EPE, JANSEN, MONDAY
from tests.factories import (
    at_hour,
    make_allocation,
    make_case,
    make_credit_note,
    make_creditor,
    make_debtor,
    make_debtors,
    make_interruption,
    make_invoice,
    make_payment,
    make_step,
)

pytestmark = pytest.mark.django_db
D = date.fromisoformat
DUE = D("2022-01-10")  # a business prescribes on 11 January 2027


def answer(invoice: Invoice, on: date = MONDAY) -> date:
    """When this invoice prescribes, as known on a day."""
    row = Invoice.objects.select_related("debtor").get(creditor=invoice.creditor, id=invoice.id)
    return prescriptions([row], on=on)[invoice.id].prescribes_on


def items(creditor: Creditor, on: date = MONDAY) -> list[WorkItem]:
    """What the work list says of prescription."""
    return [one for one in today(creditor=creditor, on=on) if one.step == "prescription"]


@pytest.fixture
def late(creditor: Creditor) -> Invoice:
    """An invoice to a business that was never paid."""
    return make_invoice(make_debtor(creditor), due_on=DUE, number="2022-041")


def test_claims_on_consumers_and_on_who_may_be_one_have_the_shorter_term(creditor: Creditor) -> None:
    doubtful = make_debtor(creditor, kind_doubtful=True)
    debtors = [make_debtor(creditor, JANSEN), doubtful, make_debtor(creditor, EPE), make_debtor(creditor, number="9")]
    assert [claim_kind(one) for one in debtors] == ["consumer-purchase", "consumer-purchase", "business", "business"]
    bought = make_invoice(debtors[0], due_on=D("2024-06-01"))
    assert (answer(bought), as_service(bought, on=MONDAY)) == (D("2026-06-02"), D("2029-06-02"))
    assert as_service(make_invoice(debtors[3]), on=MONDAY) is None


@pytest.mark.parametrize("step", ["notice-of-default", "fourteen-day-letter", "collection-warning"])
def test_demands_interrupt_on_the_day_they_are_received(late: Invoice, step: str) -> None:
    make_step(make_case(late.debtor), late, step, on=D("2024-05-01"))
    assert answer(late) == D("2029-05-04")
    assert answer(late, on=D("2024-04-30")) == D("2027-01-11")


def test_demand_without_a_day_of_receipt_counts_from_the_day_it_left(late: Invoice) -> None:
    make_step(make_case(late.debtor), late, "notice-of-default", on=D("2024-05-01"), received_on=None)
    assert answer(late) == D("2029-05-02")


@pytest.mark.parametrize("step", ["reminder", "call", "handover"])
def test_friendly_steps_do_not_interrupt(late: Invoice, step: str) -> None:
    make_step(make_case(late.debtor), late, step, on=D("2024-05-01"))
    assert answer(late) == D("2027-01-11")


@pytest.mark.parametrize("fields", [{"withdrawn_on": D("2024-05-02")}, {"left_on": None}, {"left_on": MONDAY + timedelta(days=1)}])
def test_demand_that_did_not_leave_does_not_interrupt(late: Invoice, fields: dict[str, date | None]) -> None:
    make_step(make_case(late.debtor), late, "notice-of-default", on=D("2024-05-01"), **fields)
    assert answer(late) == D("2027-01-11")


def test_part_payment_interrupts_until_it_is_taken_back(late: Invoice) -> None:
    payment = make_payment(late.creditor, amount=1_000, on=D("2023-03-01"))
    booked = make_allocation(late, payment, amount=1_000, on=D("2023-03-01"))
    assert answer(late) == D("2028-03-02")
    booked.undone_on = MONDAY
    booked.save()
    assert answer(late) == D("2027-01-11")


def test_credit_note_is_no_acknowledgement(late: Invoice) -> None:
    note = make_credit_note(late.debtor, total=1_000, refers_to=late.number)
    make_allocation(late, amount=1_000, on=D("2023-03-01"), credit_note_id=note.id)
    assert answer(late) == D("2027-01-11")


def test_what_a_person_wrote_down_interrupts_until_he_takes_it_back(late: Invoice) -> None:
    make_interruption(late, on=D("2025-02-03"), how="acknowledgement", withdrawn_on=MONDAY)
    assert answer(late) == D("2027-01-11")
    assert answer(late, on=MONDAY - timedelta(days=1)) == D("2030-02-04")


def test_lines_name_what_interrupted(late: Invoice) -> None:
    make_interruption(late, on=D("2025-02-03"), how="claim-in-court")
    row = Invoice.objects.select_related("debtor").get(id=late.id)
    lines = prescriptions([row], on=MONDAY)[late.id].lines
    assert [line.source for line in lines] == ["3:307 lid 1 BW", "3:316 lid 1 BW; 3:319 BW"]
    assert "door een eis bij de rechter" in lines[1].because.nl


def test_every_way_that_a_person_may_choose_is_known_in_law() -> None:
    assert set(How.values) < set(jurisdiction().prescription.ways)


def test_interruptions_of_another_company_do_not_count(late: Invoice) -> None:
    other = make_invoice(make_debtor(make_creditor(BRUG)), due_on=DUE)
    Interruption.objects.create(creditor=other.creditor, invoice_id=other.id, on=D("2025-02-03"), how="letter", by="bram@debrug.example")
    assert answer(late) == D("2027-01-11")


def test_interruption_is_written_down_and_taken_back(late: Invoice, desk: Desk) -> None:
    said = {"day": D("2026-10-01"), "how": "letter", "note": "  aangetekend  ", "on": MONDAY}
    assert keep_interruption(desk=desk, invoice_id=late.id, at=at_hour(MONDAY), **said) == {}  # type: ignore[arg-type]  # one dict for two calls
    kept = desk.interruptions().get()
    assert (kept.on, kept.how, kept.note, kept.by) == (D("2026-10-01"), "letter", "aangetekend", desk.user.email)
    assert keep_interruption(desk=desk, invoice_id=late.id, **said).keys() == {"day"}  # type: ignore[arg-type]  # the same twice
    assert take_back_interruption(desk=desk, interruption_id=kept.id, on=MONDAY) is None
    assert take_back_interruption(desk=desk, interruption_id=kept.id, on=MONDAY) is None
    kept.refresh_from_db()
    assert kept.withdrawn_on == MONDAY
    assert [(event.kind, event.invoice_id, event.debtor_id, event.by, event.data["day"]) for event in Event.objects.order_by("seq")] == [
        ("prescription-interrupted", late.id, late.debtor_id, desk.user.email, "2026-10-01"),
        ("interruption-withdrawn", late.id, late.debtor_id, desk.user.email, "2026-10-01"),
    ]


@pytest.mark.parametrize(
    ("day", "how", "wrong"),
    [
        (DUE - timedelta(days=1), "letter", {"day"}),
        (MONDAY + timedelta(days=1), "letter", {"day"}),
        (MONDAY, "part-payment", {"how"}),
        (MONDAY, "", {"how"}),
        (MONDAY + timedelta(days=1), "fax", {"day", "how"}),
    ],
)
def test_interruption_that_cannot_be_is_refused(late: Invoice, desk: Desk, day: date, how: str, wrong: set[str]) -> None:
    refusals = keep_interruption(desk=desk, invoice_id=late.id, day=day, how=how, note="", on=MONDAY)
    assert set(refusals) == wrong
    assert all(isinstance(one, Refusal) and one.why.nl and one.why.en for one in refusals.values())
    assert (desk.interruptions().count(), Event.objects.count()) == (0, 0)


def test_credit_note_has_nothing_to_interrupt(desk: Desk) -> None:
    note = make_credit_note(make_debtor(desk.creditor))
    with pytest.raises(Invoice.DoesNotExist):
        keep_interruption(desk=desk, invoice_id=note.id, day=MONDAY, how="letter", note="", on=MONDAY)


def test_work_list_warns_half_a_year_before_the_last_day(late: Invoice) -> None:
    first = D("2027-01-10") - timedelta(days=180)
    assert items(late.creditor, on=first - timedelta(days=1)) == []
    (item,) = items(late.creditor, on=first)
    assert (item.debtor_id, item.invoice_id, item.urgency, item.open) == (late.debtor_id, late.id, 0, late.total)
    assert item.because.nl.replace("\u00a0", " ") == (
        "Factuur 2022-041 verjaart op maandag 11 januari 2027. Zorg dat de klant uiterlijk op zondag 10 januari 2027 een aanmaning heeft "
        "waarin u uw recht op betaling voorbehoudt, of laat hem de schuld schriftelijk erkennen."
    )
    assert item.because.en.replace("\u00a0", " ") == (
        "Invoice 2022-041 prescribes on Monday 11 January 2027. See that the customer has a formal demand that reserves your right to "
        "payment on Sunday 10 January 2027 at the latest, or have him acknowledge the debt in writing."
    )


def test_work_list_says_when_it_has_passed(late: Invoice) -> None:
    (item,) = items(late.creditor, on=D("2027-01-11"))
    assert item.urgency == -1
    assert item.because.nl.replace("\u00a0", " ") == (
        "Factuur 2022-041 is verjaard op maandag 11 januari 2027. Betaling mag nog worden gevraagd, niet meer worden afgedwongen."
    )
    assert [one.urgency for one in items(late.creditor, on=D("2027-01-10"))] == [1]


def test_work_list_is_quiet_again_when_the_term_is_interrupted(late: Invoice) -> None:
    assert len(items(late.creditor)) == 1
    make_interruption(late, on=MONDAY)
    assert items(late.creditor) == []


def test_work_list_has_one_item_a_debtor_that_names_the_first(late: Invoice) -> None:
    for number, due in (("2021-900", D("2021-02-01")), ("2022-002", D("2022-01-02")), ("2022-050", D("2022-03-01"))):
        make_invoice(late.debtor, due_on=due, number=number)
    (item,) = items(late.creditor)
    first = Invoice.objects.get(number="2022-002")
    assert (item.invoice_id, item.because.nl.split(" verjaart")[0]) == (first.id, "Factuur 2022-002")
    assert item.because.nl.endswith("Daarna volgen er nog 2. Eén andere factuur is al verjaard.")
    assert item.because.en.endswith("2 more follow after it. One other invoice has prescribed already.")


def test_work_list_names_the_last_of_several_that_have_passed(late: Invoice) -> None:
    make_invoice(late.debtor, due_on=D("2021-02-01"), number="2021-900")
    (item,) = items(late.creditor, on=D("2027-02-01"))
    assert item.invoice_id == late.id
    assert "2022-041 is verjaard op maandag 11\u00a0januari 2027, een andere al eerder." in item.because.nl


def test_work_list_says_to_a_consumer_what_holds_for_a_service(creditor: Creditor) -> None:
    make_invoice(make_debtor(creditor, JANSEN), due_on=D("2025-01-15"), number="2025-3")
    (item,) = items(creditor)
    assert "Factuur 2025-3 verjaart op zaterdag 16\u00a0januari 2027." in item.because.nl
    assert item.because.nl.endswith("Was dit geen koop maar bijvoorbeeld een dienst, dan verjaart het op woensdag 16\u00a0januari 2030.")


def test_work_list_leaves_what_is_paid_or_too_small(late: Invoice) -> None:
    creditor = late.creditor
    make_allocation(late, amount=late.total - creditor.tolerance, on=DUE)
    assert items(creditor) == []
    make_invoice(make_debtor(creditor, EPE), due_on=DUE, open=0, settled_on=DUE)
    assert items(creditor) == []


def test_urgent_ones_stand_first_and_what_is_lost_stands_last(creditor: Creditor) -> None:
    lost, urgent, calm = make_debtors(creditor, 3)
    make_invoice(lost, due_on=D("2021-02-01"), total=9_000_000)
    make_invoice(urgent, due_on=D("2021-12-01"), total=2_000)
    make_invoice(calm, due_on=D("2022-03-01"), total=500_000)
    assert [one.debtor_id for one in items(creditor)] == [urgent.id, calm.id, lost.id]


@pytest.mark.parametrize("due", [D("2022-02-27"), D("2022-02-28"), D("2024-02-28"), D("2024-02-29"), D("2024-03-01")])
@pytest.mark.parametrize("cast", [JANSEN, EPE])
def test_no_invoice_is_passed_over_by_its_due_day(creditor: Creditor, cast: dict[str, str], due: date) -> None:
    """The first day of the warning is exact, whatever leap days lie between."""
    invoice = make_invoice(make_debtor(creditor, cast), due_on=due)
    first = answer(invoice, on=due) - timedelta(days=181)
    found = [prescribing(was_open(creditor, on=first + timedelta(days=n)), on=first + timedelta(days=n)) for n in (-1, 0, 1)]
    assert [len(one) for one in found] == [0, 1, 1]


@pytest.fixture
def counted(creditor: Creditor) -> Callable[[Callable[[], object]], int]:
    """Counts the queries of one piece of work."""

    def count(work: Callable[[], object]) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            work()
        return len(queries)

    return count


def test_queries_do_not_grow_with_the_invoices(creditor: Creditor, counted: Callable[[Callable[[], object]], int]) -> None:
    def brought_in(debtors: list[Debtor]) -> None:
        for debtor in debtors:
            invoice = make_invoice(debtor, due_on=DUE)
            make_step(make_case(debtor), invoice, "notice-of-default", on=D("2022-02-01"))
            make_interruption(invoice, on=D("2022-02-03"))

    def seen() -> tuple[int, int, int]:
        rows = list(Invoice.objects.select_related("debtor"))
        return (
            counted(lambda: prescriptions(rows, on=MONDAY)),
            counted(lambda: prescribing(was_open(creditor, on=MONDAY), on=MONDAY)),
            counted(lambda: today(creditor=creditor, on=MONDAY)),
        )

    brought_in([make_debtor(creditor, JANSEN)])
    one = seen()
    brought_in(make_debtors(creditor, 2, JANSEN, number="", kind="consumer"))
    assert seen() == one
    assert one[0] == 3


def test_young_invoices_cost_one_query(creditor: Creditor, counted: Callable[[Callable[[], object]], int]) -> None:
    for debtor in make_debtors(creditor, 3):
        make_invoice(debtor, due_on=D("2022-06-01"))
    rows = was_open(creditor, on=MONDAY)
    assert counted(lambda: prescribing(rows, on=MONDAY)) == 1
