"""Reads the free text of field 86, with the labels ABN AMRO and Knab write in it (IBAN:, NAAM:, OMSCHRIJVING:, KENMERK:)."""

from __future__ import annotations

import re

from akkoord.importers._mt940.fields import one_text
from akkoord.importers._mt940.said import Said, account_in, in_one_line, meant

BLOCK = 32  # characters: ABN AMRO writes two blocks on a line with a space between them
LABELS = {
    "iban": "iban",
    "rek": "iban",
    "tegenrekening": "iban",
    "naam": "name",
    "name": "name",
    "omschrijving": "remittance",
    "description": "remittance",
    "kenmerk": "end_to_end_id",
    "betalingskenm": "reference",
    "betalingskenmerk": "reference",
    "bic": "",
    "incassant": "",
    "machtiging": "",
    "mandaat": "",
    "valutadatum": "",
}
_LABEL = re.compile(rf"(?<![^\s,;/])({'|'.join(sorted(LABELS, key=len, reverse=True))})(?::|\.:?(?=\s))\s*", re.IGNORECASE)
_OLD_KENMERK = re.compile(r"0*(\d{16})(?!\d)|(\d{7,14})(?!\d)")


def of(lines: list[str]) -> Said:
    """What the labels say; without labels all of it is remittance.

    >>> of(["SEPA OVERBOEKING                 IBAN: NL91ABNA0417164300", "NAAM: J. JANSEN                  OMSCHRIJVING: FACTUUR 12"])
    Said(name='J. JANSEN', iban='NL91ABNA0417164300', remittance='FACTUUR 12', reference='', end_to_end_id='')
    """
    text = _blocks(lines) if _has_blocks(lines) else one_text(lines)
    pieces = _LABEL.split(text)
    values: dict[str, str] = {}
    for label, value in zip(pieces[1::2], pieces[2::2], strict=True):
        values.setdefault(LABELS[label.lower()], value)
    iban = account_in(values.get("iban", "").strip())
    reference = _kenmerk(values.get("reference", ""))
    if not (iban or values.get("remittance") or reference):
        return Said(remittance=in_one_line(text))
    remittance = in_one_line(values.get("remittance", ""))
    if not remittance:
        remittance = in_one_line(pieces[0]) or in_one_line(text)
    return Said(in_one_line(values.get("name", "")).strip(",; "), iban, remittance, reference, meant(values.get("end_to_end_id", "")))


def _has_blocks(lines: list[str]) -> bool:
    """Whether every line is two blocks with a space between them, and a block begins with a label or ends with spaces."""
    if not all(len(line) <= 2 * BLOCK + 1 and line[BLOCK : BLOCK + 1] in ("", " ") for line in lines):
        return False
    starts = [line[at:] for line in lines for at in (0, BLOCK + 1)]
    return any(len(line) > BLOCK for line in lines) and any(_LABEL.match(start) for start in starts[1:])


def _blocks(lines: list[str]) -> str:
    """The blocks one after another: a full one runs on in the next, also in the middle of a word."""
    text = ""
    for block in (line[at : at + BLOCK] for line in lines for at in (0, BLOCK + 1)):
        text += block if len(block.rstrip()) == BLOCK else f"{block.rstrip()} "
    return text.rstrip()


def _kenmerk(text: str) -> str:
    """The betalingskenmerk at the start of a text: 16 digits, or the 7 to 14 of a shorter one."""
    found = _OLD_KENMERK.match(text.strip())
    return found[1] or found[2] if found else ""
