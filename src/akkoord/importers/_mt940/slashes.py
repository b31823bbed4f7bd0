"""Reads /CODE/value/CODE/value/ in field 86: ABN AMRO, ING, Rabobank, Knab, bunq."""

from __future__ import annotations

import re

from akkoord.importers._mt940.said import Said, account_in, in_one_line, meant, on_behalf

CODES = (
    "ACCW|ADDR|BENM|BIC|BO|CDTRREF|CDTRREFTP|CHGS|CNTP|CSID|CUST|EREF|EXCH|IBAN|ID|INFO|IREF|ISDT|KREF|MARF|NAME|NRTX|OCMT|ORDP|"
    "PREF|PURP|REMI|RTRN|SVCL|SWOC|SWOD|TRCD|TRTP|UCRD|UDTR|ULTB|ULTC|ULTD"
)
_CODE = re.compile(rf"/ ?({'|'.join(' ?'.join(code) for code in CODES.split('|'))})/")  # a line may have ended in a code
_START = re.compile(r"\s*/[A-Z]{2,9}/")
_TEXT = re.compile(r"(?:USTD|UNSTRD)/{1,2}")
_STRUCTURED = re.compile(r"STRD/{1,2}(?:(?:CUR|ISO|SCOR|IBP|BBA)/)?/?")
_ISSUED = re.compile(r"ISSUER: ?(?:CUR|ISO)\s*REF: ?(\S+)", re.IGNORECASE)  # ABN AMRO
_PARTIES, _ULTIMATE = ("NAME", "ORDP", "BENM"), ("ULTD", "UDTR", "ULTC", "ULTB", "UCRD")


def starts(text: str) -> bool:
    """Whether the text begins with a code, and one of them is known."""
    return bool(_START.match(text)) and bool(_CODE.search(text))


def of(text: str) -> Said:
    """What the values of the codes say; a slash inside a value stays there.

    >>> of("/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/Jan/Piet/REMI/F 1/2/EREF/NOTPROVIDED")
    Said(name='Jan/Piet', iban='NL91ABNA0417164300', remittance='F 1/2', reference='', end_to_end_id='')
    >>> of("/EREF/E1//CNTP/NL91ABNA0417164300/ABNANL2A/J. Jansen///REMI/STRD/CUR/9001123412341234/")
    Said(name='J. Jansen', iban='NL91ABNA0417164300', remittance='', reference='9001123412341234', end_to_end_id='E1')
    """
    values = _values(text)
    iban, name = _party(values.get("CNTP", ""))
    remittance, reference = _sent(values.get("REMI", ""))
    ultimate = _first(values, _ULTIMATE)
    name = name or _first(values, _PARTIES)
    if not remittance and not reference and "REMI" not in values:
        remittance = _first(values, ("TRTP", "PREF"))
    return Said(
        name=name or ultimate,
        iban=account_in(values.get("IBAN", "").strip("/ ")) or iban or _account_before(values),
        remittance=on_behalf(remittance, name=name, of=ultimate),
        reference=reference or meant(values.get("CDTRREF", "").strip("/ ")),
        end_to_end_id=meant(values.get("EREF", "").strip("/ ")),
    )


def _first(values: dict[str, str], codes: tuple[str, ...]) -> str:
    """The first of these codes that says something."""
    return next((said for code in codes if code in values and (said := in_one_line(values[code]).strip("/ "))), "")


def _values(text: str) -> dict[str, str]:
    """The value of each code, the first time it stands there. A name below a code of another party is that party's."""
    pieces = _CODE.split(text)
    values: dict[str, str] = {}
    below = ""
    for code, value in zip(pieces[1::2], pieces[2::2], strict=True):
        name = code.replace(" ", "")
        if name == "NAME" and (below in _ULTIMATE or values.get("NAME", "").strip("/ ")):
            name = below if below in _ULTIMATE else _ULTIMATE[0]
        if not values.get(name, "").strip("/ "):
            values[name] = value
        below = name
    return values


def _party(text: str) -> tuple[str, str]:
    """IBAN and name of iban/bic/name/city/; a slash in the name is kept."""
    parts = text.strip().removesuffix("/").split("/")
    if len(parts) < 3:
        return account_in(parts[0]), ""
    name = "/".join(parts[2:-1]) if len(parts) > 3 else parts[2]
    return account_in(parts[0]), in_one_line(name)


def _account_before(values: dict[str, str]) -> str:
    """Rabobank may name the account right after ORDP or BENM."""
    return account_in(_first(values, ("ORDP",))) or account_in(_first(values, ("BENM",)))


def _sent(text: str) -> tuple[str, str]:
    """Free text and structured reference of REMI, which may say which of the two it is."""
    value = text.strip()
    structured = _STRUCTURED.match(value)
    if structured:
        return "", meant(value[structured.end() :].strip("/ "))
    issued = _ISSUED.fullmatch(value.rstrip("/ "))
    if issued:
        return "", issued[1]
    free = _TEXT.match(value)
    value = value[free.end() :] if free else value
    return in_one_line(value.rstrip("/ ")), ""
