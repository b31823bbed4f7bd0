"""The legal form of a business as its name shows it: a likelihood that a person confirms, never a fact by itself."""

from __future__ import annotations

import re

_FORMS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (form, re.compile(rf"(?<![\w.]){pattern}(?![\w])", re.IGNORECASE))
    for form, pattern in (
        ("bv", r"b\.?\s?v\.?"),
        ("nv", r"n\.?\s?v\.?"),
        ("vof", r"v\.?\s?o\.?\s?f\.?|vennootschap onder firma"),
        ("cv", r"c\.?\s?v\.?"),
        ("maatschap", r"maatschap"),
        ("stichting", r"stichting|st\.?(?=\s+[A-Z])"),
        ("cooperatie", r"co[oö]peratie(?:ve)?"),
        ("vereniging", r"vereniging|v\.?v\.?e\.?"),
        ("foreign", r"gmbh|ltd\.?|limited|inc\.?|llc|s\.?a\.?r\.?l\.?|bvba|sprl|plc"),
        ("eenmanszaak", r"eenmanszaak|zzp"),
    )
)
COMPANY = (
    r"(^|[^a-z0-9_à-ÿ])(b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|c\.?v\.?|maatschap|stichting|vereniging|co[oö]peratie|holding|gmbh|ltd|limited|inc|llc"
    r"|s\.?a\.?r?\.?l?)($|[^a-z0-9_à-ÿ])"
)
"""A pattern that a database can ask as well: neither knows the other's signs for the edge of a word."""
PERSON = r"^((de heer|mevrouw|dhr|mevr|mw|fam|familie)[. ]+)?([a-z]\. ?){1,5}((van|de|den|der|ter|ten) )*[^ ]+$"
_COMPANY, _PERSON = (re.compile(pattern, re.IGNORECASE) for pattern in (COMPANY, PERSON))


def likely_form(name: str) -> str:
    """The form a name shows, or nothing. Where it shows two, what stands at its end decides: a foundation may own a company.

    >>> likely_form("Bakkerij Jansen B.V."), likely_form("V.O.F. Gebroeders Vis"), likely_form("Stichting Woonzorg")
    ('bv', 'vof', 'stichting')
    >>> likely_form("J. Jansen"), likely_form("Stichting Beheer Vermeer B.V."), likely_form("Bvlgari"), likely_form("Kwekerij Oost")
    ('', 'bv', '', '')
    """
    found = [(hit.end(), form) for form, pattern in _FORMS for hit in pattern.finditer(name)]
    return max(found)[1] if found else ""


def shows_company(name: str) -> bool:
    """Whether a name shows that it is no private person's.

    >>> shows_company("Bakker B.V."), shows_company("J. Jansen")
    (True, False)
    """
    return bool(_COMPANY.search(name))


def shows_person(name: str) -> bool:
    """Whether a name looks like that of a person: initials and a surname.

    >>> [shows_person(name) for name in ("J. Jansen", "Mevr. A.B. van der Berg", "K.L.M. Reizen B.V.", "Kwekerij Oost")]
    [True, True, False, False]
    """
    return bool(_PERSON.search(name))
