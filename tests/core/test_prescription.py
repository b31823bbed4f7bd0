"""When claims prescribe: known days, interruptions that help and that do not, and what must hold for every claim."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.law.prescription import ClaimKind, Interruption, Prescription, full_years_after, prescription
from akkoord.core.problem import Refusal, Text
from akkoord.jurisdictions import jurisdiction

D = date.fromisoformat
RULE = jurisdiction().prescription
JUDGMENT = ClaimKind(Text("vonnis", "judgment"), 20, "3:324 BW")  # longer than a new term may last
VECTORS = [  # kind, due, interruptions, prescribed from
    ("business", "2021-03-01", (), "2026-03-02"),
    ("periodic", "2021-03-01", (), "2026-03-02"),
    ("consumer-purchase", "2024-02-28", (), "2026-03-01"),
    ("consumer-purchase", "2022-02-28", (), "2024-03-01"),
    ("business", "2019-02-28", (), "2024-03-01"),
    ("business", "2020-02-28", (), "2025-03-01"),
    ("business", "2020-02-29", (), "2025-03-01"),
    ("business", "2020-12-31", (), "2026-01-01"),
    ("business", "2021-03-01", ("2025-06-10",), "2030-06-11"),
    ("consumer-purchase", "2024-05-31", ("2025-06-10",), "2027-06-11"),
    ("business", "2021-03-01", ("2021-03-01",), "2026-03-02"),
    ("business", "2021-03-01", ("2026-03-01",), "2031-03-02"),
    ("business", "2021-03-01", ("2026-03-02",), "2026-03-02"),
    ("business", "2021-03-01", ("2021-02-28",), "2026-03-02"),
    ("consumer-purchase", "2020-01-15", ("2021-12-01", "2023-11-30", "2025-11-29"), "2027-11-30"),
    ("consumer-purchase", "2020-01-15", ("2025-11-29", "2021-12-01", "2023-11-30"), "2027-11-30"),
    ("consumer-purchase", "2020-01-15", ("2021-12-01", "2023-12-02"), "2023-12-02"),
    ("business", "2020-01-15", ("2024-02-28",), "2029-03-01"),
]
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 12, 31)) | st.sampled_from((D("2024-02-28"), D("2024-02-29")))
kinds = st.sampled_from(sorted(RULE.kinds))


def answer(kind: str | ClaimKind, due: date, interrupted: list[date]) -> Prescription:
    """The answer for a kind by name or of our own."""
    found = RULE.kinds[kind] if isinstance(kind, str) else kind
    return prescription(rule=RULE, kind=found, due=due, interruptions=[Interruption(on) for on in interrupted])


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector[0]} {vector[1]} {' '.join(vector[2])}")
def test_prescription_falls_on_known_days(vector: tuple[str, str, tuple[str, ...], str]) -> None:
    kind, due, interrupted, expected = vector
    found = answer(kind, D(due), [D(on) for on in interrupted])
    assert (found.prescribes_on, found.last_day) == (D(expected), D(expected) - timedelta(days=1))


def test_prescription_lines_tell_each_term_and_what_started_it() -> None:
    found = prescription(
        rule=RULE,
        kind=RULE.kinds["business"],
        due=D("2021-03-01"),
        interruptions=[Interruption(D("2025-06-10"), "letter"), Interruption(D("2022-01-01"), "part-payment")],
    )
    assert [(line.first, line.last, line.years, line.source) for line in found.lines] == [
        (D("2021-03-02"), D("2026-03-01"), 5, "3:307 lid 1 BW"),
        (D("2022-01-02"), D("2027-01-01"), 5, "3:318 BW; 3:319 BW"),
        (D("2025-06-11"), D("2030-06-10"), 5, "3:317 lid 1 BW; 3:319 BW"),
    ]
    assert plain(found.lines[0].because) == (
        "Opeisbaar op 1 maart 2021; de dag erna begint de termijn. Stuiten helpt tot en met 1 maart 2026; verjaard op 2 maart 2026.",
        "Fell due on 1 March 2021; the term starts the day after. "
        "An interruption helps up to and including 1 March 2026; prescribed on 2 March 2026.",
    )
    assert plain(found.lines[2].because) == (
        "Gestuit op 10 juni 2025 door een schriftelijke aanmaning; de dag erna begint een nieuwe termijn. "
        "Stuiten helpt tot en met 10 juni 2030; verjaard op 11 juni 2030.",
        "Interrupted on 10 June 2025 by a written demand; a new term starts the day after. "
        "An interruption helps up to and including 10 June 2030; prescribed on 11 June 2030.",
    )


def test_prescription_line_of_an_interruption_in_vain_says_why() -> None:
    found = answer("business", D("2021-03-01"), [D("2021-02-28"), D("2026-03-02")])
    assert [(line.first, line.last, line.years) for line in found.lines[1:]] == [(None, None, 0)] * 2
    assert [plain(line.because) for line in found.lines[1:]] == [
        (
            "De stuiting op 28 februari 2021 verandert niets: de vordering was pas opeisbaar op 1 maart 2021.",
            "The interruption on 28 February 2021 changes nothing: the claim only fell due on 1 March 2021.",
        ),
        (
            "De stuiting op 2 maart 2026 verandert niets: de vordering was al verjaard, op 2 maart 2026.",
            "The interruption on 2 March 2026 changes nothing: the claim had prescribed already, on 2 March 2026.",
        ),
    ]


def test_prescription_never_ends_before_the_old_term() -> None:
    found = answer(JUDGMENT, D("2020-01-01"), [D("2021-01-01"), D("2039-12-31")])
    assert [(line.first, line.last, line.years) for line in found.lines] == [
        (D("2020-01-02"), D("2040-01-01"), 20),
        (D("2021-01-02"), D("2040-01-01"), 5),
        (D("2040-01-01"), D("2044-12-31"), 5),
    ]
    assert "Zij eindigt niet eerder dan de oude termijn." in found.lines[1].because.nl
    assert "Zij eindigt niet eerder" not in found.lines[2].because.nl


def test_prescription_kind_that_is_unknown_names_the_others() -> None:
    refusal = RULE.kind("rent")
    assert isinstance(refusal, Refusal)
    assert refusal.why.en == (
        "'rent' is no kind of claim; choose from business (3:307 lid 1 BW), consumer-purchase (7:28 BW), periodic (3:308 BW)."
    )
    assert RULE.kind("business") == RULE.kinds["business"]


def test_prescription_is_not_interrupted_before_the_due_day() -> None:
    refusal = RULE.too_early(D("2021-02-28"), due=D("2021-03-01"))
    assert refusal is not None
    assert plain(refusal.why)[0] == "Op 28 februari 2021 kon nog niets gestuit worden: de vordering is pas opeisbaar op 1 maart 2021."
    assert RULE.too_early(D("2021-03-01"), due=D("2021-03-01")) is None


@given(kind=kinds, due=days, interrupted=st.lists(days, max_size=6), more=days)
def test_prescription_is_never_earlier_with_one_more_interruption(kind: str, due: date, interrupted: list[date], more: date) -> None:
    assert answer(kind, due, [*interrupted, more]).prescribes_on >= answer(kind, due, interrupted).prescribes_on


@given(kind=kinds, due=days, interrupted=st.lists(days, max_size=6))
def test_prescription_is_at_most_five_years_after_the_last_that_helped(kind: str, due: date, interrupted: list[date]) -> None:
    found = answer(kind, due, interrupted)
    start = max(line.first for line in found.lines if line.first)
    assert found.prescribes_on <= full_years_after(start, years=5)
    assert found.prescribes_on == full_years_after(start, years=RULE.kinds[kind].years)


@given(due=days, interrupted=st.lists(days, max_size=6))
def test_prescription_of_a_long_term_is_never_shortened(due: date, interrupted: list[date]) -> None:
    assert answer(JUDGMENT, due, interrupted).prescribes_on >= answer(JUDGMENT, due, []).prescribes_on


@given(kind=kinds, due=days, interrupted=st.lists(days, max_size=6))
def test_prescription_lines_follow_one_another(kind: str, due: date, interrupted: list[date]) -> None:
    """Every interruption has its line; a term starts before the one before it has ended, or the day after."""
    found = answer(kind, due, interrupted)
    assert len(found.lines) == len(interrupted) + 1
    terms = [(line.first, line.last) for line in found.lines if line.first and line.last]
    assert all(after <= last + timedelta(days=1) for (_, last), (after, _) in pairwise(terms))
    assert max(last for _, last in terms) == found.last_day


@given(start=days, years=st.integers(min_value=1, max_value=20))
def test_full_years_are_full(start: date, years: int) -> None:
    """Not a day less than so many years, by the calendar."""
    end = full_years_after(start, years=years)
    same = (end.month, end.day) == (start.month, start.day)
    assert same or (start.month, start.day, end.month, end.day) == (2, 29, 3, 1)
    assert end.year == start.year + years


def plain(text: Text) -> tuple[str, str]:
    """Both sentences with ordinary spaces."""
    return text.nl.replace("\u00a0", " "), text.en.replace("\u00a0", " ")
