"""When it was delivered: as a file says it, as far as that is over; known once, never overwritten; and later interest by it."""

from __future__ import annotations

from datetime import date

from akkoord.core.problem import Refusal
from akkoord.store.models import Creditor, Double, Invoice
from akkoord.work.intake.import_files import receive, take_in
from akkoord.work.owed import owed
from tests.cast import MONDAY
from tests.factories import make_debtor, make_invoice

HEADINGS = "Factuurnummer;Naam;Factuurdatum;Bedrag;Levering van;Leverdatum"


def taken(creditor: Creditor, *days: str) -> Invoice:
    """The invoice after these days of delivery were read, one file after the other."""
    for said in days:
        content = f"{HEADINGS}\nF1;Vermeer B.V.;01-10-2026;100,00;{said}\n".encode()
        take_in(receive(creditor=creditor, name="lijst.csv", content=content, on=MONDAY))
    return Invoice.objects.get(creditor=creditor, number="F1")


def test_the_days_of_delivery_are_kept(creditor: Creditor) -> None:
    one = taken(creditor, "01-09-2026;30-09-2026")
    assert (one.delivered_from, one.delivered_until) == (date(2026, 9, 1), date(2026, 9, 30))


def test_one_day_is_the_first_and_the_last(creditor: Creditor) -> None:
    one = taken(creditor, ";30-09-2026")
    assert (one.delivered_from, one.delivered_until) == (date(2026, 9, 30), date(2026, 9, 30))


def test_a_planned_delivery_is_none(creditor: Creditor) -> None:
    assert taken(creditor, ";31-12-2026").delivered_until is None


def test_what_a_later_file_knows_is_added_and_overwrites_nothing(creditor: Creditor) -> None:
    assert taken(creditor, ";", ";30-09-2026", ";01-09-2026").delivered_until == date(2026, 9, 30)


def test_interest_waits_for_a_delivery_after_the_invoice(creditor: Creditor) -> None:
    """Thirty days after receipt, or after what was delivered later (art. 6:119a lid 2 BW)."""
    debtor = make_debtor(creditor)
    due = date(2026, 8, 30)
    make_invoice(debtor, due_on=due, term_source="invoice", delivered_from=date(2026, 8, 20), delivered_until=date(2026, 9, 10))
    found = owed(debtor=debtor, on=MONDAY)
    assert not isinstance(found, Refusal)
    assert found.invoices[0].interest_from == date(2026, 10, 11)


def test_a_file_that_brings_a_double_is_noticed(creditor: Creditor) -> None:
    make_debtor(creditor, email="boek@vermeer.example")
    content = b"Factuurnummer;Klantnummer;Naam;Factuurdatum;Bedrag;E-mail\nF1;9;Vermeer Bouw;01-10-2026;100,00;boek@vermeer.example\n"
    take_in(receive(creditor=creditor, name="lijst.csv", content=content, on=MONDAY))
    assert [one.reasons for one in Double.objects.filter(creditor=creditor)] == [["email"]]
