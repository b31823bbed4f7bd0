"""Which invoice a payment names: in free text, in pieces, and not by accident."""

from __future__ import annotations

from datetime import date

import pytest

from akkoord.core.matching import Book, OpenInvoice, Received

DAY = date(2026, 3, 2)
INVOICES = [
    OpenInvoice(1, 10, "2026-118", DAY, DAY, 10000),
    OpenInvoice(2, 10, "2026-119", DAY, DAY, 5000),
    OpenInvoice(3, 11, "1643", DAY, DAY, 7500),
    OpenInvoice(4, 12, "7", DAY, DAY, 900, "RF18539007547034"),
]


def parts(text: str, amount: int, *, iban: str = "") -> tuple[tuple[int, int], ...]:
    """The parts a payment falls into; empty where nobody can say."""
    match = Book.of(INVOICES, accounts=[("NL91ABNA0417164300", 10)]).match(Received(amount, DAY, iban, (text,)))
    return match.parts if match else ()


@pytest.mark.parametrize(
    ("text", "amount", "expected"),
    [
        ("factuur 2026-118", 10000, ((1, 10000),)),
        ("fact. 2026 118 en 2026 119", 15000, ((1, 10000), (2, 5000))),
        ("2026118", 4000, ((1, 4000),)),
        ("NL91 ABNA 0417 1643 00", 7500, ()),  # a group of four digits of an account number
        ("NL91ABNA0417164300 betreft 1643", 7500, ((3, 7500),)),
        ("RF18 5390 0754 7034", 900, ((4, 900),)),
        ("nr 7", 900, ((4, 900),)),
        ("nr 7", 500, ()),
        ("2026-118 en 1643", 17500, ()),  # two debtors in one payment: a person looks
        ("hartelijk dank", 10000, ()),
    ],
)
def test_payment_finds_the_invoices_its_text_names(text: str, amount: int, expected: tuple[tuple[int, int], ...]) -> None:
    assert parts(text, amount) == expected


def test_payment_from_a_known_account_finds_the_invoice_of_that_amount() -> None:
    assert parts("", 5000, iban="NL91ABNA0417164300") == ((2, 5000),)
    assert parts("", 15000, iban="NL91ABNA0417164300") == ((1, 10000), (2, 5000))
    assert parts("", 4999, iban="NL91ABNA0417164300") == ()


def test_payment_beyond_what_is_named_leaves_the_rest() -> None:
    assert parts("2026-118", 12000) == ((1, 10000),)
