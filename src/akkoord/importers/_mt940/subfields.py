"""Reads the numbered subfields of field 86: ?20 to ?33 of German banks and of Dutch banks that follow them, >20 of Triodos."""

from __future__ import annotations

import re
from collections.abc import Sequence

from akkoord.importers._mt940.said import Said, account_in, in_one_line, meant, on_behalf

_SEPARATOR = re.compile(r"\s*\d{3}([?>~<|^])\d{2}")
_WORD = re.compile(r"(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|IBAN|BIC|COAM|OAMT|PURP)\+|(MTLG):")
FULL = 27  # characters: the longest subfield there is
_TEXT = (*range(20, 30), *range(60, 64))


def separator(text: str) -> str:
    """The character before each subfield number, "" where the text has none."""
    found = _SEPARATOR.match(text)
    return found[1] if found else ""


def of(text: str) -> Said:
    """What the subfields say.

    >>> of("166?00GUTSCHRIFT?20EREF+E 1?21SVWZ+Factuur 2026?22001?30ABNANL2A?31NL91ABNA0417164300?32Jan?33sen")
    Said(name='Jansen', iban='NL91ABNA0417164300', remittance='Factuur 2026001', reference='', end_to_end_id='E 1')
    >>> of("000>100000000000>20INGBNL2A>21NL91ABNA0417164300>22J. JANSEN FACTUUR 2026>23001>310338505768")
    Said(name='', iban='NL91ABNA0417164300', remittance='J. JANSEN FACTUUR 2026001', reference='', end_to_end_id='')
    """
    mark = separator(text)
    values = _values(text, mark)
    if mark == ">":
        return _triodos(values)
    texts = [values.get(number, "") for number in _TEXT]
    has_labels = any(map(_WORD.search, texts))  # then a text runs on; without them each subfield is a line
    pieces = _labelled("".join(one if has_labels or len(one) >= FULL else f"{one} " for one in texts))
    name, ultimate = in_one_line(values.get(32, "") + values.get(33, "")), in_one_line(pieces.get("ABWA", ""))
    remittance = in_one_line(pieces.get("SVWZ", "") or f"{pieces.get('', '')} {pieces.get('MTLG', '')}") or in_one_line(values.get(0, ""))
    return Said(
        name=name or ultimate,
        iban=account_in(values.get(31, "")) or account_in(values.get(38, "")) or account_in(pieces.get("IBAN", "")),
        remittance=on_behalf(remittance, name=name, of=ultimate),
        end_to_end_id=meant(pieces.get("EREF", "")),
    )


def of_extra(lines: Sequence[str]) -> Said:
    """What field NS says: 01 to 14 text, 15 and 16 the name."""
    found: dict[int, str] = {}
    for line in lines:
        if re.match(r"\d{2}", line):
            found[int(line[:2])] = line[2:].strip()
    text = in_one_line(" ".join(found.get(number, "") for number in range(1, 15)))
    return Said(name=in_one_line(found.get(15, "") + found.get(16, "")), remittance=text)


def _values(text: str, mark: str) -> dict[int, str]:
    pieces = re.split(rf"{re.escape(mark)}(\d{{2}})", text)
    values: dict[int, str] = {}
    for number, value in zip(pieces[1::2], pieces[2::2], strict=True):
        values[int(number)] = values.get(int(number), "") + value
    return values


def _triodos(values: dict[int, str]) -> Said:
    """Triodos: BIC and account where it is a transfer, and then name and text, which nothing separates."""
    iban = account_in(values.get(21, ""))
    text = "".join(values.get(number, "") for number in range(22 if iban else 20, 31))
    return Said(iban=iban or account_in(values.get(10, "")), remittance=in_one_line(text))


def _labelled(text: str) -> dict[str, str]:
    """The pieces of a SEPA text by their label; what stands before the first label has none."""
    pieces = _WORD.split(text)
    found = {"": pieces[0]}
    for plus, colon, value in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
        found[plus or colon] = found.get(plus or colon, "") + value
    return found
