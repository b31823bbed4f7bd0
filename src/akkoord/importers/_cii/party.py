"""Who a Cross Industry Invoice says the buyer and the seller are."""

from __future__ import annotations

from collections.abc import Iterable

from lxml import etree

from akkoord.core.problem import Problem
from akkoord.core.reading import PartyRead
from akkoord.importers import _checks
from akkoord.importers._einvoice.parties import checked, checked_vat, identifiers, kvk_in, number_in, oin_in
from akkoord.importers._xml import at, first, words

_PLACES = (("SpecifiedLegalOrganization", "ID"), ("ID",), ("GlobalID",), ("URIUniversalCommunication", "URIID"))
_LEGAL = f"{_PLACES[0][0]}/ID"


def party_of(party: etree._Element, *, problems: list[Problem]) -> PartyRead:
    """One party of a document; an identifier that fails its check is left empty and told."""
    country = first(party, "PostalTradeAddress", "CountryID")
    ids = identifiers(party, *_PLACES)
    return PartyRead(
        name=_name(party),
        number=number_in(ids, place="ID"),
        kind="government" if oin_in(ids) else "",
        street=_street(party),
        postcode=first(party, "PostalTradeAddress", "PostcodeCode"),
        city=first(party, "PostalTradeAddress", "CityName"),
        country=checked(country, _checks.country_of, _checks.COUNTRY, side=party, place="CountryID", problems=problems),
        email=_email(party),
        phone=first(party, "DefinedTradeContact", "TelephoneUniversalCommunication", "CompleteNumber"),
        kvk=checked(kvk_in(ids), _checks.kvk_of, _checks.KVK, side=party, place=_LEGAL, problems=problems),
        vat=checked_vat(_vat(party), country, side=party, place="SpecifiedTaxRegistration/ID", problems=problems),
    )


def _name(party: etree._Element) -> str:
    return (
        first(party, "Name")
        or first(party, "SpecifiedLegalOrganization", "TradingBusinessName")
        or first(party, "DefinedTradeContact", "PersonName")
    )


def _street(party: etree._Element) -> str:
    """The lines of the address, or the street and house number where they stand apart."""
    lines = _joined(first(party, "PostalTradeAddress", name) for name in ("LineOne", "LineTwo", "LineThree"))
    return lines or _joined(first(party, "PostalTradeAddress", name) for name in ("StreetName", "BuildingNumber"))


def _joined(parts: Iterable[str]) -> str:
    return " ".join(filter(None, parts))


def _email(party: etree._Element) -> str:
    """The address of the contact, or else the electronic address where that is one for mail."""
    contact = first(party, "DefinedTradeContact", "EmailURIUniversalCommunication", "URIID")
    own = (words(one) for one in at(party, "URIUniversalCommunication", "URIID") if (one.get("schemeID") or "").upper() == "EM")
    return _checks.email_of(contact) or _checks.email_of(next(own, "")) or ""


def _vat(party: etree._Element) -> str:
    """The VAT number (VA); a number at the tax office only (FC) is none."""
    found = (words(one) for one in at(party, "SpecifiedTaxRegistration", "ID") if (one.get("schemeID") or "VA").upper() == "VA")
    return next(filter(None, found), "")
