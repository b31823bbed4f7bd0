"""Who a UBL document says the buyer and the seller are."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from akkoord.core.problem import Problem
from akkoord.core.reading import PartyRead
from akkoord.importers import _checks
from akkoord.importers._einvoice.parties import checked, checked_vat, identifiers, kvk_in, number_in, oin_in
from akkoord.importers._xml import at, first

_PLACES = (("PartyLegalEntity", "CompanyID"), ("PartyIdentification", "ID"), ("EndpointID",))


def party_of(side: etree._Element, *, problems: list[Problem]) -> PartyRead:
    """One party of a document; an identifier that fails its check is left empty and told."""
    party = next(at(side, "Party"), side)
    country = first(party, "PostalAddress", "Country", "IdentificationCode")
    ids = identifiers(party, *_PLACES)
    read = PartyRead(
        name=_name(party),
        number=first(side, "SupplierAssignedAccountID") or number_in(ids, place="PartyIdentification"),
        kind="government" if oin_in(ids) else "",
        street=_street(party),
        postcode=first(party, "PostalAddress", "PostalZone"),
        city=first(party, "PostalAddress", "CityName"),
        country=checked(country, _checks.country_of, _checks.COUNTRY, side=side, place="Country", problems=problems),
        email=_email(side, party),
        phone=first(party, "Contact", "Telephone") or first(side, "AccountingContact", "Telephone"),
    )
    return replace(
        read,
        kvk=checked(kvk_in(ids), _checks.kvk_of, _checks.KVK, side=side, place="CompanyID", problems=problems),
        vat=checked_vat(_vat(party), country, side=side, place="PartyTaxScheme/CompanyID", problems=problems),
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


def _vat(party: etree._Element) -> str:
    schemes = (one for one in at(party, "PartyTaxScheme") if first(one, "TaxScheme", "ID").upper() in ("VAT", "BTW", ""))
    return next(filter(None, (first(one, "CompanyID") for one in schemes)), "")
