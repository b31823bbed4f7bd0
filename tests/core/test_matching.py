"""Which invoice a payment is for: what counts, what speaks against it, and what is certain."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from datetime import date

import pytest

from akkoord.core.matching.book import Book, Discount, OpenInvoice, Payer, Received
from akkoord.core.matching.proposals import Match, match, proposals
from akkoord.core.matching.spelling import LONGEST_WORD
from tests.bench._payments import NUMBERINGS, kenmerk, made
from tests.bench.matching import BOOKED, PROPOSED, Score, answered

DAY, DUE = date(2026, 3, 2), date(2026, 2, 20)
ISSUED = date(2026, 1, 20)
IBAN, OTHER = "NL91ABNA0417164300", "NL20INGB0001234567"
PAYERS = [Payer(10, "Bakkerij Jansen B.V.", "50010"), Payer(11, "Garage De Groot", "50011"), Payer(12, "J. de Vries", "50012")]
INVOICES = [
    OpenInvoice(1, 10, "2026-0118", DUE, ISSUED, 10000),
    OpenInvoice(2, 10, "2026-0119", DAY, ISSUED, 5000),
    OpenInvoice(3, 11, "1643", DUE, ISSUED, 7500),
    OpenInvoice(4, 12, "7", DUE, ISSUED, 900, "RF18539007547034"),
    OpenInvoice(5, 11, "2026-0120", DUE, ISSUED, 12345, kenmerk(120)),
    OpenInvoice(6, 10, "2026-0090", DUE, ISSUED, 0),  # paid before
]


def answer(
    text: str = "",
    amount: int = 0,
    *,
    iban: str = "",
    name: str = "",
    reference: str = "",
    on: date = DAY,
    invoices: list[OpenInvoice] = INVOICES,
    discount: Discount | None = None,
) -> Match | None:
    """The answer to one payment."""
    letters = [(11, 13999, (5,))]
    book = Book.of(invoices, accounts=[(IBAN, 10, 1)], payers=PAYERS, asked=letters, discount=discount)
    return match(book, Received(amount, on, iban, (text,), name, reference))


def booked(text: str = "", amount: int = 0, **said: str) -> dict[int, int]:
    """The parts that are booked unasked; none where a person is asked, or nobody knows."""
    found = answer(text, amount, **said)  # type: ignore[arg-type]  # every keyword here is a text
    return dict(found.parts) if found and found.certain else {}


@pytest.mark.parametrize(
    ("text", "amount", "expected"),
    [
        ("factuur 2026-0118", 10000, {1: 10000}),
        ("fact. 2026 0118 en 2026 0119", 15000, {1: 10000, 2: 5000}),
        ("20260118", 4000, {1: 4000}),
        ("Factuur 2O26O118", 10000, {1: 10000}),  # letters O for noughts
        ("2026-01 18", 10000, {1: 10000}),
        ("NL91 ABNA 0417 1643 00", 7500, {}),  # a group of four digits of an account number
        ("EUR 1643,00", 7500, {}),
        ("NL91ABNA0417164300 betreft 1643", 7500, {3: 7500}),
        ("RF18 5390 0754 7034", 900, {4: 900}),
        ("nr 7", 900, {4: 900}),
        ("nr 7", 500, {}),
        ("2026-0118 en 1643", 17500, {}),  # two debtors in one payment: a person looks
        ("hartelijk dank", 10000, {}),
    ],
)
def test_payment_finds_the_invoices_its_text_names(text: str, amount: int, expected: dict[int, int]) -> None:
    assert booked(text, amount) == expected


KENMERK = kenmerk(120)


@pytest.mark.parametrize(
    "said", [{"reference": KENMERK}, {"text": f"BETALINGSKENM. {KENMERK}"}, {"text": f"kenmerk {KENMERK[:8]} {KENMERK[8:]}"}]
)
def test_kenmerk_is_enough_whoever_pays_and_whatever(said: dict[str, str]) -> None:
    assert booked(amount=5000, name="Onbekende Bestuurder", **said) == {5: 5000}


def test_payment_from_a_known_account_finds_the_invoice_of_that_amount() -> None:
    assert booked("", 5000, iban=IBAN) == {2: 5000}
    assert booked("", 15000, iban=IBAN) == {1: 10000, 2: 5000}
    assert booked("", 4999, iban=IBAN) == {}


def test_known_account_under_another_name_is_asked() -> None:
    assert booked("", 5000, iban=IBAN, name="Stichting Betaaldienst") == {}
    assert booked("", 5000, iban=IBAN, name="BAKKERIJ JANSEN BV") == {2: 5000}


def test_number_without_its_year_counts_with_account_and_amount() -> None:
    assert booked("factuur 118", 10000, iban=IBAN) == {1: 10000}
    assert booked("factuur 118", 10000) == {}


def test_number_with_a_slip_counts_with_account_and_amount() -> None:
    found = answer("2026-0181", 10000, iban=IBAN)
    assert found is not None
    assert (dict(found.parts), found.certain, found.reasons) == ({1: 10000}, True, ("account", "amount-rare", "number-typo"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("factuur 2026-0090", "against-paid-number"),  # he paid that one before
        ("factuur 2026-9999", "against-unknown-number"),
        ("factuur 2026-0120", "against-other-number"),  # that of somebody else
    ],
)
def test_number_of_another_invoice_makes_a_person_look(text: str, reason: str) -> None:
    book = Book.of(INVOICES, accounts=[(IBAN, 10, 1)], payers=PAYERS)
    answers = proposals(book, Received(5000, DAY, IBAN, (text,)))
    assert not any(one.certain for one in answers)
    assert [reason in one.reasons for one in answers if dict(one.parts) == {2: 5000}] == [True]


def test_amount_of_an_older_invoice_of_the_same_sum_is_for_the_older_one() -> None:
    alike = [OpenInvoice(8, 10, "A-1", date(2026, 2, 1), ISSUED, 4995), OpenInvoice(9, 10, "A-2", DUE, ISSUED, 4995)]
    found = answer("", 4995, iban=IBAN, invoices=alike)
    assert found is not None
    assert (dict(found.parts), found.certain) == ({8: 4995}, True)


def test_payment_beyond_what_is_named_leaves_the_rest() -> None:
    assert booked("2026-0118", 12000) == {1: 10000}


def test_payment_far_beyond_what_is_named_is_asked() -> None:
    assert booked("2026-0118", 40000) == {}


def test_what_a_letter_asked_is_for_its_invoice() -> None:
    assert booked("", 13999, iban="", name="Garage De Groot") == {}
    found = answer("", 13999, name="Garage De Groot")
    assert found is not None
    assert (dict(found.parts), found.reasons) == ({5: 12345}, ("amount-letter", "name"))


def test_discount_in_time_settles_the_invoice() -> None:
    rule = Discount(200, 60)
    found = answer("2026-0118", 9800, iban=IBAN, discount=rule)
    assert found is not None
    assert (dict(found.parts), found.discount, found.certain) == ({1: 9800}, 200, True)
    late = answer("2026-0118", 9800, iban=IBAN, discount=Discount(200, 10))
    assert late is not None
    assert late.discount == 0


def test_third_party_may_pay_what_it_names() -> None:
    assert booked("factuur 2026-0120", 12345, iban=OTHER, name="Administratiekantoor Oost") == {5: 12345}


def test_money_that_went_out_pays_nothing() -> None:
    assert proposals(Book.of(INVOICES), Received(-10000, DAY, IBAN, ("2026-0118",))) == []


def test_part_without_a_number_is_proposed_in_the_order_of_the_law() -> None:
    found = answer("termijn", 4000, iban=IBAN)
    assert found is not None
    assert (dict(found.parts), found.certain, found.reasons) == ({1: 4000}, False, ("account", "by-law"))


def test_booked_parts_are_not_open_any_more() -> None:
    book = Book.of(INVOICES, accounts=[(IBAN, 10, 1)], payers=PAYERS)
    book.take([(2, 5000)])
    assert match(book, Received(5000, DAY, IBAN, ("2026-0119",))) is None


@pytest.mark.parametrize("numbering", NUMBERINGS)
def test_payments_of_which_the_truth_is_known_are_answered_right(numbering: str) -> None:
    score, discount = Score(), Discount(200, 10)
    answered(made(600, numbering=numbering, seed=1), score, discount=discount)
    figures = score.figures()
    assert figures["booked_precision"] >= BOOKED
    assert figures["first_precision"] >= PROPOSED
    assert figures["booked_recall"] >= 0.8


@pytest.mark.parametrize("numbering", NUMBERINGS)
def test_runs_that_can_be_no_number_of_the_book_are_left_out_without_changing_an_answer(numbering: str) -> None:
    one = made(300, numbering=numbering, seed=6)
    near, wide = (
        Book.of(one.invoices, notes=one.notes, accounts=one.accounts, payers=one.payers.values(), asked=one.asked) for _ in range(2)
    )
    wide.fronts, wide.longest = set("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"), LONGEST_WORD
    texts = [text for truth in one.payments for text in truth.payment.texts]
    assert sum(len(near.spelled(text)) for text in texts) < sum(len(wide.spelled(text)) for text in texts)
    for truth in one.payments:
        assert proposals(near, truth.payment) == proposals(wide, truth.payment)
        for book in (near, wide):
            book.set_off(truth.credits)
            book.take(truth.parts)


def test_book_is_filled_with_the_collector_as_it_was_found() -> None:
    was_on = gc.isenabled()
    seen: list[bool] = []

    def asked() -> Iterator[OpenInvoice]:
        seen.append(gc.isenabled())
        yield from INVOICES

    Book.of(asked())
    assert (seen, gc.isenabled()) == ([False], was_on)


NOTES = [OpenInvoice(20, 10, "C-0044", date(2026, 2, 10), date(2026, 2, 10), 2500)]


def less(text: str, amount: int, *, notes: list[OpenInvoice] = NOTES, iban: str = "") -> Match | None:
    """The answer to one payment of a debtor who has credit notes."""
    book = Book.of(INVOICES, notes=notes, accounts=[(IBAN, 10, 1)], payers=PAYERS)
    return match(book, Received(amount, DAY, iban, (text,)))


@pytest.mark.parametrize(
    ("text", "amount", "iban", "parts", "credits"),
    [
        ("factuur 2026-0118 min C-0044", 7500, "", {1: 7500}, ((20, 1, 2500),)),
        ("2026-0118 en 2026-0119 minus creditnota C-0044", 12500, "", {1: 7500, 2: 5000}, ((20, 1, 2500),)),
        ("factuur 2026-0118", 7500, IBAN, {1: 7500}, ((20, 1, 2500),)),
        ("verrekend met C-0044", 7500, IBAN, {1: 7500}, ((20, 1, 2500),)),
        ("", 7500, IBAN, {1: 7500}, ((20, 1, 2500),)),
    ],
)
def test_payment_less_a_credit_note_is_certain(
    text: str, amount: int, iban: str, parts: dict[int, int], credits: tuple[tuple[int, int, int], ...]
) -> None:
    found = less(text, amount, iban=iban)
    assert found is not None
    assert (found.certain, dict(found.parts), found.credits) == (True, parts, credits)


def test_credit_note_of_another_debtor_is_never_taken_off() -> None:
    theirs = [OpenInvoice(20, 11, "C-0044", date(2026, 2, 10), date(2026, 2, 10), 2500)]
    found = less("factuur 2026-0118 min C-0044", 7500, notes=theirs, iban=IBAN)
    assert found is not None
    assert found.credits == ()


def test_credit_note_of_after_the_payment_is_only_certain_to_nobody() -> None:
    later = [OpenInvoice(20, 10, "C-0044", date(2026, 4, 1), date(2026, 4, 1), 2500)]
    silent = less("factuur 2026-0118", 7500, notes=later, iban=IBAN)
    named = less("factuur 2026-0118 min C-0044", 7500, notes=later, iban=IBAN)
    assert silent is not None
    assert named is not None
    assert (silent.credits, named.credits, named.certain) == ((), ((20, 1, 2500),), False)


def test_half_of_an_invoice_is_not_certainly_less_the_note_for_the_other_half() -> None:
    half = [OpenInvoice(20, 10, "C-0044", date(2026, 2, 10), date(2026, 2, 10), 5000)]
    alone = [INVOICES[0]]
    book = Book.of(alone, notes=half, accounts=[(IBAN, 10, 1)], payers=PAYERS)
    found = match(book, Received(5000, DAY, IBAN, ("factuur 2026-0118",)))
    assert found is not None
    assert (found.certain, found.credits, "against-half" in found.reasons) == (False, ((20, 1, 5000),), True)


def test_two_notes_that_are_as_likely_are_asked() -> None:
    two = [*NOTES, OpenInvoice(21, 10, "C-0045", date(2026, 2, 11), date(2026, 2, 11), 2500)]
    rows = [*INVOICES, OpenInvoice(7, 10, "2026-0121", DAY, ISSUED, 12500)]
    book = Book.of(rows, notes=two, accounts=[(IBAN, 10, 1)], payers=PAYERS)
    found = match(book, Received(7500, DAY, IBAN))  # 2026-0118 less one note, or 2026-0121 less both
    assert found is not None
    assert (found.certain, found.credits) == (False, ((20, 1, 2500),))


def test_note_that_was_set_off_is_open_no_more() -> None:
    book = Book.of(INVOICES, notes=NOTES, accounts=[(IBAN, 10, 1)], payers=PAYERS)
    first = match(book, Received(7500, DAY, IBAN, ("factuur 2026-0118",)))
    assert first is not None
    book.set_off(first.credits)
    book.take(first.parts)
    assert (book.owed_to(10), book.open[1], book.owed_by(10)) == ([], 0, [2])
    again = match(book, Received(2500, DAY, IBAN, ("factuur 2026-0119",)))
    assert again is not None
    assert again.credits == ()
