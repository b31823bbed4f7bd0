"""A batch that comes as its total and as its payments counts once, whichever comes first; the payments win."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

from akkoord.store.models import Creditor, Event, Payment
from akkoord.work.intake.import_files import receive, take_in
from akkoord.work.payments.place_payment import place_payment
from tests.cast import MONDAY
from tests.factories import make_debtor, make_desk, make_invoice

SAMPLES = Path(__file__).parents[1] / "samples"
TOTAL, INTRADAY = "camt.053/v08-batch-total.xml", "camt.052/v08-batch-total.xml"
NOTIFIED, STATED = "camt.054/v08-batch-items.xml", "camt.053/v08-batch-items.xml"
ITEMS = [5_000, 10_000]


def take(creditor: Creditor, name: str) -> tuple[int, int, int, int]:
    """What was new, what was known, the problems and the notices."""
    report = take_in(receive(creditor=creditor, name=name, content=(SAMPLES / name).read_bytes(), on=MONDAY))
    return report["payments"], report["duplicates"], len(report["problems"]), len(report["notices"])


def stored() -> list[int]:
    """The sums of all entries, in cents."""
    return sorted(Payment.objects.values_list("amount", flat=True))


@pytest.mark.parametrize(("total", "items"), [(TOTAL, NOTIFIED), (INTRADAY, STATED), (INTRADAY, NOTIFIED)])
def test_payments_take_the_place_of_their_total(creditor: Creditor, total: str, items: str) -> None:
    assert (take(creditor, total), stored()) == ((1, 0, 0, 0), [15_000])
    assert (take(creditor, items), stored()) == ((2, 0, 0, 0), ITEMS)
    assert Event.objects.filter(kind="batch-specified").count() == 1


@pytest.mark.parametrize(("total", "items"), [(TOTAL, NOTIFIED), (INTRADAY, STATED)])
def test_total_of_payments_that_came_before_is_known(creditor: Creditor, total: str, items: str) -> None:
    take(creditor, items)
    assert (take(creditor, total), stored()) == ((0, 1, 0, 0), ITEMS)


@pytest.mark.parametrize("order", list(permutations((TOTAL, INTRADAY, NOTIFIED, STATED))))
def test_messages_in_any_order_and_again_give_the_same_money(creditor: Creditor, order: tuple[str, ...]) -> None:
    for name in (*order, *order):
        take(creditor, name)
    assert stored() == ITEMS


def test_total_that_a_person_placed_stays_and_is_told(creditor: Creditor) -> None:
    take(creditor, TOTAL)
    invoice = make_invoice(make_debtor(creditor), number="F-1", total=15_000, open=15_000)
    place_payment(desk=make_desk(creditor), payment_id=Payment.objects.get().id, invoice_id=invoice.id, amount=15_000, on=MONDAY)
    assert (take(creditor, NOTIFIED), stored()) == ((0, 2, 0, 1), [15_000])


MT940 = b""":20:INGEB
:25:NL91ABNA0417164300
:28C:00001/001
:60F:C260104EUR1000,00
:61:2601050105C150,00N658NONREF
:86:/TRTP/SEPA INCASSO BATCH/PREF/B-1/NRTX/2
:62F:C260105EUR1150,00
-
"""
KNAB = (
    b"KNAB EXPORT;;;;;;;;;;;;;;;;\n"
    b"Rekeningnummer;Transactiedatum;Valutacode;CreditDebet;Bedrag;Tegenrekeningnummer;Tegenrekeninghouder;Valutadatum;Betaalwijze;"
    b"Omschrijving;Type betaling;Machtigingsnummer;Incassant ID;Adres;Referentie;Boekdatum;\n"
    b'"NL91ABNA0417164300";"05-01-2026";"EUR";"C";"150,00";"";"";"05-01-2026";"Incasso batch";"2 posten";"";"";"";"";"C6A05PGAA001";'
    b'"05-01-2026";\n'
)


def take_bytes(creditor: Creditor, content: bytes) -> tuple[int, int]:
    """What was new and what was known."""
    report = take_in(receive(creditor=creditor, name="afschrift", content=content, on=MONDAY))
    assert report["problems"] == []
    return report["payments"], report["duplicates"]


@pytest.mark.parametrize("statement", [MT940, KNAB], ids=["mt940", "knab"])
def test_statement_that_names_a_batch_as_one_line_and_its_payments_are_the_same_money(creditor: Creditor, statement: bytes) -> None:
    assert (take_bytes(creditor, statement), stored()) == ((1, 0), [15_000])
    assert (take(creditor, NOTIFIED), stored()) == ((2, 0, 0, 0), ITEMS)
    assert (take_bytes(creditor, statement), stored()) == ((0, 1), ITEMS)


@pytest.mark.parametrize("statement", [MT940, KNAB], ids=["mt940", "knab"])
def test_line_of_a_batch_whose_payments_came_before_is_known(creditor: Creditor, statement: bytes) -> None:
    take(creditor, NOTIFIED)
    assert (take_bytes(creditor, statement), stored()) == ((0, 1), ITEMS)


def test_line_of_somebody_is_no_batch(creditor: Creditor) -> None:
    take(creditor, NOTIFIED)
    somebody = MT940.replace(b"/PREF/B-1/NRTX/2", b"/IBAN/NL69ABNA0522123643/NAME/Alfa/REMI/F-1")
    assert (take_bytes(creditor, somebody), stored()) == ((1, 0), [*ITEMS, 15_000])
