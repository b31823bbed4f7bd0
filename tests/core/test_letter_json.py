"""A letter kept as plain JSON comes back as it was."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.letter import CostLine, InterestLine, LetterContent, LetterInvoice, LetterParty
from akkoord.core.letter_json import packed, unpacked

PLAIN = LetterContent("reminder", "nl", "1001-261116", date(2026, 11, 16), LetterParty("De Linde"), LetterParty("Vermeer"), (), 0)
letters = st.builds(
    LetterContent,
    last_day=st.none() | st.dates(),
    invoices=st.lists(st.builds(LetterInvoice), max_size=3).map(tuple),
    earlier=st.lists(st.tuples(st.text(max_size=5), st.dates()), max_size=2).map(tuple),
    interest_lines=st.lists(st.builds(InterestLine), max_size=2).map(tuple),
    cost_lines=st.lists(st.builds(CostLine), max_size=2).map(tuple),
)


@given(letter=letters)
def test_letter_comes_back_as_it_was(letter: LetterContent) -> None:
    assert unpacked(json.loads(json.dumps(packed(letter)))) == letter


def test_letter_of_an_earlier_version_gets_what_came_later_by_default() -> None:
    raw = packed(PLAIN)
    del raw["partner"]
    assert unpacked({**raw, "something_gone": 1}) == PLAIN


def test_letter_from_before_there_were_tones_is_businesslike() -> None:
    nobody = LetterParty(name="")
    raw = packed(LetterContent("reminder", "nl", "", date(2026, 1, 1), nobody, nobody, (), 0))
    del raw["tone"]
    assert unpacked(raw).tone == "businesslike"
