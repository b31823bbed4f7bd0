"""The identifiers of a party in an e-invoice: which list each is of, and whether it is right."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from lxml import etree

from akkoord.core.problem import Problem, Text
from akkoord.importers import _checks
from akkoord.importers._problems import emptied
from akkoord.importers._xml import at, line_of, words

KVK_SCHEMES = ("0106", "NL:KVK")  # ISO 6523 list of Peppol; SI-UBL 1.2 wrote NL:KVK
OIN_SCHEMES = ("0190", "NL:OIN", "NL:OINO")


class Identifier(NamedTuple):
    """A number of a party: of which list, and in which element it stands."""

    scheme: str
    value: str
    place: str


def identifiers(party: etree._Element, *paths: tuple[str, ...]) -> list[Identifier]:
    """Every identifier on these paths, in their order; a list that is named again in front of the number is taken off."""
    found = ((_scheme(one), words(one), path[0]) for path in paths for one in at(party, *path))
    return [Identifier(scheme, value.removeprefix(f"{scheme}:"), place) for scheme, value, place in found if value]


def kvk_in(ids: Iterable[Identifier]) -> str:
    """The number at the Dutch trade register, "" where none is named."""
    return next((one.value for one in ids if one.scheme in KVK_SCHEMES), "")


def oin_in(ids: Iterable[Identifier]) -> str:
    """The number of a Dutch government body, "" where none is named."""
    return next((one.value for one in ids if one.scheme in OIN_SCHEMES), "")


def number_in(ids: Iterable[Identifier], *, place: str) -> str:
    """The seller's own number for this party, or else the OIN that tells one government body from another."""
    known = list(ids)
    own = (one.value for one in known if one.place == place and one.scheme not in (*KVK_SCHEMES, *OIN_SCHEMES))
    return next(own, "") or oin_in(known)


def checked(
    value: str, check: Callable[[str], str | None], expected: Text, *, side: etree._Element, place: str, problems: list[Problem]
) -> str:
    """The value as it is kept; one that fails its check is left empty and told."""
    result = check(value) if value else ""
    if result is None:
        where = f"{etree.QName(side).localname}/{place}"
        problems.append(emptied(value, expected=expected, where=where, line=line_of(side)))
    return result or ""


def checked_vat(number: str, country: str, *, side: etree._Element, place: str, problems: list[Problem]) -> str:
    """The VAT number, with the party's country in front where the number names none."""
    full = number if not number or number[:2].isalpha() else f"{country}{number}"
    return checked(full, _checks.vat_of, _checks.VAT, side=side, place=place, problems=problems)


def _scheme(element: etree._Element) -> str:
    return (element.get("schemeID") or element.get("schemeAgencyName") or "").strip().upper()
