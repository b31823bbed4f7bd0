"""An invoice that comes again corrected: taken over where it is the same invoice, told, and never at the cost of what was paid."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from akkoord.core.problem import Problem
from akkoord.core.reading import InvoiceRead, PartyRead
from akkoord.store.models import Allocation, Creditor, Event, Invoice, Letter
from akkoord.work.intake.import_files import receive, take_in
from akkoord.work.intake.store_invoices import store_invoices
from akkoord.work.record import Log, broken_link
from akkoord.work.told.events import tell
from tests.cast import MONDAY, VERMEER, party
from tests.factories import at_hour, make_allocation, make_case, make_file, make_letter, make_message, make_payment
from tests.work.files import HEADINGS, counts, notices, problems, row, take_list

DAY = timedelta(days=1)
FAR = "The dates are more than 60 days apart: the number seems to have been used again."
MOVED = "date from 16 October 2026 to 15 December 2026, due day from 15 November 2026 to 14 January 2027"


def stands(number: str = "F1") -> tuple[int, int, str, str, str]:
    """Total, open, date, due day and the day it was settled."""
    one = Invoice.objects.get(number=number)
    return one.total, one.open, str(one.issued_on), str(one.due_on), str(one.settled_on or "")


def plain(text: str) -> str:
    """Without the spaces that do not break."""
    return text.replace("\u00a0", " ")


def told() -> list[str]:
    """The corrections in the time line."""
    events = Event.objects.filter(kind="invoice-corrected").order_by("seq")
    return [plain(one.text.nl) for one in tell(events, numbers={})]


def paid(amount: int, *, on: date = MONDAY) -> Allocation:
    """A payment on F1."""
    invoice = Invoice.objects.get(number="F1")
    return make_allocation(invoice, make_payment(invoice.creditor, amount=amount, on=on), amount=amount, on=on)


@pytest.mark.parametrize(
    ("again", "now", "says"),
    [
        (row("F1", total="90,00"), (9_000, 9_000, "2026-10-16", "2026-11-15", ""), "amount from €100.00 to €90.00"),
        (row("F1", total="120,50"), (12_050, 12_050, "2026-10-16", "2026-11-15", ""), "amount from €100.00 to €120.50"),
        (
            row("F1", due="30-11-2026"),
            (10_000, 10_000, "2026-10-16", "2026-11-30", ""),
            "due day from 15 November 2026 to 30 November 2026",
        ),
        (
            row("F1", total="90,00", issued="15-12-2026", due="14-01-2027"),
            (9_000, 9_000, "2026-12-15", "2027-01-14", ""),
            f"amount from €100.00 to €90.00, {MOVED}",
        ),
    ],
)
def test_correction_is_taken_over_and_told(creditor: Creditor, again: str, now: tuple[object, ...], says: str) -> None:
    take_list(creditor, row("F1"))
    report = take_list(creditor, again)
    assert (counts(report), stands()) == ({"duplicates": 1}, now)
    assert [plain(one).replace("€ ", "€") for one in notices(report)] == [f"Invoice F1 was known and was corrected: {says}."]
    assert counts(take_list(creditor, again)) == {"duplicates": 1}
    assert (len(told()), broken_link(creditor.id)) == (1, None)


def test_correction_stands_in_the_time_line_with_old_and_new(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    take_list(creditor, row("F1", total="90,00", due="30-11-2026"))
    event = Event.objects.get(kind="invoice-corrected")
    assert event.data["old"] == {"total": 10_000, "issued_on": "2026-10-16", "due_on": "2026-11-15"}
    assert event.data["new"] == {"total": 9_000, "issued_on": "2026-10-16", "due_on": "2026-11-30"}
    said = "Factuur F1 gecorrigeerd · bedrag van € 100,00 naar € 90,00, vervaldag van 15 november 2026 naar 30 november 2026"
    assert told() == [said]


@pytest.mark.parametrize(("total", "left", "settled_on"), [("90,00", 3_000, ""), ("60,00", 0, str(MONDAY - DAY)), ("130,00", 7_000, "")])
def test_open_amount_moves_by_the_difference(creditor: Creditor, total: str, left: int, settled_on: str) -> None:
    take_list(creditor, row("F1"))
    paid(6_000, on=MONDAY - DAY)
    take_list(creditor, row("F1", total=total))
    assert (stands()[1], stands()[4]) == (left, settled_on)


def test_settled_invoice_that_grows_is_open_again(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    paid(10_000)
    take_list(creditor, row("F1", total="110,00"))
    assert (stands()[1], stands()[4]) == (1_000, "")


def test_correction_below_what_was_paid_is_refused_with_what_to_do(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    paid(6_000)
    report = take_list(creditor, row("F1", total="50,00"))
    assert (counts(report), stands()[:2]) == ({}, (10_000, 4_000))
    assert [plain(one).replace("€ ", "€") for one in problems(report)] == [
        "Invoice F1 would go from €100.00 to €50.00, but €60.00 was paid or set off already. Nothing was changed. First take a booking "
        "back on the page of the invoice and read this file again, or make a credit note."
    ]


@pytest.mark.parametrize(
    ("again", "why"),
    [
        (row("F1", total="90,00", debtor="1002", name="Elders B.V."), "The number already belongs to Bouwbedrijf Vermeer & Zn. B.V."),
        (row("F1", total="90,00", issued="16-12-2026", due=""), FAR),
        (row("F1", total="90,00", issued="16-08-2026", due=""), FAR),
    ],
)
def test_what_may_be_another_invoice_changes_nothing(creditor: Creditor, again: str, why: str) -> None:
    take_list(creditor, row("F1"))
    before = stands()
    report = take_list(creditor, again)
    assert (counts(report), stands(), told()) == ({}, before, [])
    assert [one.partition("2026. ")[2] for one in problems(report)] == [f"{why} Nothing was changed."]


@pytest.mark.parametrize("known", [True, False])
def test_lines_with_one_number_in_one_file_do_not_correct_each_other(creditor: Creditor, known: bool) -> None:
    buyer = party(VERMEER)
    rows = [InvoiceRead("F1", "invoice", MONDAY, cents, buyer) for cents in (10_000, 9_000, 8_000)]
    met: list[Problem] = []
    for some in ([rows[0]], rows[1:]) if known else (rows,):
        store_invoices(creditor=creditor, rows=some, file=make_file(creditor), log=Log(creditor.id, MONDAY), problems=met)
    why = [plain(one.message.en).partition("2026. ")[2] for one in met]
    twice = "The number stands more than once in this file. Nothing was changed."
    assert (stands()[0], why) == ((9_000, [twice, ""]) if known else (10_000, [twice, twice]))


def test_name_alone_will_do_where_the_file_has_no_numbers(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    take_list(creditor, row("F1", total="90,00", debtor=""))
    assert stands()[0] == 9_000


def test_list_of_what_is_open_corrects_nothing(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    paid(6_000)
    content = "\r\n".join((HEADINGS.replace("Bedrag;", "Extra;"), row("F1", total="", open="40,00"), "")).encode()
    report = take_in(receive(creditor=creditor, name="open.csv", content=content, on=MONDAY))
    assert (counts(report), problems(report), stands()[:2]) == ({"duplicates": 1}, [], (10_000, 4_000))


def test_list_that_repeats_the_invoice_without_its_due_day_corrects_nothing(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    report = take_list(creditor, row("F1", due=""))
    assert (counts(report), problems(report), stands()[3]) == ({"duplicates": 1}, [], "2026-11-15")


def test_file_that_was_read_before_does_not_take_a_correction_back(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    take_list(creditor, row("F1", total="90,00"))
    report = take_list(creditor, row("F1"))
    assert (stands()[0], len(told())) == (9_000, 1)
    assert problems(report)[0].split(". ")[1] == "This file was read before"


def test_correction_and_what_was_paid_since_come_in_one_line(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    take_list(creditor, row("F1", total="90,00", open="20,00"))
    assert stands()[:2] == (9_000, 2_000)
    assert [(one.amount, one.because) for one in Allocation.objects.all()] == [(7_000, "file")]


def test_description_and_reference_come_along(creditor: Creditor) -> None:
    buyer = party(VERMEER)
    rows = [
        InvoiceRead("F1", "invoice", MONDAY, 10_000, buyer, description="oud", payment_reference="K1"),
        InvoiceRead("F1", "invoice", MONDAY, 9_000, buyer, description="nieuw", due_on=MONDAY + 10 * DAY),
    ]
    for one in rows:
        store_invoices(creditor=creditor, rows=[one], file=make_file(creditor), log=Log(creditor.id, MONDAY), problems=[])
    found = Invoice.objects.get()
    assert (found.description, found.payment_reference, found.term_source) == ("nieuw", "K1", "invoice")


def test_credit_note_that_gives_more_is_booked_for_the_rest(creditor: Creditor) -> None:
    take_list(creditor, row("F1"), row("C1", total="-30,00", kind="creditnota", refers_to="F1"))
    take_list(creditor, row("C1", total="-50,00", kind="creditnota", refers_to="F1"))
    assert (stands("F1")[:2], stands("C1")[:2]) == ((10_000, 5_000), (5_000, 0))
    report = take_list(creditor, row("C1", total="-20,00", kind="creditnota", refers_to="F1"))
    assert (counts(report), stands("C1")[:2]) == ({}, (5_000, 0))


def named_in_a_letter(creditor: Creditor, *, state: str, message: str = "") -> Letter:
    """A letter about F1."""
    invoice = Invoice.objects.get(number="F1")
    case = make_case(invoice.debtor)
    sent = MONDAY if state == "sent" else None
    letter = make_letter(case, state=state, sent_on=sent, basis={str(invoice.id): invoice.open})
    if message:
        make_message(letter, state=message, sent_at=at_hour(MONDAY))
    return letter


@pytest.mark.parametrize(
    ("state", "message", "warned"),
    [("sent", "", " on 16 November 2026"), ("approved", "sent", ""), ("approved", "queued", None), ("draft", "", None)],
)
def test_letter_that_left_with_the_old_amount_is_told(creditor: Creditor, state: str, message: str, warned: str | None) -> None:
    take_list(creditor, row("F1"), row("F2"))
    named_in_a_letter(creditor, state=state, message=message)
    report = take_list(creditor, row("F1", total="90,00"), row("F2", total="90,00"))
    warning = f" Please note: a letter with the old amount was already sent{warned}; let the debtor know what holds now."
    ends = [plain(one).partition("90.00.")[2] for one in notices(report)]
    assert ends == ["" if warned is None else warning, ""]
    assert (stands("F1")[0], stands("F2")[0]) == (9_000, 9_000)


def test_letter_that_left_with_the_old_due_day_is_told(creditor: Creditor) -> None:
    take_list(creditor, row("F1"))
    named_in_a_letter(creditor, state="sent")
    report = take_list(creditor, row("F1", due="30-11-2026"))
    assert [one.count("a letter with the old dates was already sent") for one in notices(report)] == [1]


@pytest.mark.parametrize(("payee", "told_of"), [("Factor N.V.", 1), ("", 0), ("De Linde", 0), ("De Verkoper", 0)])
def test_invoice_to_be_paid_to_a_factor_is_taken_in_and_told(creditor: Creditor, payee: str, told_of: int) -> None:
    Creditor.objects.filter(id=creditor.id).update(name="De Linde")
    creditor.refresh_from_db()
    one = InvoiceRead("F1", "invoice", MONDAY, 10_000, party(VERMEER), payee_name=payee, seller=PartyRead(name="de verkoper"))
    found: list[Problem] = []
    store_invoices(creditor=creditor, rows=[one], file=make_file(creditor), log=Log(creditor.id, MONDAY), problems=found)
    assert (len(found), Invoice.objects.count()) == (told_of, 1)


def test_corrections_ask_no_more_of_the_database_for_each_invoice_but_to_write_it(creditor: Creditor) -> None:
    asked = []
    for many in (1, 3):
        numbers = [f"F{many}-{place}" for place in range(many)]
        take_list(creditor, *(row(number) for number in numbers))
        with CaptureQueriesContext(connection) as queries:
            take_list(creditor, *(row(number, total="90,00") for number in numbers))
        asked.append(sum(one["sql"].startswith("SELECT") for one in queries.captured_queries))
    assert asked[0] == asked[1]
