"""From which day interest runs: each branch, and what may never happen (art. 6:81 to 6:83, 6:119a and 6:119b BW)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from akkoord.core.law.start import Sides, Term, interest_start
from akkoord.jurisdictions import jurisdiction

RULES = jurisdiction().start
D = date.fromisoformat
JUNE = Term(D("2026-06-01"), D("2026-06-15"), agreed=True, received_on=D("2026-06-01"))


def begins(term: Term, debtor: str, *, large: bool = False, creditor_large: bool = False) -> tuple[str, str]:
    """(first day or "", article)."""
    found = interest_start(term, sides=Sides(debtor, large, creditor_large), rules=RULES)
    assert found.because.nl
    assert found.because.en
    return "" if found.first_day is None else found.first_day.isoformat(), found.source


def due(day: str, **other: object) -> Term:
    """The invoice of 1 June with another due day."""
    return replace(JUNE, due_on=D(day), **other)  # type: ignore[arg-type]  # the fields of a term


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (JUNE, ("2026-06-16", "6:83 a BW")),
        (replace(JUNE, demanded_until=D("2026-07-20")), ("2026-06-16", "6:83 a BW")),  # he was in default before the demand
        (replace(JUNE, demanded_until=D("2026-06-10")), ("2026-06-11", "6:82 lid 1 BW")),  # the earlier of the two
        (replace(JUNE, agreed=False), ("", "6:82 BW")),
        (replace(JUNE, agreed=False, demanded_until=D("2026-07-20")), ("2026-07-21", "6:82 lid 1 BW")),
        (due("2026-12-31"), ("2027-01-01", "6:83 a BW")),  # no longest term holds toward a consumer: it is in his favour
    ],
)
def test_start_toward_a_consumer(term: Term, expected: tuple[str, str]) -> None:
    assert begins(term, "consumer") == expected


@pytest.mark.parametrize("debtor", ["business", "government"])
@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (JUNE, ("2026-06-16", "lid 1")),  # agreed, and sooner than thirty days
        (due("2026-07-01"), ("2026-07-02", "lid 1")),  # agreed, exactly thirty days
        (replace(JUNE, agreed=False), ("2026-07-02", "lid 2")),  # the invoice's own day is earlier, and binds nobody
        (due("2026-07-01", agreed=False), ("2026-07-02", "lid 2")),
        (due("2026-07-20", agreed=False), ("2026-07-21", "lid 2")),  # the invoice gives more time than the law
        (replace(JUNE, agreed=False, received_on=D("2026-06-04")), ("2026-07-05", "lid 2")),
        (replace(JUNE, agreed=False, performed_on=D("2026-06-11")), ("2026-07-12", "lid 2")),  # the goods came after the invoice
        (replace(JUNE, agreed=False, performed_on=D("2026-05-11")), ("2026-07-02", "lid 2")),  # or before it
        (replace(JUNE, agreed=False, demanded_until=D("2026-06-10")), ("2026-07-02", "lid 2")),  # no demand is needed, or helps
    ],
)
def test_start_toward_a_business_or_an_authority(debtor: str, term: Term, expected: tuple[str, str]) -> None:
    article = "6:119b BW" if debtor == "government" else "6:119a BW"
    assert begins(term, debtor) == (expected[0], f"{article} {expected[1]}")


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (due("2026-07-31"), ("2026-08-01", "6:119a BW lid 1")),  # sixty days: allowed
        (due("2026-08-30"), ("2026-08-31", "6:119a BW lid 1")),  # ninety, expressly agreed
        (due("2026-08-30", longer_holds=False), ("2026-08-01", "6:119a lid 5 BW")),  # ninety, not expressly: sixty
        (due("2026-07-31", longer_holds=False), ("2026-08-01", "6:119a BW lid 1")),
        (due("2026-08-01", longer_holds=False), ("2026-08-01", "6:119a lid 5 BW")),  # sixty-one
        (due("2026-08-05", longer_holds=False, performed_on=D("2026-06-06")), ("2026-08-06", "6:119a BW lid 1")),  # from performance
    ],
)
def test_start_longest_term_between_businesses(term: Term, expected: tuple[str, str]) -> None:
    assert begins(term, "business") == expected


@pytest.mark.parametrize(
    ("term", "expected"),
    [
        (due("2026-07-31"), ("2026-08-01", "6:119b BW lid 1")),  # sixty days, with good reason
        (due("2026-08-30"), ("2026-08-01", "6:119b BW")),  # ninety: never
        (due("2026-07-31", longer_holds=False), ("2026-07-02", "6:119b BW")),  # sixty without good reason: thirty
        (due("2026-07-01", longer_holds=False), ("2026-07-02", "6:119b BW lid 1")),
        (due("2026-07-02", longer_holds=False), ("2026-07-02", "6:119b BW")),
    ],
)
def test_start_longest_term_of_an_authority(term: Term, expected: tuple[str, str]) -> None:
    assert begins(term, "government") == expected


def large_term(issued: str, *, contract: str = "", days: int = 45) -> Term:
    """An agreed term of so many days toward a large debtor."""
    day = D(issued)
    return Term(day, day + timedelta(days=days), agreed=True, received_on=day, contract_on=D(contract) if contract else None)


@pytest.mark.parametrize(
    ("term", "capped"),
    [
        (large_term("2022-06-30", contract="2022-06-30"), False),
        (large_term("2022-07-01", contract="2022-06-30"), False),  # the agreement stood already: another year
        (large_term("2022-07-01", contract="2022-07-01"), True),  # a new agreement: at once
        (large_term("2023-06-30"), False),  # of which day the agreement is, nobody said
        (large_term("2023-06-30", contract="2021-01-01"), False),
        (large_term("2023-07-01", contract="2021-01-01"), True),  # from here on for every agreement
        (large_term("2023-07-01"), True),
        (large_term("2026-06-01"), True),
        (large_term("2026-06-01", days=31), True),
        (large_term("2026-06-01", days=30), False),  # thirty days are allowed
    ],
)
def test_start_large_debtor(term: Term, capped: bool) -> None:
    """He may agree no longer term than thirty days; then the statutory thirty days hold (Stb. 2022, 146)."""
    thirty = (term.received_on + timedelta(days=31)).isoformat()
    agreed = (term.due_on + timedelta(days=1)).isoformat()
    assert begins(term, "business", large=True) == ((thirty, "6:119a lid 6 BW") if capped else (agreed, "6:119a BW lid 1"))


def test_start_large_debtor_of_a_large_creditor_or_a_small_one_of_anybody_agrees_freely() -> None:
    term = large_term("2026-06-01")
    agreed = ((term.due_on + timedelta(days=1)).isoformat(), "6:119a BW lid 1")
    assert begins(term, "business", large=True, creditor_large=True) == agreed
    assert begins(term, "business", large=False) == agreed
    assert begins(term, "business", large=False, creditor_large=True) == agreed


def test_start_disputed_thirty_days_are_counted_from_receipt() -> None:
    """ciberjuristen.nl counts 32 days from the date of the invoice: a day more, for its delivery. Here the day of receipt is
    presumed by how invoices are sent, and thirty days follow the day after it (art. 6:119a lid 2 BW)."""
    sent = replace(JUNE, agreed=False)
    assert begins(sent, "business")[0] == "2026-07-02"
    assert begins(replace(sent, received_on=D("2026-06-02")), "business")[0] == (D("2026-06-01") + timedelta(days=32)).isoformat()


def test_start_disputed_consumer_with_an_agreed_term_owes_interest_before_any_letter() -> None:
    """ciberjuristen.nl lets a consumer's interest start after the term of the fourteen-day letter. The law has it start the day
    after the agreed last day (6:83 a and 6:119 BW); the letter is about costs (6:96 lid 6 BW). The law counts here."""
    assert begins(replace(JUNE, demanded_until=D("2026-07-20")), "consumer")[0] == "2026-06-16"


days = st.dates(date(2020, 1, 1), date(2030, 12, 31))
terms = st.builds(
    lambda issued, term, receipt, performed, agreed, holds, contract: Term(
        issued,
        issued + timedelta(days=term),
        agreed=agreed,
        received_on=issued + timedelta(days=receipt),
        performed_on=None if performed is None else issued + timedelta(days=performed),
        longer_holds=holds,
        contract_on=contract,
    ),
    days,
    st.integers(0, 150),
    st.integers(0, 6),
    st.none() | st.integers(-30, 60),
    st.booleans(),
    st.booleans(),
    st.none() | days,
)
sides = st.builds(Sides, st.sampled_from(("business", "government")), st.booleans(), st.booleans())


@given(term=terms, sides=sides)
def test_start_where_nothing_was_agreed_is_never_before_day_31_after_receipt(term: Term, sides: Sides) -> None:
    found = interest_start(replace(term, agreed=False), sides=sides, rules=RULES)
    assert found.first_day is not None
    assert found.first_day >= max(term.received_on, term.performed_on or term.received_on) + timedelta(days=31)
    assert found.first_day > term.due_on


@given(term=terms, sides=sides)
def test_start_of_an_agreed_term_is_the_day_after_it_or_where_the_law_ends_it(term: Term, sides: Sides) -> None:
    """Sooner than the day after the agreed last day only where the law does not let them agree so long."""
    received = max(term.received_on, term.performed_on or term.received_on)
    found = interest_start(replace(term, agreed=True), sides=sides, rules=RULES)
    assert found.first_day is not None
    assert found.first_day <= term.due_on + timedelta(days=1)
    assert found.first_day == term.due_on + timedelta(days=1) or found.first_day >= received + timedelta(days=31)
    if term.due_on <= received + timedelta(days=30):
        assert found.first_day == term.due_on + timedelta(days=1)


@given(term=terms, demanded=st.none() | days)
def test_start_toward_a_consumer_needs_an_agreed_day_or_a_demand(term: Term, demanded: date | None) -> None:
    assume(demanded is None or demanded >= term.issued_on)
    found = interest_start(replace(term, demanded_until=demanded), sides=Sides("consumer"), rules=RULES).first_day
    reasons = [day for day in (term.due_on if term.agreed else None, demanded) if day is not None]
    assert found == (min(reasons) + timedelta(days=1) if reasons else None)
