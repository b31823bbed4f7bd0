"""Who a UBL document says the buyer and the seller are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from lxml import etree

from akkoord.core.problem import Problem, Text
from akkoord.core.reading import PartyRead
from akkoord.importers import _checks
from akkoord.importers._problems import emptied
from akkoord.importers._xml import at, first, line_of, words

KVK_SCHEMES = ("0106", "NL:KVK")  # ISO 6523 list of Peppol; SI-UBL 1.2 wrote NL:KVK
OIN_SCHEMES = ("0190", "NL:OIN", "NL:OINO")


def party_of(side: etree._Element, *, problems: list[Problem]) -> PartyRead:
    """One party of a document; an identifier that fails its check is left empty and told."""
    party = next(at(side, "Party"), side)
    country = first(party, "PostalAddress", "Country", "IdentificationCode")
    ids = _identifiers(party)
    government = any(scheme in OIN_SCHEMES for scheme, _, _ in ids)
    read = PartyRead(
        name=_name(party),
        number=first(side, "SupplierAssignedAccountID") or _number(ids),
        kind="government" if government else "",
        street=_street(party),
        postcode=first(party, "PostalAddress", "PostalZone"),
        city=first(party, "PostalAddress", "CityName"),
        country=_checked(country, _checks.country_of, _checks.COUNTRY, side, "Country", problems),
        email=_email(side, party),
        phone=first(party, "Contact", "Telephone") or first(side, "AccountingContact", "Telephone"),
    )
    kvk = next((value for scheme, value, _ in ids if scheme in KVK_SCHEMES), "")
    return replace(
        read,
        kvk=_checked(kvk, _checks.kvk_of, _checks.KVK, side, "CompanyID", problems),
        vat=_checked(_vat(party, country), _checks.vat_of, _checks.VAT, side, "PartyTaxScheme/CompanyID", problems),
    )


def payee_name(document: etree._Element) -> str:
    """Who is to be paid where the document names somebody else than the seller."""
    return first(document, "PayeeParty", "PartyName", "Name") or first(document, "PayeeParty", "PartyLegalEntity", "RegistrationName")


def _name(party: etree._Element) -> str:
    person = f"{first(party, 'Person', 'FirstName')} {first(party, 'Person', 'FamilyName')}".strip()
    return (
        first(party, "PartyLegalEntity", "RegistrationName")
        or first(party, "PartyName", "Name")
        or person
        or first(party, "Contact", "Name")
    )


def _street(party: etree._Element) -> str:
    """Street, house number and the addition, as they stand in the address."""
    parts = (first(party, "PostalAddress", name) for name in ("StreetName", "BuildingNumber", "AdditionalStreetName"))
    return " ".join(part for part in parts if part) or first(party, "PostalAddress", "AddressLine", "Line")


def _email(side: etree._Element, party: etree._Element) -> str:
    mail = first(party, "Contact", "ElectronicMail") or first(side, "AccountingContact", "ElectronicMail")
    return _checks.email_of(mail) or ""


def _identifiers(party: etree._Element) -> list[tuple[str, str, str]]:
    """(scheme, value, element) of every identifier: legal entity first, then identification, then endpoint."""
    places = (("PartyLegalEntity", "CompanyID"), ("PartyIdentification", "ID"), ("EndpointID",))
    found = ((_scheme(one), words(one), path[0]) for path in places for one in at(party, *path))
    return [(scheme, value.removeprefix(f"{scheme}:"), place) for scheme, value, place in found if value]


def _scheme(element: etree._Element) -> str:
    return (element.get("schemeID") or element.get("schemeAgencyName") or "").strip().upper()


def _number(ids: list[tuple[str, str, str]]) -> str:
    """The seller's own number for this party, or else the OIN that tells one government body from another."""
    own = (value for scheme, value, place in ids if place == "PartyIdentification" and scheme not in (*KVK_SCHEMES, *OIN_SCHEMES))
    return next(own, "") or next((value for scheme, value, _ in ids if scheme in OIN_SCHEMES), "")


def _vat(party: etree._Element, country: str) -> str:
    """The VAT number, with the party's country in front where the number names none."""
    for scheme in at(party, "PartyTaxScheme"):
        number = first(scheme, "CompanyID")
        if number and first(scheme, "TaxScheme", "ID").upper() in ("VAT", "BTW", ""):
            return number if number[:2].isalpha() else f"{country}{number}"
    return ""


def _checked(
    value: str, check: Callable[[str], str | None], expected: Text, side: etree._Element, place: str, problems: list[Problem]
) -> str:
    result = check(value) if value else ""
    if result is None:
        where = f"{etree.QName(side).localname}/{place}"
        problems.append(emptied(value, expected=expected, where=where, line=line_of(side)))
    return result or ""
