"""Checks what a file says of a party: IBAN, VAT number, KvK number, country, e-mail address."""

from __future__ import annotations

import re
from functools import lru_cache

from stdnum import get_cc_module
from stdnum import iban as _iban
from stdnum.exceptions import ValidationError

from akkoord.core.problem import Text

IBAN = Text("een IBAN waarvan het controlegetal klopt", "an IBAN whose check digits are right")
VAT = Text("een btw-nummer waarvan het controlegetal klopt, zoals NL123456789B13", "a VAT number whose check digits are right")
KVK = Text("een KvK-nummer van acht cijfers", "a KvK number of eight digits")
COUNTRY = Text("een landcode van twee letters of de naam van een land", "a country code of two letters or the name of a country")
EMAIL = Text("een e-mailadres", "an e-mail address")

LONGEST = 34  # characters of an IBAN; a VAT number has fewer. Python refuses to count with thousands of digits
_BARE = re.compile(r"[\s.\-]")
_EMAIL = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\"]{2,}")
_CODES = frozenset(
    "AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH "
    "CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN "
    "GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI "
    "LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM "
    "PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD "
    "TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW".split()
)
_NAMES = {
    **dict.fromkeys(("nederland", "netherlands", "the netherlands", "holland", "nld"), "NL"),
    **dict.fromkeys(("belgie", "belgië", "belgium", "bel"), "BE"),
    **dict.fromkeys(("duitsland", "germany", "deu", "deutschland"), "DE"),
    **dict.fromkeys(("frankrijk", "france", "fra"), "FR"),
    **dict.fromkeys(("luxemburg", "luxembourg", "lux"), "LU"),
    **dict.fromkeys(("verenigd koninkrijk", "united kingdom", "groot-brittannië", "great britain", "gbr", "uk"), "GB"),
    **dict.fromkeys(("oostenrijk", "austria", "aut"), "AT"),
    **dict.fromkeys(("spanje", "spain", "esp"), "ES"),
    **dict.fromkeys(("italië", "italie", "italy", "ita"), "IT"),
    **dict.fromkeys(("ierland", "ireland", "irl"), "IE"),
    **dict.fromkeys(("denemarken", "denmark", "dnk"), "DK"),
    **dict.fromkeys(("zweden", "sweden", "swe"), "SE"),
    **dict.fromkeys(("polen", "poland", "pol"), "PL"),
    **dict.fromkeys(("portugal", "prt"), "PT"),
    **dict.fromkeys(("zwitserland", "switzerland", "che"), "CH"),
    **dict.fromkeys(("verenigde staten", "united states", "usa"), "US"),
}


@lru_cache(maxsize=4096)
def iban_of(text: str) -> str | None:
    """The IBAN without spaces, or None where it fails its check (ISO 13616).

    >>> iban_of("NL91 ABNA 0417 1643 00"), iban_of("NL92ABNA0417164300")
    ('NL91ABNA0417164300', None)
    """
    bare = _BARE.sub("", text).upper()
    if len(bare) > LONGEST:
        return None
    try:
        return str(_iban.validate(bare))
    except ValidationError:
        return None


@lru_cache(maxsize=4096)
def vat_of(text: str) -> str | None:
    """The VAT number with its country in front, or None where it fails its check; Dutch where no country is named.

    >>> vat_of("NL 4495445B01"), vat_of("004495445B01"), vat_of("NL123456789B01")
    ('NL004495445B01', 'NL004495445B01', None)
    """
    bare = _BARE.sub("", text).upper()
    if len(bare) > LONGEST:
        return None
    land, rest = (bare[:2], bare[2:]) if bare[:2].isalpha() else ("NL", bare)
    module = get_cc_module("gr" if land == "EL" else land.lower(), "vat") if land.isascii() else None
    if module is None:
        return bare if land in _CODES and rest.isascii() and rest.isalnum() else None
    try:
        number = str(module.validate(rest))
    except ValidationError:
        return None
    return land + number.removeprefix(land)


def kvk_of(text: str) -> str | None:
    """The KvK number of eight digits, or None.

    >>> kvk_of("1234 5678"), kvk_of("12345")
    ('12345678', None)
    """
    bare = _BARE.sub("", text)
    return bare if len(bare) == 8 and bare.isascii() and bare.isdecimal() else None


def country_of(text: str) -> str | None:
    """The ISO 3166 code of a country, or None; an administration's own number for a country says nothing ("").

    >>> country_of("nl"), country_of("België"), country_of("391"), country_of("Verweggistan")
    ('NL', 'BE', '', None)
    """
    name = " ".join(text.split())
    if name.isdecimal():
        return ""
    return name.upper() if name.upper() in _CODES else _NAMES.get(name.lower())


def email_of(text: str) -> str | None:
    """The first e-mail address in a text, or None.

    >>> email_of("Jan <jan@voorbeeld.test>; piet@voorbeeld.test"), email_of("geen")
    ('jan@voorbeeld.test', None)
    """
    hit = _EMAIL.search(text[:500])
    return hit.group() if hit else None
