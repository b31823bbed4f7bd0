"""The customers of the example, with numbers that pass every check and belong to nobody."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

from stdnum.iso7064 import mod_97_10
from stdnum.nl import bsn

from akkoord.core.money import cents_of

_AREA = {"Soest": "035", "Baarn": "035", "Barneveld": "0342", "Woudenberg": "033"}
_PLAIN = ("number", "name", "kind", "pays", "works", "street", "postcode", "city")


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to speak to."""

    name: str
    role: str
    phone: str
    email: str


@dataclass(frozen=True, slots=True)
class Customer:
    """One customer: where he is, how he pays and what is done for him. `amount` in cents, `jobs` a year."""

    number: str
    name: str
    kind: str
    pays: str
    works: str
    street: str
    postcode: str
    city: str
    country: str
    email: str
    phone: str
    kvk: str
    vat: str
    iban: str
    contact: Person | None
    amount: int = 0
    jobs: int = 0
    what: str = ""

    @property
    def term(self) -> int:
        """The days he has to pay."""
        return 14 if self.kind == "consumer" else 30


def read(name: str) -> dict[str, Any]:
    """A data file of this room."""
    text = files(__package__).joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text, parse_float=Decimal)


@cache
def customers() -> dict[str, Customer]:
    """Every customer by his number."""
    return {raw["number"]: _customer(raw) for raw in read("cast.toml")["customer"]}


def cents(amount: str) -> int:
    """An amount of a data file. Raises ValueError where it is none."""
    found = cents_of(amount, decimal=".")
    if found is None:
        raise ValueError(f"no amount: {amount!r}")
    return found


def iban(number: int) -> str:
    """An account at a bank that does not exist, with check digits that are right."""
    account = f"DEMO{number * 7919 % 10**9:010}"
    return f"NL{mod_97_10.calc_check_digits(account + 'NL'):0>2}{account}"


def _customer(raw: dict[str, Any]) -> Customer:
    place = int(raw["number"][1:])
    company, dutch = raw["kind"] != "consumer", raw.get("country", "NL") == "NL"
    return Customer(
        **{name: raw[name] for name in _PLAIN},
        country=raw.get("country", "NL"),
        email=_email(raw) if raw.get("email", True) else "",
        phone=_phone(raw, place) if raw.get("phone", True) else "",
        kvk=f"00{place * 48_271 % 10**6:06}" if company and dutch else "",
        vat=_vat(place) if raw["kind"] == "business" and dutch else "",
        iban=iban(place),
        contact=_person(raw, place),
        amount=cents(raw.get("amount", "0")),
        jobs=raw.get("jobs", 0),
        what=raw.get("what", ""),
    )


def _email(raw: dict[str, Any]) -> str:
    if raw["kind"] != "consumer":
        return f"administratie@{raw['at']}.example.{'com' if raw.get('country') else 'nl'}"
    plain = raw["name"].replace("Mevrouw ", "").replace("Familie ", "fam ").replace("Ö", "O").lower()
    words = [word for word in plain.replace(".", " ").replace("-", " ").split() if word not in ("en", "s")]
    return f"{'.'.join(words[:2]) if len(words) < 3 else '.'.join((words[0], ''.join(words[1:3])))}@example.org"


def _phone(raw: dict[str, Any], place: int) -> str:
    """A number that nobody has: no subscriber's number begins with a nought behind the area code or behind 06."""
    rest = f"{place * 6_151 % 10**5:05}"
    if raw.get("country") == "DE":
        return f"+49 2822 0{rest}"
    if raw["kind"] == "consumer":
        return f"06 00 {place % 100:02} {rest[:2]} {rest[2:4]}"
    area = _AREA.get(raw["city"], "033")
    return f"{area} 0{rest[0]} {rest[1:3]} {rest[3:]}" if len(area) == 4 else f"{area} 0{rest[:2]} {place % 100:02} {rest[3:]}"


def _vat(place: int) -> str:
    """A VAT number whose check fits and that is too low to have been given out."""
    return next(f"NL{number:09}B01" for number in range(20_000 + place * 370, 99_999) if bsn.is_valid(f"{number:09}"))


def _person(raw: dict[str, Any], place: int) -> Person | None:
    if "contact" not in raw:
        return None
    phone = f"06 00 {place:02} {place * 31 % 100:02} {place * 7 % 100:02}" if raw.get("phone", True) else ""
    first = raw["contact"].lower().replace("ø", "o").replace(".", "").split()[-1]
    email = f"{first}@{raw['at']}.example.{'com' if raw.get('country') else 'nl'}" if raw.get("email", True) else ""
    return Person(raw["contact"], raw["role"], phone, email)
