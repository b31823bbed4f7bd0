"""Takes apart the one text in which ING and ABN AMRO put name, account, description and references behind each other."""

from __future__ import annotations

import re

from akkoord.importers._bank_csv.dialect import Said
from akkoord.importers._camt.details import meant
from akkoord.importers._mt940.said import on_behalf

BLOCK, GAP = 32, 33  # ABN AMRO: lines of 65 characters, each two blocks of 32 with a space between
LINE = BLOCK + GAP

_CODES = "TRTP|CSID|MARF|IBAN|BIC|NAME|REMI|EREF|PREF|RTRN|ORDP|BENM|ADDR|ID|SVCL|PURP|ULTD|ULTC|ULTB|ISDT|CREF|OCMT|CNTP|KREF"
_CODE = re.compile(rf"/({_CODES})/")
_CREDITOR = re.compile(r"(?:ISSUER: ?CUR|ISSUER: ?ISO|STRD/(?:CUR|ISO))\s*(?:REF: ?|/)\s*(\S+)", re.IGNORECASE)
_NAMED = {
    **dict.fromkeys(("naam", "name"), "name"),
    **dict.fromkeys(("omschrijving", "description"), "remittance"),
    "iban": "iban",
    **dict.fromkeys(("kenmerk", "reference"), "end_to_end_id"),
    **dict.fromkeys(("betalingskenm.", "betalingskenmerk"), "reference"),
    **dict.fromkeys(("overige partij", "other party", "uiteindelijke partij"), "ultimate"),
}
_OTHERS = (
    "bic|machtiging id|machtiging|mandate id|incassant id|incassant|creditor id|valutadatum|value date|datum/tijd|date/time|"
    "reden|reason|doorlopende incasso|eenmalige incasso|recurrent sepa direct debit"
)
_AFTER = r":|(?<=incasso)(?!\S)|(?<=direct debit)(?!\S)"
_LABEL = re.compile(rf"(?<!\S)({'|'.join(map(re.escape, _NAMED))}|{_OTHERS})(?:{_AFTER})", re.IGNORECASE)
_STARTS = re.compile(r"(?:IBAN|BIC|Naam|Omschrijving|Kenmerk|Machtiging|Incassant|Betalingskenm\.):", re.IGNORECASE)
_GLUED = re.compile(r"(?<=\S)(?=(?:BIC|NAAM|OMSCHRIJVING|KENMERK): )")  # a full block with nothing between it and the next label
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{8,30}")
_REFERENCE = re.compile(r"\d{7}|\d{9,14}|\d{16}|RF\d{2}[A-Z0-9]{1,21}")


def coded(text: str) -> Said:
    """The parts of a text with codes between slashes.

    >>> coded("/TRTP/SEPA OVERBOEKING/IBAN/NL91ABNA0417164300/BIC/ABNANL2A/NAME/ALFA BV/REMI/2026/001/EREF/NOTPROVIDED")
    Said(name='ALFA BV', iban='NL91ABNA0417164300', remittance='2026/001', reference='', end_to_end_id='')
    """
    pieces = _CODE.split(text)
    parts: dict[str, str] = {}
    for code, value in zip(pieces[1::2], pieces[2::2], strict=True):
        parts.setdefault(code, " ".join(value.split()))
    remittance = parts.get("REMI", "").removeprefix("USTD//")
    hit = _CREDITOR.search(remittance)
    if hit:
        remittance = remittance.replace(hit.group(), "").strip(" /")
    eref, ultimate = meant(parts.get("EREF", "")), parts.get("ULTD", "") or parts.get("ULTC", "")
    remittance = on_behalf(remittance, name=parts.get("NAME", ""), of=ultimate)
    return Said(parts.get("NAME", "") or ultimate, parts.get("IBAN", ""), remittance, hit[1] if hit else "", eref)


def labelled(text: str) -> Said:
    """The parts of a text with labels and colons; a text without them is the description.

    The description ends at the last label "IBAN:" before an account where one follows it, for what the payer wrote may
    hold a label too. A reference in the form of a betalingskenmerk or RF number is a structured one.

    >>> labelled("Naam: Alfa BV Omschrijving: factuur Kenmerk: 12 IBAN: NL91ABNA0417164300 Kenmerk: 5000056789012345")
    Said(name='Alfa BV', iban='NL91ABNA0417164300', remittance='factuur Kenmerk: 12', reference='5000056789012345', end_to_end_id='')
    >>> labelled("Salaris januari").remittance
    'Salaris januari'
    """
    labels = list(_LABEL.finditer(text))
    parts: dict[str, str] = {}
    at = 0
    while at < len(labels):
        field = _NAMED.get(labels[at][1].lower(), "")
        end = _end(text, labels, at) if field == "remittance" and field not in parts else at + 1
        value = text[labels[at].end() : labels[end].start() if end < len(labels) else len(text)]
        if field:
            parts.setdefault(field, " ".join(value.split()))
        at = end
    if "remittance" not in parts and ("iban" not in parts or "name" not in parts):
        parts["remittance"] = " ".join(text.split())
    return _told(parts)


def _end(text: str, labels: list[re.Match[str]], at: int) -> int:
    """The place of the label that ends the description which begins at label `at`."""
    later = range(at + 1, len(labels))
    ibans = [place for place in later if labels[place][1].lower() == "iban" and _IBAN.match(text[labels[place].end() :].lstrip())]
    return ibans[-1] if ibans else at + 1


def _told(parts: dict[str, str]) -> Said:
    iban = _IBAN.match(parts.get("iban", ""))
    reference, end_to_end_id = parts.get("reference", ""), meant(parts.get("end_to_end_id", ""))
    if not reference and _REFERENCE.fullmatch(end_to_end_id.replace(" ", "")):
        reference, end_to_end_id = end_to_end_id.replace(" ", ""), ""
    name, ultimate = parts.get("name", ""), parts.get("ultimate", "")
    remittance = on_behalf(parts.get("remittance", ""), name=name, of=ultimate)
    return Said(name or ultimate, iban.group() if iban else "", remittance, reference, end_to_end_id)


def unblocked(text: str) -> str:
    """A text in ABN AMRO's blocks as it was before: words that ran over the end of a block are whole again.

    Only where every label stands at the start of a block; in any other text labels are set apart from what they are glued to.
    """
    starts = [hit.start() for hit in _STARTS.finditer(text)]
    if not starts or any(start % LINE not in (0, GAP) for start in starts):
        return _GLUED.sub(" ", text)
    whole = ""
    for line in range(0, len(text), LINE):
        for block in (text[line : line + BLOCK], text[line + GAP : line + LINE]):
            whole += block.ljust(BLOCK) if block.rstrip() else " "
    return " ".join(whole.split())
