"""Who is likely one and the same: by a number, an account, an address, or a name at one place; and quick for many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from akkoord.core.doubles import CROWD, SIGNS, Somebody, doubles
from akkoord.core.legal_form import likely_form
from akkoord.core.matching.names import Likeness, likeness

ONE = Somebody(1, "Bakkerij Jansen B.V.", kvk="12345678", vat="NL001234567B01", email="post@jansen.example", postcode="1234 AB")


def signs(other: Somebody, one: Somebody = ONE) -> list[tuple[str, ...]]:
    """What speaks for these two being one."""
    return [pair.signs for pair in doubles([one, other])]


def test_each_key_says_it() -> None:
    assert signs(Somebody(2, "Heel anders", kvk="12345678")) == [("kvk",)]
    assert signs(Somebody(2, "Heel anders", vat="nl001234567b01")) == [("vat",)]
    assert signs(Somebody(2, "Heel anders", email="Post@Jansen.example")) == [("email",)]
    assert signs(Somebody(2, "Heel anders", ibans=("X",)), Somebody(1, "Jansen", ibans=("X", "Y"))) == [("iban",)]


def test_spellings_of_a_name_count_at_one_place_only() -> None:
    assert signs(Somebody(2, "JANSEN BAKKERIJ", postcode="1234ab")) == [("name-and-place",)]
    assert signs(Somebody(2, "Bakkery Jansen", postcode="1234AB")) == [("name-near",)]
    assert signs(Somebody(2, "Jansen Bakkerij", postcode="9999 ZZ")) == []
    assert signs(Somebody(2, "Slagerij Pietersen", postcode="1234 AB")) == []


def test_without_an_address_a_name_must_be_the_same_to_the_letter() -> None:
    assert signs(Somebody(2, "bakkerij  jansen b.v.")) == [("name-alone",)]
    assert signs(Somebody(2, "K. de Groot"), Somebody(1, "J. de Groot")) == []


def test_two_kvk_numbers_are_two_businesses() -> None:
    assert signs(Somebody(2, ONE.name, kvk="87654321", vat=ONE.vat, email=ONE.email, postcode=ONE.postcode)) == []


def test_what_a_crowd_shares_says_nothing() -> None:
    clients = [Somebody(number, f"Klant {number}", email="kantoor@boekhouder.example") for number in range(CROWD + 1)]
    assert doubles(clients) == []
    assert len(doubles(clients[:3])) == 3


@given(st.lists(st.builds(Somebody, st.integers(1, 9), st.sampled_from(["J. Bos", "Bos B.V.", "Vis"]), st.sampled_from(["", "1", "2"]))))
def test_a_pair_stands_once_the_smaller_number_in_front_and_says_why(people: list[Somebody]) -> None:
    found = doubles(people)
    assert all(pair.first < pair.second and pair.signs and set(pair.signs) <= set(SIGNS) for pair in found)
    assert len({(pair.first, pair.second) for pair in found}) == len(found)


def test_the_work_grows_with_the_debtors_and_not_with_their_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted and not timed: a name is compared so often as it shares a place and the front of a word."""
    asked: list[str] = []

    def counting(one: str, other: str) -> Likeness:
        asked.append(one)
        return likeness(one, other)

    monkeypatch.setattr("akkoord.core.doubles.likeness", counting)
    doubles(Somebody(number, f"Klant {number:05} B.V.", postcode=f"{1000 + number % 9000} AB") for number in range(20_000))
    assert 0 < len(asked) < 60_000


def test_forms_in_names() -> None:
    names = {
        "Hoveniers De Linde BV": "bv",
        "Vermeer & Zn. b.v.": "bv",
        "Drukkerij De Brug V.O.F.": "vof",
        "VvE De Groene Tuinen": "vereniging",
        "Coöperatie Boerenbond U.A.": "cooperatie",
        "Müller GmbH": "foreign",
        "Advocatenmaatschap": "",
        "Novelty": "",
    }
    assert {name: likely_form(name) for name in names} == names
