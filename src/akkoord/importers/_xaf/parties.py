"""Who the relations of an auditfile are, and the company it is of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lxml import etree

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import PartyRead
from akkoord.importers import _checks
from akkoord.importers._problems import emptied
from akkoord.importers._xaf.lines import fields_of
from akkoord.importers._xml import at, first, line_of


@dataclass(frozen=True, slots=True)
class Relation:
    """A customer or supplier with what was wrong in his data; told only where he turns out to be a customer.

    The letter of `custSupTp` decides nothing: C is a customer in the standard and a creditor (supplier) at some packages.
    """

    party: PartyRead
    problems: tuple[Problem, ...]


def relation_of(element: etree._Element) -> Relation:
    """One customerSupplier."""
    fields = fields_of(element)
    problems: list[Problem] = []
    street, postcode, city, land = _address(element)
    party = PartyRead(
        name=fields.get("custSupName", ""),
        number=fields.get("custSupID", ""),
        street=street,
        postcode=postcode,
        city=city,
        phone=fields.get("telephone", ""),
        iban=_iban(element),
    )
    return Relation(_checked(party, fields, land, line_of(element), problems), tuple(problems))


def _checked(party: PartyRead, fields: dict[str, str], land: str, line: int | None, problems: list[Problem]) -> PartyRead:
    """The party with what has to pass a check; what fails is left empty and told."""

    def checked(name: str, value: str, check: Callable[[str], str | None], expected: Text) -> str:
        result = check(value) if value else ""
        if result is None:
            problems.append(emptied(value, expected=expected, where=name, line=line))
        return result or ""

    country = checked("country", land or fields.get("taxRegistrationCountry", ""), _checks.country_of, _checks.COUNTRY)
    kvk = _without_branch(fields.get("commerceNr", "")) if country in ("NL", "") else ""
    return replace(
        party,
        country=country,
        email=checked("eMail", fields.get("eMail", ""), _checks.email_of, _checks.EMAIL),
        kvk=checked("commerceNr", kvk, _checks.kvk_of, _checks.KVK),
        vat=checked("taxRegIdent", _with_country(fields, country), _checks.vat_of, _checks.VAT),
    )


def company_of(company: etree._Element) -> PartyRead:
    """The company of the file. `companyIdent` is often no more than the number of the administration, so it is no KvK number; version
    4.0 has one."""
    fields = fields_of(company)
    street, postcode, city, country = _address(company)
    return PartyRead(
        name=fields.get("companyName", ""),
        street=street,
        postcode=postcode,
        city=city,
        country=_checks.country_of(country) or "",
        kvk=_checks.kvk_of(_without_branch(fields.get("Commercenr", ""))) or "",
        vat=_checks.vat_of(_with_country(fields, country)) or "",
    )


def _address(element: etree._Element) -> tuple[str, str, str, str]:
    """Street, postcode, town and country: the postal address where it is filled, since letters go there."""
    for kind in ("postalAddress", "streetAddress"):
        for address in at(element, kind):
            parts = (first(address, name) for name in ("streetname", "number", "numberExtension"))
            street = " ".join(part for part in parts if part)
            if street or first(address, "city"):
                return street, first(address, "postalCode"), first(address, "city"), first(address, "country")
    return "", "", "", first(element, "streetAddress", "country") or first(element, "postalAddress", "country")


def _with_country(fields: dict[str, str], country: str) -> str:
    number = fields.get("taxRegIdent", "")
    land = fields.get("taxRegistrationCountry", "") or country
    return number if not number or number[:2].isalpha() else f"{land[:2]}{number}"


def _without_branch(number: str) -> str:
    """A KvK number with the four digits of its branch behind it is the number without them.

    >>> _without_branch("123456780000"), _without_branch("12345678")
    ('12345678', '12345678')
    """
    bare = "".join(number.split())
    return bare[:8] if len(bare) == 12 and bare.isdecimal() else bare


def _iban(element: etree._Element) -> str:
    """The first account that is an IBAN; numbers of before 2014 are passed over."""
    numbers = (first(account, "bankAccNr") for account in at(element, "bankAccount"))
    return next(filter(None, (_checks.iban_of(number) for number in numbers if number)), "")
