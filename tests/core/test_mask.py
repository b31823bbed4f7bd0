"""Personal data is taken out of a text before it leaves, and comes back only inside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.conversation.mask import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("mail naar j.smit+werk@bedrijf.co.nl", "mail naar [EMAIL-1]"),
        ("IBAN nl91 abna 0417 1643 00 graag", "IBAN [IBAN-1] graag"),
        ("btw NL123456782B90", "btw [BTW-1]"),
        ("kvk 12345678 en bsn 123456782", "kvk [NUMMER-1] en bsn [NUMMER-2]"),
        ("bel 020-1234567 of +31 6 12 34 56 78", "bel [TELEFOON-1] of [TELEFOON-2]"),
        ("wij zitten op de Lange Voorstraat 12a, 1234 AB", "wij zitten op de Lange [ADRES-1], [POSTCODE-1]"),
        ("factuur F-2026-0118 van 12-03-2026", "factuur [FACTUUR-1] van [DATUM-1]"),
        ("u spreekt met Fatima el Amrani", "u spreekt met [NAAM-1]"),
        ("meneer Van der Berg belde, meneer van der Berg weer", "meneer [NAAM-1] belde, meneer [NAAM-1] weer"),
        ("ik betaal 1.250,00 of 300 euro op vrijdag", "ik betaal 1.250,00 of 300 euro op vrijdag"),
    ],
)
def test_what_looks_personal_gets_a_sign(text: str, masked: str) -> None:
    assert mask(text, known={}).text == masked


def test_what_is_known_gets_a_sign_in_any_case_the_longest_first() -> None:
    found = mask("jan SMIT en Smit; Smitje niet", known={"NAAM": ["Smit", "Jan  Smit", ""]})
    assert found.text == "[NAAM-1] en [NAAM-2]; Smitje niet"
    assert found.back(found.text) == "jan SMIT en Smit; Smitje niet"


def test_sign_that_a_text_had_of_itself_stands_for_nothing() -> None:
    found = mask("[NAAM-1] zegt: Smit", known={"NAAM": ["Smit"]})
    assert (found.text, found.back("[NAAM-1] [NAAM-2] [NAAM-3]")) == ("[NAAM-1] zegt: [NAAM-2]", "[NAAM-1] Smit [NAAM-3]")


@given(st.text(), st.lists(st.text(min_size=2), max_size=3))
def test_what_was_masked_comes_back(text: str, names: list[str]) -> None:
    found = mask(text, known={"NAAM": names})
    assert found.back(found.text) == text


def test_long_text_is_masked() -> None:
    assert mask("bel 0612345678 " * 2_000, known={}).text == "bel [TELEFOON-1] " * 2_000
