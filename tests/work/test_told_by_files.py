"""What an audit file says was paid keeps its days, and the bank that names the same money later books it no second time."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from akkoord.core.problem import Refusal
from akkoord.store.models import Allocation, Creditor, Debtor, DebtorAccount, Event, Invoice, Payment
from akkoord.work.intake.import_files import receive, take_in
from akkoord.work.owed import owed
from akkoord.work.payments.take_back import take_back_reversed
from tests.cast import JANSEN_IBAN, MONDAY, VERMEER_IBAN
from tests.work.files import paid, row, take_list, take_statement

FIRST, SECOND = date(2026, 10, 20), date(2026, 11, 3)
LEDGER = "<generalLedger><ledgerAccount><accID>1300</accID><accDesc>Debiteuren</accDesc></ledgerAccount></generalLedger>"


def booked(day: date, euro: int, side: str, number: str) -> str:
    """A transaction of one line on the account of the debtors."""
    line = f"<accID>1300</accID><amnt>{euro}.00</amnt><amntTp>{side}</amntTp><custSupID>1001</custSupID><invRef>{number}</invRef>"
    return f"<transaction><trDt>{day}</trDt><trLine>{line}</trLine></transaction>"


def take_books(
    creditor: Creditor, *payments: tuple[date, int, str], invoices: tuple[tuple[str, int], ...] = (("F1", 100),)
) -> dict[str, Any]:
    """The report of an audit file with these invoices, made on 1 September, and what was paid on them."""
    sold = "".join(booked(date(2026, 9, 1), euro, "D", number) for number, euro in invoices)
    bank = "".join(booked(day, euro, "C", number) for day, euro, number in payments)
    customer = "<custSupID>1001</custSupID><custSupName>Bouwbedrijf Vermeer</custSupName>"
    content = (
        '<auditfile xmlns="http://www.auditfiles.nl/XAF/3.2"><company>'
        f"<customersSuppliers><customerSupplier>{customer}</customerSupplier></customersSuppliers>{LEDGER}<transactions>"
        f"<journal><jrnTp>S</jrnTp>{sold}</journal><journal><jrnTp>B</jrnTp>{bank}</journal></transactions></company></auditfile>"
    )
    return take_in(receive(creditor=creditor, name="boeken.xaf", content=content.encode(), on=MONDAY))


def bookings() -> list[tuple[str, str, int, str, bool]]:
    """Every booking that stands: invoice, day, cents, why, and whether a payment of the bank belongs to it."""
    rows = Allocation.objects.filter(undone_on=None).order_by("on", "id").select_related("invoice")
    return [(one.invoice.number, f"{one.on:%d-%m}", one.amount, one.because, one.payment_id is not None) for one in rows]


def left() -> list[int]:
    """What is open of each invoice, and what is free of each payment."""
    return [
        *Invoice.objects.order_by("number").values_list("open", flat=True),
        *Payment.objects.order_by("id").values_list("free", flat=True),
    ]


def test_parts_are_booked_on_their_own_days_and_interest_runs_over_what_was_left(creditor: Creditor) -> None:
    take_books(creditor, (FIRST, 40, "F1"), (SECOND, 25, "F1"))
    assert bookings() == [("F1", "20-10", 4_000, "file", False), ("F1", "03-11", 2_500, "file", False)]
    Invoice.objects.update(term_source="contract", due_on=date(2026, 10, 1))
    debtor = Debtor.objects.select_related("creditor").get()
    sums = owed(debtor=debtor, on=MONDAY)
    assert not isinstance(sums, Refusal)
    lines = sums.interest_lines
    assert [one.to_day for one in lines] == [FIRST, SECOND, MONDAY]
    first, second = lines[0].interest, lines[1].interest  # a payment comes off the interest first (art. 6:44 BW)
    assert [one.base for one in lines] == [10_000, 6_000 + first, 3_500 + first + second]


def test_bank_that_names_the_invoice_later_gives_the_booking_its_payment(creditor: Creditor) -> None:
    take_books(creditor, (FIRST, 40, "F1"))
    take_statement(creditor, paid(40, "factuur F1", on=FIRST), since=FIRST)
    assert (bookings(), left()) == ([("F1", "20-10", 4_000, "file", True)], [6_000, 0])
    assert list(DebtorAccount.objects.values_list("iban", "times")) == [(VERMEER_IBAN, 1)]
    assert Event.objects.filter(kind="payment-known").count() == 1


def test_bank_that_was_read_first_is_not_doubled_by_the_audit_file(creditor: Creditor) -> None:
    number = "20260117"
    take_list(creditor, row(number, issued="01-09-2026", due="01-10-2026", name="Bouwbedrijf Vermeer"))
    take_statement(creditor, paid(40, f"factuur {number}", on=FIRST), since=FIRST)
    take_books(creditor, (FIRST, 40, number), (SECOND, 25, number), invoices=((number, 100),))
    assert bookings() == [(number, "20-10", 4_000, "reference", True), (number, "03-11", 2_500, "file", False)]
    assert left() == [3_500, 0]


def test_payment_that_waited_is_known_when_the_audit_file_says_what_it_was(creditor: Creditor) -> None:
    take_list(creditor, row("F1", issued="01-09-2026", due="01-10-2026"))
    take_statement(creditor, paid(40, "dank u", on=FIRST, account=""), since=FIRST)
    assert left() == [10_000, 4_000]
    take_books(creditor, (FIRST, 40, "F1"))
    assert (bookings(), left()) == ([("F1", "20-10", 4_000, "file", True)], [6_000, 0])


def test_day_of_the_bank_stands_where_the_books_have_it_some_days_later(creditor: Creditor) -> None:
    take_books(creditor, (FIRST, 100, "F1"))
    day = FIRST - timedelta(days=4)
    take_statement(creditor, paid(100, "F1", on=day), since=day)
    assert (bookings(), left()) == ([("F1", "16-10", 10_000, "file", True)], [0, 0])
    assert Invoice.objects.get().settled_on == day


def test_second_payment_of_the_same_sum_is_a_payment_of_its_own(creditor: Creditor) -> None:
    take_books(creditor, (FIRST, 40, "F1"))
    later = FIRST + timedelta(days=10)
    take_statement(creditor, paid(40, "factuur F1", on=FIRST), paid(40, "factuur F1", on=later), since=FIRST)
    assert (bookings(), left()) == ([("F1", "20-10", 4_000, "file", True), ("F1", "30-10", 4_000, "reference", True)], [2_000, 0, 0])


def test_one_payment_for_two_invoices_meets_both_bookings(creditor: Creditor) -> None:
    take_books(creditor, (FIRST, 40, "F1"), (FIRST, 50, "F2"), invoices=(("F1", 100), ("F2", 50)))
    take_statement(creditor, paid(90, "F1 en F2", on=FIRST), since=FIRST)
    assert (bookings(), left()) == ([("F1", "20-10", 4_000, "file", True), ("F2", "20-10", 5_000, "file", True)], [6_000, 0, 0])


@pytest.mark.parametrize(("days", "times", "met"), [(0, 1, 1), (1, 1, 0), (0, 2, 0)])
def test_payment_without_a_number_is_known_by_its_day_and_sum_alone(creditor: Creditor, days: int, times: int, met: int) -> None:
    take_books(creditor, (FIRST, 40, "F1"))
    day = FIRST + timedelta(days=days)
    names = ("dank u", "groeten")
    take_statement(creditor, *(paid(40, says, on=day, account="") for says in names[:times]), since=FIRST)
    assert Allocation.objects.exclude(payment_id=None).count() == met


def test_account_of_another_debtor_is_not_taken_for_this_one(creditor: Creditor) -> None:
    take_books(creditor, (FIRST, 40, "F1"))
    other = Debtor.objects.create(creditor=creditor, number="1002", name="Jansen")
    DebtorAccount.objects.create(creditor=creditor, debtor_id=other.id, iban=JANSEN_IBAN, times=3)
    take_statement(creditor, paid(40, "dank u", on=FIRST, account=JANSEN_IBAN), since=FIRST)
    assert left() == [6_000, 4_000]


def test_payment_that_may_be_inside_what_the_file_told_waits_for_a_person(creditor: Creditor) -> None:
    take_books(creditor, (FIRST, 40, "F1"))
    take_statement(creditor, paid(60, "factuur F1", on=FIRST), since=FIRST)
    assert (bookings(), left()) == ([("F1", "20-10", 4_000, "file", False)], [6_000, 6_000])
    assert Payment.objects.get().likely_debtor_id == Debtor.objects.get().id


@pytest.mark.parametrize(("days", "free"), [(-10, 6_000), (0, 6_000), (1, 0)])
def test_payment_of_before_a_list_that_names_no_day_waits_for_a_person(creditor: Creditor, days: int, free: int) -> None:
    take_list(creditor, row("F1", open="60,00", issued="16-10-2026"))
    day = MONDAY + timedelta(days=days)
    take_statement(creditor, paid(60, "factuur F1", on=day), since=day, until=day)
    assert Payment.objects.get().free == free
    assert Payment.objects.get().likely_debtor_id == (Debtor.objects.get().id if free else None)


def test_files_read_once_more_change_nothing(creditor: Creditor) -> None:
    for _ in range(2):
        take_books(creditor, (FIRST, 40, "F1"))
        take_statement(creditor, paid(40, "factuur F1", on=FIRST + timedelta(days=1)), since=FIRST)
    take_books(creditor, (FIRST, 40, "F1"), (SECOND, 40, "F1"))
    assert (bookings(), left()) == ([("F1", "21-10", 4_000, "file", True), ("F1", "03-11", 4_000, "file", False)], [2_000, 0])


def test_payment_the_bank_takes_back_takes_the_booking_of_the_file_with_it(creditor: Creditor) -> None:
    take_books(creditor, (FIRST, 40, "F1"))
    take_statement(creditor, paid(40, "factuur F1", on=FIRST), since=FIRST)
    Payment.objects.update(end_to_end_id="E1")
    Payment.objects.create(creditor=creditor, on=SECOND, amount=-4_000, free=0, end_to_end_id="E1", fingerprint="back")
    assert take_back_reversed(creditor=creditor, on=MONDAY) == 1
    assert (bookings(), left()[0]) == ([], 10_000)


@pytest.mark.parametrize(
    ("opens", "nl", "en"),
    [
        (("100,00",), [], []),
        (("60,00",), ["Van één factuur staat"], ["on one invoice, but not when"]),
        (("60,00", "0,00", "100,00"), ["Van 2 facturen staat"], ["on 2 invoices, but not when"]),
    ],
)
def test_a_list_that_does_not_say_when_parts_were_paid_tells_that_the_bank_may_name_them_again(
    creditor: Creditor, opens: tuple[str, ...], nl: list[str], en: list[str]
) -> None:
    rows = [row(f"F{number}", open=still, issued="16-10-2026") for number, still in enumerate(opens)]
    report = take_list(creditor, *rows)
    notices = report["notices"]
    assert [any(words in one["message"] for one in notices) for words in nl] == [True] * len(nl)
    assert [any(words in one["message_en"] for one in notices) for words in en] == [True] * len(en)
    assert (len(notices), report["problems"]) == (len(nl), [])
    assert take_list(creditor, *rows)["notices"] == []


def test_a_later_list_with_less_open_tells_it_and_one_with_the_day_does_not(creditor: Creditor) -> None:
    take_list(creditor, row("F1", open="100,00", issued="16-10-2026"))
    assert len(take_list(creditor, row("F1", open="60,00", issued="16-10-2026"))["notices"]) == 1
    assert take_books(creditor, (FIRST, 40, "F9"), invoices=(("F9", 100),))["notices"] == []
